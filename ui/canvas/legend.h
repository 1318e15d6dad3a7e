// The legend at the bottom left: what the colours of the picture say. A click on a kind selects its nodes.
#pragma once

#include "ui/canvas/scene.h"

#include <optional>
#include <vector>

class QPainter;

namespace ara::ui {

class Legend {
public:
  enum class Shows : std::uint8_t { kinds, marks, picks };
  void setScene(const Scene& scene);
  void setShows(Shows shows) { m_shows = shows; }

  void paint(QPainter& painter, const QRectF& view, const Tokens& t);
  std::optional<Kind> kindAt(QPointF point) const;
  bool contains(QPointF point) const { return m_frame.contains(point); }

private:
  std::vector<Kind> m_kinds; // in the order of legends
  Shows m_shows = Shows::kinds;
  QRectF m_frame;
  std::vector<std::pair<QRectF, Kind>> m_spots;
};

} // namespace ara::ui
