#include "ops/tf/unary_lower.h"

#include "ops/arithmetic_lower.h"

#include <limits>

namespace ara::ops::tf {
namespace {

using Operands = std::vector<TensorId>;

constexpr Numbers kFloat{.direct = "f32"};
constexpr Numbers kFloatTest{.direct = "f32", .cutBack = false};

// One operator of the same meaning.
Status same(LowerContext& c, std::string_view op, const Numbers& numbers = kFloat) {
  return lowerNumber(c, numbers, [op](LowerContext& l, const Operands& x) { return l.add(op, {x[0]}); });
}

// The number from which on x counts as infinite. Sums, products and quotients end at the largest number in the runtime
// (unless a delegate computes them), where TensorFlow goes on to infinity; what comes from outside is as it is.
TensorId infinity(LowerContext& c, TensorId x) {
  ir::NodeId from = c.graph()[x].producer;
  if (from && c.graph()[from].def && c.graph()[from].def->name == "tfl.cast")
    from = c.graph()[c.graph().operand(from, 0)].producer;
  const double largest = std::numeric_limits<float>::max();
  return c.scalar(DataType::f32, from ? largest : std::numeric_limits<double>::infinity());
}

// A model that asks whether numbers are infinite has some that are.
bool testsInfinity(LowerContext& c) {
  std::optional<bool>& known = c.memo().testsInfinity;
  if (known) return *known;
  known = false;
  for (const ir::NodeId n : c.graph().nodeIds())
    if (const ir::OpDef* row = c.graph()[n].def; row && (row->name == "tf.IsInf" || row->name == "tf.IsFinite"))
      known = true;
  return *known;
}

// Ones in the shape of x, whatever x holds: NaN gives 0, and atan2(NaN, 0) is NaN as it should be.
Result<TensorId> onesLike(LowerContext& c, TensorId x) {
  constexpr std::uint64_t kSmall = 1024; // more would make the file larger than two operators do
  if (const auto n = c.shapeOf(x).elements(); n && *n <= kSmall) return c.splat(DataType::f32, c.shapeOf(x), 1);
  ARA_ASSIGN(const TensorId is, c.add("tfl.equal", {x, x}));
  return castTo(c, is, DataType::f32);
}

// sqrt((1 - x) (1 + x)): exact to rounding where 1 - x * x is not.
Result<TensorId> otherLeg(LowerContext& c, TensorId x) {
  const TensorId one = c.scalar(DataType::f32, 1);
  ARA_ASSIGN(const TensorId less, c.add("tfl.sub", {one, x}));
  ARA_ASSIGN(const TensorId more, c.add("tfl.add", {one, x}));
  ARA_ASSIGN(const TensorId product, c.add("tfl.mul", {less, more}));
  return c.add("tfl.sqrt", {product});
}

} // namespace

Status lowerCeil(LowerContext& c) { return same(c, "tfl.ceil"); }
Status lowerCos(LowerContext& c) { return same(c, "tfl.cos"); }
Status lowerExp(LowerContext& c) { return same(c, "tfl.exp"); }
Status lowerFloor(LowerContext& c) { return same(c, "tfl.floor"); }
Status lowerLog(LowerContext& c) { return same(c, "tfl.log"); }
Status lowerRsqrt(LowerContext& c) { return same(c, "tfl.rsqrt"); }
Status lowerSin(LowerContext& c) { return same(c, "tfl.sin"); }
Status lowerSqrt(LowerContext& c) { return same(c, "tfl.sqrt"); }
Status lowerNeg(LowerContext& c) { return same(c, "tfl.neg", {.direct = "f32 i32 i64", .small = true}); }
Status lowerNot(LowerContext& c) { return same(c, "tfl.logical_not", {.direct = "bool"}); }
Status lowerReal(LowerContext& c) { return same(c, "tfl.real", {.direct = "c64"}); }
Status lowerImag(LowerContext& c) { return same(c, "tfl.imag", {.direct = "c64"}); }
Status lowerComplexAbs(LowerContext& c) { return same(c, "tfl.complex_abs", {.direct = "c64"}); }

Status lowerAbs(LowerContext& c) {
  if (typeOfOperand(c, 0) != DataType::i64) return same(c, "tfl.abs", {.direct = "f32 i32", .small = true});
  // ABS does not take int64; the lowest number stays what it is in both forms.
  return lowerNumber(c, {.direct = "i64"}, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId negative, l.add("tfl.neg", {x[0]}));
    return l.add("tfl.maximum", {x[0], negative});
  });
}

Status lowerRound(LowerContext& c) {
  ARA_TRY(wantOperands(c, 1));
  if (ir::isInteger(typeOfOperand(c, 0))) return c.replace({c.operand(0)});
  return same(c, "tfl.round");
}

Status lowerSquare(LowerContext& c) {
  if (typeOfOperand(c, 0) == DataType::f32) return same(c, "tfl.square");
  return lowerNumber(c, {.direct = "i32 i64", .small = true}, [](LowerContext& l, const Operands& x) {
    return l.add("tfl.mul", {x[0], x[0]});
  });
}

Status lowerSign(LowerContext& c) {
  if (typeOfOperand(c, 0) != DataType::i64) return same(c, "tfl.sign", {.direct = "f32 i32", .small = true});
  return lowerNumber(c, {.direct = "i64"}, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    const TensorId zero = l.scalar(DataType::i64, 0);
    ARA_ASSIGN(const TensorId above, l.add("tfl.greater", {x[0], zero}));
    ARA_ASSIGN(const TensorId below, l.add("tfl.less", {x[0], zero}));
    ARA_ASSIGN(const TensorId plus, castTo(l, above, DataType::i64));
    ARA_ASSIGN(const TensorId minus, castTo(l, below, DataType::i64));
    return l.add("tfl.sub", {plus, minus});
  });
}

// The quotient ends at the largest number where x is 0; the power does not, but takes many times as long.
Status lowerReciprocal(LowerContext& c) {
  const bool exact = testsInfinity(c);
  return lowerNumber(c, kFloat, [exact](LowerContext& l, const Operands& x) {
    if (exact) return l.add("tfl.pow", {x[0], l.scalar(DataType::f32, -1)});
    return l.add("tfl.div", {l.scalar(DataType::f32, 1), x[0]});
  });
}

Status lowerTan(LowerContext& c) {
  return lowerNumber(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId sine, l.add("tfl.sin", {x[0]}));
    ARA_ASSIGN(const TensorId cosine, l.add("tfl.cos", {x[0]}));
    return l.add("tfl.div", {sine, cosine});
  });
}

Status lowerAtan(LowerContext& c) {
  return lowerNumber(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId one, onesLike(l, x[0]));
    return l.add("tfl.atan2", {x[0], one});
  });
}

Status lowerAsin(LowerContext& c) {
  return lowerNumber(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId leg, otherLeg(l, x[0]));
    return l.add("tfl.atan2", {x[0], leg});
  });
}

Status lowerAcos(LowerContext& c) {
  return lowerNumber(c, kFloat, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId leg, otherLeg(l, x[0]));
    return l.add("tfl.atan2", {leg, x[0]});
  });
}

Status lowerIsNan(LowerContext& c) {
  return lowerNumber(c, kFloatTest, [](LowerContext& l, const Operands& x) {
    return l.add("tfl.not_equal", {x[0], x[0]});
  });
}

Status lowerIsInf(LowerContext& c) {
  c.memo().testsInfinity = true;
  return lowerNumber(c, kFloatTest, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId magnitude, l.add("tfl.abs", {x[0]}));
    return l.add("tfl.greater_equal", {magnitude, infinity(l, x[0])});
  });
}

Status lowerIsFinite(LowerContext& c) {
  c.memo().testsInfinity = true;
  return lowerNumber(c, kFloatTest, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId magnitude, l.add("tfl.abs", {x[0]}));
    return l.add("tfl.less", {magnitude, infinity(l, x[0])});
  });
}

Status lowerInvert(LowerContext& c) {
  return lowerNumber(c, {.direct = "i8 u8 i16 u16 i32 u32"}, [](LowerContext& l, const Operands& x) {
    const DataType t = l.typeOf(x[0]);
    const std::vector<std::byte> ones(ir::bitWidth(t) / 8, std::byte{0xff});
    return l.add("tfl.bitwise_xor", {x[0], l.bytesConstant(t, Shape::scalar(), ones)});
  });
}

namespace {
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
}

Status lowerCast(LowerContext& c) {
  ARA_TRY(wantOperands(c, 1));
  const DataType from = typeOfOperand(c, 0), to = c.attrType("DstT");
  if (from == to) return c.replace({c.operand(0)});
  constexpr std::string_view known = "f32 f16 bf16 f64 i8 u8 i16 u16 i32 u32 i64 bool c64";
  // Of uint64 the lower bits are those of int64, so narrower integers are cut from it.
  if (from == DataType::u64 && ir::isInteger(to)) {
    ARA_ASSIGN(const TensorId bits, c.add("tfl.bitcast", {c.operand(0)}, {{"type", AttrValue(DataType::i64)}}));
    ARA_ASSIGN(const TensorId narrow, castTo(c, bits, to));
    return c.replace({narrow});
  }
  if (!typeListed(known, from)) return refuseNumbers(c, from);
  // The runtime does not convert to uint64. Integers wrap around alike in int64, whose bits are the same number.
  if (to == DataType::u64 && (ir::isInteger(from) || from == DataType::boolean)) {
    ARA_ASSIGN(const TensorId wide, castTo(c, c.operand(0), DataType::i64));
    return c.replaceWith("tfl.bitcast", {wide}, {{"type", AttrValue(to)}});
  }
  if (to == DataType::u64 && from == DataType::f32) { // from 2^63 on in two steps
    const NamedAttr none{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})};
    const TensorId limit = c.scalar(from, 9223372036854775808.0);
    const auto least = std::as_bytes(std::span(&kLeast, 1));
    const TensorId lowest = c.bytesConstant(DataType::i64, Shape::scalar(), {least.begin(), least.end()});
    ARA_ASSIGN(const TensorId large, c.add("tfl.greater_equal", {c.operand(0), limit}));
    ARA_ASSIGN(const TensorId rest, c.add("tfl.sub", {c.operand(0), limit}, {none}));
    ARA_ASSIGN(const TensorId small, c.add("tfl.select_v2", {large, rest, c.operand(0)}));
    ARA_ASSIGN(const TensorId wide, castTo(c, small, DataType::i64));
    ARA_ASSIGN(const TensorId wrapped, c.add("tfl.add", {wide, lowest}, {none}));
    ARA_ASSIGN(const TensorId whole, c.add("tfl.select_v2", {large, wrapped, wide}));
    return c.replaceWith("tfl.bitcast", {whole}, {{"type", AttrValue(to)}});
  }
  if (!typeListed(known, to))
    return c.refuse(msg("{0} {1} converts to {2}, which the TensorFlow Lite runtime does not do.", c.op(), c.name(),
                        ir::longName(to)),
                    msg("Use another type in the model, or cut it before this node."));
  if (c.attrBool("Truncate") && ir::isFloat(from) && ir::isFloat(to) && ir::bitWidth(to) < ir::bitWidth(from))
    return c.refuseAttr("Truncate", "true", msg("Let the model round instead."));
  ARA_ASSIGN(const TensorId y, castTo(c, c.operand(0), to));
  return c.replace({y});
}

} // namespace ara::ops::tf
