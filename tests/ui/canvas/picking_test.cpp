// What a pick would keep, before it is made.
#include "tests/ui/canvas/small_graph.h"
#include "ui/canvas/picking.h"

#include <QtTest>

using namespace ara;
using namespace ara::ui;

class PickingTest : public QObject {
  Q_OBJECT
  const test::SmallGraph m_graph;

  bool keeps(const Cut& cut, const char* name) const { return cut.kept[m_graph.node.at(name).index()]; }

private Q_SLOTS:
  void anInputDropsWhatLiesBefore() {
    const Picker picker(m_graph.model, {m_graph.result("y")});
    const Cut cut = picker.with({}, PickOf::input, m_graph.result("dense/BiasAdd"), false, nullptr);
    QVERIFY(keeps(cut, "dense/BiasAdd") && keeps(cut, "dense/Relu") && keeps(cut, "y"));
    QVERIFY(!keeps(cut, "dense/MatMul") && !keeps(cut, "x") && !keeps(cut, "w") && !keeps(cut, "size"));
    QCOMPARE(cut.keptCount, std::size_t(6));
    QCOMPARE(cut.total, m_graph.model.graph().liveNodeCount());
  }

  void anOutputDropsWhatLiesBehind() {
    const Picker picker(m_graph.model, {m_graph.result("y")});
    const Cut cut = picker.with({}, PickOf::output, m_graph.result("gate/Tanh"), false, nullptr);
    QVERIFY(keeps(cut, "gate/Tanh") && keeps(cut, "w/read") && keeps(cut, "x"));
    QVERIFY(!keeps(cut, "gate/Sigmoid") && !keeps(cut, "y"));
  }

  void addingJoinsWhatIsPicked() {
    const Picker picker(m_graph.model, {});
    convert::Settings settings;
    settings.outputs = {"gate/Tanh"};
    const Cut alone = picker.with(settings, PickOf::output, m_graph.result("gate/Sigmoid"), false, nullptr);
    QVERIFY(!keeps(alone, "gate/Tanh"));
    const Cut both = picker.with(settings, PickOf::output, m_graph.result("gate/Sigmoid"), true, nullptr);
    QVERIFY(keeps(both, "gate/Tanh") && keeps(both, "gate/Sigmoid"));
  }

  // One result of a node is an input, another is still computed: what the node needs stays.
  void oneOfTwoResultsIsCut() {
    ir::Model model;
    model.graphs.emplace_back();
    ir::GraphEdit edit(model);
    const ir::NodeId x = edit.addNode(*ops::find("tf.Placeholder"), {}, {}, 1, model.nameOf("x"));
    const ir::NodeId split =
        edit.addNode(*ops::find("tf.Split"), {edit.graph().result(x)}, {}, 2, model.nameOf("split"));
    const ir::NodeId add =
        edit.addNode(*ops::find("tf.Add"), {edit.graph().result(split, 0), edit.graph().result(split, 1)}, {}, 1,
                     model.nameOf("add"));
    const Picker picker(model, {edit.graph().result(add)});
    for (const std::size_t cutResult : {0, 1}) {
      const Cut cut = picker.with({}, PickOf::input, edit.graph().result(split, cutResult), false, nullptr);
      QVERIFY(cut.kept[x.index()]);
      QCOMPARE(cut.keptCount, std::size_t(3));
    }
  }

  void refusalsAreCountedBeforeAndAfter() {
    const Picker picker(m_graph.model, {m_graph.result("y")});
    convert::Conversion check;
    check.verdicts = {{m_graph.node.at("dense/MatMul"), convert::Outcome::refused, {}, {}, {}},
                      {m_graph.node.at("gate/Tanh"), convert::Outcome::refused, {}, {}, {}},
                      {m_graph.node.at("y"), convert::Outcome::converts, {}, {}, {}}};
    const Cut cut = picker.with({}, PickOf::input, m_graph.result("dense/Relu"), false, &check);
    QCOMPARE(cut.refusedBefore, std::size_t(2));
    QCOMPARE(cut.refusedAfter, std::size_t(1));
  }
};

QTEST_MAIN(PickingTest)
#include "picking_test.moc"
