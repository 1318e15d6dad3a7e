#include "kernels/affine.h"
#include "ops/arithmetic.h"

#include <algorithm>

namespace ara::ops {

using namespace kernels;

Fail refuseType(const NodeView& v, DataType type) {
  return v.refuse(msg("{0} {1} is not defined for {2}.", v.op(), v.name(), ir::longName(type)));
}

Status wantInputs(const EvalContext& c, std::size_t count) {
  bool there = c.inputs.size() >= count;
  for (std::size_t i = 0; there && i < count; ++i) {
    const auto n = c.inputs[i].shape.elements();
    const auto bytes = n ? ir::byteSize(c.inputs[i].type, *n) : std::nullopt;
    there = bytes && c.inputs[i].data.bytes.size() >= *bytes;
  }
  if (there) return {};
  return fail(ErrorKind::BadFile, msg("{0} {1} lacks a value of one of its inputs.", c.op(), c.name()), {}, c.name());
}

namespace {

// Exactly the elements of input i; a buffer may hold more.
template<class T> std::span<const T> in(EvalContext& c, std::size_t i) {
  return c.in<T>(i).first(static_cast<std::size_t>(c.inputs[i].elements()));
}

constexpr auto kNumbers = Floats | Integers;

} // namespace

Result<std::vector<std::int64_t>> inputIntegers(EvalContext& c, std::size_t i) {
  ARA_TRY(wantInputs(c, i + 1));
  std::vector<std::int64_t> out;
  const bool done = withType<Integers>(c.inputs[i].type, [&]<class T>() {
    for (const T v : in<T>(c, i)) out.push_back(static_cast<std::int64_t>(v));
  });
  if (!done) return refuseType(c, c.inputs[i].type);
  return out;
}

Status evaluateUnary(EvalContext& c, Unary op) {
  ARA_TRY(wantInputs(c, 1));
  const DataType type = c.inputs[0].type;
  ARA_TRY(c.makeResult(0, type, c.inputs[0].shape));
  bool done = false;
  withType<kNumbers>(type, [&]<class T>() { done = unary<T>(op, in<T>(c, 0), c.out<T>(0)); });
  if (!done) return refuseType(c, type);
  return {};
}

Status evaluateTest(EvalContext& c, FloatTest what) {
  ARA_TRY(wantInputs(c, 1));
  ARA_TRY(c.makeResult(0, DataType::boolean, c.inputs[0].shape));
  if (!withType<Floats>(c.inputs[0].type, [&]<class T>() { test<T>(what, in<T>(c, 0), c.out<Bool>(0)); }))
    return refuseType(c, c.inputs[0].type);
  return {};
}

Status evaluateNot(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  if (c.inputs[0].type != DataType::boolean) return refuseType(c, c.inputs[0].type);
  ARA_TRY(c.makeResult(0, DataType::boolean, c.inputs[0].shape));
  map(in<Bool>(c, 0), c.out<Bool>(0), [](Bool v) { return !static_cast<bool>(v); });
  return {};
}

Status evaluateCast(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  const DataType from = c.inputs[0].type;
  DataType to = givenType(c);
  if (to == DataType::none) to = c.attrType("DstT");
  constexpr auto all = kNumbers | Booleans | Complexes;
  ARA_TRY(c.makeResult(0, to, c.inputs[0].shape));
  bool done = false;
  withType<all>(from, [&]<class From>() {
    done = withType<all>(to, [&]<class To>() { cast<From, To>(in<From>(c, 0), c.out<To>(0)); });
  });
  if (!done) return refuseType(c, from);
  return {};
}

namespace {

Status outcome(const EvalContext& c, Outcome o) {
  switch (o) {
  case Outcome::done: return {};
  case Outcome::noSuchFunction: return refuseType(c, c.inputs[0].type);
  case Outcome::divisionByZero: return c.refuse(msg("{0} {1} divides an integer by 0.", c.op(), c.name()));
  case Outcome::negativeExponent:
    return c.refuse(msg("{0} {1} raises an integer to a negative power.", c.op(), c.name()));
  }
  return {};
}

Status wantOneType(const EvalContext& c, std::size_t a, std::size_t b) {
  if (c.inputs[a].type == c.inputs[b].type) return {};
  return fail(ErrorKind::BadFile,
              msg("{0} {1} mixes {2} with {3}.", c.op(), c.name(), ir::longName(c.inputs[a].type),
                  ir::longName(c.inputs[b].type)),
              {}, c.name());
}

} // namespace

Status evaluateBinary(EvalContext& c, Binary op) {
  ARA_TRY(wantInputs(c, 2));
  ARA_TRY(wantOneType(c, 0, 1));
  const TensorView &a = c.inputs[0], &b = c.inputs[1];
  ARA_ASSIGN(const Shape shape, broadcastShapes(c, a.shape, b.shape));
  ARA_TRY(c.makeResult(0, a.type, shape));
  Outcome o = Outcome::noSuchFunction;
  withType<kNumbers | Booleans | Complexes>(
      a.type, [&]<class T>() { o = binary<T>(op, shape, a.shape, b.shape, in<T>(c, 0), in<T>(c, 1), c.out<T>(0)); });
  return outcome(c, o);
}

Status evaluateCompare(EvalContext& c, Comparison op) {
  ARA_TRY(wantInputs(c, 2));
  ARA_TRY(wantOneType(c, 0, 1));
  const TensorView &a = c.inputs[0], &b = c.inputs[1];
  const auto fitting = broadcastShapes(c, a.shape, b.shape);
  if (!fitting && !c.attrBool("incompatible_shape_error", true)) { // "all different", see inferCompare
    ARA_TRY(c.makeResult(0, DataType::boolean, Shape::scalar()));
    c.out<Bool>(0)[0] = Bool(op == Comparison::notEqual);
    return {};
  }
  if (!fitting) return Fail(fitting.error());
  ARA_TRY(c.makeResult(0, DataType::boolean, *fitting));
  Outcome o = Outcome::noSuchFunction;
  withType<kNumbers | Booleans | Complexes>(a.type, [&]<class T>() {
    o = compare<T>(op, *fitting, a.shape, b.shape, in<T>(c, 0), in<T>(c, 1), c.out<Bool>(0));
  });
  return outcome(c, o);
}

Status evaluateSelect(EvalContext& c) {
  ARA_TRY(wantInputs(c, 3));
  ARA_TRY(wantOneType(c, 1, 2));
  if (c.inputs[0].type != DataType::boolean) return refuseType(c, c.inputs[0].type);
  const unsigned bits = ir::bitWidth(c.inputs[1].type);
  if (bits == 0 || bits % 8 != 0) return refuseType(c, c.inputs[1].type);
  ARA_ASSIGN(const Shape values, broadcastShapes(c, c.inputs[1].shape, c.inputs[2].shape));
  Shape condition = c.inputs[0].shape;
  const bool rows = c.op() == "Select" || c.op() == "select";
  if (rows && condition.rank() == 1 && values.rank() > 1) // chooses among rows: [n] over [n, ...]
    condition.dims.resize(values.rank(), 1);
  ARA_ASSIGN(const Shape shape, broadcastShapes(c, condition, values));
  ARA_TRY(c.makeResult(0, c.inputs[1].type, shape));
  select(shape, {condition, c.inputs[1].shape, c.inputs[2].shape}, in<Bool>(c, 0), c.inputs[1].data.bytes,
         c.inputs[2].data.bytes, bits / 8, c.out<std::byte>(0));
  return {};
}

Status evaluateSum(EvalContext& c) {
  ARA_TRY(wantInputs(c, std::max<std::size_t>(1, c.inputs.size())));
  const TensorView first = c.inputs[0];
  ARA_TRY(c.makeResult(0, first.type, first.shape));
  for (std::size_t i = 1; i < c.inputs.size(); ++i) {
    ARA_TRY(wantOneType(c, 0, i));
    ARA_TRY(mergeShapes(c, first.shape, c.inputs[i].shape));
  }
  const bool done = withType<kNumbers>(first.type, [&]<class T>() {
    const auto out = c.out<T>(0);
    const auto x = in<T>(c, 0);
    std::copy(x.begin(), x.end(), out.begin());
    for (std::size_t i = 1; i < c.inputs.size(); ++i)
      (void)binary<T>(Binary::add, first.shape, first.shape, first.shape, out, in<T>(c, i), out);
  });
  if (!done) return refuseType(c, first.type);
  return {};
}

namespace {

// The integer operand of a quantized node as real numbers: fresh floats in place of its bytes.
struct Scaled {
  const ir::Quantization& quant;
  Shape shape;
  Affine affine() const {
    const auto axis = static_cast<std::size_t>(std::max(0, quant.axis));
    const bool perAxis = quant.scales.size() > 1;
    return {quant.scales, quant.zeroPoints, perAxis ? blocksAround(shape, axis) : AxisBlocks{}};
  }
  bool usable() const {
    if (quant.scales.empty() || quant.blockSize > 0) return false;
    if (!quant.zeroPoints.empty() && quant.zeroPoints.size() != quant.scales.size()) return false;
    if (quant.scales.size() == 1) return true;
    const auto axis = static_cast<std::size_t>(std::max(0, quant.axis));
    return axis < shape.rank() && static_cast<std::size_t>(shape.dims[axis]) == quant.scales.size();
  }
};

const ir::Quantization* quantizationOf(const NodeView& v, TensorId t) {
  if (!t || !v.graph()[t].quant) return nullptr;
  const ir::Quantization& q = v.model().quantizations[v.graph()[t].quant.index()];
  return q.scales.empty() ? nullptr : &q;
}

Fail refuseQuantization(const NodeView& v) {
  return v.refuse(msg("{0} {1} works on a kind of quantization that is not evaluated here.", v.op(), v.name()));
}

} // namespace

Status onRealNumbers(EvalContext& c, Status (*inner)(EvalContext&)) {
  bool any = false;
  for (std::size_t i = 0; i < c.inputs.size() && i < c.operandCount(); ++i) {
    const ir::Quantization* q = quantizationOf(c, c.operand(i));
    if (!q || !ir::isInteger(c.inputs[i].type)) continue;
    const Scaled scaled{*q, c.inputs[i].shape};
    auto real = std::make_shared<std::vector<float>>(static_cast<std::size_t>(c.inputs[i].elements()));
    const bool done = scaled.usable() && withType<Integers>(c.inputs[i].type, [&]<class T>() {
                        dequantize<T>(scaled.affine(), in<T>(c, i), *real);
                      });
    if (!done) return refuseQuantization(c);
    c.inputs[i].type = DataType::f32;
    c.inputs[i].data = {std::as_bytes(std::span(*real)), real};
    any = true;
  }
  ARA_TRY(inner(c));
  return any ? quantizeResults(c) : Status{};
}

Status quantizeResults(EvalContext& c) {
  for (std::size_t i = 0; i < c.results.size() && i < c.resultCount(); ++i) {
    const TensorId t = c.graph().result(c.id(), i);
    const ir::Quantization* q = quantizationOf(c, t);
    const DataType to = c.graph()[t].type;
    if (!q || c.results[i].type != DataType::f32 || !ir::isInteger(to)) continue;
    const TensorOut real = std::move(c.results[i]);
    ARA_TRY(c.makeResult(i, to, real.shape));
    const Scaled scaled{*q, real.shape};
    const std::span values(reinterpret_cast<const float*>(real.bytes.data()), real.bytes.size() / sizeof(float));
    const bool done = scaled.usable() &&
                      withType<Integers>(to, [&]<class T>() { quantize<T>(scaled.affine(), values, c.out<T>(i)); });
    if (!done) return refuseQuantization(c);
  }
  return {};
}

} // namespace ara::ops
