// Operators that compute nothing: what is known of their results, and what becomes of them.
#include "ops/refusals.h"
#include "tests/core/ops/one_node.h"

namespace ara::test {
namespace {

TEST(PassThrough, LeavesTheOperand) {
  for (const char* op : {"tf.Identity", "tf.StopGradient", "tf.PreventGradient", "tf.Snapshot", "tf.CheckNumerics",
                         "tf.PlaceholderWithDefault"}) {
    OneNode n(op);
    n.fed<float>({2}, {1, 2});
    EXPECT_EQ(n.infer(), "f32[2]") << op;
    EXPECT_EQ(n.lower(), "") << op;
    EXPECT_EQ(n.model().graph().outputs, n.model().graph().inputs) << op;
    EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{1, 2})) << op;
  }
}

TEST(PassThrough, OfManyKeepsTheirOrder) {
  OneNode n("tf.IdentityN");
  n.fed<float>({1}, {1}).fed<int>({2}, {2, 3}).attr("T", std::vector{DataType::f32, DataType::i32}).results(2);
  EXPECT_EQ(n.infer(), "f32[1] i32[2]");
  EXPECT_EQ(n.lower(), "");
  EXPECT_EQ(n.model().graph().outputs, n.model().graph().inputs);
}

TEST(PassThrough, PrintKeepsItsFirstInput) {
  OneNode n("tf.Print");
  n.fed<float>({1}, {1}).fed<int>({2}, {2, 3});
  EXPECT_EQ(n.lower(), "");
  EXPECT_EQ(n.model().graph().outputs[0], n.model().graph().inputs[0]);
}

TEST(PassThrough, ChecksVanish) {
  OneNode n("tf.Assert");
  n.fed<bool>({}, {true}).fed<int>({1}, {1}).results(0);
  EXPECT_EQ(n.lower(), "");
  EXPECT_EQ(n.model().graph().liveNodeCount(), 0u);
}

TEST(EnsureShape, AddsWhatItKnowsAndRefusesAContradiction) {
  const auto infer = [](Shape seen, Shape wanted) {
    return OneNode("tf.EnsureShape").unknown(DataType::f32, seen).attr("shape", wanted).infer();
  };
  EXPECT_EQ(infer(Shape::of({kUnknownDim, 3}), Shape::of({2, kUnknownDim})), "f32[2,3]");
  EXPECT_EQ(infer(Shape::unknown(), Shape::of({2})), "f32[2]");
  EXPECT_EQ(infer(Shape::of({kFirstSymbol}), Shape::of({kUnknownDim})), "f32[s0]");
  EXPECT_EQ(infer(Shape::of({3}), Shape::of({2})),
            "EnsureShape node needs one shape, but finds [3] and [2]. Check the shapes given to the inputs.");
}

TEST(Placeholder, TakesTheShapeOfItsAttribute) {
  const auto infer = [](Shape s) {
    return OneNode("tf.Placeholder").attr("dtype", DataType::u8).attr("shape", s).infer();
  };
  EXPECT_EQ(infer(Shape::of({kUnknownDim, 8})), "u8[?,8]");
  EXPECT_EQ(infer(Shape::unknown()), "u8*");
  EXPECT_EQ(infer(Shape::scalar()), "u8*"); // models older than unknown shapes write it like this
  EXPECT_EQ(OneNode("tf.Placeholder").attr("dtype", DataType::f32).lower(),
            "Placeholder node is fed from outside, but is not among the chosen inputs. Add it to the inputs, or choose "
            "outputs "
            "that do not depend on it.");
}

TEST(Const, StaysAsAConstantUnderTheNameOfItsNode) {
  Model m;
  m.graphs.emplace_back();
  GraphEdit edit(m);
  const NodeId n = edit.addNode(*ops::find("tf.Const"), {}, {}, 1, m.names.intern("weights"));
  const TensorId t = m.graph().result(n);
  edit.setBuffer(t, m.addBuffer(heapBuffer(bytesFrom<float>({1, 2}))));
  edit.setType(t, DataType::f32);
  edit.setShape(t, Shape::of({2}));
  edit.setOutputs({t});
  ops::LowerMemo memo;
  Task task;
  ops::LowerContext c(edit, n, memo, ops::find, task);
  ASSERT_TRUE(ops::find("tf.Const")->lower(c));
  EXPECT_EQ(m.graph().liveNodeCount(), 0u);
  EXPECT_TRUE(m.graph()[t].buffer);
  EXPECT_EQ(m.tensorName(m.graph(), t), "weights");
}

// --- Control flow

TEST(ControlFlow, OfTensorFlow1IsRefusedWithARemedy) {
  OneNode n("tf.Switch");
  n.fed<float>({2}, {1, 2}).fed<bool>({}, {true}).results(2);
  EXPECT_EQ(n.infer(), "f32[2] f32[2]");
  EXPECT_EQ(n.lower(),
            "Switch node is control flow of TensorFlow 1, for which TensorFlow Lite has no operator. Make the "
            "condition a constant, or build the loop again with the control flow of TensorFlow 2.");
}

TEST(ControlFlow, MergeKnowsWhatItsInputsShare) {
  OneNode n("tf.Merge");
  n.unknown(DataType::f32, Shape::of({2, 3}))
      .unknown(DataType::f32, Shape::of({2, 4}))
      .attr("N", std::int64_t{2})
      .results(2);
  EXPECT_EQ(n.infer(), "f32[2,?] i32[]");
}

TEST(ControlFlow, CallsTakeTheShapesTheirFunctionsAgreeOn) {
  Model m;
  m.graphs.resize(3);
  for (const std::size_t g : {1, 2}) {
    GraphEdit body(m, GraphId(g));
    const TensorId x = body.addTensor(DataType::f32, Shape::of({2, static_cast<Dim>(g)}));
    body.setInputs({x});
    body.setOutputs({x});
  }
  GraphEdit edit(m);
  const TensorId condition = edit.addTensor(DataType::boolean, Shape::scalar());
  AttrList attrs{{m.names.intern("Tout"), std::vector{DataType::f32}},
                 {m.names.intern("then_branch"), FunctionValue{"f", GraphId(1), nullptr}},
                 {m.names.intern("else_branch"), FunctionValue{"g", GraphId(2), nullptr}}};
  const NodeId n = edit.addNode(*ops::find("tf.StatelessIf"), {condition}, m.attrs.intern(attrs, m.names));
  ops::InferContext c(m, m.graph(), n);
  ASSERT_TRUE(ops::find("tf.StatelessIf")->infer(c));
  EXPECT_EQ(c.results[0].type, DataType::f32);
  EXPECT_EQ(c.results[0].shape, Shape::of({2, kUnknownDim}));
}

// --- State

TEST(Variables, AreRefusedUntilTheModelIsFrozen) {
  OneNode n("tf.ReadVariableOp");
  n.unknown(DataType::resource, Shape::scalar()).attr("dtype", DataType::f32);
  EXPECT_EQ(n.infer(), "f32*");
  EXPECT_EQ(n.lower(),
            "ReadVariableOp node keeps or changes a variable, and the model does not tell its value. Freeze the model, "
            "so that its variables become constants.");
}

TEST(Random, KnowsItsShapeAndIsNeverPure) {
  EXPECT_EQ(OneNode("tf.RandomUniform").constant<int>({2}, {2, 3}).attr("dtype", DataType::f32).infer(), "f32[2,3]");
  EXPECT_EQ(OneNode("tf.RandomUniform").unknown(DataType::i32, Shape::of({2})).attr("dtype", DataType::f32).infer(),
            "f32[?,?]");
  EXPECT_EQ(OneNode("tf.RandomUniform").constant<int>({1}, {-4}).attr("dtype", DataType::f32).infer(),
            "RandomUniform node makes a tensor with a dimension of -4. Check the shape it is given.");
  EXPECT_FALSE(ops::find("tf.RandomUniform")->pure);
}

// --- TensorFlow Lite's own

TEST(TflQuantize, RoundsHalvesAwayFromZeroAndClamps) {
  OneNode n("tfl.quantize");
  n.fed<float>({5}, {0.25f, -0.25f, 1000, -1000, 1}).quantized(1, 0.5f, 3).resultType(DataType::i8);
  EXPECT_EQ(n.infer(), "i8[5]");
  EXPECT_EQ(valuesOf<std::int8_t>(n.evaluate()), (std::vector<std::int8_t>{4, 2, 127, -128, 5}));
}

TEST(TflDequantize, TakesIntegersAndHalves) {
  OneNode n("tfl.dequantize");
  n.fed<std::uint8_t>({2}, {0, 255}).quantized(0, 0.5f, 128);
  EXPECT_EQ(valuesOf<float>(n.evaluate()), (std::vector<float>{-64, 63.5f}));
  EXPECT_EQ(valuesOf<float>(OneNode("tfl.dequantize").fed<_Float16>({1}, {static_cast<_Float16>(0.1f)}).evaluate()),
            (std::vector<float>{0.0999755859375f}));
}

// --- Refusals

TEST(Rows, RefusingOnesCanBeToldFromOthers) {
  EXPECT_EQ(ops::find("tf.Switch")->lower, &ops::lowerRefused);
  EXPECT_NE(ops::find("tf.Add")->lower, &ops::lowerRefused);
}

} // namespace
} // namespace ara::test
