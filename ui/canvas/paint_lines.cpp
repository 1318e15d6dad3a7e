// Lines of the graph: smooth, with an arrow of 6 px, on whole device pixels where they are straight.
#include "ui/canvas/painting.h"
#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ara::ui {
namespace {

constexpr double kStroke = 1.4, kArrow = 6;
constexpr double kFarAway = 400; // more than any slanted part is high, so that clamping never bends what is seen

QPointF unit(QPointF v) {
  const double length = std::hypot(v.x(), v.y());
  return length > 1e-9 ? v / length : QPointF(0, 1);
}

double distance(QPointF a, QPointF b) { return std::hypot(b.x() - a.x(), b.y() - a.y()); }

// Where two points differ sideways within one gap, one S replaces the slanted line; other corners are rounded.
QPainterPath smooth(const std::vector<QPointF>& p, double round) {
  QPainterPath path(p.front());
  for (std::size_t i = 1; i + 1 < p.size(); ++i) {
    if (round == 0) {
      path.lineTo(p[i]);
      continue;
    }
    const double r = std::min({round, distance(p[i - 1], p[i]) / 2, distance(p[i], p[i + 1]) / 2});
    path.lineTo(p[i] - unit(p[i] - p[i - 1]) * r);
    path.quadTo(p[i], p[i] + unit(p[i + 1] - p[i]) * r);
  }
  if (round > 0 && p.size() == 2 && std::abs(p[0].x() - p[1].x()) > 1.5) {
    const double middle = (p[0].y() + p[1].y()) / 2;
    path.cubicTo(QPointF(p[0].x(), middle), QPointF(p[1].x(), middle), p[1]);
  } else {
    path.lineTo(p.back());
  }
  return path;
}

void arrow(QPainter& painter, QPointF tip, QPointF direction, double size, const QColor& colour) {
  const QPointF side(-direction.y(), direction.x());
  const QPointF base = tip - direction * size;
  const QPointF corners[3] = {tip, base + side * (size * 0.55), base - side * (size * 0.55)};
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawConvexPolygon(corners, 3);
}

// Whether some part of the line comes into the area; the grid tells only cells.
bool passes(const std::vector<QPointF>& p, const QRectF& area, bool connector) {
  for (std::size_t i = 1; i < p.size(); i += connector ? 2 : 1) {
    const QPointF a = p[i - 1], b = p[i];
    const bool beside = std::max(a.x(), b.x()) < area.left() || std::min(a.x(), b.x()) > area.right();
    const bool above = std::max(a.y(), b.y()) < area.top() || std::min(a.y(), b.y()) > area.bottom();
    if (!beside && !above) return true;
  }
  return false;
}

bool faint(const View& view, const Line& line) {
  return view.marks.dimRest && !(view.marks.has(line.from, Marks::kLit) && view.marks.has(line.to, Marks::kLit));
}

bool dropped(const View& view, const Line& line) {
  constexpr std::uint16_t gone = Marks::kDropped | Marks::kDoomed;
  return view.marks.has(line.from, gone) || view.marks.has(line.to, gone);
}

struct Label {
  QPointF at; // left end of the base line
  QString text;
};

void paintConnector(QPainter& painter, const View& view, const Line& line, const std::vector<QPointF>& p,
                    const QColor& colour, Detail detail, const QRectF& area, std::vector<Label>& labels) {
  if (p.size() < 4) return;
  // The ends may be thousands of pixels apart: each is drawn where it is seen.
  const QRectF near = area.adjusted(-160, -40, 40, 40);
  const bool leaves = !line.silent && near.contains(p[0]), enters = near.contains(p[3]);
  QPen pen(colour, kStroke);
  if (line.shapeOnly || dropped(view, line)) pen.setDashPattern({3, 2.4});
  const double head = kArrow * (detail == Detail::names ? std::max(0.5, view.camera.zoom()) : 1.0);
  const QPointF in = unit(p[3] - p[2]);
  painter.setPen(pen);
  if (leaves) painter.drawLine(p[0], p[1]);
  if (enters) {
    painter.drawLine(p[2], p[3] - in * (head - 1));
    arrow(painter, p[3], in, head, colour);
  }
  painter.setBrush(view.tokens.canvas);
  painter.setPen(QPen(colour, 1.2));
  if (leaves) painter.drawEllipse(p[1], 2.2, 2.2);
  if (enters) painter.drawEllipse(p[2], 2.2, 2.2);
  if (detail < Detail::full || faint(view, line)) return;
  if (enters && view.connectorText) // where the value comes from
    if (const QString text = view.connectorText(line); !text.isEmpty())
      labels.push_back({p[2] + QPointF(6, 3), QStringLiteral("▸ ") + text});
  if (!leaves) return;
  std::size_t users = 0;
  for (const std::uint32_t l : view.scene.linesFrom(view.scene.segments[line.from].box))
    users += view.scene.lines[l].connector ? 1 : 0;
  if (users > 4)
    labels.push_back(
        {p[1] + QPointF(6, 3),
         QStringLiteral("▸ ") + QCoreApplication::translate("ara::ui::Canvas", "%n users", nullptr, int(users))});
}

// Over the lines, on a ground of their own.
void paintLabels(QPainter& painter, const View& view, const std::vector<Label>& labels, PaintStats& stats) {
  const QFontMetricsF metrics(painter.font());
  QColor ground = view.tokens.canvas;
  ground.setAlphaF(0.85f);
  for (const Label& l : labels) {
    const double width = metrics.horizontalAdvance(l.text);
    painter.fillRect(QRectF(l.at.x() - 1, l.at.y() - metrics.ascent(), width + 2, metrics.height()), ground);
    painter.setPen(view.tokens.text3);
    painter.drawText(l.at, l.text);
    ++stats.texts;
  }
}

void lineLabel(QPainter& painter, const View& view, const Line& line, const std::vector<QPointF>& p,
               PaintStats& stats) {
  if (!view.lineText || p.size() != 2 || std::abs(p[0].x() - p[1].x()) > 2 || p[1].y() - p[0].y() < 18) return;
  if (view.scene.linesFrom(view.scene.segments[line.from].box).size() != 1) return;
  const QString text = view.lineText(line);
  if (text.isEmpty()) return;
  const double y = (p[0].y() + p[1].y()) / 2 - 3;
  painter.setPen(view.tokens.text3);
  painter.drawText(QRectF(p[0].x() + 10, y - 10, 240, 20), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
  ++stats.texts;
}

// 12-35 %: hairlines, straight; nothing can be told apart by its curve.
void paintTrunks(QPainter& painter, const View& view, const QRectF& area, PaintStats& stats) {
  std::vector<QLineF> plain, pale;
  view.index.lines.query(view.camera.toScene(area), [&](std::uint32_t l) {
    const Line& line = view.scene.lines[l];
    if (line.connector || line.shapeOnly) return;
    const auto points = view.scene.pointsOf(line);
    auto& lines = faint(view, line) || dropped(view, line) ? pale : plain;
    for (std::size_t i = 1; i < points.size(); ++i)
      lines.push_back({view.camera.toView(points[i - 1]), view.camera.toView(points[i])});
    ++stats.lines;
  });
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(mixed(view.tokens.canvas, view.tokens.edge, 0.3), 0));
  painter.drawLines(pale.data(), int(pale.size()));
  painter.setPen(QPen(mixed(view.tokens.canvas, view.tokens.edge, 0.75), 0));
  painter.drawLines(plain.data(), int(plain.size()));
}

} // namespace

void paintLines(QPainter& painter, const View& view, const QRectF& area, PaintStats& stats) {
  const Detail detail = detailAt(view.camera.zoom());
  if (detail == Detail::bars) return paintTrunks(painter, view, area, stats);
  const double zoom = view.camera.zoom();
  painter.setFont(uiFont(type::kNote));
  const double half = 0.5 / view.dpr;
  std::vector<QPointF> p;
  std::vector<Label> labels;
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF near = area.adjusted(-40, -40, 40, 40); // room for arrows, and for labels of lines just outside
  view.index.lines.query(view.camera.toScene(near), [&](std::uint32_t l) {
    const Line& line = view.scene.lines[l];
    const auto points = view.scene.pointsOf(line);
    if (points.size() < 2) return;
    p.clear();
    for (const QPointF& point : points) {
      QPointF v = view.camera.toView(point);
      v.setX(view.snap(v.x()) + half); // vertical parts lie on one column of pixels
      // Down there a line runs on for ten thousands of pixels; dashes would be made for all of them.
      if (!line.connector) v.setY(std::clamp(v.y(), area.top() - kFarAway, area.bottom() + kFarAway));
      if (p.empty() || distance(p.back(), v) > 0.5 || line.connector) p.push_back(v);
    }
    if (p.size() < 2 || !passes(p, near, line.connector)) return;
    ++stats.lines;
    const bool pale = faint(view, line);
    const bool dashed = line.shapeOnly || dropped(view, line);
    const QColor colour = pale ? mixed(view.tokens.canvas, view.tokens.edge, 0.35) : view.tokens.edge;
    if (line.connector) return paintConnector(painter, view, line, p, colour, detail, area, labels);
    const double head = kArrow * (detail == Detail::names ? std::max(0.5, zoom) : 1.0);
    QPointF direction = unit(p.back() - p[p.size() - 2]);
    if (p.size() == 2) direction = QPointF(0, p[1].y() > p[0].y() ? 1 : -1);
    const QPointF tip = p.back();
    p.back() -= direction * (head - 1);
    // Far out a rounded corner is a pixel and an arrow a dot, but there are thousands of them.
    const QPainterPath path = smooth(p, detail == Detail::names ? 0 : 10 * std::min(zoom, 2.0));
    QPen pen(colour, kStroke);
    if (dashed) pen.setDashPattern({3, 2.4});
    painter.strokePath(path, pen); // one by one: a path of many is slower
    if (zoom >= 0.5) arrow(painter, tip, direction, head, colour);
    p.back() = tip;
    if (detail >= Detail::full && !pale) lineLabel(painter, view, line, p, stats);
  });
  paintLabels(painter, view, labels, stats);
}

} // namespace ara::ui
