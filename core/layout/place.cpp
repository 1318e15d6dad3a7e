// x of every node. First lines that should be straight tie nodes of neighbouring ranks into blocks, which are vertical
// by construction: bend points of one line, then trunks (the middle one of several equals, seen from both ends; of two
// equals none, so that forks come out symmetric). Then blocks move sideways as one piece to lie evenly between what
// they are linked to, as far as their neighbours let them: coordinate descent in which blocks that press against each
// other move together.
#include "layout/engine.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ara::layout::detail {
namespace {

constexpr int kRounds = 24;
constexpr int kStairAttempts = 18;
constexpr double kStairs = 1.5;    // as much wider than the widest row as straight lines may make a picture
constexpr double kStill = 0.2;     // pixels: less movement in a round ends the search
constexpr double kTouching = 1e-6; // pixels
constexpr double kWishWeight = 50;
constexpr double kBandWeight =
    0.25; // for every node beyond the band, so that thousand steps leaning right do not drift away

double weightOf(LinkKind kind) {
  switch (kind) {
  case LinkKind::hidden: return 0.25;
  case LinkKind::aside: return 0.25;
  case LinkKind::bypass: return 1;
  case LinkKind::main: return 2;
  case LinkKind::inner: return 8;
  }
  return 1;
}

struct Apart { // right.x - left.x >= distance
  Index left, right;
  double distance;
  Index leftNode, rightNode; // that ask for it
};
struct Pull {
  Index other;
  double weight;
};

// The blocks, how far apart they must stay, and what pulls them.
class Blocks {
public:
  Blocks(Pace& pace, const Request& request, Layers& layers)
      : m_pace(pace), m_l(layers), m_gap(request.gapX), m_block(layers.nodes()) {}

  Status run(std::vector<Index>& above) {
    const int attempts = m_l.nodes() > kLarge ? kStairAttempts / 3 : kStairAttempts;
    for (int attempt = 0;; ++attempt) {
      m_count = 0;
      for (const Index n : m_l.line) m_block[n] = above[n] == kNone ? m_count++ : m_block[above[n]];
      ARA_TRY(collectDistances());
      ARA_TRY(sortBlocks());
      ARA_TRY(push());
      if (attempt == attempts || !cutStairs(above)) break;
    }
    ARA_TRY(collectPulls());
    ARA_TRY(start());
    const int rounds = m_l.nodes() > kLarge ? kRounds / 3 : kRounds;
    for (int round = 0; round < rounds; ++round) {
      ARA_ASSIGN(const double moved, move());
      if (moved < kStill) break;
    }
    for (Index n = 0; n < m_l.nodes(); ++n) m_l.x[n] = m_x[m_block[n]];
    return {};
  }

private:
  double distance(Index a, Index b) const {
    const bool boxes = m_l.box[a] != kNone && m_l.box[b] != kNone;
    return static_cast<double>(m_l.reach[a]) + m_l.reach[b] + (boxes ? m_gap : m_gap / 2);
  }

  Status collectDistances() {
    m_apart.clear();
    std::vector<Index> last(m_count, kNone); // by left block: its latest constraint
    for (Index r = 0; r < m_l.ranks(); ++r) {
      const auto row = m_l.row(r);
      ARA_TRY(m_pace.work(row.size() * 6 + 1));
      for (std::size_t i = 1; i < row.size(); ++i) {
        const Index a = m_block[row[i - 1]], b = m_block[row[i]];
        const double d = distance(row[i - 1], row[i]);
        const Apart apart{a, b, d, row[i - 1], row[i]};
        if (last[a] != kNone && m_apart[last[a]].right == b) {
          if (m_apart[last[a]].distance < d) m_apart[last[a]] = apart;
          continue;
        }
        last[a] = static_cast<Index>(m_apart.size());
        m_apart.push_back(apart);
      }
    }
    return {};
  }

  // Blocks from left to right (ties never cross, so there is such an order), constraints by their left and right block.
  Status sortBlocks() {
    ARA_TRY(m_pace.work(m_apart.size() * 8));
    m_rightFirst.assign(m_count + 1, 0);
    m_leftFirst.assign(m_count + 1, 0);
    for (const Apart& a : m_apart) {
      ++m_rightFirst[a.left + 1];
      ++m_leftFirst[a.right + 1];
    }
    std::partial_sum(m_rightFirst.begin(), m_rightFirst.end(), m_rightFirst.begin());
    std::partial_sum(m_leftFirst.begin(), m_leftFirst.end(), m_leftFirst.begin());
    m_rightOf.resize(m_apart.size());
    m_leftOf.resize(m_apart.size());
    std::vector<Index> nextRight(m_rightFirst.begin(), m_rightFirst.end() - 1);
    std::vector<Index> nextLeft(m_leftFirst.begin(), m_leftFirst.end() - 1);
    for (Index i = 0; i < m_apart.size(); ++i) {
      m_rightOf[nextRight[m_apart[i].left]++] = i;
      m_leftOf[nextLeft[m_apart[i].right]++] = i;
    }
    std::vector<Index> waiting(m_count);
    m_order.clear();
    m_order.reserve(m_count);
    for (Index b = 0; b < m_count; ++b)
      if ((waiting[b] = m_leftFirst[b + 1] - m_leftFirst[b]) == 0) m_order.push_back(b);
    for (std::size_t i = 0; i < m_order.size(); ++i)
      for (const Index a : right(m_order[i]))
        if (--waiting[m_apart[a].right] == 0) m_order.push_back(m_apart[a].right);
    if (m_order.size() != m_count)
      return fail(ErrorKind::Internal, msg("Two lines of a picture are on both sides of each other."));
    return {};
  }

  Status collectPulls() {
    m_pullFirst.assign(m_count + 1, 0);
    ARA_TRY(m_pace.work(m_l.links.size() * 10));
    const auto each = [&](auto use) {
      for (const Link& l : m_l.links)
        if (const Index t = m_block[l.top], b = m_block[l.bottom]; t != b) use(t, b, weightOf(l.kind));
    };
    each([&](Index t, Index b, double) {
      ++m_pullFirst[t + 1];
      ++m_pullFirst[b + 1];
    });
    std::partial_sum(m_pullFirst.begin(), m_pullFirst.end(), m_pullFirst.begin());
    m_pulls.resize(m_pullFirst.back());
    std::vector<Index> next(m_pullFirst.begin(), m_pullFirst.end() - 1);
    each([&](Index t, Index b, double w) {
      m_pulls[next[t]++] = {b, w};
      m_pulls[next[b]++] = {t, w};
    });
    if (m_l.wish.empty()) return {};
    m_wish.assign(m_count, 0);
    m_wishWeight.assign(m_count, 0);
    for (Index n = 0; n < m_l.nodes(); ++n)
      if (!std::isnan(m_l.wish[n])) {
        m_wish[m_block[n]] += m_l.wish[n];
        m_wishWeight[m_block[n]] += 1;
      }
    for (Index b = 0; b < m_count; ++b)
      if (m_wishWeight[b] > 0) {
        m_wish[b] /= m_wishWeight[b];
        m_wishWeight[b] *= kWishWeight;
      }
    return {};
  }

  // How far left every block can go, and which constraint stops it there.
  Status push() {
    ARA_TRY(m_pace.work(m_apart.size() * 4 + m_count));
    m_low.assign(m_count, 0);
    m_stop.assign(m_count, kNone);
    m_last = kNone;
    for (const Index b : m_order) {
      if (m_last == kNone || m_low[b] > m_low[m_last]) m_last = b;
      for (const Index a : right(b)) {
        const double x = m_low[b] + m_apart[a].distance;
        if (x <= m_low[m_apart[a].right]) continue;
        m_low[m_apart[a].right] = x;
        m_stop[m_apart[a].right] = a;
      }
    }
    return {};
  }

  // Long blocks can form stairs, each step right of the one above it, that lead far beyond the widest row. Cuts ties in
  // the longest stairs; true if it did.
  bool cutStairs(std::vector<Index>& above) const {
    double widest = 0;
    for (Index r = 0; r < m_l.ranks(); ++r) {
      const auto row = m_l.row(r);
      double width = 0;
      for (std::size_t i = 1; i < row.size(); ++i) width += distance(row[i - 1], row[i]);
      widest = std::max(widest, width);
    }
    if (m_low[m_last] < widest * kStairs) return false;
    bool any = false;
    double from = m_low[m_last];
    for (Index b = m_last; m_stop[b] != kNone; b = m_apart[m_stop[b]].left) {
      const Index enter = m_apart[m_stop[b]].leftNode, before = m_stop[m_apart[m_stop[b]].left];
      if (before == kNone || from - m_low[b] < widest / 4) continue;
      const Index leave = m_apart[before].rightNode; // enter and leave are of one block
      Index lower = m_l.rank[enter] > m_l.rank[leave] ? enter : leave, weakest = kNone;
      const Index upper = lower == enter ? leave : enter;
      for (; lower != upper; lower = above[lower])
        if (weakest == kNone || strength(lower, above) < strength(weakest, above)) weakest = lower;
      if (weakest == kNone) continue;
      above[weakest] = kNone;
      from = m_low[b];
      any = true;
    }
    return any;
  }

  LinkKind strength(Index n, const std::vector<Index>& above) const {
    LinkKind kind = LinkKind::hidden;
    for (const Half& h : m_l.up(n))
      if (h.other == above[n]) kind = std::max(kind, h.kind);
    return kind;
  }

  // Halfway between everything pushed left and everything pushed right; near the wishes where there are any.
  Status start() {
    ARA_TRY(m_pace.work(m_apart.size() * 8));
    const double width = m_low[m_last];
    std::vector<double> low = m_low, high(m_count, width);
    for (auto it = m_order.rbegin(); it != m_order.rend(); ++it)
      for (const Index a : right(*it)) high[*it] = std::min(high[*it], high[m_apart[a].right] - m_apart[a].distance);
    m_x.resize(m_count);
    for (Index b = 0; b < m_count; ++b) m_x[b] = (low[b] + high[b]) / 2;
    m_bandLow = -width / 4;
    m_bandHigh = width * 5 / 4;
    m_members.assign(m_count, 0);
    for (const Index b : m_block) ++m_members[b];
    if (m_wish.empty()) return {};

    double shift = 0, hinted = 0; // unknown blocks start where the known ones are
    for (Index b = 0; b < m_count; ++b)
      if (m_wishWeight[b] > 0) {
        shift += m_wish[b] - m_x[b];
        hinted += 1;
      }
    if (hinted == 0) return {};
    for (Index b = 0; b < m_count; ++b) m_x[b] = m_wishWeight[b] > 0 ? m_wish[b] : m_x[b] + shift / hinted;
    low = high = m_x;
    for (const Index b : m_order)
      for (const Index a : right(b))
        low[m_apart[a].right] = std::max(low[m_apart[a].right], low[b] + m_apart[a].distance);
    for (auto it = m_order.rbegin(); it != m_order.rend(); ++it)
      for (const Index a : right(*it)) high[*it] = std::min(high[*it], high[m_apart[a].right] - m_apart[a].distance);
    for (Index b = 0; b < m_count; ++b) m_x[b] = (low[b] + high[b]) / 2;
    return {};
  }

  struct Force {
    double weight = 1e-3, sum = 0; // sum / weight: where it would go, relative to where it is
    double step() const { return sum / weight; }
  };

  Force forceOn(Index b) const {
    Force f;
    for (Index i = m_pullFirst[b]; i < m_pullFirst[b + 1]; ++i) {
      f.weight += m_pulls[i].weight;
      f.sum += m_pulls[i].weight * (m_x[m_pulls[i].other] - m_x[b]);
    }
    if (const double x = m_x[b]; m_wish.empty() && (x < m_bandLow || x > m_bandHigh)) {
      f.weight += kBandWeight * m_members[b];
      f.sum += kBandWeight * m_members[b] * ((x < m_bandLow ? m_bandLow : m_bandHigh) - x);
    }
    if (!m_wish.empty()) {
      f.weight += m_wishWeight[b];
      f.sum += m_wishWeight[b] * (m_wish[b] - m_x[b]);
    }
    return f;
  }

  Index group(Index b) {
    while (m_parent[b] != b) b = m_parent[b] = m_parent[m_parent[b]];
    return b;
  }

  bool touching(const Apart& a) const { return m_x[a.right] - m_x[a.left] - a.distance < kTouching; }

  // Blocks that press against each other become one group.
  Status formGroups() {
    m_parent.resize(m_count);
    m_nextMember.resize(m_count);
    m_force.resize(m_count);
    std::iota(m_parent.begin(), m_parent.end(), 0u);
    std::iota(m_nextMember.begin(), m_nextMember.end(), 0u); // a ring
    for (Index b = 0; b < m_count; ++b) m_force[b] = forceOn(b);
    ARA_TRY(m_pace.work(m_pulls.size() * 2 + m_count * 4));
    m_tight.clear();
    for (const Index b : m_order)
      for (const Index a : right(b))
        if (touching(m_apart[a])) m_tight.push_back(a);
    bool any = true;
    for (int pass = 0; any && pass < 6; ++pass) {
      any = false;
      ARA_TRY(m_pace.work(m_tight.size() * 2));
      for (std::size_t k = 0; k < m_tight.size(); ++k) {
        const Apart& a = m_apart[m_tight[pass % 2 ? m_tight.size() - 1 - k : k]];
        const Index l = group(a.left), r = group(a.right);
        if (l == r || m_force[l].step() <= m_force[r].step()) continue;
        m_parent[r] = l;
        m_force[l].weight += m_force[r].weight;
        m_force[l].sum += m_force[r].sum;
        std::swap(m_nextMember[l], m_nextMember[r]);
        any = true;
      }
    }
    return {};
  }

  // Moves one group where it wants to be, as far as there is room.
  double moveGroup(Index g, bool toRight) {
    Force f;
    std::size_t members = 0;
    for (Index b = g;;) {
      const Force own = forceOn(b);
      f.weight += own.weight;
      f.sum += own.sum;
      ++members;
      if ((b = m_nextMember[b]) == g) break;
    }
    // Pulls within the group cancel in the sum; what they weigh only shortens the step.
    double step = f.step();
    if ((step > 0) != toRight || std::abs(step) < 1e-3) return 0;
    for (Index b = g;;) {
      for (const Index i : toRight ? right(b) : left(b)) {
        const Apart& a = m_apart[i];
        if (group(a.left) == group(a.right)) continue;
        const double room = std::max(0.0, m_x[a.right] - m_x[a.left] - a.distance);
        step = toRight ? std::min(step, room) : std::max(step, -room);
      }
      if ((b = m_nextMember[b]) == g) break;
    }
    for (Index b = g;;) {
      m_x[b] += step;
      if ((b = m_nextMember[b]) == g) break;
    }
    return std::abs(step);
  }

  Result<double> move() {
    ARA_TRY(formGroups());
    double most = 0;
    for (const bool toRight : {true, false}) {
      m_moved.assign(m_count, 0);
      for (std::size_t k = 0; k < m_order.size(); ++k) {
        const Index g = group(m_order[toRight ? m_order.size() - 1 - k : k]);
        if (m_moved[g]) continue;
        m_moved[g] = 1;
        most = std::max(most, moveGroup(g, toRight));
        if (k % 64 == 0) ARA_TRY(m_pace.work(1500));
      }
    }
    return most;
  }

  std::span<const Index> right(Index b) const {
    return {m_rightOf.data() + m_rightFirst[b], m_rightOf.data() + m_rightFirst[b + 1]};
  }
  std::span<const Index> left(Index b) const {
    return {m_leftOf.data() + m_leftFirst[b], m_leftOf.data() + m_leftFirst[b + 1]};
  }

  Pace& m_pace;
  Layers& m_l;
  double m_gap;
  std::vector<Index> m_block;
  Index m_count = 0;
  std::vector<Apart> m_apart;
  std::vector<Index> m_rightFirst, m_rightOf, m_leftFirst, m_leftOf, m_order;
  std::vector<Index> m_pullFirst;
  std::vector<Pull> m_pulls;
  std::vector<double> m_wish, m_wishWeight, m_x, m_low;
  std::vector<Index> m_stop;            // by block: the constraint that keeps it from going further left
  Index m_last = kNone;                 // the rightmost block when all are pushed left
  double m_bandLow = 0, m_bandHigh = 0; // a little wider than the picture must be
  std::vector<Index> m_members;         // by block: its nodes
  std::vector<Index> m_parent, m_nextMember, m_tight;
  std::vector<Force> m_force;
  std::vector<std::uint8_t> m_moved;
};

} // namespace

Status placeLayers(Pace& pace, const Request& request, Layers& layers) {
  ARA_ASSIGN(std::vector<Index> above, alignLayers(pace, layers));
  return Blocks(pace, request, layers).run(above);
}

} // namespace ara::layout::detail
