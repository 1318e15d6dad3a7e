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
QPainterPath smooth(const std::vector<QPointF>& p, double round, bool sideways = false) {
  QPainterPath path(p.front());
  if (sideways && round > 0 && p.size() == 2 && std::abs(p[0].y() - p[1].y()) > 1.5) {
    const double middle = (p[0].x() + p[1].x()) / 2;
    path.cubicTo(QPointF(middle, p[0].y()), QPointF(middle, p[1].y()), p[1]);
    return path;
  }
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

// A line at the border of a group: straight inside, an S between the groups.
QPainterPath acrossBorders(const QPointF* first, const QPointF* last) {
  QPainterPath path(*first);
  for (const QPointF* p = first + 1; p != last; ++p) {
    const QPointF from = p[-1];
    const double middle = (from.y() + p->y()) / 2;
    if (std::abs(from.x() - p->x()) > 1.5 && std::abs(from.y() - p->y()) > 1.5)
      path.cubicTo(QPointF(from.x(), middle), QPointF(p->x(), middle), *p);
    else
      path.lineTo(*p);
  }
  return path;
}

struct Label {
  QPointF at; // left end of the base line
  QString text;
  bool state = false;
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
  if (enters && view.connectorText) // where the value comes from, or which state it is
    if (const QString text = line.label ? view.scene.words[line.label].text : view.connectorText(line); !text.isEmpty())
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

void paintBorderLine(QPainter& painter, const View& view, const Line& line, const QColor& colour, Detail detail,
                     std::vector<Label>& labels) {
  const double half = 0.5 / view.dpr;
  std::vector<QPointF> p;
  for (const QPointF& point : view.scene.pointsOf(line)) {
    const QPointF v = view.camera.toView(point);
    p.push_back({view.snap(v.x()) + half, v.y()});
  }
  const bool start = line.flow == Flow::start;
  QPen pen(start ? view.tokens.loop : colour, kStroke);
  if (start || line.shapeOnly || dropped(view, line)) pen.setDashPattern({3, 2.4});
  const double head = kArrow * (detail == Detail::names ? std::max(0.5, view.camera.zoom()) : 1.0);
  const auto part = [&](std::size_t first, std::size_t last) {
    if (last - first < 2) return;
    const QPointF tip = p[last - 1], direction(0, tip.y() >= p[last - 2].y() ? 1 : -1);
    p[last - 1] -= direction * (head - 1);
    painter.strokePath(acrossBorders(p.data() + first, p.data() + last), pen);
    if (view.camera.zoom() >= 0.5) arrow(painter, tip, direction, head, pen.color());
  };
  part(0, line.breakAt ? line.breakAt : p.size());
  if (line.breakAt) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(p[line.breakAt], 2.4, 2.4);
    part(line.breakAt, p.size());
  }
  if (detail < Detail::full || line.label == 0 || faint(view, line)) return;
  const std::size_t end = line.breakAt ? line.breakAt : p.size();
  QString text = view.scene.words[line.label].text; // beside the arrow
  if (!start && view.lineText)
    if (const QString shape = view.lineText(line); !shape.isEmpty()) text = shape + QLatin1Char(' ') + text;
  const bool comesFromRight = !start && p[end - 2].x() > p[end - 1].x() + 1.5; // it stands on the other side
  const double width = comesFromRight ? QFontMetricsF(painter.font()).horizontalAdvance(text) + 16 : 0;
  labels.push_back({p[end - 1] + QPointF(8 - width, start ? -9 : -4), text, start});
}

// States are labelled on their long way: "h 1×64".
void labelState(const View& view, const Line& line, const std::vector<QPointF>& p, std::vector<Label>& labels) {
  QString text = view.scene.words[line.label].text;
  if (view.lineText)
    if (const QString shape = view.lineText(line); !shape.isEmpty())
      text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + shape;
  if (text.isEmpty()) return;
  std::size_t longest = 1;
  for (std::size_t i = 1; i < p.size(); ++i)
    if (std::abs(p[i].x() - p[i - 1].x()) > std::abs(p[longest].x() - p[longest - 1].x())) longest = i;
  const double width = QFontMetricsF(uiFont(type::kNote)).horizontalAdvance(text);
  labels.push_back({(p[longest] + p[longest - 1]) / 2 + QPointF(-width / 2, 4), text, true});
}

// Over the lines, on a ground of their own.
void paintLabels(QPainter& painter, const View& view, const std::vector<Label>& labels, PaintStats& stats) {
  const QFontMetricsF metrics(painter.font());
  QColor ground = view.tokens.canvas;
  ground.setAlphaF(0.85f);
  for (const Label& l : labels) {
    const double width = metrics.horizontalAdvance(l.text), room = l.state ? 5 : 1;
    painter.fillRect(QRectF(l.at.x() - room, l.at.y() - metrics.ascent(), width + 2 * room, metrics.height()),
                     l.state ? view.tokens.group : ground);
    painter.setPen(l.state ? view.tokens.loop : view.tokens.text3);
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
    const bool pale = faint(view, line);
    QColor colour = pale ? mixed(view.tokens.canvas, view.tokens.edge, 0.35) : view.tokens.edge;
    if ((line.flow == Flow::through || line.flow == Flow::start) && !line.connector) {
      ++stats.lines;
      return paintBorderLine(painter, view, line, colour, detail, labels);
    }
    const bool state = line.flow == Flow::state, sideways = line.flow == Flow::sideways;
    if (state) colour = pale ? mixed(view.tokens.canvas, view.tokens.loop, 0.35) : view.tokens.loop;
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
    const bool dashed = line.shapeOnly || dropped(view, line);
    if (line.connector) return paintConnector(painter, view, line, p, colour, detail, area, labels);
    const double head = kArrow * (detail == Detail::names ? std::max(0.5, zoom) : 1.0);
    QPointF direction = unit(p.back() - p[p.size() - 2]);
    if (p.size() == 2 && sideways) direction = QPointF(p[1].x() > p[0].x() ? 1 : -1, 0);
    if (p.size() == 2 && !sideways) direction = QPointF(0, p[1].y() > p[0].y() ? 1 : -1);
    const QPointF tip = p.back();
    p.back() -= direction * (head - 1);
    // Far out a rounded corner is a pixel and an arrow a dot, but there are thousands of them.
    const QPainterPath path = smooth(p, detail == Detail::names ? 0 : 10 * std::min(zoom, 2.0), sideways);
    QPen pen(colour, state ? 1.8 : kStroke);
    if (dashed) pen.setDashPattern({3, 2.4});
    painter.strokePath(path, pen); // one by one: a path of many is slower
    if (zoom >= 0.5) arrow(painter, tip, direction, head, colour);
    p.back() = tip;
    if (detail < Detail::full || pale) return;
    if (state)
      labelState(view, line, p, labels);
    else if (!sideways)
      lineLabel(painter, view, line, p, stats);
  });
  paintLabels(painter, view, labels, stats);
}

} // namespace ara::ui
