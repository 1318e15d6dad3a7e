// Which nodes stand exactly above each other. Ties go along links from rank to rank and never cross: bend points of one
// line first, then trunks, then lines past others. A node is tied to the middle one of several equals, and only if that
// one agrees; of two equals to none, so that forks and joins come out symmetric:
//
//      a        a         a
//      |       / `      / | `
//      b      b   c     b  c  d
//    tied      none     a-c tied
#include "layout/engine.h"

#include <algorithm>

namespace ara::layout::detail {
namespace {

// The longest increasing run of `value` over `items`, as a subset of items in order.
template<class Value> std::vector<Index> longestIncreasing(const std::vector<Index>& items, Value value) {
  std::vector<Index> tails, before(items.size(), kNone); // positions in items
  for (Index i = 0; i < items.size(); ++i) {
    const auto at = std::lower_bound(tails.begin(), tails.end(), value(items[i]),
                                     [&](Index t, auto v) { return value(items[t]) < v; });
    if (at != tails.begin()) before[i] = *(at - 1);
    if (at == tails.end())
      tails.push_back(i);
    else
      *at = i;
  }
  std::vector<Index> out;
  for (Index i = tails.empty() ? kNone : tails.back(); i != kNone; i = before[i]) out.push_back(items[i]);
  std::reverse(out.begin(), out.end());
  return out;
}

// Which nodes stand exactly above each other: by node the one it is tied to in the rank above.
class Aligner {
public:
  Aligner(Pace& pace, const Layers& layers) : m_pace(pace), m_l(layers) {}

  Result<std::vector<Index>> run() {
    const Index n = m_l.nodes();
    m_wantUp.assign(n, {});
    m_wantDown.assign(n, {});
    for (Index v = 0; v < n; ++v) {
      ARA_TRY(m_pace.work(8 + (m_l.up(v).size() + m_l.down(v).size()) * 2));
      m_wantUp[v] = middle(m_l.up(v));
      m_wantDown[v] = middle(m_l.down(v));
    }
    m_above.assign(n, kNone);
    for (Index r = 1; r < m_l.ranks(); ++r) {
      ARA_TRY(m_pace.work(8 + m_l.row(r).size() * 10));
      for (const LinkKind kind : {LinkKind::inner, LinkKind::main, LinkKind::bypass}) alignRow(r, kind);
    }
    return std::move(m_above);
  }

private:
  struct Want {
    Index node = kNone;
    LinkKind kind = LinkKind::hidden;
  };

  // The link a node would have straight: the middle one of the strongest; none if there is no middle. Of a short and a
  // long one it is the short.
  Want middle(std::span<const Half> halves) {
    LinkKind kind = LinkKind::hidden;
    for (const Half& h : halves)
      if (h.kind != LinkKind::aside) kind = std::max(kind, h.kind);
    if (kind == LinkKind::hidden) return {};
    m_places.clear();
    for (const Half& h : halves)
      if (h.kind == kind) m_places.push_back({m_l.place[h.other], h.other});
    std::sort(m_places.begin(), m_places.end());
    m_places.erase(std::unique(m_places.begin(), m_places.end()), m_places.end());
    if (m_places.size() == 2) {
      const Index a = m_places[0].second, b = m_places[1].second;
      if ((m_l.box[a] == kNone) != (m_l.box[b] == kNone)) return {m_l.box[a] == kNone ? b : a, kind};
    }
    if (m_places.size() % 2 == 0) return {};
    return {m_places[m_places.size() / 2].second, kind};
  }

  // Ties nodes of the row to nodes above it; ties never cross each other or stronger ones.
  void alignRow(Index r, LinkKind kind) {
    m_wanted.clear();
    std::size_t firm = 0; // ties of stronger kinds so far
    Index leftLimit = 0;
    for (const Index v : m_l.row(r)) {
      if (m_above[v] != kNone) {
        leftLimit = m_l.place[m_above[v]] + 1;
        ++firm;
      } else if (const Index u = m_wantUp[v].node; u != kNone && m_wantUp[v].kind == kind && m_wantDown[u].node == v &&
                                                   m_wantDown[u].kind == kind && m_l.place[u] >= leftLimit) {
        m_wanted.push_back(v);
      }
    }
    if (m_wanted.empty()) return;
    if (firm > 0) dropBeyondFirm(r);
    for (const Index v : longestIncreasing(m_wanted, [&](Index w) { return m_l.place[m_wantUp[w].node]; }))
      m_above[v] = m_wantUp[v].node;
  }

  void dropBeyondFirm(Index r) {
    Index rightLimit = kNone;
    std::size_t keep = m_wanted.size(), i = m_wanted.size();
    const auto row = m_l.row(r);
    for (std::size_t k = row.size(); k-- > 0;) {
      if (m_above[row[k]] != kNone)
        rightLimit = m_l.place[m_above[row[k]]];
      else if (i > 0 && m_wanted[i - 1] == row[k]) {
        --i;
        if (m_l.place[m_wantUp[row[k]].node] < rightLimit) m_wanted[--keep] = row[k];
      }
    }
    m_wanted.erase(m_wanted.begin(), m_wanted.begin() + static_cast<std::ptrdiff_t>(keep));
  }

  Pace& m_pace;
  const Layers& m_l;
  std::vector<Want> m_wantUp, m_wantDown;
  std::vector<Index> m_above; // by node: the node it is tied to
  std::vector<Index> m_wanted;
  std::vector<std::pair<Index, Index>> m_places;
};

} // namespace

Result<std::vector<Index>> alignLayers(Pace& pace, const Layers& layers) { return Aligner(pace, layers).run(); }

} // namespace ara::layout::detail
