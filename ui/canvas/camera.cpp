#include "ui/canvas/camera.h"

#include <algorithm>
#include <cmath>

namespace ara::ui {
namespace {
constexpr double kReadable = 0.85; // from here on boxes have room for all their words
constexpr double kMargin = 24;
} // namespace

void Camera::set(double zoom, QPointF origin) {
  m_zoom = std::clamp(zoom, minZoom(), kMaxZoom);
  m_origin = origin;
}

double Camera::minZoom() const {
  if (m_bounds.isEmpty() || m_view.isEmpty()) return 0.01;
  const double fit = std::min(m_view.width() / m_bounds.width(), m_view.height() / m_bounds.height());
  return std::min(0.5, fit * 0.5);
}

Camera Camera::zoomedAt(QPointF viewPoint, double zoom) const {
  Camera c = *this;
  const QPointF fixed = toScene(viewPoint);
  c.set(zoom, m_origin);
  c.m_origin = fixed - viewPoint / c.m_zoom;
  return c;
}

Camera Camera::pannedBy(QPointF viewDelta) const {
  Camera c = *this;
  c.m_origin -= viewDelta / m_zoom;
  if (m_bounds.isEmpty()) return c;
  // Some of the picture always stays in view.
  const double keep = 40 / m_zoom;
  const QSizeF size = m_view / m_zoom;
  c.m_origin.setX(std::clamp(c.m_origin.x(), m_bounds.left() - size.width() + keep, m_bounds.right() - keep));
  c.m_origin.setY(std::clamp(c.m_origin.y(), m_bounds.top() - size.height() + keep, m_bounds.bottom() - keep));
  return c;
}

Camera Camera::fitted(const QRectF& scene, double margin, double maxZoom) const {
  Camera c = *this;
  const double w = std::max(1.0, m_view.width() - 2 * margin), h = std::max(1.0, m_view.height() - m_foot - 2 * margin);
  const double zoom = std::min({w / std::max(1.0, scene.width()), h / std::max(1.0, scene.height()), maxZoom});
  c.set(zoom, {});
  c = c.centredOn(scene.center());
  c.m_origin.ry() += m_foot / (2 * c.m_zoom);
  return c;
}

Camera Camera::centredOn(QPointF scenePoint) const {
  Camera c = *this;
  c.m_origin = scenePoint - QPointF(m_view.width(), m_view.height()) / (2 * m_zoom);
  return c;
}

Camera Camera::revealing(const QRectF& scene, double margin) const {
  const QRectF at = toView(scene);
  const auto shift = [margin](double low, double high, double size) {
    if (high - low > size - 2 * margin) return low - margin;
    if (low < margin) return low - margin;
    return high > size - margin ? high - size + margin : 0.0;
  };
  return pannedBy(
      -QPointF(shift(at.left(), at.right(), m_view.width()), shift(at.top(), at.bottom(), m_view.height())));
}

Camera Camera::opening(const QRectF& firstBox) const {
  const Camera whole = fitted(m_bounds, kMargin);
  if (whole.zoom() >= kReadable) return whole;
  Camera c = *this;
  const double width = std::max(1.0, m_view.width() - 2 * kMargin);
  c.set(std::clamp(width / std::max(1.0, m_bounds.width()), kReadable, 1.0), {});
  const bool wide = m_bounds.width() * c.zoom() > m_view.width();
  const double x = wide && !firstBox.isEmpty() ? firstBox.center().x() : m_bounds.center().x();
  const double top = wide && !firstBox.isEmpty() ? firstBox.top() : m_bounds.top();
  c.m_origin = QPointF(x - m_view.width() / (2 * c.m_zoom), top - kMargin / c.m_zoom);
  return c;
}

Camera Camera::between(const Camera& to, double share) const {
  Camera c = to;
  // Zoom goes in equal factors; the centre follows so that the way is straight on the screen.
  const double zoom = m_zoom * std::pow(to.m_zoom / m_zoom, share);
  const QPointF half(m_view.width() / 2, m_view.height() / 2);
  const QPointF a = m_origin + half / m_zoom, b = to.m_origin + half / to.m_zoom;
  c.m_zoom = zoom;
  c.m_origin = a + (b - a) * share - half / zoom;
  return c;
}

} // namespace ara::ui
