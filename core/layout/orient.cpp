// Breaks cycles: a depth-first walk from the sources; an edge to a box the walk is still inside of closes a cycle and
// is turned round. Then lists the edges of every box, and finds the connected parts.
#include "layout/engine.h"

#include <algorithm>
#include <numeric>

namespace ara::layout::detail {
namespace {

// Edges by key(edge), either the self loops or all the others.
template<class Key> Lists listsBy(Index boxes, const std::vector<Turn>& turn, Key key, bool loops = false) {
  const auto edges = static_cast<Index>(turn.size());
  Lists out;
  out.first.assign(boxes + 1, 0);
  for (Index e = 0; e < edges; ++e)
    if ((turn[e] == Turn::self) == loops) ++out.first[key(e) + 1];
  std::partial_sum(out.first.begin(), out.first.end(), out.first.begin());
  out.items.resize(out.first.back());
  std::vector<Index> next(out.first.begin(), out.first.end() - 1);
  for (Index e = 0; e < edges; ++e)
    if ((turn[e] == Turn::self) == loops) out.items[next[key(e)]++] = e;
  return out;
}

template<class Port> Status sortByPort(Pace& pace, Lists& lists, Index boxes, Port port) {
  for (Index b = 0; b < boxes; ++b) {
    const auto begin = lists.items.begin() + lists.first[b], end = lists.items.begin() + lists.first[b + 1];
    const auto less = [&](Index a, Index c) { return port(a) < port(c); };
    if (!std::is_sorted(begin, end, less)) std::stable_sort(begin, end, less);
    ARA_TRY(pace.work(4 + lists.size(b) * 8));
  }
  return {};
}

Status markBackEdges(Pace& pace, const Request& request, const Lists& out, const Lists& in, std::vector<Turn>& turn) {
  enum State : std::uint8_t { fresh, open, done };
  const auto boxes = static_cast<Index>(request.boxes.size());
  std::vector<State> state(boxes, fresh);
  std::vector<Index> next(out.first.begin(), out.first.end() - 1), stack;
  const auto walk = [&](Index start) -> Status {
    if (state[start] != fresh) return {};
    stack.push_back(start);
    state[start] = open;
    while (!stack.empty()) {
      const Index b = stack.back();
      if (next[b] == out.first[b + 1]) {
        state[b] = done;
        stack.pop_back();
        continue;
      }
      ARA_TRY(pace.work(2));
      const Index e = out.items[next[b]++], to = request.edges[e].to;
      if (state[to] == open) turn[e] = Turn::back;
      if (state[to] != fresh) continue;
      state[to] = open;
      stack.push_back(to);
    }
    return {};
  };
  for (Index b = 0; b < boxes; ++b)
    if (in.size(b) == 0) ARA_TRY(walk(b));
  for (Index b = 0; b < boxes; ++b) ARA_TRY(walk(b)); // what only cycles lead to
  return {};
}

} // namespace

Result<Graph> orient(Pace& pace, const Request& request) {
  Graph g;
  g.request = &request;
  g.turn.assign(request.edges.size(), Turn::forward);
  for (Index e = 0; e < g.edges(); ++e) {
    const Edge& edge = request.edges[e];
    if (edge.from >= g.boxes() || edge.to >= g.boxes())
      return fail(ErrorKind::BadArgument,
                  msg("Edge {0} joins boxes {1} and {2}, but there are {3} boxes.", e, edge.from, edge.to, g.boxes()),
                  msg("Number boxes from 0."));
    if (edge.from == edge.to) g.turn[e] = Turn::self;
  }
  const auto from = [&](Index e) { return request.edges[e].from; };
  const auto to = [&](Index e) { return request.edges[e].to; };
  Lists out = listsBy(g.boxes(), g.turn, from);
  ARA_TRY(sortByPort(pace, out, g.boxes(), [&](Index e) { return request.edges[e].fromPort; }));
  g.fan.resize(g.boxes());
  for (Index b = 0; b < g.boxes(); ++b) g.fan[b] = static_cast<Index>(out.size(b));
  ARA_TRY(markBackEdges(pace, request, out, listsBy(g.boxes(), g.turn, to), g.turn));

  g.loops = listsBy(g.boxes(), g.turn, from, true);
  const auto back = [&](Index e) { return g.turn[e] == Turn::back; };
  g.down = listsBy(g.boxes(), g.turn, [&](Index e) { return g.top(e); });
  g.up = listsBy(g.boxes(), g.turn, [&](Index e) { return g.bottom(e); });
  const auto portDown = [&](Index e) { return back(e) ? request.edges[e].toPort : request.edges[e].fromPort; };
  const auto portUp = [&](Index e) { return back(e) ? request.edges[e].fromPort : request.edges[e].toPort; };
  ARA_TRY(sortByPort(pace, g.down, g.boxes(), portDown));
  ARA_TRY(sortByPort(pace, g.up, g.boxes(), portUp));
  return g;
}

Result<Lists> connectedParts(Pace& pace, const Graph& graph) {
  std::vector<Index> parent(graph.boxes());
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](Index b) {
    while (parent[b] != b) b = parent[b] = parent[parent[b]];
    return b;
  };
  for (const Edge& e : graph.request->edges) {
    ARA_TRY(pace.work(4));
    const Index a = root(e.from), b = root(e.to);
    parent[std::max(a, b)] = std::min(a, b); // the root is the first box of its part
  }
  std::vector<Index> part(graph.boxes());
  Lists out;
  out.first.push_back(0);
  for (Index b = 0; b < graph.boxes(); ++b) {
    const Index r = root(b);
    if (r == b) {
      part[b] = static_cast<Index>(out.first.size()) - 1;
      out.first.push_back(0);
    }
    part[b] = part[r];
    ++out.first[part[b] + 1];
  }
  std::partial_sum(out.first.begin(), out.first.end(), out.first.begin());
  out.items.resize(graph.boxes());
  std::vector<Index> next(out.first.begin(), out.first.end() - 1);
  for (Index b = 0; b < graph.boxes(); ++b) out.items[next[part[b]]++] = b;
  return out;
}

} // namespace ara::layout::detail
