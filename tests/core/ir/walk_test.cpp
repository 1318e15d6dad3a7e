#include "ir/walk.h"

#include "ir/edit.h"
#include "ir/verify.h"

#include <gtest/gtest.h>

namespace ara::ir {
namespace {

constexpr OpDef kOp{.name = "tf.Relu"};
constexpr OpDef kNext{.name = "tf.NextIteration"};

class Walk : public testing::Test {
protected:
  Walk() { model.graphs.emplace_back(); }
  const Graph& g() const { return model.graph(); }
  NodeId node(std::vector<TensorId> operands, const OpDef& row = kOp) { return edit.addNode(row, operands); }
  TensorId of(NodeId n) const { return g().result(n); }
  Model model;
  GraphEdit edit{model};
};

TEST_F(Walk, ProducersComeFirstAndFileOrderWhereThatIsFree) {
  const TensorId x = edit.addTensor(DataType::f32, Shape::scalar());
  const NodeId late = node({x}), a = node({x}), b = node({of(a)});
  edit.setOperand(late, 0, of(b));
  const NodeId c = node({x});
  EXPECT_EQ(executionOrder(model, g()).nodes, (std::vector{a, b, late, c}));
}

TEST_F(Walk, ControlEdgesCountAndDeadNodesDoNot) {
  const NodeId a = node({}), b = node({}), c = node({});
  edit.setControls(a, std::vector{c, b});
  edit.remove(b);
  const Order order = executionOrder(model, g());
  EXPECT_EQ(order.nodes, (std::vector{c, a}));
  EXPECT_TRUE(order.cycle.empty());
}

TEST_F(Walk, ACircleIsNamedNodeByNode) {
  const NodeId a = node({TensorId{}}), b = node({of(a)}), c = node({of(b)});
  edit.setOperand(a, 0, of(c));
  const Order order = executionOrder(model, g());
  EXPECT_EQ(order.cycle.size(), 3u);
  EXPECT_EQ(order.nodes.size(), 3u) << "every node is there all the same";
  EXPECT_FALSE(verify(model).empty());

  const NodeId self = node({TensorId{}});
  edit.setOperand(a, 0, {});
  edit.setOperand(self, 0, of(self));
  EXPECT_EQ(executionOrder(model, g()).cycle, std::vector{self});
}

TEST_F(Walk, NextIterationMayCloseALoop) {
  const NodeId merge = node({TensorId{}}), body = node({of(merge)}), next = node({of(body)}, kNext);
  edit.setOperand(merge, 0, of(next));
  const Order order = executionOrder(model, g());
  EXPECT_TRUE(order.cycle.empty());
  EXPECT_EQ(order.nodes, (std::vector{next, merge, body}));
  EXPECT_TRUE(verify(model).empty());
}

TEST_F(Walk, WhatIsNeededAndWhatDepends) {
  const TensorId x = edit.addTensor(DataType::f32, Shape::scalar());
  const NodeId a = node({x}), b = node({of(a)}), side = node({x}), guard = node({});
  edit.setControls(b, std::vector{guard});
  const TensorId roots[] = {of(b)};
  EXPECT_EQ(neededFor(g(), roots, false), (std::vector{true, true, false, false}));
  EXPECT_EQ(neededFor(g(), roots, true), (std::vector{true, true, false, true}));
  const TensorId from[] = {of(a)};
  EXPECT_EQ(dependentOn(g(), from), (std::vector{false, true, false, false}));
  (void)side;
}

// 100,000 operators in a row, in file order and against it: no recursion, no square.
TEST_F(Walk, DeepChains) {
  constexpr std::size_t kDeep = 100'000;
  std::vector<NodeId> chain;
  for (std::size_t i = 0; i < kDeep; ++i) chain.push_back(node({TensorId{}}));
  for (std::size_t i = 0; i + 1 < kDeep; ++i) edit.setOperand(chain[i], 0, of(chain[i + 1]));
  const Order order = executionOrder(model, g());
  ASSERT_EQ(order.nodes.size(), kDeep);
  EXPECT_EQ(order.nodes.front(), chain.back());
  const TensorId root[] = {of(chain.front())}, leaf[] = {of(chain.back())};
  const auto needed = neededFor(g(), root, true);
  EXPECT_EQ(std::count(needed.begin(), needed.end(), true), static_cast<std::ptrdiff_t>(kDeep));
  const auto dependent = dependentOn(g(), leaf);
  EXPECT_EQ(std::count(dependent.begin(), dependent.end(), true), static_cast<std::ptrdiff_t>(kDeep - 1));
  EXPECT_TRUE(verify(model).empty());
  edit.setOperand(chain.back(), 0, of(chain.front()));
  EXPECT_EQ(executionOrder(model, g()).cycle.size(), kDeep);
  EXPECT_FALSE(verify(model).empty());
}

} // namespace
} // namespace ara::ir
