// What a node is by itself: operator, attributes, the shapes of what it makes, and the constants it reads. Two nodes of
// one signature can stand at the same place of two copies.
#pragma once

#include "ir/model.h"

#include <vector>

namespace ara::analysis {

struct Signatures {
  std::vector<std::uint64_t> nodes; // 0: dead nodes, and constants and variables, which belong to what reads them
  std::vector<std::uint64_t> fixed; // by tensor: what a constant or variable is, read through identities; 0: computed
};
// Zeros, and floats only one node reads, count as computed in a node's signature: the first step of a layer may read
// them where the others read a state.
Signatures signaturesOf(const ir::Model& model, const ir::Graph& graph);
// Elements of the largest constant or variable the node reads.
std::uint64_t weightsOf(const ir::Model& model, const ir::Graph& graph, ir::NodeId n);

} // namespace ara::analysis
