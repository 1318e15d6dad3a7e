// Constants made while lowering are shared between all who ask for the same, and only between those.
#include "ops/context.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::ops {
namespace {

struct TwoViews : testing::Test {
  ir::Model model;
  TensorId wide, tall, numbers;
  ir::NodeId node;
  LowerMemo memo;
  Task task;

  // One buffer of six elements under two shapes and as another type.
  void SetUp() override {
    model.graphs.resize(1);
    ir::GraphEdit edit(model);
    const std::vector<float> values{1, 2, 3, 4, 5, 6};
    const ir::BufferId buffer = model.addBuffer(ir::heapBufferOf<float>(values));
    wide = edit.addConstant(DataType::f32, Shape::of({2, 3}), buffer);
    tall = edit.addConstant(DataType::f32, Shape::of({3, 2}), buffer);
    numbers = edit.addConstant(DataType::i32, Shape::of({2, 3}), buffer);
    node = edit.addNode(*find("tf.MatMul"), {wide, tall});
  }
};

TEST_F(TwoViews, OneRequestTwiceIsOneConstant) {
  ir::GraphEdit edit(model);
  LowerContext c(edit, node, memo, find, task);
  EXPECT_EQ(*c.transposedConstant(wide, {1, 0}), *c.transposedConstant(wide, {1, 0}));
}

TEST_F(TwoViews, AnotherShapeOfTheSameBytesIsAnotherConstant) {
  ir::GraphEdit edit(model);
  LowerContext c(edit, node, memo, find, task);
  const TensorId a = *c.transposedConstant(wide, {1, 0}), b = *c.transposedConstant(tall, {1, 0});
  EXPECT_EQ(c.shapeOf(a), Shape::of({3, 2}));
  EXPECT_EQ(c.shapeOf(b), Shape::of({2, 3}));
  EXPECT_EQ(model.data(model.graph()[a].buffer)->load<float>(1), 4); // 1 4 2 5 3 6
  EXPECT_EQ(model.data(model.graph()[b].buffer)->load<float>(1), 3); // 1 3 5 2 4 6
}

TEST_F(TwoViews, AnotherTypeOfTheSameBytesIsAnotherConstant) {
  ir::GraphEdit edit(model);
  LowerContext c(edit, node, memo, find, task);
  EXPECT_EQ(c.typeOf(*c.transposedConstant(wide, {1, 0})), DataType::f32);
  EXPECT_EQ(c.typeOf(*c.transposedConstant(numbers, {1, 0})), DataType::i32);
}

} // namespace
} // namespace ara::ops
