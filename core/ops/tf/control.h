// Lowering of loops and conditionals; their functions are lowered as graphs of their own.
#pragma once

#include "ops/context.h"

namespace ara::ops::tf {

Status lowerWhile(LowerContext& c);
Status lowerIf(LowerContext& c);

} // namespace ara::ops::tf
