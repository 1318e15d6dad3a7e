// The widget: what clicks and keys do to selection and settings, what each scale paints, what a screen reader is told.
#include "tests/support/paths.h"
#include "tests/ui/canvas/small_graph.h"
#include "ui/canvas/graph_canvas.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QtWidgets>

#include <QtTest>

using namespace ara;
using namespace ara::ui;

class CanvasTest : public QObject {
  Q_OBJECT
  Theme m_theme{ThemeMode::Light};
  test::TempDir m_folder;
  std::unique_ptr<Document> m_document;
  std::unique_ptr<GraphCanvas> m_canvas;

  std::uint32_t segment(const char* name) const {
    const ir::Graph& g = m_document->source().graph();
    for (const ir::NodeId n : g.nodeIds())
      if (m_document->source().names[g[n].name] == name) return m_canvas->scene().segmentOf(n);
    return kNoIndex;
  }
  QPoint place(const char* name) const { return m_canvas->viewRectOf(segment(name)).center().toPoint(); }
  void click(const char* name, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, modifiers, place(name));
  }
  QString active() const {
    const std::uint32_t s = m_canvas->currentSegment();
    if (s == kNoIndex) return {};
    const ir::Graph& g = m_document->source().graph();
    return QString::fromStdString(std::string(m_document->source().names[g[m_canvas->scene().segments[s].node].name]));
  }
  void settle() { // until selection, check and layout have been told
    QTRY_VERIFY_WITH_TIMEOUT(!m_document->checking(), 20000);
    QTest::qWait(30);
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isReady(), 20000);
  }
  void zoomTo(double zoom) {
    for (int i = 0; i < 60 && std::abs(m_canvas->camera().zoom() / zoom - 1) > 0.05; ++i) {
      const double steps = std::clamp(std::log(zoom / m_canvas->camera().zoom()) / std::log(1.2), -1.0, 1.0);
      const QPointF middle = place("gate/Mul");
      QWheelEvent wheel(middle, middle, {}, QPoint(0, int(120 * steps)), Qt::NoButton, Qt::NoModifier,
                        Qt::NoScrollPhase, false);
      QApplication::sendEvent(m_canvas.get(), &wheel);
    }
  }

private Q_SLOTS:
  void init() {
    const QString path = QString::fromStdString((m_folder.path() / "small.pbtxt").string());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(test::smallGraphText()));
    file.close();
    m_document = std::make_unique<Document>();
    m_canvas = std::make_unique<GraphCanvas>(*m_document, Side::source);
    m_canvas->setAnimationsEnabled(false);
    m_canvas->resize(900, 700);
    m_canvas->show();
    m_document->open(path);
    QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isReady(), 20000);
    settle();
  }
  void cleanup() {
    m_canvas.reset();
    m_document.reset();
  }

  void clicksSelect() {
    click("gate/Tanh");
    QCOMPARE(active(), QStringLiteral("gate/Tanh"));
    click("dense/BiasAdd", Qt::ControlModifier); // a segment of a strip, added
    QCOMPARE(m_document->selection().selected().size(), std::size_t(2));
    QVERIFY(m_canvas->statusText().startsWith(QLatin1Char('2')));
    click("dense/BiasAdd", Qt::ControlModifier);
    QCOMPARE(m_document->selection().selected().size(), std::size_t(1));
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, QPoint(880, 20));
    QVERIFY(m_document->selection().selected().empty());
  }

  void selectionFromElsewhereIsShown() {
    QSignalSpy told(m_canvas.get(), &GraphCanvas::statusChanged);
    m_document->selection().set(m_canvas->itemOf(segment("gate/Mul")));
    QTRY_VERIFY(!told.isEmpty());
    QCOMPARE(m_canvas->currentSegment(), segment("gate/Mul"));
    // A constant shows as the node that uses it.
    QCOMPARE(segment("w"), segment("dense/MatMul"));
  }

  void arrowsWalkTheGraph() {
    m_canvas->setFocus();
    QTest::keyClick(m_canvas.get(), Qt::Key_Home);
    QCOMPARE(active(), QStringLiteral("x"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QCOMPARE(active(), QStringLiteral("dense/MatMul"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QCOMPARE(active(), QStringLiteral("dense/BiasAdd"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(active(), QStringLiteral("dense/Relu"));
    QTest::keyClick(m_canvas.get(), Qt::Key_End);
    QCOMPARE(active(), QStringLiteral("y"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Up);
    QCOMPARE(active(), QStringLiteral("gate/Mul"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(m_document->selection().selected().empty());
  }

  void lettersPick() {
    click("gate/Mul");
    settle();
    QTest::keyClick(m_canvas.get(), Qt::Key_O);
    QCOMPARE(m_document->settings().outputs, std::vector<std::string>{"gate/Mul"});
    click("gate/Tanh");
    settle();
    QTest::keyClick(m_canvas.get(), Qt::Key_I);
    QCOMPARE(m_document->settings().inputs.size(), std::size_t(1));
    QCOMPARE(m_document->settings().inputs[0].name, std::string("gate/Tanh"));
    settle();
    QVERIFY(m_canvas->marks().has(segment("gate/Tanh"), Marks::kInput));
    QVERIFY(m_canvas->marks().has(segment("y"), Marks::kDropped));
    QVERIFY(!m_canvas->marks().has(segment("gate/Sigmoid"), Marks::kDropped));
    QTest::keyClick(m_canvas.get(), Qt::Key_Delete);
    QVERIFY(m_document->settings().inputs.empty());
    m_document->undoStack().undo();
    QCOMPARE(m_document->settings().inputs.size(), std::size_t(1));
  }

  void pickingShowsTheConsequenceFirst() {
    m_canvas->setPicking(true);
    QTest::mouseMove(m_canvas.get(), QPoint(5, 5));
    const QPointF at = place("gate/Tanh");
    QMouseEvent move(QEvent::MouseMove, at, at, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(m_canvas.get(), &move);
    // As an input Tanh leaves out nothing: Sigmoid still needs what both came from.
    QVERIFY(!m_canvas->marks().has(segment("dense/Relu"), Marks::kDoomed));
    m_canvas->setPickMode(GraphCanvas::Pick::output);
    QVERIFY(m_canvas->marks().has(segment("y"), Marks::kDoomed));
    QVERIFY(m_canvas->marks().has(segment("gate/Sigmoid"), Marks::kDoomed));
    QVERIFY(m_document->settings().outputs.empty()); // not yet
    click("gate/Tanh");
    QCOMPARE(m_document->settings().outputs, std::vector<std::string>{"gate/Tanh"});
    settle();
    click("gate/Tanh"); // once more takes it back
    QVERIFY(m_document->settings().outputs.empty());
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!m_canvas->isPicking());
  }

  void aPickInsideAStripGetsABoxOfItsOwn() {
    QCOMPARE(m_canvas->scene().boxes[m_canvas->scene().segments[segment("dense/BiasAdd")].box].count, 3u);
    m_document->makeInput("dense/BiasAdd", false);
    settle();
    QTRY_COMPARE(m_canvas->scene().boxes[m_canvas->scene().segments[segment("dense/BiasAdd")].box].count, 1u);
    QVERIFY(m_canvas->marks().has(segment("dense/MatMul"), Marks::kDropped));
    QVERIFY(!m_canvas->marks().has(segment("dense/Relu"), Marks::kDropped));
    m_document->undoStack().undo();
    QTRY_COMPARE(m_canvas->scene().boxes[m_canvas->scene().segments[segment("dense/BiasAdd")].box].count, 3u);
  }

  void suggestionsAreOneClickAway() {
    QVERIFY(m_canvas->marks().has(segment("x"), Marks::kLikelyInput));
    QVERIFY(m_canvas->marks().has(segment("y"), Marks::kLikelyOutput));
    const QRectF y = m_canvas->viewRectOf(segment("y"));
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, QPointF(y.right() + 30, y.center().y()).toPoint());
    QCOMPARE(m_document->settings().outputs, std::vector<std::string>{"y"});
  }

  void searchLightsAndVisits() {
    QSignalSpy told(m_canvas.get(), &GraphCanvas::searchChanged);
    m_canvas->setSearch(QStringLiteral("gate"));
    QCOMPARE(m_canvas->searchHits(), std::size_t(3));
    QCOMPARE(told.back(), (QVariantList{0, 3}));
    QVERIFY(m_canvas->marks().dimRest);
    QVERIFY(m_canvas->marks().has(segment("gate/Mul"), Marks::kLit));
    QVERIFY(!m_canvas->marks().has(segment("y"), Marks::kLit));
    m_canvas->findNext();
    QCOMPARE(told.back(), (QVariantList{1, 3}));
    const QString first = active();
    QTest::keyClick(m_canvas.get(), Qt::Key_N);
    QVERIFY(active() != first);
    QTest::keyClick(m_canvas.get(), Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(active(), first);
    m_canvas->selectAllHits();
    QCOMPARE(m_document->selection().selected().size(), std::size_t(3));
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!m_canvas->marks().dimRest);
  }

  void highlightComesFromOutside() {
    m_canvas->setHighlight({m_canvas->scene().segments[segment("gate/Tanh")].node});
    QVERIFY(m_canvas->marks().dimRest && m_canvas->marks().has(segment("gate/Tanh"), Marks::kLit));
    m_canvas->setHighlight({});
    QVERIFY(!m_canvas->marks().dimRest);
  }

  void eachScalePaintsItsFacts() {
    const auto paintedAt = [this](double zoom) {
      zoomTo(zoom);
      m_canvas->grab();
      return m_canvas->lastPaint();
    };
    const PaintStats full = paintedAt(1.0);
    QCOMPARE(full.detail, Detail::full);
    QCOMPARE(full.boxes, int(m_canvas->scene().boxes.size()));
    QVERIFY(full.texts >= int(m_canvas->scene().segments.size()));
    const PaintStats rich = paintedAt(2.6);
    QCOMPARE(rich.detail, Detail::rich);
    const PaintStats names = paintedAt(0.5);
    QCOMPARE(names.detail, Detail::names);
    QVERIFY(names.texts < full.texts);
    // So small a graph is never zoomed out this far in the widget.
    const auto farOut = [this](double zoom) {
      Camera camera;
      camera.setView({900, 700});
      camera.set(zoom, {});
      QImage image(900, 700, QImage::Format_ARGB32_Premultiplied);
      QPainter painter(&image);
      const View view{m_canvas->scene(), m_canvas->index(), m_canvas->marks(), camera, lightTokens(), {}, {}, {}};
      return paintScene(painter, view, QRectF(0, 0, 900, 700));
    };
    const PaintStats bars = farOut(0.25), density = farOut(0.05);
    QCOMPARE(bars.detail, Detail::bars);
    QCOMPARE(bars.boxes, 0);
    QCOMPARE(bars.texts, 0);
    QCOMPARE(bars.bars, int(m_canvas->scene().segments.size()));
    QVERIFY(bars.lines > 0);
    QCOMPARE(density.detail, Detail::density);
    QCOMPARE(density.lines, 0);
  }

  void panningPaintsNothingAnew() {
    m_canvas->zoom100();
    m_canvas->grab();
    QTest::mousePress(m_canvas.get(), Qt::MiddleButton, {}, QPoint(400, 300));
    QTest::mouseMove(m_canvas.get(), QPoint(405, 300));
    m_canvas->grab(); // now a little more than the view is painted ahead
    const double painted = m_canvas->lastPaintMilliseconds();
    QTest::mouseMove(m_canvas.get(), QPoint(440, 330));
    m_canvas->grab();
    QCOMPARE(m_canvas->lastPaintMilliseconds(), painted);
    QTest::mouseRelease(m_canvas.get(), Qt::MiddleButton, {}, QPoint(440, 330));
  }

  void zoomKeys() {
    QSignalSpy told(m_canvas.get(), &GraphCanvas::zoomChanged);
    QTest::keyClick(m_canvas.get(), Qt::Key_Plus);
    QCOMPARE(m_canvas->zoomPercent(), 125);
    QCOMPARE(told.back().front().toInt(), 125);
    QTest::keyClick(m_canvas.get(), Qt::Key_1);
    QCOMPARE(m_canvas->zoomPercent(), 100);
    QTest::keyClick(m_canvas.get(), Qt::Key_Minus);
    QCOMPARE(m_canvas->zoomPercent(), 80);
    QTest::keyClick(m_canvas.get(), Qt::Key_0);
    QVERIFY(m_canvas->camera().visible().contains(m_canvas->scene().bounds));
  }

  void bandSelects() {
    const QRectF both = m_canvas->viewRectOf(segment("gate/Sigmoid")) | m_canvas->viewRectOf(segment("gate/Tanh"));
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier,
                      both.adjusted(-6, -6, 0, 0).topLeft().toPoint());
    for (const QPointF& p : {both.center(), both.adjusted(0, 0, 6, 6).bottomRight()}) {
      QMouseEvent move(QEvent::MouseMove, p, p, Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
      QApplication::sendEvent(m_canvas.get(), &move);
    }
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier,
                        both.adjusted(0, 0, 6, 6).bottomRight().toPoint());
    QCOMPARE(m_document->selection().selected().size(), std::size_t(2));
  }

  void screenReadersAreTold() {
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(m_canvas.get());
    QVERIFY(access);
    QCOMPARE(access->childCount(), int(m_canvas->scene().segments.size())); // all in view
    const std::uint32_t s = segment("dense/MatMul");
    const QPoint at = m_canvas->mapToGlobal(place("dense/MatMul"));
    QAccessibleInterface* node = access->childAt(at.x(), at.y());
    QVERIFY(node);
    QCOMPARE(node->text(QAccessible::Name), m_canvas->sentenceOf(s));
    QVERIFY2(node->text(QAccessible::Name).startsWith(QStringLiteral("MatMul, number 3, dense/MatMul")),
             qPrintable(node->text(QAccessible::Name)));
    node->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(active(), QStringLiteral("dense/MatMul"));
    QVERIFY(node->state().selected);
  }

  void closingLeavesASentence() {
    m_document->close();
    QTRY_VERIFY(!m_canvas->isReady());
    QVERIFY(!m_canvas->grab().isNull());
    QCOMPARE(m_canvas->visibleSegments(10).size(), std::size_t(0));
    QTest::keyClick(m_canvas.get(), Qt::Key_Down); // nothing to walk
  }
};

QTEST_MAIN(CanvasTest)
#include "canvas_test.moc"
