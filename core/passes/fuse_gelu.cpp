// 0.5 * x * (1 + erf(x / sqrt(2)))                               becomes   gelu(x)
// 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))      becomes   gelu(x) {approximate = true}
#include "passes/formulas.h"

#include <algorithm>

namespace ara::passes {
namespace {

constexpr double kRootHalf = 0.70710678118654752, kRootTwoByPi = 0.79788456080286536, kCubic = 0.044715;

bool isCube(const Product& p, ir::TensorId x, std::size_t power) {
  return nearly(p.constant, kCubic) && p.factors.size() == power &&
         std::ranges::count(p.factors, x) == static_cast<std::ptrdiff_t>(power);
}

// x + 0.044715 x^3
bool isCubic(const PassContext& c, ir::TensorId t, ir::TensorId x) {
  const ir::NodeId n = t ? c.graph()[t].producer : ir::NodeId{};
  if (!n || !(c.is(n, "tf.Add") || c.is(n, "tf.AddV2"))) return false;
  const ir::TensorId a = operandAt(c, n, 0), b = operandAt(c, n, 1);
  return (a == x && isCube(productOf(c, b), x, 3)) || (b == x && isCube(productOf(c, a), x, 3));
}

// The argument of tanh.
bool isTanhArgument(const PassContext& c, ir::TensorId t, ir::TensorId x) {
  const Product p = productOf(c, t);
  if (!nearly(p.constant, kRootTwoByPi)) return false;
  if (p.factors.size() == 1) return isCubic(c, p.factors[0], x);
  if (p.factors.size() != 2) return false;
  for (const std::size_t i : {0, 1}) { // x (1 + 0.044715 x^2)
    const auto sum = p.factors[i] == x ? sumOf(c, p.factors[1 - i]) : std::nullopt;
    if (sum && sum->constant == 1 && isCube(productOf(c, sum->other), x, 2)) return true;
  }
  return false;
}

bool isErfArgument(const PassContext& c, ir::TensorId t, ir::TensorId x) {
  const Product p = productOf(c, t);
  return nearly(p.constant, kRootHalf) && p.factors.size() == 1 && p.factors[0] == x;
}

void fuse(PassContext& c, ir::NodeId n) {
  if (!isWhole(c, n, 2)) return;
  Product p = productOf(c, c.graph().result(n));
  if (!nearly(p.constant, 0.5) || p.factors.size() != 2) return;
  for (const std::size_t i : {0, 1}) {
    const ir::TensorId x = p.factors[i];
    const auto sum = sumOf(c, p.factors[1 - i]);
    if (!sum || sum->constant != 1 || c.graph()[x].shape != c.graph()[c.graph().result(n)].shape) continue;
    const ir::NodeId erf = producer(c, sum->other, "tf.Erf"), tanh = producer(c, sum->other, "tf.Tanh");
    const bool exact = erf && isErfArgument(c, operandAt(c, erf, 0), x);
    const bool approximate = tanh && isTanhArgument(c, operandAt(c, tanh, 0), x);
    if (!exact && !approximate) continue;
    p.nodes.push_back(sum->node);
    p.nodes.push_back(exact ? erf : tanh);
    fuseInto(c, n, "tfl.gelu", {x}, {{c.model.names.intern("approximate"), approximate}}, "fuse_gelu", p.nodes);
    return;
  }
}

} // namespace

Status fuse_gelu(PassContext& c) {
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) { // no order needed
    const ir::NodeId n(i);
    if (c.is(n, "tf.Mul") || c.is(n, "tf.RealDiv")) fuse(c, n);
  }
  return {};
}

} // namespace ara::passes
