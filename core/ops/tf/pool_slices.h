// Pools as slices, for what the runtime's pools do not do.
#pragma once

#include "ops/pool_rules.h"

namespace ara::ops::tf {

// The largest element of each window, in any type with MAXIMUM; `image` has its channels last.
Result<TensorId> largestBySlices(LowerContext& c, const WindowPlan& p, TensorId image);
// Its number, counted over the image; of equal ones the first.
Result<TensorId> largestPlaces(LowerContext& c, const WindowPlan& p, TensorId image, bool batch, DataType index);

} // namespace ara::ops::tf
