// Activations.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tf {

std::span<const ir::OpDef> activationRows() { return {}; }

} // namespace ara::ops::tf
