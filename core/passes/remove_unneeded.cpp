// Drops every node no graph output depends on through data. Control edges do not keep anything alive: what they order
// (asserts, savers, summaries) has no place in a TFLite graph.
#include "passes/pass.h"

namespace ara::passes {

Status remove_unneeded(PassContext& c) {
  const ir::Graph& g = c.graph();
  // TensorFlow Lite operators that do something besides their results stay, with all they need.
  const auto acts = [&](ir::NodeId n) {
    return g[n].def && !g[n].def->pure && g[n].def->dialect() == ir::Dialect::tfl;
  };
  std::vector<ir::TensorId> roots = g.outputs;
  for (const ir::NodeId n : g.nodeIds())
    if (acts(n))
      for (const ir::TensorId t : g.operands(n))
        if (t) roots.push_back(t);
  const std::vector<bool> needed = ir::neededFor(g, roots, false);
  std::vector<ir::NodeId> gone;
  for (const ir::NodeId n : g.nodeIds())
    if (!needed[n.index()] && !acts(n)) gone.push_back(n);
  for (const ir::NodeId n : gone) c.edit.remove(n);
  if (!gone.empty()) c.edit.rewrote("not_needed", gone, {}, msg("No output depends on it."));
  return {};
}

} // namespace ara::passes
