// What a gate is before its activation: sums of products of tensors with constant matrices, plus a constant, however
// the graph writes it: one product of joined tensors or several, biases added anywhere, gates cut out by any split.
//
//   split(concat(x, h) * K + b):1 + 1     becomes     x * K[x rows, 1] + h * K[h rows, 1] + (b[1] + 1)
#pragma once

#include "passes/pass.h"

#include <optional>
#include <unordered_set>
#include <vector>

namespace ara::passes::recurrent {

// One step of a layer inside its graph.
struct Step {
  const ir::Model* model = nullptr;
  const ir::Graph* graph = nullptr;
  std::unordered_set<ir::NodeId> nodes;  // that belong to the step
  std::unordered_set<ir::TensorId> ends; // states before and after the step: never looked through
};

struct Term {
  ir::TensorId source;       // [batch, rows]
  std::vector<float> matrix; // rows x width, row-major; or, where `diagonal`, one factor per column
  std::size_t rows = 0;
  bool diagonal = false; // the source itself, column by column
};

struct LinearForm {
  std::size_t width = 0;
  std::vector<Term> terms;     // each source once for products, once for diagonals
  std::vector<float> bias;     // width
  std::size_t firstColumn = 0; // in the product it was cut from
};

// The form of a float32 tensor [batch, width]. Nothing when it holds something else than such sums.
std::optional<LinearForm> linearForm(const Step& step, ir::TensorId t);
// Float32 values of a constant, computed where it is made from constants alone in few operators.
std::optional<std::vector<float>> constantFloats(const Step& step, ir::TensorId t);
// Through identities, and reshapes that keep the shape.
ir::TensorId withoutIdentities(const Step& step, ir::TensorId t);
// The producer when it is an `op` of the step ("tf.Mul"), else none.
ir::NodeId makerOf(const Step& step, ir::TensorId t, std::string_view op);

} // namespace ara::passes::recurrent
