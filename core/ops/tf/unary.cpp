// TensorFlow operators with one number in and one out, element by element.
#include "ops/arithmetic_lower.h"
#include "ops/refusals.h"
#include "ops/tf/composed_lower.h"
#include "ops/tf/unary_lower.h"

#include <array>
#include <complex>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;
using ir::OpKind;

Status inferCast(InferContext& c) {
  ARA_TRY(inferSame(c));
  c.results[0].type = c.attrType("DstT", givenType(c));
  if (!ir::isInteger(c.results[0].type)) c.results[0].value.reset();
  return {};
}

Status inferPart(InferContext& c) {
  c.result(0, c.attrType("Tout", DataType::f32), c.shape(0));
  return {};
}

enum class Part { real, imaginary, magnitude };
template<Part part> Status evaluatePart(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  const TensorView& x = c.inputs[0];
  const auto of = [](auto v) {
    return part == Part::real ? v.real() : part == Part::imaginary ? v.imag() : std::abs(v);
  };
  if (x.type == DataType::complex64) {
    ARA_TRY(c.makeResult(0, DataType::f32, x.shape));
    kernels::map(c.in<std::complex<float>>(0), c.out<float>(0), of);
  } else if (x.type == DataType::complex128) {
    ARA_TRY(c.makeResult(0, DataType::f64, x.shape));
    kernels::map(c.in<std::complex<double>>(0), c.out<double>(0), of);
  } else {
    return refuseType(c, x.type);
  }
  return {};
}

// TensorFlow rounds a narrowing of floats to nearest unless it is told to cut bits off.
Status evaluateTfCast(EvalContext& c) {
  if (c.attrBool("Truncate") && ir::isFloat(c.attrType("DstT")))
    return c.refuse(msg("{0} {1} cuts off the bits that do not fit, which is not computed here.", c.op(), c.name()));
  return evaluateCast(c);
}

using Infer = Status (*)(InferContext&);
using Evaluate = Status (*)(EvalContext&);
using Lower = Status (*)(LowerContext&);

constexpr OpDef row(std::string_view name, std::string_view doc, Evaluate evaluate, Lower lower,
                    Infer infer = inferSame, std::string_view attrs = "T:type") {
  return {.name = name,
          .kind = OpKind::arithmetic,
          .doc = doc,
          .operands = "x",
          .results = "y",
          .attrs = attrs,
          .infer = infer,
          .evaluate = evaluate,
          .lower = lower};
}

constexpr OpDef part(std::string_view name, std::string_view doc, Evaluate evaluate, Lower lower) {
  OpDef r = row(name, doc, evaluate, lower, inferPart, "T:type=complex64, Tout:type=float32");
  r.operands = "input";
  r.results = "output";
  return r;
}

const std::array kRows{
    row("tf.Abs", "The magnitude of each element.", evaluate<Unary::abs>, lowerAbs),
    row("tf.Acos", "The angle whose cosine is the element.", evaluate<Unary::acos>, lowerAcos),
    row("tf.Acosh", "The number whose hyperbolic cosine is the element.", evaluate<Unary::acosh>, lowerAcosh),
    row("tf.Asin", "The angle whose sine is the element.", evaluate<Unary::asin>, lowerAsin),
    row("tf.Asinh", "The number whose hyperbolic sine is the element.", evaluate<Unary::asinh>, lowerAsinh),
    row("tf.Atan", "The angle whose tangent is the element.", evaluate<Unary::atan>, lowerAtan),
    row("tf.Atanh", "The number whose hyperbolic tangent is the element.", evaluate<Unary::atanh>, lowerAtanh),
    row("tf.Ceil", "Rounds each element up.", evaluate<Unary::ceil>, lowerCeil),
    row("tf.Cos", "The cosine of each element.", evaluate<Unary::cos>, lowerCos),
    row("tf.Cosh", "The hyperbolic cosine of each element.", evaluate<Unary::cosh>, lowerCosh),
    row("tf.Digamma", "The logarithmic derivative of the gamma function.", evaluate<Unary::digamma>, lowerRefused),
    row("tf.Erf", "The Gauss error function of each element.", evaluate<Unary::erf>, lowerErf),
    row("tf.Erfc", "One minus the Gauss error function of each element.", evaluate<Unary::erfc>, lowerErfc),
    row("tf.Erfinv", "The inverse of the Gauss error function.", evaluate<Unary::erfinv>, lowerRefused),
    row("tf.Exp", "e to the power of each element.", evaluate<Unary::exp>, lowerExp),
    row("tf.Expm1", "e to the power of each element, minus 1, exact near 0.", evaluate<Unary::expm1>, lowerExpm1),
    row("tf.Floor", "Rounds each element down.", evaluate<Unary::floor>, lowerFloor),
    row("tf.Inv", "One divided by each element.", evaluate<Unary::reciprocal>, lowerReciprocal),
    row("tf.Invert", "Each integer with all its bits turned.", evaluate<Unary::invert>, lowerInvert),
    row("tf.IsFinite", "True where the element is neither infinite nor NaN.", evaluate<FloatTest::isFinite>,
        lowerIsFinite, inferSameTest),
    row("tf.IsInf", "True where the element is infinite.", evaluate<FloatTest::isInf>, lowerIsInf, inferSameTest),
    row("tf.IsNan", "True where the element is not a number.", evaluate<FloatTest::isNan>, lowerIsNan, inferSameTest),
    row("tf.Lgamma", "The logarithm of the gamma function.", evaluate<Unary::lgamma>, lowerRefused),
    row("tf.Log", "The natural logarithm of each element.", evaluate<Unary::log>, lowerLog),
    row("tf.Log1p", "The natural logarithm of 1 plus each element, exact near 0.", evaluate<Unary::log1p>, lowerLog1p),
    row("tf.LogicalNot", "True where the element is false.", evaluateNot, lowerNot, inferSameTest, ""),
    row("tf.Neg", "Each element with the other sign.", evaluate<Unary::neg>, lowerNeg),
    row("tf.Reciprocal", "One divided by each element.", evaluate<Unary::reciprocal>, lowerReciprocal),
    row("tf.Rint", "Rounds each element to the nearest integer, halves to the even one.", evaluate<Unary::rint>,
        lowerRound),
    row("tf.Round", "Rounds each element to the nearest integer, halves to the even one.", evaluate<Unary::rint>,
        lowerRound),
    row("tf.Rsqrt", "One by the square root of each element.", evaluate<Unary::rsqrt>, lowerRsqrt),
    row("tf.Sign", "-1, 0 or 1 by the sign of each element.", evaluate<Unary::sign>, lowerSign),
    row("tf.Sin", "The sine of each element.", evaluate<Unary::sin>, lowerSin),
    row("tf.Sinh", "The hyperbolic sine of each element.", evaluate<Unary::sinh>, lowerSinh),
    row("tf.Sqrt", "The square root of each element.", evaluate<Unary::sqrt>, lowerSqrt),
    row("tf.Square", "Each element times itself.", evaluate<Unary::square>, lowerSquare),
    row("tf.Tan", "The tangent of each element.", evaluate<Unary::tan>, lowerTan),
    row("tf.Cast", "Converts each element to another number type.", evaluateTfCast, lowerCast, inferCast,
        "SrcT:type, DstT:type, Truncate:bool=false"),
    part("tf.Real", "The real part of each element.", evaluatePart<Part::real>, lowerReal),
    part("tf.Imag", "The imaginary part of each element.", evaluatePart<Part::imaginary>, lowerImag),
    row("tf.ComplexAbs", "The magnitude of each complex element.", evaluatePart<Part::magnitude>, lowerComplexAbs,
        inferPart, "T:type=complex64, Tout:type=float32"),
};

} // namespace

std::span<const OpDef> unaryRows() { return kRows; }

} // namespace ara::ops::tf
