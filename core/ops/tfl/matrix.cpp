// Products of matrices.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tfl {

std::span<const ir::OpDef> matrixRows() { return {}; }

} // namespace ara::ops::tfl
