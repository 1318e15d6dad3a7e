// Running nodes and graphs with the reference kernels.
#include "runtime/evaluate.h"

#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::runtime {
namespace {

class Evaluate : public testing::Test {
protected:
  void parse(std::string_view text) {
    auto m = ir::parse(text, ops::find);
    ASSERT_TRUE(m) << m.error().text();
    model = *std::move(m);
  }
  const ir::Graph& g() const { return model.graph(); }
  static std::vector<float> floats(const Bytes& b) {
    std::vector<float> out;
    for (std::size_t i = 0; i < b.size() / 4; ++i) out.push_back(loadAt<float>(b, i * 4));
    return out;
  }
  static ops::TensorView view(std::vector<float> values) {
    const ir::Buffer b = ir::heapBufferOf<float>(values);
    return {ir::DataType::f32, ir::Shape::of({static_cast<ir::Dim>(values.size())}), {b.data, b.owner}};
  }
  Result<std::vector<ops::TensorView>> run(std::vector<Feed> feeds, Task task = {}) {
    return runGraph(task, model, ir::GraphId(0), feeds, g().outputs);
  }
  ir::Model model;
};

TEST_F(Evaluate, OneNodeFromConstants) {
  parse("graph () {\n  %a = const f32[2] = [1.0, 2.0]\n  %b = const f32[] = [3.0]\n  %y = tf.AddV2(%a, %b) : f32[2]\n  "
        "return %y\n}\n");
  const auto out = evaluateConstant(model, g(), ir::NodeId(0), 1 << 20);
  ASSERT_TRUE(out) << out.error().text();
  EXPECT_EQ(floats((*out)[0].bytes), (std::vector<float>{4, 5}));
  EXPECT_EQ((*out)[0].shape, ir::Shape::of({2}));
}

TEST_F(Evaluate, WhatIsNoConstantIsARefusal) {
  parse("graph (%x: f32[2]) {\n  %y = tf.Neg(%x) : f32[2]\n  return %y\n}\n");
  const auto out = evaluateConstant(model, g(), ir::NodeId(0), 1 << 20);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().finding.text(), "x is not a constant.");
}

TEST_F(Evaluate, TheBudgetIsKept) {
  parse("graph () {\n  %d = const i32[2] = [100000, 100000]\n  %v = const f32[] = [1.0]\n  %y = tf.Fill(%d, %v) : "
        "f32[100000,100000]\n  return %y\n}\n");
  const auto out = evaluateConstant(model, g(), ir::NodeId(0), 1 << 20);
  ASSERT_FALSE(out);
  EXPECT_NE(out.error().text().find("too large"), std::string::npos);
}

TEST_F(Evaluate, AConstantShorterThanItsShapeIsABadFile) {
  parse("graph () {\n  %a = const f32[2] = [1.0, 2.0]\n  %y = tf.Neg(%a) : f32[2]\n  return %y\n}\n");
  model.buffers[0].data = model.buffers[0].data.first(4);
  model.buffers[0].size = 4;
  const auto out = evaluateConstant(model, g(), ir::NodeId(0), 1 << 20);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, ErrorKind::BadFile);
}

// The graph runs in execution order, whatever the order in the file, and only what is wanted runs.
TEST_F(Evaluate, AGraphFromFeeds) {
  parse(R"(graph (%x: f32[2]) {
  %y = tf.Neg(%s) : f32[2]
  %s = tf.AddV2(%x, %k) : f32[2]
  %unknown = tf.Frobnicate(%x) : f32[2]
  %k = tf.Const() : f32[2] = [10.0, 20.0]
  return %y, %k
}
)");
  const auto out = run({{g().inputs[0], view({1, 2})}});
  ASSERT_TRUE(out) << out.error().text();
  EXPECT_EQ(floats((*out)[0].data.bytes), (std::vector<float>{-11, -22}));
  EXPECT_EQ(floats((*out)[1].data.bytes), (std::vector<float>{10, 20}));
}

// A feed in the middle: what lies before it is not asked.
TEST_F(Evaluate, AFeedStandsForItsProducer) {
  parse("graph (%x: f32[2]) {\n  %u = tf.Frobnicate(%x) : f32[2]\n  %y = tf.Neg(%u) : f32[2]\n  return %y\n}\n");
  const auto out = run({{g().result(ir::NodeId(0)), view({1, 2})}});
  ASSERT_TRUE(out) << out.error().text();
  EXPECT_EQ(floats((*out)[0].data.bytes), (std::vector<float>{-1, -2}));
  const auto without = run({{g().inputs[0], view({1, 2})}});
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().finding.text(), "Frobnicate u cannot be computed here yet.");
}

// A file may list any number of results for an operator that has two.
TEST_F(Evaluate, FewerOrMoreResultsThanTheOperatorHas) {
  parse("graph () {\n  %a = const f32[1,3] = [1.0, 3.0, 2.0]\n  %k = const i32[] = [1]\n  %y = tf.TopKV2(%a, %k) : "
        "f32[1,1]\n  return %y\n}\n");
  const auto fewer = run({});
  ASSERT_TRUE(fewer) << fewer.error().text();
  EXPECT_EQ(floats((*fewer)[0].data.bytes), (std::vector<float>{3}));

  parse("graph () {\n  %a = const f32[1] = [1.0]\n  %y, %z = tf.Neg(%a) : f32[1], f32[1]\n  return %z\n}\n");
  const auto more = run({});
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().finding.text(), "Neg y lists more results than the operator has.");
}

TEST_F(Evaluate, AMissingFeedIsNamed) {
  parse("graph (%x: f32[2]) {\n  %y = tf.Neg(%x) : f32[2]\n  return %y\n}\n");
  const auto out = run({});
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().subject, "x");
}

TEST_F(Evaluate, Stops) {
  parse("graph (%x: f32[2]) {\n  %y = tf.Neg(%x) : f32[2]\n  return %y\n}\n");
  const auto out = run({{g().inputs[0], view({1, 2})}}, Task(std::make_shared<std::atomic<bool>>(true), nullptr));
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, ErrorKind::Cancelled);
}

} // namespace
} // namespace ara::runtime
