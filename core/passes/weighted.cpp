#include "passes/weighted.h"

namespace ara::passes {
namespace {
constexpr std::size_t kWeights = 1;
}

std::optional<Weighted> weightedProducer(const PassContext& c, ir::TensorId t) {
  const ir::Graph& g = c.graph();
  if (!t) return {};
  const ir::NodeId n = g[t].producer;
  if (!n || !g.onlyUser(t) || g[t].type != ir::DataType::f32) return {};
  const bool depthwise = c.is(n, "tfl.depthwise_conv_2d");
  const bool transposed = c.is(n, "tfl.transpose_conv");
  if (!depthwise && !transposed && !c.is(n, "tfl.conv_2d") && !c.is(n, "tfl.fully_connected")) return {};
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
  return Weighted{n, axis, static_cast<std::uint64_t>(shape.dims[axis]), transposed ? 3u : 2u};
}

ir::TensorId biasTensor(const PassContext& c, const Weighted& w) {
  return w.bias < c.graph()[w.node].operandCount ? c.graph().operand(w.node, w.bias) : ir::TensorId();
}

std::optional<std::vector<float>> biasOf(const PassContext& c, const Weighted& w) {
  const ir::TensorId b = biasTensor(c, w);
  if (!b) return std::vector<float>(static_cast<std::size_t>(w.channels), 0.0f);
  return perChannel(c.model, c.graph()[b], w.channels);
}

void setBias(PassContext& c, const Weighted& w, std::span<const float> values, ir::NameId name) {
  setBias(c, w, addFloats(c.edit, ir::Shape::of({static_cast<ir::Dim>(values.size())}), values, name));
}

void setBias(PassContext& c, const Weighted& w, ir::TensorId bias) {
  std::vector<ir::TensorId> operands;
  for (const ir::TensorId t : c.graph().operands(w.node)) operands.push_back(t);
  operands.resize(w.bias + 1);
  operands[w.bias] = bias;
  c.edit.setOperands(w.node, operands);
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
  // A transposed convolution would not apply the activation it took over.
  const bool active = ops::NodeView(c.model, g, n).attrString("fused_activation_function", "NONE") != "NONE";
  if (active && g[t].producer && c.is(g[t].producer, "tfl.transpose_conv")) return {};
  const ir::TensorId k = g.operand(n, other);
  if (!k || g[g.result(n)].shape != g[t].shape || !g[t].shape) return {};
  return perChannel(c.model, g[k], channels);
}

} // namespace ara::passes
