// y = FusedBatchNormV3(Conv2D(x, w), scale, offset, mean, variance)
//   becomes   y = BiasAdd(Conv2D(x, w * k), offset - mean * k)      k = scale / sqrt(variance + epsilon)
// y = Mul(Conv2D(x, w), k)
//   becomes   y = Conv2D(x, w * k)                                  k: one number per output channel
// A BiasAdd between the two is scaled as well. Depthwise convolutions and products likewise. In TensorFlow's own
// operators, for graphs that stay TensorFlow's; fold_multiplier does it for TensorFlow Lite's.
#include "passes/constants.h"

#include <algorithm>
#include <cmath>

namespace ara::passes {
namespace {

using Floats = std::vector<float>;

// An operator with weights, behind it perhaps a bias.
struct Weighted {
  ir::NodeId node, bias; // bias: a BiasAdd, or none
  std::size_t inner = 1; // how many weights in a row belong to one channel
  std::size_t channels = 0;
};

bool endsAt(const PassContext& c, ir::TensorId t) { return t && !c.graph().onlyUser(t); }

std::optional<Weighted> weightedBehind(const PassContext& c, ir::TensorId t) {
  if (endsAt(c, t) || !t) return {};
  Weighted w;
  w.node = c.graph()[t].producer;
  if (w.node && c.is(w.node, "tf.BiasAdd")) {
    w.bias = w.node;
    const ir::TensorId inner = c.graph().operand(w.bias, 0);
    if (endsAt(c, inner) || !inner) return {};
    w.node = c.graph()[inner].producer;
  }
  if (!w.node || c.graph()[w.node].dead || c.graph()[w.node].operandCount != 2) return {};
  const bool depthwise = c.is(w.node, "tf.DepthwiseConv2dNative"), matmul = c.is(w.node, "tf.MatMul");
  if (!depthwise && !matmul && !c.is(w.node, "tf.Conv2D")) return {};
  const ir::TensorId weights = c.graph().operand(w.node, 1);
  if (!weights) return {};
  const ir::Tensor& k = c.graph()[weights];
  const ir::Shape& shape = c.model.shapeOf(k);
  if (!k.buffer || k.type != ir::DataType::f32 || !shape.isStatic() || shape.rank() != (matmul ? 2u : 4u)) return {};
  const ops::NodeView view(c.model, c.graph(), w.node);
  if (matmul && view.attrBool("transpose_b"))
    w.channels = static_cast<std::size_t>(shape.dims[0]), w.inner = static_cast<std::size_t>(shape.dims[1]);
  else if (depthwise)
    w.channels = static_cast<std::size_t>(shape.dims[2] * shape.dims[3]);
  else
    w.channels = static_cast<std::size_t>(shape.dims.back());
  return w.channels ? std::optional(w) : std::nullopt;
}

bool finite(const Floats& v) {
  return std::all_of(v.begin(), v.end(), [](float f) { return std::isfinite(f); });
}

std::string layoutOf(const PassContext& c, ir::NodeId n) {
  return std::string(ops::NodeView(c.model, c.graph(), n).attrString("data_format", "NHWC"));
}

// What a batch norm does: factor and addend per channel.
struct Affine {
  Floats factor, addend;
};

std::optional<Affine> affineOf(const PassContext& c, ir::NodeId n, std::size_t channels) {
  const ops::NodeView view(c.model, c.graph(), n);
  if (view.attrBool("is_training", true) || c.graph()[n].operandCount != 5) return {};
  for (std::size_t i = 1; i < c.graph()[n].resultCount; ++i)
    if (const ir::TensorId r = c.graph().result(n, i); c.graph().useCount(r) || c.graph().isOutput(r)) return {};
  std::vector<Floats> values;
  for (std::size_t i = 1; i < 5; ++i) {
    const ir::TensorId t = c.graph().operand(n, i);
    auto v = t ? floats(c.model, c.graph()[t]) : std::nullopt;
    if (!v || v->size() != channels) return {};
    values.push_back(*std::move(v));
  }
  const double epsilon = view.attrFloat("epsilon", 0.0001);
  Affine a{Floats(channels), Floats(channels)};
  for (std::size_t i = 0; i < channels; ++i) {
    const double k = values[0][i] / std::sqrt(static_cast<double>(values[3][i]) + epsilon);
    a.factor[i] = static_cast<float>(k);
    a.addend[i] = static_cast<float>(values[1][i] - values[2][i] * k);
  }
  return finite(a.factor) && finite(a.addend) ? std::optional(std::move(a)) : std::nullopt;
}

// The scaled weights and bias, when both stay numbers.
struct Scaled {
  Floats weights;
  std::optional<Floats> bias;
};
std::optional<Scaled> scaled(const PassContext& c, const Weighted& w, const Floats& factor) {
  auto weights = floats(c.model, c.graph()[c.graph().operand(w.node, 1)]);
  if (!weights) return {};
  for (std::size_t i = 0; i < weights->size(); ++i) (*weights)[i] *= factor[i / w.inner % w.channels];
  Scaled s{*std::move(weights), {}};
  if (w.bias) {
    const ir::TensorId t = c.graph().operand(w.bias, 1);
    s.bias = t ? floats(c.model, c.graph()[t]) : std::nullopt;
    if (!s.bias || s.bias->size() != w.channels) return {};
    for (std::size_t i = 0; i < w.channels; ++i) (*s.bias)[i] *= factor[i];
  }
  return finite(s.weights) && (!s.bias || finite(*s.bias)) ? std::optional(std::move(s)) : std::nullopt;
}

void setWeights(PassContext& c, const Weighted& w, const Floats& values) {
  const ir::TensorId old = c.graph().operand(w.node, 1);
  const ir::Shape shape = c.model.shapeOf(c.graph()[old]);
  const std::string name = c.model.tensorName(c.graph(), old);
  c.edit.setOperand(w.node, 1, addFloats(c.edit, shape, values, c.model.nameOf(name + "/scaled")));
}

ir::TensorId vectorOf(PassContext& c, const Floats& values, const std::string& name) {
  return addFloats(c.edit, ir::Shape::of({static_cast<ir::Dim>(values.size())}), values, c.model.nameOf(name));
}

bool foldNorm(PassContext& c, ir::NodeId n) {
  const ir::TensorId x = c.graph().operand(n, 0);
  const auto w = weightedBehind(c, x);
  if (!w || c.graph()[x].type != ir::DataType::f32) return false;
  if (!c.is(w->node, "tf.MatMul") && layoutOf(c, w->node) != layoutOf(c, n)) return false;
  if (w->bias && layoutOf(c, w->bias) != layoutOf(c, n)) return false;
  const auto norm = affineOf(c, n, w->channels);
  auto made = norm ? scaled(c, *w, norm->factor) : std::nullopt;
  if (!made) return false;
  Floats bias = norm->addend;
  for (std::size_t i = 0; made->bias && i < bias.size(); ++i) bias[i] += (*made->bias)[i];
  const ir::OpDef* row = c.find("tf.BiasAdd");
  if (!row || !finite(bias)) return false;
  const std::string name(ops::NodeView(c.model, c.graph(), n).name()), layout = layoutOf(c, n);
  setWeights(c, *w, made->weights);
  const ir::TensorId from = w->bias ? c.graph().operand(w->bias, 0) : x;
  const ir::TensorId y = c.graph().result(n);
  ir::AttrList attrs{{c.model.nameOf("T"), ir::DataType::f32}, {c.model.nameOf("data_format"), layout}};
  const ir::NodeId add = c.edit.addNode(*row, {from, vectorOf(c, bias, name + "/bias")},
                                        c.model.attrs.intern(std::move(attrs), c.model.names), 1, c.graph()[n].name);
  c.edit.detach(y);
  c.edit.takeResult(add, 0, y);
  c.edit.rewrote("fold_batch_norm", {w->node, n}, {w->node, add});
  c.edit.remove(n);
  if (w->bias) c.edit.remove(w->bias);
  return true;
}

bool foldFactor(PassContext& c, ir::NodeId n) {
  for (std::size_t side = 0; side < 2; ++side) {
    const ir::TensorId t = c.graph().operand(n, side), k = c.graph().operand(n, 1 - side);
    const auto w = weightedBehind(c, t);
    if (!w || !k || c.graph()[t].type != ir::DataType::f32) continue;
    if (!c.is(w->node, "tf.MatMul") && layoutOf(c, w->node) != "NHWC") continue;
    const ir::Shape &shape = c.model.shapeOf(c.graph()[t]), &result = c.model.shapeOf(c.graph()[c.graph().result(n)]);
    if (!shape.ranked || !(shape == result)) continue; // the factor does not spread the result
    const auto factor = perChannel(c.model, c.graph()[k], w->channels);
    const auto made = factor ? scaled(c, *w, *factor) : std::nullopt;
    if (!made) continue;
    setWeights(c, *w, made->weights);
    const ir::NodeId last = w->bias ? w->bias : w->node;
    if (w->bias) {
      const std::string name(ops::NodeView(c.model, c.graph(), w->bias).name());
      c.edit.setOperand(w->bias, 1, vectorOf(c, *made->bias, name + "/scaled"));
    }
    const ir::TensorId y = c.graph().result(n);
    c.edit.detach(y);
    c.edit.rewrote("fold_batch_norm", {w->node, n}, {w->node});
    c.edit.remove(n);
    c.edit.takeResult(last, 0, y);
    return true;
  }
  return false;
}

} // namespace

Status fold_batch_norm(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    if (c.is(n, "tf.FusedBatchNorm") || c.is(n, "tf.FusedBatchNormV2") || c.is(n, "tf.FusedBatchNormV3"))
      foldNorm(c, n);
    else if (c.is(n, "tf.Mul"))
      foldFactor(c, n);
  }
  return {};
}

} // namespace ara::passes
