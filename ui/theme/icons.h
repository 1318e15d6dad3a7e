// Our icons: SVG line drawings in currentColor, tinted when painted, sharp at any scale.
//
//   button->setIcon(ui::icon("open", Ink::Text));          // follows the theme by itself; ui:: because QAbstractButton
//                                                          // has an icon() of its own
//   paintIcon(painter, QRectF(0, 0, 16, 16), "close", t.text2);
//   paintGlyph(painter, QRectF(0, 0, 14, 14), Kind::Matrix, t);
//
// Names are the files of resources/icons without ".svg". A name without a file paints nothing and is caught by a test.
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace ara::ui {

// Which token an icon takes. Disabled icons are always `control`.
enum class Ink : std::uint8_t { Text, Text2, Text3, Accent, OnAccent, In, Out, Warn, Error, Control };
const QColor& inkColor(Ink ink, const Tokens& t);

QIcon icon(const QString& name, Ink ink = Ink::Text2);
QPixmap iconPixmap(const QString& name, QSize size, qreal dpr, const QColor& colour);
void paintIcon(QPainter& painter, const QRectF& where, const QString& name, const QColor& colour);

// The tile of a kind: rounded square in the colour of the kind with its glyph. `strength` below 1 dims it.
QPixmap glyph(Kind kind, int size, qreal dpr, const Tokens& t);
void paintGlyph(QPainter& painter, const QRectF& where, Kind kind, const Tokens& t);

// "kind-matrix" ... and the word for legends and accessible names ("Matrix").
QString kindIconName(Kind kind);
QString kindLabel(Kind kind);

// The bird, in its own colours.
QIcon appIcon();

} // namespace ara::ui
