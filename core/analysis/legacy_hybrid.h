// Weights that the post_training_quantize of 2018 wrote: signed bytes, symmetric around zero, labelled UINT8. Today's
// runtimes take the label at its word and compute wrongly; int8 weights carry the label INT8.
#pragma once

#include "ir/model.h"

namespace ara::analysis {

bool isLegacyHybridWeight(const ir::Model& model, const ir::Graph& graph, ir::TensorId tensor);
std::size_t legacyHybridWeights(const ir::Model& model); // how many there are

} // namespace ara::analysis
