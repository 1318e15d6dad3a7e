// Names a person gave to leave tensors out, or to take them alone.
#pragma once

#include "ir/model.h"

#include <string>
#include <vector>

namespace ara::quantize {

// Errors: BadArgument with the first name no tensor has.
Status namesExist(const ir::Model& model, const std::vector<std::string>& skip, const std::vector<std::string>& only);

} // namespace ara::quantize
