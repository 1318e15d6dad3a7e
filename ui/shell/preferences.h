// What a person prefers, as one plain value, and the one place that loads and saves it.
//
//   PreferenceStore store;                 // the desktop's settings of the program
//   Preferences p = store.preferences();
//   p.theme = ThemeMode::Dark;
//   store.set(p);                          // saved, changed() is told
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>

namespace ara::ui {

struct Preferences {
  QString language; // "en", "zh_CN"; empty: that of the desktop
  ThemeMode theme = ThemeMode::System;
  bool wheelZooms = true;           // false: the wheel scrolls, Ctrl + wheel zooms
  std::uint64_t minElements = 1024; // weights below it stay float, unless the model's own settings say otherwise
  bool operator==(const Preferences&) const = default;
};

class PreferenceStore : public QObject {
  Q_OBJECT
public:
  explicit PreferenceStore(QObject* parent = nullptr);                         // of the person
  explicit PreferenceStore(const QString& iniFile, QObject* parent = nullptr); // tests

  const Preferences& preferences() const { return m_preferences; }
  void set(const Preferences& preferences);

  // Where the window was; not something a person decides on a page.
  QByteArray geometry() const { return m_settings.value(QStringLiteral("window/geometry")).toByteArray(); }
  void setGeometry(const QByteArray& bytes) { m_settings.setValue(QStringLiteral("window/geometry"), bytes); }
  QString lastFolder() const { return m_settings.value(QStringLiteral("files/folder")).toString(); }
  void setLastFolder(const QString& folder) { m_settings.setValue(QStringLiteral("files/folder"), folder); }
  QSettings& settings() { return m_settings; } // for the list of recent files

Q_SIGNALS:
  void changed();

private:
  void load();

  QSettings m_settings;
  Preferences m_preferences;
};

} // namespace ara::ui
