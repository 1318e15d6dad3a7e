#include "ui/canvas/hit_index.h"

#include <algorithm>
#include <cmath>

namespace ara::ui {

Grid::Cells Grid::cells(const QRectF& area) const {
  const auto clampTo = [](double v, int n) { return int(std::clamp(std::floor(v), 0.0, double(n - 1))); };
  return {clampTo((area.left() - m_bounds.left()) / m_cell, m_columns),
          clampTo((area.top() - m_bounds.top()) / m_cell, m_rows),
          clampTo((area.right() - m_bounds.left()) / m_cell, m_columns),
          clampTo((area.bottom() - m_bounds.top()) / m_cell, m_rows)};
}

void Grid::build(const QRectF& bounds, const std::vector<std::pair<QRectF, std::uint32_t>>& rects, std::uint32_t ids) {
  clear();
  if (rects.empty()) return;
  m_bounds = bounds;
  // About one cell for each rectangle, so that neither empty cells nor long lists cost.
  const double area = std::max(1.0, bounds.width()) * std::max(1.0, bounds.height());
  m_cell = std::max(128.0, std::sqrt(area / (double(rects.size()) + 16)));
  m_columns = int(bounds.width() / m_cell) + 1;
  m_rows = int(bounds.height() / m_cell) + 1;
  const std::size_t count = std::size_t(m_columns) * std::size_t(m_rows);
  m_begin.assign(count + 1, 0);
  const auto each = [&](auto f) {
    for (const auto& [rect, id] : rects) {
      const Cells c = cells(rect);
      for (int y = c.top; y <= c.bottom; ++y)
        for (int x = c.left; x <= c.right; ++x) f(std::size_t(y) * std::size_t(m_columns) + std::size_t(x), id);
    }
  };
  each([&](std::size_t cell, std::uint32_t) { ++m_begin[cell + 1]; });
  for (std::size_t i = 1; i <= count; ++i) m_begin[i] += m_begin[i - 1];
  m_ids.resize(m_begin[count]);
  std::vector<std::uint32_t> at(m_begin.begin(), m_begin.end() - 1);
  each([&](std::size_t cell, std::uint32_t id) { m_ids[at[cell]++] = id; });
  m_seen.assign(ids, 0);
}

void HitIndex::build(const Scene& scene) {
  std::vector<std::pair<QRectF, std::uint32_t>> rects;
  rects.reserve(scene.boxes.size());
  for (std::uint32_t i = 0; i < scene.boxes.size(); ++i) rects.push_back({scene.boxes[i].rect, i});
  boxes.build(scene.bounds, rects, std::uint32_t(scene.boxes.size()));
  rects.clear();
  for (std::uint32_t i = 0; i < scene.lines.size(); ++i) {
    const auto points = scene.pointsOf(scene.lines[i]);
    const std::size_t step = scene.lines[i].connector ? 2 : 1; // two stubs with nothing between them
    for (std::size_t k = 1; k < points.size(); k += step)
      rects.push_back({QRectF(points[k - 1], points[k]).normalized(), i});
  }
  lines.build(scene.bounds, rects, std::uint32_t(scene.lines.size()));
}

std::uint32_t HitIndex::segmentAt(const Scene& scene, QPointF point, double slack) const {
  std::uint32_t best = kNoIndex;
  double nearest = slack;
  boxes.query(QRectF(point, point).adjusted(-slack, -slack, slack, slack), [&](std::uint32_t b) {
    const Box& box = scene.boxes[b];
    const QRectF& r = box.rect;
    const double dx = std::max({r.left() - point.x(), point.x() - r.right(), 0.0});
    const double dy = std::max({r.top() - point.y(), point.y() - r.bottom(), 0.0});
    const double distance = std::max(dx, dy);
    if (distance > nearest || (distance == nearest && best != kNoIndex)) return;
    nearest = distance;
    best = box.first;
    for (std::uint32_t s = box.first; s < box.first + box.count; ++s)
      if (point.x() >= r.x() + double(scene.segments[s].x)) best = s;
  });
  return best;
}

std::uint32_t HitIndex::connectorAt(const Scene& scene, QPointF point, double reach) const {
  std::uint32_t best = kNoIndex;
  double nearest = reach;
  lines.query(QRectF(point, point).adjusted(-reach, -reach, reach, reach), [&](std::uint32_t l) {
    if (!scene.lines[l].connector) return;
    for (const QPointF& p : scene.pointsOf(scene.lines[l])) {
      const double distance = std::hypot(p.x() - point.x(), p.y() - point.y());
      if (distance < nearest) nearest = distance, best = l;
    }
  });
  return best;
}

} // namespace ara::ui
