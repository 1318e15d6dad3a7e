// What a cut keeps.
#include "convert/picks.h"
#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::convert {
namespace {

std::vector<std::string> kept(const ir::Model& m, std::vector<std::string> outputs, std::vector<std::string> inputs) {
  const TensorNames names(m);
  const auto ids = [&](const std::vector<std::string>& all) {
    std::vector<ir::TensorId> out;
    for (const auto& n : all) out.push_back(names.find(n).value());
    return out;
  };
  const auto mask = keptNodes(m.graph(), ids(outputs), ids(inputs));
  std::vector<std::string> out;
  for (const ir::NodeId n : m.graph().nodeIds())
    if (mask[n.index()]) out.emplace_back(m.tensorName(m.graph(), m.graph().result(n)));
  return out;
}

// %s has two results: one is an input of the cut, the other is computed, so what is before it is needed all the same.
TEST(Cut, ANodeCutAtOneResultIsStillNeededForAnother) {
  const auto m = ir::parse(R"(graph (%x: f32[4]) {
  %a = tf.Relu(%x) : f32[4]
  %axis = const i32[] = [0]
  %s, %s:1 = tf.Split(%axis, %a) {num_split = 2} : f32[2], f32[2]
  %y = tf.Tanh(%s) : f32[2]
  %z = tf.Add(%y, %s:1) : f32[2]
  return %z
}
)",
                           ops::find);
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(kept(*m, {"z"}, {}), (std::vector<std::string>{"a", "s", "y", "z"}));
  EXPECT_EQ(kept(*m, {"z"}, {"s"}), (std::vector<std::string>{"a", "s", "y", "z"})) << "s:1 needs a";
  EXPECT_EQ(kept(*m, {"y"}, {"s"}), (std::vector<std::string>{"s", "y"}));
}

} // namespace
} // namespace ara::convert
