#include "ops/context.h"

#include <span>

namespace ara::ops::tfl {

std::span<const ir::OpDef> layoutRows() { return {}; }

} // namespace ara::ops::tfl
