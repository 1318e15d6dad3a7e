// x * rsqrt(max(sum(x^2, last axis, kept), 1e-12))   becomes   l2_normalization(x)
// The runtime divides by max(sqrt(sum), 1e-6), which is the same for this bound only.
#include "passes/formulas.h"

namespace ara::passes {
namespace {

// x when `t` is the sum of its squares along the last axis.
ir::TensorId squaresSummed(const PassContext& c, ir::TensorId t) {
  const ir::Graph& g = c.graph();
  const ir::NodeId sum = producer(c, t, "tf.Sum");
  if (!isWhole(c, sum, 2)) return {};
  const ops::NodeView view(c.model, g, sum);
  const auto axes = view.knownIntegers(1);
  const ir::Shape& shape = view.shape(0);
  if (!axes || axes->size() != 1 || !shape.ranked || shape.rank() == 0 || !view.attrBool("keep_dims")) return {};
  if ((*axes)[0] != -1 && (*axes)[0] != static_cast<std::int64_t>(shape.rank()) - 1) return {};
  const ir::TensorId squares = operandAt(c, sum, 0);
  if (const ir::NodeId n = producer(c, squares, "tf.Square")) return operandAt(c, n, 0);
  const ir::NodeId n = producer(c, squares, "tf.Mul");
  return n && operandAt(c, n, 0) == operandAt(c, n, 1) ? operandAt(c, n, 0) : ir::TensorId{};
}

void fuse(PassContext& c, ir::NodeId n) {
  if (!isWhole(c, n, 2)) return;
  const ir::Graph& g = c.graph();
  for (const std::size_t i : {0, 1}) {
    const ir::NodeId root = producer(c, operandAt(c, n, 1 - i), "tf.Rsqrt");
    const ir::NodeId most = root ? producer(c, operandAt(c, root, 0), "tf.Maximum") : ir::NodeId{};
    if (!most) continue;
    for (const std::size_t k : {0, 1}) {
      const ir::TensorId bound = operandAt(c, most, k);
      const auto value = bound ? uniformFloat(c.model, g[bound]) : std::nullopt;
      const ir::TensorId x = operandAt(c, n, i);
      if (!value || *value != 1e-12f || !x || squaresSummed(c, operandAt(c, most, 1 - k)) != x) continue;
      fuseInto(c, n, "tfl.l2_normalization", {x},
               {{c.model.names.intern("fused_activation_function"), ir::Symbol{"NONE"}}}, "fuse_l2_norm",
               {n, root, most, g[operandAt(c, most, 1 - k)].producer});
      return;
    }
  }
}

} // namespace

Status fuse_l2_norm(PassContext& c) {
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) { // no order needed
    const ir::NodeId n(i);
    if (c.is(n, "tf.Mul")) fuse(c, n);
  }
  return {};
}

} // namespace ara::passes
