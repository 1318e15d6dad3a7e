#include "ops/movement/rules.h"
#include "ops/tfl/rare_run.h"

#include <span>

namespace ara::ops::tfl {
namespace {

// Element types the movers of the runtime copy without looking at them.
#define ARA_ALL_TYPES "f32 f16 bf16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool c64"

// A table of int8 weights gives its rows as int8 with the same scale, or as the floats they stand for.
bool dequantizes(const NodeView& v) {
  const ir::Graph& g = v.graph();
  return v.has(1) && g[v.operand(1)].quant && v.resultCount() == 1 && g[g.result(v.id())].type == DataType::f32 &&
         v.type(1) != DataType::f32;
}

Status inferEmbedding(InferContext& c) {
  ARA_TRY(inferMovement(c, kEmbeddingLookup));
  if (dequantizes(c)) c.results[0].type = DataType::f32;
  return {};
}

Status evaluateEmbedding(EvalContext& c) {
  if (dequantizes(c))
    return c.refuse(
        msg("{0} {1} reads quantized rows as numbers, for which there is no reference kernel.", c.op(), c.name()));
  return evaluateMovement(c, kEmbeddingLookup);
}

// One row per group of indices; how many groups the last index tells only when it runs.
Status inferEmbeddingSparse(InferContext& c) {
  ARA_TRY(wantOperands(c));
  Shape out = Shape::unknown();
  const auto dense = Given(static_cast<const NodeView&>(c)).partial(2);
  const Shape& table = c.shape(4);
  if (dense && table.ranked && !dense->empty() && table.rank() > 0) {
    out = Shape::of({dense->begin(), dense->end() - 1});
    out.dims.insert(out.dims.end(), table.dims.begin() + 1, table.dims.end());
  }
  c.result(0, c.type(4), std::move(out));
  return {};
}

Status inferHashtableLookup(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const Shape &keys = c.shape(0), &values = c.shape(2);
  Shape out = Shape::unknown();
  if (keys.ranked && keys.rank() == 1 && values.ranked && values.rank() > 0) {
    out = values;
    out.dims[0] = keys.dims[0];
  }
  c.result(0, c.type(2), std::move(out));
  c.result(1, DataType::u8, keys.ranked ? keys : Shape::of({ir::kUnknownDim}));
  return {};
}

constexpr ir::OpDef kRows[] = {
    {.name = "tfl.slice",
     .kind = ir::OpKind::shape,
     .doc = "A box cut out of a tensor.",
     .operands = "input, begin, size",
     .infer = inferMoved<kSlice>,
     .evaluate = evaluateMoved<kSlice>,
     .builtinCode = 65,
     .limits = {.types = ARA_ALL_TYPES " i4 string"}},
    {.name = "tfl.strided_slice",
     .kind = ir::OpKind::shape,
     .doc = "A part of a tensor with a step on each axis.",
     .operands = "input, begin, end, strides",
     .attrs = "begin_mask:int, end_mask:int, ellipsis_mask:int, new_axis_mask:int, shrink_axis_mask:int, offset:bool",
     .infer = inferMoved<kStridedSlice>,
     .evaluate = evaluateMoved<kStridedSlice>,
     .builtinCode = 45,
     .limits = {.types = ARA_ALL_TYPES " string"}},
    {.name = "tfl.split",
     .kind = ir::OpKind::shape,
     .doc = "Equal parts along one axis.",
     .operands = "axis, input",
     .results = "output*num_splits",
     .attrs = "num_splits:int",
     .infer = inferMoved<kSplit>,
     .evaluate = evaluateMoved<kSplit>,
     .builtinCode = 49,
     .limits = {.types = "f32 i8 u8 i16 i32 i64", .typedBy = 1, .minRank = 1}},
    {.name = "tfl.split_v",
     .kind = ir::OpKind::shape,
     .doc = "Parts of given sizes along one axis.",
     .operands = "input, sizes, axis",
     .results = "output*num_splits",
     .attrs = "num_splits:int",
     .infer = inferMoved<kSplitV>,
     .evaluate = evaluateMoved<kSplitV>,
     .builtinCode = 102,
     .limits = {.types = "f32 i8 u8 i16 i32 i64", .minRank = 1}},
    {.name = "tfl.concatenation",
     .kind = ir::OpKind::shape,
     .doc = "Tensors joined along one axis.",
     .operands = "values*",
     .attrs = "axis:int, fused_activation_function:symbol=NONE",
     .infer = inferMoved<kConcatenation>,
     .evaluate = evaluateMoved<kConcatenation>,
     .builtinCode = 2,
     .limits = {.types = "f32 f16 bf16 i4 i8 u8 i16 i32 u32 i64 bool", .minRank = 1}},
    {.name = "tfl.pack",
     .kind = ir::OpKind::shape,
     .doc = "Tensors of one shape stacked along a new axis.",
     .operands = "values*values_count",
     .attrs = "values_count:int, axis:int",
     .infer = inferMoved<kPack>,
     .evaluate = evaluateMoved<kPack>,
     .builtinCode = 83,
     .limits = {.types = "f32 i8 u8 i16 i32 u32 i64"}},
    {.name = "tfl.unpack",
     .kind = ir::OpKind::shape,
     .doc = "The slices along one axis, each as a tensor.",
     .operands = "input",
     .results = "output*num",
     .attrs = "num:int, axis:int",
     .infer = inferMoved<kUnpack>,
     .evaluate = evaluateMoved<kUnpack>,
     .builtinCode = 88,
     .limits = {.types = "f32 f16 bf16 i8 u8 i16 i32 bool", .minRank = 1}},
    {.name = "tfl.gather",
     .kind = ir::OpKind::shape,
     .doc = "Slices chosen by index along one axis.",
     .operands = "params, indices",
     .attrs = "axis:int, batch_dims:int",
     .infer = inferMoved<kGather>,
     .evaluate = evaluateMoved<kGather>,
     .builtinCode = 36,
     .limits = {.types = "f32 f16 bf16 i8 u8 i16 i32 i64 bool", .quantized = "i4", .minRank = 1},
     .hybridWeights = "0"},
    {.name = "tfl.gather_nd",
     .kind = ir::OpKind::shape,
     .doc = "Slices chosen by index vectors.",
     .operands = "params, indices",
     .infer = inferMoved<kGatherNd>,
     .evaluate = evaluateMoved<kGatherNd>,
     .builtinCode = 107,
     .limits = {.types = "f32 f16 bf16 i8 u8 i16 i32 i64 bool string", .minRank = 1}},
    {.name = "tfl.scatter_nd",
     .kind = ir::OpKind::shape,
     .doc = "Zeros with slices added at index vectors.",
     .operands = "indices, updates, shape",
     .infer = inferScatterNd,
     .evaluate = evaluateScatterNd,
     .builtinCode = 122,
     .limits = {.types = "f32 i8 u8 i32 i64 bool", .typedBy = 1}},
    {.name = "tfl.pad",
     .kind = ir::OpKind::shape,
     .doc = "Zeros around a tensor.",
     .operands = "input, paddings",
     .infer = inferMoved<kPad>,
     .evaluate = evaluatePadding<kPad>,
     .builtinCode = 34,
     .limits = {.types = "f32 f16 bf16 i8 u8 i16 i32 i64 bool", .maxRank = 5}},
    {.name = "tfl.padv2",
     .kind = ir::OpKind::shape,
     .doc = "A value around a tensor.",
     .operands = "input, paddings, value",
     .infer = inferMoved<kPadV2>,
     .evaluate = evaluateMoved<kPadV2>,
     .builtinCode = 60,
     .limits = {.types = "f32 f16 bf16 i8 u8 i16 i32 i64 bool", .maxRank = 5}},
    {.name = "tfl.mirror_pad",
     .kind = ir::OpKind::shape,
     .doc = "A tensor continued by its mirror image.",
     .operands = "input, paddings",
     .attrs = "mode:symbol=REFLECT",
     .infer = inferMoved<kMirrorPad>,
     .evaluate = evaluateMoved<kMirrorPad>,
     .builtinCode = 100,
     .limits = {.types = ARA_ALL_TYPES}},
    {.name = "tfl.tile",
     .kind = ir::OpKind::shape,
     .doc = "A tensor repeated along its axes.",
     .operands = "input, multiples",
     .infer = inferMoved<kTile>,
     .evaluate = evaluateMoved<kTile>,
     .builtinCode = 69,
     .limits = {.types = ARA_ALL_TYPES " string"}},
    {.name = "tfl.reverse_v2",
     .kind = ir::OpKind::shape,
     .doc = "Reversed order along neighbouring axes.",
     .operands = "input, axes",
     .infer = inferMoved<kReverseV2>,
     .evaluate = evaluateMoved<kReverseV2>,
     .builtinCode = 105,
     .limits = {.types = "f32 f16 bf16 i8 u8 i16 i32 i64 bool", .minRank = 1}},
    {.name = "tfl.reverse_sequence",
     .kind = ir::OpKind::shape,
     .doc = "The first elements of each sequence reversed.",
     .operands = "input, lengths",
     .attrs = "seq_dim:int, batch_dim:int",
     .infer = inferMoved<kReverseSequence>,
     .evaluate = evaluateMoved<kReverseSequence>,
     .builtinCode = 112,
     .limits = {.types = "f32 u8 i16 i32 i64", .minRank = 2}},
    {.name = "tfl.one_hot",
     .kind = ir::OpKind::shape,
     .doc = "A vector for each index that is on at that index only.",
     .operands = "indices, depth, on_value, off_value",
     .attrs = "axis:int",
     .infer = inferMoved<kOneHot>,
     .evaluate = evaluateMoved<kOneHot>,
     .builtinCode = 85,
     .limits = {.types = "f32 i8 u8 i32 i64 bool", .typedBy = 2}},
    {.name = "tfl.sparse_to_dense",
     .kind = ir::OpKind::shape,
     .doc = "Values at given positions, a default elsewhere.",
     .operands = "indices, shape, values, default_value",
     .attrs = "validate_indices:bool",
     .infer = inferMoved<kSparseToDense>,
     .evaluate = evaluateMoved<kSparseToDense>,
     .builtinCode = 68,
     .limits = {.types = "f32 i8 u8 i32 i64", .typedBy = 2}},
    {.name = "tfl.dynamic_update_slice",
     .kind = ir::OpKind::shape,
     .doc = "A tensor with a part replaced.",
     .operands = "input, update, start",
     .infer = inferMoved<kDynamicUpdateSlice>,
     .evaluate = evaluateMoved<kDynamicUpdateSlice>,
     .builtinCode = 151,
     .limits = {.types = ARA_ALL_TYPES " i4"}},
    {.name = "tfl.embedding_lookup",
     .kind = ir::OpKind::shape,
     .doc = "Rows of a table chosen by index.",
     .operands = "ids, table",
     .infer = inferEmbedding,
     .evaluate = evaluateEmbedding,
     .builtinCode = 7,
     .limits = {.types = ARA_ALL_TYPES, .quantized = "i8", .typedBy = 1, .minRank = 2},
     .hybridWeights = "1"},
    {.name = "tfl.embedding_lookup_sparse",
     .kind = ir::OpKind::shape,
     .doc = "Weighted sums of rows of a table chosen by sparse indices.",
     .operands = "ids, indices, dense_shape, weights, table",
     .attrs = "combiner:symbol=SUM",
     .infer = inferEmbeddingSparse,
     .evaluate = evaluateEmbeddingLookupSparse,
     .builtinCode = 33},
    {.name = "tfl.hashtable_lookup",
     .kind = ir::OpKind::shape,
     .doc = "Rows of a table found by key, and which keys were found.",
     .operands = "lookup, keys, values",
     .results = "output, hits",
     .infer = inferHashtableLookup,
     .evaluate = evaluateHashtableLookup,
     .builtinCode = 10,
     .limits = {.types = ARA_ALL_TYPES " i4 i2 u4", .typedBy = 2, .minRank = 1}},
    {.name = "tfl.matrix_diag",
     .kind = ir::OpKind::shape,
     .doc = "Square matrices with the input on their diagonals.",
     .operands = "diagonal",
     .infer = inferMoved<kMatrixDiag>,
     .evaluate = evaluateMoved<kMatrixDiag>,
     .builtinCode = 113,
     .limits = {.types = "f32 i8 u8 i16 i32 u32 i64", .minRank = 1}},
    {.name = "tfl.matrix_set_diag",
     .kind = ir::OpKind::shape,
     .doc = "Matrices with their diagonals replaced.",
     .operands = "input, diagonal",
     .infer = inferMoved<kMatrixSetDiag>,
     .evaluate = evaluateMoved<kMatrixSetDiag>,
     .builtinCode = 115,
     .limits = {.types = "f32 i8 u8 i16 i32 u32 i64", .minRank = 2}},
    {.name = "tfl.dilate",
     .kind = ir::OpKind::shape,
     .doc = "A tensor with a value put between its elements.",
     .operands = "input, dilations, padding_value",
     .infer = inferMoved<kDilate>,
     .evaluate = evaluateMoved<kDilate>,
     .builtinCode = 203,
     .limits = {.types = ARA_ALL_TYPES " i2 u4", .quantized = "i4", .minRank = 1}},
};

} // namespace

std::span<const ir::OpDef> sliceRows() { return kRows; }

} // namespace ara::ops::tfl
