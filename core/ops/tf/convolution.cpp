// Convolutions.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tf {

std::span<const ir::OpDef> convolutionRows() { return {}; }

} // namespace ara::ops::tf
