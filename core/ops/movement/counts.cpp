// Numbers about shapes, and small vectors computed from such numbers.
#include "ops/movement/rules.h"

#include <algorithm>
#include <limits>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

DataType countType(const NodeView& v) {
  return v.attrType("out_type", DataType::i32) == DataType::i64 ? DataType::i64 : DataType::i32;
}

bool fits(DataType type, Dim d) { return type == DataType::i64 || d <= std::numeric_limits<std::int32_t>::max(); }

Status noIntegers(const EvalContext& c) {
  return c.refuse(msg("{0} {1} needs int32 or int64 inputs.", c.op(), c.name()));
}

// Result i as a vector (or scalar) of integers of i32 or i64; refused when `type`, often that of an operand, is
// another.
Status putIntegers(EvalContext& c, std::size_t i, DataType type, Shape shape, std::span<const std::int64_t> values) {
  if (type != DataType::i32 && type != DataType::i64) return noIntegers(c);
  ARA_TRY(c.makeResult(i, type, std::move(shape)));
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!fits(type, values[k]))
      return c.refuse(msg("{0} {1} computes {2}, which int32 does not hold.", c.op(), c.name(), values[k]));
    if (type == DataType::i64)
      c.out<std::int64_t>(i)[k] = values[k];
    else
      c.out<std::int32_t>(i)[k] = static_cast<std::int32_t>(values[k]);
  }
  return {};
}

Shape vectorOf(std::size_t n) { return Shape::of({static_cast<Dim>(n)}); }

} // namespace

// --- Shape, ShapeN

Status inferShapeOf(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const DataType type = countType(c);
  for (std::size_t i = 0; i < c.operandCount(); ++i) {
    const Shape& in = c.shape(i);
    c.result(i, type, Shape::of({in.ranked ? static_cast<Dim>(in.rank()) : kUnknownDim}));
    if (in.ranked && std::all_of(in.dims.begin(), in.dims.end(), [&](Dim d) { return fits(type, d); }))
      c.value(i, in.dims);
  }
  return {};
}

Status evaluateShapeOf(EvalContext& c) {
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    const std::vector<Dim> dims = c.inputs[i].shape.dims;
    ARA_TRY(putIntegers(c, i, countType(c), vectorOf(dims.size()), dims));
  }
  return {};
}

// --- Size, Rank

Status inferSize(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const DataType type = countType(c);
  c.result(0, type, Shape::scalar());
  const Dim n = countOf(c.shape(0));
  if (n != kUnknownDim && fits(type, n)) c.value(0, {n});
  return {};
}

Status evaluateSize(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const std::int64_t n = countOf(c.inputs[0].shape);
  return putIntegers(c, 0, countType(c), Shape::scalar(), std::span(&n, 1));
}

Status inferRank(InferContext& c) {
  ARA_TRY(wantOperands(c));
  c.result(0, DataType::i32, Shape::scalar());
  if (c.shape(0).ranked) c.value(0, {static_cast<Dim>(c.shape(0).rank())});
  return {};
}

Status evaluateRank(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const auto n = static_cast<std::int64_t>(c.inputs[0].shape.rank());
  return putIntegers(c, 0, DataType::i32, Shape::scalar(), std::span(&n, 1));
}

// --- BroadcastArgs(s0, s1)

Status inferBroadcastArgs(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const Given g(static_cast<const NodeView&>(c));
  const auto a = g.partial(0), b = g.partial(1);
  const Shape &sa = c.shape(0), &sb = c.shape(1);
  Dim length = kUnknownDim;
  if (sa.isStatic() && sb.isStatic() && sa.rank() == 1 && sb.rank() == 1) length = std::max(sa.dims[0], sb.dims[0]);
  c.result(0, c.type(0), Shape::of({length}));
  if (!a || !b) return {};
  ARA_ASSIGN(const Shape out, broadcastShapes(c, Shape::of(*a), Shape::of(*b)));
  c.value(0, out.dims);
  return {};
}

Status evaluateBroadcastArgs(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const auto a = integersOf(c.inputs[0]), b = integersOf(c.inputs[1]);
  if (!a || !b) return noIntegers(c);
  ARA_ASSIGN(const Shape out, broadcastShapes(c, Shape::of(*a), Shape::of(*b)));
  return putIntegers(c, 0, c.inputs[0].type, vectorOf(out.rank()), out.dims);
}

// --- InvertPermutation(x)

namespace {

std::optional<std::vector<Dim>> inverted(const std::vector<std::int64_t>& perm) {
  std::vector<Dim> out(perm.size(), kUnknownDim);
  for (std::size_t i = 0; i < perm.size(); ++i) {
    const std::int64_t p = perm[i];
    if (p < 0 || p >= static_cast<std::int64_t>(perm.size()) || out[static_cast<std::size_t>(p)] != kUnknownDim)
      return std::nullopt;
    out[static_cast<std::size_t>(p)] = static_cast<Dim>(i);
  }
  return out;
}

} // namespace

Status inferInvertPermutation(InferContext& c) {
  ARA_TRY(wantOperands(c));
  ARA_TRY(wantRank(c, c.shape(0), 1, "its input"));
  c.result(0, c.type(0), c.shape(0).ranked ? c.shape(0) : Shape::of({kUnknownDim}));
  const auto perm = c.knownIntegers(0);
  const auto out = perm ? inverted(*perm) : std::nullopt;
  if (perm && !out) return Given(static_cast<const NodeView&>(c)).contradicts(msg("its input is not a permutation."));
  if (out) c.value(0, *out);
  return {};
}

Status evaluateInvertPermutation(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const auto perm = integersOf(c.inputs[0]);
  if (!perm) return noIntegers(c);
  const auto out = inverted(*perm);
  if (!out) return Given(c).contradicts(msg("its input is not a permutation."));
  return putIntegers(c, 0, c.inputs[0].type, c.inputs[0].shape, *out);
}

// --- ConcatOffset(axis, shapes...): where each joined tensor starts in the result

namespace {

std::vector<Dim> offsetAt(std::size_t rank, std::size_t axis, Dim at) {
  std::vector<Dim> out(rank, 0);
  out[axis] = at;
  return out;
}

} // namespace

Status inferConcatOffset(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const Given g(static_cast<const NodeView&>(c));
  Dim at = 0;
  for (std::size_t i = 1; i < c.operandCount(); ++i) {
    c.result(i - 1, DataType::i32, c.shape(i));
    const auto dims = g.partial(i);
    if (!dims || dims->empty() || at == kUnknownDim) {
      at = kUnknownDim;
      continue;
    }
    ARA_ASSIGN(const auto axis, g.axis(0, dims->size()));
    if (!axis) return {};
    c.value(i - 1, offsetAt(dims->size(), *axis, at));
    at = addDims(at, (*dims)[*axis]);
  }
  return {};
}

Status evaluateConcatOffset(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const Given g(c);
  Dim at = 0;
  for (std::size_t i = 1; i < c.inputs.size(); ++i) {
    const auto dims = integersOf(c.inputs[i]);
    if (!dims || dims->empty()) return noIntegers(c);
    ARA_ASSIGN(const auto axis, g.axis(0, dims->size()));
    if (!axis) return noIntegers(c);
    ARA_TRY(putIntegers(c, i - 1, DataType::i32, c.inputs[i].shape, offsetAt(dims->size(), *axis, at)));
    at = addDims(at, (*dims)[*axis]);
    if (at < 0) return noIntegers(c);
  }
  return {};
}

} // namespace ara::ops
