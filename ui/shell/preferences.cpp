#include "ui/shell/preferences.h"

namespace ara::ui {
namespace {

constexpr const char *kLanguage = "look/language", *kTheme = "look/theme", *kWheel = "canvas/wheelZooms",
                     *kMinElements = "quantize/minElements";

QString key(const char* name) { return QString::fromLatin1(name); }

QString themeWord(ThemeMode mode) {
  switch (mode) {
  case ThemeMode::System: return QStringLiteral("system");
  case ThemeMode::Light: return QStringLiteral("light");
  case ThemeMode::Dark: return QStringLiteral("dark");
  }
  return {};
}

} // namespace

PreferenceStore::PreferenceStore(QObject* parent)
    : QObject(parent),
      m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Aracari"), QStringLiteral("aracari")) {
  load();
}

PreferenceStore::PreferenceStore(const QString& iniFile, QObject* parent)
    : QObject(parent), m_settings(iniFile, QSettings::IniFormat) {
  load();
}

// A file somebody edited by hand may hold anything; what cannot be read stays as it is by default.
void PreferenceStore::load() {
  Preferences p;
  const QString language = m_settings.value(key(kLanguage)).toString();
  if (language == QStringLiteral("en") || language == QStringLiteral("zh_CN")) p.language = language;
  const QString theme = m_settings.value(key(kTheme)).toString();
  for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark})
    if (theme == themeWord(mode)) p.theme = mode;
  p.wheelZooms = m_settings.value(key(kWheel), p.wheelZooms).toBool();
  bool ok = false;
  const qulonglong n = m_settings.value(key(kMinElements)).toULongLong(&ok);
  if (ok) p.minElements = n;
  m_preferences = p;
}

void PreferenceStore::set(const Preferences& preferences) {
  if (preferences == m_preferences) return;
  m_preferences = preferences;
  m_settings.setValue(key(kLanguage), preferences.language);
  m_settings.setValue(key(kTheme), themeWord(preferences.theme));
  m_settings.setValue(key(kWheel), preferences.wheelZooms);
  m_settings.setValue(key(kMinElements), qulonglong(preferences.minElements));
  Q_EMIT changed();
}

} // namespace ara::ui
