// Order within ranks: a first order by depth-first search, barycentre sweeps down and up (the best order seen is kept),
// then exchanges of neighbours while that helps. With an earlier picture, boxes keep their order in it and only the
// rest is arranged around them.
#include "layout/engine.h"

#include <algorithm>
#include <cmath>

namespace ara::layout::detail {
namespace {

constexpr int kSweeps = 24;         // at most
constexpr int kPatience = 6;        // sweeps without progress
constexpr int kExchanges = 8;       // passes
constexpr std::size_t kCrowd = 200; // links

class Orderer {
public:
  Orderer(Pace& pace, Layers& layers) : m_pace(pace), m_l(layers) {}

  Status run() {
    if (m_l.nodes() < 2) return {};
    m_version.assign(m_l.ranks(), 1);
    m_sortedBy[0].assign(m_l.ranks(), {});
    m_sortedBy[1].assign(m_l.ranks(), {});
    m_crossings.assign(m_l.ranks(), 0);
    m_countedFor.assign(m_l.ranks(), {});
    std::vector<Index> bestLine;
    std::uint64_t best = 0;
    for (const bool fromAbove : {true, false}) {
      ARA_TRY(firstOrder(fromAbove));
      for (Index r = 0; r < m_l.ranks(); ++r) keepEarlierOrder(r);
      ARA_TRY(sweeps(fromAbove));
      ARA_TRY(exchanges());
      ARA_ASSIGN(const std::uint64_t now, count());
      if (bestLine.empty() || now < best) {
        best = now;
        bestLine = m_l.line;
      }
      if (best == 0 || m_l.nodes() > kLarge) break;
    }
    m_l.line = std::move(bestLine);
    renumber();
    return {};
  }

private:
  using Versions = std::pair<Index, Index>;

  // Along the links from the sources, or from the sinks; ports from left to right.
  Status firstOrder(bool fromAbove) {
    std::vector<std::uint8_t> seen(m_l.nodes(), 0);
    std::vector<Index> next(m_l.rankFirst.begin(), m_l.rankFirst.end() - 1), stack;
    std::vector<Index> line(m_l.line.size());
    const auto visit = [&](Index start) -> Status {
      stack.push_back(start);
      while (!stack.empty()) {
        const Index n = stack.back();
        stack.pop_back();
        if (seen[n]) continue;
        seen[n] = 1;
        line[next[m_l.rank[n]]++] = n;
        const auto downs = m_l.down(n), ups = m_l.up(n);
        ARA_TRY(m_pace.work(8 + (downs.size() + ups.size()) * 2));
        for (const auto halves : {fromAbove ? downs : ups, fromAbove ? ups : downs}) // the last pushed goes first
          for (auto it = halves.rbegin(); it != halves.rend(); ++it)
            if (!seen[it->other]) stack.push_back(it->other);
      }
      return {};
    };
    for (Index n = 0; n < m_l.nodes(); ++n)
      if ((fromAbove ? m_l.up(n) : m_l.down(n)).empty()) ARA_TRY(visit(n));
    for (Index n = 0; n < m_l.nodes(); ++n) ARA_TRY(visit(n));
    m_l.line = std::move(line);
    renumber();
    for (Index& v : m_version) ++v;
    return {};
  }

  void renumber() {
    for (Index r = 0; r < m_l.ranks(); ++r) renumber(r);
  }
  void renumber(Index r) {
    for (Index i = 0; const Index n : m_l.row(r)) m_l.place[n] = i++;
  }

  // Boxes that had a position go into the places such boxes hold, in the order they had.
  void keepEarlierOrder(Index r) {
    if (m_l.wish.empty()) return;
    const auto row = m_l.row(r);
    m_places.clear();
    m_kept.clear();
    for (Index i = 0; i < row.size(); ++i)
      if (!std::isnan(m_l.wish[row[i]])) {
        m_places.push_back(i);
        m_kept.push_back(row[i]);
      }
    const auto less = [&](Index a, Index b) { return m_l.wish[a] != m_l.wish[b] ? m_l.wish[a] < m_l.wish[b] : a < b; };
    std::sort(m_kept.begin(), m_kept.end(), less);
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
      row[m_places[i]] = m_kept[i];
      m_l.place[m_kept[i]] = m_places[i];
    }
  }

  Status sweeps(bool downFirst) {
    ARA_ASSIGN(std::uint64_t best, count());
    std::vector<Index> bestLine = m_l.line;
    int idle = 0;
    const int hurry = m_l.nodes() > kLarge ? 3 : 1;
    for (int s = 0; s < kSweeps / hurry && idle < kPatience / hurry && best > 0; ++s) {
      const bool down = (s % 2 == 0) == downFirst;
      for (Index i = 1; i < m_l.ranks(); ++i) ARA_TRY(sortRow(down ? i : m_l.ranks() - 1 - i, down));
      ARA_ASSIGN(const std::uint64_t now, count());
      if (now < best) {
        best = now;
        bestLine = m_l.line;
        idle = 0;
      } else {
        ++idle;
      }
    }
    m_l.line = std::move(bestLine);
    renumber();
    for (Index& v : m_version) ++v;
    return {};
  }

  Result<std::uint64_t> count() {
    std::uint64_t sum = 0;
    for (Index r = 0; r + 1 < m_l.ranks(); ++r) {
      const Versions now{m_version[r], m_version[r + 1]};
      if (m_countedFor[r] != now) {
        ARA_TRY(m_pace.work(linksBelow(r) * 4 + m_l.row(r).size()));
        m_crossings[r] = crossingsBelow(m_l, r, m_tree);
        m_countedFor[r] = now;
      }
      sum += m_crossings[r];
    }
    return sum;
  }

  std::size_t linksBelow(Index r) const {
    std::size_t sum = 0;
    for (const Index n : m_l.row(r)) sum += m_l.down(n).size();
    return sum;
  }

  // Sorts a row by the mean position of the neighbours above (or below). Nodes without any keep their place.
  Status sortRow(Index r, bool down) {
    const Versions now{m_version[down ? r - 1 : r + 1], m_version[r]};
    if (m_sortedBy[down][r] == now) return {};
    const auto row = m_l.row(r);
    m_keyed.clear();
    m_places.clear();
    std::size_t touched = 0;
    for (Index i = 0; i < row.size(); ++i) {
      const auto halves = down ? m_l.up(row[i]) : m_l.down(row[i]);
      touched += halves.size();
      if (halves.empty()) continue;
      double sum = 0;
      for (const Half& h : halves) sum += m_l.place[h.other] + static_cast<double>(h.at);
      m_keyed.push_back({sum / static_cast<double>(halves.size()), i, row[i]});
      m_places.push_back(i);
    }
    ARA_TRY(m_pace.work(touched * 2 + row.size() * 8));
    const auto less = [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.place < b.place; };
    if (!std::is_sorted(m_keyed.begin(), m_keyed.end(), less)) {
      std::sort(m_keyed.begin(), m_keyed.end(), less);
      const std::vector<Index> before(row.begin(), row.end());
      for (std::size_t i = 0; i < m_keyed.size(); ++i) row[m_places[i]] = m_keyed[i].node;
      keepEarlierOrder(r);
      if (!std::equal(before.begin(), before.end(), row.begin())) ++m_version[r];
      renumber(r);
    }
    m_sortedBy[down][r] = {m_version[down ? r - 1 : r + 1], m_version[r]};
    return {};
  }

  // Crossings between the links of `a` and `b` when a is left of b, less those when it is right of it.
  std::int64_t gain(std::span<const Half> a, std::span<const Half> b) {
    const auto keys = [&](std::span<const Half> halves, std::vector<std::uint64_t>& out) {
      out.clear();
      for (const Half& h : halves) out.push_back(static_cast<std::uint64_t>(m_l.place[h.other]) << 16 | h.otherSlot);
      std::sort(out.begin(), out.end());
    };
    keys(a, m_left);
    keys(b, m_right);
    std::int64_t sum = 0;
    std::size_t below = 0, upTo = 0; // keys of b less than, and not above, the key of a
    for (const std::uint64_t k : m_left) {
      while (below < m_right.size() && m_right[below] < k) ++below;
      while (upTo < m_right.size() && m_right[upTo] <= k) ++upTo;
      sum += static_cast<std::int64_t>(below) - static_cast<std::int64_t>(m_right.size() - upTo);
    }
    return sum;
  }

  // Too many links to try it against every neighbour; the sweeps have put it where most of them lead.
  bool crowded(Index n) const { return m_l.up(n).size() + m_l.down(n).size() > kCrowd; }
  bool fixed(Index a, Index b) const {
    return !m_l.wish.empty() && !std::isnan(m_l.wish[a]) && !std::isnan(m_l.wish[b]);
  }

  Status exchanges() {
    std::vector<std::uint8_t> stir(m_l.ranks(), 1), nextStir(m_l.ranks(), 0);
    for (int pass = 0; pass < (m_l.nodes() > kLarge ? kExchanges / 2 : kExchanges); ++pass) {
      bool any = false;
      for (Index r = 0; r < m_l.ranks(); ++r) {
        if (!stir[r]) continue;
        const auto row = m_l.row(r);
        for (std::size_t i = 1; i < row.size(); ++i) {
          const Index a = row[i - 1], b = row[i];
          ARA_TRY(m_pace.work(8 + (m_l.up(a).size() + m_l.up(b).size() + m_l.down(a).size() + m_l.down(b).size()) * 4));
          if (fixed(a, b) || crowded(a) || crowded(b) ||
              gain(m_l.up(a), m_l.up(b)) + gain(m_l.down(a), m_l.down(b)) <= 0)
            continue;
          std::swap(row[i - 1], row[i]);
          std::swap(m_l.place[a], m_l.place[b]);
          any = true;
          ++m_version[r];
          nextStir[r] = 1;
          if (r > 0) nextStir[r - 1] = 1;
          if (r + 1 < m_l.ranks()) nextStir[r + 1] = 1;
        }
      }
      if (!any) break;
      stir.swap(nextStir);
      std::fill(nextStir.begin(), nextStir.end(), std::uint8_t{0});
    }
    return {};
  }

  struct Keyed {
    double key;
    Index place, node;
  };
  Pace& m_pace;
  Layers& m_l;
  std::vector<Index> m_version;        // by rank: counts changes of its order
  std::vector<Versions> m_sortedBy[2]; // by rank: state in which sorting it by the row below / above changes nothing
  std::vector<Versions> m_countedFor;  // by rank: state m_crossings holds for
  std::vector<std::uint64_t> m_crossings;
  std::vector<Keyed> m_keyed;
  std::vector<Index> m_places, m_kept, m_tree;
  std::vector<std::uint64_t> m_left, m_right;
};

} // namespace

Status orderLayers(Pace& pace, Layers& layers) { return Orderer(pace, layers).run(); }

} // namespace ara::layout::detail
