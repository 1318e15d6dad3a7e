// Boxes with their words, from 35 % up.
#include "ui/canvas/painting.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace ara::ui {
namespace {

constexpr int kLargest = 14; // no letter of the canvas is larger

class BoxPainter {
public:
  BoxPainter(QPainter& painter, const View& view, PaintStats& stats)
      : m_painter(painter), m_view(view), m_t(view.tokens), m_stats(stats), m_zoom(view.camera.zoom()),
        m_detail(detailAt(m_zoom)) {
    const int name = std::clamp(int(std::lround(type::kTable * m_zoom)), type::kNote, kLargest);
    const int fact = std::clamp(int(std::lround(type::kNote * m_zoom)), type::kNote, kLargest - 1);
    m_nameFont = uiFont(m_detail == Detail::rich ? type::kBody : name,
                        m_detail == Detail::rich ? QFont::DemiBold : QFont::Medium);
    m_factFont = uiFont(fact);
    m_lineFont = uiFont(type::kTable);
    m_noteFont = uiFont(type::kNote);
    m_name = Font(m_nameFont), m_fact = Font(m_factFont), m_line = Font(m_lineFont), m_note = Font(m_noteFont);
    // How words laid out at 100 % come out in these fonts.
    m_nameScale = double(m_nameFont.pixelSize()) / uiFont(type::kTable).pixelSize();
    m_factScale = double(m_factFont.pixelSize()) / uiFont(type::kNote).pixelSize();
    m_tile = std::clamp(int(std::lround(14 * m_zoom)), 8, 16);
  }

  void paint(std::uint32_t b) {
    const Box& box = m_view.scene.boxes[b];
    const QRectF r = m_view.snapped(box.rect);
    ++m_stats.boxes;
    const bool pale =
        allOf(box, [&](std::uint32_t s) { return m_view.marks.dimRest && !m_view.marks.has(s, Marks::kLit); });
    if (pale) m_painter.setOpacity(0.35);
    shell(box, r);
    for (std::uint32_t s = box.first; s < box.first + box.count; ++s) segment(box, s, r, pale);
    if (pale) m_painter.setOpacity(1);
  }

private:
  struct Font {
    Font() = default;
    explicit Font(const QFont& f) : metrics(f) {}
    QFontMetricsF metrics{QFont()};
  };

  template<class F> static bool allOf(const Box& box, F&& f) {
    for (std::uint32_t s = box.first; s < box.first + box.count; ++s)
      if (!f(s)) return false;
    return true;
  }

  void shell(const Box& box, const QRectF& r) {
    const Marks& marks = m_view.marks;
    const Segment& first = m_view.scene.segments[box.first];
    const double round = radius::kBox;
    const bool gone = allOf(box, [&](std::uint32_t s) { return marks.has(s, Marks::kDropped | Marks::kDoomed); });
    m_painter.setRenderHint(QPainter::Antialiasing);
    if (gone) {
      QPen pen(m_t.control, 1);
      pen.setDashPattern({3, 2.5});
      m_painter.setPen(pen);
      m_painter.setBrush(m_t.canvas);
      m_painter.drawRoundedRect(r.adjusted(0.5, 0.5, -0.5, -0.5), round, round);
      return;
    }
    QColor fill = m_t.node, outline = m_t.line2;
    double width = 1;
    const bool input = marks.has(box.first, Marks::kInput) || first.place == Place::input;
    const bool output = marks.has(box.first + box.count - 1, Marks::kOutput) || first.place == Place::output;
    if (input && (box.count == 1 || first.place == Place::input))
      fill = m_t.inBg, outline = m_t.in, width = 1.5;
    else if (output && box.count == 1)
      fill = m_t.outBg, outline = m_t.out, width = 1.5;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_t.shadow);
    m_painter.drawRoundedRect(r.translated(0, 1), round, round);
    m_painter.setPen(QPen(outline, width));
    m_painter.setBrush(fill);
    const double in = width / 2;
    m_painter.drawRoundedRect(r.adjusted(in, in, -in, -in), round, round);
  }

  void segment(const Box& box, std::uint32_t s, const QRectF& shell, bool pale) {
    const Segment& seg = m_view.scene.segments[s];
    const Marks& marks = m_view.marks;
    QRectF r = m_view.snapped(m_view.scene.rectOf(s));
    const bool gone = marks.has(s, Marks::kDropped | Marks::kDoomed);
    const bool refused = marks.verdicts[s] == Verdict::refused;
    if (box.count > 1 && !gone) tint(s, r);
    if (refused && !gone) {
      paintHatching(m_painter, r.adjusted(1, 1, -1, -1), mixed(m_t.node, m_t.error, 0.3), 6);
      paintBox(m_painter, r, radius::kBox, QColor(), m_t.error, 1.5);
    }
    if (s != box.first) { // the line between segments
      const double x = r.left() + 0.5 / m_view.dpr;
      const double inset = std::min(6.0, r.height() * 0.2);
      m_painter.setRenderHint(QPainter::Antialiasing, false);
      m_painter.setPen(QPen(m_t.line2, 0));
      m_painter.drawLine(QPointF(x, shell.top() + inset), QPointF(x, shell.bottom() - inset));
    }
    const bool half = !pale && (gone || (marks.dimRest && !marks.has(s, Marks::kLit)));
    if (half) m_painter.setOpacity(gone ? 0.6 : 0.35);
    if (m_detail == Detail::rich)
      rich(s, seg, r);
    else
      plain(s, seg, r);
    if (half) m_painter.setOpacity(1);
  }

  // A pick inside a strip colours its segment only.
  void tint(std::uint32_t s, const QRectF& r) {
    const bool input = m_view.marks.has(s, Marks::kInput), output = m_view.marks.has(s, Marks::kOutput);
    if (input)
      paintBox(m_painter, r, radius::kBox, m_t.inBg, m_t.in, 1.5);
    else if (output)
      paintBox(m_painter, r, radius::kBox, m_t.outBg, m_t.out, 1.5);
  }

  void plain(std::uint32_t s, const Segment& seg, const QRectF& r) {
    double x = r.left() + 6 * m_zoom;
    const double right = r.right() - 4 * m_zoom;
    tile(seg.kind, QPointF(x, r.center().y() - m_tile / 2.0));
    x += m_tile + std::max(3.0, 6 * std::min(m_zoom, 1.2));
    if (m_detail == Detail::names && r.height() < 11) return;
    const Word& label = m_view.scene.words[seg.label];
    const double labelWidth = double(label.width) * m_nameScale;
    const Word& fact = m_view.scene.words[seg.fact];
    if (m_detail == Detail::names && labelWidth > right - x + 3) return; // the name where it fits
    text(m_nameFont, m_name, label, labelWidth, x, right, r, m_t.text);
    x += labelWidth + 6 * std::min(m_zoom, 1.2);
    if (m_detail == Detail::full && fact.width > 0 && x + double(fact.width) * m_factScale <= r.right() - 1)
      text(m_factFont, m_fact, fact, double(fact.width) * m_factScale, x, r.right() + 2, r, factColour(seg));
    const bool refused = m_view.marks.verdicts[s] == Verdict::refused;
    if (refused || (m_detail == Detail::full && m_view.allVerdicts)) verdict(s, QPointF(r.right(), r.top()));
  }

  QColor factColour(const Segment& seg) const {
    return seg.place == Place::inside ? m_t.text3 : m_t.text2; // on a tinted box notes take the stronger grey
  }

  void rich(std::uint32_t s, const Segment& seg, const QRectF& r) {
    const NodeFacts facts = m_view.facts ? m_view.facts(s) : NodeFacts{};
    const double left = r.left() + 10, right = r.right() - 8;
    const double step = m_line.metrics.height() + 1;
    const int lines = std::clamp(int((r.height() - 8) / step), 1, 3);
    double y = r.center().y() - lines * step / 2;
    QRectF row(left, y, right - left, step);
    tile(seg.kind, QPointF(left, row.center().y() - 8), 16);
    double edge = right;
    if (m_view.marks.verdicts[s] != Verdict::none) {
      const QString icon = verdictIcon(m_view.marks.verdicts[s]);
      paintIcon(m_painter, QRectF(edge - 14, row.center().y() - 7, 14, 14), icon, verdictColour(s));
      edge -= 20;
    }
    const double labelLeft = left + 16 + 8;
    const Word& label = m_view.scene.words[seg.label];
    const double labelWidth = m_name.metrics.horizontalAdvance(label.text);
    if (!facts.number.isEmpty()) {
      const double w = m_note.metrics.horizontalAdvance(facts.number);
      if (labelLeft + labelWidth + 8 + w <= edge) {
        m_painter.setFont(m_noteFont);
        m_painter.setPen(m_t.text3);
        m_painter.drawText(QRectF(edge - w, row.top(), w + 2, step), Qt::AlignVCenter | Qt::TextSingleLine,
                           facts.number);
        edge -= w + 8;
      }
    }
    text(m_nameFont, m_name, label, labelWidth, labelLeft, edge, row, m_t.text);
    if (lines > 1) {
      row.translate(0, step);
      // The whole name where it fits, else its end: that is what tells nodes apart.
      const bool whole = m_line.metrics.horizontalAdvance(facts.name) <= row.width();
      const qsizetype slash = facts.name.lastIndexOf(QLatin1Char('/'));
      elided(whole || slash < 0 ? facts.name : QStringLiteral("…") + facts.name.mid(slash), row, m_t.text2,
             Qt::ElideMiddle);
    }
    if (lines > 2) {
      row.translate(0, step);
      double x = row.left();
      if (!facts.shape.isEmpty()) {
        m_painter.setFont(m_lineFont);
        elided(facts.shape, row, m_t.text, Qt::ElideRight);
        x += m_line.metrics.horizontalAdvance(facts.shape) + 10;
      }
      if (!facts.bytes.isEmpty() && x < row.right())
        elided(facts.bytes, QRectF(x, row.top(), right - x, step), m_t.text2, Qt::ElideRight);
    }
    weights(facts, s, r);
  }

  // Weights hang below the segment while the gap has room for them.
  void weights(const NodeFacts& facts, std::uint32_t s, const QRectF& r) {
    const double height = m_line.metrics.height() + 6, stem = 10;
    if (facts.weights.empty() || 24 * m_zoom < height + stem + 12) return;
    const auto& w = facts.weights.front();
    const double name = m_line.metrics.horizontalAdvance(w.name), fact = m_note.metrics.horizontalAdvance(w.fact);
    double room = r.width() - 12;
    for (const std::uint32_t l : m_view.scene.linesFrom(m_view.scene.segments[s].box)) { // lines leave below, too
      const auto points = m_view.scene.pointsOf(m_view.scene.lines[l]);
      const double x = points.empty() ? 0 : m_view.camera.toView(points.front()).x();
      if (x > r.left()) room = std::min(room, x - 12 - r.left());
    }
    const double width = std::min(26 + name + 8 + fact + 10, room);
    if (width < 60) return;
    const QRectF tag(m_view.snap(r.left()), m_view.snap(r.bottom() + stem), m_view.snap(width), m_view.snap(height));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(QPen(m_t.edge, 1));
    m_painter.drawLine(QPointF(tag.left() + 18, r.bottom() + 1), QPointF(tag.left() + 18, tag.top()));
    paintBox(m_painter, tag, radius::kBox, m_t.group, m_t.line2);
    tile(Kind::Constant, QPointF(tag.left() + 6, tag.center().y() - 6), 12);
    const QRectF inside = tag.adjusted(24, 0, -6, 0);
    elided(w.name, inside, m_t.text, Qt::ElideMiddle);
    if (inside.left() + name + 8 + fact <= inside.right() + 1) {
      m_painter.setFont(m_noteFont);
      m_painter.setPen(m_t.text3);
      m_painter.drawText(inside.adjusted(name + 8, 0, 8, 0), Qt::AlignVCenter | Qt::TextSingleLine, w.fact);
    }
  }

  QColor verdictColour(std::uint32_t s) const {
    switch (m_view.marks.verdicts[s]) {
    case Verdict::refused: return m_t.error;
    case Verdict::folds: return m_t.text3;
    default: return m_t.accent;
    }
  }

  void verdict(std::uint32_t s, QPointF corner) {
    const Verdict v = m_view.marks.verdicts[s];
    if (v == Verdict::none || m_view.marks.has(s, Marks::kDropped)) return;
    const QRectF disc(corner - QPointF(10, 4), QSizeF(14, 14));
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_t.canvas);
    m_painter.drawEllipse(disc.adjusted(-1, -1, 1, 1));
    paintIcon(m_painter, disc.adjusted(1, 1, -1, -1), verdictIcon(v), verdictColour(s));
  }

  void tile(Kind kind, QPointF at, int size = 0) {
    const int side = size ? size : m_tile;
    auto& map = m_tiles[{int(kind), side}];
    if (map.isNull()) map = glyph(kind, side, m_view.dpr, m_t);
    m_painter.drawPixmap(QPointF(m_view.snap(at.x()), m_view.snap(at.y())), map);
  }

  void text(const QFont& font, const Font& f, const Word& word, double width, double x, double right, const QRectF& r,
            const QColor& colour) {
    if (right - x < 8) return;
    m_painter.setFont(font);
    m_painter.setPen(colour);
    const double base = m_view.snap(r.center().y() + (f.metrics.ascent() - f.metrics.descent()) / 2);
    const bool whole = width <= right - x + 3 && width < 359;
    m_painter.drawText(QPointF(m_view.snap(x), base),
                       whole ? word.text : f.metrics.elidedText(word.text, Qt::ElideRight, right - x));
    ++m_stats.texts;
  }

  void elided(const QString& text, const QRectF& row, const QColor& colour, Qt::TextElideMode mode) {
    if (text.isEmpty()) return;
    m_painter.setFont(m_lineFont);
    m_painter.setPen(colour);
    m_painter.drawText(row, Qt::AlignVCenter | Qt::TextSingleLine, m_line.metrics.elidedText(text, mode, row.width()));
    ++m_stats.texts;
  }

  QPainter& m_painter;
  const View& m_view;
  const Tokens& m_t;
  PaintStats& m_stats;
  double m_zoom;
  Detail m_detail;
  QFont m_nameFont, m_factFont, m_lineFont, m_noteFont;
  Font m_name, m_fact, m_line, m_note;
  double m_nameScale = 1, m_factScale = 1;
  int m_tile = 14;
  std::map<std::pair<int, int>, QPixmap> m_tiles;
};

} // namespace

void paintBoxes(QPainter& painter, const View& view, const QRectF& area, PaintStats& stats) {
  BoxPainter boxes(painter, view, stats);
  // Shadows, marks and weight tags reach over the edge of their box.
  view.index.boxes.query(view.camera.toScene(area.adjusted(-40, -40, 40, 40)),
                         [&](std::uint32_t b) { boxes.paint(b); });
}

} // namespace ara::ui
