// Counts of values, and orders of values: what is behind them are sums of ones at the place each value names.
#include "ops/tf/index_lower.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace ara::ops::tf {

using ir::isKnown;

Result<TensorId> addTo(LowerContext& c, TensorId t, std::int64_t number) {
  return c.add("tfl.add", {t, int32Scalar(c, number)}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
}

Status wantFloat(const LowerContext& c) {
  if (c.type(0) == DataType::f32) return {};
  return refuseNumbers(c, c.type(0));
}

namespace {

NamedAttr dropAxes() { return {"keep_dims", AttrValue(false)}; }

// All elements in one line.
Result<TensorId> line(LowerContext& c, TensorId t) {
  const Shape s = c.shapeOf(t);
  if (!s.ranked) return refuseOpenShape(c, s);
  return s.rank() == 1 ? Result<TensorId>(t) : reshapeTo(c, t, Shape::of({productOf(s.dims)}));
}

// `ones` in as many elements as `like`, a line, has.
Result<TensorId> onesLike(LowerContext& c, TensorId like, DataType type) {
  const Shape s = c.shapeOf(like);
  if (s.isStatic())
    if (const TensorId t = c.splat(type, s, 1)) return t;
  const TensorId one = c.splat(type, Shape::scalar(), 1);
  if (!one) return refuseNumbers(c, type);
  ARA_ASSIGN(const TensorId dims, c.add("tfl.shape", {like}, {{"out_type", AttrValue(DataType::i32)}}));
  return c.add("tfl.fill", {dims, one});
}

// The sum of `weights` at each place; `places` are a line of int32, `shape` a vector of one number.
Result<TensorId> sumsAt(LowerContext& c, TensorId places, TensorId weights, TensorId shape) {
  ARA_ASSIGN(const TensorId column, reshapeTo(c, places, Shape::of({c.shapeOf(places).dims[0], 1})));
  return c.add("tfl.scatter_nd", {column, weights, shape});
}

bool counted(DataType t) { return typeListed("f32 i32 i64", t); }

} // namespace

// --- Bincount(arr, size, weights): values of `size` and more are not counted, so they go to one place behind the
// others

namespace {

// Weights without elements, or without a shape at all, stand for ones.
bool weighs(const LowerContext& c) { return c.shape(2).elements() != 0; }

Status countBelow(LowerContext& c, TensorId values, DataType result) {
  if (!c.shape(2).isStatic()) return refuseOpenShape(c, c.shape(2));
  if (!counted(result)) return refuseNumbers(c, result);
  ARA_ASSIGN(const TensorId size, int32Operand(c, 1));
  ARA_ASSIGN(const TensorId limit, reshapeTo(c, size, Shape::of({1})));
  ARA_ASSIGN(TensorId at, line(c, values));
  ARA_ASSIGN(at, c.add("tfl.minimum", {at, limit}));
  TensorId weights;
  if (weighs(c)) {
    ARA_ASSIGN(weights, line(c, c.operand(2)));
  } else {
    ARA_ASSIGN(weights, onesLike(c, at, result));
  }
  const auto known = c.knownIntegers(1);
  TensorId room;
  if (known && known->size() == 1) {
    if ((*known)[0] < 0 || (*known)[0] >= std::numeric_limits<std::int32_t>::max())
      return refuseOpenShape(c, resultShape(c));
    room = c.ints({static_cast<std::int32_t>((*known)[0] + 1)});
  } else {
    ARA_ASSIGN(room, addTo(c, limit, 1));
  }
  ARA_ASSIGN(TensorId sums, sumsAt(c, at, weights, room));
  ARA_ASSIGN(sums, c.add("tfl.slice", {sums, c.ints({0}), limit}));
  if (c.attrBool("binary_output")) {
    const TensorId one = c.splat(result, Shape::scalar(), 1);
    ARA_ASSIGN(sums, c.add("tfl.minimum", {sums, one}));
  }
  return c.replace({sums});
}

} // namespace

Status lowerBincount(LowerContext& c) { return countBelow(c, c.operand(0), c.type(2)); }

// Rows are counted side by side: the numbers of the second row follow those of the first, and so on.
Status lowerDenseBincount(LowerContext& c) {
  const Shape in = c.shape(0);
  ARA_ASSIGN(const TensorId values, int32Operand(c, 0));
  if (in.ranked && in.rank() < 2) return countBelow(c, values, c.type(2));
  const auto size = c.knownIntegers(1);
  if (!in.isStatic() || in.rank() != 2 || !size || size->size() != 1 || weighs(c)) return refuseOpenShape(c, in);
  const Dim rows = in.dims[0], places = (*size)[0] + 1;
  if ((*size)[0] < 0 || mulDims(rows, places) > (1 << 30) || rows > (1 << 20)) return refuseOpenShape(c, in);
  if (!counted(c.type(2))) return refuseNumbers(c, c.type(2));
  std::vector<std::int32_t> starts;
  for (Dim i = 0; i < rows; ++i) starts.push_back(static_cast<std::int32_t>(i * places));
  ARA_ASSIGN(TensorId at, c.add("tfl.minimum", {values, int32Scalar(c, places - 1)}));
  ARA_ASSIGN(at, c.add("tfl.add", {at, c.ints(starts, Shape::of({rows, 1}))},
                       {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}}));
  ARA_ASSIGN(at, line(c, at));
  ARA_ASSIGN(const TensorId ones, onesLike(c, at, c.type(2)));
  ARA_ASSIGN(TensorId sums, sumsAt(c, at, ones, c.ints({static_cast<std::int32_t>(rows * places)})));
  ARA_ASSIGN(sums, reshapeTo(c, sums, Shape::of({rows, places})));
  ARA_ASSIGN(sums, keepPart(c, sums, 1, 0, places - 1));
  if (c.attrBool("binary_output")) {
    ARA_ASSIGN(sums, c.add("tfl.minimum", {sums, c.splat(c.type(2), Shape::scalar(), 1)}));
  }
  return c.replace({sums});
}

// --- HistogramFixedWidth(values, value_range, nbins). TensorFlow divides in double precision, which decides where a
// value on an edge falls; so the edges are searched for with its own formula, and BUCKETIZE compares with them.

namespace {

template<class T> std::int32_t binOf(T value, T low, double step, std::int32_t last) {
  const double place = (static_cast<double>(std::max(value, low)) - static_cast<double>(low)) / step;
  return static_cast<std::int32_t>(std::min(place, static_cast<double>(last)));
}

// Floats in their order as numbers: 0 is the lowest.
float floatAt(std::uint32_t order) { return std::bit_cast<float>(order & 0x80000000u ? order & 0x7fffffffu : ~order); }

// The smallest value that falls into bin `bin` or a later one, by bisection over all there are.
double edgeOf(float low, double step, std::int32_t bin, std::int32_t last) {
  std::uint32_t from = 0x007fffffu, to = 0xff7fffffu; // the lowest and the largest finite float
  while (from < to) {
    const std::uint32_t middle = from + (to - from) / 2;
    if (binOf(floatAt(middle), low, step, last) >= bin)
      to = middle;
    else
      from = middle + 1;
  }
  return static_cast<double>(floatAt(to));
}
double edgeOf(std::int64_t low, double step, std::int32_t bin, std::int32_t last) {
  std::int64_t from = low, to = low + (std::int64_t{1} << 25);
  while (from < to) {
    const std::int64_t middle = from + (to - from) / 2;
    if (binOf(middle, low, step, last) >= bin)
      to = middle;
    else
      from = middle + 1;
  }
  return static_cast<double>(to);
}

std::optional<std::vector<double>> edgesOf(const LowerContext& c, std::int32_t bins) {
  std::vector<double> edges;
  if (c.type(0) == DataType::f32) {
    const auto data = c.isConstant(1) ? c.model().data(c.graph()[c.operand(1)].buffer) : Fail(Error{});
    if (!data || data->bytes.size() < 8) return std::nullopt;
    const float low = data->load<float>(0), high = data->load<float>(1);
    const double step = (static_cast<double>(high) - static_cast<double>(low)) / bins;
    if (!std::isfinite(step) || step <= 0) return std::nullopt;
    for (std::int32_t i = 1; i < bins; ++i) edges.push_back(edgeOf(low, step, i, bins - 1));
    return edges;
  }
  const auto range = constantIntegers(c, 1);
  if (!range || range->size() != 2) return std::nullopt;
  // BUCKETIZE compares in float32, which holds integers up to here.
  constexpr std::int64_t kMost = 1 << 24;
  if ((*range)[0] >= (*range)[1] || (*range)[0] < -kMost || (*range)[1] > kMost) return std::nullopt;
  const double step = static_cast<double>((*range)[1] - (*range)[0]) / bins;
  for (std::int32_t i = 1; i < bins; ++i) edges.push_back(edgeOf((*range)[0], step, i, bins - 1));
  return edges;
}

// --- The same for a range the model computes: (value - low) * n is compared with bin * (high - low). Float32 would
// round the differences and products, so each number is a sum of two or three that are exact.

class Exact {
public:
  explicit Exact(LowerContext& c) : m_c(c) {}
  Result<TensorId> op(std::string_view name, TensorId a, TensorId b) {
    if (name == "tfl.maximum" || name == "tfl.minimum" || name == "tfl.less") return m_c.add(name, {a, b});
    return m_c.add(name, {a, b}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
  }
  TensorId number(double v) { return m_c.scalar(DataType::f32, v); }

  // a - b as the rounded difference and what it lacks.
  struct Difference {
    TensorId rounded, rest;
  };
  Result<Difference> difference(TensorId a, TensorId b) {
    ARA_ASSIGN(const TensorId s, op("tfl.sub", a, b));
    ARA_ASSIGN(const TensorId taken, op("tfl.sub", s, a)); // about -b
    ARA_ASSIGN(const TensorId given, op("tfl.sub", s, taken));
    ARA_ASSIGN(const TensorId restA, op("tfl.sub", a, given));
    ARA_ASSIGN(const TensorId restB, op("tfl.add", b, taken));
    ARA_ASSIGN(const TensorId rest, op("tfl.sub", restA, restB));
    return Difference{s, rest};
  }
  // x as two halves of 12 bits, whose products with numbers up to 2,048 are exact; and the rest behind them.
  struct Parts {
    TensorId high, low, rest;
  };
  Result<Parts> parts(const Difference& d) {
    ARA_ASSIGN(const TensorId scaled, op("tfl.mul", d.rounded, number(4097)));
    ARA_ASSIGN(const TensorId over, op("tfl.sub", scaled, d.rounded));
    ARA_ASSIGN(const TensorId high, op("tfl.sub", scaled, over));
    ARA_ASSIGN(const TensorId low, op("tfl.sub", d.rounded, high));
    return Parts{high, low, d.rest};
  }
  // a * n - b * m
  Result<TensorId> productsApart(TensorId a, TensorId n, TensorId b, TensorId m) {
    ARA_ASSIGN(const TensorId x, op("tfl.mul", a, n));
    ARA_ASSIGN(const TensorId y, op("tfl.mul", b, m));
    return op("tfl.sub", x, y);
  }

private:
  LowerContext& m_c;
};

Result<TensorId> binsOfComputedRange(LowerContext& c, TensorId values, std::int64_t bins) {
  Exact e(c);
  const TensorId n = e.number(static_cast<double>(bins));
  ARA_ASSIGN(const TensorId low, keepRanges(c, c.operand(1), {KeptRange{false, 0, 1, 1}}, {true}));
  ARA_ASSIGN(const TensorId high, keepRanges(c, c.operand(1), {KeptRange{false, 1, 1, 1}}, {true}));
  ARA_ASSIGN(const TensorId above, e.op("tfl.maximum", values, low));
  ARA_ASSIGN(const TensorId inside, e.op("tfl.minimum", above, high));
  ARA_ASSIGN(const auto distance, e.difference(inside, low));
  ARA_ASSIGN(const auto width, e.difference(high, low));
  // The nearest edge; on which side of it the value lies is decided exactly.
  ARA_ASSIGN(const TensorId step, e.op("tfl.div", width.rounded, n));
  ARA_ASSIGN(const TensorId place, e.op("tfl.div", distance.rounded, step));
  ARA_ASSIGN(const TensorId half, e.op("tfl.add", place, e.number(0.5)));
  ARA_ASSIGN(const TensorId edge, c.add("tfl.floor", {half}));
  ARA_ASSIGN(const auto d, e.parts(distance));
  ARA_ASSIGN(const auto w, e.parts(width));
  ARA_ASSIGN(const TensorId first, e.productsApart(d.high, n, w.high, edge));
  ARA_ASSIGN(const TensorId second, e.productsApart(d.low, n, w.low, edge));
  ARA_ASSIGN(const TensorId third, e.productsApart(d.rest, n, w.rest, edge));
  ARA_ASSIGN(const TensorId most, e.op("tfl.add", first, second));
  ARA_ASSIGN(const TensorId side, e.op("tfl.add", most, third));
  ARA_ASSIGN(const TensorId before, e.op("tfl.less", side, e.number(0)));
  ARA_ASSIGN(const TensorId less, castTo(c, before, DataType::f32));
  ARA_ASSIGN(const TensorId bin, e.op("tfl.sub", edge, less));
  ARA_ASSIGN(const TensorId last, e.op("tfl.minimum", bin, e.number(static_cast<double>(bins - 1))));
  ARA_ASSIGN(const TensorId sure, e.op("tfl.maximum", last, e.number(0)));
  return castTo(c, sure, DataType::i32);
}

} // namespace

Status lowerHistogramFixedWidth(LowerContext& c) {
  const auto bins = c.knownIntegers(2);
  if (!bins || bins->size() != 1) return refuseComputed(c, "a number of bins");
  if ((*bins)[0] < 1 || (*bins)[0] > 65536) return refuseOpenShape(c, resultShape(c));
  if (!typeListed("f32 i32 i64", c.type(0))) return refuseNumbers(c, c.type(0));
  const auto edges = edgesOf(c, static_cast<std::int32_t>((*bins)[0]));
  ARA_ASSIGN(const TensorId values, line(c, c.operand(0)));
  TensorId at;
  if (!edges) {
    if (c.isConstant(1) || c.type(0) != DataType::f32 || (*bins)[0] > 2048)
      return refuseComputed(c, "a range of values");
    ARA_ASSIGN(at, binsOfComputedRange(c, values, (*bins)[0]));
  } else if (edges->empty()) {
    ARA_ASSIGN(const TensorId numbers, castTo(c, values, DataType::i32));
    ARA_ASSIGN(at, c.add("tfl.zeros_like", {numbers}));
  } else {
    ARA_ASSIGN(at, c.add("tfl.bucketize", {values}, {{"boundaries", AttrValue(*edges)}}));
  }
  ARA_ASSIGN(const TensorId ones, onesLike(c, at, c.attrType("dtype", DataType::i32)));
  ARA_ASSIGN(const TensorId sums, sumsAt(c, at, ones, c.ints({static_cast<std::int32_t>((*bins)[0])})));
  return c.replace({sums});
}

// --- InTopK(predictions, targets), k an attribute or an operand: fewer than k classes are above the target's, and
// every number of the row is finite; a target that is no class is in no top

Status lowerInTopK(LowerContext& c) {
  ARA_TRY(wantFloat(c));
  const Shape in = c.shape(0);
  if (!in.ranked || in.rank() != 2 || !isKnown(in.dims[1])) return refuseOpenShape(c, in);
  if (in.dims[1] == 0) return refuseOpenShape(c, in);
  TensorId k;
  if (c.operandCount() > 2) {
    if (const auto known = c.knownIntegers(2); known && known->size() == 1) {
      k = int32Scalar(c, std::clamp<std::int64_t>((*known)[0], -1, std::numeric_limits<std::int32_t>::max()));
    } else {
      ARA_ASSIGN(k, int32Operand(c, 2));
    }
  } else {
    k = int32Scalar(c, std::clamp<std::int64_t>(c.attrInt("k"), -1, std::numeric_limits<std::int32_t>::max()));
  }
  ARA_ASSIGN(const TensorId given, int32Operand(c, 1));
  ARA_ASSIGN(const TensorId above, c.add("tfl.maximum", {given, int32Scalar(c, 0)}));
  ARA_ASSIGN(const TensorId target, c.add("tfl.minimum", {above, int32Scalar(c, in.dims[1] - 1)}));
  ARA_ASSIGN(const TensorId column, reshapeTo(c, target, Shape::of({in.dims[0], 1})));
  ARA_ASSIGN(const TensorId mark, gathered(c, c.operand(0), column, 1, 1));
  ARA_ASSIGN(const TensorId higher, c.add("tfl.greater", {c.operand(0), mark}));
  ARA_ASSIGN(const TensorId ones, castTo(c, higher, DataType::i32));
  ARA_ASSIGN(const TensorId count, c.add("tfl.sum", {ones, c.ints({1})}, {dropAxes()}));
  ARA_ASSIGN(const TensorId few, c.add("tfl.less", {count, k}));
  ARA_ASSIGN(const TensorId size, c.add("tfl.abs", {c.operand(0)}));
  const TensorId most = c.scalar(DataType::f32, static_cast<double>(std::numeric_limits<float>::max()));
  ARA_ASSIGN(const TensorId sound, c.add("tfl.less_equal", {size, most}));
  ARA_ASSIGN(const TensorId finite, c.add("tfl.reduce_all", {sound, c.ints({1})}, {dropAxes()}));
  ARA_ASSIGN(const TensorId is, c.add("tfl.equal", {target, given}));
  ARA_ASSIGN(const TensorId sure, c.add("tfl.logical_and", {finite, is}));
  return c.replaceWith("tfl.logical_and", {few, sure});
}

// --- NthElement(input, n): the last of the n + 1 largest, or of all but the n smallest

Status lowerNthElement(LowerContext& c) {
  const Shape in = c.shape(0);
  const auto n = c.knownIntegers(1);
  if (!n || n->size() != 1) return refuseComputed(c, "a place");
  if (!in.ranked || in.rank() == 0 || !isKnown(in.dims.back())) return refuseOpenShape(c, in);
  const Dim size = in.dims.back();
  if ((*n)[0] < 0 || (*n)[0] >= size) return refuseOpenShape(c, in);
  const std::int64_t k = c.attrBool("reverse") ? (*n)[0] + 1 : size - (*n)[0];
  ARA_ASSIGN(const TensorId t,
             computedAs(c, "f32 i8 u8 i32 i64", {c.operand(0)},
                        [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
                          ARA_ASSIGN(const auto top, l.addMany("tfl.topk_v2", {x[0], int32Scalar(l, k)}, 2));
                          std::vector<KeptRange> ranges(in.rank());
                          std::vector<bool> shrink(in.rank(), false);
                          ranges.back() = {false, k - 1, 1, 1};
                          shrink.back() = true;
                          return keepRanges(l, top[0], ranges, shrink);
                        }));
  return c.replace({t});
}

} // namespace ara::ops::tf
