// Ranks: longest path from the sources, then things of little weight move next to what they belong to:
//
//   w0 w1 w2            w0
//   |  |  |             |
//   a  |  |      ->     a  w1
//   b--+  |             |  |
//   c-----+             b--+   (constants beside their only user, dead ends just below their producer)
#include "layout/engine.h"

#include <algorithm>

namespace ara::layout::detail {
namespace {

Result<std::vector<Index>> topological(Pace& pace, const Graph& g) {
  std::vector<Index> waiting(g.boxes()), order;
  order.reserve(g.boxes());
  for (Index b = 0; b < g.boxes(); ++b) {
    waiting[b] = static_cast<Index>(g.up.size(b));
    if (waiting[b] == 0) order.push_back(b);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    ARA_TRY(pace.work(4 + g.down.size(order[i]) * 2));
    for (const Index e : g.down.of(order[i]))
      if (--waiting[g.bottom(e)] == 0) order.push_back(g.bottom(e));
  }
  return order;
}

} // namespace

Result<Ranks> rankBoxes(Pace& pace, const Graph& g) {
  ARA_ASSIGN(const std::vector<Index> order, topological(pace, g));
  const Index n = g.boxes();
  std::vector<Index> depth(n, 0), height(n, 0);
  // feeder: the end of a tree that serves one user only; deadEnd: the start of a tree with one producer only.
  std::vector<std::uint8_t> feeder(n, 1), deadEnd(n, 1);
  for (const Index b : order) {
    ARA_TRY(pace.work(4 + g.up.size(b) * 2));
    for (const Index e : g.up.of(b)) {
      depth[b] = std::max(depth[b], depth[g.top(e)] + 1);
      feeder[b] &= feeder[g.top(e)];
    }
    feeder[b] &= g.down.size(b) == 1;
  }
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    ARA_TRY(pace.work(4 + g.down.size(*it) * 2));
    for (const Index e : g.down.of(*it)) {
      height[*it] = std::max(height[*it], height[g.bottom(e)] + 1);
      deadEnd[*it] &= deadEnd[g.bottom(e)];
    }
    deadEnd[*it] &= g.up.size(*it) == 1;
  }

  Ranks out;
  out.rank = depth;
  for (auto it = order.rbegin(); it != order.rend(); ++it) {
    const Index b = *it;
    ARA_TRY(pace.work(4 + (g.down.size(b) + g.up.size(b)) * 2));
    std::size_t pulls = 0, holds = 0;
    Index limit = kNone;
    for (const Index e : g.down.of(b))
      if (!deadEnd[g.bottom(e)]) {
        ++pulls;
        limit = std::min(limit, out.rank[g.bottom(e)] - 1);
      }
    for (const Index e : g.up.of(b)) holds += !feeder[g.top(e)];
    if (pulls > holds && limit > out.rank[b]) out.rank[b] = limit;
  }
  for (const Index b : order)
    if (deadEnd[b] && g.up.size(b) == 1) out.rank[b] = out.rank[g.top(g.up.of(b)[0])] + 1;

  out.aside.assign(g.edges(), 0);
  const auto mark = [&](std::span<const Index> edges, auto far, const auto& mere, const auto& length) {
    Index best = 0;
    const auto weight = [&](Index e) { return mere[far(e)] ? length[far(e)] : kNone; };
    for (const Index e : edges) best = std::max(best, weight(e));
    for (const Index e : edges) out.aside[e] |= weight(e) < best;
  };
  for (Index b = 0; b < n; ++b) {
    ARA_TRY(pace.work(4 + (g.down.size(b) + g.up.size(b)) * 4));
    mark(
        g.up.of(b), [&](Index e) { return g.top(e); }, feeder, depth);
    mark(
        g.down.of(b), [&](Index e) { return g.bottom(e); }, deadEnd, height);
  }
  return out;
}

void closeRanks(const Lists& parts, Ranks& ranks) {
  std::vector<Index> number; // by rank from the lowest of the part: 1 if used, then its new number
  for (Index p = 0; p + 1 < parts.first.size(); ++p) {
    Index low = kNone, high = 0;
    for (const Index b : parts.of(p)) {
      low = std::min(low, ranks.rank[b]);
      high = std::max(high, ranks.rank[b]);
    }
    number.assign(high - low + 1, 0);
    for (const Index b : parts.of(p)) number[ranks.rank[b] - low] = 1;
    Index next = 0;
    for (Index& k : number) k = k ? next++ : kNone;
    for (const Index b : parts.of(p)) ranks.rank[b] = number[ranks.rank[b] - low];
  }
}

} // namespace ara::layout::detail
