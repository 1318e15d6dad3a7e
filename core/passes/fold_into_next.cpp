// conv_2d(mul(x, k), w, b)             becomes   conv_2d(x, w * k, b)               k: one number per channel of x; div
// conv_2d(add(x, k), w, b) {VALID}     becomes   conv_2d(x, w, b + sum of w * k)    sub likewise; fully_connected too
// conv_2d(pad(mul(x, k)), w, b)        becomes   conv_2d(pad(x), w * k, b)          of zeros
// Arithmetic on an image before its first layer is part of that layer. An addend before a border of zeros is not: there
// the sums have fewer terms.
#include "passes/weighted.h"

#include <algorithm>
#include <cmath>

namespace ara::passes {
namespace {

using ir::TensorId;

bool allFinite(std::span<const float> values) {
  return std::ranges::all_of(values, [](float v) { return std::isfinite(v); });
}

// A layer and how its weights lie: element i belongs to output channel out(i) and reads input channel in(i).
struct Layer {
  ir::NodeId node;
  bool depthwise = false;
  std::uint64_t inputs = 0, outputs = 0, each = 1; // channels; weights of an output channel
  std::uint64_t out(std::uint64_t i) const { return depthwise ? i % outputs : i / each; }
  std::uint64_t in(std::uint64_t i) const { return depthwise ? i % outputs / (outputs / inputs) : i % inputs; }
};

std::optional<Layer> layerOf(const PassContext& c, ir::NodeId n) {
  const ir::Graph& g = c.graph();
  Layer l{.node = n, .depthwise = c.is(n, "tfl.depthwise_conv_2d")};
  const bool dense = c.is(n, "tfl.fully_connected");
  if (!l.depthwise && !dense && !c.is(n, "tfl.conv_2d")) return {};
  const TensorId x = g.operand(n, 0), w = g.operand(n, 1);
  if (!x || !w || g[w].type != ir::DataType::f32 || !g[w].buffer || g[w].variable || g[w].useCount != 1 ||
      g.isOutput(w))
    return {};
  const ir::Shape &in = c.model.shapeOf(g[x]), &shape = c.model.shapeOf(g[w]);
  if (!shape.isStatic() || shape.rank() != (dense ? 2u : 4u) || !in.ranked || in.dims.empty() || in.dims.back() < 1 ||
      shape.elements() == 0)
    return {};
  l.inputs = static_cast<std::uint64_t>(in.dims.back());
  l.outputs = static_cast<std::uint64_t>(l.depthwise ? shape.dims[3] : shape.dims[0]);
  l.each = *shape.elements() / l.outputs;
  // Grouped convolutions read other channels; a flattened image has its channels mixed with its places.
  if (l.depthwise ? l.outputs % l.inputs != 0 : static_cast<std::uint64_t>(shape.dims.back()) != l.inputs) return {};
  return l;
}

std::optional<std::vector<float>> biasOfLayer(const PassContext& c, const Layer& l) {
  const TensorId b = c.graph()[l.node].operandCount > 2 ? c.graph().operand(l.node, 2) : TensorId();
  if (!b) return std::vector<float>(static_cast<std::size_t>(l.outputs), 0.0f);
  return perChannel(c.model, c.graph()[b], l.outputs);
}

// The operator before the layer, and the pad of zeros between them if there is one.
struct Before {
  ir::NodeId node, pad;
};
std::optional<Before> before(const PassContext& c, ir::NodeId layer) {
  const ir::Graph& g = c.graph();
  Before b;
  TensorId t = g.operand(layer, 0);
  if (!g.onlyUser(t)) return {};
  if (g[t].producer && c.is(g[t].producer, "tfl.pad")) {
    b.pad = g[t].producer;
    t = g.operand(b.pad, 0);
    const auto pads = ops::NodeView(c.model, g, b.pad).knownIntegers(1);
    const bool channelsGrow = !pads || pads->size() < 2 || pads->back() != 0 || (*pads)[pads->size() - 2] != 0;
    if (!t || !g.onlyUser(t) || channelsGrow) return {};
  }
  b.node = g[t].producer;
  return b.node ? std::optional(b) : std::nullopt;
}

bool bordersZeros(const PassContext& c, const Before& b, const Layer& l) {
  if (b.pad) return true;
  if (c.is(l.node, "tfl.fully_connected")) return false;
  return ops::NodeView(c.model, c.graph(), l.node).attrString("padding") != "VALID";
}

bool fold(PassContext& c, const Layer& l) {
  const auto b = before(c, l.node);
  if (!b) return false;
  const bool mul = c.is(b->node, "tfl.mul"), div = c.is(b->node, "tfl.div");
  const bool add = c.is(b->node, "tfl.add"), sub = c.is(b->node, "tfl.sub");
  if ((!mul && !div && !add && !sub) || ((add || sub) && bordersZeros(c, *b, l))) return false;
  const ir::Graph& g = c.graph();
  if (ops::NodeView(c.model, g, b->node).attrString("fused_activation_function", "NONE") != "NONE") return false;
  const TensorId y = g.result(b->node);
  for (std::size_t side = 0; side < (div || sub ? 1u : 2u); ++side) {
    const TensorId x = g.operand(b->node, side);
    if (!x || g[x].type != ir::DataType::f32 || g[x].buffer || g[x].shape != g[y].shape || !g[x].shape) continue;
    auto k = channelOperand(c, b->node, 1 - side, x, l.inputs);
    auto weights = k ? floats(c.model, g[g.operand(l.node, 1)]) : std::nullopt;
    auto bias = weights ? biasOfLayer(c, l) : std::nullopt;
    if (!bias) continue;
    if (div)
      for (float& v : *k) v = 1.0f / v;
    if (mul || div) {
      for (std::uint64_t i = 0; i < weights->size(); ++i) (*weights)[i] *= (*k)[l.in(i)];
    } else {
      std::vector<double> sums(bias->begin(), bias->end());
      for (std::uint64_t i = 0; i < weights->size(); ++i)
        sums[l.out(i)] += (sub ? -1.0 : 1.0) * double((*weights)[i]) * double((*k)[l.in(i)]);
      std::ranges::transform(sums, bias->begin(), [](double v) { return static_cast<float>(v); });
    }
    if (!allFinite(*k) || !allFinite(*weights) || !allFinite(*bias)) continue;
    const TensorId w = g.operand(l.node, 1), old = g[l.node].operandCount > 2 ? g.operand(l.node, 2) : TensorId();
    const ir::NameId biasName = g[old ? old : g.operand(b->node, 1 - side)].name;
    if (mul || div) {
      c.edit.setOperand(l.node, 1, addFloats(c.edit, c.model.shapeOf(g[w]), *weights, g[w].name));
    } else {
      const ir::Shape shape = ir::Shape::of({static_cast<ir::Dim>(l.outputs)});
      c.edit.setOperands(l.node, {g.operand(l.node, 0), w, addFloats(c.edit, shape, *bias, biasName)});
    }
    c.edit.setOperand(b->pad ? b->pad : l.node, 0, x);
    c.edit.rewrote("fold_into_next", {b->node, l.node}, {l.node});
    c.edit.remove(b->node);
    return true;
  }
  return false;
}

} // namespace

Status fold_into_next(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order)
    if (const auto layer = layerOf(c, n))
      while (fold(c, *layer)) {}
  return {};
}

} // namespace ara::passes
