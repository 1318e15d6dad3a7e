// What inputs and outputs of a result are called, and what an output is that no operator computes.
#include "convert/convert.h"
#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::convert {
namespace {

struct Converted {
  Conversion c;
  const ir::Graph& graph() const { return c.model.graph(); }
  std::string outputName(std::size_t i) const { return c.model.tensorName(graph(), graph().outputs[i]); }
};

Converted converted(std::string_view text, std::vector<std::string> outputs) {
  const auto source = ir::parse(text, ops::find);
  EXPECT_TRUE(source) << source.error().text();
  Settings settings;
  settings.outputs = std::move(outputs);
  Task task;
  auto c = run(task, *source, settings, {});
  EXPECT_TRUE(c) << c.error().text();
  if (c) {
    EXPECT_TRUE(c->refused.empty());
    EXPECT_FALSE(c->file.empty());
  }
  return {c ? std::move(*c) : Conversion()};
}

// A graph that computes nothing has no operators: the runtime hands an input on as an output.
TEST(Ends, AnInputAskedForAsOutputIsHandedOn) {
  const Converted r = converted(R"(graph () {
  %x = tf.Placeholder() {dtype = f32, shape = shape[2,3]} : f32[2,3]
  %y = tf.Identity(%x) {T = f32} : f32[2,3]
  return %y
}
)",
                                {"y"});
  EXPECT_EQ(r.graph().liveNodeCount(), 0u);
  ASSERT_EQ(r.graph().outputs, r.graph().inputs);
  EXPECT_EQ(r.outputName(0), "x") << "a tensor has one name; as an input it came first";
  EXPECT_EQ(r.c.model.signatures[0].outputs[0].name, "y") << "the signature knows both";
}

// What folds to a constant is written as one, under the name asked for, also when it is asked for twice.
TEST(Ends, AConstantIsAnOutputWithoutAnOperator) {
  const Converted r = converted(R"(graph () {
  %x = tf.Placeholder() {dtype = f32, shape = shape[2,3]} : f32[2,3]
  %s = tf.Shape(%x) {T = f32} : i32[2]
  %a = tf.Identity(%s) {T = i32} : i32[2]
  return %a, %s
}
)",
                                {"a", "s"});
  EXPECT_EQ(r.graph().liveNodeCount(), 0u);
  EXPECT_EQ(r.outputName(0), "a");
  EXPECT_EQ(r.outputName(1), "s");
  EXPECT_EQ(r.graph()[r.graph().outputs[0]].buffer, r.graph()[r.graph().outputs[1]].buffer)
      << "the bytes stand there once";
}

// A computed tensor has one name, so a second name needs a copy.
TEST(Ends, AResultAskedForUnderTwoNamesIsCopied) {
  const Converted r = converted(R"(graph () {
  %x = tf.Placeholder() {dtype = f32, shape = shape[2,3]} : f32[2,3]
  %y = tf.Relu(%x) {T = f32} : f32[2,3]
  %z = tf.Identity(%y) {T = f32} : f32[2,3]
  return %y, %z
}
)",
                                {"y", "z"});
  EXPECT_EQ(r.graph().liveNodeCount(), 2u);
  EXPECT_EQ(r.outputName(0), "y");
  EXPECT_EQ(r.outputName(1), "z");
}

} // namespace
} // namespace ara::convert
