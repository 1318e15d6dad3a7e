// Functions of one real number that TensorFlow Lite has no operator for, built from those it has. Each is right to a
// few units in the last place over the whole range of float32, NaN included; where the answer is infinite, the
// runtime's sums and products end at the largest number, here as everywhere.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status lowerAcosh(LowerContext& c);
Status lowerAsinh(LowerContext& c);
Status lowerAtanh(LowerContext& c);
Status lowerCosh(LowerContext& c);
Status lowerErf(LowerContext& c);
Status lowerErfc(LowerContext& c);
Status lowerExpm1(LowerContext& c);
Status lowerLog1p(LowerContext& c);
Status lowerSinh(LowerContext& c);

} // namespace ara::ops::tf
