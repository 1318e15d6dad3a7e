#include "ops/tf/binary_lower.h"

#include "ops/movement/lowering.h"

#include <algorithm>

namespace ara::ops::tf {
namespace {

using Operands = std::vector<TensorId>;

constexpr Numbers kFloat{.direct = "f32"};
// int16 arithmetic is left out of `direct` on purpose: runtimes before 2.13 abort on it or return zeros.
constexpr Numbers kArithmetic{.direct = "f32 i32 i64", .small = true};
constexpr Numbers kNarrow{.direct = "f32 i32", .small = true};
constexpr Numbers kExtremes{.direct = "f32 i8 u8 i16 i32 i64", .small = true};
constexpr Numbers kOrder{.direct = "f32 i32 i64", .small = true, .cutBack = false};
constexpr Numbers kEquality{.direct = "f32 i32 i64 bool string", .small = true, .cutBack = false};
constexpr Numbers kBool{.direct = "bool"};
constexpr Numbers kBits{.direct = "i8 u8 i16 u16 i32 u32"};

// One operator of the same meaning.
Status same(LowerContext& c, std::string_view op, const Numbers& numbers) {
  return lowerNumbers(c, numbers, [op](LowerContext& l, const Operands& x) { return l.add(op, x); });
}

bool isFloat(const NodeView& v) { return typeOfOperand(v, 0) == DataType::f32; }

// `value` where operand `tested` is not 0, else 0.
Result<TensorId> zeroWhereZero(LowerContext& c, TensorId tested, TensorId value) {
  const TensorId zero = c.scalar(DataType::f32, 0);
  ARA_ASSIGN(const TensorId is, c.add("tfl.equal", {tested, zero}));
  return c.add("tfl.select_v2", {is, zero, value});
}

} // namespace

namespace {

// A constant divisor of integers that holds 0 stops TensorFlow and the runtime alike, whatever is fed.
Status wantDivisor(const LowerContext& c) {
  const auto divisor = ir::isInteger(c.type(1)) ? constantIntegers(c, 1) : std::nullopt;
  if (!divisor || std::ranges::count(*divisor, 0) == 0) return {};
  return fail(ErrorKind::BadFile, msg("{0} {1} divides integers by 0.", c.op(), c.name()),
              msg("Mend the constant it divides by."), c.name());
}
Status sameDivision(LowerContext& c, std::string_view op, const Numbers& numbers) {
  ARA_TRY(wantDivisor(c));
  return same(c, op, numbers);
}

} // namespace

Status lowerAdd(LowerContext& c) { return same(c, "tfl.add", kArithmetic); }
Status lowerSub(LowerContext& c) { return same(c, "tfl.sub", kArithmetic); }
Status lowerMul(LowerContext& c) { return same(c, "tfl.mul", kArithmetic); }
Status lowerDiv(LowerContext& c) { return sameDivision(c, "tfl.div", kNarrow); }
Status lowerRealDiv(LowerContext& c) { return same(c, "tfl.div", kFloat); }
Status lowerFloorMod(LowerContext& c) { return sameDivision(c, "tfl.floor_mod", kArithmetic); }
Status lowerMaximum(LowerContext& c) { return same(c, "tfl.maximum", kExtremes); }
Status lowerMinimum(LowerContext& c) { return same(c, "tfl.minimum", kExtremes); }
Status lowerLess(LowerContext& c) { return same(c, "tfl.less", kOrder); }
Status lowerLessEqual(LowerContext& c) { return same(c, "tfl.less_equal", kOrder); }
Status lowerGreater(LowerContext& c) { return same(c, "tfl.greater", kOrder); }
Status lowerGreaterEqual(LowerContext& c) { return same(c, "tfl.greater_equal", kOrder); }
Status lowerAnd(LowerContext& c) { return same(c, "tfl.logical_and", kBool); }
Status lowerOr(LowerContext& c) { return same(c, "tfl.logical_or", kBool); }
Status lowerXor(LowerContext& c) { return same(c, "tfl.bitwise_xor", kBits); }
Status lowerRightShift(LowerContext& c) { return same(c, "tfl.right_shift", kBits); }

namespace {

// Shapes that do not fit make TensorFlow's == answer "all different" where the model says so.
Status lowerEquality(LowerContext& c, std::string_view op, bool whenDifferent) {
  if (!c.attrBool("incompatible_shape_error", true) && !broadcastShapes(c, c.shape(0), c.shape(1)))
    return c.replace({c.scalar(DataType::boolean, whenDifferent ? 1 : 0)});
  return same(c, op, kEquality);
}

} // namespace

Status lowerEqual(LowerContext& c) { return lowerEquality(c, "tfl.equal", false); }
Status lowerNotEqual(LowerContext& c) { return lowerEquality(c, "tfl.not_equal", true); }

// FLOOR_DIV of floats stops at a divisor of 0, where TensorFlow goes on with an infinity.
Status lowerFloorDiv(LowerContext& c) {
  if (!isFloat(c)) return sameDivision(c, "tfl.floor_div", {.direct = "i32", .small = true});
  return lowerNumbers(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId quotient, l.add("tfl.div", x));
    return l.add("tfl.floor", {quotient});
  });
}

Status lowerTruncateDiv(LowerContext& c) {
  if (!isFloat(c)) return sameDivision(c, "tfl.div", {.direct = "i32", .small = true});
  return lowerNumbers(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId quotient, l.add("tfl.div", x));
    ARA_ASSIGN(const TensorId down, l.add("tfl.floor", {quotient}));
    ARA_ASSIGN(const TensorId up, l.add("tfl.ceil", {quotient}));
    ARA_ASSIGN(const TensorId negative, l.add("tfl.less", {quotient, l.scalar(DataType::f32, 0)}));
    return l.add("tfl.select_v2", {negative, up, down});
  });
}

// The rest with the sign of the dividend: of the magnitudes for floats, which is exact; mended for integers.
Status lowerTruncateMod(LowerContext& c) {
  if (isFloat(c))
    return lowerNumbers(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
      ARA_ASSIGN(const TensorId a, l.add("tfl.abs", {x[0]}));
      ARA_ASSIGN(const TensorId b, l.add("tfl.abs", {x[1]}));
      ARA_ASSIGN(const TensorId rest, l.add("tfl.floor_mod", {a, b}));
      ARA_ASSIGN(const TensorId turned, l.add("tfl.neg", {rest}));
      ARA_ASSIGN(const TensorId negative, l.add("tfl.less", {x[0], l.scalar(DataType::f32, 0)}));
      return l.add("tfl.select_v2", {negative, turned, rest});
    });
  ARA_TRY(wantDivisor(c));
  return lowerNumbers(c, {.direct = "i32 i64", .small = true},
                      [](LowerContext& l, const Operands& x) -> Result<TensorId> {
                        const TensorId zero = l.scalar(l.typeOf(x[0]), 0);
                        ARA_ASSIGN(const TensorId rest, l.add("tfl.floor_mod", x));
                        ARA_ASSIGN(const TensorId less, l.add("tfl.sub", {rest, x[1]}));
                        ARA_ASSIGN(const TensorId some, l.add("tfl.not_equal", {rest, zero}));
                        ARA_ASSIGN(const TensorId a, l.add("tfl.less", {x[0], zero}));
                        ARA_ASSIGN(const TensorId b, l.add("tfl.less", {x[1], zero}));
                        ARA_ASSIGN(const TensorId apart, l.add("tfl.not_equal", {a, b}));
                        ARA_ASSIGN(const TensorId mend, l.add("tfl.logical_and", {some, apart}));
                        return l.add("tfl.select_v2", {mend, less, rest});
                      });
}

Status lowerMulNoNan(LowerContext& c) {
  return lowerNumbers(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId product, l.add("tfl.mul", x));
    return zeroWhereZero(l, x[1], product);
  });
}

Status lowerDivNoNan(LowerContext& c) {
  return lowerNumbers(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId quotient, l.add("tfl.div", x));
    return zeroWhereZero(l, x[1], quotient);
  });
}

Status lowerXdivy(LowerContext& c) {
  return lowerNumbers(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId quotient, l.add("tfl.div", x));
    return zeroWhereZero(l, x[0], quotient);
  });
}

Status lowerXlogy(LowerContext& c) {
  return lowerNumbers(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId log, l.add("tfl.log", {x[1]}));
    ARA_ASSIGN(const TensorId product, l.add("tfl.mul", {x[0], log}));
    return zeroWhereZero(l, x[0], product);
  });
}

Status lowerSquaredDifference(LowerContext& c) {
  if (typeOfOperand(c, 0) != DataType::i64) return same(c, "tfl.squared_difference", {.direct = "f32 i32"});
  return lowerNumbers(c, {.direct = "i64"}, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId difference, l.add("tfl.sub", x));
    return l.add("tfl.mul", {difference, difference});
  });
}

namespace {

// The exponent every element shares, when it is known.
std::optional<std::int64_t> exponentOf(const NodeView& v) {
  const auto all = v.isConstant(1) ? v.knownIntegers(1) : std::nullopt;
  if (!all || all->empty() ||
      std::count(all->begin(), all->end(), (*all)[0]) != static_cast<std::ptrdiff_t>(all->size()))
    return std::nullopt;
  return (*all)[0];
}

} // namespace

// POW of integers stops at the largest int32 where TensorFlow wraps around; products wrap around alike.
Status lowerPow(LowerContext& c) {
  constexpr std::int64_t kMostProducts = 64;
  const auto exponent = exponentOf(c);
  const Shape& out = givenShape(c);
  if (exponent && *exponent >= 1 && *exponent <= kMostProducts && surelyEqual(out, c.shape(0)))
    return lowerNumber(c, {.direct = "i32 i64", .small = true},
                       [&](LowerContext& l, const Operands& x) -> Result<TensorId> {
                         TensorId power = x[0], result;
                         for (std::int64_t e = *exponent; e > 0; e >>= 1) {
                           if (e & 1) {
                             ARA_ASSIGN(result, result ? l.add("tfl.mul", {result, power}) : Result<TensorId>(power));
                           }
                           if (e > 1) { ARA_ASSIGN(power, l.add("tfl.mul", {power, power})); }
                         }
                         return result;
                       });
  return same(c, "tfl.pow", {.direct = "f32 i32"});
}

// ATAN2 does not broadcast.
Status lowerAtan2(LowerContext& c) {
  ARA_TRY(wantOperands(c, 2));
  const DataType type = typeOfOperand(c, 0);
  if (type != DataType::f32) return refuseNumbers(c, type);
  Operands x{c.operand(0), c.operand(1)};
  if (!surelyEqual(c.shape(0), c.shape(1))) {
    ARA_ASSIGN(const Shape out, broadcastShapes(c, c.shape(0), c.shape(1)));
    const bool possible =
        out.isStatic() && std::all_of(out.dims.begin(), out.dims.end(), [](Dim d) { return d < (Dim{1} << 31); });
    if (!possible)
      return c.refuse(msg("{0} {1} may broadcast {2} with {3}, which TensorFlow Lite does not do in ATAN2.", c.op(),
                          c.name(), c.shape(0).text(), c.shape(1).text()),
                      msg("Give all dimensions of the inputs."));
    const std::vector<std::int32_t> dims(out.dims.begin(), out.dims.end());
    for (TensorId& t : x)
      if (c.shapeOf(t) != out) { ARA_ASSIGN(t, c.add("tfl.broadcast_to", {t, c.ints(dims)})); }
  }
  return c.replaceWith("tfl.atan2", x);
}

Status lowerAddN(LowerContext& c) {
  ARA_TRY(wantOperands(c, 1));
  if (c.operandCount() == 1) return c.replace({c.operand(0)});
  if (c.operandCount() > 2 && typeListed("f32 i32", typeOfOperand(c, 0)))
    return same(c, "tfl.add_n", {.direct = "f32 i32"});
  return lowerNumbers(c, kArithmetic, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    TensorId sum = x[0];
    for (std::size_t i = 1; i < x.size(); ++i) { ARA_ASSIGN(sum, l.add("tfl.add", {sum, x[i]})); }
    return sum;
  });
}

Status lowerSelect(LowerContext& c) {
  ARA_TRY(wantOperands(c, 3));
  return c.replaceWith("tfl.select", {c.operand(0), c.operand(1), c.operand(2)});
}

Status lowerSelectV2(LowerContext& c) {
  ARA_TRY(wantOperands(c, 3));
  ARA_ASSIGN(const Broadcast fitted, fitBroadcast(c, {c.operand(0), c.operand(1), c.operand(2)}));
  ARA_ASSIGN(TensorId t, c.add("tfl.select_v2", fitted.operands));
  if (fitted.restore) { ARA_ASSIGN(t, c.reshape(t, *fitted.restore)); }
  return c.replace({t});
}

} // namespace ara::ops::tf
