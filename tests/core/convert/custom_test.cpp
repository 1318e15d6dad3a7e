// Operators TensorFlow Lite does not have, kept under their own names for a runtime that was taught them.
#include "convert/convert.h"
#include "formats/tflite/tflite.h"
#include "ir/text.h"
#include "ops/registry.h"

#include <flatbuffers/flexbuffers.h>
#include <gtest/gtest.h>

namespace ara::convert {
namespace {

constexpr std::string_view kModel = R"(graph () {
  %x = tf.Placeholder() {dtype = f32, shape = shape[2,3]} : f32[2,3]
  %r = tf.Relu(%x) {T = f32}
  %f = tf.Frobnicate(%r, %x) {T = f32, _class = ["loc:@x"], depth = 3, gain = 0.5, mode = "fast", sizes = [1,2], wide = true}
  %y = tf.Relu(%f) {T = f32}
  return %y
}
)";

Result<Conversion> converted(bool allowed) {
  const auto source = ir::parse(kModel, ops::find);
  EXPECT_TRUE(source) << source.error().text();
  Settings settings;
  settings.outputs = {"y"};
  settings.allowCustom = allowed;
  Task task;
  return run(task, *source, settings, {});
}

TEST(Custom, WithoutLeaveTheNodeIsTold) {
  const auto c = converted(false);
  ASSERT_TRUE(c) << c.error().text();
  ASSERT_EQ(c->refused.size(), 1u);
  EXPECT_EQ(c->refused[0].subject, "f");
  EXPECT_TRUE(c->file.empty());
}

// The operator is called as in TensorFlow; its attributes are a FlexBuffers map, types as numbers of the schema.
TEST(Custom, WithLeaveItKeepsNameOperandsAndAttributes) {
  const auto c = converted(true);
  ASSERT_TRUE(c) << c.error().text();
  ASSERT_TRUE(c->refused.empty());
  Task task;
  const auto back = formats::tflite::readBytes(task, c->file, nullptr);
  ASSERT_TRUE(back) << back.error().text();
  const ir::Graph& g = back->graph();
  const ir::NodeId custom = g[g.results(g[g.outputs[0]].producer)[0]].producer;
  const ir::NodeId node = g[g.operand(custom, 0)].producer;
  const ops::NodeView view(*back, g, node);
  EXPECT_EQ(back->opName(g[node]), "tfl.custom");
  EXPECT_EQ(view.attrString("custom_code"), "Frobnicate");
  EXPECT_EQ(view.operandCount(), 2u);
  const std::string bytes = view.attrString("_custom_options");
  const auto map = flexbuffers::GetRoot(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()).AsMap();
  EXPECT_EQ(map["T"].AsInt32(), 0); // FLOAT32
  EXPECT_EQ(map["depth"].AsInt64(), 3);
  EXPECT_EQ(map["gain"].AsDouble(), 0.5);
  EXPECT_EQ(map["mode"].AsString().str(), "fast");
  EXPECT_EQ(map["sizes"].AsTypedVector().size(), 2u);
  EXPECT_EQ(map["sizes"].AsTypedVector()[1].AsInt64(), 2);
  EXPECT_TRUE(map["wide"].AsBool());
  EXPECT_TRUE(map["_class"].IsNull()) << "where TensorFlow places a node is no option";
}

TEST(Custom, IsPartOfTheSettings) {
  Settings s;
  s.allowCustom = true;
  EXPECT_EQ(commandLine(s), "--allow-custom");
  const auto back = fromJson(toJson(s));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, s);
}

} // namespace
} // namespace ara::convert
