// Steps of one layer are copies of one block, whatever their nodes are called; what differs in an operator, a shape or
// a constant does not belong.
#include "analysis/repeats.h"

#include "formats/format.h"
#include "ir/text.h"
#include "ops/registry.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <set>

namespace ara::analysis {
namespace {

std::vector<Repeat> repeatsIn(const ir::Model& m) {
  Task task;
  auto found = findRepeats(task, m, m.graph());
  EXPECT_TRUE(found.has_value());
  return found ? *std::move(found) : std::vector<Repeat>{};
}

ir::Model parsed(std::string text) {
  auto m = ir::parse(text, ops::find);
  EXPECT_TRUE(m.has_value()) << (m ? "" : m.error().finding.text());
  return m ? *std::move(m) : ir::Model{};
}

// Three steps of tanh(x_t + w * h): the product, the sum and the tanh are three places; tanh is carried to the product.
TEST(Repeats, CarriedState) {
  const ir::Model m = parsed(R"(graph (%x: f32[3,4], %h0: f32[4]) {
  %w = const f32[4] = [1.0, 2.0, 3.0, 4.0]
  %a, %b, %c = tf.Unpack(%x) {axis = 0, num = 3} : f32[4], f32[4], f32[4]
  %m0 = tf.Mul(%w, %h0) : f32[4]
  %s0 = tf.AddV2(%a, %m0) : f32[4]
  %t0 = tf.Tanh(%s0) : f32[4]
  %m1 = tf.Mul(%w, %t0) : f32[4]
  %s1 = tf.AddV2(%b, %m1) : f32[4]
  %t1 = tf.Tanh(%s1) : f32[4]
  %m2 = tf.Mul(%w, %t1) : f32[4]
  %s2 = tf.AddV2(%c, %m2) : f32[4]
  %t2 = tf.Tanh(%s2) : f32[4]
  return %t2
})");
  const auto found = repeatsIn(m);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].copies, 3u);
  EXPECT_EQ(found[0].places(), 3u);
  ASSERT_EQ(found[0].carried.size(), 1u);
  EXPECT_EQ(m.opName(m.graph()[found[0].node(found[0].carried[0].place, 0)]), "tf.Mul");
  EXPECT_EQ(m.opName(m.graph()[found[0].node(found[0].carried[0].from, 0)]), "tf.Tanh");
}

// The same, with another weight in the last step: two copies are left.
TEST(Repeats, AnotherConstantIsAnotherBlock) {
  const ir::Model m = parsed(R"(graph (%x: f32[3,4], %h0: f32[4]) {
  %w = const f32[4] = [1.0, 2.0, 3.0, 4.0]
  %v = const f32[4] = [1.0, 2.0, 3.0, 5.0]
  %a, %b, %c = tf.Unpack(%x) {axis = 0, num = 3} : f32[4], f32[4], f32[4]
  %m0 = tf.Mul(%w, %h0) : f32[4]
  %s0 = tf.AddV2(%a, %m0) : f32[4]
  %t0 = tf.Tanh(%s0) : f32[4]
  %m1 = tf.Mul(%w, %t0) : f32[4]
  %s1 = tf.AddV2(%b, %m1) : f32[4]
  %t1 = tf.Tanh(%s1) : f32[4]
  %m2 = tf.Mul(%v, %t1) : f32[4]
  %s2 = tf.AddV2(%c, %m2) : f32[4]
  %t2 = tf.Tanh(%s2) : f32[4]
  return %t2
})");
  const auto found = repeatsIn(m);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].copies, 2u);
}

// Two towers with the same weights keep no state: one repeat, nothing carried.
TEST(Repeats, SharedWeightsWithoutState) {
  const ir::Model m = parsed(R"(graph (%x: f32[1,2], %y: f32[1,2]) {
  %w = const f32[2,2] = [1.0, 2.0, 3.0, 4.0]
  %p0 = tf.MatMul(%x, %w) : f32[1,2]
  %q0 = tf.Relu(%p0) : f32[1,2]
  %r0 = tf.Neg(%q0) : f32[1,2]
  %p1 = tf.MatMul(%y, %w) : f32[1,2]
  %q1 = tf.Relu(%p1) : f32[1,2]
  %r1 = tf.Neg(%q1) : f32[1,2]
  %d = tf.Sub(%r0, %r1) : f32[1,2]
  return %d
})");
  const auto found = repeatsIn(m);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].copies, 2u);
  EXPECT_EQ(found[0].places(), 3u);
  EXPECT_TRUE(found[0].carried.empty());
}

// The article's network as it stands in its file: two cells of 14 operators, 200 times each, state c and h in both.
TEST(Repeats, ArticlesNetwork) {
  Task task;
  auto m = formats::open(task, test::dataDir() / "../../resources/samples/frozen_har.pb");
  ASSERT_TRUE(m.has_value());
  auto found = repeatsIn(*m);
  std::erase_if(found, [](const Repeat& r) { return r.carried.empty(); }); // the zeros of both layers are made alike
  ASSERT_EQ(found.size(), 2u);
  for (const Repeat& r : found) {
    EXPECT_EQ(r.copies, 200u);
    EXPECT_EQ(r.places(), 14u);
    EXPECT_EQ(r.carried.size(), 2u);
  }
  std::set<ir::NodeId> all;
  for (const Repeat& r : found) all.insert(r.nodes.begin(), r.nodes.end());
  EXPECT_EQ(all.size(), 5600u);
}

} // namespace
} // namespace ara::analysis
