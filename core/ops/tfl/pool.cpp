// Pools and image resizing.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tfl {

std::span<const ir::OpDef> poolRows() { return {}; }

} // namespace ara::ops::tfl
