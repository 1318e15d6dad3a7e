// Orders and reachability over a graph, without recursion.
#pragma once

#include "ir/model.h"

#include <vector>

namespace ara::ir {

struct Order {
  std::vector<NodeId> nodes; // every living node after its producers (data and control); file order where that is free
  std::vector<NodeId> cycle; // nodes of one illegal cycle, empty when there is none; NextIteration may close cycles
};
// The node whose operands may come from later nodes: TensorFlow's NextIteration.
bool closesLoops(const Model& model, const Node& node);
Order executionOrder(const Model& model, const Graph& graph);

// By node index: whether some of `roots` depends on it, through data (and control when asked).
std::vector<bool> neededFor(const Graph& graph, std::span<const TensorId> roots, bool throughControl);
// By node index: whether it depends on some tensor of `from`.
std::vector<bool> dependentOn(const Graph& graph, std::span<const TensorId> from);

} // namespace ara::ir
