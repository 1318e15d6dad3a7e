// Writing GraphDefs: what is read comes back, message by message; what has no node gets one.
#include "tests/core/formats/graphdef/graphdef_text.h"

#include "ir/edit.h"
#include "ir/text.h"
#include "ops/registry.h"

#include <google/protobuf/util/message_differencer.h>

namespace ara::test {
namespace {

using namespace ir;

Result<std::string> written(const Model& model) {
  Task task;
  ARA_ASSIGN(const formats::graphdef::Written w, formats::graphdef::write(task, model));
  std::string bytes;
  for (const Bytes part : w.parts) bytes += textOf(part);
  EXPECT_EQ(bytes.size(), w.size);
  return bytes;
}

proto::GraphDef parsed(const std::string& bytes) {
  proto::GraphDef g;
  EXPECT_TRUE(g.ParseFromString(bytes));
  return g;
}

// The graph that is read from `text` and written again, as protobuf itself reads it.
void expectSame(const std::string& text) {
  const auto bytes = written(readText(text));
  ASSERT_TRUE(bytes) << bytes.error().text();
  const auto before = messageOf<proto::GraphDef>(text), after = parsed(*bytes);
  google::protobuf::util::MessageDifferencer d;
  std::string why;
  d.ReportDifferencesToString(&why);
  EXPECT_TRUE(d.Compare(before, after)) << why;
}

TEST(GraphDefWrite, NodesEdgesDevicesAndVersionsStay) {
  expectSame(R"(
    node { name: "a" op: "NobodyKnows" device: "/cpu:0" }
    node { name: "b" op: "Use" input: "a:2" input: "a" input: "^a" }
    versions { producer: 27 min_consumer: 12 })");
}

TEST(GraphDefWrite, EveryKindOfAttributeStays) {
  expectSame(R"(node { name: "x" op: "Op"
    attr { key: "b" value { b: true } }        attr { key: "i" value { i: -7 } }
    attr { key: "f" value { f: 0.1 } }         attr { key: "s" value { s: "SAME" } }
    attr { key: "t" value { type: DT_HALF } }  attr { key: "sh" value { shape { dim { size: -1 } dim { size: 3 } } } }
    attr { key: "any" value { shape { unknown_rank: true } } }
    attr { key: "li" value { list { i: 1 i: -2 } } }   attr { key: "lf" value { list { f: 0.5 f: 2 } } }
    attr { key: "lb" value { list { b: true b: false } } } attr { key: "ls" value { list { s: "p" s: "" } } }
    attr { key: "lt" value { list { type: DT_INT32 type: DT_BOOL } } }
    attr { key: "none" value { list { } } }
    attr { key: "lsh" value { list { shape { dim { size: 2 } } shape { } } } }
    attr { key: "fn" value { func { name: "f" attr { key: "T" value { type: DT_FLOAT } } } } }
    attr { key: "tensor" value { tensor { dtype: DT_INT8 tensor_shape { dim { size: 3 } } tensor_content: "\001\002\377" } } } })");
}

// Short lists repeat their last value: what a file says in 4 bytes is not written as a million.
TEST(GraphDefWrite, ConstantsKeepTheirShortForm) {
  const Model m = readText(R"(node { name: "c" op: "Const"
    attr { key: "dtype" value { type: DT_FLOAT } }
    attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 1000 } dim { size: 1000 } } float_val: 0.5 } } } })");
  const auto bytes = written(m);
  ASSERT_TRUE(bytes);
  EXPECT_LT(bytes->size(), 200u);
  const auto tensor = parsed(*bytes).node(0).attr().at("value").tensor();
  ASSERT_EQ(tensor.float_val_size(), 1);
  EXPECT_EQ(tensor.float_val(0), 0.5f);
}

TEST(GraphDefWrite, NegativeSplatsKeepTheirSign) {
  for (const char* type : {"DT_INT8", "DT_INT16", "DT_INT32"}) {
    const auto bytes =
        written(readText(std::string(R"(node { name: "c" op: "Const" attr { key: "dtype" value { type: )") + type +
                         R"( } } attr { key: "value" value { tensor { dtype: )" + type +
                         R"( tensor_shape { dim { size: 9 } } int_val: -3 } } } })"));
    ASSERT_TRUE(bytes) << type;
    EXPECT_EQ(parsed(*bytes).node(0).attr().at("value").tensor().int_val(0), -3) << type;
  }
}

TEST(GraphDefWrite, TextStaysText) {
  const auto bytes = written(readText(R"(node { name: "c" op: "Const" attr { key: "dtype" value { type: DT_STRING } }
    attr { key: "value" value { tensor { dtype: DT_STRING tensor_shape { dim { size: 2 } } string_val: "ab" string_val: "" } } } })"));
  ASSERT_TRUE(bytes) << bytes.error().text();
  const auto tensor = parsed(*bytes).node(0).attr().at("value").tensor();
  ASSERT_EQ(tensor.string_val_size(), 2);
  EXPECT_EQ(tensor.string_val(0), "ab");
}

// Weights are shown where they lie, not copied.
TEST(GraphDefWrite, LargeContentsAreViews) {
  const std::string content(100000, 'w');
  proto::GraphDef g =
      messageOf<proto::GraphDef>(R"(node { name: "c" op: "Const" attr { key: "dtype" value { type: DT_UINT8 } }
    attr { key: "value" value { tensor { dtype: DT_UINT8 tensor_shape { dim { size: 100000 } } } } } }
    node { name: "d" op: "Identity" input: "c" })");
  (*g.mutable_node(0)->mutable_attr())["value"].mutable_tensor()->set_tensor_content(content);
  Task task;
  const auto m = tryRead(task, serialized(g));
  ASSERT_TRUE(m);
  const auto w = formats::graphdef::write(task, *m);
  ASSERT_TRUE(w);
  ASSERT_EQ(w->parts.size(), 3u);
  const auto& own = m->buffers[m->graph()[m->graph().result(nodeNamed(*m, "c"))].buffer.index()].data;
  EXPECT_EQ(w->parts[1].data(), own.data());
}

// Inputs of a cut graph and values that passes made have no node in the IR; TensorFlow wants one, and its own name.
TEST(GraphDefWrite, InputsBecomePlaceholdersAndLooseValuesConsts) {
  const auto m = parse(R"(graph @main (%x: f32[2,?], %"s:1": i32[]) {
  %c = const f32[2] = [1.0, 2.0]
  %y = tf.AddV2 @"c"(%x, %c) : f32[2,?]
  return %y
})",
                       ops::find);
  ASSERT_TRUE(m) << m.error().text();
  const auto bytes = written(*m);
  ASSERT_TRUE(bytes) << bytes.error().text();
  const proto::GraphDef g = parsed(*bytes);
  ASSERT_EQ(g.node_size(), 4);
  EXPECT_EQ(g.node(0).op(), "Placeholder");
  EXPECT_EQ(g.node(0).attr().at("shape").shape().dim(1).size(), -1);
  EXPECT_EQ(g.node(1).name(), "s_1") << "a colon is not for names";
  EXPECT_EQ(g.node(2).op(), "Const");
  EXPECT_NE(g.node(2).name(), "c") << "the name of a node is taken";
  EXPECT_EQ(g.node(3).input(1), g.node(2).name());
}

// Functions that are called travel whole; those nobody calls stay behind.
TEST(GraphDefWrite, CalledFunctionsStay) {
  const std::string text = R"(
    node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: 2 } } } } }
    node { name: "call" op: "PartitionedCall" input: "x" attr { key: "f" value { func { name: "twice" } } }
           attr { key: "Tin" value { list { type: DT_FLOAT } } } attr { key: "Tout" value { list { type: DT_FLOAT } } } }
    library { function {
      signature { name: "twice" input_arg { name: "a" type: DT_FLOAT } output_arg { name: "r" type: DT_FLOAT } }
      node_def { name: "sum" op: "AddV2" input: "a" input: "a" attr { key: "T" value { type: DT_FLOAT } } }
      node_def { name: "out" op: "Identity" input: "sum:z:0" attr { key: "T" value { type: DT_FLOAT } } }
      ret { key: "r" value: "out:output:0" } } })";
  expectSame(text);
  std::string uncalled = text;
  uncalled.replace(uncalled.find("func { name: \"twice\" }"), 22, "func { name: \"other\" }");
  const auto bytes = written(readText(uncalled));
  ASSERT_TRUE(bytes) << bytes.error().text();
  EXPECT_EQ(parsed(*bytes).library().function_size(), 0);
}

// A pass that removes what a function returned leaves the value, and the function returns that.
TEST(GraphDefWrite, FunctionsReturnWhatTheirGraphReturns) {
  Model m = readText(R"(
    node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: 2 } } } } }
    node { name: "call" op: "PartitionedCall" input: "x" attr { key: "f" value { func { name: "twice" } } } }
    library { function {
      signature { name: "twice" input_arg { name: "a" type: DT_FLOAT } output_arg { name: "r" type: DT_FLOAT } }
      node_def { name: "sum" op: "AddV2" input: "a" input: "a" }
      node_def { name: "out" op: "Identity" input: "sum:z:0" }
      ret { key: "r" value: "out:output:0" } } })");
  const GraphId twice(1);
  GraphEdit edit(m, twice);
  const NodeId out = nodeNamed(m, "out", twice);
  edit.replaceUses(m.graph(twice).result(out), m.graph(twice).operand(out, 0));
  edit.remove(out);
  const auto bytes = written(m);
  ASSERT_TRUE(bytes) << bytes.error().text();
  const auto function = parsed(*bytes).library().function(0);
  EXPECT_EQ(function.node_def_size(), 1);
  EXPECT_EQ(function.ret().at("r"), "sum:z:0");
}

TEST(GraphDefWrite, WritingWhatWasWrittenGivesTheSameBytes) {
  const Model m = readText(R"(
    node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: 2 } } } } }
    node { name: "c" op: "Const" attr { key: "dtype" value { type: DT_INT64 } }
           attr { key: "value" value { tensor { dtype: DT_INT64 tensor_shape { dim { size: 2 } } int64_val: 1 int64_val: 2 } } } }
    node { name: "y" op: "Use" input: "x" input: "c" })");
  const auto first = written(m);
  ASSERT_TRUE(first);
  Task task;
  const auto again = tryRead(task, *first);
  ASSERT_TRUE(again);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(*written(*again), *first);
}

TEST(GraphDefWrite, OperatorsOfTfliteAreRefusedByName) {
  const auto m = parse(R"(graph @main (%x: f32[2]) {
  %y = tfl.relu @"act"(%x) : f32[2]
  return %y
})",
                       ops::find);
  ASSERT_TRUE(m) << m.error().text();
  const auto refused = written(*m);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported);
  EXPECT_NE(refused.error().text().find("tfl.relu"), std::string::npos);
}

} // namespace
} // namespace ara::test
