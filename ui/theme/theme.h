// The theme of the application: picks a set of tokens and dresses the stock widgets in it.
//
//   QApplication app(argc, argv);
//   Theme theme;                       // one, in main(), before the first widget
//   theme.setMode(ThemeMode::Dark);    // emits changed() if the colours changed
//
// Widgets need no reference to it: tokens(this) reads the palette, QEvent::PaletteChange tells of a change.
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>

namespace ara::ui {

enum class ThemeMode : std::uint8_t { System, Light, Dark };

class Theme : public QObject {
  Q_OBJECT
public:
  explicit Theme(ThemeMode mode = ThemeMode::System, QObject* parent = nullptr);

  ThemeMode mode() const { return m_mode; }
  void setMode(ThemeMode mode);
  const Tokens& tokens() const;

Q_SIGNALS:
  void changed();

private:
  void apply();

  ThemeMode m_mode;
  bool m_desktopIsDark; // as found at start: once our palette is set, Qt 6.4 no longer tells
  bool m_dark = false;
};

} // namespace ara::ui
