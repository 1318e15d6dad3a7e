// The whole graph in 118x66 at the bottom right, with the part that is in view. A drag in it moves the view.
#pragma once

#include "ui/canvas/painting.h"

#include <QPixmap>

namespace ara::ui {

class Minimap {
public:
  void invalidate() { m_map = {}; }
  // Narrow and low canvases have none.
  static bool fits(QSizeF view) { return view.width() >= 420 && view.height() >= 480; }
  QRectF frame(QSizeF view) const;
  void paint(QPainter& painter, const View& view, double opacity);
  QPointF toScene(const Scene& scene, QSizeF view, QPointF point) const;

private:
  struct Scale {
    double x, y;
    QPointF offset;
  };
  Scale scaleOf(const Scene& scene, const QRectF& frame) const;
  QPixmap m_map;
  bool m_dark = false;
};

} // namespace ara::ui
