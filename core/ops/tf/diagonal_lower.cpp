// Diagonals of matrices: the main one has operators of its own, others are picked by their positions.
#include "ops/movement/diagonals.h"
#include "ops/tf/slice_lower.h"

#include <algorithm>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

constexpr std::size_t kMostPositions = std::size_t{1} << 20;

bool isZero(const LowerContext& c, std::size_t operand) {
  if (!c.isConstant(operand)) return false;
  const auto data = c.model().data(c.graph()[c.operand(operand)].buffer);
  return data && std::all_of(data->bytes.begin(), data->bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

// Matrices (or diagonals) as lines of `count` elements.
Result<TensorId> lines(LowerContext& c, TensorId t, Dim count) {
  const Shape s = c.shapeOf(t);
  Dim taken = 1;
  std::size_t axes = s.rank();
  while (axes > 0 && taken < count) taken = mulDims(taken, s.dims[--axes]);
  return reshapeTo(c, t, Shape::of({productOf(std::span(s.dims).first(axes)), count}));
}

// The elements of `data`, lines side by side, at the positions of the map; -1 is `padding`.
Status pick(LowerContext& c, std::vector<TensorId> data, const DiagonalMap& m, TensorId padding) {
  if (m.from.size() > kMostPositions)
    return c.refuse(
        msg("{0} {1} moves {2} elements by their positions, which is too much.", c.op(), c.name(), m.from.size()),
        msg("Cut the model before this node."));
  Dim width = 0;
  for (const TensorId t : data) width += c.shapeOf(t).dims[1];
  std::vector<std::int32_t> at;
  bool pads = false;
  for (const std::int64_t from : m.from) {
    at.push_back(static_cast<std::int32_t>(from < 0 ? width : from));
    pads = pads || from < 0;
  }
  if (pads) {
    const Dim count = c.shapeOf(data[0]).dims[0];
    if (!isKnown(count)) return refuseOpenShape(c, c.shapeOf(data[0]));
    if (!padding) padding = c.splat(c.typeOf(data[0]), Shape::scalar(), 0);
    if (!padding) return refuseNumbers(c, c.typeOf(data[0]));
    ARA_ASSIGN(const TensorId column,
               c.add("tfl.broadcast_to", {padding, c.ints({static_cast<std::int32_t>(count), 1})}));
    data.push_back(column);
  }
  ARA_ASSIGN(const TensorId all, concatenated(c, data, 1));
  ARA_ASSIGN(const TensorId t, gathered(c, all, c.ints(at), 1));
  return replaceByReshape(c, t);
}

Fail refuseBand(const LowerContext& c) {
  return c.refuse(
      msg("{0} {1} has diagonals or matrices whose size is known only when the model runs.", c.op(), c.name()),
      msg("Give the shapes of the inputs, and the band as a constant."));
}

constexpr std::string_view kDirect = "f32 i8 u8 i16 i32 u32 i64";

Result<TensorId> direct(LowerContext& c, std::string_view op, std::vector<TensorId> data) {
  return movedAs(c, kDirect, std::move(data),
                 [op](LowerContext& l, const std::vector<TensorId>& x) { return l.add(op, x); });
}

} // namespace

Status lowerMatrixDiag(LowerContext& c) {
  const bool zeros = c.operandCount() <= 4 || isZero(c, 4);
  ARA_ASSIGN(const auto m, mapOfDiag(Given(static_cast<const NodeView&>(c))));
  if (zeros && (m ? m->main && m->rows == m->columns && m->rows == m->length : c.operandCount() == 1)) {
    ARA_ASSIGN(const TensorId t, direct(c, "tfl.matrix_diag", {c.operand(0)}));
    return c.replace({t});
  }
  if (!m) return refuseBand(c);
  ARA_ASSIGN(const TensorId data, lines(c, c.operand(0), m->diagonals * m->length));
  return pick(c, {data}, *m, zeros ? TensorId{} : c.operand(4));
}

Status lowerMatrixSetDiag(LowerContext& c) {
  ARA_ASSIGN(const auto m, mapOfSetDiag(Given(static_cast<const NodeView&>(c))));
  const bool plain = c.shape(0).ranked && c.shape(1).ranked && c.shape(0).rank() == c.shape(1).rank() + 1;
  if (plain && (m ? m->main : c.operandCount() == 2)) {
    ARA_ASSIGN(const TensorId t, direct(c, "tfl.matrix_set_diag", {c.operand(0), c.operand(1)}));
    return c.replace({t});
  }
  if (!m) return refuseBand(c);
  ARA_ASSIGN(const TensorId matrices, lines(c, c.operand(0), m->rows * m->columns));
  ARA_ASSIGN(const TensorId diagonals, lines(c, c.operand(1), m->diagonals * m->length));
  return pick(c, {matrices, diagonals}, *m, {});
}

// A single diagonal is every (columns + 1)th element of the matrix laid out in one line.
Status lowerMatrixDiagPart(LowerContext& c) {
  ARA_ASSIGN(const auto m, mapOfDiagPart(Given(static_cast<const NodeView&>(c))));
  if (!m) return refuseBand(c);
  ARA_ASSIGN(const TensorId flat, lines(c, c.operand(0), m->rows * m->columns));
  if (m->single && m->length > 0) {
    ARA_ASSIGN(const TensorId line, keepRanges(c, flat, {KeptRange{}, {false, m->from[0], m->length, m->columns + 1}}));
    return replaceByReshape(c, line);
  }
  return pick(c, {flat}, *m, c.operandCount() > 2 ? c.operand(2) : TensorId{});
}

} // namespace ara::ops::tf
