// The header of a folded repeat that is looked at from near: it stays at the top of the view and shows its steps, one
// tick each. The first step, which starts from other values, is solid; a click on a tick shows that step.
#include "ui/canvas/graph_canvas.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ara::ui {
namespace {

constexpr double kHeaderHigh = 34, kRibbonHigh = 24, kSide = 16, kButton = 22;
constexpr double kLeastTick = 2; // narrower ones are joined

} // namespace

// The group whose header has left the view at the top while most of the view lies in it.
std::uint32_t GraphCanvas::groupInView() const {
  if (!isReady() || m_camera.zoom() < 0.7) return kNoIndex;
  const QPointF middle = QRectF(rect()).center();
  for (std::uint32_t g = 0; g < scene().groups.size(); ++g) {
    const QRectF r = m_camera.toView(scene().groups[g].rect);
    if (r.contains(middle) && m_camera.toView(scene().groups[g].header).top() < 0) return g;
  }
  return kNoIndex;
}

GraphCanvas::Ribbon GraphCanvas::ribbon() const {
  Ribbon r;
  r.group = groupInView();
  if (r.group == kNoIndex) return r;
  const double high = scaled(int(kHeaderHigh)), button = scaled(int(kButton)), number = scaled(44);
  r.bar = QRectF(0, 0, width(), high + scaled(int(kRibbonHigh)));
  double x = width() - kSide - button;
  const double y = std::round((high - button) / 2);
  r.next = QRectF(x, y, button, button);
  r.number = QRectF(x - 6 - number, y, number, button);
  r.previous = QRectF(r.number.left() - 6 - button, y, button, button);
  r.ticks = QRectF(kSide, high, width() - 2 * kSide, scaled(int(kRibbonHigh)) - 8);
  return r;
}

void GraphCanvas::paintRibbon(QPainter& painter) {
  const Ribbon r = ribbon();
  if (r.group == kNoIndex) return;
  const Tokens& t = tokens(this);
  const Group& group = scene().groups[r.group];
  painter.fillRect(r.bar, t.group);
  painter.fillRect(QRectF(0, r.bar.bottom() - 1, width(), 1), t.line2);
  const QFont bold = uiFont(type::kBody, QFont::DemiBold), plain = uiFont(type::kTable);
  const QFontMetricsF boldMetrics(bold), metrics(plain);
  const double high = r.ticks.top();
  double x = kSide;
  paintGlyph(painter, QRectF(x, std::round((high - 14) / 2), 14, 14), Kind::Recurrent, t);
  x += 22;
  const auto word = [&](const QFont& font, const QFontMetricsF& m, const QString& text, const QColor& ink) {
    const double width = std::min(m.horizontalAdvance(text), r.previous.left() - scaled(48) - x);
    if (width < 12) return;
    painter.setFont(font);
    paintText(painter, QRectF(x, 0, width + 2, high), Qt::AlignVCenter, text, ink, Qt::ElideRight);
    x += width + 12;
  };
  word(bold, boldMetrics, scene().words[group.title].text, t.text);
  const QString count = QStringLiteral("× %1").arg(group.copies);
  const double chip = boldMetrics.horizontalAdvance(count) + 16;
  paintBox(painter, QRectF(x, std::round((high - 19) / 2), chip, 19), radius::kChip, t.kind(Kind::Recurrent), QColor());
  painter.setFont(bold);
  painter.setPen(t.onTile);
  painter.drawText(QRectF(x, 0, chip, high), Qt::AlignCenter | Qt::TextSingleLine, count);
  x += chip + 12;
  word(plain, metrics, scene().words[group.about].text, t.text2);
  const QString step = group.steps ? tr("Step") : tr("Copy");
  painter.setFont(plain);
  painter.setPen(t.text2);
  painter.drawText(QRectF(r.previous.left() - 12 - scaled(80), 0, scaled(80), high), Qt::AlignVCenter | Qt::AlignRight,
                   step);
  for (const QRectF& button : {r.previous, r.next}) paintBox(painter, button, radius::kBox, t.node, t.control);
  paintIcon(painter, r.previous.adjusted(4, 4, -4, -4), QStringLiteral("chevron-left"), t.text);
  paintIcon(painter, r.next.adjusted(4, 4, -4, -4), QStringLiteral("chevron-right"), t.text);
  paintBox(painter, r.number, radius::kBox, t.base, t.control);
  painter.setPen(t.text);
  painter.drawText(r.number, Qt::AlignCenter | Qt::TextSingleLine, QString::number(group.shown + 1));

  const double wide = r.ticks.width() / group.copies, drawn = std::max(1.0, wide - (wide > kLeastTick ? 1 : 0));
  const QColor& plum = t.kind(Kind::Recurrent);
  const QColor pale = mixed(t.group, plum, 0.4);
  painter.setRenderHint(QPainter::Antialiasing, false);
  double painted = -1;
  for (std::uint32_t c = 0; c < group.copies; ++c) {
    const double at = std::round(r.ticks.left() + wide * c);
    if (at == painted) continue; // thousands of steps: one tick a pixel
    painted = at;
    const bool starts = c == 0 && group.steps;
    painter.fillRect(QRectF(at, r.ticks.top() + 2, drawn, r.ticks.height() - 4), starts ? plum : pale);
  }
  const QRectF here(std::round(r.ticks.left() + wide * group.shown) - 3, r.ticks.top(), std::max(4.0, drawn) + 6,
                    r.ticks.height());
  painter.fillRect(here.adjusted(2, 2, -2, -2), plum);
  paintBox(painter, here, 2, QColor(), t.accent, 2);
}

bool GraphCanvas::clickRibbon(QPointF at) {
  const Ribbon r = ribbon();
  if (r.group == kNoIndex || !r.bar.contains(at)) return false;
  const Group& group = scene().groups[r.group];
  if (r.previous.contains(at)) showStep(group.repeat, std::int64_t(group.shown) - 1);
  if (r.next.contains(at)) showStep(group.repeat, std::int64_t(group.shown) + 1);
  if (r.ticks.adjusted(0, -4, 0, 4).contains(at))
    showStep(group.repeat, std::int64_t((at.x() - r.ticks.left()) / r.ticks.width() * group.copies));
  return true;
}

} // namespace ara::ui
