// What happened to a model during a conversion: every rewrite of every pass, appended in order. Provenance, the pass
// log and the verdict on each node are queries on it.
#pragma once

#include "base/message.h"
#include "ir/model.h"

#include <span>
#include <string_view>
#include <vector>

namespace ara::ir {

struct Rewrite {
  std::uint32_t pass = 0; // index into Journal::passes
  std::string_view rule;  // literal, "fold_constant"
  GraphId graph;
  std::uint32_t firstNode = 0, beforeCount = 0, afterCount = 0; // in Journal::nodes
  Message reason;                                               // may be empty
};

struct PassRun {
  std::string_view name;
  std::size_t nodesBefore = 0, nodesAfter = 0;
  std::size_t rewrites = 0;
  double milliseconds = 0;
};

struct Journal {
  double proofMilliseconds = 0; // spent on running what was recognised beside what it stands for; in no pass's time
  std::vector<PassRun> passes;
  std::vector<Rewrite> rewrites;
  std::vector<NodeId> nodes; // of all rewrites, one behind the other: a million rewrites are three allocations

  // Nodes that are gone (or changed, when they are also in `after`).
  std::span<const NodeId> before(const Rewrite& r) const {
    return std::span(nodes).subspan(r.firstNode, r.beforeCount);
  }
  // Nodes that stand for them; empty: folded away.
  std::span<const NodeId> after(const Rewrite& r) const {
    return std::span(nodes).subspan(r.firstNode + r.beforeCount, r.afterCount);
  }
};

// What `rewrote` takes: {a, b}, a vector, or {} for none.
struct NodeList : std::span<const NodeId> {
  NodeList() = default;
  NodeList(std::initializer_list<NodeId> list) : std::span<const NodeId>(list.begin(), list.size()) {}
  NodeList(const std::vector<NodeId>& list) : std::span<const NodeId>(list) {}
};

} // namespace ara::ir
