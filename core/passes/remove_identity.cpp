// x -> Identity -> y   becomes   x -> y
#include "passes/pass.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

constexpr std::array<std::string_view, 9> kHandOn = {
    "tf.Identity", "tf.IdentityN", "tf.StopGradient", "tf.PreventGradient", "tf.Snapshot",
    "tf.CheckNumerics", "tf.EnsureShape", "tf.PlaceholderWithDefault", "tf.DebugGradientIdentity"};

} // namespace

Status remove_identity(PassContext& c) {
  for (const ir::NodeId n : c.graph().nodeIds()) {
    const ir::Node& node = c.graph()[n];
    if (!node.def || std::find(kHandOn.begin(), kHandOn.end(), node.def->name) == kHandOn.end()) continue;
    if (node.operandCount < node.resultCount) continue;
    bool plain = true; // resource handles and references keep their readers
    for (std::size_t i = 0; i < node.resultCount; ++i) plain = plain && c.graph().operand(n, i);
    if (!plain) continue;
    for (std::size_t i = 0; i < node.resultCount; ++i) {
      const ir::TensorId from = c.graph().result(n, i), to = c.graph().operand(n, i);
      // What EnsureShape and the file know about the shape stays known.
      if (c.graph()[from].shape && !c.graph()[to].shape) c.edit.setShape(to, c.model.shapeOf(c.graph()[from]));
      c.edit.replaceUses(from, to);
    }
    c.edit.rewrote("remove_identity", {n}, {});
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
