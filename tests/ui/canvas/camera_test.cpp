// Zooming, fitting and the first view.
#include "ui/canvas/camera.h"
#include "ui/canvas/painting.h"

#include <QtTest>

using namespace ara::ui;

class CameraTest : public QObject {
  Q_OBJECT

  static Camera over(const QRectF& bounds) {
    Camera c;
    c.setView({800, 600});
    c.setScene(bounds);
    return c;
  }

private Q_SLOTS:
  void zoomKeepsWhatIsUnderThePointer() {
    Camera c = over({0, 0, 5000, 5000});
    c.set(1, {300, 400});
    const QPointF pointer(123, 456), under = c.toScene(pointer);
    const Camera near = c.zoomedAt(pointer, 3.7);
    QCOMPARE(near.zoom(), 3.7);
    QVERIFY(QLineF(near.toScene(pointer), under).length() < 1e-9);
    QCOMPARE(c.zoomedAt(pointer, 1e9).zoom(), Camera::kMaxZoom);
  }

  void smallGraphsOpenWhole() {
    const Camera c = over({0, 0, 400, 300}).opening({});
    QCOMPARE(c.zoom(), 1.0); // never larger than life
    QVERIFY(c.visible().contains(QRectF(0, 0, 400, 300)));
  }

  void longGraphsOpenAtTheirTop() {
    const QRectF input(600, 0, 100, 26);
    const Camera c = over({0, 0, 1300, 120000}).opening(input);
    QVERIFY(c.zoom() >= 0.85); // readable
    QVERIFY(c.visible().contains(input));
    QVERIFY(c.visible().top() < 0 && c.visible().top() > -60);
  }

  void revealMovesOnlyAsFarAsItMust() {
    Camera c = over({0, 0, 5000, 5000});
    c.set(1, {1000, 1000});
    QCOMPARE(c.revealing({1300, 1300, 100, 26}, 40), c); // in view already
    const Camera moved = c.revealing({1300, 1700, 100, 26}, 40);
    QCOMPARE(moved.origin().x(), 1000.0);
    QCOMPARE(moved.toView(QRectF(1300, 1700, 100, 26)).bottom(), 560.0);
  }

  void someOfThePictureStaysInView() {
    Camera c = over({0, 0, 500, 500});
    c.set(1, {0, 0});
    QVERIFY(c.pannedBy({-1e6, -1e6}).visible().intersects({0, 0, 500, 500}));
    QVERIFY(c.pannedBy({1e6, 1e6}).visible().intersects({0, 0, 500, 500}));
  }

  void motionEndsWhereItShould() {
    Camera a = over({0, 0, 5000, 5000});
    a.set(0.5, {10, 20});
    Camera b = a;
    b.set(2, {400, 300});
    QVERIFY(QLineF(a.between(b, 0).origin(), a.origin()).length() < 1e-6);
    QVERIFY(QLineF(a.between(b, 1).origin(), b.origin()).length() < 1e-6);
    QCOMPARE(a.between(b, 0.5).zoom(), 1.0); // half of the way in equal factors
  }

  void scalesOfTheTable() {
    QCOMPARE(detailAt(0.11), Detail::density);
    QCOMPARE(detailAt(0.12), Detail::bars);
    QCOMPARE(detailAt(0.35), Detail::names);
    QCOMPARE(detailAt(0.7), Detail::full);
    QCOMPARE(detailAt(1.6), Detail::full);
    QCOMPARE(detailAt(1.61), Detail::rich);
  }
};

QTEST_MAIN(CameraTest)
#include "camera_test.moc"
