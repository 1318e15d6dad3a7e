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
Status lowerSum(LowerContext& c);
Status lowerTopK(LowerContext& c);

} // namespace ara::ops::tf
