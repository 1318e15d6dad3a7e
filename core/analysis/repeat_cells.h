// Taking a block of places apart into cells: each cycle of state with what feeds it alone.
#pragma once

#include "analysis/repeats.h"

namespace ara::analysis {

// Which places read what a place makes: in the same copy, and in another one.
struct PlaceGraph {
  std::vector<std::vector<std::uint32_t>> users, carriedUsers; // by place
};
// The places of each cell, those that feed others first; what keeps no state and feeds several cells is a group of its
// own.
std::vector<std::vector<std::uint32_t>> cellGroups(const PlaceGraph& places);

// The cells of `block`, those that feed others first. A block without state is its own only cell.
std::vector<Repeat> cellsOf(const ir::Graph& graph, Repeat block);

} // namespace ara::analysis
