// x -> Identity -> y   becomes   x -> y
#include "passes/pass.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

constexpr std::array<std::string_view, 9> kHandOn = {
    "tf.Identity",      "tf.IdentityN",   "tf.StopGradient",           "tf.PreventGradient",      "tf.Snapshot",
    "tf.CheckNumerics", "tf.EnsureShape", "tf.PlaceholderWithDefault", "tf.DebugGradientIdentity"};

// What is known of `from` only becomes known of `to`.
void tell(PassContext& c, ir::TensorId from, ir::TensorId to) {
  const ir::Shape known = c.model.shapeOf(c.graph()[from]);
  ir::Shape shape = c.model.shapeOf(c.graph()[to]);
  if (!shape.ranked) shape = known;
  if (known.ranked && known.rank() == shape.rank())
    for (std::size_t i = 0; i < shape.dims.size(); ++i)
      if (!ir::isKnown(shape.dims[i]) && ir::isKnown(known.dims[i])) shape.dims[i] = known.dims[i];
  c.edit.setShape(to, shape);
  if (c.graph()[to].type == ir::DataType::none) c.edit.setType(to, c.graph()[from].type);
}

} // namespace

Status remove_identity(PassContext& c) {
  // In execution order, so that along a chain every use moves once.
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const ir::Node& node = c.graph()[n];
    if (!node.def || std::find(kHandOn.begin(), kHandOn.end(), node.def->name) == kHandOn.end()) continue;
    if (node.operandCount < node.resultCount) continue;
    bool plain = true; // resource handles and references keep their readers
    for (std::size_t i = 0; i < node.resultCount; ++i) plain = plain && c.graph().operand(n, i);
    if (!plain) continue;
    for (std::size_t i = 0; i < node.resultCount; ++i) {
      const ir::TensorId from = c.graph().result(n, i), to = c.graph().operand(n, i);
      // What EnsureShape and the file know about the shape stays known.
      tell(c, from, to);
      c.edit.replaceUses(from, to);
    }
    c.edit.rewrote("remove_identity", {n}, {});
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
