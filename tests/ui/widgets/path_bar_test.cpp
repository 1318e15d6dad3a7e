// The path bar says where one is and reports clicks; it must fit the smallest window and work without a mouse.
#include "ui/theme/theme.h"
#include "ui/widgets/path_bar.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QtTest>
#include <QtWidgets>

using namespace ara::ui;

namespace {

std::vector<Station> sixStations() {
  return {{.name = QStringLiteral("Look"), .fact = QStringLiteral("6,862 nodes"), .mark = Mark::Done, .current = true},
          {.name = QStringLiteral("Pick"), .fact = QStringLiteral("1 batch size to give"), .mark = Mark::NeedsYou},
          {.name = QStringLiteral("Check"), .fact = QStringLiteral("0 refused so far")},
          {.name = QStringLiteral("Convert"), .fact = QStringLiteral("to TensorFlow Lite"), .reached = false},
          {.name = QStringLiteral("Quantize"), .enabled = false, .reached = false},
          {.name = QStringLiteral("Compare"), .fact = QStringLiteral("−72 %"), .mark = Mark::OutOfDate}};
}

QAbstractButton* named(const QWidget& bar, const QString& start) {
  for (auto* button : bar.findChildren<QAbstractButton*>())
    if (button->accessibleName().startsWith(start)) return button;
  return nullptr;
}

} // namespace

class PathBarTest : public QObject {
  Q_OBJECT
  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<PathBar> m_bar;

private Q_SLOTS:
  void init() {
    m_theme = std::make_unique<Theme>(ThemeMode::Light);
    m_bar = std::make_unique<PathBar>();
    m_bar->setStations(sixStations());
    m_bar->resize(1440, 52);
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
  }

  void stationsAreSpokenWhole() {
    QVERIFY(named(*m_bar, QStringLiteral("Pick, needs you: 1 batch size to give")));
    QVERIFY(named(*m_bar, QStringLiteral("Look, done: 6,862 nodes")));
    QVERIFY(named(*m_bar, QStringLiteral("Compare, out of date: −72 %")));
    QVERIFY(named(*m_bar, QStringLiteral("Quantize, not yet")));
    auto* face = QAccessible::queryAccessibleInterface(named(*m_bar, QStringLiteral("Pick")));
    QVERIFY(face);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Pick, needs you: 1 batch size to give"));
  }

  void clickNamesTheStation() {
    QSignalSpy clicked(m_bar.get(), &PathBar::stationClicked);
    QTest::mouseClick(named(*m_bar, QStringLiteral("Check")), Qt::LeftButton);
    QTest::mouseClick(named(*m_bar, QStringLiteral("Quantize")), Qt::LeftButton); // not enabled
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][0].toInt(), 2);
  }

  // Arrows go along the path and step over what cannot be entered; Space presses.
  void keyboard() {
    QSignalSpy clicked(m_bar.get(), &PathBar::stationClicked);
    named(*m_bar, QStringLiteral("Convert"))->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(QApplication::focusWidget(), named(*m_bar, QStringLiteral("Compare")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][0].toInt(), 5);
  }

  // A grey action is not dead: its click leads to what is missing.
  void greyActionAsksForWhatIsMissing() {
    m_bar->setMain({.text = QStringLiteral("Convert"),
                    .look = PathAction::Look::Grey,
                    .tip = QStringLiteral("Give a batch size.")});
    QSignalSpy main(m_bar.get(), &PathBar::mainClicked), missing(m_bar.get(), &PathBar::missingClicked);
    auto* button = named(*m_bar, QStringLiteral("Convert"));
    for (auto* b : m_bar->findChildren<QPushButton*>())
      if (b->text() == QLatin1String("Convert")) button = b;
    QCOMPARE(button->toolTip(), QStringLiteral("Give a batch size."));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(main.count(), 0);
    QCOMPARE(missing.count(), 1);
    m_bar->setMain({.text = QStringLiteral("Convert"), .look = PathAction::Look::Primary});
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(main.count(), 1);
  }

  // Below 1320 px the facts move to tooltips, the names stay; at 1024 everything still fits, longer languages too.
  void shrinks() {
    auto* pick = named(*m_bar, QStringLiteral("Pick"));
    QVERIFY(pick->toolTip().isEmpty());
    m_bar->resize(1280, 52);
    QCOMPARE(pick->toolTip(), QStringLiteral("Pick, needs you: 1 batch size to give"));
    auto longer = sixStations();
    for (Station& s : longer) s.name += QStringLiteral("xxxx");
    m_bar->setStations(longer);
    m_bar->setMain({.text = QStringLiteral("Quantize again…"), .icon = QStringLiteral("play")});
    m_bar->resize(1024, 52);
    QVERIFY(m_bar->minimumSizeHint().width() <= 1024);
    for (auto* button : m_bar->findChildren<QAbstractButton*>()) {
      const QRect where(button->mapTo(m_bar.get(), QPoint()), button->size());
      QVERIFY2(m_bar->rect().contains(where), qPrintable(button->accessibleName()));
      QVERIFY(button->width() >= 24 && button->height() >= 24);
    }
  }
};

QTEST_MAIN(PathBarTest)
#include "path_bar_test.moc"
