// How the text form calls things: names where they are unique in their graph, "#3" where not. Numbers follow the order of
// printing, so that parsing and printing again gives the same text.
#pragma once

#include "ir/model.h"

#include <string>
#include <vector>

namespace ara::ir {

struct Labels {
  std::vector<std::string> tensors; // by TensorId; empty: the tensor is not part of the graph any more
  std::vector<std::string> nodes;   // by NodeId
  std::vector<TensorId> loose;      // tensors without producer that are no graph input but used, constant or variable
};

Labels labelsOf(const Model& model, const Graph& graph);
// The name result i of a node gets when it has none of its own: "node", "node:1", ...
std::string derivedName(std::string_view node, std::size_t result);
// `text` as an identifier, or quoted with escapes when it is none.
std::string quotedUnlessPlain(std::string_view text);
std::string quoted(std::string_view text);

} // namespace ara::ir
