// x * relu6(x + 3) / 6   becomes   hard_swish(x)         in any order of the factors
#include "passes/formulas.h"

namespace ara::passes {
namespace {

void fuse(PassContext& c, ir::NodeId n) {
  if (!isWhole(c, n, 2)) return;
  Product p = productOf(c, c.graph().result(n));
  if (!nearly(p.constant, 1.0 / 6) || p.factors.size() != 2) return;
  for (const std::size_t i : {0, 1}) {
    const ir::NodeId relu = producer(c, p.factors[1 - i], "tf.Relu6");
    const auto sum = relu ? sumOf(c, operandAt(c, relu, 0)) : std::nullopt;
    if (!sum || sum->constant != 3 || sum->other != p.factors[i]) continue;
    p.nodes.push_back(relu);
    p.nodes.push_back(sum->node);
    fuseInto(c, n, "tfl.hard_swish", {sum->other}, {}, "fuse_hard_swish", p.nodes);
    return;
  }
}

} // namespace

Status fuse_hard_swish(PassContext& c) {
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) { // no order needed
    const ir::NodeId n(i);
    if (c.is(n, "tf.Mul") || c.is(n, "tf.RealDiv")) fuse(c, n);
  }
  return {};
}

} // namespace ara::passes
