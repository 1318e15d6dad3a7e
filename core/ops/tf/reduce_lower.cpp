#include "ops/tf/reduce_lower.h"

#include "ops/arithmetic_lower.h"

#include <algorithm>
#include <limits>

namespace ara::ops::tf {
namespace {

using Operands = std::vector<TensorId>;

std::vector<NamedAttr> keepDims(const NodeView& v) { return {{"keep_dims", AttrValue(v.attrBool("keep_dims"))}}; }

Result<TensorId> addReducer(LowerContext& c, std::string_view op, TensorId x) {
  ARA_ASSIGN(const TensorId axes, axesOperand(c, 1, false));
  return c.add(op, {x, axes}, keepDims(c));
}

// Over no axes at all these functions change nothing.
bool reducesNothing(const NodeView& v) {
  const auto axes = v.knownIntegers(1);
  return axes && axes->empty();
}

// Whether some reduced axis surely has no elements.
bool reducesEmpty(const NodeView& v) {
  const auto axes = v.knownIntegers(1);
  const Shape& s = v.shape(0);
  if (!s.ranked) return false;
  for (std::size_t i = 0; i < s.rank(); ++i) {
    const auto is = [&](std::int64_t a) {
      return a == static_cast<std::int64_t>(i) ||
             a + static_cast<std::int64_t>(s.rank()) == static_cast<std::int64_t>(i);
    };
    if (s.dims[i] == 0 && (!axes || std::any_of(axes->begin(), axes->end(), is))) return true;
  }
  return false;
}

Fail refuseEmpty(const NodeView& v) {
  return v.refuse(
      msg("{0} {1} reduces a tensor of shape {2}, which has no elements; TensorFlow Lite gives another value then.",
          v.op(), v.name(), v.shape(0).text()),
      msg("Give larger input shapes."));
}

Status reduceBy(LowerContext& c, std::string_view op, const Numbers& numbers) {
  ARA_TRY(wantOperands(c, 2));
  if (reducesNothing(c)) return c.replace({c.operand(0)});
  return lowerNumber(c, numbers, [op](LowerContext& l, const Operands& x) { return addReducer(l, op, x[0]); });
}

constexpr Numbers kSums{.direct = "f32 i32 i64", .small = true};
constexpr Numbers kExtremes{.direct = "f32 i8 u8 i16 i32 i64", .small = true};
constexpr Numbers kBool{.direct = "bool"};

} // namespace

Status lowerSum(LowerContext& c) { return reduceBy(c, "tfl.sum", kSums); }
Status lowerProd(LowerContext& c) { return reduceBy(c, "tfl.reduce_prod", kSums); }
Status lowerAny(LowerContext& c) { return reduceBy(c, "tfl.reduce_any", kBool); }
Status lowerAll(LowerContext& c) { return reduceBy(c, "tfl.reduce_all", kBool); }
Status lowerMean(LowerContext& c) { return reduceBy(c, "tfl.mean", kSums); }

// Of nothing, TensorFlow's largest float is minus infinity, the runtime's the lowest finite one.
Status lowerMax(LowerContext& c) {
  if (reducesEmpty(c)) return refuseEmpty(c);
  return reduceBy(c, "tfl.reduce_max", kExtremes);
}
Status lowerMin(LowerContext& c) {
  if (reducesEmpty(c)) return refuseEmpty(c);
  return reduceBy(c, "tfl.reduce_min", kExtremes);
}

Status lowerEuclideanNorm(LowerContext& c) {
  return lowerNumber(c, {.direct = "f32"}, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId squares, l.add("tfl.square", {x[0]}));
    ARA_ASSIGN(const TensorId sum, addReducer(l, "tfl.sum", squares));
    return l.add("tfl.sqrt", {sum});
  });
}

namespace {

Status lowerPosition(LowerContext& c, std::string_view op) {
  ARA_TRY(wantOperands(c, 2));
  if (reducesEmpty(c)) return refuseEmpty(c);
  const DataType type = typeOfOperand(c, 0), index = c.attrType("output_type", DataType::i64);
  const bool direct = typeListed("f32 i8 u8 i32 bool", type);
  if (!direct && !isSmallInteger(type)) return refuseNumbers(c, type);
  ARA_ASSIGN(const TensorId x, direct ? Result<TensorId>(c.operand(0)) : castTo(c, c.operand(0), DataType::i32));
  ARA_ASSIGN(const TensorId axis, axesOperand(c, 1, true));
  const bool wide = index == DataType::i32 || index == DataType::i64;
  ARA_ASSIGN(TensorId y, c.add(op, {x, axis}, {{"output_type", AttrValue(wide ? index : DataType::i32)}}));
  if (!wide) { ARA_ASSIGN(y, castTo(c, y, index)); }
  return c.replace({y});
}

} // namespace

Status lowerArgMax(LowerContext& c) { return lowerPosition(c, "tfl.arg_max"); }
Status lowerArgMin(LowerContext& c) { return lowerPosition(c, "tfl.arg_min"); }

Status lowerTopK(LowerContext& c) {
  ARA_TRY(wantOperands(c, 1));
  const DataType type = typeOfOperand(c, 0);
  const bool direct = typeListed("f32 i8 u8 i32 i64", type);
  if (!direct && !isSmallInteger(type)) return refuseNumbers(c, type);
  const bool asOperand = c.operandCount() > 1;
  const auto known = asOperand ? c.knownIntegers(1) : std::optional(std::vector{c.attrInt("k")});
  if (known && (known->size() != 1 || (*known)[0] < 1 || (*known)[0] > std::numeric_limits<std::int32_t>::max()))
    return c.refuse(
        msg("{0} {1} asks for no element at all, which the TensorFlow Lite runtime does not do.", c.op(), c.name()),
        msg("Let k be 1 or more."));
  TensorId k;
  if (known)
    k = c.ints({static_cast<std::int32_t>((*known)[0])}, Shape::scalar());
  else { ARA_ASSIGN(k, int32Operand(c, 1)); }
  ARA_ASSIGN(const TensorId x, direct ? Result<TensorId>(c.operand(0)) : castTo(c, c.operand(0), DataType::i32));
  ARA_ASSIGN(Operands made, c.addMany("tfl.topk_v2", {x, k}, 2));
  ARA_ASSIGN(made[0], castTo(c, made[0], type));
  ARA_ASSIGN(made[1], castTo(c, made[1], c.attrType("index_type", DataType::i32)));
  return c.replace(made);
}

Status lowerCumsum(LowerContext& c) {
  return lowerNumber(c, kSums, [](LowerContext& l, const Operands& x) -> Result<TensorId> {
    ARA_ASSIGN(const TensorId axis, axesOperand(l, 1, true));
    return l.add("tfl.cumsum", {x[0], axis},
                 {{"exclusive", AttrValue(l.attrBool("exclusive"))}, {"reverse", AttrValue(l.attrBool("reverse"))}});
  });
}

} // namespace ara::ops::tf
