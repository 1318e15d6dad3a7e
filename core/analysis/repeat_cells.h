// Taking a block of places apart into cells: each cycle of state with what feeds it alone.
#pragma once

#include "analysis/repeats.h"

namespace ara::analysis {

// The cells of `block`, those that feed others first. A block without state is its own only cell.
std::vector<Repeat> cellsOf(const ir::Graph& graph, Repeat block);

} // namespace ara::analysis
