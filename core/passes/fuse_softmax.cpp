// u = x - max(x);  exp(u) / sum(exp(u))      becomes    softmax(x)         all along the last axis
// u = x - max(x);  u - log(sum(exp(u)))      becomes    log_softmax(x)
// Without the maximum the formula overflows where softmax does not, so it stays as it is.
#include "passes/formulas.h"

namespace ara::passes {
namespace {

// The operand of a reduction over the last axis that keeps it.
ir::TensorId alongLast(const PassContext& c, ir::NodeId n) {
  if (!isWhole(c, n, 2)) return {};
  const ops::NodeView v(c.model, c.graph(), n);
  const auto axes = v.knownIntegers(1);
  const ir::Shape& s = v.shape(0);
  if (!axes || axes->size() != 1 || !s.ranked || s.rank() == 0 || !v.attrBool("keep_dims")) return {};
  return axes->front() == -1 || axes->front() == static_cast<std::int64_t>(s.rank()) - 1 ? v.operand(0)
                                                                                         : ir::TensorId{};
}

// x when `t` is x - max(x).
ir::TensorId shifted(const PassContext& c, ir::TensorId t, std::vector<ir::NodeId>& parts) {
  const ir::NodeId sub = producer(c, t, "tf.Sub");
  if (!isWhole(c, sub, 2)) return {};
  const ir::NodeId max = producer(c, operandAt(c, sub, 1), "tf.Max");
  const ir::TensorId x = operandAt(c, sub, 0);
  if (!max || alongLast(c, max) != x) return {};
  parts.push_back(sub);
  parts.push_back(max);
  return x;
}

// The exponentials when `t` is their sum.
ir::TensorId summed(const PassContext& c, ir::TensorId t, std::vector<ir::NodeId>& parts) {
  const ir::NodeId sum = producer(c, t, "tf.Sum");
  if (!sum) return {};
  parts.push_back(sum);
  return alongLast(c, sum);
}

void fuseQuotient(PassContext& c, ir::NodeId n) {
  std::vector<ir::NodeId> parts{n};
  const ir::NodeId exp = producer(c, operandAt(c, n, 0), "tf.Exp");
  if (!isWhole(c, exp, 1) || summed(c, operandAt(c, n, 1), parts) != operandAt(c, n, 0)) return;
  parts.push_back(exp);
  if (const ir::TensorId x = shifted(c, operandAt(c, exp, 0), parts))
    fuseInto(c, n, "tfl.softmax", {x}, {{c.model.names.intern("beta"), 1.0}}, "fuse_softmax", parts);
}

void fuseDifference(PassContext& c, ir::NodeId n) {
  std::vector<ir::NodeId> parts{n};
  const ir::NodeId log = producer(c, operandAt(c, n, 1), "tf.Log");
  if (!isWhole(c, log, 1)) return;
  parts.push_back(log);
  const ir::NodeId exp = producer(c, summed(c, operandAt(c, log, 0), parts), "tf.Exp");
  if (!isWhole(c, exp, 1) || operandAt(c, exp, 0) != operandAt(c, n, 0)) return;
  parts.push_back(exp);
  if (const ir::TensorId x = shifted(c, operandAt(c, n, 0), parts))
    fuseInto(c, n, "tfl.log_softmax", {x}, {}, "fuse_softmax", parts);
}

} // namespace

Status fuse_softmax(PassContext& c) {
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) { // no order needed
    const ir::NodeId n(i);
    if (!isWhole(c, n, 2) || c.graph()[n].dead) continue;
    if (c.is(n, "tf.RealDiv") || c.is(n, "tf.Div"))
      fuseQuotient(c, n);
    else if (c.is(n, "tf.Sub"))
      fuseDifference(c, n);
  }
  return {};
}

} // namespace ara::passes
