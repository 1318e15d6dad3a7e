// Sheets of folded repeats, under everything else: three outlines, a header with name, count and sum.
#include "ui/canvas/painting.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ara::ui {
namespace {

constexpr double kSheet = 4; // each lies this much lower and farther right

void header(QPainter& painter, const View& view, const Group& group, const QRectF& r, Detail detail) {
  const Tokens& t = view.tokens;
  const double zoom = view.camera.zoom();
  const int size = std::clamp(int(std::lround(type::kTable * zoom)), type::kNote, int(type::kBody));
  const QFont bold = uiFont(size, QFont::DemiBold), plain = uiFont(std::max(int(type::kNote), size - 1));
  const QFontMetricsF boldMetrics(bold), plainMetrics(plain);
  if (r.height() < boldMetrics.height() * 0.8) return;
  const double side = std::min(14.0, r.height() - 6);
  double x = r.left() + 10;
  const double right = r.right() - 12, middle = r.center().y();
  const auto text = [&](const QFont& font, const QFontMetricsF& metrics, const QString& what, const QColor& ink) {
    const double width = std::min(metrics.horizontalAdvance(what), right - x);
    if (width < 12) return;
    painter.setFont(font);
    paintText(painter, QRectF(x, r.top(), width + 2, r.height()), Qt::AlignVCenter, what, ink, Qt::ElideRight);
    x += width + 10;
  };
  paintIcon(painter, QRectF(x, middle - side / 2, side, side), QStringLiteral("chevron-down"), t.text2);
  x += side + 6;
  paintGlyph(painter, QRectF(x, std::round(middle - side / 2), side, side), Kind::Recurrent, t);
  x += side + 8;
  text(bold, boldMetrics, view.scene.words[group.title].text, t.text);
  const QString count = QStringLiteral("× %1").arg(group.copies);
  const double chip = boldMetrics.horizontalAdvance(count) + 14, high = std::min(19.0, r.height() - 6);
  if (x + chip < right) {
    paintBox(painter, QRectF(x, std::round(middle - high / 2), chip, high), radius::kChip, t.kind(Kind::Recurrent),
             QColor());
    painter.setFont(bold);
    painter.setPen(t.onTile);
    painter.drawText(QRectF(x, r.top(), chip, r.height()), Qt::AlignCenter | Qt::TextSingleLine, count);
    x += chip + 12;
  }
  if (detail < Detail::full) return;
  text(plain, plainMetrics, view.scene.words[group.about].text, t.text2);
  const char* which = group.steps ? QT_TRANSLATE_NOOP("ara::ui::Group", "step %1 of %2")
                                  : QT_TRANSLATE_NOOP("ara::ui::Group", "copy %1 of %2");
  const QString step = QCoreApplication::translate("ara::ui::Group", which).arg(group.shown + 1).arg(group.copies);
  const QString& sum = view.scene.words[group.sum].text;
  const double width = plainMetrics.horizontalAdvance(sum);
  const bool sumFits = x + width < right;
  if (x + plainMetrics.horizontalAdvance(step) + 24 + (sumFits ? width : 0) < right)
    text(plain, plainMetrics, step, t.text3);
  if (!sumFits) return;
  painter.setFont(plain);
  painter.setPen(t.text2);
  painter.drawText(QRectF(right - width - 2, r.top(), width + 2, r.height()),
                   Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, sum);
}

} // namespace

void paintGroups(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats) {
  const Tokens& t = view.tokens;
  const double zoom = view.camera.zoom(), lower = kSheet * std::min(zoom, 2.0);
  for (const Group& group : view.scene.groups) {
    const QRectF r = view.snapped(group.rect);
    if (group.rect.isEmpty() || !r.adjusted(-2, -2, 3 * lower, 3 * lower).intersects(viewArea)) continue;
    ++stats.groups;
    if (stats.detail <= Detail::bars) {
      painter.fillRect(r, mixed(t.canvas, t.kind(Kind::Recurrent), 0.18));
      continue;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (int sheet = 2; sheet >= 0; --sheet) {
      const QRectF at = r.translated(sheet * lower, sheet * lower);
      paintBox(painter, at, radius::kCard, t.group, sheet == 0 ? t.control : t.line2);
    }
    const QRectF head = view.snapped(group.header);
    painter.setPen(QPen(t.line2, 0));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawLine(QPointF(r.left() + 1, head.bottom()), QPointF(r.right() - 1, head.bottom()));
    header(painter, view, group, head, stats.detail);
  }
}

} // namespace ara::ui
