// Operators that are known but have no form in TensorFlow Lite: their rows lower with `lowerRefused`, which says why
// and what to do instead. A coverage table counts such a row as not lowered:
//
//   const bool lowers = row.lower && row.lower != &lowerRefused;
#pragma once

#include "ops/context.h"

namespace ara::ops {

Status lowerRefused(LowerContext& c);

} // namespace ara::ops
