// FakeQuant: elements rounded to the steps of a quantized range, but kept as floats.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status evaluateFakeQuantArgs(EvalContext& c); // range in attributes
Status lowerFakeQuantArgs(LowerContext& c);
Status evaluateFakeQuantVars(EvalContext& c); // range in operands 1 and 2, scalars
Status lowerFakeQuantVars(LowerContext& c);
Status evaluateFakeQuantPerChannel(EvalContext& c); // vectors, one range for each index of the last axis
Status lowerFakeQuantPerChannel(LowerContext& c);

} // namespace ara::ops::tf
