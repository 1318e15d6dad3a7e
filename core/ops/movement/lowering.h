// Steps the lowerings of moving operators share. Runtimes of 2021 to 2023 take fewer axes than today's (5 in a slice, 6
// in a transpose, 7 in a broadcast): what has more is seen under a shape with fewer, where that is exact.
#pragma once

#include "ops/arithmetic_lower.h"
#include "ops/movement/rules.h"
#include "ops/refusals.h"

namespace ara::ops {

const Shape& resultShape(const LowerContext& c, std::size_t i = 0);
std::size_t openDims(const Shape& s); // how many dimensions are not known; all of an unknown rank: a lot

// The node does nothing: its first operand stands for its result.
Status passThrough(LowerContext& c, std::size_t operand = 0);
// `t` under the shape of result 0 of the node.
Status replaceByReshape(LowerContext& c, TensorId t);
// `t` under another shape of which at most one dimension is not known. Refuses otherwise.
Result<TensorId> reshapeTo(LowerContext& c, TensorId t, const Shape& shape);
Fail refuseOpenShape(const LowerContext& c, const Shape& s);
// "Split s: its axis is computed while the model runs."
Fail refuseComputed(const LowerContext& c, std::string_view what);

// Which part of an axis is kept: all of it, or `size` elements from `first` in steps.
struct KeptRange {
  bool whole = true;
  std::int64_t first = 0, size = 0, step = 1;
};
// Part of `t`, one range per axis; with `shrink`, those axes of size 1 are left out of the result.
Result<TensorId> keepRanges(LowerContext& c, TensorId t, const std::vector<KeptRange>& ranges,
                            const std::vector<bool>& shrink = {});
// Elements begin..begin+size of one axis.
Result<TensorId> keepPart(LowerContext& c, TensorId t, std::size_t axis, std::int64_t begin, std::int64_t size);

// Moves `data` in a type that `types` lists: its own, else a wider one that holds every value (or an integer of the
// same 64 bits), and back. Refuses when there is none. Only what moves values may be built so.
Result<TensorId> movedAs(LowerContext& c, std::string_view types, std::vector<TensorId> data, const Build& build);
// The same for what compares values or adds integers (which wrap around alike when cut back): never by their bits.
Result<TensorId> computedAs(LowerContext& c, std::string_view types, std::vector<TensorId> data, const Build& build);
Result<TensorId> concatenated(LowerContext& c, std::vector<TensorId> values, std::size_t axis);
Result<TensorId> gathered(LowerContext& c, TensorId params, TensorId indices, std::size_t axis, std::size_t batch = 0);
// The first `axes` axes as one.
Result<TensorId> joinLeading(LowerContext& c, TensorId t, std::size_t axes);
// How long the first axis is, as an int32 scalar; and 0, 1, 2, ... up to such a number.
Result<TensorId> firstLength(LowerContext& c, TensorId t);
Result<TensorId> countUp(LowerContext& c, TensorId length);
TensorId int32Scalar(LowerContext& c, std::int64_t value);

// All integers of a constant operand, however many; nothing when it is no integer constant.
std::optional<std::vector<std::int64_t>> constantIntegers(const NodeView& v, std::size_t i);
// Refuses constant indices outside 0..size-1 (any below 0 when `size` is not known): the runtime ends with an error.
Status checkIndices(const LowerContext& c, std::size_t operand, Dim size);

} // namespace ara::ops
