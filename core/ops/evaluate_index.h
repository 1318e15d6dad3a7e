// Reference kernels of the operators that count and place by number.
#pragma once

#include "ops/arithmetic.h"

namespace ara::ops {

Status inferBincount(InferContext& c); // values, size, weights
Status evaluateBincount(EvalContext& c);
Status inferBucketize(InferContext& c); // attribute boundaries
Status evaluateBucketize(EvalContext& c);
Status inferHistogram(InferContext& c); // values, value_range, nbins
Status evaluateHistogram(EvalContext& c);
Status inferInTop(InferContext& c); // predictions, targets[, k]
Status evaluateInTop(EvalContext& c);
Status inferNth(InferContext& c); // input, n
Status evaluateNth(EvalContext& c);
Status inferRealTransform(InferContext& c); // input, fft_length: over its as many last axes
Status evaluateRealTransform(EvalContext& c);
Status inferDilation(InferContext& c); // input, filter
Status evaluateDilation(EvalContext& c);

// How updates are put together with what stands at their place.
enum class Meet { add, subtract, largest, smallest };
Status evaluateScatter(EvalContext& c, Meet how); // tensor, indices, updates
template<Meet how> Status evaluateScattered(EvalContext& c) { return evaluateScatter(c, how); }
Status inferSparseAdd(InferContext& c); // indices, values, shape, dense
Status evaluateSparseAdd(EvalContext& c);

} // namespace ara::ops
