// Pictures of every screen, made by driving the window: for people to look at, into $ARACARI_PICTURES or the build
// folder. What a test can see of them: every one is there, in its size, and not of one colour.
#include "tests/ui/shell/driven_window.h"

#include "ui/shell/compare_page.h"
#include "ui/shell/help_window.h"

using namespace ara;
using namespace ara::ui;

class PicturesTest : public QObject {
  Q_OBJECT

  QDir m_folder;

  void take(DrivenWindow& w, const QString& name) {
    w.window->canvas() ? w.window->canvas()->setAnimationsEnabled(false) : void();
    QTest::qWait(120); // what is laid out and painted later
    const QImage picture = w.window->grab().toImage();
    QCOMPARE((QSizeF(picture.size()) / picture.devicePixelRatio()).toSize(), QSize(1440, 900));
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 7)
      for (int x = 0; x < picture.width(); x += 7) colours.insert(picture.pixel(x, y));
    QVERIFY2(colours.size() > 12, qPrintable(name));
    QVERIFY(picture.save(m_folder.filePath(name + QStringLiteral(".png"))));
  }

private Q_SLOTS:
  void initTestCase() {
    const QString wanted = qEnvironmentVariable("ARACARI_PICTURES", QStringLiteral(ARA_PICTURES_DIR));
    QVERIFY(QDir().mkpath(wanted));
    m_folder.setPath(wanted);
  }

  void everyScreen_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("dark");
    QTest::newRow("en-light") << QStringLiteral("en") << false;
    QTest::newRow("en-dark") << QStringLiteral("en") << true;
    QTest::newRow("zh-light") << QStringLiteral("zh_CN") << false;
    QTest::newRow("zh-dark") << QStringLiteral("zh_CN") << true;
  }

  void everyScreen() {
    QFETCH(QString, language);
    QFETCH(bool, dark);
    const QString end = QLatin1Char('-') + QString::fromLatin1(QTest::currentDataTag());
    DrivenWindow w(language, dark ? ThemeMode::Dark : ThemeMode::Light);
    for (const char* seen : {"cnn.tflite", "refused.pb"}) { // recent files
      QVERIFY(w.open(DrivenWindow::sample(seen)));
    }
    w.document().close();
    take(w, QStringLiteral("1-welcome") + end);

    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    take(w, QStringLiteral("2-opened") + end);
    w.window->canvas()->fit();
    take(w, QStringLiteral("2b-whole") + end);
    const Item product = w.window->canvas()->itemOf(
        w.window->canvas()->scene().boxes[w.window->canvas()->scene().groups.back().boxes[0]].first + 1);
    w.document().selection().set(product);
    QTest::qWait(50);
    w.window->canvas()->fitSelection();
    for (int i = 0; i < 3; ++i) w.window->canvas()->zoomIn(); // from here its header has left the view
    take(w, QStringLiteral("2c-near") + end);
    w.document().selection().clear();
    w.document().selection().set(Item::node(w.document().opened().ops.front().first));
    w.window->showPanel(QStringLiteral("details"));
    take(w, QStringLiteral("3-details") + end);
    w.document().acceptSuggestions();
    w.document().setInputShape("input", {1, 200, 3});
    QVERIFY(w.waitChecked());
    w.window->goTo(Stop::check);
    take(w, QStringLiteral("4-check") + end);
    QVERIFY(w.act());
    w.window->showPanel(QStringLiteral("passes"));
    take(w, QStringLiteral("5-converted") + end);

    w.document().saveAs(w.folder.filePath(QStringLiteral("a.tflite")));
    QTRY_VERIFY_WITH_TIMEOUT(w.document().saved(), 20000);
    QVERIFY(w.open(DrivenWindow::sample("refused.pb")));
    w.window->goTo(Stop::pick);
    w.document().acceptSuggestions();
    QVERIFY(w.waitChecked());
    w.window->showPanel(QStringLiteral("problems"));
    take(w, QStringLiteral("6-problems") + end);
    w.document().makeInput("Reshape_1", false);
    QVERIFY(w.waitChecked());
    take(w, QStringLiteral("7-picking") + end);

    const QString data = QStringLiteral(ARACARI_SOURCE_DIR "/tests/data/");
    for (const char* door : {"savedmodels/two_signatures", "keras/net-residual.keras", "checkpoints/v2"}) {
      QVERIFY(w.open(data + QString::fromLatin1(door)));
      w.window->showPanel(QStringLiteral("contents"));
      w.window->canvas()->fit();
      take(w, QStringLiteral("9-%1").arg(QString::fromLatin1(door).section(QLatin1Char('/'), 0, 0)) + end);
    }
    HelpWindow help(w.window.get());
    help.showPage(QStringLiteral("4-checkpoints"));
    help.QDialog::show();
    QTest::qWait(100);
    QVERIFY(help.grab().save(m_folder.filePath(QStringLiteral("10-help") + end + QStringLiteral(".png"))));

    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    QVERIFY(w.act());
    auto* page = w.window->findChild<ComparePage*>();
    QVERIFY(page);
    QTRY_VERIFY_WITH_TIMEOUT(page->comparison(), 20000);
    take(w, QStringLiteral("8-compare") + end);
  }
};

QTEST_MAIN(PicturesTest)
#include "pictures_test.moc"
