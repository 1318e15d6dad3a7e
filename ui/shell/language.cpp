#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

static void initTranslations() { Q_INIT_RESOURCE(ara_translations); }

namespace ara::ui {

Language::~Language() { remove(); }

void Language::remove() {
  QCoreApplication::removeTranslator(&m_ours);
  QCoreApplication::removeTranslator(&m_qt);
}

void Language::use(const QString& wanted) {
  initTranslations();
  const bool desktopIsChinese = QLocale::system().language() == QLocale::Chinese;
  const QString next = !wanted.isEmpty() ? wanted : desktopIsChinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
  if (next == m_current) return;
  m_current = next;
  remove();
  // Numbers are written alike in both: 6,862 and 0.09.
  QLocale::setDefault(next == QStringLiteral("zh_CN") ? QLocale(QLocale::Chinese, QLocale::China)
                                                      : QLocale(QLocale::English, QLocale::UnitedStates));
  // English has a file of its own for "1 node" and "2 nodes".
  if (next != QStringLiteral("en") &&
      m_qt.load(QStringLiteral("qtbase_") + next, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
    QCoreApplication::installTranslator(&m_qt);
  if (m_ours.load(QStringLiteral(":/i18n/aracari_%1.qm").arg(next))) QCoreApplication::installTranslator(&m_ours);
}

} // namespace ara::ui
