// The theme reaches every widget through its palette, and icons are there, drawn, and tinted by it.
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QSet>
#include <QtTest>
#include <QtWidgets>

using namespace ara::ui;

namespace {

bool isDrawn(const QPixmap& map) {
  const QImage image = map.toImage();
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (qAlpha(image.pixel(x, y)) > 128) return true;
  return false;
}

// What is drawn, without its colour: pixels that are strongly lighter or darker than the tile.
QByteArray shapeOf(const QPixmap& map) {
  const QImage image = map.toImage();
  const int tile = qGray(image.pixel(image.width() / 2, 2));
  QByteArray bits;
  for (int y = 2; y < image.height() - 2; ++y)
    for (int x = 2; x < image.width() - 2; ++x) bits += std::abs(qGray(image.pixel(x, y)) - tile) > 60 ? '#' : '.';
  return bits;
}

} // namespace

class ThemeTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void paletteCarriesTheSet() {
    QVERIFY(tokens(paletteOf(darkTokens())).dark);
    QVERIFY(!tokens(paletteOf(lightTokens())).dark);
    QVERIFY(!tokens(QPalette(Qt::gray)).dark); // someone else's palette counts as light
  }

  void changingTheModeRepaintsAndTellsOnce() {
    Theme theme(ThemeMode::Light);
    QWidget window;
    QLabel* label = new QLabel(QStringLiteral("x"), &window);
    window.show();
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(changed.count(), 1);
    QTRY_VERIFY(tokens(label).dark);
    QCOMPARE(label->palette().color(QPalette::WindowText), darkTokens().text);
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(changed.count(), 1);
    theme.setMode(ThemeMode::System); // the desktop of this test is light
    QCOMPARE(changed.count(), 2);
    QTRY_VERIFY(!tokens(label).dark);
  }

  void sizesGrowWithTheDesktopFont() {
    QFont desktop(QStringLiteral("Sans"));
    desktop.setPixelSize(12);
    QCOMPARE(bodyFontFrom(desktop).pixelSize(), 13);
    desktop.setPixelSize(26);
    const QFont before = QApplication::font();
    QApplication::setFont(bodyFontFrom(desktop));
    QCOMPARE(scaled(22), 44);
    QCOMPARE(uiFont(type::kNote).pixelSize(), 22);
    QApplication::setFont(before);
  }

  void everyIconIsDrawnAndTinted() {
    const QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    QVERIFY(names.size() > 60);
    for (const QString& file : names) {
      const QString name = file.chopped(4);
      QVERIFY2(isDrawn(iconPixmap(name, QSize(16, 16), 2.0, Qt::red)), qPrintable(name));
      if (name == QLatin1String("aracari")) continue; // has its own colours
      const QImage red = iconPixmap(name, QSize(16, 16), 2.0, Qt::red).toImage();
      for (int y = 0; y < red.height(); ++y)
        for (int x = 0; x < red.width(); ++x)
          QVERIFY2(qGreen(red.pixel(x, y)) == 0, qPrintable(name + QStringLiteral(" has a colour of its own")));
    }
  }

  void iconsAreSharpOnEveryScreen() {
    const QIcon open = icon(QStringLiteral("open"));
    QCOMPARE(open.pixmap(QSize(16, 16), 1.0).size(), QSize(16, 16));
    QCOMPARE(open.pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
  }

  // The shape tells the kind, because colour is the second channel.
  void kindsDifferInShape() {
    QSet<QByteArray> shapes;
    for (int k = 0; k < kKindCount; ++k) {
      shapes.insert(shapeOf(glyph(Kind(k), 28, 1, lightTokens())));
      QVERIFY(!kindLabel(Kind(k)).isEmpty());
    }
    QCOMPARE(int(shapes.size()), kKindCount);
  }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
