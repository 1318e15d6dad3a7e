// The help that comes with the program: a page for each way in, in both languages, opened by F1.
#include "tests/ui/shell/driven_window.h"

#include "ui/shell/help_window.h"

#include <QDir>
#include <QTextBrowser>

using namespace ara;
using namespace ara::ui;

class HelpTest : public QObject {
  Q_OBJECT

  static QString shown(HelpWindow& help) { return help.findChild<QTextBrowser*>()->toPlainText(); }

private Q_SLOTS:
  void everyDoorHasAPageInBothLanguages() {
    QStringList names;
    for (const char* language : {"en", "zh_CN"}) {
      DrivenWindow w(QString::fromLatin1(language));
      HelpWindow help(w.window.get());
      const QStringList pages = help.pages();
      for (const char* door : {"graphdef", "savedmodel", "checkpoints", "keras", "tflite"})
        QVERIFY2(!pages.filter(QString::fromLatin1(door)).isEmpty(), door);
      if (names.isEmpty()) names = pages;
      QCOMPARE(pages, names);
      QSet<QString> texts;
      for (const QString& page : pages) {
        help.showPage(page);
        QVERIFY2(shown(help).size() > 150, qPrintable(page)); // a page, not a title
        QVERIFY(!shown(help).contains(QLatin1String("](")));
        texts.insert(shown(help));
      }
      QCOMPARE(texts.size(), pages.size());
      help.showPage(names.front());
      QCOMPARE(shown(help).contains(QStringLiteral("五分钟")), QLatin1String(language) == QLatin1String("zh_CN"));
    }
  }

  void fOneOpensIt() {
    DrivenWindow w;
    w.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(w.window.get()));
    QTest::keyClick(w.window.get(), Qt::Key_F1);
    QTRY_VERIFY(w.window->findChild<HelpWindow*>() && w.window->findChild<HelpWindow*>()->isVisible());
  }
};

QTEST_MAIN(HelpTest)
#include "help_test.moc"
