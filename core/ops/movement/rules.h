// Every operator that only moves elements, by what it does. The same rule serves the tf and the tfl row where the two
// have the same operands; where TFLite keeps in an attribute what TensorFlow takes as an operand, the rule looks for
// both.
#pragma once

#include "ops/movement/movement.h"

namespace ara::ops {

// reshapes.cpp
extern const Movement kReshape, kSqueeze, kExpandDims, kBroadcastTo, kFill, kZerosLike;
// slices.cpp
extern const Movement kSlice, kStridedSlice, kSplit, kSplitV, kUnpack;
// joins.cpp
extern const Movement kConcat, kConcatV2, kConcatenation, kPack, kPad, kPadV2, kMirrorPad, kTile, kDilate,
    kDynamicUpdateSlice;
// picks.cpp
extern const Movement kGather, kGatherNd, kEmbeddingLookup, kReverse, kReverseV2, kReverseSequence,
    kTensorScatterUpdate, kDynamicStitch, kDynamicPartition;
// placings.cpp
extern const Movement kOneHot, kSparseToDense;
// diagonals.cpp
extern const Movement kMatrixDiag, kMatrixSetDiag, kMatrixDiagPart;
// layouts.cpp
extern const Movement kTranspose, kSpaceToBatchNd, kBatchToSpaceNd, kDepthToSpace, kSpaceToDepth;

// windows.cpp
extern const Movement kExtractPatches, kRoll, kMatrixBandPart;

// counts.cpp: what is computed from shapes and small vectors.
Status inferShapeOf(InferContext& c); // one vector per operand (ShapeN); type from out_type
Status evaluateShapeOf(EvalContext& c);
Status inferSize(InferContext& c);
Status evaluateSize(EvalContext& c);
Status inferRank(InferContext& c);
Status evaluateRank(EvalContext& c);
Status inferBroadcastArgs(InferContext& c);
Status evaluateBroadcastArgs(EvalContext& c);
Status inferInvertPermutation(InferContext& c);
Status evaluateInvertPermutation(EvalContext& c);
Status inferConcatOffset(InferContext& c);
Status evaluateConcatOffset(EvalContext& c);
// values.cpp: new values.
Status inferRange(InferContext& c);
Status evaluateRange(EvalContext& c);      // as TensorFlow computes it
Status evaluateAddedRange(EvalContext& c); // as the TensorFlow Lite runtime does
Status inferLinSpace(InferContext& c);
Status evaluateLinSpace(EvalContext& c);
Status inferOnesLike(InferContext& c);
Status evaluateOnesLike(EvalContext& c);
Status inferBitcast(InferContext& c); // to the attribute `type`, else to the type the result has
Status evaluateBitcast(EvalContext& c);
// searches.cpp
Status inferWhere(InferContext& c);
Status evaluateWhere(EvalContext& c);
Status inferUnique(InferContext& c); // index type from idx_out_type or out_idx
Status evaluateUnique(EvalContext& c);
Status inferScatterNd(InferContext& c);
Status evaluateScatterNd(EvalContext& c);

// What StridedSlice does to each axis of its input, masks and negative numbers resolved as far as they are known.
struct SlicedAxis {
  std::optional<std::int64_t> begin, end, stride; // as given
  bool fromStart = false, toEnd = false;          // masks
  bool shrink = false;
  // Resolved when everything is known: the first index, and how many.
  std::optional<std::int64_t> first;
  Dim size = ir::kUnknownDim;
};
struct SlicePlan {
  std::vector<SlicedAxis> axes;           // one per axis of the input
  std::vector<std::ptrdiff_t> resultAxes; // the input axis of each result axis, -1 for a new one
};
// Nothing when the ranks are not known.
Result<std::optional<SlicePlan>> planStridedSlice(const Given& g);

// The number of elements as a dimension: known, one symbol, or unknown.
Dim countOf(const Shape& s);

} // namespace ara::ops
