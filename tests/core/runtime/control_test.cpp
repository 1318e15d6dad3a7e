// Loops, conditionals and calls run their graphs; a loop without end is stopped with a reason.
#include "runtime/evaluate.h"

#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::runtime {
namespace {

Result<std::vector<ops::TensorView>> run(std::string_view text, std::vector<float> x, Task task = {}) {
  auto m = ir::parse(text, ops::find);
  if (!m) return Fail(std::move(m).error());
  const ir::Graph& g = m->graph();
  const auto block = std::make_shared<const std::vector<float>>(std::move(x));
  const Bytes bytes(std::as_bytes(std::span(*block)));
  const Feed feed{g.inputs[0], {ir::DataType::f32, m->shapeOf(g[g.inputs[0]]), {bytes, block}}};
  return runGraph(task, *m, ir::GraphId(0), std::span(&feed, 1), g.outputs);
}

constexpr std::string_view kDoubling = R"(graph (%x: f32[1]) {
  %y = tf.StatelessWhile(%x) {cond = func "c" graph(1), body = func "b" graph(2)} : f32[1]
  return %y
}
function @c (%v: f32[1]) {
  %limit = const f32[] = [100.0]
  %less = tf.Less(%v, %limit) : bool[1]
  return %less
}
function @b (%v: f32[1]) {
  %two = const f32[] = [2.0]
  %r = tf.Mul(%v, %two) : f32[1]
  return %r
}
)";

TEST(RunControl, ALoopGoesRoundUntilItsConditionFails) {
  const auto y = run(kDoubling, {3});
  ASSERT_TRUE(y.has_value());
  EXPECT_EQ(y->at(0).load<float>(0), 192.0f);
}

TEST(RunControl, ALoopMayNotRunAtAll) {
  const auto y = run(kDoubling, {150});
  ASSERT_TRUE(y.has_value());
  EXPECT_EQ(y->at(0).load<float>(0), 150.0f);
}

// 0 doubled stays 0: no end. The reason names the loop; nothing hangs.
TEST(RunControl, ALoopWithoutEndIsStopped) {
  const auto y = run(kDoubling, {0});
  ASSERT_FALSE(y.has_value());
  EXPECT_NE(y.error().finding.text().find("was still going round after"), std::string::npos) << y.error().finding.text();
}

// Cancel is asked for in every turn.
TEST(RunControl, ALoopCanBeCancelled) {
  const auto stop = std::make_shared<const std::atomic<bool>>(true);
  const auto y = run(kDoubling, {0}, Task(stop, {}));
  ASSERT_FALSE(y.has_value());
  EXPECT_EQ(y.error().kind, ErrorKind::Cancelled);
}

TEST(RunControl, AGraphThatCallsItselfIsStopped) {
  const auto y = run(R"(graph (%x: f32[1]) {
  %y = tf.PartitionedCall(%x) {f = func "a" graph(1)} : f32[1]
  return %y
}
function @a (%v: f32[1]) {
  %r = tf.PartitionedCall(%v) {f = func "a" graph(1)} : f32[1]
  return %r
}
)",
                     {1});
  ASSERT_FALSE(y.has_value());
  EXPECT_NE(y.error().finding.text().find("64 deep"), std::string::npos) << y.error().finding.text();
}

} // namespace
} // namespace ara::runtime
