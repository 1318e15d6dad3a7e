// Rows added up (or multiplied, or compared) by the number of their segment. SEGMENT_SUM of the runtime stops at a
// number without rows, so it serves only where the numbers are known; else the unsorted form does, which has no such
// limit.
#include "ops/tf/segment_lower.h"

#include "ops/movement/lowering.h"

#include <algorithm>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

// The rows and their numbers, whatever the rank of the numbers.
struct Segments {
  TensorId rows, ids;
  std::optional<std::vector<std::int64_t>> known;
};

Result<Segments> segmentsOf(LowerContext& c) {
  const Shape data = c.shape(0), ids = c.shape(1);
  if (!data.ranked || !ids.ranked || data.rank() < ids.rank()) return refuseOpenShape(c, data.ranked ? ids : data);
  Segments s{c.operand(0), {}, constantIntegers(c, 1)};
  ARA_ASSIGN(s.ids, int32Operand(c, 1));
  if (ids.rank() == 0) {
    Shape one = data;
    one.dims.insert(one.dims.begin(), 1);
    ARA_ASSIGN(s.rows, reshapeTo(c, s.rows, one));
    ARA_ASSIGN(s.ids, reshapeTo(c, s.ids, Shape::of({1})));
  } else {
    ARA_ASSIGN(s.rows, joinLeading(c, s.rows, ids.rank()));
    ARA_ASSIGN(s.ids, joinLeading(c, s.ids, ids.rank()));
  }
  return s;
}

// The numbers of all segments before `count`, each row in the one its number names.
Result<TensorId> unsorted(LowerContext& c, std::string_view what, TensorId rows, TensorId ids, TensorId count) {
  return c.add("tfl.unsorted_segment_" + std::string(what), {rows, ids, count});
}

// Sums of 64-bit integers, which the runtime adds in SCATTER_ND only; it refuses numbers below 0, so what has one goes
// to a segment behind the others.
Result<TensorId> scattered(LowerContext& c, const Segments& s, TensorId rows, TensorId count) {
  Shape dims = c.shapeOf(rows);
  const auto n = constantValue(c, count);
  if (!n || *n < 0) return refuseNumbers(c, c.typeOf(rows));
  dims.dims[0] = s.known ? *n : *n + 1;
  if (!dims.isStatic()) return refuseOpenShape(c, dims);
  TensorId ids = s.ids;
  if (!s.known) {
    ARA_ASSIGN(const TensorId out, c.add("tfl.less", {ids, int32Scalar(c, 0)}));
    ARA_ASSIGN(ids, c.add("tfl.select_v2", {out, count, ids}));
  }
  ARA_ASSIGN(const TensorId column, reshapeTo(c, ids, Shape::of({c.shapeOf(ids).dims[0], 1})));
  ARA_ASSIGN(
      const TensorId t,
      c.add("tfl.scatter_nd", {column, rows, c.ints(std::vector<std::int32_t>(dims.dims.begin(), dims.dims.end()))}));
  return s.known ? Result<TensorId>(t) : keepPart(c, t, 0, 0, *n);
}

bool below(const Segments& s, std::int64_t limit) {
  return s.known && std::any_of(s.known->begin(), s.known->end(), [&](std::int64_t i) { return i < limit; });
}

constexpr std::string_view kDirect = "f32 i32";

} // namespace

std::optional<std::int64_t> constantValue(const LowerContext& c, TensorId t) {
  const ir::Tensor& x = c.graph()[t];
  if (!x.buffer || x.type != DataType::i32 || c.shapeOf(t).elements() != 1) return std::nullopt;
  const auto data = c.model().data(x.buffer);
  if (!data || data->bytes.size() < 4) return std::nullopt;
  return data->load<std::int32_t>(0);
}

// --- UnsortedSegment*(data, segment_ids, num_segments): rows with a number below 0 do not count

namespace {

Status lowerCounted(LowerContext& c, std::string_view what) {
  ARA_TRY(wantOperands(c));
  ARA_ASSIGN(Segments s, segmentsOf(c));
  ARA_ASSIGN(const TensorId given, int32Operand(c, 2));
  ARA_ASSIGN(const TensorId count, reshapeTo(c, given, Shape::scalar()));
  if (below(s, 0)) { // left out of the data
    std::vector<std::int32_t> rows, ids;
    for (std::size_t i = 0; i < s.known->size(); ++i)
      if ((*s.known)[i] >= 0)
        rows.push_back(static_cast<std::int32_t>(i)), ids.push_back(static_cast<std::int32_t>((*s.known)[i]));
    ARA_ASSIGN(s.rows, gathered(c, s.rows, c.ints(rows), 0));
    s.ids = c.ints(ids);
  }
  const DataType type = c.type(0);
  // Of no row at all the largest is the lowest number of the type, so other types do not stand for small integers.
  const bool sums = what == "sum" || what == "prod";
  if (!typeListed(kDirect, type) && !(sums && isSmallInteger(type)) && !(what == "sum" && type == DataType::i64))
    return refuseNumbers(c, type);
  ARA_ASSIGN(const TensorId t, computedAs(c, what == "sum" ? "f32 i32 i64" : kDirect, {s.rows},
                                          [&](LowerContext& l, const std::vector<TensorId>& x) {
                                            if (l.typeOf(x[0]) == DataType::i64) return scattered(l, s, x[0], count);
                                            return unsorted(l, what, x[0], s.ids, count);
                                          }));
  return c.replace({t});
}

} // namespace

Status lowerUnsortedSegmentSum(LowerContext& c) { return lowerCounted(c, "sum"); }
Status lowerUnsortedSegmentProd(LowerContext& c) { return lowerCounted(c, "prod"); }
Status lowerUnsortedSegmentMax(LowerContext& c) { return lowerCounted(c, "max"); }
Status lowerUnsortedSegmentMin(LowerContext& c) { return lowerCounted(c, "min"); }

// --- Segment*(data, segment_ids): as many segments as the last number says; one without rows is 0, of a product 1

namespace {

// How many rows each segment has, as `like`'s type, with an axis of 1 for each further axis of the rows.
Result<TensorId> sizes(LowerContext& c, const Segments& s, TensorId count, DataType type) {
  const std::size_t rank = c.shapeOf(s.rows).rank();
  if (s.known && s.known->size() <= 65536) {
    std::vector<double> n(s.known->empty() ? 0 : static_cast<std::size_t>(s.known->back() + 1), 0);
    for (const std::int64_t i : *s.known) ++n[static_cast<std::size_t>(i)];
    std::vector<std::byte> bytes;
    for (const double v : n) {
      const auto f = static_cast<float>(v);
      const auto i = static_cast<std::int32_t>(v);
      const auto b = type == DataType::f32 ? std::as_bytes(std::span(&f, 1)) : std::as_bytes(std::span(&i, 1));
      bytes.insert(bytes.end(), b.begin(), b.end());
    }
    Shape shape = Shape::of(std::vector<Dim>(rank, 1));
    shape.dims[0] = static_cast<Dim>(n.size());
    return c.bytesConstant(type, shape, std::move(bytes));
  }
  const Dim rows = c.shapeOf(s.ids).dims[0];
  if (!isKnown(rows)) return refuseOpenShape(c, c.shapeOf(s.ids));
  Shape ones = Shape::of(std::vector<Dim>(rank, 1));
  ones.dims[0] = rows;
  return unsorted(c, "sum", c.splat(type, ones, 1), s.ids, count);
}

bool hasGaps(const std::vector<std::int64_t>& ids) {
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (ids[i] - (i ? ids[i - 1] : -1) > 1) return true;
  return false;
}

Status lowerOrdered(LowerContext& c, std::string_view what) {
  ARA_TRY(wantOperands(c));
  ARA_TRY(wantRank(c, c.shape(1), 1, "its segment numbers"));
  ARA_ASSIGN(const Segments s, segmentsOf(c));
  const DataType type = c.type(0);
  if (ir::isFloat(type) ? type != DataType::f32 : !ir::isInteger(type)) return refuseNumbers(c, type);
  if (what == "mean" && type != DataType::f32) return refuseNumbers(c, type);
  if (s.known && (!std::is_sorted(s.known->begin(), s.known->end()) || below(s, 0)))
    return Given(static_cast<const NodeView&>(c)).contradicts(msg("its segment numbers are not in order."));
  if (c.shape(1).elements() == 0) return refuseOpenShape(c, c.shape(1));
  TensorId count;
  if (s.known) {
    count = int32Scalar(c, s.known->back() + 1);
  } else {
    const Dim rows = c.shapeOf(s.ids).dims[0];
    if (!isKnown(rows)) return refuseOpenShape(c, c.shape(1));
    ARA_ASSIGN(const TensorId last, keepRanges(c, s.ids, {KeptRange{false, rows - 1, 1, 1}}, {true}));
    ARA_ASSIGN(count, c.add("tfl.add", {last, int32Scalar(c, 1)},
                            {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}}));
  }
  const bool whole = s.known && !hasGaps(*s.known);
  const auto build = [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
    const DataType in = l.typeOf(x[0]);
    if (in == DataType::i64) {
      if (what != "sum") return refuseNumbers(l, in);
      return scattered(l, s, x[0], count);
    }
    if (what == "sum" && whole) return l.add("tfl.segment_sum", {x[0], s.ids});
    if (what == "sum" || what == "prod") return unsorted(l, what, x[0], s.ids, count);
    ARA_ASSIGN(const TensorId made, unsorted(l, what == "mean" ? "sum" : what, x[0], s.ids, count));
    if (whole && what != "mean") return made;
    ARA_ASSIGN(const TensorId rows, sizes(l, s, count, in));
    const TensorId one = l.splat(in, Shape::scalar(), 1), none = l.splat(in, Shape::scalar(), 0);
    if (what == "mean") {
      ARA_ASSIGN(const TensorId sure, l.add("tfl.maximum", {rows, one}));
      return l.add("tfl.div", {made, sure}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
    }
    ARA_ASSIGN(const TensorId any, l.add("tfl.greater", {rows, none}));
    return l.add("tfl.select_v2", {any, made, none});
  };
  ARA_ASSIGN(const TensorId t, computedAs(c, what == "sum" ? "f32 i32 i64" : kDirect, {s.rows}, build));
  return c.replace({t});
}

} // namespace

Status lowerSegmentSum(LowerContext& c) { return lowerOrdered(c, "sum"); }
Status lowerSegmentProd(LowerContext& c) { return lowerOrdered(c, "prod"); }
Status lowerSegmentMax(LowerContext& c) { return lowerOrdered(c, "max"); }
Status lowerSegmentMin(LowerContext& c) { return lowerOrdered(c, "min"); }
Status lowerSegmentMean(LowerContext& c) { return lowerOrdered(c, "mean"); }

} // namespace ara::ops::tf
