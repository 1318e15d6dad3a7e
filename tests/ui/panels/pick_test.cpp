// The pick panel: suggestions become picks, shapes are asked for, every change can be taken back.
#include "open_document.h"

#include "ui/panels/pick/pick_cards.h"
#include "ui/panels/pick/pick_panel.h"
#include "ui/panels/pick/pick_result.h"
#include "ui/widgets/shape_field.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ara::ui {

class PickTest : public QObject {
  Q_OBJECT

  static ShapeField* shape(PickPanel& panel, const char* input) {
    settle();
    for (ShapeField* f : panel.findChildren<ShapeField*>())
      if (f->isVisibleTo(&panel) && f->property("input").toString() == QLatin1String(input)) return f;
    return nullptr;
  }
  static QLineEdit* field(PickPanel& panel, const char* input, int dimension) {
    ShapeField* f = shape(panel, input);
    return f ? f->findChildren<QLineEdit*>().value(dimension) : nullptr;
  }
  static const convert::InputPick* picked(const Document& d, const char* name) {
    for (const auto& p : d.settings().inputs)
      if (p.name == name) return &p;
    return nullptr;
  }

private Q_SLOTS:
  void withoutAModelThereIsOneSentence() {
    OpenDocument d;
    Shown<PickPanel> panel(d.document);
    QVERIFY(allText(panel.panel).contains(QLatin1String("Open a model")));
    QVERIFY(!button(panel.panel, QStringLiteral("Accept suggestions")));
  }

  void acceptingTakesBothAndUndoGivesThemBack() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    QAbstractButton* accept = button(panel.panel, QStringLiteral("Accept both suggestions"));
    QVERIFY(accept);
    accept->click();
    QCOMPARE(d.document.settings().inputs.size(), std::size_t(1));
    QCOMPARE(d.document.settings().outputs, std::vector<std::string>{"y_"});
    QVERIFY(!accept->isVisibleTo(&panel.panel));
    d.document.undoStack().undo();
    QVERIFY(d.document.settings().inputs.empty() && d.document.settings().outputs.empty());
    QVERIFY(accept->isVisibleTo(&panel.panel));
  }

  // "1 (usual)" answers the question: the suggestion becomes a pick, the check goes through.
  void theUsualBatchSize() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    QVERIFY(d.document.checkError());
    Shown<PickPanel> panel(d.document);
    button(panel.panel, QStringLiteral("1 (usual)"))->click();
    const convert::InputPick* input = picked(d.document, "input");
    QVERIFY(input && input->shape == (std::vector<ir::Dim>{1, 200, 3}));
    QVERIFY(!button(panel.panel, QStringLiteral("1 (usual)")));
    QVERIFY(d.checked());
    QVERIFY(!d.document.checkError());
    QVERIFY(allText(panel.panel).contains(QStringLiteral("1×6"))); // the shape of the result
    d.document.undoStack().undo();
    QVERIFY(button(panel.panel, QStringLiteral("1 (usual)")));
  }

  void otherPutsTheCursorIntoTheOpenField() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.panel));
    button(panel.panel, QStringLiteral("Other…"))->click();
    QVERIFY(field(panel.panel, "input", 0)->hasFocus());
  }

  // Typing 128 is one step to take back, and the cursor stays although the card became another one.
  void typingIsOneStepAndKeepsTheCursor() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel.panel));
    field(panel.panel, "input", 0)->setFocus();
    QTest::keyClicks(field(panel.panel, "input", 0), QStringLiteral("128"));
    QVERIFY(d.document.settings().inputs.empty()); // still typing
    QTRY_VERIFY(picked(d.document, "input"));
    QCOMPARE(picked(d.document, "input")->shape, (std::vector<ir::Dim>{128, 200, 3}));
    QCOMPARE(d.document.undoStack().count(), 1);
    QVERIFY(field(panel.panel, "input", 0)->hasFocus());
    QCOMPARE(field(panel.panel, "input", 0)->cursorPosition(), 3);
  }

  void returnGivesTheNumberAtOnce() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    QTest::keyClicks(field(panel.panel, "input", 0), QStringLiteral("4"));
    QTest::keyClick(field(panel.panel, "input", 0), Qt::Key_Return);
    QVERIFY(picked(d.document, "input"));
    QCOMPARE(picked(d.document, "input")->shape->front(), ir::Dim(4));
  }

  void whatIsNoNumberIsNotGiven() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    for (const char* wrong : {"0", "x", "-1", "99999999999"}) {
      QLineEdit* edit = field(panel.panel, "input", 0);
      edit->clear();
      QTest::keyClicks(edit, QString::fromLatin1(wrong));
      QTest::keyClick(edit, Qt::Key_Return);
      QVERIFY2(!shape(panel.panel, "input")->isAcceptable(), wrong);
      QVERIFY2(d.document.settings().inputs.empty(), wrong);
    }
  }

  // Taking the number back asks again; it must not mean "leave the dimension open".
  void anEmptiedFieldAsksAgain() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    d.document.setInputShape("input", {8, 200, 3});
    QLineEdit* edit = field(panel.panel, "input", 0);
    QCOMPARE(edit->text(), QStringLiteral("8"));
    QTest::keyClick(edit, Qt::Key_End);
    QTest::keyClick(edit, Qt::Key_Backspace);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(picked(d.document, "input") && !picked(d.document, "input")->shape);
    QVERIFY(button(panel.panel, QStringLiteral("1 (usual)")));
  }

  void removingAPick() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    button(panel.panel, QStringLiteral("Accept both suggestions"))->click();
    button(panel.panel, QStringLiteral("Remove output y_"))->click();
    QVERIFY(d.document.settings().outputs.empty());
    QCOMPARE(d.document.settings().inputs.size(), std::size_t(1));
    button(panel.panel, QStringLiteral("Remove input input"))->click();
    QVERIFY(d.document.settings().inputs.empty());
  }

  void theTypeOfAnInput() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    d.document.makeInput("input", true);
    settle();
    QComboBox* type = nullptr;
    for (QComboBox* c : panel->findChildren<QComboBox*>())
      if (c->isVisibleTo(&panel.panel)) type = c;
    QVERIFY(type);
    QCOMPARE(type->currentText(), QStringLiteral("float32"));
    const int other = type->findText(QStringLiteral("int32"));
    type->setCurrentIndex(other);
    Q_EMIT type->activated(other); // as by mouse
    QCOMPARE(picked(d.document, "input")->type, ir::DataType::i32);
    d.document.undoStack().undo();
    QCOMPARE(picked(d.document, "input")->type, ir::DataType::none);
  }

  // A cut in the middle: fewer nodes, before and now side by side, the old input named as replaced.
  void cuttingTellsBeforeAndNow() {
    OpenDocument d;
    QVERIFY(d.open("refused.pb"));
    Shown<PickPanel> panel(d.document);
    const std::size_t all = d.document.source().graph().liveNodeCount(), refused = d.document.check()->refused.size();
    QVERIFY(refused > 0);
    QVERIFY(allText(panel.panel).contains(QLatin1String("DecodeWav")));
    d.document.makeOutput("labels_softmax", false);
    d.document.makeInput("Reshape_1", false);
    QVERIFY(d.checked());
    const auto facts = pickFacts(d.document, refused);
    QCOMPARE(facts[0].before, QString::number(all));
    QVERIFY(facts[0].now.toULongLong() < all);
    QCOMPARE(facts[0].now.toULongLong() + facts[1].now.toULongLong(), qulonglong(all));
    QCOMPARE(facts[2].before, QString::number(refused));
    const QString said = allText(panel.panel);
    QVERIFY2(said.contains(QLatin1String("Takes the place of wav_data.")), qPrintable(said));
    QVERIFY(said.contains(QLatin1String("Your program computes Reshape_1")));
    QVERIFY(said.contains(QLatin1String("Dropped")));
  }

  void acceptingTellsItsNumbersBefore() {
    OpenDocument d;
    QVERIFY(d.open("refused.pb"));
    QVERIFY(hasSuggestions(d.document));
    const auto before = pickFacts(d.document, std::nullopt);
    d.document.acceptSuggestions();
    QVERIFY(d.checked());
    const auto after = pickFacts(d.document, std::nullopt);
    QCOMPARE(before[0].now, after[0].now); // what was promised is what comes
    QCOMPARE(before[1].now, after[1].now);
  }

  void droppedNamesAreCountedPastTheFirst() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    std::vector<bool> kept(d.document.source().graph().nodeCount(), true);
    QVERIFY(droppedNames(d.document, kept, 3).isEmpty());
    kept.assign(kept.size(), false);
    const QStringList names = droppedNames(d.document, kept, 3);
    QCOMPARE(names.size(), 4);
    QCOMPARE(names.last(),
             QStringLiteral("%1 more").arg(QLocale().toString(6862 - 1230 - 3))); // constants go with their users
  }

  void shapesAsText() {
    QCOMPARE(shapeFromText(QStringLiteral("1, 64")), (std::vector<ir::Dim>{1, 64}));
    QCOMPARE(shapeFromText(QStringLiteral("1x49×10 1")), (std::vector<ir::Dim>{1, 49, 10, 1}));
    for (const char* wrong : {"", " , ", "1,0", "1,-2", "a", "1,2b", "99999999999"})
      QVERIFY2(!shapeFromText(QString::fromLatin1(wrong)), wrong);
  }

  void theCommandFollowsThePicks() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<PickPanel> panel(d.document);
    button(panel.panel, QStringLiteral("1 (usual)"))->click();
    QVERIFY(allText(panel.panel).contains(QLatin1String("--input input=1,200,3")));
  }
};

} // namespace ara::ui

QTEST_MAIN(ara::ui::PickTest)
#include "pick_test.moc"
