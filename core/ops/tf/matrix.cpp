// Products of matrices.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tf {

std::span<const ir::OpDef> matrixRows() { return {}; }

} // namespace ara::ops::tf
