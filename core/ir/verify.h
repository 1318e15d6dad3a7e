// Checks the invariants of a model: links agree both ways, ids are in range, constants have the bytes their shape and type
// need, cycles pass through NextIteration only, calls name graphs that exist, quantization fits its tensor.
#pragma once

#include "ir/model.h"

namespace ara::ir {

// The first few findings (at most 20), empty when all is well. Kind BadFile, or Internal for broken links.
std::vector<Error> verify(const Model& model);

} // namespace ara::ir
