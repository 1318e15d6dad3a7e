// The small controls: what they report, what they are called, and that text from a file stays text.
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/status_button.h"
#include "ui/widgets/text.h"

#include <QtTest>
#include <QtWidgets>

using namespace ara::ui;

class ControlsTest : public QObject {
  Q_OBJECT
  Theme m_theme{ThemeMode::Light};

private Q_SLOTS:
  void markupInANameStaysText() {
    const QString nasty = QStringLiteral("<b>x</b>&amp;");
    for (QLabel* label :
         std::initializer_list<QLabel*>{note(nasty), body(nasty), heading(nasty), new CopyableLabel(nasty)}) {
      QCOMPARE(label->textFormat(), Qt::PlainText);
      QCOMPARE(label->text(), nasty);
      delete label;
    }
    QCOMPARE(tip(QStringLiteral("a & b < c")), QStringLiteral("a & b < c")); // no markup: shown as it is
    QTextDocument shown;
    shown.setHtml(tip(nasty));
    QCOMPARE(shown.toPlainText(), nasty);
  }

  void tonesFollowTheTheme() {
    QWidget window;
    auto* label = new ToneLabel(QStringLiteral("x"), Tone::Warn, &window);
    m_theme.setMode(ThemeMode::Dark);
    QCoreApplication::processEvents();
    QCOMPARE(label->palette().color(QPalette::WindowText), darkTokens().warn);
    m_theme.setMode(ThemeMode::Light);
    QCoreApplication::processEvents();
    QCOMPARE(label->palette().color(QPalette::WindowText), lightTokens().warn);
  }

  void noticeReportsWhichAction() {
    NoticeBar bar;
    bar.show({.text = QStringLiteral("Folded."),
              .actions = {{QStringLiteral("Show flat")}, {QStringLiteral("Undo"), true}}});
    QSignalSpy acted(&bar, &NoticeBar::actionClicked), closed(&bar, &NoticeBar::closed);
    for (auto* button : bar.findChildren<QAbstractButton*>())
      if (button->text() == QLatin1String("Undo")) button->click();
    QCOMPARE(acted.count(), 1);
    QCOMPARE(acted[0][0].toInt(), 1);
    // The next notice replaces the buttons of the one before, even from inside a click on them.
    connect(&bar, &NoticeBar::actionClicked, &bar, [&] { bar.show({.text = QStringLiteral("Flat.")}); });
    for (auto* button : bar.findChildren<QAbstractButton*>())
      if (button->text() == QLatin1String("Show flat")) button->click();
    QCOMPARE(bar.accessibleName(), QStringLiteral("Flat."));
    for (auto* button : bar.findChildren<QToolButton*>()) button->click();
    QCOMPARE(closed.count(), 1);
    QVERIFY(bar.isHidden());
  }

  void segments() {
    SegmentedControl control;
    control.setSegments({QStringLiteral("Folded"), QStringLiteral("Flat")});
    QCOMPARE(control.currentIndex(), 0);
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    control.setCurrentIndex(1);
    QCOMPARE(changed.count(), 1);
    control.setSegments(
        {QStringLiteral("All 28"), QStringLiteral("Changed 3"), QStringLiteral("Skipped 2")}); // new counts
    QCOMPARE(control.currentIndex(), 1);
    QCOMPARE(changed.count(), 1);
    for (auto* button : control.findChildren<QAbstractButton*>()) QVERIFY(button->sizeHint().height() >= 24);
  }

  void calloutAnswers() {
    Callout callout(QStringLiteral("How many examples at once?"), Tone::Warn);
    callout.setActions({QStringLiteral("1 (usual)"), QStringLiteral("8")}, 0);
    QSignalSpy answered(&callout, &Callout::actionClicked);
    callout.findChildren<QPushButton*>()[1]->click();
    QCOMPARE(answered[0][0].toInt(), 1);
  }

  void cardAsOneButton() {
    Card card;
    card.setClickable(QStringLiteral("Activity from a phone"));
    QSignalSpy clicked(&card, &Card::clicked);
    QTest::keyClick(&card, Qt::Key_Return);
    QTest::mouseClick(&card, Qt::LeftButton);
    QCOMPARE(clicked.count(), 2);
  }

  void statusButtonSpeaksItsCount() {
    QLocale::setDefault(QLocale(QLocale::English));
    StatusButton button(2, QStringLiteral("Problems"));
    const int without = button.sizeHint().width();
    button.setCount(8261);
    QCOMPARE(button.accessibleName(), QStringLiteral("Problems, 8,261"));
    QVERIFY(button.sizeHint().width() > without);
    button.setCount(1, true);
    QCOMPARE(button.accessibleName(), QStringLiteral("Problems, 1, needs you"));
  }

  void dockTitleInANarrowDock() {
    DockTitle title;
    title.setTabs({QStringLiteral("Operators"), QStringLiteral("Outline"), QStringLiteral("Search")});
    QSignalSpy current(&title, &DockTitle::currentChanged), floats(&title, &DockTitle::floatClicked);
    title.resize(316, 34);
    title.show();
    title.setCurrentIndex(2);
    QCOMPARE(current.count(), 1);
    auto* floating = title.findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly)[0];
    QVERIFY(floating->isVisible());
    floating->click();
    QCOMPARE(floats.count(), 1);
    title.resize(200, 34);
    QVERIFY(!floating->isVisible());
  }

  // A long name keeps its end, where the difference between two of them is.
  void longNamesKeepTheirEnd() {
    ElidedLabel label(QStringLiteral("rnn/multi_rnn_cell/cell_0/basic_lstm_cell/MatMul_36"));
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width());
    const QString cut = label.fontMetrics().elidedText(label.text(), Qt::ElideMiddle, label.sizeHint().width() / 2);
    QVERIFY(cut.endsWith(QLatin1String("36")));
    label.resize(label.sizeHint() / 2);
    const QImage narrow = label.grab().toImage();
    label.setElideMode(Qt::ElideRight);
    QVERIFY(label.grab().toImage() != narrow); // the default is the middle
  }

  void barsAreAsLongAsTheyClaim() {
    QTableView view;
    dressTable(&view);
    QStandardItemModel model(2, 1);
    for (int row = 0; row < 2; ++row) {
      model.setData(model.index(row, 0), row == 0 ? 1.0 : 0.25, kBarRole);
      model.setData(model.index(row, 0), int(Kind::Activation), kBarKindRole);
      if (row == 0) model.setData(model.index(row, 0), 0.5, kBarAfterRole);
    }
    view.setModel(&model);
    view.setItemDelegate(new BarDelegate(&view));
    view.horizontalHeader()->hide();
    view.setColumnWidth(0, 216); // 200 of it for the bar
    view.resize(300, 60);
    view.show();
    const QImage image = view.viewport()->grab().toImage();
    const QColor kind = lightTokens().kind(Kind::Activation);
    const auto count = [&](int y, const auto& is) {
      int n = 0;
      for (int x = 0; x < image.width(); ++x) n += is(image.pixelColor(x, y)) ? 1 : 0;
      return n;
    };
    QCOMPARE(view.rowHeight(0), 22);
    QCOMPARE(count(11, [&](const QColor& c) { return c == kind; }), 100);                // after: half
    QCOMPARE(count(11, [&](const QColor& c) { return c == lightTokens().line2; }), 100); // the rest of before
    QCOMPARE(count(33, [&](const QColor& c) { return c.rgb() == mixed(Qt::white, kind, 0.85).rgb(); }), 50);
  }
};

QTEST_MAIN(ControlsTest)
#include "controls_test.moc"
