#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QToolTip>

namespace ara::ui {

Theme::Theme(ThemeMode mode, QObject* parent)
    : QObject(parent), m_mode(mode), m_desktopIsDark(QApplication::palette().color(QPalette::Window).lightness() <
                                                     QApplication::palette().color(QPalette::WindowText).lightness()) {
  QApplication::setFont(bodyFontFrom(QApplication::font()));
  QApplication::setStyle(new Style); // the application owns it
  QToolTip::setFont(uiFont(type::kTable));
  m_dark = tokens().dark;
  apply();
}

const Tokens& Theme::tokens() const {
  const bool dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && m_desktopIsDark);
  return dark ? darkTokens() : lightTokens();
}

void Theme::setMode(ThemeMode mode) {
  m_mode = mode;
  if (tokens().dark == m_dark) return;
  m_dark = tokens().dark;
  apply();
  Q_EMIT changed();
}

void Theme::apply() { QApplication::setPalette(paletteOf(tokens())); }

} // namespace ara::ui
