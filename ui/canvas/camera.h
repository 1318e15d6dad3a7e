// Where the person looks: a zoom and the place of the scene at the top left of the view.
#pragma once

#include <QPointF>
#include <QRectF>

namespace ara::ui {

class Camera {
public:
  double zoom() const { return m_zoom; }
  QPointF origin() const { return m_origin; }
  QSizeF view() const { return m_view; }
  void setView(QSizeF view) { m_view = view; }
  void setFoot(double height) { m_foot = height; } // covered by legend and minimap: fitting leaves it free
  void set(double zoom, QPointF origin);
  // Fits twice the scene and goes to eight times its size.
  void setScene(const QRectF& bounds) { m_bounds = bounds; }

  QPointF toView(QPointF p) const { return (p - m_origin) * m_zoom; }
  QRectF toView(const QRectF& r) const { return {toView(r.topLeft()), r.size() * m_zoom}; }
  QPointF toScene(QPointF p) const { return p / m_zoom + m_origin; }
  QRectF toScene(const QRectF& r) const { return {toScene(r.topLeft()), r.size() / m_zoom}; }
  QRectF visible() const { return {m_origin, m_view / m_zoom}; }

  // Cameras that would show something; none of them changes this one.
  Camera zoomedAt(QPointF viewPoint, double zoom) const; // what is under the point stays there
  Camera pannedBy(QPointF viewDelta) const;
  Camera fitted(const QRectF& scene, double margin, double maxZoom = 1) const;
  Camera centredOn(QPointF scenePoint) const;
  Camera revealing(const QRectF& scene, double margin) const; // moves only as far as it must
  // The whole picture when it can be read so; else at its top, as wide as fits and can be read.
  Camera opening(const QRectF& firstBox) const;
  Camera between(const Camera& to, double share) const;

  double minZoom() const;
  static constexpr double kMaxZoom = 8;
  bool operator==(const Camera&) const = default;

private:
  double m_zoom = 1;
  QPointF m_origin;
  QSizeF m_view{100, 100};
  QRectF m_bounds;
  double m_foot = 0;
};

} // namespace ara::ui
