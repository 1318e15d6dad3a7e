// Cuts a connected part into ranks. A line that passes a rank gets a bend point there; all lines of one result share
// theirs, so a graph gets as many bend points as its results live long, not as its uses do:
//
//   split:0 ---.---.---.--- d        one chain of three bend points
//           |   |   `--- c
//            a   b
//
// A back edge has bend points from the rank of its upper box to that of its lower one, both included: it leaves the
// lower box downward, turns, climbs, turns and enters the upper box from above.
#include "layout/engine.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ara::layout::detail {
namespace {

Index span(const Graph& g, const Ranks& ranks, Index e) { return ranks.rank[g.bottom(e)] - ranks.rank[g.top(e)]; }

std::uint16_t topPort(const Graph& g, Index e) {
  const Edge& edge = g.request->edges[e];
  return g.turn[e] == Turn::back ? edge.toPort : edge.fromPort;
}
std::uint16_t bottomPort(const Graph& g, Index e) {
  const Edge& edge = g.request->edges[e];
  return g.turn[e] == Turn::back ? edge.fromPort : edge.toPort;
}

// Bend points needed when lines of at most `most` ranks are drawn.
std::size_t bends(const Graph& g, const Ranks& ranks, Index most) {
  std::size_t sum = 0;
  for (Index b = 0; b < g.boxes(); ++b) {
    Index longest = 0;
    std::uint16_t port = 0;
    for (const Index e : g.down.of(b)) {
      if (g.fan[g.request->edges[e].from] > g.request->connectorFan || span(g, ranks, e) > most) continue;
      if (g.turn[e] == Turn::back) {
        sum += span(g, ranks, e) + 1;
        continue;
      }
      if (topPort(g, e) != port) {
        sum += longest;
        longest = 0;
        port = topPort(g, e);
      }
      longest = std::max(longest, span(g, ranks, e) - 1);
    }
    sum += longest;
  }
  return sum;
}

class Builder {
public:
  Builder(Pace& pace, Shared& shared, std::span<const Index> part)
      : m_pace(pace), m_shared(shared), m_g(shared.graph), m_part(part) {}

  Result<Layers> build() {
    addBoxes();
    for (const Index b : m_part) ARA_TRY(addWays(b));
    sortIntoRanks();
    ARA_TRY(listHalves());
    return std::move(m_out);
  }

private:
  Index addNode(Index box, Index rank, float reach, double wish) {
    m_out.box.push_back(box);
    m_out.rank.push_back(rank);
    m_out.reach.push_back(reach);
    if (hinted()) m_out.wish.push_back(wish);
    return m_out.nodes() - 1;
  }
  bool hinted() const { return !m_g.request->hint.empty(); }

  void addBoxes() {
    const Request& r = *m_g.request;
    for (const Index b : m_part) {
      const double wish = hinted() ? r.hint[b].x + r.boxes[b].width / 2.0 : 0;
      const float room = m_g.loops.size(b) > 0 ? kLoopRoom : 0;
      m_shared.node[b] = addNode(b, m_shared.ranks.rank[b], r.boxes[b].width / 2 + room, wish);
      m_lonely.push_back(1);
    }
    for (const Index b : m_part)
      for (const Index e : m_g.down.of(b))
        if (!m_shared.connector[e]) m_lonely[m_shared.node[b]] = m_lonely[m_shared.node[m_g.bottom(e)]] = 0;
  }

  void addLink(Index top, Index bottom, std::uint16_t portTop, std::uint16_t portBottom, LinkKind kind) {
    m_out.links.push_back({top, bottom, portTop, portBottom, kind});
  }

  // All lines that leave `b` downward: forward edges in groups of one port, back edges one by one.
  Status addWays(Index b) {
    const auto edges = m_g.down.of(b);
    for (std::size_t i = 0; i < edges.size();) {
      std::size_t end = i + 1;
      while (end < edges.size() && topPort(m_g, edges[end]) == topPort(m_g, edges[i])) ++end;
      ARA_TRY(m_pace.work((end - i) * 12));
      ARA_TRY(addGroup(edges.subspan(i, end - i)));
      i = end;
    }
    return {};
  }

  // A long line that leaves a box which has other users for one which has other operands.
  bool bypass(Index e) const {
    return span(m_g, m_shared.ranks, e) > 1 && m_g.down.size(m_g.top(e)) > 1 && m_g.up.size(m_g.bottom(e)) > 1;
  }

  Status addGroup(std::span<const Index> edges) {
    Index longest = 0;
    bool past = true;
    const Ranks& ranks = m_shared.ranks;
    for (const Index e : edges) {
      if (m_shared.connector[e])
        addConnector(e);
      else if (m_g.turn[e] == Turn::back)
        ARA_TRY(addBackWay(e));
      else {
        longest = std::max(longest, span(m_g, ranks, e));
        past &= span(m_g, ranks, e) == 1 || bypass(e);
      }
    }
    if (longest == 0) return {};
    const Index b = m_g.top(edges[0]), source = m_shared.node[b], head = m_out.nodes();
    const std::uint16_t port = topPort(m_g, edges[0]);
    ARA_TRY(m_pace.work(longest * 10));
    for (Index k = 1; k < longest; ++k) {
      addNode(kNone, ranks.rank[b] + k, 0, std::nan(""));
      addLink(k == 1 ? source : head + k - 2, head + k - 1, k == 1 ? port : std::uint16_t{0}, 0,
              k > 1  ? LinkKind::inner
              : past ? LinkKind::bypass
                     : LinkKind::main);
    }
    for (const Index e : edges) {
      if (m_shared.connector[e] || m_g.turn[e] == Turn::back) continue;
      const Index length = span(m_g, ranks, e), target = m_shared.node[m_g.bottom(e)];
      if (length > 1) {
        m_shared.chain[e] = head;
        addLink(head + length - 2, target, 0, bottomPort(m_g, e), bypass(e) ? LinkKind::bypass : LinkKind::main);
      } else {
        addLink(source, target, port, bottomPort(m_g, e), ranks.aside[e] ? LinkKind::aside : LinkKind::main);
      }
    }
    return {};
  }

  Status addBackWay(Index e) {
    const Index top = m_shared.node[m_g.top(e)], bottom = m_shared.node[m_g.bottom(e)], head = m_out.nodes();
    const Index length = span(m_g, m_shared.ranks, e);
    ARA_TRY(m_pace.work(length * 10));
    for (Index k = 0; k <= length; ++k) {
      addNode(kNone, m_out.rank[top] + k, 0, std::nan(""));
      if (k > 0) addLink(head + k - 1, head + k, 0, 0, LinkKind::inner);
    }
    addLink(top, head + 1, topPort(m_g, e), 0, LinkKind::hidden);
    addLink(head + length - 1, bottom, 0, bottomPort(m_g, e), LinkKind::hidden);
    m_shared.chain[e] = head;
    return {};
  }

  // Boxes that connectors only lead to should still lie near the other end when that is one rank away.
  void addConnector(Index e) {
    const Index top = m_shared.node[m_g.top(e)], bottom = m_shared.node[m_g.bottom(e)];
    if (m_out.rank[bottom] == m_out.rank[top] + 1 && (m_lonely[top] || m_lonely[bottom]))
      addLink(top, bottom, topPort(m_g, e), bottomPort(m_g, e), LinkKind::hidden);
  }

  void sortIntoRanks() {
    m_out.rankFirst.assign(*std::max_element(m_out.rank.begin(), m_out.rank.end()) + 2, 0);
    for (const Index r : m_out.rank) ++m_out.rankFirst[r + 1];
    std::partial_sum(m_out.rankFirst.begin(), m_out.rankFirst.end(), m_out.rankFirst.begin());
    m_out.line.resize(m_out.nodes());
    m_out.place.resize(m_out.nodes());
    std::vector<Index> next(m_out.rankFirst.begin(), m_out.rankFirst.end() - 1);
    for (Index n = 0; n < m_out.nodes(); ++n) {
      m_out.place[n] = next[m_out.rank[n]] - m_out.rankFirst[m_out.rank[n]];
      m_out.line[next[m_out.rank[n]]++] = n;
    }
    m_out.x.assign(m_out.nodes(), 0);
  }

  // Lists the links of every node by port, and counts the distinct ports.
  Status listHalves() {
    ARA_TRY(m_pace.work(m_out.links.size() * 20));
    const Index n = m_out.nodes();
    m_out.upFirst.assign(n + 1, 0);
    m_out.downFirst.assign(n + 1, 0);
    for (const Link& l : m_out.links) {
      ++m_out.downFirst[l.top + 1];
      ++m_out.upFirst[l.bottom + 1];
    }
    std::partial_sum(m_out.downFirst.begin(), m_out.downFirst.end(), m_out.downFirst.begin());
    std::partial_sum(m_out.upFirst.begin(), m_out.upFirst.end(), m_out.upFirst.begin());
    std::vector<Index> downLink(m_out.links.size()), upLink(m_out.links.size());
    std::vector<Index> next(m_out.downFirst.begin(), m_out.downFirst.end() - 1);
    for (Index l = 0; l < m_out.links.size(); ++l) downLink[next[m_out.links[l].top]++] = l;
    next.assign(m_out.upFirst.begin(), m_out.upFirst.end() - 1);
    for (Index l = 0; l < m_out.links.size(); ++l) upLink[next[m_out.links[l].bottom]++] = l;

    std::vector<std::uint16_t> topSlot(m_out.links.size()), bottomSlot(m_out.links.size());
    std::vector<float> topAt(m_out.links.size()), bottomAt(m_out.links.size());
    for (Index v = 0; v < n; ++v) {
      ARA_TRY(m_pace.work(2 + (m_out.downFirst[v + 1] - m_out.downFirst[v]) * 4));
      number(downLink, m_out.downFirst[v], m_out.downFirst[v + 1], &Link::topPort, topSlot, topAt);
      number(upLink, m_out.upFirst[v], m_out.upFirst[v + 1], &Link::bottomPort, bottomSlot, bottomAt);
    }
    m_out.downs.resize(m_out.links.size());
    m_out.ups.resize(m_out.links.size());
    for (std::size_t i = 0; i < downLink.size(); ++i) {
      const Index d = downLink[i], u = upLink[i];
      m_out.downs[i] = {m_out.links[d].bottom, bottomAt[d], bottomSlot[d], topSlot[d], m_out.links[d].kind};
      m_out.ups[i] = {m_out.links[u].top, topAt[u], topSlot[u], bottomSlot[u], m_out.links[u].kind};
    }
    return {};
  }

  void number(std::vector<Index>& ids, Index begin, Index end, std::uint16_t Link::*port,
              std::vector<std::uint16_t>& slot, std::vector<float>& at) const {
    const auto& links = m_out.links;
    const auto less = [&](Index a, Index b) { return links[a].*port < links[b].*port; };
    const auto first = ids.begin() + begin, last = ids.begin() + end;
    if (!std::is_sorted(first, last, less)) std::stable_sort(first, last, less);
    std::uint16_t count = 0;
    for (auto it = first; it != last; ++it) {
      if (it != first && links[*it].*port != links[*(it - 1)].*port) ++count;
      slot[*it] = count;
    }
    for (auto it = first; it != last; ++it)
      at[*it] = (static_cast<float>(slot[*it]) + 0.5f) / (static_cast<float>(count) + 1.0f) - 0.5f;
  }

  Pace& m_pace;
  Shared& m_shared;
  const Graph& m_g;
  std::span<const Index> m_part;
  std::vector<std::uint8_t> m_lonely; // by node of a box: connectors only
  Layers m_out;
};

} // namespace

std::vector<std::uint8_t> chooseConnectors(const Graph& g, const Ranks& ranks) {
  const std::size_t most = 100'000 + static_cast<std::size_t>(g.boxes());
  Index longest = std::max<Index>(g.request->connectorSpan, 1);
  longest = std::min(longest, std::max<Index>(g.boxes(), 1));
  while (longest > 1 && bends(g, ranks, longest) > most) longest /= 2;
  const bool backToo = longest > 1 || bends(g, ranks, longest) <= most;
  std::vector<std::uint8_t> out(g.edges(), 0);
  for (Index e = 0; e < g.edges(); ++e)
    out[e] = g.turn[e] != Turn::self &&
             ((g.turn[e] == Turn::back && !backToo) || g.fan[g.request->edges[e].from] > g.request->connectorFan ||
              span(g, ranks, e) > longest);
  return out;
}

Result<Layers> buildLayers(Pace& pace, Shared& shared, std::span<const Index> part) {
  return Builder(pace, shared, part).build();
}

} // namespace ara::layout::detail
