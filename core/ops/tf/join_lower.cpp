// Tensors put together and put into larger ones.
#include "ops/tf/slice_lower.h"

#include <algorithm>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

constexpr std::size_t kPadAxes = 5;

Status concatenate(LowerContext& c, std::vector<TensorId> values, std::size_t axisOperand) {
  if (values.empty()) return c.refuse(msg("{0} {1} joins nothing.", c.op(), c.name()));
  if (values.size() == 1) return c.replace(values);
  const Shape out = resultShape(c);
  const auto axis = c.knownIntegers(axisOperand);
  if (!axis || axis->size() != 1) return refuseComputed(c, "an axis");
  if (!out.ranked) return refuseOpenShape(c, out);
  ARA_ASSIGN(const std::size_t at, normaliseAxis(c, (*axis)[0], out.rank()));
  ARA_ASSIGN(const TensorId t, concatenated(c, std::move(values), at));
  return c.replace({t});
}

std::vector<TensorId> operandsOf(const LowerContext& c, std::size_t from, std::size_t to) {
  std::vector<TensorId> out;
  for (; from < to; ++from) out.push_back(c.operand(from));
  return out;
}

} // namespace

Status lowerConcat(LowerContext& c) { return concatenate(c, operandsOf(c, 1, c.operandCount()), 0); }
Status lowerConcatV2(LowerContext& c) {
  return concatenate(c, operandsOf(c, 0, c.operandCount() - 1), c.operandCount() - 1);
}

// Types PACK does not know are stacked by CONCATENATION, each tensor with an axis more.
Status lowerPack(LowerContext& c) {
  const Shape out = resultShape(c);
  const std::size_t n = c.operandCount();
  if (n == 0) return c.refuse(msg("{0} {1} joins nothing.", c.op(), c.name()));
  if (n == 1 && openDims(out) <= 1) return replaceByReshape(c, c.operand(0));
  if (!out.ranked) return refuseOpenShape(c, out);
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, c.attrInt("axis"), out.rank()));
  const AttrValue at(static_cast<std::int64_t>(axis));
  if (typeListed("f32 i8 u8 i16 i32 u32 i64", c.type(0)))
    return c.replaceWith("tfl.pack", operandsOf(c, 0, n),
                         {{"values_count", AttrValue(static_cast<std::int64_t>(n))}, {"axis", at}});
  Shape one = out;
  one.dims[axis] = 1;
  std::vector<TensorId> values;
  for (std::size_t i = 0; i < n; ++i) {
    ARA_ASSIGN(const TensorId t, reshapeTo(c, c.operand(i), one));
    values.push_back(t);
  }
  ARA_ASSIGN(const TensorId t, concatenated(c, std::move(values), axis));
  return c.replace({t});
}

// --- Pad, PadV2, MirrorPad

namespace {

Result<TensorId> padded(LowerContext& c, TensorId t, TensorId paddings, TensorId value) {
  std::vector<TensorId> data{t};
  if (value) data.push_back(value);
  return movedAs(c, "f32 f16 bf16 i8 u8 i16 i32 i64 bool", data,
                 [paddings](LowerContext& l, const std::vector<TensorId>& x) {
                   if (x.size() > 1) return l.add("tfl.padv2", {x[0], paddings, x[1]});
                   return l.add("tfl.pad", {x[0], paddings});
                 });
}

Status pad(LowerContext& c, TensorId value) {
  const Shape in = c.shape(0);
  const auto pads = c.knownIntegers(1);
  if (pads && std::all_of(pads->begin(), pads->end(), [](std::int64_t p) { return p == 0; })) return passThrough(c);
  if (!in.ranked) return refuseOpenShape(c, in);
  if (value) { ARA_ASSIGN(value, reshapeTo(c, value, Shape::scalar())); }
  TensorId t = c.operand(0);
  if (in.rank() <= kPadAxes) {
    ARA_ASSIGN(const TensorId paddings, int32Operand(c, 1));
    ARA_ASSIGN(t, padded(c, t, paddings, value));
    return c.replace({t});
  }
  if (!pads || pads->size() != 2 * in.rank()) return refuseComputed(c, "paddings");
  // One axis after the other, each seen as the middle of three.
  Shape shape = in;
  for (std::size_t i = 0; i < in.rank(); ++i) {
    const std::int64_t before = (*pads)[2 * i], after = (*pads)[2 * i + 1];
    if (before == 0 && after == 0) continue;
    const std::span<const Dim> dims = shape.dims;
    ARA_ASSIGN(t, reshapeTo(c, t, Shape::of({productOf(dims.first(i)), dims[i], productOf(dims.subspan(i + 1))})));
    const TensorId edges =
        c.ints({0, 0, static_cast<std::int32_t>(before), static_cast<std::int32_t>(after), 0, 0}, Shape::of({3, 2}));
    ARA_ASSIGN(t, padded(c, t, edges, value));
    shape.dims[i] = addDims(addDims(shape.dims[i], before), after);
  }
  return replaceByReshape(c, t);
}

} // namespace

Status lowerPad(LowerContext& c) { return pad(c, {}); }
Status lowerPadV2(LowerContext& c) { return pad(c, c.operand(2)); }

Status lowerMirrorPad(LowerContext& c) {
  const std::string mode = c.attrString("mode", "REFLECT");
  if (mode != "REFLECT" && mode != "SYMMETRIC") return c.refuseAttr("mode", mode);
  const auto pads = c.knownIntegers(1);
  if (pads && std::all_of(pads->begin(), pads->end(), [](std::int64_t p) { return p == 0; })) return passThrough(c);
  ARA_ASSIGN(const TensorId paddings, int32Operand(c, 1));
  return c.replaceWith("tfl.mirror_pad", {c.operand(0), paddings}, {{"mode", AttrValue(ir::Symbol{mode})}});
}

// --- Tile, XlaDynamicUpdateSlice

Status lowerTile(LowerContext& c) {
  const auto times = c.knownIntegers(1);
  if (times && std::all_of(times->begin(), times->end(), [](std::int64_t t) { return t == 1; })) return passThrough(c);
  ARA_ASSIGN(const TensorId multiples, int32Operand(c, 1));
  return c.replaceWith("tfl.tile", {c.operand(0), multiples});
}

Status lowerDynamicUpdateSlice(LowerContext& c) {
  ARA_ASSIGN(const TensorId start, int32Operand(c, 2));
  return c.replaceWith("tfl.dynamic_update_slice", {c.operand(0), c.operand(1), start});
}

} // namespace ara::ops::tf
