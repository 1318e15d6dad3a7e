// Drops every node no graph output depends on through data. Control edges do not keep anything alive: what they order
// (asserts, savers, summaries) has no place in a TFLite graph.
#include "passes/pass.h"

namespace ara::passes {

Status remove_unneeded(PassContext& c) {
  const auto needed = ir::neededFor(c.graph(), c.graph().outputs, false);
  std::vector<ir::NodeId> gone;
  for (const ir::NodeId n : c.graph().nodeIds())
    if (!needed[n.index()] && !(c.graph()[n].def && !c.graph()[n].def->pure && c.graph()[n].def->dialect() == ir::Dialect::tfl))
      gone.push_back(n);
  for (const ir::NodeId n : gone) c.edit.remove(n);
  if (!gone.empty()) c.edit.rewrote("not_needed", std::move(gone), {}, msg("No output depends on it."));
  return {};
}

} // namespace ara::passes
