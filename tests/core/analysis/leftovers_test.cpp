// What training leaves behind is told by operator, else by the scope TensorFlow puts it in; nothing else is.
#include "analysis/leftovers.h"

#include "ir/edit.h"

#include <gtest/gtest.h>

namespace ara::analysis {
namespace {

std::optional<Leftover> of(const std::string& op, const std::string& name) {
  ir::Model m;
  m.graphs.emplace_back();
  const ir::NodeId n =
      ir::GraphEdit(m).addNode(m.nameOf("tf." + op), nullptr, {}, {}, std::span<const ir::TensorId>(), m.nameOf(name));
  return leftoverOf(m, m.graph()[n]);
}

TEST(Leftovers, ByOperator) {
  EXPECT_EQ(of("SaveV2", "x"), Leftover::saving);
  EXPECT_EQ(of("ResourceApplyAdam", "x"), Leftover::gradients);
  EXPECT_EQ(of("ReluGrad", "x"), Leftover::gradients);
  EXPECT_EQ(of("AssignVariableOp", "x"), Leftover::initializing);
  EXPECT_EQ(of("IteratorGetNext", "x"), Leftover::feeding);
  EXPECT_EQ(of("TensorSliceDataset", "x"), Leftover::feeding);
  EXPECT_EQ(of("Assert", "x"), Leftover::checking);
  EXPECT_EQ(of("ScalarSummary", "x"), Leftover::logging);
}

TEST(Leftovers, ByScope) {
  EXPECT_EQ(of("Mul", "gradients/dense/MatMul_grad/Mul"), Leftover::gradients);
  EXPECT_EQ(of("Mul", "tower/gradients_12/Mul"), Leftover::gradients);
  EXPECT_EQ(of("Identity", "save/control_dependency"), Leftover::saving);
  EXPECT_EQ(of("Sub", "w/Initializer/random_uniform/sub"), Leftover::initializing);
}

// A name that only looks alike is somebody's own.
TEST(Leftovers, NothingElse) {
  EXPECT_FALSE(of("MatMul", "dense/MatMul"));
  EXPECT_FALSE(of("Mul", "gradients")) << "the node's own name is no scope";
  EXPECT_FALSE(of("Mul", "saved/Mul"));
  EXPECT_FALSE(of("Mul", "gradients_of_time/Mul"));
  EXPECT_FALSE(of("Mul", "save_/Mul"));
}

} // namespace
} // namespace ara::analysis
