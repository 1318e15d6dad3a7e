// Slices put where numbers say: stitches, partitions and scattered updates.
#include "ops/tf/index_lower.h"

#include <algorithm>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

TensorId numbers(LowerContext& c, const std::vector<std::int64_t>& values) {
  return c.ints(std::vector<std::int32_t>(values.begin(), values.end()));
}

bool countsUp(const std::vector<std::int64_t>& v) {
  for (std::size_t i = 0; i < v.size(); ++i)
    if (v[i] != static_cast<std::int64_t>(i)) return false;
  return true;
}

// Which row stands last at each of `count` places: the largest of `rows` (one for each place in `at`), a number below 0
// where there is none.
Result<TensorId> lastAt(LowerContext& c, TensorId rows, TensorId at, TensorId count) {
  return c.add("tfl.unsorted_segment_max", {rows, at, count});
}

} // namespace

// --- DynamicStitch(indices*N, data*N): of slices with one number the last one stays. TensorFlow leaves open what
// stands at numbers nobody has; here it is one of the slices.

namespace {

// The place of each slice, when all are constant: which slice of the joined data each row of the result is.
std::optional<std::vector<std::int64_t>> stitchedRows(const LowerContext& c, std::size_t n) {
  std::vector<std::int64_t> rows;
  std::int64_t slice = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto ids = constantIntegers(c, i);
    if (!ids) return std::nullopt;
    for (const std::int64_t id : *ids) {
      if (id < 0 || id > (1 << 24)) return std::nullopt;
      if (static_cast<std::size_t>(id) >= rows.size()) rows.resize(static_cast<std::size_t>(id) + 1, 0);
      rows[static_cast<std::size_t>(id)] = slice++;
    }
  }
  return rows;
}

} // namespace

Status lowerDynamicStitch(LowerContext& c) {
  const std::size_t n = c.operandCount() / 2;
  if (n == 0) return c.refuse(msg("{0} {1} joins nothing.", c.op(), c.name()));
  const auto fixed = stitchedRows(c, n);
  std::vector<TensorId> ids, slices;
  for (std::size_t i = 0; i < n; ++i) {
    const Shape at = c.shape(i), data = c.shape(n + i);
    if (!at.ranked || !data.ranked || data.rank() < at.rank()) return refuseOpenShape(c, at.ranked ? data : at);
    TensorId rows = c.operand(n + i);
    if (at.rank() == 0) {
      Shape one = Shape::of({1});
      one.dims.insert(one.dims.end(), data.dims.begin(), data.dims.end());
      ARA_ASSIGN(rows, reshapeTo(c, rows, one));
    } else {
      ARA_ASSIGN(rows, joinLeading(c, rows, at.rank()));
    }
    slices.push_back(rows);
    if (fixed) continue;
    ARA_ASSIGN(const TensorId place, int32Operand(c, i));
    ARA_ASSIGN(const TensorId line, reshapeTo(c, place, Shape::of({productOf(at.dims)})));
    ids.push_back(line);
  }
  ARA_ASSIGN(const TensorId joined, concatenated(c, slices, 0));
  if (fixed) {
    if (countsUp(*fixed) && c.shapeOf(joined).dims[0] == static_cast<Dim>(fixed->size())) return c.replace({joined});
    ARA_ASSIGN(const TensorId t, gathered(c, joined, numbers(c, *fixed), 0));
    return c.replace({t});
  }
  ARA_ASSIGN(const TensorId at, concatenated(c, ids, 0));
  ARA_ASSIGN(const TensorId last, c.add("tfl.reduce_max", {at, c.ints({0})}, {{"keep_dims", AttrValue(false)}}));
  ARA_ASSIGN(const TensorId most, addTo(c, last, 1));
  // Without any slice the largest number is below 0.
  ARA_ASSIGN(const TensorId count, c.add("tfl.maximum", {most, int32Scalar(c, 0)}));
  ARA_ASSIGN(const TensorId length, firstLength(c, at));
  ARA_ASSIGN(const TensorId rows, countUp(c, length));
  ARA_ASSIGN(const TensorId found, lastAt(c, rows, at, count));
  ARA_ASSIGN(const TensorId sure, c.add("tfl.maximum", {found, int32Scalar(c, 0)}));
  ARA_ASSIGN(const TensorId t, gathered(c, joined, sure, 0));
  return c.replace({t});
}

// --- DynamicPartition(data, partitions): the places of each part number, and what stands there

Status lowerDynamicPartition(LowerContext& c) {
  const Shape data = c.shape(0), parts = c.shape(1);
  if (!data.ranked || !parts.ranked || data.rank() < parts.rank()) return refuseOpenShape(c, parts);
  const std::size_t n = c.resultCount();
  TensorId rows = c.operand(0), line = c.operand(1);
  if (parts.rank() == 0) {
    Shape one = Shape::of({1});
    one.dims.insert(one.dims.end(), data.dims.begin(), data.dims.end());
    ARA_ASSIGN(rows, reshapeTo(c, rows, one));
    ARA_ASSIGN(line, reshapeTo(c, line, Shape::of({1})));
  } else {
    ARA_ASSIGN(rows, joinLeading(c, rows, parts.rank()));
    ARA_ASSIGN(line, joinLeading(c, line, parts.rank()));
  }
  const auto fixed = constantIntegers(c, 1);
  std::vector<TensorId> results;
  for (std::size_t i = 0; i < n; ++i) {
    TensorId at;
    if (fixed) {
      std::vector<std::int64_t> places;
      for (std::size_t k = 0; k < fixed->size(); ++k)
        if ((*fixed)[k] == static_cast<std::int64_t>(i)) places.push_back(static_cast<std::int64_t>(k));
      at = numbers(c, places);
    } else {
      ARA_ASSIGN(const TensorId is, c.add("tfl.equal", {line, int32Scalar(c, static_cast<std::int64_t>(i))}));
      ARA_ASSIGN(const TensorId places, c.add("tfl.where", {is}));
      ARA_ASSIGN(at, c.reshape(places, {ir::kUnknownDim}));
    }
    ARA_ASSIGN(const TensorId part, gathered(c, rows, at, 0));
    results.push_back(part);
  }
  return c.replace(results);
}

// --- TensorScatter*(tensor, indices, updates)

namespace {

// A tensor seen as the rows that index vectors point at.
struct Scattered {
  std::size_t depth = 0; // axes an index vector goes through
  Dim rows = 1, row = 1; // how many rows, and elements of one
  Dim updates = 1;       // how many index vectors
};

Result<Scattered> scattered(const LowerContext& c) {
  const Shape &into = c.shape(0), &ids = c.shape(1);
  if (!into.isStatic()) return refuseOpenShape(c, into);
  if (!ids.isStatic() || ids.rank() == 0) return refuseOpenShape(c, ids);
  Scattered s;
  s.depth = static_cast<std::size_t>(ids.dims.back());
  if (s.depth > into.rank()) return refuseOpenShape(c, ids);
  s.rows = productOf(std::span(into.dims).first(s.depth));
  s.row = productOf(std::span(into.dims).subspan(s.depth));
  s.updates = productOf(std::span(ids.dims).first(ids.rank() - 1));
  if (s.rows > (1 << 30) || s.updates > (1 << 24)) return refuseOpenShape(c, into);
  return s;
}

// Which row each index vector points at.
Result<TensorId> rowsPointedAt(LowerContext& c, const Scattered& s) {
  const Shape into = c.shape(0);
  ARA_ASSIGN(TensorId ids, int32Operand(c, 1));
  if (s.depth == 1) return reshapeTo(c, ids, Shape::of({s.updates}));
  if (s.depth == 0) return c.splat(DataType::i32, Shape::of({s.updates}), 0);
  std::vector<std::int32_t> steps(s.depth, 1);
  for (std::size_t i = s.depth - 1; i > 0; --i) steps[i - 1] = steps[i] * static_cast<std::int32_t>(into.dims[i]);
  ARA_ASSIGN(ids, reshapeTo(c, ids, Shape::of({s.updates, static_cast<Dim>(s.depth)})));
  ARA_ASSIGN(const TensorId places,
             c.add("tfl.mul", {ids, c.ints(steps)}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}}));
  return c.add("tfl.sum", {places, c.ints({1})}, {{"keep_dims", AttrValue(false)}});
}

} // namespace

// The rows of the tensor and the updates, one under the other; each row of the result is one of them.
Status lowerTensorScatterUpdate(LowerContext& c) {
  ARA_TRY(checkVectors(c, 1, c.shape(0)));
  ARA_ASSIGN(const Scattered s, scattered(c));
  if (s.updates == 0 || s.row == 0 || s.rows == 0) return passThrough(c);
  ARA_ASSIGN(const TensorId kept, reshapeTo(c, c.operand(0), Shape::of({s.rows, s.row})));
  ARA_ASSIGN(const TensorId fresh, reshapeTo(c, c.operand(2), Shape::of({s.updates, s.row})));
  ARA_ASSIGN(const TensorId both, concatenated(c, {kept, fresh}, 0));
  TensorId from;
  const auto ids = constantIntegers(c, 1);
  if (ids) {
    std::vector<std::int64_t> rows;
    for (Dim i = 0; i < s.rows; ++i) rows.push_back(i);
    for (std::size_t k = 0; k < static_cast<std::size_t>(s.updates); ++k) {
      std::int64_t at = 0;
      for (std::size_t i = 0; i < s.depth; ++i) at = at * c.shape(0).dims[i] + (*ids)[k * s.depth + i];
      rows[static_cast<std::size_t>(at)] = s.rows + static_cast<std::int64_t>(k);
    }
    from = numbers(c, rows);
  } else {
    ARA_ASSIGN(const TensorId at, rowsPointedAt(c, s));
    ARA_ASSIGN(const TensorId update,
               c.add("tfl.range", {int32Scalar(c, s.rows), int32Scalar(c, s.rows + s.updates), int32Scalar(c, 1)}));
    ARA_ASSIGN(const TensorId last, lastAt(c, update, at, int32Scalar(c, s.rows)));
    ARA_ASSIGN(const TensorId own, countUp(c, int32Scalar(c, s.rows)));
    ARA_ASSIGN(from, c.add("tfl.maximum", {last, own})); // where nothing is updated, the row itself
  }
  ARA_ASSIGN(const TensorId t, gathered(c, both, from, 0));
  return replaceByReshape(c, t);
}

namespace {

// The sum of all updates of one place, zeros elsewhere. Small integers wrap around alike when int32 is cut back.
Status scatterWith(LowerContext& c, std::string_view op) {
  ARA_TRY(checkVectors(c, 1, c.shape(0)));
  ARA_TRY(scattered(c).map([](const Scattered&) {}));
  if (ir::isFloat(c.type(0)) && c.type(0) != DataType::f32) return refuseNumbers(c, c.type(0));
  const Shape into = c.shape(0);
  ARA_ASSIGN(const TensorId ids, int32Operand(c, 1));
  const TensorId shape = c.ints(std::vector<std::int32_t>(into.dims.begin(), into.dims.end()));
  ARA_ASSIGN(
      const TensorId t,
      computedAs(c, "f32 i32 i64", {c.operand(0), c.operand(2)},
                 [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
                   ARA_ASSIGN(const TensorId sums, l.add("tfl.scatter_nd", {ids, x[1], shape}));
                   return l.add(op, {x[0], sums}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
                 }));
  return c.replace({t});
}

// The extreme of all updates of one place, and of the tensor there. Where nothing is updated the runtime has the lowest
// number, which must not win over minus infinity.
Status scatterExtreme(LowerContext& c, std::string_view segments, std::string_view both) {
  ARA_TRY(checkVectors(c, 1, c.shape(0)));
  ARA_ASSIGN(const Scattered s, scattered(c));
  if (s.updates == 0 || s.row == 0 || s.rows == 0) return passThrough(c);
  ARA_ASSIGN(const TensorId at, rowsPointedAt(c, s));
  const Shape into = c.shape(0);
  const auto build = [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId updates, reshapeTo(l, x[1], Shape::of({s.updates, s.row})));
    ARA_ASSIGN(TensorId best, l.add(segments, {updates, at, int32Scalar(l, s.rows)}));
    ARA_ASSIGN(best, reshapeTo(l, best, into));
    ARA_ASSIGN(const TensorId t, l.add(both, {x[0], best}));
    if (l.typeOf(x[0]) != DataType::f32) return t;
    const TensorId ones = l.splat(DataType::i32, Shape::of({s.updates, 1}), 1);
    ARA_ASSIGN(const TensorId count, l.add("tfl.unsorted_segment_sum", {ones, at, int32Scalar(l, s.rows)}));
    ARA_ASSIGN(const TensorId any, l.add("tfl.greater", {count, int32Scalar(l, 0)}));
    Shape seen = into;
    for (std::size_t i = s.depth; i < seen.rank(); ++i) seen.dims[i] = 1;
    ARA_ASSIGN(const TensorId updated, reshapeTo(l, any, seen));
    return l.add("tfl.select_v2", {updated, t, x[0]});
  };
  ARA_ASSIGN(const TensorId t, computedAs(c, "f32 i32", {c.operand(0), c.operand(2)}, build));
  return c.replace({t});
}

} // namespace

Status lowerTensorScatterAdd(LowerContext& c) { return scatterWith(c, "tfl.add"); }
Status lowerTensorScatterSub(LowerContext& c) { return scatterWith(c, "tfl.sub"); }
Status lowerTensorScatterMax(LowerContext& c) { return scatterExtreme(c, "tfl.unsorted_segment_max", "tfl.maximum"); }
Status lowerTensorScatterMin(LowerContext& c) { return scatterExtreme(c, "tfl.unsorted_segment_min", "tfl.minimum"); }

// --- SparseTensorDenseAdd(indices, values, shape, dense)

Status lowerSparseTensorDenseAdd(LowerContext& c) {
  const Shape dense = c.shape(3);
  if (!typeListed("f32 i32 i64", c.type(1))) return refuseNumbers(c, c.type(1));
  ARA_TRY(checkVectors(c, 0, dense));
  ARA_ASSIGN(const TensorId ids, int32Operand(c, 0));
  TensorId shape;
  if (dense.isStatic()) {
    shape = c.ints(std::vector<std::int32_t>(dense.dims.begin(), dense.dims.end()));
  } else {
    ARA_ASSIGN(shape, int32Operand(c, 2));
  }
  ARA_ASSIGN(const TensorId sums, c.add("tfl.scatter_nd", {ids, c.operand(1), shape}));
  return c.replaceWith("tfl.add", {c.operand(3), sums}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
}

} // namespace ara::ops::tf
