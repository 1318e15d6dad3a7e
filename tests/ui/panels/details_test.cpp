// The details of a node and of a tensor, and what is told of values.
#include "open_document.h"

#include "ir/edit.h"
#include "ops/registry.h"
#include "ui/panels/details/attribute_text.h"
#include "ui/panels/details/details_panel.h"
#include "ui/panels/details/histogram.h"
#include "ui/panels/details/operand_names.h"
#include "ui/panels/details/value_facts.h"

#include <QLabel>
#include <QPushButton>

#include <cmath>
#include <cstring>
#include <limits>

namespace ara::ui {

class DetailsTest : public QObject {
  Q_OBJECT

  // A model of one constant.
  template<class T> static std::pair<ir::Model, ir::TensorId> constant(const std::vector<T>& values, ir::DataType type,
                                                                       ir::Dim claims = -1) {
    ir::Model model;
    model.graphs.emplace_back();
    ir::GraphEdit edit(model);
    const ir::NodeId n = edit.addNode(*ops::find("tf.Const"), {}, {}, 1, model.nameOf("c"));
    const ir::TensorId t = edit.graph().result(n);
    std::vector<std::byte> bytes(values.size() * sizeof(T));
    if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    edit.setShape(t, ir::Shape::of({claims < 0 ? ir::Dim(values.size()) : claims}));
    edit.setType(t, type);
    edit.setBuffer(t, model.addBuffer(ir::heapBuffer(std::move(bytes))));
    return {std::move(model), t};
  }
  template<class T>
  static Result<ValueFacts> facts(const std::vector<T>& values, ir::DataType type, ir::Dim claims = -1) {
    const auto [model, t] = constant(values, type, claims);
    Task task;
    return valueFacts(task, model, ir::GraphId(std::size_t(0)), t);
  }
  static std::uint64_t total(const ValueFacts& f) {
    std::uint64_t n = 0;
    for (const auto h : f.histogram) n += h;
    return n;
  }

private Q_SLOTS:
  void nothingIsSelected() {
    OpenDocument d;
    Shown<DetailsPanel> panel(d.document);
    QVERIFY(allText(panel.panel).contains(QLatin1String("Select a node or an edge.")));
  }

  void aNodeWithEverythingAboutIt() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    d.document.setInputShape("input", {1, 200, 3});
    QVERIFY(d.checked());
    Shown<DetailsPanel> panel(d.document);
    const ir::NodeId n = d.node("rnn/rnn/multi_rnn_cell/cell_0/basic_lstm_cell/MatMul_36");
    QVERIFY(bool(n));
    d.document.selection().set(Item::node(n));
    QTRY_VERIFY(panel->findChild<Histogram*>()); // of the kernel behind its Identity
    const QString said = allText(panel.panel);
    for (const char* part : {"MatMul", "basic_lstm_cell/MatMul_36", "Multiplies two matrices.", "Inputs", "Result",
                             "transpose_a", "false", "131,072 B", "Becomes UNIDIRECTIONAL_SEQUENCE_LSTM"})
      QVERIFY2(said.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + QStringLiteral(" in ") + said));
    QAbstractButton* from = button(panel.panel, QStringLiteral("concat_36"));
    QVERIFY(from);
    from->click();
    QCOMPARE(d.document.selection().active().nodeId(),
             d.document.source().graph()[d.document.source().graph().operand(n, 0)].producer);
  }

  void findAllSelectsEveryNodeWithTheOperator() {
    OpenDocument d;
    QVERIFY(d.open("frozen_har.pb"));
    Shown<DetailsPanel> panel(d.document);
    const Item node = Item::node(d.node("rnn/rnn/multi_rnn_cell/cell_0/basic_lstm_cell/MatMul_36"));
    d.document.selection().set(node);
    QTRY_VERIFY(button(panel.panel, QStringLiteral("Find all like this")));
    button(panel.panel, QStringLiteral("Find all like this"))->click();
    QCOMPARE(d.document.selection().selected().size(), std::size_t(402));
    QCOMPARE(d.document.selection().active(), node); // it stays the one looked at
  }

  void aQuantizedTensorOfTheResult() {
    OpenDocument d;
    QVERIFY(d.open("cnn.tflite"));
    d.document.setScheme(convert::Scheme::dynamic);
    QVERIFY(d.convert());
    Shown<DetailsPanel> panel(d.document);
    const auto& rows = d.document.conversion()->rows;
    const auto changed =
        std::find_if(rows.begin(), rows.end(), [](const auto& r) { return r.after == ir::DataType::i8; });
    QVERIFY(changed != rows.end());
    d.document.selection().set(Item::tensor(changed->tensor, Side::result, changed->graph));
    QTRY_VERIFY(panel->findChild<Histogram*>());
    const QString said = allText(panel.panel);
    QVERIFY(said.contains(QLatin1String("int8")));
    QVERIFY2(said.contains(QLatin1String("scales along axis")) || said.contains(QLatin1String("Scale")),
             qPrintable(said));
  }

  // From a tensor of the result back to the node, the layer and the variable it came from.
  void theOriginOfATensorOfTheResult() {
    OpenDocument d;
    QVERIFY(d.openFile(OpenDocument::data("keras/net-residual.keras")));
    d.document.setInputShape("input_layer_116", {1, 12, 12, 3});
    QVERIFY(d.convert());
    Shown<DetailsPanel> panel(d.document);
    const ir::Model& result = d.document.conversion()->model;
    const ir::Graph& g = result.graph();
    const ir::Model& source = d.document.source();
    const ir::NodeId last = g[g.outputs[0]].producer; // makes an output of the result
    QVERIFY(bool(last));
    d.document.selection().set(Item::node(last, Side::result));
    QTRY_VERIFY2(allText(panel.panel).contains(QLatin1String("From")), qPrintable(allText(panel.panel)));
    const std::string name = result.tensorName(g, g.result(last));
    const ir::TensorId before = *d.document.opened().names->find(name);
    const QString said = allText(panel.panel);
    QVERIFY2(said.contains(QLatin1String("Layer")), qPrintable(said));
    QAbstractButton* from = button(panel.panel, QString::fromStdString(name.substr(name.rfind('/') + 1)));
    QVERIFY2(from, qPrintable(said));
    from->click();
    QCOMPARE(d.document.selection().active(), Item::node(source.graph()[before].producer));
  }

  // The operators of a .tflite have no names: the row has the operator and its number.
  void theOriginOfAnOperatorWithoutAName() {
    OpenDocument d;
    QVERIFY(d.open("cnn.tflite"));
    QVERIFY(d.convert());
    Shown<DetailsPanel> panel(d.document);
    const ir::Graph& g = d.document.conversion()->model.graph();
    d.document.selection().set(Item::node(g[g.outputs[0]].producer, Side::result));
    const ir::Graph& source = d.document.source().graph();
    const ir::NodeId before = source[source.outputs[0]].producer;
    const QString label = QStringLiteral("SOFTMAX #%1").arg(before.value);
    QTRY_VERIFY2(button(panel.panel, label), qPrintable(label));
    button(panel.panel, label)->click();
    QCOMPARE(d.document.selection().active(), Item::node(before));
  }

  void valuesAreCounted() {
    const auto f = facts<float>({-1, 0, 3, 2}, ir::DataType::f32);
    QVERIFY(bool(f));
    QCOMPARE(f->least, -1.0);
    QCOMPARE(f->most, 3.0);
    QCOMPARE(f->mean, 1.0);
    QCOMPARE(total(*f), std::uint64_t(4));
    QCOMPARE(f->histogram.front(), std::uint64_t(1));
    QCOMPARE(f->histogram.back(), std::uint64_t(1)); // the largest lies in the last bar, not past it
  }

  void equalValuesAreOneBar() {
    const auto f = facts<std::int8_t>({7, 7, 7}, ir::DataType::i8);
    QVERIFY(bool(f));
    QCOMPARE(f->histogram.front(), std::uint64_t(3));
    QCOMPARE(f->mean, 7.0);
  }

  void notFiniteValuesAreTold() {
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinite = std::numeric_limits<float>::infinity();
    const auto some = facts<float>({nan, 1, infinite, 2}, ir::DataType::f32);
    QVERIFY(bool(some));
    QCOMPARE(some->notFinite, std::uint64_t(2));
    QCOMPARE(total(*some), std::uint64_t(2));
    QCOMPARE(some->mean, 1.5);
    const auto none = facts<float>({nan, nan}, ir::DataType::f32);
    QVERIFY(bool(none) && none->notFinite == 2 && total(*none) == 0);
  }

  void extremesDoNotOverflow() {
    const double most = std::numeric_limits<double>::max();
    const auto f = facts<double>({-most, 0, most}, ir::DataType::f64);
    QVERIFY(bool(f));
    QCOMPARE(total(*f), std::uint64_t(3));
    QVERIFY(std::isfinite(f->mean));
  }

  // What a file claims of a shape and what it holds may differ.
  void fewerBytesThanTheShapeClaims() {
    QVERIFY(!facts<float>({1, 2}, ir::DataType::f32, 3));
    QVERIFY(!facts<float>({}, ir::DataType::f32));
    QVERIFY(!facts<float>({1}, ir::DataType::f32, std::numeric_limits<std::int64_t>::max() / 2));
    QVERIFY(!facts<std::uint8_t>({1, 2}, ir::DataType::string, 1));
  }

  void operandsHaveNames() {
    QCOMPARE(operandNames(ops::find("tf.MatMul"), 2), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    const QStringList concat = operandNames(ops::find("tf.ConcatV2"), 3);
    QCOMPARE(concat.size(), 3);
    QVERIFY2(concat[1].endsWith(QLatin1String(" 1")), qPrintable(concat.join(QLatin1Char(','))));
    QCOMPARE(operandNames(nullptr, 2), QStringList({QStringLiteral("0"), QStringLiteral("1")}));
    QCOMPARE(operandNames(ops::find("tf.MatMul"), 4).size(), 4); // a file may give more than there are
    QVERIFY(operandNames(ops::find("tf.MatMul"), 0).isEmpty());
  }

  void attributesAreOneLine() {
    QCOMPARE(attributeText(ir::AttrValue(true)), QStringLiteral("true"));
    QCOMPARE(attributeText(ir::AttrValue(std::vector<std::int64_t>{1, 2, 2, 1})), QStringLiteral("[1, 2, 2, 1]"));
    QVERIFY(attributeText(ir::AttrValue(std::vector<std::int64_t>(100, 7))).endsWith(QStringLiteral("…]")));
    QVERIFY(!attributeText(ir::AttrValue(std::string("a\nb"))).contains(QLatin1Char('\n')));
  }
};

} // namespace ara::ui

QTEST_MAIN(ara::ui::DetailsTest)
#include "details_test.moc"
