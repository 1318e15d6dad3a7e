// Lowerings of the operators over segments; their rows are in segment.cpp.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

std::optional<std::int64_t> constantValue(const LowerContext& c, TensorId t); // of a constant int32 of one element

Status lowerSegmentSum(LowerContext& c);
Status lowerSegmentProd(LowerContext& c);
Status lowerSegmentMax(LowerContext& c);
Status lowerSegmentMin(LowerContext& c);
Status lowerSegmentMean(LowerContext& c);
Status lowerUnsortedSegmentSum(LowerContext& c);
Status lowerUnsortedSegmentProd(LowerContext& c);
Status lowerUnsortedSegmentMax(LowerContext& c);
Status lowerUnsortedSegmentMin(LowerContext& c);

} // namespace ara::ops::tf
