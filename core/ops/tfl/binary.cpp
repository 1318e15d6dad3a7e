// TensorFlow Lite operators that combine numbers element by element, with broadcasting: arithmetic, comparison, logic,
// choice.
#include "ops/arithmetic.h"
#include "ops/network_rules.h"
#include "ops/on_codes.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpDef;
using ir::OpKind;
using ir::RuntimeLimits;

// The activation an operator applies to its result before it is stored.
Status activate(EvalContext& c) {
  if (c.attrString("fused_activation_function", "NONE") == "NONE") return {};
  if (c.results[0].type != DataType::f32) return refuseType(c, c.results[0].type);
  return applyFusedActivation(c, c.out<float>(0));
}

template<Binary op> Status evaluateFused(EvalContext& c) {
  return onRealNumbers(c, [](EvalContext& r) -> Status {
    ARA_TRY(evaluateBinary(r, op));
    return activate(r);
  });
}

// Unlike the others, ATAN2 needs equal shapes.
Status inferAtan2(InferContext& c) {
  ARA_ASSIGN(Shape out, mergeShapes(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status inferLogic(InferContext& c) {
  ARA_TRY(infer<Binary::bitAnd>(c));
  c.results[0].type = DataType::boolean;
  return {};
}

Status inferChoice(InferContext& c) { return inferSelect(c, false); }
Status inferChoiceV2(InferContext& c) { return inferSelect(c, true); }

constexpr OpDef row(std::string_view name, int code, std::string_view doc, Status (*infer)(InferContext&),
                    Status (*evaluate)(EvalContext&), bool commutes, RuntimeLimits limits,
                    std::string_view attrs = {}) {
  return {.name = name,
          .kind = OpKind::arithmetic,
          .doc = doc,
          .operands = "x, y",
          .results = "z",
          .attrs = attrs,
          .commutes = commutes,
          .infer = infer,
          .evaluate = evaluate,
          .builtinCode = code,
          .limits = limits};
}

constexpr OpDef onCodes(OpDef r, Result<bool> (*evaluate)(EvalContext&)) {
  r.evaluateCodes = evaluate;
  return r;
}

constexpr OpDef withOperands(OpDef r, std::string_view operands) {
  r.operands = operands;
  return r;
}

constexpr std::string_view kFused = "fused_activation_function:symbol=NONE";
constexpr std::string_view kFusedScaled = "fused_activation_function:symbol=NONE, pot_scale_int16:bool=true";
constexpr RuntimeLimits kSums{.types = "f32 f16 i16 i32 i64", .quantized = "i8 u8"};
constexpr RuntimeLimits kEquality{.types = "f32 f16 i16 i32 i64 bool string", .quantized = "i8 u8"};
constexpr RuntimeLimits kOrder{.types = "f32 f16 bf16 i16 i32 i64", .quantized = "i8 u8"};
constexpr RuntimeLimits kExtremes{.types = "f32 f16 bf16 i8 u8 i16 i32 i64"};
constexpr RuntimeLimits kBool{.types = "bool"};
constexpr RuntimeLimits kBits{.types = "i8 u8 i16 u16 i32 u32"};
constexpr RuntimeLimits kAny{.types = "f32 f16 bf16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool c64", .typedBy = 1};

const std::array kRows{
    onCodes(row("tfl.add", 0, "The sum of two tensors.", infer<Binary::add>, evaluateFused<Binary::add>, true, kSums,
                kFusedScaled),
            addOnCodes),
    onCodes(row("tfl.sub", 41, "The difference of two tensors.", infer<Binary::sub>, evaluateFused<Binary::sub>, false,
                {.types = "f32 i32 i64", .quantized = "i8 u8 i16"}, kFusedScaled),
            subtractOnCodes),
    onCodes(row("tfl.mul", 18, "The product of two tensors, element by element.", infer<Binary::mul>,
                evaluateFused<Binary::mul>, true, {.types = "f32 f16 i16 i32 u32 i64 c64", .quantized = "i8 u8"},
                kFused),
            multiplyOnCodes),
    row("tfl.div", 42, "The quotient of two tensors; integers are cut towards zero.", infer<Binary::div>,
        evaluateFused<Binary::div>, false, {.types = "f32 i32", .quantized = "i8 u8 i16"}, kFused),
    row("tfl.floor_div", 90, "The quotient of two tensors, rounded down.", infer<Binary::floorDiv>,
        evaluate<Binary::floorDiv>, false, {.types = "f32 i8 i16 i32"}),
    row("tfl.floor_mod", 95, "The rest of the division, with the sign of the divisor.", infer<Binary::floorMod>,
        evaluate<Binary::floorMod>, false, {.types = "f32 i8 i16 i32 i64"}),
    row("tfl.maximum", 55, "The larger of two elements.", infer<Binary::maximum>, evaluate<Binary::maximum>, true,
        kExtremes),
    row("tfl.minimum", 57, "The smaller of two elements.", infer<Binary::minimum>, evaluate<Binary::minimum>, true,
        kExtremes),
    row("tfl.pow", 78, "The first tensor to the power of the second.", infer<Binary::pow>, evaluate<Binary::pow>, false,
        {.types = "f32 i32"}),
    row("tfl.squared_difference", 99, "The square of the difference of two tensors.", infer<Binary::squaredDifference>,
        evaluate<Binary::squaredDifference>, true, {.types = "f32 i32", .quantized = "i8"}),
    withOperands(row("tfl.atan2", 156, "The angle of the point (x, y), over all four quadrants.", inferAtan2,
                     evaluate<Binary::atan2>, false, {.types = "f32 f16 bf16 f64"}),
                 "y, x"),
    row("tfl.equal", 71, "True where two elements are equal.", inferCompare, evaluate<Comparison::equal>, true,
        kEquality),
    row("tfl.not_equal", 72, "True where two elements differ.", inferCompare, evaluate<Comparison::notEqual>, true,
        kEquality),
    row("tfl.less", 58, "True where the first element is smaller.", inferCompare, evaluate<Comparison::less>, false,
        kOrder),
    row("tfl.less_equal", 63, "True where the first element is not larger.", inferCompare,
        evaluate<Comparison::lessEqual>, false, kSums),
    row("tfl.greater", 61, "True where the first element is larger.", inferCompare, evaluate<Comparison::greater>,
        false, kOrder),
    row("tfl.greater_equal", 62, "True where the first element is not smaller.", inferCompare,
        evaluate<Comparison::greaterEqual>, false, kSums),
    row("tfl.logical_and", 86, "True where both elements are.", inferLogic, evaluate<Binary::bitAnd>, true, kBool),
    row("tfl.logical_or", 84, "True where at least one element is.", inferLogic, evaluate<Binary::bitOr>, true, kBool),
    row("tfl.bitwise_xor", 160, "The bits in which two integers differ.", infer<Binary::bitXor>,
        evaluate<Binary::bitXor>, true, kBits),
    row("tfl.right_shift", 161, "The first integer shifted right by the second.", infer<Binary::shiftRight>,
        evaluate<Binary::shiftRight>, false, kBits),
    withOperands(row("tfl.add_n", 106, "The sum of two or more tensors of one shape.", inferSum, evaluateSum, true,
                     {.types = "f32 i32"}),
                 "values*N"),
    withOperands(row("tfl.select", 64,
                     "Elements, or rows, of the second tensor where the condition holds, of the third elsewhere.",
                     inferChoice, evaluateSelect, false, kAny),
                 "condition, t, e"),
    withOperands(row("tfl.select_v2", 123,
                     "Elements of the second tensor where the condition holds, of the third elsewhere.", inferChoiceV2,
                     evaluateSelect, false, kAny),
                 "condition, t, e"),
};

} // namespace

std::span<const OpDef> binaryRows() { return kRows; }

} // namespace ara::ops::tfl
