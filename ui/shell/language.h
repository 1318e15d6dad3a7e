// The language of the window: installs our translation and Qt's own. Widgets hear of a change as LanguageChange.
#pragma once

#include <QObject>
#include <QTranslator>

namespace ara::ui {

class Language : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;
  ~Language() override;

  // "en", "zh_CN", or empty: the desktop's, where we have it, else English.
  void use(const QString& wanted);
  const QString& current() const { return m_current; }

private:
  void remove();

  QString m_current; // empty before the first use()
  QTranslator m_ours, m_qt;
};

} // namespace ara::ui
