// Shapes: reading them, changing them, filling them.
#include "ops/movement/lowering.h"

#include <algorithm>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;

// --- Reshape, Squeeze, ExpandDims: a tfl.reshape with a constant shape wherever one dimension at most is open.

Status lowerReshape(LowerContext& c) {
  const Shape& out = resultShape(c);
  if (openDims(out) <= 1) return replaceByReshape(c, c.operand(0));
  if (const auto numbers = c.knownIntegers(1)) {
    std::vector<std::int32_t> dims;
    for (const std::int64_t n : *numbers)
      dims.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(n, -1, INT32_MAX)));
    return c.replaceWith("tfl.reshape", {c.operand(0), c.ints(dims)});
  }
  ARA_TRY(wantRank(c, c.shape(1), 1, "the shape it asks for"));
  ARA_ASSIGN(const TensorId shape, int32Operand(c, 1));
  return c.replaceWith("tfl.reshape", {c.operand(0), shape});
}

Status lowerSqueeze(LowerContext& c) {
  const Shape& in = c.shape(0);
  if (openDims(resultShape(c)) <= 1) return replaceByReshape(c, c.operand(0));
  if (!in.ranked) return refuseOpenShape(c, in);
  ARA_ASSIGN(const auto axes, normaliseAxes(c, c.attrInts("squeeze_dims"), in.rank()));
  return c.replaceWith("tfl.squeeze", {c.operand(0)},
                       {{"squeeze_dims", AttrValue(std::vector<std::int64_t>(axes.begin(), axes.end()))}});
}

Status lowerExpandDims(LowerContext& c) {
  if (openDims(resultShape(c)) <= 1) return replaceByReshape(c, c.operand(0));
  ARA_ASSIGN(const TensorId axis, int32Operand(c, 1));
  return c.replaceWith("tfl.expand_dims", {c.operand(0), axis});
}

// --- Shape, ShapeN, Size, Rank

DataType countType(const LowerContext& c) {
  return c.attrType("out_type", DataType::i32) == DataType::i64 ? DataType::i64 : DataType::i32;
}

// A constant vector (or scalar) of counts.
TensorId counts(LowerContext& c, DataType type, Shape shape, const std::vector<Dim>& values) {
  std::vector<std::byte> bytes;
  const auto put = [&](auto v) {
    const auto b = std::as_bytes(std::span(&v, 1));
    bytes.insert(bytes.end(), b.begin(), b.end());
  };
  for (const Dim d : values) {
    if (type == DataType::i64)
      put(std::int64_t{d});
    else
      put(static_cast<std::int32_t>(d));
  }
  return c.bytesConstant(type, std::move(shape), std::move(bytes));
}

bool fits(DataType type, Dim d) { return type == DataType::i64 || d <= INT32_MAX; }

Status lowerShape(LowerContext& c) {
  const DataType type = countType(c);
  std::vector<TensorId> results;
  for (std::size_t i = 0; i < c.operandCount(); ++i) {
    const Shape s = c.shape(i);
    if (s.isStatic() && std::all_of(s.dims.begin(), s.dims.end(), [&](Dim d) { return fits(type, d); })) {
      results.push_back(counts(c, type, Shape::of({static_cast<Dim>(s.rank())}), s.dims));
      continue;
    }
    ARA_ASSIGN(const TensorId t, c.add("tfl.shape", {c.operand(i)}, {{"out_type", AttrValue(type)}}));
    results.push_back(t);
  }
  return c.replace(results);
}

Status lowerSize(LowerContext& c) {
  const DataType type = countType(c);
  if (const auto n = c.shape(0).elements(); n && fits(type, static_cast<Dim>(*n)))
    return c.replace({counts(c, type, Shape::scalar(), {static_cast<Dim>(*n)})});
  ARA_ASSIGN(const TensorId dims, c.add("tfl.shape", {c.operand(0)}, {{"out_type", AttrValue(type)}}));
  return c.replaceWith("tfl.reduce_prod", {dims, c.ints({0})}, {{"keep_dims", AttrValue(false)}});
}

Status lowerRank(LowerContext& c) {
  if (c.shape(0).ranked)
    return c.replace({counts(c, DataType::i32, Shape::scalar(), {static_cast<Dim>(c.shape(0).rank())})});
  return c.replaceWith("tfl.rank", {c.operand(0)});
}

// --- Fill, ZerosLike, OnesLike, Range

Status lowerFill(LowerContext& c) {
  ARA_ASSIGN(const TensorId dims, int32Operand(c, 0));
  ARA_ASSIGN(const TensorId value, reshapeTo(c, c.operand(1), Shape::scalar()));
  return c.replaceWith("tfl.fill", {dims, value});
}

Status lowerLike(LowerContext& c, double value) {
  const Shape shape = c.shape(0);
  const DataType type = c.type(0);
  const auto n = shape.elements();
  if (n && *n <= 1024)
    if (const TensorId t = c.splat(type, shape, value)) return c.replace({t});
  if (value == 0 && typeListed("f32 i32 i64", type)) return c.replaceWith("tfl.zeros_like", {c.operand(0)});
  const TensorId one = c.splat(type, Shape::scalar(), value);
  if (!one) return refuseNumbers(c, type);
  TensorId dims;
  if (shape.isStatic()) {
    dims = counts(c, DataType::i32, Shape::of({static_cast<Dim>(shape.rank())}), shape.dims);
  } else {
    ARA_ASSIGN(dims, c.add("tfl.shape", {c.operand(0)}, {{"out_type", AttrValue(DataType::i32)}}));
  }
  return c.replaceWith("tfl.fill", {dims, one});
}
Status lowerZerosLike(LowerContext& c) { return lowerLike(c, 0); }
Status lowerOnesLike(LowerContext& c) { return lowerLike(c, 1); }

Status lowerRange(LowerContext& c) {
  std::vector<TensorId> numbers;
  for (std::size_t i = 0; i < 3; ++i) {
    ARA_ASSIGN(const TensorId t, reshapeTo(c, c.operand(i), Shape::scalar()));
    numbers.push_back(t);
  }
  return c.replaceWith("tfl.range", numbers);
}

// start + step * (0, 1, 2, ...), and stop itself at the end.
Status lowerLinSpace(LowerContext& c) {
  const auto count = c.knownIntegers(2);
  if (!count || count->size() != 1) return refuseComputed(c, "a count");
  if (c.type(0) != DataType::f32) return refuseNumbers(c, c.type(0));
  const std::int64_t n = (*count)[0];
  if (n < 1 || n > (1 << 20)) return refuseOpenShape(c, resultShape(c));
  const NamedAttr none{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})};
  ARA_ASSIGN(const TensorId start, reshapeTo(c, c.operand(0), Shape::of({1})));
  if (n == 1) return c.replace({start});
  ARA_ASSIGN(const TensorId stop, reshapeTo(c, c.operand(1), Shape::of({1})));
  std::vector<float> steps;
  for (std::int64_t i = 0; i + 1 < n; ++i) steps.push_back(static_cast<float>(i));
  const auto bytes = std::as_bytes(std::span(steps));
  const TensorId counted = c.bytesConstant(DataType::f32, Shape::of({n - 1}), {bytes.begin(), bytes.end()});
  ARA_ASSIGN(const TensorId span, c.add("tfl.sub", {stop, start}, {none}));
  ARA_ASSIGN(const TensorId step,
             c.add("tfl.div", {span, c.scalar(DataType::f32, static_cast<double>(n - 1))}, {none}));
  ARA_ASSIGN(const TensorId way, c.add("tfl.mul", {counted, step}, {none}));
  ARA_ASSIGN(const TensorId at, c.add("tfl.add", {way, start}, {none}));
  ARA_ASSIGN(const TensorId t, concatenated(c, {at, stop}, 0));
  return c.replace({t});
}

// --- BroadcastTo, BroadcastArgs

// Joins neighbouring axes that are spread alike, until the runtime takes them.
struct Spread {
  std::vector<Dim> from, to;
};
Spread joined(const Shape& in, const Shape& out) {
  Spread s;
  const std::size_t skip = out.rank() - in.rank();
  for (std::size_t i = 0; i < out.rank(); ++i) {
    const Dim a = i < skip ? 1 : in.dims[i - skip], b = out.dims[i];
    if (b == 1) continue;
    const bool repeats = a == 1;
    if (!s.to.empty() && (s.from.back() == 1) == repeats) {
      s.from.back() = mulDims(s.from.back(), a);
      s.to.back() = mulDims(s.to.back(), b);
    } else {
      s.from.push_back(a);
      s.to.push_back(b);
    }
  }
  return s;
}

Status lowerBroadcastTo(LowerContext& c) {
  const Shape in = c.shape(0), out = resultShape(c);
  if (surelyEqual(in, out)) return passThrough(c);
  constexpr std::size_t kMostAxes = 7;
  if (out.ranked && out.rank() > kMostAxes) {
    if (!in.isStatic() || !out.isStatic()) return refuseOpenShape(c, out);
    const Spread s = joined(in, out);
    if (s.to.size() > kMostAxes) return refuseOpenShape(c, out);
    ARA_ASSIGN(const TensorId few, reshapeTo(c, c.operand(0), Shape::of(s.from)));
    const std::vector<std::int32_t> dims(s.to.begin(), s.to.end());
    ARA_ASSIGN(const TensorId spread, c.add("tfl.broadcast_to", {few, c.ints(dims)}));
    return replaceByReshape(c, spread);
  }
  if (out.isStatic()) {
    const std::vector<std::int32_t> dims(out.dims.begin(), out.dims.end());
    return c.replaceWith("tfl.broadcast_to", {c.operand(0), c.ints(dims)});
  }
  ARA_ASSIGN(const TensorId shape, int32Operand(c, 1));
  return c.replaceWith("tfl.broadcast_to", {c.operand(0), shape});
}

Status lowerBroadcastArgs(LowerContext& c) { return c.replaceWith("tfl.broadcast_args", {c.operand(0), c.operand(1)}); }

// --- Bitcast, Unique, Where, InvertPermutation

// Only runtimes since 2023 have BITCAST. Types of other widths take or give an axis, which it does not do.
Status lowerBitcast(LowerContext& c) {
  const DataType from = c.type(0), to = c.attrType("type");
  if (from == to) return passThrough(c);
  if (ir::bitWidth(from) == 0 || ir::bitWidth(from) != ir::bitWidth(to))
    return c.refuse(msg("{0} {1} reads the bits of {2} as {3}, which TensorFlow Lite does between types of one width.",
                        c.op(), c.name(), ir::longName(from), ir::longName(to)),
                    msg("Cut the model before this node."));
  return c.replaceWith("tfl.bitcast", {c.operand(0)}, {{"type", AttrValue(to)}});
}

Status lowerUnique(LowerContext& c) {
  if (c.operandCount() > 1) {
    const auto axis = c.knownIntegers(1);
    if (!axis || axis->size() > 1 || (axis->size() == 1 && (*axis)[0] != 0 && (*axis)[0] != -1))
      return refuseComputed(c, "an axis");
  }
  const DataType type = c.type(0);
  const bool direct = typeListed("f32 i8 u8 i16 i32 i64", type);
  const DataType wider = type == DataType::u16 || type == DataType::boolean ? DataType::i32
                         : type == DataType::u32                            ? DataType::i64
                                                                            : DataType::f32;
  if (!direct && type != DataType::u16 && type != DataType::u32 && type != DataType::boolean && type != DataType::f16 &&
      type != DataType::bf16)
    return refuseNumbers(c, type);
  ARA_ASSIGN(const TensorId x, castTo(c, c.operand(0), direct ? type : wider));
  ARA_ASSIGN(auto made,
             c.addMany("tfl.unique", {x}, 2, {{"idx_out_type", AttrValue(c.attrType("out_idx", DataType::i32))}}));
  ARA_ASSIGN(made[0], castTo(c, made[0], type));
  if (c.resultCount() > 2) { // UniqueWithCounts: each element adds one to its place
    const DataType index = c.attrType("out_idx", DataType::i32);
    const Shape line = c.shape(0);
    if (!line.isStatic()) return refuseOpenShape(c, line);
    ARA_ASSIGN(const TensorId at, castTo(c, made[1], DataType::i32));
    ARA_ASSIGN(const TensorId many, firstLength(c, made[0]));
    ARA_ASSIGN(const TensorId counts, c.add("tfl.unsorted_segment_sum", {c.splat(DataType::i32, line, 1), at, many}));
    ARA_ASSIGN(const TensorId told, castTo(c, counts, index));
    made.push_back(told);
  }
  return c.replace(made);
}

// What is not 0 is true: other types are asked as booleans.
Status lowerWhere(LowerContext& c) {
  TensorId t = c.operand(0);
  if (typeListed("i16 u16 f16 bf16 f64", c.type(0))) { ARA_ASSIGN(t, castTo(c, t, DataType::boolean)); }
  return c.replaceWith("tfl.where", {t});
}

// The inverse holds at position x[i] the number i.
Status lowerInvertPermutation(LowerContext& c) {
  const Shape& s = c.shape(0);
  if (!s.isStatic() || s.rank() != 1) return refuseOpenShape(c, s);
  std::vector<Dim> numbers;
  for (Dim i = 0; i < s.dims[0] && s.dims[0] <= 65536; ++i) numbers.push_back(i);
  if (static_cast<Dim>(numbers.size()) != s.dims[0]) return refuseOpenShape(c, s);
  const Shape vector = s;
  ARA_ASSIGN(const TensorId x, int32Operand(c, 0));
  ARA_ASSIGN(const TensorId column, reshapeTo(c, x, Shape::of({vector.dims[0], 1})));
  return c.replaceWith("tfl.scatter_nd", {column, counts(c, c.type(0), vector, numbers),
                                          c.ints({static_cast<std::int32_t>(vector.dims[0])})});
}

constexpr ir::OpKind kShape = ir::OpKind::shape;

constexpr ir::OpDef kRows[] = {
    {.name = "tf.Reshape",
     .kind = kShape,
     .doc = "The same elements in another shape.",
     .operands = "tensor, shape",
     .attrs = "T:type, Tshape:type",
     .infer = inferMoved<kReshape>,
     .evaluate = evaluateMoved<kReshape>,
     .lower = lowered<lowerReshape>},
    {.name = "tf.Squeeze",
     .kind = kShape,
     .doc = "Removes axes of length 1.",
     .operands = "input",
     .attrs = "T:type, squeeze_dims:ints=[]",
     .infer = inferMoved<kSqueeze>,
     .evaluate = evaluateMoved<kSqueeze>,
     .lower = lowered<lowerSqueeze>},
    {.name = "tf.ExpandDims",
     .kind = kShape,
     .doc = "Inserts an axis of length 1.",
     .operands = "input, dim",
     .attrs = "T:type, Tdim:type",
     .infer = inferMoved<kExpandDims>,
     .evaluate = evaluateMoved<kExpandDims>,
     .lower = lowered<lowerExpandDims>},
    {.name = "tf.Shape",
     .kind = kShape,
     .doc = "The dimensions of a tensor.",
     .operands = "input",
     .attrs = "T:type, out_type:type",
     .infer = inferShapeOf,
     .evaluate = evaluateShapeOf,
     .lower = lowered<lowerShape>},
    {.name = "tf.ShapeN",
     .kind = kShape,
     .doc = "The dimensions of several tensors.",
     .operands = "input*N",
     .results = "output*N",
     .attrs = "N:int, T:type, out_type:type",
     .infer = inferShapeOf,
     .evaluate = evaluateShapeOf,
     .lower = lowered<lowerShape>},
    {.name = "tf.Size",
     .kind = kShape,
     .doc = "The number of elements of a tensor.",
     .operands = "input",
     .attrs = "T:type, out_type:type",
     .infer = inferSize,
     .evaluate = evaluateSize,
     .lower = lowered<lowerSize>},
    {.name = "tf.Rank",
     .kind = kShape,
     .doc = "The number of axes of a tensor.",
     .operands = "input",
     .attrs = "T:type",
     .infer = inferRank,
     .evaluate = evaluateRank,
     .lower = lowered<lowerRank>},
    {.name = "tf.Fill",
     .kind = kShape,
     .doc = "A tensor of one repeated value.",
     .operands = "dims, value",
     .attrs = "T:type, index_type:type",
     .infer = inferMoved<kFill>,
     .evaluate = evaluateMoved<kFill>,
     .lower = lowered<lowerFill>},
    {.name = "tf.Range",
     .kind = kShape,
     .doc = "Numbers from start to limit in steps of delta.",
     .operands = "start, limit, delta",
     .attrs = "Tidx:type",
     .infer = inferRange,
     .evaluate = evaluateRange,
     .lower = lowered<lowerRange>},
    {.name = "tf.LinSpace",
     .kind = kShape,
     .doc = "Numbers at equal distances from start to stop.",
     .operands = "start, stop, num",
     .attrs = "T:type, Tidx:type",
     .infer = inferLinSpace,
     .evaluate = evaluateLinSpace,
     .lower = lowered<lowerLinSpace>},
    {.name = "tf.ZerosLike",
     .kind = kShape,
     .doc = "Zeros in the shape of the input.",
     .operands = "x",
     .results = "y",
     .attrs = "T:type",
     .infer = inferMoved<kZerosLike>,
     .evaluate = evaluateMoved<kZerosLike>,
     .lower = lowered<lowerZerosLike>},
    {.name = "tf.OnesLike",
     .kind = kShape,
     .doc = "Ones in the shape of the input.",
     .operands = "x",
     .results = "y",
     .attrs = "T:type",
     .infer = inferOnesLike,
     .evaluate = evaluateOnesLike,
     .lower = lowered<lowerOnesLike>},
    {.name = "tf.BroadcastTo",
     .kind = kShape,
     .doc = "Repeats axes of length 1 to a given shape.",
     .operands = "input, shape",
     .attrs = "T:type, Tidx:type",
     .infer = inferMoved<kBroadcastTo>,
     .evaluate = evaluateMoved<kBroadcastTo>,
     .lower = lowered<lowerBroadcastTo>},
    {.name = "tf.BroadcastArgs",
     .kind = kShape,
     .doc = "The shape two shapes broadcast to.",
     .operands = "s0, s1",
     .results = "r0",
     .attrs = "T:type",
     .infer = inferBroadcastArgs,
     .evaluate = evaluateBroadcastArgs,
     .lower = lowered<lowerBroadcastArgs>},
    {.name = "tf.Bitcast",
     .kind = kShape,
     .doc = "The same bits read as another type.",
     .operands = "input",
     .attrs = "T:type, type:type",
     .infer = inferBitcast,
     .evaluate = evaluateBitcast,
     .lower = lowered<lowerBitcast>},
    {.name = "tf.Unique",
     .kind = kShape,
     .doc = "The different elements in order of appearance, and which of them each element is.",
     .operands = "x",
     .results = "y, idx",
     .attrs = "T:type, out_idx:type",
     .infer = inferUnique,
     .evaluate = evaluateUnique,
     .lower = lowered<lowerUnique>},
    {.name = "tf.UniqueV2",
     .kind = kShape,
     .doc = "The different slices along an axis, and which of them each slice is.",
     .operands = "x, axis",
     .results = "y, idx",
     .attrs = "T:type, Taxis:type, out_idx:type",
     .infer = inferUnique,
     .evaluate = evaluateUnique,
     .lower = lowered<lowerUnique>},
    {.name = "tf.UniqueWithCounts",
     .kind = kShape,
     .doc = "The different elements, which of them each element is, and how often each occurs.",
     .operands = "x",
     .results = "y, idx, count",
     .attrs = "T:type, out_idx:type",
     .infer = inferUnique,
     .evaluate = evaluateUnique,
     .lower = lowered<lowerUnique>},
    {.name = "tf.UniqueWithCountsV2",
     .kind = kShape,
     .doc = "The different slices along an axis, which of them each slice is, and how often each occurs.",
     .operands = "x, axis",
     .results = "y, idx, count",
     .attrs = "T:type, Taxis:type, out_idx:type",
     .infer = inferUnique,
     .evaluate = evaluateUnique,
     .lower = lowered<lowerUnique>},
    {.name = "tf.Where",
     .kind = kShape,
     .doc = "The positions of the elements that are not zero.",
     .operands = "input",
     .results = "index",
     .attrs = "T:type",
     .infer = inferWhere,
     .evaluate = evaluateWhere,
     .lower = lowered<lowerWhere>},
    {.name = "tf.InvertPermutation",
     .kind = kShape,
     .doc = "The permutation that undoes another.",
     .operands = "x",
     .results = "y",
     .attrs = "T:type",
     .infer = inferInvertPermutation,
     .evaluate = evaluateInvertPermutation,
     .lower = lowered<lowerInvertPermutation>},
};

} // namespace

std::span<const ir::OpDef> reshapeRows() { return kRows; }

} // namespace ara::ops::tf
