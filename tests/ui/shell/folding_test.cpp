// 200 steps of two cells are drawn as two: what stands for what, stepping, unfolding, and finding what is not drawn.
#include "tests/ui/shell/driven_window.h"

#include "ui/widgets/notice_bar.h"
#include "ui/widgets/segmented.h"

using namespace ara;
using namespace ara::ui;

class FoldingTest : public QObject {
  Q_OBJECT

  static bool redrawn(DrivenWindow& w, const std::function<void()>& change) {
    QSignalSpy ready(w.window->canvas(), &GraphCanvas::ready);
    change();
    return QTest::qWaitFor([&] { return ready.count() > 0; }, 30000);
  }
  static const Group* cell(const Scene& scene, const QString& title) {
    for (const Group& g : scene.groups)
      if (scene.words[g.title].text == title) return &g;
    return nullptr;
  }

private Q_SLOTS:
  // The article's network: 6,862 nodes, of which two cells of 14 operators stand 200 times each.
  void unrolledCellsOpenFolded() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    const Scene& scene = w.window->canvas()->scene();
    const Group* first = cell(scene, QStringLiteral("cell_0"));
    const Group* second = cell(scene, QStringLiteral("cell_1"));
    QVERIFY(first && second);
    QCOMPARE(first->copies, 200u);
    QCOMPARE(scene.words[first->about].text, QStringLiteral("LSTM cell, 64 units"));
    QCOMPARE(scene.words[first->sum].text, QStringLiteral("14 ops × 200 steps = 2,800 · kernel 128×256, shared"));
    QVERIFY(scene.boxes.size() < 60);
    QVERIFY2(second->rect.top() > first->rect.bottom(), "the second reads the first");
    for (const std::uint32_t b : first->boxes) QVERIFY(first->rect.contains(scene.boxes[b].rect));
    QStringList states;
    for (const Line& line : scene.lines)
      if (line.flow == Flow::state &&
          scene.boxes[scene.segments[line.from].box].group == scene.boxes[first->boxes[0]].group)
        states << scene.words[line.label].text;
    states.sort();
    QCOMPARE(states, (QStringList{QStringLiteral("c"), QStringLiteral("h")}));
  }

  // The sentence above the picture offers the other view; the switch shows where one is.
  void theNoticeOffersFlat() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    NoticeBar* notice = nullptr;
    for (NoticeBar* bar : w.window->findChildren<NoticeBar*>())
      if (bar->isVisible()) notice = bar;
    QVERIFY(notice);
    QVERIFY(redrawn(w, [&] { Q_EMIT notice->actionClicked(0); }));
    QVERIFY(!w.window->canvas()->isFolded());
    QVERIFY(w.window->canvas()->scene().groups.empty());
    QVERIFY(w.window->canvas()->scene().boxes.size() > 4000);
    QVERIFY(!notice->isVisible());
    QVERIFY(redrawn(w, [&] { QTest::keyClick(w.window->canvas(), Qt::Key_E); }));
    QVERIFY(w.window->canvas()->isFolded());
  }

  // Page keys go through the steps; boxes stay where they are, the selection at its place of the cell.
  void pageKeysGoThroughTheSteps() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    GraphCanvas* canvas = w.window->canvas();
    const Group before = *cell(canvas->scene(), QStringLiteral("cell_0"));
    const ir::NodeId seen = canvas->scene().segments[canvas->scene().boxes[before.boxes[0]].first].node;
    w.document().selection().set(Item::node(seen));
    QVERIFY(redrawn(w, [&] { QTest::keyClick(canvas, Qt::Key_PageDown); }));
    const Group* after = cell(canvas->scene(), QStringLiteral("cell_0"));
    QCOMPARE(after->shown, before.shown + 1);
    QCOMPARE(after->rect, before.rect);
    const ir::NodeId now = w.document().selection().active().nodeId();
    QVERIFY(now != seen);
    QCOMPARE(w.document().source().opName(w.document().source().graph()[now]),
             w.document().source().opName(w.document().source().graph()[seen]));
    QCOMPARE(cell(canvas->scene(), QStringLiteral("cell_1"))->shown, before.shown); // it goes alone
  }

  // From near, the header stays at the top with a tick for each step; a click on the last tick shows the last step.
  void theRibbonLeadsToAnyStep() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    GraphCanvas* canvas = w.window->canvas();
    canvas->setAnimationsEnabled(false);
    const Group* group = cell(canvas->scene(), QStringLiteral("cell_0"));
    w.document().selection().set(canvas->itemOf(canvas->scene().boxes[group->boxes[0]].first + 1));
    QTest::qWait(20);
    canvas->fitSelection();
    for (int i = 0; i < 4; ++i) canvas->zoomIn();
    w.document().selection().clear();
    QTest::qWait(20);
    const QPoint lastTick(canvas->width() - 18, 46);
    QVERIFY(redrawn(w, [&] { QTest::mouseClick(canvas, Qt::LeftButton, {}, lastTick); }));
    QCOMPARE(cell(canvas->scene(), QStringLiteral("cell_0"))->shown, 199u);
  }

  // A node of step 150, chosen in a table, brings its step.
  void whatIsNotDrawnIsFound() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("frozen_har.pb")));
    GraphCanvas* canvas = w.window->canvas();
    const auto& repeats = w.document().opened().repeats;
    const auto repeat = std::ranges::find_if(repeats, [](const analysis::Repeat& r) { return r.copies == 200; });
    QVERIFY(repeat != repeats.end());
    const Item item = Item::node(repeat->node(3, 149));
    QVERIFY(canvas->segmentOf(item) != kNoIndex);
    QVERIFY(redrawn(w, [&] { canvas->reveal(item); }));
    QCOMPARE(canvas->itemOf(canvas->segmentOf(item)), item);
  }

  // A network without repeats has neither switch nor sentence.
  void withoutRepeatsNothingIsOffered() {
    DrivenWindow w;
    QVERIFY(w.open(DrivenWindow::sample("cnn.tflite")));
    QVERIFY(!w.window->canvas()->hasRepeats());
    for (SegmentedControl* c : w.window->findChildren<SegmentedControl*>())
      if (c->accessibleName() == QStringLiteral("Repeats")) QVERIFY(!c->isVisible());
  }
};

QTEST_MAIN(FoldingTest)
#include "folding_test.moc"
