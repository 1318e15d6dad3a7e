// Each finding of verify, from a model that has exactly that wrong.
#include "ir/verify.h"

#include "ir/edit.h"

#include <gtest/gtest.h>

namespace ara::ir {
namespace {

constexpr OpDef kOp{.name = "tf.Relu"};

class Verify : public testing::Test {
protected:
  Verify() {
    model.graphs.emplace_back();
    x = edit.addTensor(DataType::f32, Shape::of({2}), model.nameOf("x"));
    edit.setInputs({x});
    n = edit.addNode(kOp, {x}, {}, 1, model.nameOf("relu"));
    edit.setOutputs({edit.graph().result(n)});
  }
  std::string finding() const {
    const auto found = verify(model);
    return found.empty() ? "nothing" : found.front().finding.text();
  }
  TensorId constant(DataType type, const Shape& shape, std::size_t bytes) {
    return edit.addConstant(type, shape, model.addBuffer(heapBuffer(std::vector<std::byte>(bytes))), model.nameOf("k"));
  }
  void quantized(Quantization q) {
    edit.setQuantization(constant(DataType::i8, Shape::of({2, 3}), 6), model.addQuantization(std::move(q)));
  }
  Model model;
  GraphEdit edit{model};
  TensorId x;
  NodeId n;
};

TEST_F(Verify, FindsNothingInASoundModel) { EXPECT_EQ(finding(), "nothing"); }

TEST_F(Verify, AModelHasAGraph) {
  model.graphs.clear();
  EXPECT_EQ(finding(), "The model has no graph.");
}

TEST_F(Verify, Ends) {
  edit.setInputs({edit.graph().result(n)});
  EXPECT_EQ(finding(), "Graph input relu has a producer.");
  edit.setInputs({TensorId(99)});
  EXPECT_EQ(finding(), "A graph input is not there.");
}

TEST_F(Verify, OutputsAreSetThroughTheEdit) {
  model.graphs[0].outputs.push_back(x);
  EXPECT_EQ(finding(), "x and the outputs of its graph do not agree.");
}

TEST_F(Verify, Controls) {
  edit.setControls(n, std::vector{NodeId(7)});
  EXPECT_EQ(finding(), "Relu relu waits for a node that is not there.");
}

TEST_F(Verify, ConstantsHoldWhatTheirShapeNeeds) {
  constant(DataType::f32, Shape::of({3}), 12);
  constant(DataType::f32, Shape::of({kUnknownDim}), 1);
  constant(DataType::string, Shape::of({3}), 1);
  EXPECT_EQ(finding(), "nothing");
  constant(DataType::f32, Shape::of({3}), 11);
  EXPECT_EQ(finding(), "k has 11 bytes; shape [3] of float32 needs 12.");
}

TEST_F(Verify, Quantization) {
  quantized({{0.5f}, {3}, 0, {}, {}, 0, {}});
  quantized({{0.5f, 0.25f, 1.0f}, {0, 0, 0}, 1, {}, {}, 0, {}});
  EXPECT_EQ(finding(), "nothing");
}

TEST_F(Verify, QuantizationHasAZeroPointForEachScale) {
  quantized({{0.5f, 0.25f}, {0}, 0, {}, {}, 0, {}});
  EXPECT_EQ(finding(), "k has 2 scales and 1 zero points.");
}

TEST_F(Verify, QuantizationFitsItsAxis) {
  quantized({{0.5f, 0.25f}, {0, 0}, 1, {}, {}, 0, {}});
  EXPECT_EQ(finding(), "k has 2 scales for axis 1 of [2,3].");
}

TEST_F(Verify, ScalesAreNumbers) {
  quantized({{std::numeric_limits<float>::infinity()}, {0}, 0, {}, {}, 0, {}});
  EXPECT_EQ(finding(), "k has a scale that is not a number.");
}

TEST_F(Verify, CallsNameGraphsThatExist) {
  edit.setAttr(n, "f", FunctionValue{"body", GraphId(0), nullptr});
  edit.setAttr(n, "g", FunctionValue{"not in the library", {}, nullptr});
  EXPECT_EQ(finding(), "nothing");
  edit.setAttr(n, "h", GraphId(3));
  EXPECT_EQ(finding(), "Relu relu calls graph 3, and the model has 1.");
  edit.setAttr(n, "h", std::vector<FunctionValue>{{"body", GraphId(2), nullptr}});
  EXPECT_EQ(finding(), "Relu relu calls graph 2, and the model has 1.");
}

TEST_F(Verify, Signatures) {
  model.signatures.push_back({"s", GraphId(0), {{"in", x}}, {{"out", TensorId(50)}}});
  EXPECT_EQ(finding(), "Signature s names a tensor that is not there.");
  model.signatures[0].graph = GraphId(5);
  EXPECT_EQ(finding(), "Signature s names a graph that is not there.");
}

TEST_F(Verify, Circles) {
  edit.setOperand(n, 0, edit.graph().result(n));
  EXPECT_EQ(finding(), "The graph runs in a circle through Relu relu.");
}

TEST_F(Verify, TellsTheFirstTwenty) {
  for (int i = 0; i < 100; ++i) constant(DataType::f32, Shape::of({3}), 1);
  EXPECT_EQ(verify(model).size(), 20u);
}

} // namespace
} // namespace ara::ir
