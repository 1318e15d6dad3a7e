// What happened to a model during a conversion: every rewrite of every pass, appended in order. Provenance, the pass log
// and the verdict on each node are queries on it.
#pragma once

#include "base/message.h"
#include "ir/model.h"

#include <string_view>
#include <vector>

namespace ara::ir {

struct Rewrite {
  std::uint32_t pass = 0;     // index into Journal::passes
  std::string_view rule;      // literal, "fold_constant"
  GraphId graph;
  std::vector<NodeId> before; // nodes that are gone (or changed, when they are also in `after`)
  std::vector<NodeId> after;  // nodes that stand for them; empty: folded away
  Message reason;             // may be empty
};

struct PassRun {
  std::string_view name;
  std::size_t nodesBefore = 0, nodesAfter = 0;
  std::size_t rewrites = 0;
  double milliseconds = 0;
};

struct Journal {
  std::vector<PassRun> passes;
  std::vector<Rewrite> rewrites;
};

} // namespace ara::ir
