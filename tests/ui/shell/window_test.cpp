// The way through the window, as a person goes it: open, accept, give a batch, convert, quantize, compare, save.
#include "tests/ui/shell/driven_window.h"

#include "ui/panels/common/table_view.h"
#include "ui/shell/compare_page.h"
#include "ui/shell/dock_area.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/stations.h"
#include "ui/shell/status_line.h"
#include "ui/widgets/notice_bar.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QTabBar>

using namespace ara;
using namespace ara::ui;

class WindowTest : public QObject {
  Q_OBJECT

  static Station station(DrivenWindow& w, Stop stop) { return w.window->path().stations[std::size_t(stop)]; }
  static NoticeBar* shownNotice(DrivenWindow& w, Tone = Tone::Error) {
    for (NoticeBar* bar : w.window->findChildren<NoticeBar*>())
      if (bar->isVisible()) return bar;
    return nullptr;
  }

private Q_SLOTS:
  void nothingOpenOffersOnlyToOpen() {
    DrivenWindow w;
    const PathState path = w.window->path();
    QCOMPARE(path.main.visible, false);
    QCOMPARE(path.saveAs.look, PathAction::Look::Grey);
    for (const Station& s : path.stations) QCOMPARE(s.enabled, false);
    for (const char* panel : {"operators", "pick", "tensors"})
      QVERIFY(!w.window->dockOf(QString::fromLatin1(panel))->isVisible());
  }

  // What is typed into a field goes back in one step; a click is a step of its own.
  void typingIsOneStepOfUndo() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    Document& d = w.document();
    d.acceptSuggestions();
    const int before = d.undoStack().count();
    d.setInputShape("input", {1, 200, 3});
    d.setInputShape("input", {12, 200, 3});
    QCOMPARE(d.undoStack().count(), before + 1);
    d.setScheme(convert::Scheme::dynamic);
    QCOMPARE(d.undoStack().count(), before + 2);
    d.undoStack().undo();
    d.undoStack().undo();
    QVERIFY(!d.settings().inputs[0].shape);
  }

  // The command that is shown never writes over its own input.
  void theCommandOfALiteModelWritesAnotherFile() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    w.document().setScheme(convert::Scheme::dynamic);
    QVERIFY2(w.document().commandLine().startsWith(QStringLiteral("aracari-cli quantize cnn.tflite -o cnn_int8.tflite")),
             qPrintable(w.document().commandLine()));
  }

  void theWholeWayOnTheRecurrentNetwork() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    QCOMPARE(station(w, Stop::look).fact, QStringLiteral("6,862 nodes"));
    QCOMPARE(station(w, Stop::pick).fact, QStringLiteral("1 batch size to give"));
    QCOMPARE(station(w, Stop::pick).mark, Mark::NeedsYou);
    QCOMPARE(w.window->path().main.look, PathAction::Look::Grey); // a batch is missing
    QVERIFY(w.window->path().main.tip.contains(QStringLiteral("batch")));

    w.window->mainAct(); // takes the suggestions, asks for the batch
    QCOMPARE(w.document().settings().outputs, std::vector<std::string>{"y_"});
    QCOMPARE(w.window->stop(), Stop::pick);
    QCOMPARE(openDimensions(w.document()).size(), std::size_t(1));
    QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget())); // the cursor stands where the number goes
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("1"));
    QTRY_VERIFY(openDimensions(w.document()).empty());
    QVERIFY(w.waitChecked());
    QCOMPARE(station(w, Stop::pick).fact, QStringLiteral("1 in, 1 out, batch 1"));
    QCOMPARE(station(w, Stop::check).fact, QStringLiteral("0 refused"));
    QCOMPARE(w.window->path().main.look, PathAction::Look::Primary);

    QVERIFY(w.act()); // Convert
    QVERIFY(w.document().conversion());
    QCOMPARE(station(w, Stop::convert).mark, Mark::Done);
    QVERIFY2(station(w, Stop::convert).fact.endsWith(QStringLiteral(" → 12 ops")),
             qPrintable(station(w, Stop::convert).fact));
    QCOMPARE(w.window->path().act, Act::quantize);

    QVERIFY(w.act()); // Quantize
    QVERIFY(w.document().quantized());
    QCOMPARE(station(w, Stop::quantize).fact, QStringLiteral("dynamic range"));
    QVERIFY(station(w, Stop::compare).fact.startsWith(QStringLiteral("−")));
    QCOMPARE(w.window->stop(), Stop::compare);

    const QString target = w.folder.filePath(QStringLiteral("out.tflite"));
    QSignalSpy saved(&w.document(), &Document::savedTo);
    w.document().saveAs(target);
    QVERIFY(saved.wait(20000));
    QCOMPARE(QFileInfo(target).size(), qint64(w.document().conversion()->file.size()));
    QVERIFY(w.document().saved());
  }

  void compareAddsUpToTheByte() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    QCOMPARE(station(w, Stop::convert).fact, QStringLiteral("195,296 B"));
    QCOMPARE(w.window->path().act, Act::quantize); // a TensorFlow Lite file is quantized at once
    QVERIFY(w.act());
    QCOMPARE(w.window->stop(), Stop::compare);
    auto* page = w.window->findChild<ComparePage*>();
    QVERIFY(page);
    QTRY_VERIFY_WITH_TIMEOUT(page->comparison(), 20000);
    std::uint64_t before = 0, after = 0;
    for (const auto& row : page->comparison()->rows) {
      before += row.bytesBefore;
      after += row.bytesAfter;
    }
    QCOMPARE(before + page->comparison()->before.structure, std::uint64_t(195296));
    QCOMPARE(after + page->comparison()->after.structure, std::uint64_t(w.document().conversion()->file.size()));
    QCOMPARE(page->table()->view().model()->rowCount(), int(page->comparison()->rows.size()));
  }

  void undoMarksTheResultOutOfDate() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    QVERIFY(w.act());
    w.document().undoStack().undo(); // back to no quantization
    QVERIFY(w.document().outOfDate());
    QCOMPARE(station(w, Stop::quantize).mark, Mark::OutOfDate);
    QVERIFY(w.document().conversion()); // what was made stays readable
    w.document().undoStack().redo();
    QVERIFY(!w.document().outOfDate());
  }

  void refusedNodesAreCroppedAway() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("refused.pb")));
    w.document().acceptSuggestions();
    QVERIFY(w.waitChecked());
    QVERIFY(w.document().check());
    QVERIFY(!w.document().check()->refused.empty());
    QCOMPARE(station(w, Stop::check).mark, Mark::NeedsYou);
    QCOMPARE(w.window->path().main.look, PathAction::Look::Grey);
    w.document().makeInput("Reshape_1", false);
    QVERIFY(w.waitChecked());
    QVERIFY2(w.document().check() && w.document().check()->refused.empty(), "cropped at Reshape_1, nothing is refused");
    QVERIFY(w.act());
    QVERIFY(!w.document().conversion()->file.empty());
  }

  void whatWasOpenStaysWhenOpeningEndsWithAnError() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    const QString text = w.folder.filePath(QStringLiteral("notes.pb"));
    QFile file(text);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Dear diary, <b>today</b> I trained a network.\n");
    file.close();
    QSignalSpy failed(&w.document(), &Document::failed);
    w.window->openPath(text);
    QVERIFY(failed.wait(20000));
    QCOMPARE(w.document().fileName(), QStringLiteral("cnn.tflite"));
    NoticeBar* bar = shownNotice(w);
    QVERIFY(bar);
    QVERIFY2(bar->accessibleName().contains(QStringLiteral("notes.pb is text")), qPrintable(bar->accessibleName()));
  }

  void aFileDroppedAnywhereOpens() {
    DrivenWindow w;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(DrivenWindow::sample("cnn.tflite"))});
    QSignalSpy opened(&w.document(), &Document::openedChanged);
    QWidget* target = w.window->centralWidget()->findChild<QWidget*>();
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier); // no drop without it
    QCoreApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &drop);
    QVERIFY(drop.isAccepted());
    QVERIFY(opened.wait(20000));
    QCOMPARE(w.document().fileName(), QStringLiteral("cnn.tflite"));
    QCOMPARE(w.window->recentFiles().files().front().path,
             QFileInfo(DrivenWindow::sample("cnn.tflite")).absoluteFilePath());
  }

  void theLanguageChangesAtOnceAndKeepsTheModel() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    GraphCanvas* canvas = w.window->canvas();
    Preferences p = w.store.preferences();
    p.language = QStringLiteral("zh_CN");
    w.store.set(p);
    QTRY_COMPARE(w.window->path().stations[0].name, QStringLiteral("查看"));
    QTRY_COMPARE(w.window->findChild<QMenuBar*>()->actions().front()->text(), QStringLiteral("文件"));
    QCOMPARE(w.window->canvas(), canvas);
    QCOMPARE(w.document().fileName(), QStringLiteral("cnn.tflite"));
    p.language = QStringLiteral("en");
    w.store.set(p);
    QTRY_COMPARE(w.window->findChild<QMenuBar*>()->actions().front()->text(), QStringLiteral("&File"));
  }

  void settingsAreAppliedAndKept() {
    DrivenWindow w;
    SettingsDialog dialog(w.store, w.window.get());
    auto* theme = dialog.findChild<QComboBox*>(QStringLiteral("theme"));
    theme->setCurrentIndex(theme->findData(int(ThemeMode::Dark)));
    Q_EMIT theme->activated(theme->currentIndex());
    QVERIFY(w.theme.tokens().dark);
    PreferenceStore again(w.folder.filePath(QStringLiteral("aracari.ini")));
    QCOMPARE(again.preferences().theme, ThemeMode::Dark);
  }

  void everyCommandHasANameAndKeysAreUnique() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    QHash<QString, QString> keys;
    for (const Commands::Entry& e : w.window->commands().all()) {
      QVERIFY(!e.action->text().isEmpty());
      const QString key = e.action->shortcut().toString();
      if (key.isEmpty()) continue;
      QVERIFY2(!keys.contains(key),
               qPrintable(key + QStringLiteral(": ") + keys.value(key) + QStringLiteral(" and ") + e.action->text()));
      keys.insert(key, e.action->text());
    }
    QVERIFY(keys.size() > 20);
  }

  void docksNameTheirPanels() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    auto* title = w.window->dockOf(QStringLiteral("pick"))->titleBarWidget();
    auto* tabs = title->findChild<QTabBar*>();
    QCOMPARE(tabs->count(), 3);
    QTRY_VERIFY2(tabs->width() >= tabs->sizeHint().width(), "every tab has its room");
    w.window->showPanel(QStringLiteral("details"));
    QCOMPARE(tabs->tabText(tabs->currentIndex()), QStringLiteral("Details"));
  }

  void closingAndOpeningAgainBeginsAfresh() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    w.document().close();
    QVERIFY(!w.document().isOpen());
    QVERIFY(!w.window->dockOf(QStringLiteral("pick"))->isVisible());
    QVERIFY(w.open(DrivenWindow::sample("refused.pb")));
    QVERIFY(w.window->dockOf(QStringLiteral("pick"))->isVisible());
  }
};

QTEST_MAIN(WindowTest)
#include "window_test.moc"
