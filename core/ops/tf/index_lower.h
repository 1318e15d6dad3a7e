// Lowerings of the operators that count, choose and place by number; their rows are in index.cpp and slice.cpp.
#pragma once

#include "ops/movement/lowering.h"

namespace ara::ops::tf {

// Each number of a constant index vector against the axis it points into.
Status checkVectors(const LowerContext& c, std::size_t operand, const Shape& into);
Status wantFloat(const LowerContext& c);                                  // operand 0 in float32
Result<TensorId> addTo(LowerContext& c, TensorId t, std::int64_t number); // int32

// stitch_lower.cpp
Status lowerDynamicStitch(LowerContext& c);
Status lowerDynamicPartition(LowerContext& c);
Status lowerTensorScatterUpdate(LowerContext& c);
Status lowerTensorScatterAdd(LowerContext& c);
Status lowerTensorScatterSub(LowerContext& c);
Status lowerTensorScatterMax(LowerContext& c);
Status lowerTensorScatterMin(LowerContext& c);
Status lowerSparseTensorDenseAdd(LowerContext& c);
// count_lower.cpp
Status lowerBincount(LowerContext& c);
Status lowerDenseBincount(LowerContext& c);
Status lowerHistogramFixedWidth(LowerContext& c);
Status lowerInTopK(LowerContext& c);
Status lowerNthElement(LowerContext& c);
// patch_lower.cpp
Status lowerExtractImagePatches(LowerContext& c);
Status lowerDilation2d(LowerContext& c);
Status lowerRoll(LowerContext& c);
Status lowerRfft(LowerContext& c);
Status lowerMatrixBandPart(LowerContext& c);

} // namespace ara::ops::tf
