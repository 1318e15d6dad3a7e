// y = add(conv_2d(x, w, b), k)   becomes   y = conv_2d(x, w, b + k)      k: one number per channel; sub likewise
#include "passes/weighted.h"

#include <algorithm>

namespace ara::passes {

Status fold_bias(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const bool sub = c.is(n, "tfl.sub");
    if (!sub && !c.is(n, "tfl.add")) continue;
    for (std::size_t side = 0; side < (sub ? 1u : 2u); ++side) {
      const ir::TensorId t = c.graph().operand(n, side);
      const auto w = weightedProducer(c, t);
      if (!w) continue;
      const auto addend = channelOperand(c, n, 1 - side, t, w->channels);
      auto bias = addend ? biasOf(c, *w) : std::nullopt;
      if (!bias) continue;
      const ir::TensorId old = biasTensor(c, *w), k = c.graph().operand(n, 1 - side);
      const bool zero = std::all_of(bias->begin(), bias->end(), [](float v) { return v == 0.0f; });
      // 200 steps that add the same vector keep sharing it.
      if (zero && !sub && c.model.shapeOf(c.graph()[k]) == ir::Shape::of({static_cast<ir::Dim>(w->channels)})) {
        setBias(c, *w, k);
      } else {
        for (std::size_t i = 0; i < bias->size(); ++i) (*bias)[i] += sub ? -(*addend)[i] : (*addend)[i];
        setBias(c, *w, *bias, c.graph()[old && !zero ? old : k].name);
      }
      absorb(c, *w, n, "fold_bias");
      break;
    }
  }
  return {};
}

} // namespace ara::passes
