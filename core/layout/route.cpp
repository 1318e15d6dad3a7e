// Boxes and lines of one part. Lines attach along the bottom and the top of boxes in port order, as near to straight as
// that order and the width allow. They pass every rank vertically and slant only between ranks, so they never run
// through a box:
//
//        [ a ]      [ b ]
//       ...|.........|....   below the tallest box of the rank
//          \     /---'
//       ....\...|.........   above the next rank
//           [  c  ]
#include "layout/engine.h"

#include <algorithm>
#include <cmath>

namespace ara::layout::detail {
namespace {

constexpr double kLean = 0.35; // of half a box: as far from the middle a single line may attach to be straight

struct End {
  std::uint16_t port;
  Index edge;
  double want;
};

class Drawer {
public:
  Drawer(Pace& pace, Shared& shared, const Layers& layers, Picture& picture)
      : m_pace(pace), m_s(shared), m_g(shared.graph), m_r(*shared.graph.request), m_l(layers), m_out(picture),
        m_stub(std::min(m_r.gapY / 3.0, 12.0)) {}

  Result<Size> run() {
    setRows();
    for (Index n = 0; n < m_l.nodes() && m_l.box[n] != kNone; ++n) setBox(m_boxes++);
    for (Index n = 0; n < m_boxes; ++n) {
      ARA_TRY(m_pace.work(20));
      m_leaving.push_back(countLeaving(n));
      m_entering.push_back(countEntering(n));
    }
    m_counted = true;
    for (Index n = 0; n < m_boxes; ++n) {
      const Index b = m_l.box[n];
      ARA_TRY(m_pace.work(20 + (m_g.down.size(b) + m_g.up.size(b) + m_g.loops.size(b)) * 20));
      attach(n, true);
      attach(n, false);
    }
    for (Index n = 0; n < m_boxes; ++n)
      for (const auto edges : {m_g.down.of(m_l.box[n]), m_g.loops.of(m_l.box[n])})
        for (const Index e : edges) {
          const std::size_t length = m_s.chain[e] == kNone ? 1 : m_l.rank[node(m_g.bottom(e))] - m_l.rank[n] + 1u;
          ARA_TRY(m_pace.work(10 + length * 4));
          draw(e);
        }
    return normalise();
  }

private:
  void setRows() {
    std::vector<double> tallest(m_l.ranks(), 0);
    for (Index n = 0; n < m_l.nodes(); ++n)
      if (m_l.box[n] != kNone) {
        double& t = tallest[m_l.rank[n]];
        t = std::max(t, static_cast<double>(m_r.boxes[m_l.box[n]].height));
      }
    double y = 0;
    for (const double t : tallest) {
      m_rowTop.push_back(y);
      m_rowBottom.push_back(y + t);
      y += t + m_r.gapY;
    }
  }

  void setBox(Index n) {
    const Index b = m_l.box[n];
    const Size s = m_r.boxes[b];
    const double middle = (m_rowTop[m_l.rank[n]] + m_rowBottom[m_l.rank[n]]) / 2;
    m_out.boxes[b] = {static_cast<float>(m_l.x[n] - s.width / 2.0), static_cast<float>(middle - s.height / 2.0),
                      s.width, s.height};
  }

  Index node(Index box) const { return m_s.node[box]; }
  double half(Index n) const { return m_r.boxes[m_l.box[n]].width / 2.0; }
  // Half of the stretch of a box's side that lines may attach to.
  double usable(Index n) const { return std::max(half(n) - 8, half(n) / 2); }

  // Where the line of `e` should leave (or enter) box `n`. A single line prefers the middle, several spread towards
  // their other ends; nearly straight ones become straight.
  double wantedX(Index e, Index n, bool leaving) const {
    const Index chain = m_s.chain[e];
    if (m_g.turn[e] == Turn::self) return m_l.x[n] + half(n);
    if (m_s.connector[e]) return m_l.x[n];
    const Index top = node(m_g.top(e)), bottom = node(m_g.bottom(e)), length = m_l.rank[bottom] - m_l.rank[top];
    if (m_g.turn[e] == Turn::back) return m_l.x[leaving ? chain + length : chain];
    const bool single = (leaving ? m_leaving : m_entering)[n] == 1;
    if (chain != kNone) {
      const double x = m_l.x[leaving ? chain : chain + length - 2];
      return single && std::abs(x - m_l.x[n]) > half(n) * kLean ? m_l.x[n] : x;
    }
    const Index other = leaving ? bottom : top;
    const bool otherSingle = (leaving ? m_entering : m_leaving)[other] == 1;
    const double away = std::abs(m_l.x[top] - m_l.x[bottom]), least = std::min(half(top), half(bottom));
    if (single && otherSingle) return m_l.x[away < least * kLean ? top : n];
    if (single || otherSingle) return m_l.x[single ? n : other];
    return m_l.x[away > least ? other : half(top) < half(bottom) ? top : bottom];
  }

  Index countLeaving(Index n) {
    collect(n, true);
    Index count = 0;
    for (std::size_t i = 0; i < m_ends.size(); ++i) count += i == 0 || m_ends[i].port != m_ends[i - 1].port;
    return count;
  }
  Index countEntering(Index n) {
    const Index b = m_l.box[n];
    std::size_t count = m_g.loops.size(b);
    for (const Index e : m_g.down.of(b)) count += m_g.turn[e] == Turn::back;
    for (const Index e : m_g.up.of(b)) count += m_g.turn[e] == Turn::forward;
    return static_cast<Index>(count);
  }

  // Spreads the lines along one side of a box: in port order, least distance kept, else as wanted. Isotonic regression:
  // neighbours that want to pass each other share the mean.
  void attach(Index n, bool leaving) {
    collect(n, leaving);
    if (m_ends.empty()) return;
    m_pools.clear();
    const Index slots = (leaving ? m_leaving : m_entering)[n];
    const double room = usable(n) * 2, pitch = slots > 1 ? std::min(14.0, room / (slots - 1)) : 0;
    const double left = m_l.x[n] - usable(n), last = std::max(room - pitch * (slots - 1), 0.0);
    const auto share = [&](std::size_t i) { return leaving && m_ends[i].port == m_ends[i - 1].port; };
    Index slot = 0;
    for (std::size_t i = 0; i < m_ends.size(); ++slot) {
      Pool pool{0, 0, 1};
      do {
        const double weight = std::abs(m_ends[i].want - m_l.x[n]) < 0.01 ? 1000 : 1; // keeps trunks straight
        pool.sum += weight * (std::clamp(m_ends[i].want - left, 0.0, room) - slot * pitch);
        pool.weight += weight;
      } while (++i < m_ends.size() && share(i));
      while (!m_pools.empty() && m_pools.back().sum * pool.weight > pool.sum * m_pools.back().weight) {
        pool = {pool.sum + m_pools.back().sum, pool.weight + m_pools.back().weight, pool.slots + m_pools.back().slots};
        m_pools.pop_back();
      }
      m_pools.push_back(pool);
    }
    std::vector<double>& out = leaving ? m_s.fromX : m_s.toX;
    Index end = 0;
    std::size_t i = 0;
    slot = 0;
    for (const Pool& pool : m_pools) {
      const double base = left + std::clamp(pool.sum / pool.weight, 0.0, last);
      for (end += pool.slots; slot < end; ++slot) do
          out[m_ends[i].edge] = base + slot * pitch;
        while (++i < m_ends.size() && share(i));
    }
  }

  void collect(Index n, bool leaving) {
    const Index b = m_l.box[n];
    m_ends.clear();
    const auto add = [&](Index e) {
      const Edge& edge = m_r.edges[e];
      m_ends.push_back({leaving ? edge.fromPort : edge.toPort, e, m_counted ? wantedX(e, n, leaving) : 0});
    };
    for (const Index e : m_g.down.of(b))
      if ((m_g.turn[e] == Turn::back) != leaving) add(e);
    for (const Index e : m_g.up.of(b))
      if ((m_g.turn[e] == Turn::back) == leaving) add(e);
    for (const Index e : m_g.loops.of(b)) add(e);
    const auto less = [](const End& a, const End& c) { return a.port != c.port ? a.port < c.port : a.want < c.want; };
    if (!std::is_sorted(m_ends.begin(), m_ends.end(), less)) std::stable_sort(m_ends.begin(), m_ends.end(), less);
  }

  void draw(Index e) {
    const Edge& edge = m_r.edges[e];
    const Rect from = m_out.boxes[edge.from], to = m_out.boxes[edge.to];
    const double x0 = m_s.fromX[e], y0 = from.y + static_cast<double>(from.height), x1 = m_s.toX[e], y1 = to.y;
    Route& route = m_out.routes[e];
    route.back = m_g.turn[e] != Turn::forward;
    route.connector = m_s.connector[e];
    m_points.clear();
    add(x0, y0);
    if (route.connector) {
      route.points = {at(x0, y0), at(x0, y0 + m_r.gapY / 3), at(x1, y1 - m_r.gapY / 3), at(x1, y1)};
      return;
    }
    if (m_g.turn[e] == Turn::self) {
      const double side = static_cast<double>(from.x) + from.width + kLoopRoom * 0.7;
      add(x0, y0 + m_stub);
      add(side, y0 + m_stub);
      add(side, y1 - m_stub);
      add(x1, y1 - m_stub);
    } else {
      const Index top = node(m_g.top(e)), bottom = node(m_g.bottom(e)), first = m_l.rank[top], last = m_l.rank[bottom];
      if (route.back)
        climb(e, x0, x1, first, last);
      else
        descend(e, x0, x1, first, last);
    }
    add(x1, y1);
    route.points.assign(m_points.begin(), m_points.end());
  }

  void descend(Index e, double x0, double x1, Index first, Index last) {
    add(x0, m_rowBottom[first]);
    for (Index r = first + 1; r < last; ++r) {
      const double x = m_l.x[m_s.chain[e] + r - first - 1];
      add(x, m_rowTop[r]);
      add(x, m_rowBottom[r]);
    }
    add(x1, m_rowTop[last]);
  }

  void climb(Index e, double x0, double x1, Index first, Index last) {
    const Index chain = m_s.chain[e];
    add(x0, m_rowBottom[last] + m_stub);
    add(m_l.x[chain + last - first], m_rowBottom[last] + m_stub);
    for (Index r = last + 1; r-- > first;) {
      add(m_l.x[chain + r - first], m_rowBottom[r]);
      add(m_l.x[chain + r - first], m_rowTop[r]);
    }
    add(m_l.x[chain], m_rowTop[first] - m_stub);
    add(x1, m_rowTop[first] - m_stub);
  }

  static Point at(double x, double y) { return {static_cast<float>(x), static_cast<float>(y)}; }

  // Adds a point; points on the way of a straight vertical line are left out.
  void add(double x, double y) {
    const Point p = at(x, y);
    const std::size_t n = m_points.size();
    if (n > 0 && m_points.back() == p) return;
    if (n > 1 && m_points[n - 1].x == p.x && m_points[n - 2].x == p.x &&
        (m_points[n - 1].y < p.y) == (m_points[n - 2].y < m_points[n - 1].y))
      m_points.back() = p;
    else
      m_points.push_back(p);
  }

  // Moves the part to 0, 0. Its size counts lines beside the boxes too.
  Result<Size> normalise() {
    double left = 0, top = 0, right = 0, bottom = 0;
    bool any = false;
    const auto cover = [&](double x0, double y0, double x1, double y1) {
      left = any ? std::min(left, x0) : x0;
      top = any ? std::min(top, y0) : y0;
      right = any ? std::max(right, x1) : x1;
      bottom = any ? std::max(bottom, y1) : y1;
      any = true;
    };
    const auto eachRoute = [&](auto use) {
      for (Index n = 0; n < m_boxes; ++n)
        for (const auto edges : {m_g.down.of(m_l.box[n]), m_g.loops.of(m_l.box[n])})
          for (const Index e : edges) use(m_out.routes[e]);
    };
    for (Index n = 0; n < m_boxes; ++n) {
      const Rect& b = m_out.boxes[m_l.box[n]];
      cover(b.x, b.y, static_cast<double>(b.x) + b.width, static_cast<double>(b.y) + b.height);
    }
    std::size_t points = 0;
    eachRoute([&](const Route& r) {
      points += r.points.size() + 4;
      for (const Point& p : r.points) cover(p.x, p.y, p.x, p.y);
    });
    ARA_TRY(m_pace.work(m_boxes * 4 + points * 2));
    for (Index n = 0; n < m_boxes; ++n) {
      Rect& b = m_out.boxes[m_l.box[n]];
      b.x = static_cast<float>(b.x - left);
      b.y = static_cast<float>(b.y - top);
    }
    eachRoute([&](Route& r) {
      for (Point& p : r.points) p = at(p.x - left, p.y - top);
    });
    return Size{static_cast<float>(right - left), static_cast<float>(bottom - top)};
  }

  struct Pool {
    double sum = 0, weight = 0;
    Index slots = 0;
  };
  Pace& m_pace;
  Shared& m_s;
  const Graph& m_g;
  const Request& m_r;
  const Layers& m_l;
  Picture& m_out;
  double m_stub;
  Index m_boxes = 0;
  bool m_counted = false;
  std::vector<Index> m_leaving, m_entering; // by node: places lines attach to below, above
  std::vector<double> m_rowTop, m_rowBottom;
  std::vector<End> m_ends;
  std::vector<Pool> m_pools;
  std::vector<Point> m_points;
};

} // namespace

Result<Size> drawPart(Pace& pace, Shared& shared, const Layers& layers, Picture& picture) {
  return Drawer(pace, shared, layers, picture).run();
}

} // namespace ara::layout::detail
