// Fonts by the type sizes of the tokens. Noto Sans with Noto Sans CJK SC where installed, otherwise the desktop's own.
//
//   painter.setFont(uiFont(type::kNote));
//   label->setFont(uiFont(type::kTitle, QFont::DemiBold));
//
// Sizes are given at 13 px body text and grow with the body size of the application, which Theme derives from the
// desktop font; scaled() does the same for heights.
#pragma once

#include <QFont>

namespace ara::ui {

QFont uiFont(int pixels, QFont::Weight weight = QFont::Normal);
QFont monoFont(int pixels, QFont::Weight weight = QFont::Normal);

// A length of the tokens at the size of the desktop font (1:1 up to 15 px body text).
int scaled(int pixels);

// The application font made from the desktop font: our families, body size.
QFont bodyFontFrom(const QFont& desktop);

} // namespace ara::ui
