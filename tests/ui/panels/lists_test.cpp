// The panels that are tables: they follow the document, and rows and graph share one selection.
#include "open_document.h"

#include "ui/panels/check/check_panel.h"
#include "ui/panels/command/command_panel.h"
#include "ui/panels/common/table_view.h"
#include "ui/panels/log/log_panel.h"
#include "ui/panels/operators/operators_panel.h"
#include "ui/panels/panels.h"
#include "ui/panels/passes/passes_panel.h"
#include "ui/panels/problems/problems_panel.h"
#include "ui/panels/tensors/tensors_panel.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"

#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include <set>

namespace ara::ui {

class ListsTest : public QObject {
  Q_OBJECT

  static TableView& table(QWidget& panel) { return *panel.findChild<TableView*>(); }
  static int rows(QWidget& panel) { return table(panel).filter().rowCount(); }
  static QString cell(QWidget& panel, int row, int column) {
    return table(panel).filter().index(row, column).data().toString();
  }
  static int rowOf(QWidget& panel, int column, const QString& text) {
    for (int r = 0; r < rows(panel); ++r)
      if (cell(panel, r, column) == text) return r;
    return -1;
  }

private Q_SLOTS:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

  void everyPanelOpensWithoutAModelAndSaysWhatToDo() {
    OpenDocument d;
    std::set<std::string> ids;
    for (const PanelRow& row : panels()) {
      const std::unique_ptr<QWidget> panel(row.make(d.document, nullptr));
      panel->show();
      settle();
      QVERIFY2(ids.insert(row.id).second, row.id);
      QVERIFY2(!row.title().isEmpty(), row.id);
      QVERIFY2(!allText(*panel).isEmpty(), row.id);
    }
  }

  void anOperatorLightsItsNodes() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<OperatorsPanel> panel(d.document);
    QCOMPARE(cell(panel.panel, 0, 0), QStringLiteral("Const")); // most first
    table(panel.panel).view().selectRow(rowOf(panel.panel, 0, QStringLiteral("Split")));
    QCOMPARE(d.document.selection().selected().size(), std::size_t(401));
    settle();
    QCOMPARE(table(panel.panel).selectedKeys().size(), std::size_t(1));
    d.document.selection().set(Item::node(d.node("y_"))); // the only Softmax
    settle();
    const auto keys = table(panel.panel).selectedKeys();
    QCOMPARE(keys.size(), std::size_t(1));
    QCOMPARE(d.document.opened().ops[keys[0]].op, std::string("Softmax"));
    d.document.selection().clear();
    settle();
    QVERIFY(table(panel.panel).selectedKeys().empty());
  }

  void operatorsCountWhatPicksKeep() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<OperatorsPanel> panel(d.document);
    QVERIFY(allText(panel.panel).contains(QLatin1String("6,862")));
    d.document.makeOutput("add_1", false);
    QVERIFY(d.checked());
    QVERIFY(rowOf(panel.panel, 1, QStringLiteral("0 / 1")) >= 0); // Softmax is gone
    QVERIFY(allText(panel.panel).contains(QLatin1String(" / 6,862")));
    d.document.undoStack().undo();
    QVERIFY(d.checked());
    QVERIFY(rowOf(panel.panel, 1, QStringLiteral("0 / 1")) < 0);
  }

  // A filter hides rows; it does not take them out of what is selected.
  void filteringKeepsTheSelection() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<OperatorsPanel> panel(d.document);
    table(panel.panel).view().selectRow(0);
    const auto selected = d.document.selection().selected();
    panel->findChild<FilterField*>()->setText(QStringLiteral("matmul"));
    settle();
    QCOMPARE(rows(panel.panel), 1);
    QVERIFY(d.document.selection().selected() == selected);
    panel->findChild<FilterField*>()->setText(QStringLiteral("nothing has this name"));
    QAbstractButton* clear = button(panel.panel, QStringLiteral("Clear"));
    QVERIFY(clear);
    clear->click();
    QCOMPARE(rows(panel.panel), 19);
    QVERIFY(panel->findChild<FilterField*>()->text().isEmpty());
  }

  void copyTakesSelectedRowsWithAHeader() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<OperatorsPanel> panel(d.document);
    table(panel.panel).view().selectRow(0);
    QTest::keySequence(&table(panel.panel).view(), QKeySequence::Copy);
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0], QStringLiteral("Op\tCount\tIn file"));
    QVERIFY2(lines[1].startsWith(QLatin1String("Const\t1230\t")), qPrintable(lines[1]));
  }

  void checkPutsRefusedFirstAndOffersTheCut() {
    OpenDocument d;
    QVERIFY(d.open("refused.pb"));
    Shown<CheckPanel> panel(d.document);
    QTRY_COMPARE(rows(panel.panel), int(d.document.source().graph().liveNodeCount()));
    QCOMPARE(cell(panel.panel, 0, 0), QStringLiteral("refused"));
    QAbstractButton* cut = button(panel.panel, QStringLiteral("Make its result an input"));
    QVERIFY(cut && !cut->isEnabled());
    table(panel.panel).view().selectRow(rowOf(panel.panel, 2, QStringLiteral("Mfcc")));
    settle();
    QCOMPARE(d.document.selection().active(), Item::node(d.node("Mfcc")));
    QVERIFY(allText(panel.panel).contains(QLatin1String("prepares sound"))); // the reason, whole
    QVERIFY(cut->isEnabled());
    cut->click();
    QCOMPARE(d.document.settings().inputs.size(), std::size_t(1));
    QCOMPARE(d.document.settings().inputs[0].name, std::string("Mfcc"));
  }

  void checkShowsTheQuestionUntilItIsAnswered() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<CheckPanel> panel(d.document);
    QVERIFY(allText(panel.panel).contains(QLatin1String("batch size")));
    QCOMPARE(rows(panel.panel), 0);
    d.document.setInputShape("input", {1, 200, 3});
    QVERIFY(d.checked());
    QTRY_COMPARE(rows(panel.panel), 6862);
    QVERIFY(allText(panel.panel).contains(QLatin1String("All 6,862 nodes convert")));
  }

  void tensorsOfAFileAddUpToIt() {
    OpenDocument d;
    QVERIFY(d.open("cnn.tflite"));
    Shown<TensorsPanel> panel(d.document);
    QTRY_VERIFY(rows(panel.panel) > 0);
    const analysis::SizeReport size = analysis::sizeOf(d.document.source(), d.document.source().origin.bytes);
    const auto number = [](std::uint64_t n) { return QLocale().toString(qulonglong(n)); };
    const QString said = allText(panel.panel);
    QVERIFY2(said.contains(QStringLiteral("constants %1 B").arg(number(size.constants))), qPrintable(said));
    QVERIFY(said.contains(QStringLiteral("File %1 B").arg(number(size.constants + size.structure))));
    QVERIFY(cell(panel.panel, 0, 4).size() >= cell(panel.panel, 1, 4).size()); // largest first
  }

  void tensorsCompareOnceConverted() {
    OpenDocument d;
    QVERIFY(d.open("cnn.tflite"));
    d.document.setScheme(convert::Scheme::dynamic);
    QVERIFY(d.convert());
    Shown<TensorsPanel> panel(d.document);
    QTRY_COMPARE(table(panel.panel).filter().columnCount(), 10);
    const int all = rows(panel.panel);
    auto* segments = panel->findChild<SegmentedControl*>();
    segments->setCurrentIndex(2);
    const int changed = rows(panel.panel);
    QVERIFY(changed > 0 && changed < all);
    for (int r = 0; r < changed; ++r) QCOMPARE(cell(panel.panel, r, 3), QStringLiteral("float32 → int8"));
    QVERIFY(allText(panel.panel)
                .contains(QStringLiteral("→ %1 B").arg(
                    QLocale().toString(qulonglong(d.document.conversion()->file.size())))));
    table(panel.panel).view().selectRow(0);
    QCOMPARE(d.document.selection().active().side, Side::result);
    QCOMPARE(d.document.selection().active().kind, Item::Kind::tensor);
  }

  void problemsGoToTheirNode() {
    OpenDocument d;
    QVERIFY(d.open("refused.pb"));
    Shown<ProblemsPanel> panel(d.document);
    QCOMPARE(rows(panel.panel), int(d.document.problems().size()));
    QCOMPARE(cell(panel.panel, 0, 0), QStringLiteral("refused"));
    const int row = rowOf(panel.panel, 1, QStringLiteral("DecodeWav"));
    QVERIFY(row >= 0);
    QCOMPARE(cell(panel.panel, row, 3), QStringLiteral("Go there"));
    QTableView& view = table(panel.panel).view();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      view.visualRect(table(panel.panel).filter().index(row, 3)).center());
    QCOMPARE(d.document.selection().active(), Item::node(d.node("DecodeWav")));
    d.document.makeOutput("labels_softmax", false);
    d.document.makeInput("Reshape_1", false);
    QVERIFY(d.checked());
    QVERIFY(rowOf(panel.panel, 0, QStringLiteral("refused")) < 0); // cut away
  }

  void passesComeFromTheCheckThenFromTheConversion() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PassesPanel> panel(d.document);
    QVERIFY(allText(panel.panel).contains(QLatin1String("Runs when you convert.")));
    d.document.setInputShape("input", {1, 200, 3});
    QVERIFY(d.checked());
    QCOMPARE(rows(panel.panel), int(d.document.check()->journal.passes.size()));
    QVERIFY(allText(panel.panel).contains(QLatin1String("From the check")));
    QVERIFY(d.convert());
    QVERIFY(!allText(panel.panel).contains(QLatin1String("From the check")));
    d.document.setInputShape("input", {2, 200, 3});
    QVERIFY(allText(panel.panel).contains(QLatin1String("Out of date")));
  }

  void logAndCommandFollow() {
    OpenDocument d;
    Shown<LogPanel> log(d.document);
    Shown<CommandPanel> command(d.document);
    QVERIFY(d.open("cnn.tflite"));
    QCOMPARE(rows(log.panel), 1);
    QVERIFY(cell(log.panel, 0, 2).contains(QLatin1String("cnn.tflite")));
    d.document.setScheme(convert::Scheme::dynamic);
    QCOMPARE(command->findChild<QPlainTextEdit*>()->toPlainText(), d.document.commandLine());
    button(command.panel, QStringLiteral("Copy"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), d.document.commandLine());
  }

  // Closing while jobs of panels run must leave nothing that points into the old model.
  void closingEmptiesEveryPanel() {
    OpenDocument d;
    std::vector<std::unique_ptr<QWidget>> all;
    for (const PanelRow& row : panels()) {
      all.emplace_back(row.make(d.document, nullptr));
      all.back()->show();
    }
    QVERIFY(d.open("frozen_har.pb"));
    d.document.selection().set(Item::node(d.node("y_")));
    settle();
    d.document.close();
    QTest::qWait(50);
    for (const auto& panel : all)
      if (auto* t = panel->findChild<TableView*>(); t && !qobject_cast<LogPanel*>(panel.get()))
        QCOMPARE(t->filter().rowCount(), 0);
  }
};

} // namespace ara::ui

QTEST_MAIN(ara::ui::ListsTest)
#include "lists_test.moc"
