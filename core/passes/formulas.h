// Reading a formula out of a graph of tf operators: products with their constant factors gathered, sums with their
// constant addend, whatever the order in which they were written. And putting one tfl operator in its place.
//
//   const Product p = productOf(c, y);         // 0.5 * x * (1 + erf(..)):  constant 0.5, factors x and the sum
#pragma once

#include "passes/constants.h"

namespace ara::passes {

struct Product {
  double constant = 1;
  std::vector<ir::TensorId> factors; // powers as repeated factors
  std::vector<ir::NodeId> nodes;     // that it was gathered from, the first one producing it
};
// Through Mul, division by a constant, Square and small integer powers; through results with one user only, so that a
// factor that is used elsewhere too stays one. A tensor that is no product is its own only factor.
Product productOf(const PassContext& c, ir::TensorId t);

// constant + other; nothing when `t` is no sum of a float32 constant of one value and something.
struct Sum {
  double constant = 0;
  ir::TensorId other;
  ir::NodeId node;
};
std::optional<Sum> sumOf(const PassContext& c, ir::TensorId t);

bool isWhole(const PassContext& c, ir::NodeId n, std::size_t operands);    // that many operands, one result
ir::TensorId operandAt(const PassContext& c, ir::NodeId n, std::size_t i); // none where a damaged node has fewer
bool nearly(double value, double wanted);                                  // equal up to the rounding of float32
ir::NodeId producer(const PassContext& c, ir::TensorId t,
                    std::string_view op); // the node when it is an `op`, else none

// One tfl operator in place of `node` (which has one result of the shape of the operator's), telling that `parts` are
// in it. False, with nothing changed, where the runtime does not compute it rightly.
bool fuseInto(PassContext& c, ir::NodeId node, std::string_view op, std::vector<ir::TensorId> operands,
              ir::AttrList attrs, std::string_view rule, std::vector<ir::NodeId> parts);

} // namespace ara::passes
