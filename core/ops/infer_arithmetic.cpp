#include "ops/arithmetic.h"
#include "ops/partial_values.h"

#include <algorithm>

namespace ara::ops {

DataType typeOfOperand(const NodeView& v, std::size_t i) {
  if (i < v.operandCount() && v.type(i) != DataType::none) return v.type(i);
  return v.attrType("T");
}

DataType givenType(const NodeView& v, std::size_t i) {
  return i < v.resultCount() ? v.graph()[v.graph().result(v.id(), i)].type : DataType::none;
}

Shape givenShape(const NodeView& v, std::size_t i) {
  return i < v.resultCount() ? v.model().shapeOf(v.graph()[v.graph().result(v.id(), i)]) : Shape::unknown();
}

namespace {

void copyValue(InferContext& c) {
  if (const auto e = elementsOf(c, 0)) c.value(0, toDims(*e));
}

// The first type that is known among operands from..to.
DataType firstType(const NodeView& v, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < v.operandCount(); ++i)
    if (v.type(i) != DataType::none) return v.type(i);
  return v.attrType("T");
}

} // namespace

Status wantOperands(const NodeView& v, std::size_t least) {
  bool there = v.operandCount() >= least;
  for (std::size_t i = 0; there && i < least; ++i) there = v.has(i);
  if (there) return {};
  return fail(ErrorKind::BadFile,
              msg("{0} {1} has {2} inputs, but needs {3}.", v.op(), v.name(), v.operandCount(), least),
              msg("Check the model."), v.name());
}

Status inferSame(InferContext& c) {
  ARA_TRY(wantOperands(c, 1));
  c.result(0, typeOfOperand(c, 0), c.shape(0));
  copyValue(c);
  return {};
}

Status inferSameTest(InferContext& c) {
  ARA_TRY(wantOperands(c, 1));
  c.result(0, DataType::boolean, c.shape(0));
  return {};
}

namespace {

// Operands that must be of one type are; what is not known fits.
Status wantOneType(const NodeView& v, std::size_t from, std::size_t to) {
  const DataType first = firstType(v, from, to);
  for (std::size_t i = from; i < to && i < v.operandCount(); ++i)
    if (v.type(i) != DataType::none && v.type(i) != first)
      return fail(
          ErrorKind::BadFile,
          msg("{0} {1} takes {2} together with {3}.", v.op(), v.name(), ir::longName(first), ir::longName(v.type(i))),
          msg("Export the graph again."), v.name());
  return {};
}

} // namespace

Status inferBinary(InferContext& c, Binary op) {
  ARA_TRY(wantOperands(c, 2));
  ARA_TRY(wantOneType(c, 0, 2));
  ARA_ASSIGN(Shape out, broadcastShapes(c, c.shape(0), c.shape(1)));
  c.result(0, firstType(c, 0, 2), std::move(out));
  switch (op) {
  case Binary::add: propagate(c, Known::add); break;
  case Binary::sub: propagate(c, Known::sub); break;
  case Binary::mul: propagate(c, Known::mul); break;
  case Binary::div:
  case Binary::truncateDiv: propagate(c, Known::div); break;
  case Binary::truncateMod: propagate(c, Known::truncateMod); break;
  case Binary::floorDiv: propagate(c, Known::floorDiv); break;
  case Binary::floorMod: propagate(c, Known::floorMod); break;
  case Binary::maximum: propagate(c, Known::maximum); break;
  case Binary::minimum: propagate(c, Known::minimum); break;
  default: break;
  }
  return {};
}

Status inferCompare(InferContext& c) {
  ARA_TRY(wantOperands(c, 2));
  ARA_TRY(wantOneType(c, 0, 2));
  auto out = broadcastShapes(c, c.shape(0), c.shape(1));
  // TensorFlow's == may be told to answer "all different" instead of refusing shapes that do not fit.
  if (!out && !c.attrBool("incompatible_shape_error", true)) out = Shape::scalar();
  if (!out) return Fail(std::move(out).error());
  c.result(0, DataType::boolean, *std::move(out));
  return {};
}

Status inferSelect(InferContext& c, bool broadcasts) {
  ARA_TRY(wantOperands(c, 3));
  ARA_TRY(wantOneType(c, 1, 3));
  const DataType type = firstType(c, 1, 3);
  if (!broadcasts) {
    ARA_ASSIGN(Shape out, mergeShapes(c, c.shape(1), c.shape(2)));
    const Shape& condition = c.shape(0);
    if (condition.ranked && out.ranked && condition.rank() > 0) {
      const bool firstAxis = condition.rank() == 1 && out.rank() > 0;
      if (firstAxis && !mayEqual(condition.dims[0], out.dims[0]))
        return fail(ErrorKind::BadFile,
                    msg("{0} {1} chooses by a condition of shape {2} among rows of shape {3}.", c.op(), c.name(),
                        condition.text(), out.text()),
                    msg("Check the shapes given to the inputs."), c.name());
      if (!firstAxis) { ARA_ASSIGN(out, mergeShapes(c, out, condition)); }
    }
    c.result(0, type, std::move(out));
    return {};
  }
  ARA_ASSIGN(const Shape values, broadcastShapes(c, c.shape(1), c.shape(2)));
  ARA_ASSIGN(Shape out, broadcastShapes(c, c.shape(0), values));
  c.result(0, type, std::move(out));
  return {};
}

Status inferSum(InferContext& c) {
  ARA_TRY(wantOperands(c, 1));
  ARA_TRY(wantOneType(c, 0, c.operandCount()));
  Shape out = c.shape(0);
  for (std::size_t i = 1; i < c.operandCount(); ++i) { ARA_ASSIGN(out, mergeShapes(c, out, c.shape(i))); }
  c.result(0, firstType(c, 0, c.operandCount()), std::move(out));
  return {};
}

Status inferReduce(InferContext& c, Reduction op) {
  ARA_TRY(wantOperands(c, 2));
  const bool keep = c.attrBool("keep_dims");
  const auto axes = c.knownIntegers(1);
  ARA_ASSIGN(Shape out, reducedShape(c, c.shape(0), axes, keep));
  const bool logic = op == Reduction::any || op == Reduction::all;
  c.result(0, logic ? DataType::boolean : typeOfOperand(c, 0), std::move(out));
  // What is known of a vector's product, sum or extreme.
  if (!axes || axes->size() != 1 || !c.shape(0).ranked || c.shape(0).rank() != 1 || !ir::isInteger(c.results[0].type))
    return {};
  const auto in = elementsOf(c, 0);
  if (!in) return {};
  std::optional<Known> step;
  if (op == Reduction::prod) step = Known::mul;
  if (op == Reduction::sum) step = Known::add;
  if (op == Reduction::max && !in->empty()) step = Known::maximum;
  if (op == Reduction::min && !in->empty()) step = Known::minimum;
  if (!step) return {};
  Element all = in->empty() ? known(op == Reduction::prod ? 1 : 0) : (*in)[0];
  for (std::size_t i = 1; i < in->size(); ++i) all = combine(*step, all, (*in)[i], c.results[0].type);
  c.value(0, {toDim(all)});
  return {};
}

Status inferArg(InferContext& c, DataType index) {
  ARA_TRY(wantOperands(c, 2));
  if (c.shape(0).ranked && c.shape(0).rank() == 0)
    return fail(ErrorKind::BadFile, msg("{0} {1} looks for a position in a single number.", c.op(), c.name()),
                msg("Check the shapes given to the inputs."), c.name());
  const auto axis = c.knownIntegers(1);
  Shape out = Shape::unknown();
  if (axis && axis->size() == 1) {
    ARA_ASSIGN(out, reducedShape(c, c.shape(0), axis, false));
  } else if (c.shape(0).ranked) {
    out = Shape::of(std::vector<Dim>(c.shape(0).rank() - 1, ir::kUnknownDim));
  }
  c.result(0, index, std::move(out));
  return {};
}

Status inferTopK(InferContext& c, std::optional<std::int64_t> k, DataType index) {
  ARA_TRY(wantOperands(c, 1));
  Shape out = c.shape(0);
  if (out.ranked) {
    if (out.rank() == 0 || (k && (*k < 0 || (ir::isKnown(out.dims.back()) && out.dims.back() < *k))))
      return fail(ErrorKind::BadFile,
                  msg("{0} {1} asks for the {2} largest of a tensor of shape {3}.", c.op(), c.name(),
                      k ? std::to_string(*k) : "k", out.text()),
                  msg("Check k and the shapes given to the inputs."), c.name());
    out.dims.back() = k ? *k : ir::kUnknownDim;
  }
  c.result(0, typeOfOperand(c, 0), out);
  c.result(1, index, std::move(out));
  return {};
}

Status inferSegments(InferContext& c, std::optional<std::size_t> countOperand) {
  ARA_TRY(wantOperands(c, countOperand ? 3 : 2));
  const Shape& data = c.shape(0);
  const Shape& ids = c.shape(1);
  Dim rows = ir::kUnknownDim;
  if (countOperand) {
    if (const auto n = c.integers(*countOperand); n && n->size() == 1) rows = (*n)[0];
    if (c.isConstant(*countOperand) && rows < 0) rows = ir::kUnknownDim; // a negative count is refused when it runs
  } else if (const auto all = c.knownIntegers(1); all && !all->empty()) {
    rows = std::max<std::int64_t>(0, all->back()) + 1;
  } else if (all) {
    rows = 0;
  }
  Shape out = Shape::unknown();
  if (data.ranked && ids.ranked) {
    bool fits = ids.rank() <= data.rank() && (ids.rank() == 1 || countOperand);
    for (std::size_t i = 0; fits && i < ids.rank(); ++i) fits = mayEqual(ids.dims[i], data.dims[i]);
    if (!fits)
      return fail(ErrorKind::BadFile,
                  msg("{0} {1} has segment numbers of shape {2} for data of shape {3}.", c.op(), c.name(), ids.text(),
                      data.text()),
                  msg("Check the shapes given to the inputs."), c.name());
    out = Shape::of({rows});
    out.dims.insert(out.dims.end(), data.dims.begin() + static_cast<std::ptrdiff_t>(ids.rank()), data.dims.end());
  }
  c.result(0, typeOfOperand(c, 0), std::move(out));
  return {};
}

} // namespace ara::ops
