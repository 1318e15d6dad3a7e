#include "ui/canvas/minimap.h"

#include "ui/theme/paint.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ara::ui {
namespace {
constexpr double kWidth = 118, kHeight = 66, kInset = 4;
constexpr double kStretch = 12; // a chain of thousands would be a hairline in its true form
} // namespace

QRectF Minimap::frame(QSizeF view) const {
  return QRectF(view.width() - 12 - kWidth, view.height() - 12 - kHeight, kWidth, kHeight);
}

Minimap::Scale Minimap::scaleOf(const Scene& scene, const QRectF& frame) const {
  const QRectF inner = frame.adjusted(kInset, kInset, -kInset, -kInset);
  const double w = std::max(1.0, scene.bounds.width()), h = std::max(1.0, scene.bounds.height());
  const double x = inner.width() / w, y = inner.height() / h;
  const Scale s{std::min(x, y * kStretch), std::min(y, x * kStretch), {}};
  const QPointF size(w * s.x, h * s.y);
  return {s.x, s.y, inner.center() - size / 2};
}

void Minimap::paint(QPainter& painter, const View& view, double opacity) {
  const QRectF where = frame(view.camera.view());
  const Scale s = scaleOf(view.scene, QRectF(QPointF(), where.size()));
  if (m_map.isNull() || m_dark != view.tokens.dark || m_map.devicePixelRatio() != view.dpr) {
    m_dark = view.tokens.dark;
    m_map = QPixmap(int(std::ceil(kWidth * view.dpr)), int(std::ceil(kHeight * view.dpr)));
    m_map.setDevicePixelRatio(view.dpr);
    m_map.fill(Qt::transparent);
    QPainter map(&m_map);
    const double least = 1 / view.dpr;
    const auto onMap = [&](const QRectF& r) {
      const QPointF at((r.x() - view.scene.bounds.x()) * s.x, (r.y() - view.scene.bounds.y()) * s.y);
      return QRectF(s.offset + at, QSizeF(r.width() * s.x, r.height() * s.y));
    };
    for (const Group& g : view.scene.groups)
      map.fillRect(onMap(g.rect), mixed(view.tokens.panel, view.tokens.kind(Kind::Recurrent), 0.4));
    for (std::uint32_t i = 0; i < view.scene.segments.size(); ++i) {
      const QRectF r = onMap(view.scene.rectOf(i));
      map.fillRect(QRectF(r.topLeft(), QSizeF(std::max(least, r.width()), std::max(least, r.height()))),
                   segmentColour(view, i));
    }
  }
  painter.setOpacity(opacity);
  paintBox(painter, where, 3, view.tokens.panel, view.tokens.line2);
  painter.drawPixmap(where.topLeft(), m_map);
  const QRectF seen = view.camera.visible();
  const QRectF frameOfView(
      where.topLeft() + s.offset +
          QPointF((seen.x() - view.scene.bounds.x()) * s.x, (seen.y() - view.scene.bounds.y()) * s.y),
      QSizeF(seen.width() * s.x, seen.height() * s.y));
  QRectF shown = frameOfView.intersected(where.adjusted(3, 3, -3, -3));
  if (shown.height() < 3) shown.setHeight(3);
  if (shown.width() < 3) shown.setWidth(3);
  paintBox(painter, shown, 1, QColor(), view.tokens.accent, 1.5);
  painter.setOpacity(1);
}

QPointF Minimap::toScene(const Scene& scene, QSizeF view, QPointF point) const {
  const QRectF where = frame(view);
  const Scale s = scaleOf(scene, QRectF(QPointF(), where.size()));
  const QPointF at = point - where.topLeft() - s.offset;
  return scene.bounds.topLeft() + QPointF(at.x() / s.x, at.y() / s.y);
}

} // namespace ara::ui
