// Recurrent layers.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tfl {

std::span<const ir::OpDef> recurrentRows() { return {}; }

} // namespace ara::ops::tfl
