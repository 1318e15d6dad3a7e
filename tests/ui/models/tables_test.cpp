// The tables made from real models: the samples that ship.
#include "analysis/size.h"
#include "formats/format.h"
#include "ui/models/tables.h"

#include <QtTest>

namespace ara::ui {

class TablesTest : public QObject {
  Q_OBJECT

  static ir::Model sample(const char* name) {
    Task task;
    auto model = formats::open(task, std::string(ARACARI_SOURCE_DIR "/resources/samples/") + name);
    if (!model) qFatal("%s", model.error().text().c_str());
    return *std::move(model);
  }
  static QString english(const Message& m) { return QString::fromStdString(m.text()); }
  static QString cell(const CellTable::Data& t, std::size_t row, std::size_t column) {
    return t.rows[row].cells[column].text;
  }
  static std::uint64_t sum(const CellTable::Data& t, std::size_t column) {
    std::uint64_t bytes = 0;
    for (const auto& r : t.rows)
      if (r.cells[column].sort.typeId() == QMetaType::ULongLong) bytes += r.cells[column].sort.toULongLong();
    return bytes;
  }

private Q_SLOTS:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

  void operatorsOfTheArticle() {
    const ir::Model m = sample("frozen_har.pb");
    const auto ops = analysis::opCounts(m);
    const CellTable::Data t = operatorsTable(m, ops, {});
    QCOMPARE(t.rows.size(), std::size_t(19));
    QCOMPARE(cell(t, 0, 0), QStringLiteral("Const"));
    QCOMPARE(cell(t, 0, 1), QStringLiteral("1,230"));
    QCOMPARE(*t.rows[0].cells[1].bar, 1.0); // the most frequent fills its bar
    QCOMPARE(sum(t, 1), std::uint64_t(6862));
    QCOMPARE(sum(t, 2) <= m.origin.bytes, true);
  }

  // While picking: what is left of how many; what is gone is struck.
  void operatorsThatPicksDrop() {
    const ir::Model m = sample("frozen_har.pb");
    const auto ops = analysis::opCounts(m);
    std::vector<bool> kept(m.graph().nodeCount(), true);
    std::size_t consts = 0;
    for (const ir::NodeId n : m.graph().nodeIds()) {
      const std::string_view op = m.shortOpName(m.graph()[n]);
      if (op == "Softmax" || (op == "Const" && consts++ < 2)) kept[n.index()] = false;
    }
    const CellTable::Data t = operatorsTable(m, ops, kept);
    QCOMPARE(t.columns[1].title, QStringLiteral("Kept"));
    QCOMPARE(cell(t, 0, 1), QStringLiteral("1,228 / 1,230"));
    QVERIFY(!t.rows[0].cells[0].struck);
    for (const auto& r : t.rows) {
      if (r.cells[0].text != QLatin1String("Softmax")) continue;
      QCOMPARE(r.cells[1].text, QStringLiteral("0 / 1"));
      QVERIFY(r.cells[0].struck);
      return;
    }
    QFAIL("no Softmax");
  }

  void operatorsOfTfliteAreWrittenInCapitals() {
    const ir::Model m = sample("cnn.tflite");
    std::vector<bool> kept(m.graph().nodeCount(), true);
    kept[m.graph().nodeCount() - 1] = false; // its last one, SOFTMAX
    const CellTable::Data t = operatorsTable(m, analysis::opCounts(m), kept);
    QStringList names;
    for (const auto& r : t.rows) names << r.cells[0].text + QLatin1Char(' ') + r.cells[1].text;
    QVERIFY2(names.contains(QStringLiteral("CONV_2D 4")), qPrintable(names.join(QLatin1Char(','))));
    QVERIFY2(names.contains(QStringLiteral("SOFTMAX 0 / 1")), qPrintable(names.join(QLatin1Char(','))));
  }

  void tensorsAddUpToTheConstantsOfTheFile() {
    const ir::Model m = sample("cnn.tflite");
    const CellTable::Data t = tensorsTable(m, analysis::tensorSizes(m));
    const analysis::SizeReport size = analysis::sizeOf(m, m.origin.bytes);
    QCOMPARE(sum(t, 4), size.constants);
    QCOMPARE(size.constants + size.structure, m.origin.bytes);
  }

  // The table of a quantization: both columns add up to the constants of both files, and with the structure to the
  // byte.
  void comparisonAddsUpToBothFiles() {
    const ir::Model m = sample("cnn.tflite");
    convert::Settings asked;
    asked.quantize.scheme = convert::Scheme::dynamic;
    Task task;
    const auto c = convert::run(task, m, asked);
    QVERIFY(static_cast<bool>(c));
    const auto compared =
        analysis::compare(c->beforeQuantize, c->bytesBefore, c->model, c->file.size(), quantize::changes(c->rows));
    const CellTable::Data t = comparisonTable(compared, english);
    QCOMPARE(sum(t, 4), compared.before.constants);
    QCOMPARE(sum(t, 5), compared.after.constants);
    QCOMPARE(compared.after.constants + compared.after.structure, std::uint64_t(c->file.size()));
    QCOMPARE(compared.before.constants + compared.before.structure, c->bytesBefore);
    std::size_t changed = 0, skipped = 0;
    for (const auto& r : t.rows) {
      changed += (r.group & kChanged) != 0;
      skipped += (r.group & kSkipped) != 0;
      if (r.group & kChanged) {
        QCOMPARE(r.cells[3].text, QStringLiteral("float32 → int8"));
        QVERIFY(r.cells[6].barAfter < r.cells[6].bar);
        QVERIFY(r.cells[8].text.endsWith(QLatin1String(" dB")));
      }
      if (r.group & kSkipped) QVERIFY(r.cells[9].tone == Tone::Warn);
    }
    QVERIFY(changed > 0);
    QVERIFY(skipped > 0); // weights of fewer than 1,024 elements
  }

  void refusedNodesComeFirst() {
    const ir::Model m = sample("refused.pb");
    Task task;
    const auto c = convert::check(task, m, {});
    QVERIFY(static_cast<bool>(c));
    const CellTable::Data t = verdictTable(m, *c, english);
    QCOMPARE(t.rows.size(), m.graph().liveNodeCount());
    QCOMPARE(cell(t, 0, 0), QStringLiteral("refused"));
    QVERIFY(!cell(t, 0, 3).isEmpty());
    int last = 0;
    for (const auto& r : t.rows) {
      QVERIFY(r.cells[0].sort.toInt() >= last);
      last = r.cells[0].sort.toInt();
      QVERIFY(c->verdicts[r.key].outcome != convert::Outcome::refused || r.cells[0].tone == Tone::Error);
    }
  }

  void passesSayWhatTheyChanged() {
    ir::Journal journal;
    journal.passes = {{"fold_constants", 5623, 5609, 14, 0.5}, {"infer_shapes", 5609, 5609, 0, 12.25}};
    const CellTable::Data t = passTable(journal);
    QCOMPARE(cell(t, 0, 2), QStringLiteral("5,623"));
    QVERIFY(t.rows[0].cells[3].bold);
    QVERIFY(!t.rows[1].cells[3].bold);
    QCOMPARE(cell(t, 1, 5), QStringLiteral("12.25"));
  }

  void problemsSortBySeverity() {
    const std::vector<Diagnostic> problems = {
        {Severity::note, {ErrorKind::Unsupported, msg("One."), {}, "a", {}}},
        {Severity::error, {ErrorKind::Unsupported, msg("Two."), msg("Mend it."), "b", {}}}};
    CellFilter filter;
    filter.table().set(problemTable(
        problems, [](const Error& e) { return QString::fromStdString(e.finding.text()); },
        [](const Diagnostic& d) { return d.what.subject == "b" ? QStringLiteral("Go there") : QString(); }));
    filter.sort(0, Qt::AscendingOrder);
    QCOMPARE(filter.index(0, 1).data().toString(), QStringLiteral("b"));
    QCOMPARE(filter.index(0, 3).data().toString(), QStringLiteral("Go there"));
    QVERIFY(filter.index(1, 3).data().toString().isEmpty());
  }

  void logCopiesWholeDates() {
    const qint64 at = QDateTime(QDate(2024, 2, 3), QTime(4, 5, 6)).toMSecsSinceEpoch();
    CellFilter filter;
    filter.table().set(logTable({{at, QStringLiteral("Open"), QStringLiteral("a.pb")}}));
    QCOMPARE(filter.index(0, 0).data().toString(), QStringLiteral("04:05:06"));
    QVERIFY(tsv(filter).contains(QLatin1String("2024-02-03T04:05:06\tOpen\ta.pb")));
  }

  void shapesForPeople() {
    QCOMPARE(shapeText(ir::Shape::of({1, ir::kUnknownDim, 3})), QStringLiteral("1×?×3"));
    QCOMPARE(shapeText(ir::Shape::of({})), QStringLiteral("scalar"));
    QCOMPARE(shapeText(ir::Shape::unknown()), QStringLiteral("?"));
    QCOMPARE(roughBytes(0), QStringLiteral("0"));
    QCOMPARE(roughBytes(900), QStringLiteral("900 B"));
    QCOMPARE(roughBytes(389204), QStringLiteral("389 kB"));
    QCOMPARE(roughBytes(1393501), QStringLiteral("1.39 MB"));
    QCOMPARE(roughBytes(999900), QStringLiteral("1.00 MB")); // never "1000 kB"
  }

  void eightThousandTensors() {
    const ir::Model m = sample("frozen_har.pb");
    const auto tensors = analysis::tensorSizes(m);
    QVERIFY(tensors.size() > 8000);
    CellFilter filter;
    QBENCHMARK_ONCE {
      filter.table().set(tensorsTable(m, tensors));
      filter.sort(1, Qt::AscendingOrder);
      filter.setWords(QStringLiteral("cell_0 matmul_36"));
    }
    QVERIFY(filter.rowCount() > 0 && filter.rowCount() < 10);
  }
};

} // namespace ara::ui

QTEST_GUILESS_MAIN(ara::ui::TablesTest)
#include "tables_test.moc"
