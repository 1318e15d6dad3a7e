// What a node is by itself: operator, attributes, the shapes of what it makes, and the constants it reads. Two nodes of
// one signature can stand at the same place of two copies.
#pragma once

#include "ir/model.h"

#include <vector>

namespace ara::analysis {

// By node index; 0: dead nodes, and constants and variables, which belong to the operators that read them.
std::vector<std::uint64_t> signaturesOf(const ir::Model& model, const ir::Graph& graph);
// Whether the tensor is a constant or a variable, or one read through identities.
bool isFixed(const ir::Model& model, const ir::Graph& graph, ir::TensorId t);
// Elements of the largest constant or variable the node reads.
std::uint64_t weightsOf(const ir::Model& model, const ir::Graph& graph, ir::NodeId n);

} // namespace ara::analysis
