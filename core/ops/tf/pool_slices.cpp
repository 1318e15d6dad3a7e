// Pools as slices: the element each window has at one place is a tensor of its own. For types the runtime's pools do
// not take, and for the place of the largest element.
#include "ops/tf/pool_slices.h"
#include "ops/movement/lowering.h"
#include "ops/pool_rules.h"

#include <algorithm>
#include <limits>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

constexpr std::int64_t kMostElements = 256; // of a window

// One tensor for each element of the window, row after row, from an image with channels last.
Result<std::vector<TensorId>> elementsOf(LowerContext& c, const WindowPlan& p, TensorId image, TensorId edge) {
  std::vector<std::int32_t> pads{0, 0};
  for (const Window& w : p.windows) {
    if (!isKnown(w.output) || w.output < 1) return refuseOpenShape(c, p.input);
    pads.insert(pads.end(), {static_cast<std::int32_t>(std::max<std::int64_t>(w.before, 0)),
                             static_cast<std::int32_t>(std::max<std::int64_t>(w.after, 0))});
  }
  pads.insert(pads.end(), {0, 0});
  if (p.axes[0].size * p.axes[1].size > kMostElements)
    return c.refuse(msg("{0} {1} has windows of {2} elements, which is too much to take apart.", c.op(), c.name(),
                        p.axes[0].size * p.axes[1].size),
                    msg("Use smaller windows."));
  if (std::any_of(pads.begin(), pads.end(), [](std::int32_t n) { return n > 0; })) {
    ARA_ASSIGN(image, c.add("tfl.padv2", {image, c.ints(pads, Shape::of({4, 2})), edge}));
  }
  std::vector<TensorId> out;
  for (std::int64_t i = 0; i < p.axes[0].size; ++i)
    for (std::int64_t j = 0; j < p.axes[1].size; ++j) {
      ARA_ASSIGN(const TensorId t, keepRanges(c, image,
                                              {KeptRange{},
                                               {false, i, p.windows[0].output, p.axes[0].stride},
                                               {false, j, p.windows[1].output, p.axes[1].stride},
                                               KeptRange{}}));
      out.push_back(t);
    }
  return out;
}

// What never is the largest.
TensorId lowest(LowerContext& c, DataType t) {
  if (t == DataType::f32) return c.scalar(t, -std::numeric_limits<double>::infinity());
  if (t == DataType::i32) return c.scalar(t, std::numeric_limits<std::int32_t>::min());
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  const auto b = std::as_bytes(std::span(&least, 1));
  return c.bytesConstant(DataType::i64, Shape::scalar(), {b.begin(), b.end()});
}

} // namespace

Result<TensorId> largestBySlices(LowerContext& c, const WindowPlan& p, TensorId image) {
  return computedAs(c, "f32 i32 i64", {image},
                    [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
                      ARA_ASSIGN(const auto parts, elementsOf(l, p, x[0], lowest(l, l.typeOf(x[0]))));
                      TensorId best = parts[0];
                      for (std::size_t i = 1; i < parts.size(); ++i) {
                        ARA_ASSIGN(best, l.add("tfl.maximum", {best, parts[i]}));
                      }
                      return best;
                    });
}

// The number of the largest element of each window, counted over the image (and the batch, when asked for): where the
// window starts, and where in the window it is.
Result<TensorId> largestPlaces(LowerContext& c, const WindowPlan& p, TensorId image, bool batch, DataType index) {
  if (!p.input.isStatic()) return refuseOpenShape(c, p.input);
  ARA_ASSIGN(const auto parts, elementsOf(c, p, image, lowest(c, DataType::f32)));
  const Dim n = p.input.dims[0], height = p.input.dims[1], width = p.input.dims[2], channels = p.input.dims[3];
  if (p.input.elements().value_or(~0ull) > std::numeric_limits<std::int32_t>::max()) return refuseOpenShape(c, p.input);
  ARA_ASSIGN(const TensorId all, c.add("tfl.pack", parts,
                                       {{"values_count", AttrValue(static_cast<std::int64_t>(parts.size()))},
                                        {"axis", AttrValue(std::int64_t{0})}}));
  ARA_ASSIGN(const TensorId place,
             c.add("tfl.arg_max", {all, c.ints({0}, Shape::scalar())}, {{"output_type", AttrValue(DataType::i32)}}));
  std::vector<std::int32_t> inWindow, starts, columns;
  for (std::int64_t i = 0; i < p.axes[0].size; ++i)
    for (std::int64_t j = 0; j < p.axes[1].size; ++j)
      inWindow.push_back(static_cast<std::int32_t>((i * width + j) * channels));
  const Dim images = batch ? n : 1;
  for (Dim b = 0; b < images; ++b)
    for (Dim y = 0; y < p.windows[0].output; ++y)
      starts.push_back(static_cast<std::int32_t>(
          (b * height + y * p.axes[0].stride - std::max<std::int64_t>(p.windows[0].before, 0)) * width * channels));
  for (Dim x = 0; x < p.windows[1].output; ++x)
    for (Dim k = 0; k < channels; ++k)
      columns.push_back(static_cast<std::int32_t>(
          (x * p.axes[1].stride - std::max<std::int64_t>(p.windows[1].before, 0)) * channels + k));
  const NamedAttr none{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})};
  ARA_ASSIGN(TensorId t, gathered(c, c.ints(inWindow), place, 0));
  ARA_ASSIGN(t, c.add("tfl.add", {t, c.ints(starts, Shape::of({images, p.windows[0].output, 1, 1}))}, {none}));
  ARA_ASSIGN(t, c.add("tfl.add", {t, c.ints(columns, Shape::of({1, 1, p.windows[1].output, channels}))}, {none}));
  return castTo(c, t, index);
}

} // namespace ara::ops::tf
