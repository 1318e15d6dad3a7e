// Rules about shapes that many operators share.
#include "ops/shape_rules.h"

#include <gtest/gtest.h>

namespace ara::test {
namespace {

using namespace ops;
using ir::kFirstSymbol;
using ir::kUnknownDim;

// A node to stand for the subject of errors.
struct Node {
  ir::Model model;
  ir::NodeId id;
  Node() {
    model.graphs.emplace_back();
    ir::GraphEdit edit(model);
    id = edit.addNode(model.names.intern("tf.Op"), nullptr, std::span<const TensorId>{}, {},
                      std::span<const TensorId>{}, model.names.intern("n"));
  }
  NodeView view() const { return {model, model.graph(), id}; }
};

TEST(ShapeRules, DimensionsAddAndMultiplyAsFarAsKnown) {
  constexpr Dim s0 = kFirstSymbol;
  EXPECT_EQ(addDims(2, 3), 5);
  EXPECT_EQ(addDims(s0, 0), s0);
  EXPECT_EQ(addDims(s0, 1), kUnknownDim);
  EXPECT_EQ(mulDims(s0, 1), s0);
  EXPECT_EQ(mulDims(kUnknownDim, 0), 0);
  EXPECT_EQ(mulDims(Dim{1} << 40, Dim{1} << 40), kUnknownDim);
  EXPECT_EQ(subDims(s0, s0), 0);
  EXPECT_EQ(subDims(2, 3), kUnknownDim);
  EXPECT_EQ(productOf(std::vector<Dim>{kUnknownDim, 3, 0}), 0);
}

TEST(ShapeRules, AxesCountFromTheEnd) {
  const Node n;
  EXPECT_EQ(*normaliseAxis(n.view(), -1, 3), 2u);
  EXPECT_EQ(*normaliseAxes(n.view(), std::vector<std::int64_t>{-1, 0, 2}, 3), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(normaliseAxis(n.view(), -4, 3).error().text(),
            "Op n names axis -4 of a tensor of rank 3. Check the model, or the shapes given to its inputs.");
}

TEST(ShapeRules, TwoShapesOfOneTensorComplementEachOther) {
  const Node n;
  EXPECT_EQ(*mergeShapes(n.view(), Shape::of({kUnknownDim, 3}), Shape::of({2, kUnknownDim})), Shape::of({2, 3}));
  EXPECT_EQ(*mergeShapes(n.view(), Shape::unknown(), Shape::of({2})), Shape::of({2}));
  EXPECT_FALSE(mergeShapes(n.view(), Shape::of({2}), Shape::of({2, 1})));
  EXPECT_TRUE(surelyEqual(Shape::of({kFirstSymbol, 2}), Shape::of({kFirstSymbol, 2})));
  EXPECT_FALSE(surelyEqual(Shape::of({kUnknownDim}), Shape::of({kUnknownDim})));
}

// Output sizes and padding of TensorFlow for an input of 7 and a window of 3 with stride 2.
TEST(ShapeRules, WindowsAsTensorFlowCountsThem) {
  const Node n;
  const auto same = *window(n.view(), 7, {.size = 3, .stride = 2, .padding = Padding::same});
  EXPECT_EQ(same.output, 4);
  EXPECT_EQ(same.before, 1);
  EXPECT_EQ(same.after, 1);
  EXPECT_EQ(window(n.view(), 7, {.size = 3, .stride = 2})->output, 3);
  EXPECT_EQ(window(n.view(), 7, {.size = 3, .stride = 2, .dilation = 2})->output, 2);
  const auto given =
      *window(n.view(), 7, {.size = 3, .stride = 2, .padding = Padding::explicitly, .before = 1, .after = 2});
  EXPECT_EQ(given.output, 4);
  EXPECT_EQ(given.after, 2);
  // Of an even input the odd element of padding is at the end.
  EXPECT_EQ(window(n.view(), 6, {.size = 3, .stride = 2, .padding = Padding::same})->before, 0);
  EXPECT_EQ(window(n.view(), 6, {.size = 3, .stride = 2, .padding = Padding::same})->after, 1);
}

TEST(ShapeRules, WindowsOverUnknownSizes) {
  const Node n;
  EXPECT_EQ(window(n.view(), kFirstSymbol, {.size = 3, .padding = Padding::same})->output, kFirstSymbol);
  EXPECT_EQ(window(n.view(), kFirstSymbol, {.size = 3})->output, kUnknownDim);
  EXPECT_EQ(window(n.view(), 2, {.size = 3}).error().text(),
            "Op n has a window that reaches over 3 elements, but its input has 2 there. Give a larger input shape.");
  EXPECT_EQ(window(n.view(), 7, {.size = 3, .stride = 0}).error().text(),
            "Op n has a window of size 3, stride 0, dilation 1. All must be at least 1.");
}

} // namespace
} // namespace ara::test
