// Normalisations.
#include "ir/op_def.h"

#include <span>

namespace ara::ops::tf {

std::span<const ir::OpDef> normRows() { return {}; }

} // namespace ara::ops::tf
