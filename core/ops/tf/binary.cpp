// TensorFlow operators that combine numbers element by element, with broadcasting: arithmetic, comparison, logic,
// choice.
#include "ops/arithmetic_lower.h"
#include "ops/refusals.h"
#include "ops/tf/binary_lower.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;
using ir::OpKind;
using Infer = Status (*)(InferContext&);
using Evaluate = Status (*)(EvalContext&);
using Lower = Status (*)(LowerContext&);

Status inferLogic(InferContext& c) {
  ARA_TRY(infer<Binary::bitAnd>(c));
  c.results[0].type = DataType::boolean;
  return {};
}
Status inferSelectRows(InferContext& c) { return inferSelect(c, false); }
Status inferSelectV2(InferContext& c) { return inferSelect(c, true); }

constexpr OpDef row(std::string_view name, std::string_view doc, Infer infer, Evaluate evaluate, Lower lower,
                    bool commutes = false, std::string_view attrs = "T:type") {
  return {.name = name,
          .kind = OpKind::arithmetic,
          .doc = doc,
          .operands = "x, y",
          .results = "z",
          .attrs = attrs,
          .commutes = commutes,
          .infer = infer,
          .evaluate = evaluate,
          .lower = lower};
}

template<Binary op>
constexpr OpDef arithmetic(std::string_view name, std::string_view doc, Lower lower, bool commutes = false) {
  return row(name, doc, infer<op>, evaluate<op>, lower, commutes);
}

template<Comparison op> constexpr OpDef comparison(std::string_view name, std::string_view doc, Lower lower) {
  constexpr bool equality = op == Comparison::equal || op == Comparison::notEqual;
  return row(name, doc, inferCompare, evaluate<op>, lower, equality,
             equality ? "T:type, incompatible_shape_error:bool=true" : "T:type");
}

constexpr OpDef named(OpDef r, std::string_view operands, std::string_view results) {
  r.operands = operands;
  r.results = results;
  return r;
}

const std::array kRows{
    arithmetic<Binary::add>("tf.Add", "The sum of two tensors.", lowerAdd, true),
    arithmetic<Binary::add>("tf.AddV2", "The sum of two tensors.", lowerAdd, true),
    arithmetic<Binary::sub>("tf.Sub", "The difference of two tensors.", lowerSub),
    arithmetic<Binary::mul>("tf.Mul", "The product of two tensors, element by element.", lowerMul, true),
    arithmetic<Binary::mulNoNan>("tf.MulNoNan", "The product; 0 where the second element is 0.", lowerMulNoNan),
    arithmetic<Binary::div>("tf.Div", "The quotient of two tensors; integers are cut towards zero.", lowerDiv),
    arithmetic<Binary::div>("tf.RealDiv", "The quotient of two tensors.", lowerRealDiv),
    arithmetic<Binary::divNoNan>("tf.DivNoNan", "The quotient; 0 where the second element is 0.", lowerDivNoNan),
    arithmetic<Binary::floorDiv>("tf.FloorDiv", "The quotient of two tensors, rounded down.", lowerFloorDiv),
    arithmetic<Binary::floorMod>("tf.FloorMod", "The rest of the division, with the sign of the divisor.",
                                 lowerFloorMod),
    arithmetic<Binary::truncateMod>("tf.Mod", "The rest of the division, with the sign of the dividend.",
                                    lowerTruncateMod),
    arithmetic<Binary::truncateDiv>("tf.TruncateDiv", "The quotient of two tensors, cut towards zero.",
                                    lowerTruncateDiv),
    arithmetic<Binary::truncateMod>("tf.TruncateMod", "The rest of the division, with the sign of the dividend.",
                                    lowerTruncateMod),
    arithmetic<Binary::xdivy>("tf.Xdivy", "The quotient; 0 where the first element is 0.", lowerXdivy),
    arithmetic<Binary::xlogy>("tf.Xlogy", "x log y; 0 where the first element is 0.", lowerXlogy),
    arithmetic<Binary::maximum>("tf.Maximum", "The larger of two elements.", lowerMaximum, true),
    arithmetic<Binary::minimum>("tf.Minimum", "The smaller of two elements.", lowerMinimum, true),
    arithmetic<Binary::pow>("tf.Pow", "The first tensor to the power of the second.", lowerPow),
    arithmetic<Binary::squaredDifference>("tf.SquaredDifference", "The square of the difference of two tensors.",
                                          lowerSquaredDifference, true),
    named(arithmetic<Binary::atan2>("tf.Atan2", "The angle of the point (x, y), over all four quadrants.", lowerAtan2),
          "y, x", "z"),
    named(row("tf.AddN", "The sum of many tensors of one shape.", inferSum, evaluateSum, lowerAddN, true,
              "N:int, T:type"),
          "inputs*N", "sum"),
    named(row("tf.AccumulateNV2", "The sum of many tensors of one shape, added as they come.", inferSum, evaluateSum,
              lowerAddN, true, "N:int, T:type, shape:shape"),
          "inputs*N", "sum"),
    comparison<Comparison::equal>("tf.Equal", "True where two elements are equal.", lowerEqual),
    comparison<Comparison::notEqual>("tf.NotEqual", "True where two elements differ.", lowerNotEqual),
    comparison<Comparison::less>("tf.Less", "True where the first element is smaller.", lowerLess),
    comparison<Comparison::lessEqual>("tf.LessEqual", "True where the first element is not larger.", lowerLessEqual),
    comparison<Comparison::greater>("tf.Greater", "True where the first element is larger.", lowerGreater),
    comparison<Comparison::greaterEqual>("tf.GreaterEqual", "True where the first element is not smaller.",
                                         lowerGreaterEqual),
    row("tf.LogicalAnd", "True where both elements are.", inferLogic, evaluate<Binary::bitAnd>, lowerAnd, true, ""),
    row("tf.LogicalOr", "True where at least one element is.", inferLogic, evaluate<Binary::bitOr>, lowerOr, true, ""),
    named(row("tf.Select", "Elements, or rows, of the second tensor where the condition holds, of the third elsewhere.",
              inferSelectRows, evaluateSelect, lowerSelect),
          "condition, t, e", "output"),
    named(row("tf.SelectV2", "Elements of the second tensor where the condition holds, of the third elsewhere.",
              inferSelectV2, evaluateSelect, lowerSelectV2),
          "condition, t, e", "output"),
    arithmetic<Binary::bitAnd>("tf.BitwiseAnd", "The bits set in both integers.", lowerRefused, true),
    arithmetic<Binary::bitOr>("tf.BitwiseOr", "The bits set in at least one integer.", lowerRefused, true),
    arithmetic<Binary::bitXor>("tf.BitwiseXor", "The bits in which two integers differ.", lowerXor, true),
    arithmetic<Binary::shiftLeft>("tf.LeftShift", "The first integer shifted left by the second.", lowerRefused),
    arithmetic<Binary::shiftRight>("tf.RightShift", "The first integer shifted right by the second.", lowerRightShift),
};

} // namespace

std::span<const OpDef> binaryRows() { return kRows; }

} // namespace ara::ops::tf
