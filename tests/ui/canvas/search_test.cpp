// What a search finds.
#include "tests/ui/canvas/small_graph.h"
#include "ui/canvas/search.h"

#include <QtTest>

using namespace ara;
using namespace ara::ui;

class SearchTest : public QObject {
  Q_OBJECT
  const test::SmallGraph m_graph;

private Q_SLOTS:
  void finds_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("word in the name") << "dense" << QStringList{"dense/MatMul", "dense/BiasAdd", "dense/Relu"};
    QTest::newRow("words are AND") << "dense relu" << QStringList{"dense/Relu"};
    QTest::newRow("case does not matter") << "GATE/mul" << QStringList{"gate/Mul"};
    QTest::newRow("op, whole") << "op:mul" << QStringList{"gate/Mul"}; // not MatMul
    QTest::newRow("op and word") << "op:Tanh gate" << QStringList{"gate/Tanh"};
    QTest::newRow("without") << "dense -relu -op:MatMul" << QStringList{"dense/BiasAdd"};
    QTest::newRow("exact, last part") << "\"Mul\"" << QStringList{"gate/Mul"};
    QTest::newRow("exact, whole name") << "\"w\"" << QStringList{"w"};
    QTest::newRow("type") << "type:float32" << QStringList{"x", "w", "b"};
    QTest::newRow("type, short") << "type:f32 w" << QStringList{"w"};
    QTest::newRow("nothing") << "nowhere" << QStringList{};
    QTest::newRow("being typed") << "op:" << QStringList{};
    QTest::newRow("quote being typed") << "\"gate/Ta" << QStringList{};
  }
  void finds() {
    QFETCH(QString, typed);
    QFETCH(QStringList, names);
    SearchText text;
    QStringList found;
    for (const ir::NodeId n : text.find(m_graph.model, m_graph.model.graph(), parseQuery(typed)))
      found << QString::fromStdString(std::string(m_graph.model.names[m_graph.model.graph()[n].name]));
    QCOMPARE(found, names);
  }
};

QTEST_MAIN(SearchTest)
#include "search_test.moc"
