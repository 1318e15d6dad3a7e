// Which boxes and lines lie in a rectangle: a uniform grid over the scene.
#pragma once

#include "ui/canvas/scene.h"

namespace ara::ui {

class Grid {
public:
  void clear() { *this = {}; }
  // `rects` may hold several rectangles of one id.
  void build(const QRectF& bounds, const std::vector<std::pair<QRectF, std::uint32_t>>& rects, std::uint32_t ids);

  // Calls f(id) once for each id that has a rectangle in a cell that `area` touches.
  template<class F> void query(const QRectF& area, F&& f) const {
    if (m_columns == 0) return;
    ++m_round;
    const Cells c = cells(area);
    for (int y = c.top; y <= c.bottom; ++y)
      for (int x = c.left; x <= c.right; ++x) {
        const std::size_t cell = std::size_t(y) * std::size_t(m_columns) + std::size_t(x);
        for (std::uint32_t i = m_begin[cell]; i < m_begin[cell + 1]; ++i) {
          const std::uint32_t id = m_ids[i];
          if (m_seen[id] == m_round) continue;
          m_seen[id] = m_round;
          f(id);
        }
      }
  }

private:
  struct Cells {
    int left, top, right, bottom;
  };
  Cells cells(const QRectF& area) const;

  QRectF m_bounds;
  double m_cell = 1;
  int m_columns = 0, m_rows = 0;
  std::vector<std::uint32_t> m_begin, m_ids;
  mutable std::vector<std::uint32_t> m_seen; // round in which an id was told last
  mutable std::uint32_t m_round = 0;
};

struct HitIndex {
  Grid boxes, lines;

  void build(const Scene& scene);
  // The segment at a point of the scene, or kNoIndex. `slack` widens boxes for small zooms.
  std::uint32_t segmentAt(const Scene& scene, QPointF point, double slack) const;
  // The connector whose stub label is nearest, within `reach`.
  std::uint32_t connectorAt(const Scene& scene, QPointF point, double reach) const;
};

} // namespace ara::ui
