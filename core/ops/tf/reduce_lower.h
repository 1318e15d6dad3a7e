// Lowerings of the reducing TensorFlow operators.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status lowerAll(LowerContext& c);
Status lowerAny(LowerContext& c);
Status lowerArgMax(LowerContext& c);
Status lowerArgMin(LowerContext& c);
Status lowerCumsum(LowerContext& c);
Status lowerEuclideanNorm(LowerContext& c);
Status lowerMax(LowerContext& c);
Status lowerMean(LowerContext& c);
Status lowerMin(LowerContext& c);
Status lowerProd(LowerContext& c);
Status lowerSegmentSum(LowerContext& c);
Status lowerSum(LowerContext& c);
Status lowerTopK(LowerContext& c);
Status lowerUnsortedSegmentMax(LowerContext& c);
Status lowerUnsortedSegmentMin(LowerContext& c);
Status lowerUnsortedSegmentProd(LowerContext& c);
Status lowerUnsortedSegmentSum(LowerContext& c);

} // namespace ara::ops::tf
