// Attributes of a TensorFlow node against what its row declares ("strides:ints, padding:string, axis:int=-1").
#pragma once

#include "ops/context.h"

namespace ara::ops {

// Error (BadFile) for an attribute of another kind than declared, and for one without default that is not there. Types
// may be missing: the tensors tell them.
Status checkAttributes(const NodeView& node);

} // namespace ara::ops
