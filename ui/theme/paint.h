// The few shapes everything is drawn from.
#pragma once

#include "ui/theme/tokens.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace ara::ui {

// A box with a one-pixel outline that lies inside `where` and is sharp on device pixels. An invalid colour paints
// nothing.
void paintBox(QPainter& painter, const QRectF& where, double round, const QColor& fill, const QColor& outline,
              double width = 1);

// The focus ring: 2 px accent, just inside `where`.
void paintFocus(QPainter& painter, const QRectF& where, double round, const Tokens& t);

// Text on one line inside `where`, cut in the middle when too long. Never interprets what it shows.
void paintText(QPainter& painter, const QRectF& where, int alignment, const QString& text, const QColor& colour,
               Qt::TextElideMode elide = Qt::ElideRight);

} // namespace ara::ui
