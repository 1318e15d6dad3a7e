// Lowerings of the binary TensorFlow operators.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status lowerAdd(LowerContext& c);
Status lowerAddN(LowerContext& c);
Status lowerAnd(LowerContext& c);
Status lowerAtan2(LowerContext& c);
Status lowerDiv(LowerContext& c);
Status lowerDivNoNan(LowerContext& c);
Status lowerEqual(LowerContext& c);
Status lowerFloorDiv(LowerContext& c);
Status lowerFloorMod(LowerContext& c);
Status lowerGreater(LowerContext& c);
Status lowerGreaterEqual(LowerContext& c);
Status lowerLess(LowerContext& c);
Status lowerLessEqual(LowerContext& c);
Status lowerMaximum(LowerContext& c);
Status lowerMinimum(LowerContext& c);
Status lowerMul(LowerContext& c);
Status lowerMulNoNan(LowerContext& c);
Status lowerNotEqual(LowerContext& c);
Status lowerOr(LowerContext& c);
Status lowerPow(LowerContext& c);
Status lowerRealDiv(LowerContext& c);
Status lowerRightShift(LowerContext& c);
Status lowerSelect(LowerContext& c);
Status lowerSelectV2(LowerContext& c);
Status lowerSquaredDifference(LowerContext& c);
Status lowerSub(LowerContext& c);
Status lowerTruncateDiv(LowerContext& c);
Status lowerTruncateMod(LowerContext& c);
Status lowerXdivy(LowerContext& c);
Status lowerXlogy(LowerContext& c);
Status lowerXor(LowerContext& c);

} // namespace ara::ops::tf
