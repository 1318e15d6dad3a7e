// TensorFlow Lite operators with one number in and one out, element by element.
#include "ops/evaluate_index.h"

#include <array>
#include <complex>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpDef;
using ir::OpKind;
using ir::RuntimeLimits;

// The result tensor knows the type; the options of CAST are ignored by the runtime, too.
Status inferCast(InferContext& c) {
  ARA_TRY(inferSame(c));
  const DataType wanted = c.attrType("out_data_type", givenType(c));
  c.results[0].type = wanted;
  if (!ir::isInteger(wanted)) c.results[0].value.reset();
  return {};
}

Status inferPart(InferContext& c) {
  const DataType t = c.type(0);
  c.result(0,
           t == DataType::complex64    ? DataType::f32
           : t == DataType::complex128 ? DataType::f64
                                       : DataType::none,
           c.shape(0));
  return {};
}

enum class Part { real, imaginary, magnitude };
template<Part part> Status evaluatePart(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  const TensorView& x = c.inputs[0];
  if (x.type != DataType::complex64) return refuseType(c, x.type);
  ARA_TRY(c.makeResult(0, DataType::f32, x.shape));
  const auto out = c.out<float>(0);
  const auto in = c.in<std::complex<float>>(0);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = part == Part::real ? in[i].real() : part == Part::imaginary ? in[i].imag() : std::abs(in[i]);
  return {};
}

constexpr OpDef row(std::string_view name, int code, std::string_view doc, Status (*evaluate)(EvalContext&),
                    RuntimeLimits limits) {
  return {.name = name,
          .kind = OpKind::arithmetic,
          .doc = doc,
          .operands = "x",
          .results = "y",
          .infer = inferSame,
          .evaluate = evaluate,
          .builtinCode = code,
          .limits = limits};
}

constexpr OpDef with(OpDef r, Status (*infer)(InferContext&)) {
  r.infer = infer;
  return r;
}

constexpr OpDef withAttrs(OpDef r, std::string_view attrs) {
  r.attrs = attrs;
  return r;
}

constexpr RuntimeLimits kFloat{.types = "f32"};
constexpr RuntimeLimits kRounding{.types = "f32 f16 bf16"};
constexpr RuntimeLimits kComplex{.types = "c64"};

const std::array kRows{
    row("tfl.abs", 101, "The magnitude of each element.", evaluate<Unary::abs>,
        {.types = "f32 i16 i32", .quantized = "i8"}),
    row("tfl.ceil", 104, "Rounds each element up.", evaluate<Unary::ceil>, kFloat),
    row("tfl.cos", 108, "The cosine of each element.", evaluate<Unary::cos>, {.types = "f32 f16"}),
    row("tfl.exp", 47, "e to the power of each element.", evaluate<Unary::exp>,
        {.types = "f32", .quantized = "i8 i16"}),
    row("tfl.floor", 8, "Rounds each element down.", evaluate<Unary::floor>, kRounding),
    row("tfl.log", 73, "The natural logarithm of each element.", evaluate<Unary::log>,
        {.types = "f32", .quantized = "i8 i16"}),
    row("tfl.logical_not", 87, "True where the element is false.", evaluateNot, {.types = "bool"}),
    row("tfl.neg", 59, "Each element with the other sign.", evaluate<Unary::neg>,
        {.types = "f32 f16 bf16 i8 i16 i32 i64"}),
    row("tfl.round", 116, "Rounds each element to the nearest integer, halves to the even one.", evaluate<Unary::rint>,
        kRounding),
    row("tfl.rsqrt", 76, "One by the square root of each element.", evaluate<Unary::rsqrt>,
        {.types = "f32", .quantized = "i8 i16"}),
    row("tfl.sign", 158, "-1, 0 or 1 by the sign of each element.", evaluate<Unary::sign>, {.types = "f32 f64 i32"}),
    row("tfl.sin", 66, "The sine of each element.", evaluate<Unary::sin>, {.types = "f32 f16"}),
    row("tfl.sqrt", 75, "The square root of each element.", evaluate<Unary::sqrt>,
        {.types = "f32", .quantized = "i8 i16"}),
    row("tfl.square", 92, "Each element times itself.", evaluate<Unary::square>, kFloat),
    withAttrs(with(row("tfl.cast", 53, "Converts each element to another number type.", evaluateCast,
                       {.types = "f32 f16 bf16 f64 i8 u8 i16 u16 i32 u32 i64 bool c64 i4 u4 i2"}),
                   inferCast),
              "in_data_type:type, out_data_type:type"),
    with(row("tfl.real", 134, "The real part of each element.", evaluatePart<Part::real>, kComplex), inferPart),
    with(row("tfl.imag", 133, "The imaginary part of each element.", evaluatePart<Part::imaginary>, kComplex),
         inferPart),
    with(row("tfl.complex_abs", 135, "The magnitude of each complex element.", evaluatePart<Part::magnitude>, kComplex),
         inferPart),
    withAttrs(with(row("tfl.bucketize", 147, "The number of the interval each element falls into.", evaluateBucketize,
                       {.types = "f32 f64 i32 i64"}),
                   inferBucketize),
              "boundaries:floats"),
};

} // namespace

std::span<const OpDef> unaryRows() { return kRows; }

} // namespace ara::ops::tfl
