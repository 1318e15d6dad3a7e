// reshape(reshape(x, s), t)   becomes   reshape(x, t)
// reshape(x, shape of x)      becomes   x
#include "passes/pass.h"

namespace ara::passes {
namespace {

bool isReshape(const PassContext& c, ir::NodeId n) {
  return n && (c.is(n, "tfl.reshape") || c.is(n, "tfl.squeeze") || c.is(n, "tfl.expand_dims"));
}

} // namespace

Status clean_reshape(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    if (!c.is(n, "tfl.reshape")) continue;
    const ir::TensorId y = c.graph().result(n);
    const ir::TensorId x = c.graph().operand(n, 0);
    if (!x) continue;
    const ir::NodeId before = c.graph()[x].producer;
    // With -1 in the target the value depends on the whole element count, which a reshape does not change.
    if (isReshape(c, before) && c.model.shapeOf(c.graph()[y]).isStatic() && c.graph().operand(before, 0)) {
      c.edit.setOperand(n, 0, c.graph().operand(before, 0));
      if (c.graph()[x].useCount == 0 && !c.graph().isOutput(x)) {
        c.edit.rewrote("join_reshape", {before, n}, {n});
        c.edit.remove(before);
      } else {
        c.edit.rewrote("join_reshape", {n}, {n});
      }
    }
    const ir::TensorId from = c.graph().operand(n, 0);
    if (!c.graph()[from].shape || c.graph()[from].shape != c.graph()[y].shape ||
        !c.model.shapeOf(c.graph()[y]).isStatic())
      continue;
    c.edit.replaceUses(y, from);
    c.edit.rewrote("same_shape", {n}, {});
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
