// Blocks of nodes that stand in a graph several times with the same operators, shapes, attributes and constants: the
// steps of an unrolled recurrent layer, towers with shared weights. What one copy computes and the next one reads is
// the carried state. Found by dataflow alone; names do not matter. Used by the fusion of recurrent layers and by the
// canvas.
//
//   for (const Repeat& r : findRepeats(task, model, graph))
//     r.node(place, copy);                 // the same place of two copies: the same operator on other tensors
#pragma once

#include "base/task.h"
#include "ir/model.h"

#include <vector>

namespace ara::analysis {

// Operand `operand` of `place` is result `result` of `from` in the copy before; in the first copy it is the initial
// state.
struct Carried {
  std::uint32_t place = 0, operand = 0;
  std::uint32_t from = 0, result = 0;
};

struct Repeat {
  std::uint32_t copies = 0;      // in the order in which state is carried, else in execution order
  std::vector<ir::NodeId> nodes; // place * copies + copy
  std::vector<Carried> carried;  // empty: the copies do not depend on each other's state

  std::uint32_t places() const { return copies ? static_cast<std::uint32_t>(nodes.size() / copies) : 0; }
  ir::NodeId node(std::uint32_t place, std::uint32_t copy) const { return nodes[std::size_t(place) * copies + copy]; }
};

struct RepeatOptions {
  std::uint32_t minCopies = 2;
  std::uint32_t minPlaces = 3;
  std::uint32_t maxFanOut = 64; // users of a result that are looked at, to find what belongs to a copy
};

// A repeat that carries state is split into cells: the places on one cycle of state, with what feeds that cycle alone.
// Each node is in at most one repeat. Cells come after those that feed them. Linear in the edges of the graph, plus
// sorting. Errors: Cancelled.
Result<std::vector<Repeat>> findRepeats(Task& task, const ir::Model& model, const ir::Graph& graph,
                                        const RepeatOptions& options = {});

} // namespace ara::analysis
