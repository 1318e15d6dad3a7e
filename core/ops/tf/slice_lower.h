// Lowerings of the operators that cut, join and pick; their rows are in slice.cpp.
#pragma once

#include "ops/movement/lowering.h"

namespace ara::ops::tf {

// cut_lower.cpp
Status lowerSlice(LowerContext& c);
Status lowerStridedSlice(LowerContext& c);
Status lowerSplit(LowerContext& c);
Status lowerSplitV(LowerContext& c);
Status lowerUnpack(LowerContext& c);
Status lowerReverse(LowerContext& c);
Status lowerReverseV2(LowerContext& c);
Status lowerReverseSequence(LowerContext& c);
// join_lower.cpp
Status lowerConcat(LowerContext& c);
Status lowerConcatV2(LowerContext& c);
Status lowerPack(LowerContext& c);
Status lowerPad(LowerContext& c);
Status lowerPadV2(LowerContext& c);
Status lowerMirrorPad(LowerContext& c);
Status lowerTile(LowerContext& c);
Status lowerDynamicUpdateSlice(LowerContext& c);
// pick_lower.cpp
Status lowerGather(LowerContext& c);
Status lowerGatherNd(LowerContext& c);
Status lowerScatterNd(LowerContext& c);
Status lowerOneHot(LowerContext& c);
Status lowerSparseToDense(LowerContext& c);
// diagonal_lower.cpp
Status lowerMatrixDiag(LowerContext& c);
Status lowerMatrixSetDiag(LowerContext& c);
Status lowerMatrixDiagPart(LowerContext& c);

} // namespace ara::ops::tf
