// Einsum: products and sums over labelled axes, "bij,bjk->bik".
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status inferEinsum(InferContext& c);
Status evaluateEinsum(EvalContext& c);
Status lowerEinsum(LowerContext& c); // to one product of matrices, with the axes brought into its order

} // namespace ara::ops::tf
