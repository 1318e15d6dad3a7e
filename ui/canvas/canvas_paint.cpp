// Painting of the widget: the scene from a cached layer, and over it what follows the pointer.
#include "ui/canvas/facts.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ara::ui {
namespace {

constexpr double kSpare = 0.25; // of the view on each side, painted ahead while one pans

QString qtext(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }

} // namespace

View GraphCanvas::view(const Camera& camera, qreal dpr) const {
  View v{scene(), index(), m_marks, camera, tokens(this), {}, {}, {}, dpr};
  v.allVerdicts = m_verdictsShown;
  v.facts = [this](std::uint32_t s) { return factsOf(s); };
  v.lineText = [this](const Line& line) { return hasGraph() ? dimsText(shapeOf(line.tensor)) : QString(); };
  v.connectorText = [this](const Line& line) {
    const Segment& from = scene().segments[line.from];
    if (!hasGraph()) return QString();
    const ir::Graph& g = model()->graph(m_graphId);
    const QString name = from.node ? lastOf(nodeName(*model(), g, from.node)) : scene().labelOf(line.from);
    return line.result || (from.node && g[from.node].resultCount > 1)
               ? QStringLiteral("%1:%2").arg(name).arg(line.result)
               : name;
  };
  return v;
}

GraphCanvas::Inferred GraphCanvas::known(ir::TensorId tensor) const {
  if (!tensor || !hasGraph()) return {};
  const ir::Graph& g = model()->graph(m_graphId);
  Inferred own{model()->shapeOf(g[tensor]), g[tensor].type};
  if ((own.shape.isStatic() && own.type != ir::DataType::none) || m_inferred.isEmpty()) return own;
  const auto found = m_inferred.constFind(QString::fromStdString(model()->tensorName(g, tensor)));
  if (found == m_inferred.cend()) return own;
  return {own.shape.isStatic() ? own.shape : found->shape, own.type == ir::DataType::none ? found->type : own.type};
}

NodeFacts GraphCanvas::factsOf(std::uint32_t s) const {
  NodeFacts f;
  if (!hasGraph() || s >= scene().segments.size()) return f;
  const ir::Model& m = *model();
  const ir::Graph& g = m.graph(m_graphId);
  const Segment& seg = scene().segments[s];
  f.name = seg.node ? nodeName(m, g, seg.node) : QString::fromStdString(m.tensorName(g, seg.tensor));
  if (seg.tensor) {
    const auto [shape, type] = known(seg.tensor);
    f.shape = dimsText(shape);
    if (type != ir::DataType::none) f.type = qtext(ir::longName(type));
    const std::size_t results = seg.node ? g[seg.node].resultCount : 1;
    if (results > 1 && !f.shape.isEmpty()) f.shape = QStringLiteral("%1 × %2").arg(results).arg(f.shape);
    if (const auto bytes = tensorBytes(type, shape)) f.bytes = bytesText(*bytes * results);
  }
  if (!seg.node) return f;
  f.number = QStringLiteral("#%1").arg(seg.node.index());
  for (const ir::TensorId operand : g.operands(seg.node)) {
    const ir::TensorId constant = constantBehind(m, g, operand);
    if (!constant || m.shapeOf(g[constant]).rank() == 0) continue;
    const ir::Tensor& t = g[constant];
    f.weights.push_back({lastOf(QString::fromStdString(m.tensorName(g, constant))),
                         QStringLiteral("%1 %2").arg(dimsText(m.shapeOf(t)), qtext(ir::longName(t.type)))});
  }
  return f;
}

QString GraphCanvas::sentenceOf(std::uint32_t s) const {
  if (!hasGraph() || s >= scene().segments.size()) return {};
  const ir::Graph& g = model()->graph(m_graphId);
  const Segment& seg = scene().segments[s];
  const NodeFacts f = factsOf(s);
  QStringList parts;
  parts << (seg.node ? opLabel(*model(), g[seg.node]) : tr("Input"));
  if (seg.node) parts << tr("number %1").arg(seg.node.index());
  parts << f.name;
  if (seg.tensor && !f.shape.isEmpty()) {
    QString dims = f.shape;
    dims.replace(QStringLiteral("×"), tr(" by ")).replace(QLatin1Char('?'), tr("open"));
    parts << tr("result %1 %2").arg(dims, f.type).trimmed();
    if (!f.bytes.isEmpty()) parts << f.bytes;
  }
  switch (m_marks.verdicts[s]) {
  case Verdict::converts: parts << tr("converts"); break;
  case Verdict::fuses: parts << tr("fuses"); break;
  case Verdict::folds: parts << tr("folds away"); break;
  case Verdict::refused: parts << tr("refused: %1").arg(m_reasons.value(s)); break;
  case Verdict::none: break;
  }
  if (m_marks.has(s, Marks::kInput)) parts << tr("input %1").arg(m_marks.order[s]);
  if (m_marks.has(s, Marks::kOutput)) parts << tr("output %1").arg(m_marks.order[s]);
  if (m_marks.has(s, Marks::kLikelyInput)) parts << tr("suggested as input");
  if (m_marks.has(s, Marks::kLikelyOutput)) parts << tr("suggested as output");
  if (m_marks.has(s, Marks::kDropped)) parts << tr("dropped");
  if (seg.node) {
    std::size_t users = 0;
    for (const ir::TensorId t : g.results(seg.node)) users += g.useCount(t);
    parts << tr("%n input(s)", nullptr, int(g[seg.node].operandCount)) << tr("%n user(s)", nullptr, int(users));
  }
  return parts.join(tr(", "));
}

void GraphCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), tokens(this).canvas);
  if (!isReady() || scene().boxes.empty()) {
    paintState(painter);
  } else {
    m_legend.setShows(m_picking                                                ? Legend::Shows::picks
                      : m_camera.zoom() > 1.6 && m_document.check() != nullptr ? Legend::Shows::marks
                                                                               : Legend::Shows::kinds);
    paintLayer(painter);
    paintOverlay(painter);
  }
  if (hasFocus() && m_keyboardFocus) paintFocus(painter, rect(), 0, tokens(this));
}

void GraphCanvas::paintState(QPainter& painter) {
  const Tokens& t = tokens(this);
  QString text;
  if (!m_buildError.isEmpty())
    text = m_buildError;
  else if (m_building)
    text = tr("Laying out %n node(s)…", nullptr, hasGraph() ? int(model()->graph(m_graphId).liveNodeCount()) : 0);
  else if (hasGraph())
    text = tr("This graph has no nodes.");
  else
    text = m_side == Side::source ? tr("Open a model to see its graph.") : tr("Convert to see the result.");
  painter.setFont(uiFont(type::kBody));
  painter.setPen(t.text3);
  painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, text);
}

// The scene is painted into a pixmap a little larger than the view, so that panning is a copy.
void GraphCanvas::paintLayer(QPainter& painter) {
  const qreal dpr = devicePixelRatioF();
  const QRectF area(rect());
  QPointF shift;
  if (m_layerValid && m_layerCamera.zoom() == m_camera.zoom() && m_layer.devicePixelRatio() == dpr) {
    shift = (m_layerCamera.origin() - m_camera.origin()) * m_camera.zoom();
    shift = QPointF(std::round(shift.x() * dpr) / dpr, std::round(shift.y() * dpr) / dpr);
  }
  const bool usable = m_layerValid && m_layerCamera.zoom() == m_camera.zoom() && m_layer.devicePixelRatio() == dpr &&
                      m_layerArea.translated(shift).contains(area);
  if (!usable) {
    const bool panning = m_layerValid && m_layerCamera.zoom() == m_camera.zoom() && m_layer.devicePixelRatio() == dpr;
    const double mx = panning ? std::ceil(width() * kSpare) : 0, my = panning ? std::ceil(height() * kSpare) : 0;
    m_layerArea = area.adjusted(-mx, -my, mx, my);
    const QSize pixels = (m_layerArea.size() * dpr).toSize();
    if (m_layer.size() != pixels || m_layer.devicePixelRatio() != dpr) {
      m_layer = QPixmap(pixels);
      m_layer.setDevicePixelRatio(dpr);
    }
    m_layerCamera = m_camera;
    QElapsedTimer time;
    time.start();
    m_layer.fill(tokens(this).canvas);
    QPainter layer(&m_layer);
    layer.translate(-m_layerArea.topLeft());
    m_stats = paintScene(layer, view(m_camera, dpr), m_layerArea);
    layer.end();
    m_paintMs = double(time.nsecsElapsed()) * 1e-6;
    m_layerValid = true;
    shift = {};
  }
  painter.drawPixmap(m_layerArea.topLeft() + shift, m_layer);
}

void GraphCanvas::paintOverlay(QPainter& painter) {
  const Tokens& t = tokens(this);
  const View v = view(m_camera, devicePixelRatioF());
  if (m_picking && m_preview) paintPreview(painter);
  const bool far = m_camera.zoom() < 0.35;
  for (const std::uint32_t s : m_selected) {
    const QRectF r = v.snapped(scene().rectOf(s));
    if (!r.intersects(QRectF(rect()).adjusted(-8, -8, 8, 8))) continue;
    const double gap = far ? 2 : 5; // 3 px of air and the 2 px of the ring
    paintBox(painter, r.adjusted(-gap, -gap, gap, gap), radius::kBox + (far ? 0 : 3), QColor(), t.accent, 2);
  }
  if (m_hover != kNoIndex) {
    QColor ring = t.accent;
    ring.setAlphaF(0.75f);
    paintBox(painter, v.snapped(scene().rectOf(m_hover)).adjusted(-1, -1, 1, 1), radius::kBox, QColor(), ring, 1.5);
  }
  paintChips(painter);
  if (m_drag == Drag::band) {
    QColor fill = t.accent;
    fill.setAlphaF(0.12f);
    paintBox(painter, m_band.normalized(), 0, fill, t.accent, 1);
  }
  paintRibbon(painter);
  m_legend.paint(painter, rect(), t);
  if (m_minimapOn && Minimap::fits(size())) {
    const QRectF frame = m_minimap.frame(size());
    bool under = false; // the pointer is near a box that the map covers
    if (m_hover != kNoIndex && m_drag != Drag::minimap) under = viewRectOf(m_hover).intersects(frame);
    m_minimap.paint(painter, v, under ? 0.25 : 1);
  }
  if (m_cardShown) paintCard(painter);
}

std::vector<GraphCanvas::Chip> GraphCanvas::chips() const {
  std::vector<Chip> out;
  if (m_camera.zoom() < 0.35) return out;
  const bool narrow = width() < 420; // no room beside the boxes: offers are in the Pick panel
  const QFontMetricsF metrics(uiFont(type::kNote, QFont::DemiBold));
  const QRectF seen = QRectF(rect()).adjusted(-200, -20, 200, 20);
  for (const std::uint32_t s : m_marked) {
    const QRectF r = viewRectOf(s);
    if (!r.intersects(seen)) continue;
    const QRectF box = m_camera.toView(scene().boxes[scene().segments[s].box].rect);
    const double height = scaled(19);
    const auto add = [&](const QString& text, bool input, bool offer) {
      const double width = metrics.horizontalAdvance(text) + (offer ? 26 : 14);
      const double x = input ? box.left() - 10 - width : box.right() + 10;
      out.push_back({QRectF(std::round(x), std::round(box.center().y() - height / 2), std::ceil(width), height), s,
                     text, input, offer});
    };
    if (m_marks.has(s, Marks::kInput)) add(tr("Input %1").arg(m_marks.order[s]), true, false);
    if (m_marks.has(s, Marks::kOutput)) add(tr("Output %1").arg(m_marks.order[s]), false, false);
    if (!narrow && m_marks.has(s, Marks::kLikelyInput)) add(tr("Make input"), true, true);
    if (!narrow && m_marks.has(s, Marks::kLikelyOutput)) add(tr("Make output"), false, true);
  }
  return out;
}

void GraphCanvas::paintChips(QPainter& painter) {
  const Tokens& t = tokens(this);
  painter.setFont(uiFont(type::kNote, QFont::DemiBold));
  for (const Chip& c : chips()) {
    const QColor& ink = c.input ? t.in : t.out;
    const QColor& fill = c.input ? t.inBg : t.outBg;
    const double round = c.input ? radius::kChip : c.rect.height() / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    if (c.offer) {
      QPen pen(ink, 1);
      pen.setDashPattern({3, 2});
      painter.setPen(pen);
      painter.setBrush(fill);
      painter.drawRoundedRect(c.rect.adjusted(0.5, 0.5, -0.5, -0.5), round, round);
      const QPointF plus(c.rect.left() + 11, c.rect.center().y());
      painter.setPen(QPen(ink, 1.4));
      painter.drawLine(plus - QPointF(4, 0), plus + QPointF(4, 0));
      painter.drawLine(plus - QPointF(0, 4), plus + QPointF(0, 4));
    } else {
      paintBox(painter, c.rect, round, ink, QColor());
    }
    painter.setPen(c.offer ? ink : (t.dark ? t.onAccent : t.onTile));
    painter.drawText(c.rect.adjusted(c.offer ? 19 : 7, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, c.text);
  }
}

// What the pick under the pointer would leave out: hatched behind, boxes dashed, the cut as a dashed line.
void GraphCanvas::paintPreview(QPainter& painter) {
  if (m_hover == kNoIndex || m_camera.zoom() < 0.12) return;
  const Tokens& t = tokens(this);
  QRectF area;
  index().boxes.query(m_camera.visible(), [&](std::uint32_t b) {
    const Box& box = scene().boxes[b];
    bool gone = true;
    for (std::uint32_t s = box.first; s < box.first + box.count; ++s)
      gone = gone && m_marks.has(s, Marks::kDoomed | Marks::kDropped);
    if (!gone) return;
    const QRectF r = m_camera.toView(box.rect);
    QColor veil = t.canvas;
    veil.setAlphaF(0.55f);
    paintBox(painter, r.adjusted(-2, -2, 2, 2), radius::kBox, veil, QColor());
    paintHatching(painter, r.adjusted(-12, -12, 12, 12), mixed(t.canvas, t.edge, 0.35), 8);
  });
  const QRectF r = viewRectOf(m_hover);
  const double y = std::round(m_pickMode == Pick::input ? r.top() - 11 : r.bottom() + 11) + 0.5;
  QPen pen(m_pickMode == Pick::input ? t.in : t.out, 1.6);
  pen.setDashPattern({5, 4});
  painter.setPen(pen);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.drawLine(QPointF(r.left() - 140, y), QPointF(r.right() + 140, y));
}

void GraphCanvas::paintCard(QPainter& painter) {
  if (m_hover == kNoIndex) return;
  const Tokens& t = tokens(this);
  const NodeFacts f = factsOf(m_hover);
  const Segment& seg = scene().segments[m_hover];
  struct Row {
    QString left, right;
    QColor ink;
  };
  std::vector<Row> rows;
  const ir::Graph& g = model()->graph(m_graphId);
  if (seg.node) rows.push_back({opLabel(*model(), g[seg.node]), f.number, t.text2});
  if (seg.tensor) {
    QString shape = f.shape;
    if (!f.type.isEmpty()) shape += (shape.isEmpty() ? QString() : QStringLiteral(" ")) + f.type;
    if (!shape.isEmpty()) rows.push_back({shape, f.bytes, t.text2});
  }
  for (const NodeFacts::Weight& w : f.weights)
    if (rows.size() < 5) rows.push_back({w.name, w.fact, t.text2});
  if (m_picking && m_preview) {
    rows.push_back({tr("Kept %1 of %2, dropped %3")
                        .arg(m_preview->keptCount)
                        .arg(m_preview->total)
                        .arg(m_preview->total - m_preview->keptCount),
                    {},
                    t.text});
    if (m_preview->refusedBefore)
      rows.push_back({tr("Refused %1 → %2").arg(m_preview->refusedBefore).arg(m_preview->refusedAfter),
                      {},
                      m_preview->refusedAfter ? t.error : t.accent});
  } else if (m_marks.verdicts[m_hover] == Verdict::refused) {
    rows.push_back({m_reasons.value(m_hover), {}, t.error});
  } else if (m_into.contains(m_hover)) {
    const bool fuses = m_marks.verdicts[m_hover] == Verdict::fuses;
    rows.push_back({(fuses ? tr("becomes part of %1") : tr("becomes %1")).arg(m_into.value(m_hover)), {}, t.accent});
  } else if (m_marks.verdicts[m_hover] == Verdict::folds) {
    rows.push_back({tr("folds away"), {}, t.text2});
  }
  const QFont bold = uiFont(type::kTable, QFont::DemiBold), plain = uiFont(type::kTable);
  const QFontMetricsF bm(bold), pm(plain);
  const double step = pm.height() + 3, least = 200, most = 380;
  double width = 20 + 20 + bm.horizontalAdvance(lastOf(f.name));
  for (const Row& r : rows)
    width = std::max(width,
                     24 + pm.horizontalAdvance(r.left) + (r.right.isEmpty() ? 0 : 16 + pm.horizontalAdvance(r.right)));
  width = std::clamp(width + 4, least, most);
  const double height = 16 + bm.height() + 4 + step * double(rows.size());
  const QRectF box = viewRectOf(m_hover);
  QRectF card(box.left(), box.bottom() + 10, width, height);
  if (card.bottom() > this->height() - 8) card.moveBottom(box.top() - 10);
  card.moveLeft(std::clamp(card.left(), 8.0, std::max(8.0, this->width() - width - 8)));
  card.moveTop(std::max(8.0, card.top()));
  paintBox(painter, card.translated(0, 2).adjusted(-1, 0, 1, 1), radius::kCard, t.shadow, QColor());
  paintBox(painter, card, radius::kBox, t.node, t.control);
  const double left = card.left() + 10, right = card.right() - 10;
  double y = card.top() + 8;
  paintGlyph(painter, QRectF(left, std::round(y + (bm.height() - 14) / 2), 14, 14), seg.kind, t);
  painter.setFont(bold);
  paintText(painter, QRectF(left + 20, y, right - left - 20, bm.height()), Qt::AlignVCenter, lastOf(f.name), t.text,
            Qt::ElideMiddle);
  y += bm.height() + 4;
  painter.setFont(plain);
  for (const Row& r : rows) {
    const double note = r.right.isEmpty() ? 0 : pm.horizontalAdvance(r.right) + 12;
    paintText(painter, QRectF(left, y, right - left - note, step), Qt::AlignVCenter, r.left, r.ink, Qt::ElideMiddle);
    if (note > 0) {
      painter.setPen(t.text3);
      painter.drawText(QRectF(right - note, y, note, step), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                       r.right);
    }
    y += step;
  }
}

} // namespace ara::ui
