// Reference kernels of operators few models have, as the official runtime computes them.
#pragma once

#include "ops/arithmetic.h"

namespace ara::ops::tfl {

// boxes [n, 4], scores [n], at most how many, overlap, least score[, sigma]: with a sigma scores go down instead.
Status evaluateSuppression(EvalContext& c);
Status evaluateHashtableLookup(EvalContext& c);       // numbers [n], keys [m] ascending, rows [m, ...]
Status evaluateEmbeddingLookupSparse(EvalContext& c); // ids, indices, dense shape, weights, table
Status evaluateSkipGram(EvalContext& c);              // one text

} // namespace ara::ops::tfl
