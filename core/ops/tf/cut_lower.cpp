// Slices, splits and reversals.
#include "ops/tf/slice_lower.h"

#include <algorithm>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

constexpr std::size_t kSliceAxes = 5; // of older runtimes

Fail tooManyAxes(const LowerContext& c, const Shape& s) {
  return c.refuse(
      msg("{0} {1} cuts shape {2} at places that are not all known; TensorFlow Lite runtimes do that with up "
          "to {3} axes.",
          c.op(), c.name(), s.text(), kSliceAxes),
      msg("Give the shapes of the inputs, or reshape the tensor in the model."));
}

} // namespace

// --- Slice

Status lowerSlice(LowerContext& c) {
  const Shape in = c.shape(0), out = resultShape(c);
  const auto begin = c.knownIntegers(1);
  const bool fromStart = begin && std::all_of(begin->begin(), begin->end(), [](std::int64_t b) { return b == 0; });
  if (fromStart && surelyEqual(in, out)) return passThrough(c);
  if (in.ranked && in.rank() > kSliceAxes) {
    if (!begin || !out.isStatic() || begin->size() != in.rank()) return tooManyAxes(c, in);
    std::vector<KeptRange> ranges(in.rank());
    for (std::size_t i = 0; i < in.rank(); ++i)
      if (out.dims[i] != in.dims[i]) ranges[i] = {false, (*begin)[i], out.dims[i], 1};
    ARA_ASSIGN(const TensorId t, keepRanges(c, c.operand(0), ranges));
    return c.replace({t});
  }
  if (!in.ranked) return refuseOpenShape(c, in);
  ARA_ASSIGN(const TensorId first, int32Operand(c, 1));
  if (out.isStatic()) {
    const std::vector<std::int32_t> sizes(out.dims.begin(), out.dims.end());
    return c.replaceWith("tfl.slice", {c.operand(0), first, c.ints(sizes)});
  }
  ARA_ASSIGN(const TensorId sizes, int32Operand(c, 2));
  return c.replaceWith("tfl.slice", {c.operand(0), first, sizes});
}

// --- StridedSlice

namespace {

// All numbers known: whole axes, or a first index, a size and a step.
std::optional<std::vector<KeptRange>> rangesOf(const SlicePlan& plan) {
  std::vector<KeptRange> out;
  for (const SlicedAxis& a : plan.axes) {
    if (!a.shrink && a.fromStart && a.toEnd && a.stride && (*a.stride == 1 || *a.stride == -1)) {
      out.push_back({true, 0, 0, *a.stride});
    } else if (isKnown(a.size) && a.first && a.stride) {
      // The runtime holds steps in 32 bits; with one element the step does not matter.
      out.push_back({false, *a.first, a.size, a.size <= 1 ? 1 : *a.stride});
    } else {
      return std::nullopt;
    }
  }
  return out;
}

// Whether every element stays where it is.
bool keepsAll(const Shape& in, const std::vector<KeptRange>& ranges) {
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const KeptRange& r = ranges[i];
    if (in.dims[i] == 1 && (r.whole || r.size == 1)) continue;
    if (r.whole ? r.step != 1 : r.step != 1 || r.size != in.dims[i]) return false;
  }
  return true;
}

// begin or end as int32: numbers beyond every axis are cut to what 32 bits hold.
Result<TensorId> boundary(LowerContext& c, std::size_t i) {
  const auto values = c.knownIntegers(i);
  if (!values) return int32Operand(c, i);
  std::vector<std::int32_t> out;
  for (const std::int64_t v : *values)
    out.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(v, INT32_MIN + 1, INT32_MAX)));
  return c.ints(std::move(out));
}

// The operands as they stand: what is cut is decided while the model runs.
Status sliceAsGiven(LowerContext& c) {
  if (!c.shape(0).ranked || c.shape(0).rank() > kSliceAxes) return tooManyAxes(c, c.shape(0));
  ARA_ASSIGN(const TensorId begin, boundary(c, 1));
  ARA_ASSIGN(const TensorId end, boundary(c, 2));
  ARA_ASSIGN(const TensorId strides, boundary(c, 3));
  const std::int64_t shrink = c.attrInt("shrink_axis_mask"), added = c.attrInt("new_axis_mask"),
                     dots = c.attrInt("ellipsis_mask");
  // TensorFlow picks the index that is given even where a mask says "from the start"; an ellipsis or a new axis wins.
  const std::int64_t picked = shrink & ~added & ~dots;
  const auto mask = [](std::int64_t m) { return AttrValue(m); };
  return c.replaceWith("tfl.strided_slice", {c.operand(0), begin, end, strides},
                       {{"begin_mask", mask(c.attrInt("begin_mask") & ~picked)},
                        {"end_mask", mask(c.attrInt("end_mask") & ~picked)},
                        {"ellipsis_mask", mask(dots)},
                        {"new_axis_mask", mask(added & ~dots)},
                        {"shrink_axis_mask", mask(picked)},
                        {"offset", AttrValue(false)}});
}

} // namespace

Status lowerStridedSlice(LowerContext& c) {
  const Shape in = c.shape(0), out = resultShape(c);
  ARA_ASSIGN(const auto plan, planStridedSlice(Given(static_cast<const NodeView&>(c))));
  const auto ranges = plan ? rangesOf(*plan) : std::nullopt;
  if (!ranges) return sliceAsGiven(c);
  const bool few = openDims(out) <= 1;
  if (few && keepsAll(in, *ranges)) return replaceByReshape(c, c.operand(0));
  const bool adds = std::find(plan->resultAxes.begin(), plan->resultAxes.end(), -1) != plan->resultAxes.end();
  if (adds && !few) return sliceAsGiven(c);
  std::vector<bool> shrink;
  for (const SlicedAxis& a : plan->axes) shrink.push_back(a.shrink);
  ARA_ASSIGN(const TensorId t, keepRanges(c, c.operand(0), *ranges, shrink));
  return adds ? replaceByReshape(c, t) : c.replace({t});
}

// --- Split, SplitV, Unpack: the operator where the runtime has it for the type, else one slice for each part

namespace {

constexpr std::string_view kSplitTypes = "f32 i8 u8 i16 i32 i64", kUnpackTypes = "f32 f16 bf16 i8 u8 i16 i32 bool";

Result<std::size_t> knownAxis(LowerContext& c, std::size_t operand, std::size_t rank) {
  const auto axis = c.knownIntegers(operand);
  if (!axis || axis->size() != 1) return refuseComputed(c, "an axis");
  return normaliseAxis(c, (*axis)[0], rank);
}

// Parts of operand `input` along `axis`, as slices, each under the shape of its result.
Status cutInSlices(LowerContext& c, std::size_t input, std::size_t axis, const std::vector<Dim>& sizes) {
  std::vector<TensorId> parts;
  std::int64_t at = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (!isKnown(sizes[i])) return refuseOpenShape(c, c.shape(input));
    ARA_ASSIGN(TensorId t, keepPart(c, c.operand(input), axis, at, sizes[i]));
    if (const Shape wanted = resultShape(c, i); wanted.ranked && wanted.rank() != c.shapeOf(t).rank()) {
      ARA_ASSIGN(t, reshapeTo(c, t, wanted));
    }
    parts.push_back(t);
    at += sizes[i];
  }
  return c.replace(parts);
}

TensorId axisConstant(LowerContext& c, std::size_t axis) {
  return c.ints({static_cast<std::int32_t>(axis)}, Shape::scalar());
}

} // namespace

Status lowerSplit(LowerContext& c) {
  const Shape in = c.shape(1);
  const std::size_t n = c.resultCount();
  if (n == 1) return passThrough(c, 1);
  if (!in.ranked) return refuseOpenShape(c, in);
  ARA_ASSIGN(const std::size_t axis, knownAxis(c, 0, in.rank()));
  if (!typeListed(kSplitTypes, c.type(1))) {
    if (!isKnown(in.dims[axis])) return refuseOpenShape(c, in);
    return cutInSlices(c, 1, axis, std::vector<Dim>(n, in.dims[axis] / static_cast<Dim>(n)));
  }
  return c.replaceWith("tfl.split", {axisConstant(c, axis), c.operand(1)},
                       {{"num_splits", AttrValue(static_cast<std::int64_t>(n))}});
}

Status lowerSplitV(LowerContext& c) {
  const Shape in = c.shape(0);
  const std::size_t n = c.resultCount();
  if (n == 1) return passThrough(c);
  if (!in.ranked) return refuseOpenShape(c, in);
  ARA_ASSIGN(const std::size_t axis, knownAxis(c, 2, in.rank()));
  const auto given = c.knownIntegers(1);
  if (!given || given->size() != n) return refuseComputed(c, "sizes");
  std::vector<Dim> sizes = *given;
  if (const auto open = std::find(sizes.begin(), sizes.end(), -1); open != sizes.end() && isKnown(in.dims[axis])) {
    *open = in.dims[axis];
    for (const std::int64_t s : *given) *open -= std::max<std::int64_t>(s, 0);
  }
  if (!typeListed(kSplitTypes, c.type(0))) return cutInSlices(c, 0, axis, sizes);
  const std::vector<std::int32_t> narrow(sizes.begin(), sizes.end());
  return c.replaceWith("tfl.split_v", {c.operand(0), c.ints(narrow), axisConstant(c, axis)},
                       {{"num_splits", AttrValue(static_cast<std::int64_t>(n))}});
}

Status lowerUnpack(LowerContext& c) {
  const Shape in = c.shape(0);
  const std::size_t n = c.resultCount();
  if (n == 0) return c.replace({});
  if (!in.ranked) return refuseOpenShape(c, in);
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, c.attrInt("axis"), in.rank()));
  if (n == 1 && openDims(resultShape(c)) <= 1) return replaceByReshape(c, c.operand(0));
  const bool empty = std::find(in.dims.begin(), in.dims.end(), 0) != in.dims.end(); // UNPACK does not take those
  if (empty || !typeListed(kUnpackTypes, c.type(0))) return cutInSlices(c, 0, axis, std::vector<Dim>(n, 1));
  return c.replaceWith(
      "tfl.unpack", {c.operand(0)},
      {{"num", AttrValue(static_cast<std::int64_t>(n))}, {"axis", AttrValue(static_cast<std::int64_t>(axis))}});
}

// --- Reverse, ReverseV2: one operator for each axis, because older runtimes reverse the first of several axes only and
// newer ones refuse axes that are no neighbours

namespace {

Status reverseAxes(LowerContext& c, std::vector<std::size_t> axes) {
  const Shape in = c.shape(0);
  std::sort(axes.begin(), axes.end());
  std::erase_if(axes, [&](std::size_t a) { return in.dims[a] == 1; });
  const bool empty = std::find(in.dims.begin(), in.dims.end(), 0) != in.dims.end();
  if (axes.empty() || empty) return passThrough(c); // an empty tensor would end the process
  ARA_ASSIGN(const TensorId t,
             movedAs(c, "f32 f16 bf16 i8 u8 i16 i32 i64 bool", {c.operand(0)},
                     [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
                       TensorId turned = x[0];
                       for (const std::size_t a : axes) {
                         ARA_ASSIGN(turned, l.add("tfl.reverse_v2", {turned, l.ints({static_cast<std::int32_t>(a)})}));
                       }
                       return turned;
                     }));
  return c.replace({t});
}

} // namespace

Status lowerReverseV2(LowerContext& c) {
  const auto given = c.knownIntegers(1);
  if (!given) return refuseComputed(c, "axes");
  if (!c.shape(0).ranked) return refuseOpenShape(c, c.shape(0));
  ARA_ASSIGN(auto axes, normaliseAxes(c, *given, c.shape(0).rank()));
  return reverseAxes(c, std::move(axes));
}

Status lowerReverse(LowerContext& c) {
  const auto flags = Given(static_cast<const NodeView&>(c)).flags(1);
  if (!flags) return refuseComputed(c, "axes");
  if (!c.shape(0).ranked || flags->size() != c.shape(0).rank()) return refuseOpenShape(c, c.shape(0));
  std::vector<std::size_t> axes;
  for (std::size_t i = 0; i < flags->size(); ++i)
    if ((*flags)[i]) axes.push_back(i);
  return reverseAxes(c, std::move(axes));
}

Status lowerReverseSequence(LowerContext& c) {
  const Shape& in = c.shape(0);
  if (!in.ranked) return refuseOpenShape(c, in);
  ARA_ASSIGN(const std::size_t seq, normaliseAxis(c, c.attrInt("seq_dim"), in.rank()));
  ARA_ASSIGN(const std::size_t batch, normaliseAxis(c, c.attrInt("batch_dim"), in.rank()));
  ARA_ASSIGN(const TensorId lengths, int32Operand(c, 1));
  ARA_ASSIGN(const TensorId t,
             movedAs(c, "f32 u8 i16 i32 i64", {c.operand(0)}, [&](LowerContext& l, const std::vector<TensorId>& x) {
               return l.add("tfl.reverse_sequence", {x[0], lengths},
                            {{"seq_dim", AttrValue(static_cast<std::int64_t>(seq))},
                             {"batch_dim", AttrValue(static_cast<std::int64_t>(batch))}});
             }));
  return c.replace({t});
}

} // namespace ara::ops::tf
