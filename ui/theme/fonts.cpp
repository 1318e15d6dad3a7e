#include "ui/theme/fonts.h"

#include "ui/theme/tokens.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

#include <cmath>

namespace ara::ui {
namespace {

double scale() { return std::max(1.0, QApplication::font().pixelSize() / double(type::kBody)); }

QFont sized(QFont font, int pixels, QFont::Weight weight) {
  font.setPixelSize(scaled(pixels));
  font.setWeight(weight);
  return font;
}

} // namespace

int scaled(int pixels) { return static_cast<int>(std::lround(pixels * scale())); }

QFont uiFont(int pixels, QFont::Weight weight) { return sized(QApplication::font(), pixels, weight); }

QFont monoFont(int pixels, QFont::Weight weight) {
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  if (QFontDatabase::hasFamily(QStringLiteral("Noto Sans Mono")))
    font.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("Noto Sans Mono CJK SC")});
  font.setStyleHint(QFont::Monospace);
  return sized(font, pixels, weight);
}

QFont bodyFontFrom(const QFont& desktop) {
  QFont font = desktop;
  const int pixels = QFontInfo(desktop).pixelSize();
  font.setPixelSize(pixels > type::kTitle ? pixels : type::kBody);
  if (QFontDatabase::hasFamily(QStringLiteral("Noto Sans")))
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC")});
  // Metrics of hinted text differ between scales; the window is laid out once.
  font.setHintingPreference(QFont::PreferVerticalHinting);
  return font;
}

} // namespace ara::ui
