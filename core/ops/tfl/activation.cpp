// Activations.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tfl {

std::span<const ir::OpDef> activationRows() { return {}; }

} // namespace ara::ops::tfl
