#include "passes/weighted.h"

namespace ara::passes {
namespace {
constexpr std::size_t kWeights = 1, kBias = 2;
}

std::optional<Weighted> weightedProducer(const PassContext& c, ir::TensorId t) {
  const ir::Graph& g = c.graph();
  if (!t) return {};
  const ir::NodeId n = g[t].producer;
  if (!n || !g.onlyUser(t) || g[t].type != ir::DataType::f32) return {};
  const bool depthwise = c.is(n, "tfl.depthwise_conv_2d");
  if (!depthwise && !c.is(n, "tfl.conv_2d") && !c.is(n, "tfl.fully_connected")) return {};
  const ops::NodeView view(c.model, g, n);
  if (view.attrString("fused_activation_function", "NONE") != "NONE") return {};
  const ir::TensorId w = g.operand(n, kWeights);
  if (!w || !g.operand(n, 0)) return {};
  const ir::Shape& shape = c.model.shapeOf(g[w]);
  const ir::Shape& out = c.model.shapeOf(g[t]);
  if (g[w].type != ir::DataType::f32 || !shape.isStatic() || shape.dims.empty() || !out.ranked || out.dims.empty())
    return {};
  const std::size_t axis = depthwise ? shape.rank() - 1 : 0;
  if (shape.dims[axis] <= 0 || out.dims.back() != shape.dims[axis]) return {};
  return Weighted{n, axis, static_cast<std::uint64_t>(shape.dims[axis])};
}

std::optional<std::vector<float>> biasOf(const PassContext& c, const Weighted& w) {
  const ir::TensorId b = c.graph().operand(w.node, kBias);
  if (!b) return std::vector<float>(static_cast<std::size_t>(w.channels), 0.0f);
  return perChannel(c.model, c.graph()[b], w.channels);
}

void setBias(PassContext& c, const Weighted& w, std::span<const float> values, ir::NameId name) {
  const ir::TensorId b = addFloats(c.edit, ir::Shape::of({static_cast<ir::Dim>(values.size())}), values, name);
  const ir::TensorId x = c.graph().operand(w.node, 0), k = c.graph().operand(w.node, kWeights);
  c.edit.setOperands(w.node, {x, k, b});
}

void absorb(PassContext& c, const Weighted& w, ir::NodeId follower, std::string_view rule) {
  const ops::NodeView view(c.model, c.graph(), follower);
  const std::string activation = view.attrString("fused_activation_function", "NONE");
  const ir::TensorId y = c.graph().result(follower);
  if (activation != "NONE") c.edit.setAttr(w.node, "fused_activation_function", ir::Symbol{activation});
  c.edit.detach(y);
  c.edit.rewrote(rule, {w.node, follower}, {w.node});
  c.edit.remove(follower);
  c.edit.takeResult(w.node, 0, y);
}

std::optional<std::vector<float>> channelOperand(const PassContext& c, ir::NodeId n, std::size_t other, ir::TensorId t,
                                                 std::uint64_t channels) {
  const ir::Graph& g = c.graph();
  const ir::TensorId k = g.operand(n, other);
  if (!k || g[g.result(n)].shape != g[t].shape || !g[t].shape) return {};
  return perChannel(c.model, g[k], channels);
}

} // namespace ara::passes
