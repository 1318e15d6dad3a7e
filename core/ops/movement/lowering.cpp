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

namespace {

// The type in which values of `t` are moved instead: one that holds every value, or for 64 bits their bits.
struct Stand {
  DataType type = DataType::none;
  bool bits = false;
};
Stand standFor(DataType t) {
  switch (t) {
  case DataType::boolean: return {DataType::u8};
  case DataType::i8:
  case DataType::u8:
  case DataType::i16:
  case DataType::u16: return {DataType::i32};
  case DataType::i32:
  case DataType::u32: return {DataType::i64};
  case DataType::f16:
  case DataType::bf16: return {DataType::f32};
  case DataType::u64:
  case DataType::f64:
  case DataType::complex64: return {DataType::i64, true};
  default: return {};
  }
}

Result<TensorId> seenAs(LowerContext& c, TensorId t, DataType type, bool bits) {
  return bits ? c.add("tfl.bitcast", {t}, {{"type", AttrValue(type)}}) : castTo(c, t, type);
}

Result<TensorId> builtAs(LowerContext& c, std::string_view types, std::vector<TensorId> data, const Build& build,
                         bool bits) {
  const DataType type = data.empty() ? DataType::none : c.typeOf(data[0]);
  if (typeListed(types, type)) return build(c, data);
  const Stand stand = standFor(type);
  if (!typeListed(types, stand.type) || (stand.bits && !bits)) return refuseNumbers(c, type);
  for (TensorId& t : data) { ARA_ASSIGN(t, seenAs(c, t, stand.type, stand.bits)); }
  ARA_ASSIGN(const TensorId made, build(c, data));
  return seenAs(c, made, type, stand.bits);
}

} // namespace

Result<TensorId> movedAs(LowerContext& c, std::string_view types, std::vector<TensorId> data, const Build& build) {
  return builtAs(c, types, std::move(data), build, true);
}

Result<TensorId> computedAs(LowerContext& c, std::string_view types, std::vector<TensorId> data, const Build& build) {
  return builtAs(c, types, std::move(data), build, false);
}

Result<TensorId> concatenated(LowerContext& c, std::vector<TensorId> values, std::size_t axis) {
  if (values.size() == 1) return values[0];
  return movedAs(c, "f32 f16 bf16 i8 u8 i16 i32 u32 i64 bool", std::move(values),
                 [axis](LowerContext& l, const std::vector<TensorId>& x) {
                   return l.add("tfl.concatenation", x,
                                {{"axis", AttrValue(static_cast<std::int64_t>(axis))},
                                 {"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
                 });
}

Result<TensorId> gathered(LowerContext& c, TensorId params, TensorId indices, std::size_t axis, std::size_t batch) {
  return movedAs(c, "f32 f16 bf16 i8 u8 i16 i32 i64 bool", {params},
                 [=](LowerContext& l, const std::vector<TensorId>& x) {
                   return l.add("tfl.gather", {x[0], indices},
                                {{"axis", AttrValue(static_cast<std::int64_t>(axis))},
                                 {"batch_dims", AttrValue(static_cast<std::int64_t>(batch))}});
                 });
}

Result<TensorId> joinLeading(LowerContext& c, TensorId t, std::size_t axes) {
  const Shape s = c.shapeOf(t);
  if (!s.ranked || s.rank() < axes) return refuseOpenShape(c, s);
  if (axes == 1) return t;
  Shape seen = Shape::of({productOf(std::span(s.dims).first(axes))});
  seen.dims.insert(seen.dims.end(), s.dims.begin() + static_cast<std::ptrdiff_t>(axes), s.dims.end());
  return reshapeTo(c, t, seen);
}

TensorId int32Scalar(LowerContext& c, std::int64_t value) {
  return c.ints({static_cast<std::int32_t>(value)}, Shape::scalar());
}

Result<TensorId> firstLength(LowerContext& c, TensorId t) {
  const Shape s = c.shapeOf(t);
  if (!s.ranked || s.rank() == 0) return refuseOpenShape(c, s);
  if (isKnown(s.dims[0])) return int32Scalar(c, s.dims[0]);
  ARA_ASSIGN(const TensorId dims, c.add("tfl.shape", {t}, {{"out_type", AttrValue(DataType::i32)}}));
  return keepRanges(c, dims, {KeptRange{false, 0, 1, 1}}, {true});
}

Result<TensorId> countUp(LowerContext& c, TensorId length) {
  return c.add("tfl.range", {int32Scalar(c, 0), length, int32Scalar(c, 1)});
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
