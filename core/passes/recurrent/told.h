// What the journal tells of a layer that was recognised.
#pragma once

#include "passes/recurrent/cell.h"

namespace ara::passes::recurrent {

// What the names of the first and the last step have in common: "rnn/cell_0".
std::string scopeOf(const ir::Model& model, const ir::Graph& graph, ir::NodeId first, ir::NodeId last);
// Whether two products by matrices are there at all: without them nothing is a recurrent layer.
bool mayRepeat(const ir::Model& model, const ir::Graph& graph);
// "2,800 nodes, 200 steps of 14, are one LSTM layer of 64 units."
Message told(const Cell& cell, std::size_t steps, std::size_t nodes);

} // namespace ara::passes::recurrent
