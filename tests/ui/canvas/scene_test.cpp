// How a graph becomes boxes: strips, folded constants, lines, and finding them again by place.
#include "tests/ui/canvas/small_graph.h"
#include "ui/canvas/facts.h"
#include "ui/canvas/hit_index.h"
#include "ui/canvas/walk.h"

#include <QtTest>

using namespace ara;
using namespace ara::ui;

class SceneTest : public QObject {
  Q_OBJECT
  const test::SmallGraph m_graph;

  std::uint32_t at(const Scene& scene, const char* name) const { return scene.segmentOf(m_graph.node.at(name)); }

private Q_SLOTS:
  void chainsOfSingleUsersShareABox() {
    const Scene scene = m_graph.scene();
    const std::uint32_t product = at(scene, "dense/MatMul"), relu = at(scene, "dense/Relu");
    QCOMPARE(scene.segments[product].box, scene.segments[relu].box);
    QCOMPARE(scene.boxes[scene.segments[relu].box].count, 3u);
    QCOMPARE(relu, product + 2);
    // Relu has two users, so they begin boxes of their own; Mul takes two operands and does as well.
    QVERIFY(scene.segments[at(scene, "gate/Sigmoid")].box != scene.segments[relu].box);
    QVERIFY(scene.segments[at(scene, "gate/Mul")].box != scene.segments[at(scene, "gate/Sigmoid")].box);
  }

  void constantsBelongToTheirUsers() {
    const Scene scene = m_graph.scene();
    const std::uint32_t product = at(scene, "dense/MatMul");
    QCOMPARE(at(scene, "w"), product); // through the Identity that reads it
    QCOMPARE(at(scene, "w/read"), product);
    QVERIFY(scene.segments[scene.segmentOf(m_graph.node.at("w"))].node != m_graph.node.at("w"));
    QVERIFY(scene.segments[scene.segmentOf(m_graph.node.at("dense/MatMul"))].node == m_graph.node.at("dense/MatMul"));
    QCOMPARE(scene.words[scene.segments[product].fact].text, QStringLiteral("4×8"));
    QCOMPARE(scene.segments[at(scene, "dense/BiasAdd")].fact, 0u); // biases tell nothing
  }

  void endsAreNamedAndColoured() {
    const Scene scene = m_graph.scene();
    const Segment& x = scene.segments[at(scene, "x")];
    QCOMPARE(x.place, Place::input);
    QCOMPARE(scene.words[x.label].text, QStringLiteral("x"));
    QCOMPARE(scene.words[x.fact].text, QStringLiteral("float32 1×4"));
    const Segment& y = scene.segments[at(scene, "y")];
    QCOMPARE(y.place, Place::output);
    QCOMPARE(scene.words[y.label].text, QStringLiteral("y"));
  }

  void linesToShapeAreShapeOnly() {
    const Scene scene = m_graph.scene();
    int shapeOnly = 0;
    for (const Line& line : scene.lines)
      if (line.shapeOnly) {
        ++shapeOnly;
        QCOMPARE(line.to, at(scene, "size"));
      }
    QCOMPARE(shapeOnly, 1);
    QCOMPARE(scene.lines.size(), std::size_t(7)); // x-product, x-size, relu-two, two-mul, mul-y
  }

  void picksAreAlone() {
    const ir::NodeId alone[] = {m_graph.node.at("dense/BiasAdd")};
    const Scene scene = makeScene(m_graph.model, ir::GraphId(std::size_t(0)), {.alone = alone}, Measure());
    const std::uint32_t bias = at(scene, "dense/BiasAdd");
    QCOMPARE(scene.boxes[scene.segments[bias].box].count, 1u);
    QCOMPARE(scene.boxes[scene.segments[at(scene, "dense/MatMul")].box].count, 1u);
  }

  void operatorsOfTensorFlowLiteAreNotJoined() {
    ir::Model model;
    model.graphs.emplace_back();
    ir::GraphEdit edit(model);
    const ir::TensorId x = edit.addTensor(ir::DataType::f32, ir::Shape::of({1, 4}), model.nameOf("x"));
    const ir::NodeId a = edit.addNode(*ops::find("tfl.relu"), {x});
    const ir::NodeId b = edit.addNode(*ops::find("tfl.tanh"), {edit.graph().result(a)});
    edit.setInputs({x});
    edit.setOutputs({edit.graph().result(b)});
    const Scene scene = makeScene(model, ir::GraphId(std::size_t(0)), {}, Measure());
    QCOMPARE(scene.boxes.size(), std::size_t(3)); // the input is a box though no node makes it
    QCOMPARE(scene.segments[0].place, Place::input);
    QVERIFY(!scene.segments[0].node);
    QCOMPARE(scene.labelOf(scene.segmentOf(a)), QStringLiteral("RELU"));
    QCOMPARE(scene.segments[scene.segmentOf(b)].place, Place::output);
  }

  void everySegmentIsFoundWhereItIs() {
    const Scene scene = m_graph.scene();
    HitIndex index;
    index.build(scene);
    for (std::uint32_t s = 0; s < scene.segments.size(); ++s)
      QCOMPARE(index.segmentAt(scene, scene.rectOf(s).center(), 0.5), s);
    QCOMPARE(index.segmentAt(scene, scene.bounds.topLeft() - QPointF(50, 50), 0.5), kNoIndex);
    std::vector<int> seen(scene.boxes.size(), 0);
    index.boxes.query(scene.bounds, [&](std::uint32_t b) { ++seen[b]; });
    QCOMPARE(seen, std::vector<int>(scene.boxes.size(), 1)); // each once, however many cells it touches
  }

  void arrowsWalkAlongLines() {
    const Scene scene = m_graph.scene();
    QCOMPARE(userOf(scene, at(scene, "dense/MatMul")), at(scene, "dense/BiasAdd")); // within the strip
    QCOMPARE(producerOf(scene, at(scene, "dense/MatMul")), at(scene, "x"));
    QCOMPARE(producerOf(scene, at(scene, "x")), kNoIndex);
    const std::uint32_t sigmoid = at(scene, "gate/Sigmoid"), tanh = at(scene, "gate/Tanh");
    const bool sigmoidIsLeft = scene.rectOf(sigmoid).x() < scene.rectOf(tanh).x();
    QCOMPARE(siblingOf(scene, sigmoid, sigmoidIsLeft), tanh);
    QCOMPARE(siblingOf(scene, tanh, !sigmoidIsLeft), sigmoid);
    QCOMPARE(nextInOrder(scene, sigmoid, true), tanh);
    QCOMPARE(nextInOrder(scene, tanh, false), sigmoid);
    QCOMPARE(firstOf(scene, Place::output, kNoIndex), at(scene, "y"));
  }

  void numbersForPeople() {
    QCOMPARE(dimsText(ir::Shape::of({ir::kUnknownDim, 200, 3})), QStringLiteral("?×200×3"));
    QCOMPARE(dimsText(ir::Shape::unknown()), QString());
    QCOMPARE(bytesText(999), QStringLiteral("999 B"));
    QCOMPARE(bytesText(131072), QStringLiteral("131 kB"));
    QCOMPARE(lastOf(QStringLiteral("a/b/MatMul")), QStringLiteral("MatMul"));
  }
};

QTEST_MAIN(SceneTest)
#include "scene_test.moc"
