// The one table all panels use: order, filter, segments, what Ctrl+C takes.
#include "ui/models/cell_table.h"

#include <QtTest>

namespace ara::ui {

class CellTableTest : public QObject {
  Q_OBJECT

  static CellTable::Row row(const QString& name, std::uint64_t bytes, std::uint32_t key, int group = 0) {
    return {{textCell(name), numberCell(bytes)}, key, group};
  }
  static CellTable::Data three() {
    return {{{QStringLiteral("Tensor"), false}, {QStringLiteral("Bytes"), true}},
            {row(QStringLiteral("MatMul_10"), 900, 0, 1), row(QStringLiteral("MatMul_9"), 131072, 1, 2),
             row(QStringLiteral("bias"), 16, 2, 3)}};
  }
  static QStringList names(CellFilter& filter) {
    QStringList found;
    for (int r = 0; r < filter.rowCount(); ++r) found << filter.index(r, 0).data().toString();
    return found;
  }

private Q_SLOTS:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

  void numbersInsideNamesCountAsNumbers() {
    QVERIFY(naturalCompare(QStringLiteral("MatMul_9"), QStringLiteral("MatMul_10")) < 0);
    QVERIFY(naturalCompare(QStringLiteral("x007"), QStringLiteral("x7")) != 0);    // two names, one order
    QVERIFY(naturalCompare(QStringLiteral("bias"), QStringLiteral("MatMul")) < 0); // capitals beside small letters
    QVERIFY(naturalCompare(QStringLiteral("a"), QStringLiteral("a/b")) < 0);
    QCOMPARE(naturalCompare(QStringLiteral("a/b"), QStringLiteral("a/b")), 0);
    const QString longNumber(400, QLatin1Char('9')); // longer than any integer
    QVERIFY(naturalCompare(longNumber, longNumber + QLatin1Char('0')) < 0);
  }

  void sortsByValueNotByText() {
    CellFilter filter;
    filter.table().set(three());
    filter.sort(1, Qt::DescendingOrder); // as text "900" would come first
    QCOMPARE(names(filter),
             QStringList({QStringLiteral("MatMul_9"), QStringLiteral("MatMul_10"), QStringLiteral("bias")}));
    filter.sort(0, Qt::AscendingOrder);
    QCOMPARE(names(filter),
             QStringList({QStringLiteral("bias"), QStringLiteral("MatMul_9"), QStringLiteral("MatMul_10")}));
  }

  void equalRowsKeepTheOrderTheyCameIn() {
    CellFilter filter;
    CellTable::Data data = three();
    data.rows[0].cells[1] = data.rows[1].cells[1] = data.rows[2].cells[1] = numberCell(4);
    filter.table().set(std::move(data));
    filter.sort(1, Qt::DescendingOrder);
    QCOMPARE(names(filter),
             QStringList({QStringLiteral("MatMul_10"), QStringLiteral("MatMul_9"), QStringLiteral("bias")}));
  }

  void everyWordOfTheFilterMustStandInTheRow() {
    CellFilter filter;
    filter.table().set(three());
    filter.setWords(QStringLiteral("matmul 131"));
    QCOMPARE(names(filter), QStringList(QStringLiteral("MatMul_9")));
    filter.setWords(QStringLiteral("matmul bias"));
    QCOMPARE(filter.rowCount(), 0);
    QVERIFY(filter.hasWords());
    filter.setWords(QStringLiteral("  "));
    QCOMPARE(filter.rowCount(), 3);
    QVERIFY(!filter.hasWords());
  }

  void segmentsAreBits() {
    CellFilter filter;
    filter.table().set(three());
    filter.setGroup(2);
    QCOMPARE(names(filter), QStringList({QStringLiteral("MatMul_9"), QStringLiteral("bias")}));
    QCOMPARE(filter.row(filter.index(1, 0)).key, 2u);
    filter.setGroup(0);
    QCOMPARE(filter.rowCount(), 3);
  }

  // Spreadsheets read 131072 as a number and 131,072 as two columns or a text.
  void copyHasAHeaderAndPlainNumbers() {
    CellFilter filter;
    filter.table().set(three());
    filter.sort(1, Qt::DescendingOrder);
    QCOMPARE(filter.index(0, 1).data().toString(), QStringLiteral("131,072"));
    QCOMPARE(tsv(filter, {0}), QStringLiteral("Tensor\tBytes\nMatMul_9\t131072\n"));
    QCOMPARE(tsv(filter).count(QLatin1Char('\n')), 4); // all rows when none is given
  }

  void namesCannotBreakTheTable() {
    CellFilter filter;
    filter.table().set({{{QStringLiteral("Name"), false}, {QString(), false}},
                        {{{textCell(QStringLiteral("a\tb\nc\rd")), Cell()}, 0, 0}}});
    QCOMPARE(tsv(filter), QStringLiteral("Name\na b c d\n")); // and a bar has no text to copy
  }

  void tooltipsShowMarkupAsItStands() {
    QCOMPARE(plainTip(QStringLiteral("a & b")), QStringLiteral("a & b"));
    const QString tip = plainTip(QStringLiteral("<b>name</b>"));
    QVERIFY(tip.startsWith(QLatin1String("<qt>")));
    QVERIFY(!tip.contains(QLatin1String("<b>")));
  }

  void rowsMayBeShorterThanTheHeader() {
    CellFilter filter;
    CellTable::Data data = three();
    data.rows[1].cells.pop_back();
    filter.table().set(std::move(data));
    filter.sort(1, Qt::AscendingOrder);
    QCOMPARE(filter.rowCount(), 3);
    QVERIFY(!filter.index(0, 1).data().isValid());
  }
};

} // namespace ara::ui

QTEST_GUILESS_MAIN(ara::ui::CellTableTest)
#include "cell_table_test.moc"
