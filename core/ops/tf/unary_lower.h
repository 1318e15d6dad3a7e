// Lowerings of the unary TensorFlow operators. Where TensorFlow Lite has no operator they are built from others, and
// only where that is exact up to rounding.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status lowerAbs(LowerContext& c);
Status lowerAcos(LowerContext& c);
Status lowerAsin(LowerContext& c);
Status lowerAtan(LowerContext& c);
Status lowerCast(LowerContext& c);
Status lowerCeil(LowerContext& c);
Status lowerComplexAbs(LowerContext& c);
Status lowerCos(LowerContext& c);
Status lowerExp(LowerContext& c);
Status lowerFloor(LowerContext& c);
Status lowerImag(LowerContext& c);
Status lowerInvert(LowerContext& c);
Status lowerIsFinite(LowerContext& c);
Status lowerIsInf(LowerContext& c);
Status lowerIsNan(LowerContext& c);
Status lowerLog(LowerContext& c);
Status lowerNeg(LowerContext& c);
Status lowerNot(LowerContext& c);
Status lowerReal(LowerContext& c);
Status lowerReciprocal(LowerContext& c);
Status lowerRound(LowerContext& c);
Status lowerRsqrt(LowerContext& c);
Status lowerSign(LowerContext& c);
Status lowerSin(LowerContext& c);
Status lowerSqrt(LowerContext& c);
Status lowerSquare(LowerContext& c);
Status lowerTan(LowerContext& c);

} // namespace ara::ops::tf
