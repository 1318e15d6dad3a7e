// y = mul(conv_2d(x, w, b), k)   becomes   y = conv_2d(x, w * k, b * k)      k: one number per output channel; div
// likewise Weights that other operators use as well are left alone: a second copy would make the file larger. An addend
// between the two, conv -> add -> mul, is folded on the way (batch norm behind a bias).
#include "passes/weighted.h"

#include <algorithm>
#include <cmath>

namespace ara::passes {
namespace {

// Multiplies each slice of `values` along `axis` by its factor.
void scaleAxis(std::vector<float>& values, const ir::Shape& shape, std::size_t axis, std::span<const float> factors) {
  std::size_t inner = 1;
  for (std::size_t i = axis + 1; i < shape.rank(); ++i) inner *= static_cast<std::size_t>(shape.dims[i]);
  const std::size_t count = static_cast<std::size_t>(shape.dims[axis]);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] *= factors[i / inner % count];
}

bool foldAddend(PassContext& c, ir::NodeId add) {
  if (!add || !c.is(add, "tfl.add")) return false;
  for (std::size_t side = 0; side < 2; ++side) {
    const ir::TensorId t = c.graph().operand(add, side);
    const auto w = weightedProducer(c, t);
    const auto addend = w ? channelOperand(c, add, 1 - side, t, w->channels) : std::nullopt;
    auto bias = addend ? biasOf(c, *w) : std::nullopt;
    if (!bias) continue;
    for (std::size_t i = 0; i < bias->size(); ++i) (*bias)[i] += (*addend)[i];
    setBias(c, *w, *bias, c.graph()[c.graph().operand(add, 1 - side)].name);
    absorb(c, *w, add, "fold_bias");
    return true;
  }
  return false;
}

} // namespace

Status fold_multiplier(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const bool div = c.is(n, "tfl.div");
    if (!div && !c.is(n, "tfl.mul")) continue;
    for (std::size_t side = 0; side < (div ? 1u : 2u); ++side) {
      const ir::TensorId t = c.graph().operand(n, side);
      if (!t || !c.graph().onlyUser(t)) continue;
      auto w = weightedProducer(c, t);
      if (!w && foldAddend(c, c.graph()[t].producer)) w = weightedProducer(c, t);
      if (!w) continue;
      const auto factors = channelOperand(c, n, 1 - side, t, w->channels);
      const ir::TensorId kernel = c.graph().operand(w->node, 1), oldBias = biasTensor(c, *w);
      if (!factors || c.graph()[kernel].useCount != 1 || c.graph().isOutput(kernel)) continue;
      auto weights = floats(c.model, c.graph()[kernel]);
      auto bias = biasOf(c, *w);
      if (!weights || !bias) continue;
      std::vector<float> by = *factors;
      if (div)
        for (float& f : by) f = 1.0f / f;
      if (!std::all_of(by.begin(), by.end(), [](float f) { return std::isfinite(f); })) continue;
      const ir::Shape shape = c.model.shapeOf(c.graph()[kernel]);
      scaleAxis(*weights, shape, w->channelAxis, by);
      for (std::size_t i = 0; i < bias->size(); ++i) (*bias)[i] *= by[i];
      const auto finite = [](float f) { return std::isfinite(f); };
      if (!std::all_of(weights->begin(), weights->end(), finite) || !std::all_of(bias->begin(), bias->end(), finite))
        continue;
      const ir::TensorId scaled = addFloats(c.edit, shape, *weights, c.graph()[kernel].name);
      c.edit.setOperand(w->node, 1, scaled);
      if (oldBias) setBias(c, *w, *bias, c.graph()[oldBias].name);
      absorb(c, *w, n, "fold_multiplier");
      break;
    }
  }
  return {};
}

} // namespace ara::passes
