// Fields people type into: a shape answers at every key and never passes on a number that is none.
#include "ui/theme/theme.h"
#include "ui/widgets/field.h"
#include "ui/widgets/shape_field.h"

#include <QtTest>
#include <QtWidgets>

using namespace ara::ui;
using Shape = ShapeField::Shape;

class FieldsTest : public QObject {
  Q_OBJECT
  Theme m_theme{ThemeMode::Light};

  static QLineEdit* dimension(const ShapeField& field, int index) { return field.findChildren<QLineEdit*>()[index]; }

private Q_SLOTS:
  void openDimensionIsAFieldNotAnError() {
    ShapeField field;
    field.setShape({std::nullopt, 200, 3});
    QVERIFY(field.isAcceptable());
    QVERIFY(dimension(field, 0)->text().isEmpty());
    QCOMPARE(dimension(field, 0)->placeholderText(), QStringLiteral("?"));
    QCOMPARE(dimension(field, 0)->accessibleName(), QStringLiteral("Dimension 1, open"));
    QCOMPARE(field.shape(), (Shape{std::nullopt, 200, 3}));
  }

  void answersAsOneTypes() {
    ShapeField field;
    field.setShape({std::nullopt, 200, 3});
    std::vector<Shape> heard;
    connect(&field, &ShapeField::shapeEdited, this, [&](const Shape& s) { heard.push_back(s); });
    QTest::keyClicks(dimension(field, 0), QStringLiteral("12"));
    QCOMPARE(heard, (std::vector<Shape>{{1, 200, 3}, {12, 200, 3}}));
    field.setShape({4, 200, 3}); // from outside: not an edit
    QCOMPARE(int(heard.size()), 2);
  }

  void whatIsNoNumberIsNotPassedOn() {
    for (const char* text : {"x", "0", "-1", "1.5", "2147483648", "99999999999999999999", " "}) {
      ShapeField field;
      field.setShape({7, 3});
      QSignalSpy edited(&field, &ShapeField::shapeEdited);
      dimension(field, 0)->clear();
      QTest::keyClicks(dimension(field, 0), QString::fromLatin1(text).trimmed());
      const bool open = QString::fromLatin1(text).trimmed().isEmpty();
      QCOMPARE(field.isAcceptable(), open);
      QCOMPARE(dimension(field, 0)->toolTip().contains(QStringLiteral("whole number")), !open);
    }
  }

  // The document answers every edit with the shape it now has; the cursor must stay where the person is typing.
  void echoKeepsTheCursor() {
    ShapeField field;
    field.setShape({128, 3});
    connect(&field, &ShapeField::shapeEdited, &field, [&](const Shape& s) { field.setShape(s); });
    dimension(field, 0)->setCursorPosition(1);
    QTest::keyClicks(dimension(field, 0), QStringLiteral("9"));
    QCOMPARE(dimension(field, 0)->text(), QStringLiteral("1928"));
    QCOMPARE(dimension(field, 0)->cursorPosition(), 2);
  }

  void rankFollowsTheModel() {
    ShapeField field;
    field.setShape({1, 2, 3, 4});
    field.setShape({5});
    QCOMPARE(field.shape(), (Shape{5}));
    field.setShape({});
    QVERIFY(field.shape().empty() && field.isAcceptable());
  }

  void escapeClearsASearchThenGoesOn() {
    SearchField field;
    QSignalSpy cleared(&field, &IconField::cleared);
    QTest::keyClicks(&field, QStringLiteral("op:MatMul"));
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(cleared.count(), 1);
    QTest::keyClick(&field, Qt::Key_Escape); // nothing to clear: not ours
    QCOMPARE(cleared.count(), 1);
  }
};

QTEST_MAIN(FieldsTest)
#include "fields_test.moc"
