#include "ops/movement/lowering.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

const Shape& resultShape(const LowerContext& c, std::size_t i) {
  static const Shape kUnknown;
  return i < c.resultCount() ? c.shapeOf(c.graph().result(c.id(), i)) : kUnknown;
}

std::size_t openDims(const Shape& s) {
  if (!s.ranked) return 1000;
  return static_cast<std::size_t>(std::count_if(s.dims.begin(), s.dims.end(), [](Dim d) { return !isKnown(d); }));
}

Status passThrough(LowerContext& c, std::size_t operand) { return c.replace({c.operand(operand)}); }

Status replaceByReshape(LowerContext& c, TensorId t) {
  ARA_ASSIGN(t, reshapeTo(c, t, resultShape(c)));
  return c.replace({t});
}

Fail refuseOpenShape(const LowerContext& c, const Shape& s) {
  return c.refuse(msg("{0} {1} works on shape {2}, of which too much is open to choose a TensorFlow Lite form.", c.op(),
                      c.name(), s.text()),
                  msg("Give the shapes of the inputs."));
}

Fail refuseComputed(const LowerContext& c, std::string_view what) {
  return c.refuse(msg("{0} {1} has {2} that the model computes while it runs.", c.op(), c.name(), what),
                  msg("Make it a constant in the model, or cut the model before this node."));
}

Result<TensorId> reshapeTo(LowerContext& c, TensorId t, const Shape& shape) {
  if (openDims(shape) > 1) return refuseOpenShape(c, shape);
  return c.reshape(t, shape.dims);
}

namespace {

constexpr std::size_t kSliceAxes = 5;

// One strided slice of a tensor with few enough axes.
Result<TensorId> stridedSlice(LowerContext& c, TensorId t, const std::vector<KeptRange>& ranges,
                              const std::vector<bool>& shrink) {
  std::vector<std::int32_t> begin, end, strides;
  std::int64_t beginMask = 0, endMask = 0, shrinkMask = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const KeptRange& r = ranges[i];
    const std::int64_t bit = std::int64_t{1} << i;
    std::int64_t last = 0;
    if (r.whole) {
      beginMask |= bit, endMask |= bit;
    } else if (r.size > 0) {
      last = r.first + (r.size - 1) * r.step + (r.step > 0 ? 1 : -1);
      if (last < 0) last = 0, endMask |= bit; // backwards through index 0: no number says so
    }
    if (i < shrink.size() && shrink[i]) shrinkMask |= bit;
    const bool empty = !r.whole && r.size == 0;
    begin.push_back(r.whole || empty ? 0 : static_cast<std::int32_t>(r.first));
    end.push_back(static_cast<std::int32_t>(last));
    strides.push_back(empty ? 1 : static_cast<std::int32_t>(r.step));
  }
  const auto mask = [](std::int64_t m) { return AttrValue(m); };
  return c.add("tfl.strided_slice", {t, c.ints(begin), c.ints(end), c.ints(strides)},
               {{"begin_mask", mask(beginMask)},
                {"end_mask", mask(endMask)},
                {"ellipsis_mask", mask(0)},
                {"new_axis_mask", mask(0)},
                {"shrink_axis_mask", mask(shrinkMask)},
                {"offset", AttrValue(false)}});
}

} // namespace

Result<TensorId> keepRanges(LowerContext& c, TensorId t, const std::vector<KeptRange>& ranges,
                            const std::vector<bool>& shrink) {
  if (ranges.size() <= kSliceAxes) return stridedSlice(c, t, ranges, shrink);
  // One axis after the other, each seen as the middle of three.
  Shape shape = c.shapeOf(t);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].step == 1 && (ranges[i].whole || ranges[i].size == shape.dims[i])) continue;
    const std::span<const Dim> dims = shape.dims;
    ARA_ASSIGN(t, reshapeTo(c, t, Shape::of({productOf(dims.first(i)), dims[i], productOf(dims.subspan(i + 1))})));
    ARA_ASSIGN(t, stridedSlice(c, t, {KeptRange{}, ranges[i], KeptRange{}}, {}));
    if (!ranges[i].whole) shape.dims[i] = ranges[i].size;
  }
  Shape kept = Shape::scalar();
  for (std::size_t i = 0; i < ranges.size(); ++i)
    if (i >= shrink.size() || !shrink[i]) kept.dims.push_back(shape.dims[i]);
  return reshapeTo(c, t, kept);
}

Result<TensorId> keepPart(LowerContext& c, TensorId t, std::size_t axis, std::int64_t begin, std::int64_t size) {
  const Shape shape = c.shapeOf(t);
  if (shape.rank() > kSliceAxes) {
    std::vector<KeptRange> ranges(shape.rank());
    ranges[axis] = {false, begin, size, 1};
    return keepRanges(c, t, ranges);
  }
  std::vector<std::int32_t> begins(shape.rank(), 0), sizes;
  for (const Dim d : shape.dims) sizes.push_back(static_cast<std::int32_t>(isKnown(d) ? d : -1));
  begins[axis] = static_cast<std::int32_t>(begin), sizes[axis] = static_cast<std::int32_t>(size);
  return c.add("tfl.slice", {t, c.ints(begins), c.ints(sizes)});
}

std::optional<std::vector<std::int64_t>> constantIntegers(const NodeView& v, std::size_t i) {
  if (!v.isConstant(i)) return v.knownIntegers(i);
  auto data = v.model().data(v.graph()[v.operand(i)].buffer);
  if (!data || !v.shape(i).elements()) return std::nullopt;
  return integersOf({v.type(i), v.shape(i), std::move(*data)});
}

Status checkIndices(const LowerContext& c, std::size_t operand, Dim size) {
  const auto indices = constantIntegers(c, operand);
  if (!indices) return {};
  for (const std::int64_t i : *indices)
    if (i < 0 || (isKnown(size) && i >= size))
      return c.refuse(msg("{0} {1} picks index {2} of {3}, which the TensorFlow Lite runtime refuses.", c.op(),
                          c.name(), i, ir::dimText(size)),
                      msg("Check the indices in the model."));
  return {};
}

} // namespace ara::ops
