#include "ops/context.h"

#include <span>

namespace ara::ops::tfl {

std::span<const ir::OpDef> unaryRows() { return {}; }

} // namespace ara::ops::tfl
