#include "ui/theme/paint.h"

#include <QPainter>

namespace ara::ui {

void paintBox(QPainter& painter, const QRectF& where, double round, const QColor& fill, const QColor& outline,
              double width) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
  painter.setPen(outline.isValid() ? QPen(outline, width) : QPen(Qt::NoPen));
  const double inset = outline.isValid() ? width / 2 : 0;
  painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), round, round);
  painter.restore();
}

void paintFocus(QPainter& painter, const QRectF& where, double round, const Tokens& t) {
  paintBox(painter, where, round, QColor(), t.accent, 2);
}

void paintText(QPainter& painter, const QRectF& where, int alignment, const QString& text, const QColor& colour,
               Qt::TextElideMode elide) {
  const QString shown = painter.fontMetrics().elidedText(text, elide, int(where.width()) + 1);
  painter.setPen(colour);
  painter.drawText(where, alignment | Qt::TextSingleLine, shown);
}

} // namespace ara::ui
