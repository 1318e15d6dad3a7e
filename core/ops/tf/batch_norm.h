// Batch normalisation with known mean and variance: y = (x - mean) * scale / sqrt(variance + epsilon) + offset.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

// FusedBatchNorm, V2, V3: x, scale, offset, mean, variance
Status inferFusedBatchNorm(InferContext& c);
Status evaluateFusedBatchNorm(EvalContext& c);
Status lowerFusedBatchNorm(LowerContext& c);
// BatchNormWithGlobalNormalization: t, m, v, beta, gamma
Status inferGlobalBatchNorm(InferContext& c);
Status evaluateGlobalBatchNorm(EvalContext& c);
Status lowerGlobalBatchNorm(LowerContext& c);

} // namespace ara::ops::tf
