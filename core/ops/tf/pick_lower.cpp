// Elements chosen and placed by index.
#include "ops/tf/index_lower.h"
#include "ops/tf/slice_lower.h"

#include <algorithm>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

// Indices as the runtime takes them: int64 may stay where the model computes them.
Result<TensorId> indexOperand(LowerContext& c, std::size_t i) {
  const bool small = c.knownIntegers(i).has_value();
  if (!small && (c.type(i) == DataType::i64 || c.type(i) == DataType::i32)) return c.operand(i);
  return int32Operand(c, i);
}

Status refuseEmpty(const LowerContext& c, const Shape& s) {
  if (std::find(s.dims.begin(), s.dims.end(), 0) == s.dims.end()) return {};
  return c.refuse(msg("{0} {1} works on shape {2}; the TensorFlow Lite runtime takes no empty tensors here.", c.op(),
                      c.name(), s.text()),
                  msg("Give larger input shapes."));
}

} // namespace

// --- Gather, GatherV2

Status lowerGather(LowerContext& c) {
  const Shape &params = c.shape(0), &indices = c.shape(1);
  if (!params.ranked || !indices.ranked) return refuseOpenShape(c, params.ranked ? indices : params);
  std::int64_t given = 0;
  if (c.operandCount() > 2) {
    const auto axis = c.knownIntegers(2);
    if (!axis || axis->size() != 1) return refuseComputed(c, "an axis");
    given = (*axis)[0];
  }
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, given, params.rank()));
  std::int64_t batch = c.attrInt("batch_dims");
  if (batch < 0) batch += static_cast<std::int64_t>(indices.rank());
  ARA_TRY(checkIndices(c, 1, params.dims[axis]));
  ARA_ASSIGN(const TensorId ids, indexOperand(c, 1));
  ARA_ASSIGN(const TensorId t, gathered(c, c.operand(0), ids, axis, static_cast<std::size_t>(batch)));
  return c.replace({t});
}

// --- GatherNd, ScatterNd

// Each number of an index vector against the axis it points into.
Status checkVectors(const LowerContext& c, std::size_t operand, const Shape& into) {
  const auto ids = constantIntegers(c, operand);
  const Shape& s = c.shape(operand);
  if (!ids || !into.ranked || s.rank() == 0 || s.dims.back() > static_cast<Dim>(into.rank())) return {};
  for (std::size_t i = 0; i < ids->size(); ++i) {
    const Dim d = into.dims[i % static_cast<std::size_t>(s.dims.back())];
    if ((*ids)[i] < 0 || (isKnown(d) && (*ids)[i] >= d))
      return c.refuse(msg("{0} {1} points at index {2} of {3}, which the TensorFlow Lite runtime refuses.", c.op(),
                          c.name(), (*ids)[i], ir::dimText(d)),
                      msg("Check the indices in the model."));
  }
  return {};
}

Status lowerGatherNd(LowerContext& c) {
  ARA_TRY(refuseEmpty(c, c.shape(0)));
  ARA_TRY(refuseEmpty(c, c.shape(1)));
  ARA_TRY(checkVectors(c, 1, c.shape(0)));
  ARA_ASSIGN(const TensorId ids, indexOperand(c, 1));
  ARA_ASSIGN(const TensorId t, movedAs(c, "f32 f16 bf16 i8 u8 i16 i32 i64 bool string", {c.operand(0)},
                                       [ids](LowerContext& l, const std::vector<TensorId>& x) {
                                         return l.add("tfl.gather_nd", {x[0], ids});
                                       }));
  return c.replace({t});
}

Status lowerScatterNd(LowerContext& c) {
  ARA_TRY(checkVectors(c, 0, resultShape(c)));
  ARA_ASSIGN(const TensorId ids, int32Operand(c, 0));
  ARA_ASSIGN(const TensorId shape, int32Operand(c, 2));
  if (!ir::isInteger(c.type(1)) || c.type(1) == DataType::u64)
    return c.replaceWith("tfl.scatter_nd", {ids, c.operand(1), shape});
  ARA_ASSIGN(const TensorId t, computedAs(c, "f32 i8 u8 i32 i64 bool", {c.operand(1)},
                                          [&](LowerContext& l, const std::vector<TensorId>& x) {
                                            return l.add("tfl.scatter_nd", {ids, x[0], shape});
                                          }));
  return c.replace({t});
}

// --- OneHot, SparseToDense

Status lowerOneHot(LowerContext& c) {
  ARA_ASSIGN(const TensorId ids, indexOperand(c, 0));
  ARA_ASSIGN(const TensorId depth, int32Operand(c, 1));
  ARA_ASSIGN(const TensorId number, reshapeTo(c, depth, Shape::scalar()));
  ARA_ASSIGN(
      const TensorId t,
      movedAs(c, "f32 i8 u8 i32 i64 bool", {c.operand(2), c.operand(3)},
              [&](LowerContext& l, const std::vector<TensorId>& x) {
                return l.add("tfl.one_hot", {ids, number, x[0], x[1]}, {{"axis", AttrValue(l.attrInt("axis", -1))}});
              }));
  return c.replace({t});
}

Status lowerSparseToDense(LowerContext& c) {
  const Shape& ids = c.shape(0);
  if (ids.ranked && ids.rank() == 2)
    ARA_TRY(checkVectors(c, 0, resultShape(c)));
  else if (const Shape& out = resultShape(c); out.ranked && out.rank() == 1)
    ARA_TRY(checkIndices(c, 0, out.dims[0]));
  ARA_ASSIGN(TensorId at, indexOperand(c, 0));
  // Older runtimes end the process on a single index, and want as many values as there are indices in a list.
  if (const Shape listed = c.shape(0); listed.isStatic() && listed.rank() < 2) {
    ARA_ASSIGN(at, reshapeTo(c, at, Shape::of({productOf(listed.dims), 1})));
  }
  const Shape many = c.shapeOf(at);
  const bool repeated = c.shape(2).ranked && c.shape(2).rank() == 0 && many.ranked && many.rank() == 2 &&
                        isKnown(many.dims[0]) && many.dims[0] != 1;
  ARA_ASSIGN(const TensorId shape, int32Operand(c, 1));
  const auto build = [&](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
    TensorId values = x[0];
    if (repeated) {
      ARA_ASSIGN(values, l.add("tfl.broadcast_to", {values, l.ints({static_cast<std::int32_t>(many.dims[0])})}));
    }
    return l.add("tfl.sparse_to_dense", {at, shape, values, x[1]},
                 {{"validate_indices", AttrValue(l.attrBool("validate_indices", true))}});
  };
  ARA_ASSIGN(const TensorId t, movedAs(c, "f32 i8 u8 i32 i64", {c.operand(2), c.operand(3)}, build));
  return c.replace({t});
}

} // namespace ara::ops::tf
