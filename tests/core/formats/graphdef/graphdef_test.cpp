#include "tests/core/formats/graphdef/graphdef_text.h"

#include "formats/graphdef/reader.h"
#include "ops/registry.h"

namespace ara::test {
namespace {

using namespace ir;
using Names = std::vector<std::string>;

TEST(GraphDef, LinksNodesInWhateverOrderTheyStand) {
  const Model m = readText(R"(
    node { name: "sum" op: "Add" input: "x" input: "w" }
    node { name: "w" op: "Something" }
    node { name: "x" op: "Placeholder" device: "/cpu:0" }
    versions { producer: 27 min_consumer: 12 })");
  const NodeId sum = nodeNamed(m, "sum");
  EXPECT_EQ(operandNames(m, sum), (Names{"x", "w"}));
  EXPECT_EQ(m.opName(m.graph()[sum]), "tf.Add");
  EXPECT_EQ(m.names[m.graph()[nodeNamed(m, "x")].device], "/cpu:0");
  EXPECT_EQ(m.producerVersion, 27);
  EXPECT_EQ(m.minConsumerVersion, 12);
}

TEST(GraphDef, ReadsPortsAndControlEdges) {
  const Model m = readText(R"(
    node { name: "a" op: "NobodyKnows" }
    node { name: "b" op: "Use" input: "a:2" input: "a" input: "a:0" input: "^a" })");
  const NodeId b = nodeNamed(m, "b"), a = nodeNamed(m, "a");
  EXPECT_EQ(operandNames(m, b), (Names{"a:2", "a", "a"}));
  EXPECT_EQ(m.graph()[a].resultCount, 3u) << "an unknown operator has as many results as are read";
  ASSERT_EQ(m.graph().controls(b).size(), 1u);
  EXPECT_EQ(m.graph().controls(b)[0], a);
}

TEST(GraphDef, CountsResultsByTheRow) {
  ASSERT_TRUE(ops::find("tf.Split") && ops::find("tf.NoOp"));
  const Model m = readText(R"(
    node { name: "axis" op: "Const" }
    node { name: "x" op: "Placeholder" }
    node { name: "s" op: "Split" input: "axis" input: "x" attr { key: "num_split" value { i: 3 } } }
    node { name: "none" op: "NoOp" input: "^s" })");
  EXPECT_EQ(m.graph()[nodeNamed(m, "s")].resultCount, 3u);
  EXPECT_EQ(m.graph()[nodeNamed(m, "none")].resultCount, 0u);
}

TEST(GraphDef, SharesEqualAttributes) {
  const Model m = readText(R"(
    node { name: "x" op: "P" attr { key: "T" value { type: DT_FLOAT } } attr { key: "k" value { i: 7 } } }
    node { name: "y" op: "Q" attr { key: "T" value { type: DT_FLOAT } } attr { key: "k" value { i: 7 } } }
    node { name: "z" op: "Q" attr { key: "T" value { type: DT_FLOAT } } attr { key: "k" value { i: 8 } } })");
  const Node &x = m.graph()[nodeNamed(m, "x")], &y = m.graph()[nodeNamed(m, "y")], &z = m.graph()[nodeNamed(m, "z")];
  EXPECT_EQ(x.attrs, y.attrs);
  EXPECT_NE(x.attrs, z.attrs);
  EXPECT_EQ(std::get<DataType>(*m.attr(x, "T")), DataType::f32);
  EXPECT_EQ(std::get<std::int64_t>(*m.attr(z, "k")), 8);
}

TEST(GraphDef, DecodesEveryKindOfAttribute) {
  const Model m = readText(R"(
    library { function { signature { name: "f" } } }
    node { name: "x" op: "P"
      attr { key: "s" value { s: "SAME" } }
      attr { key: "f" value { f: 0.5 } }
      attr { key: "b" value { b: true } }
      attr { key: "shape" value { shape { dim { size: -1 } dim { size: 3 } } } }
      attr { key: "any" value { shape { unknown_rank: true } } }
      attr { key: "ints" value { list { i: [1, -2, 3] } } }
      attr { key: "floats" value { list { f: [1, 2.5] } } }
      attr { key: "texts" value { list { s: ["a", "b"] } } }
      attr { key: "types" value { list { type: [DT_INT32, DT_BOOL] } } }
      attr { key: "shapes" value { list { shape { dim { size: 2 } } } } }
      attr { key: "call" value { func { name: "f" attr { key: "n" value { i: 1 } } } } }
      attr { key: "foreign" value { func { name: "elsewhere" } } }
      attr { key: "one" value { tensor { dtype: DT_INT32 tensor_shape { dim { size: 1 } } int_val: 9 } } }
      attr { key: "hole" value { placeholder: "T" } }
      attr { key: "ref" value { type: DT_FLOAT_REF } } })");
  const Node& x = m.graph()[nodeNamed(m, "x")];
  const auto get = [&](std::string_view key) -> const AttrValue& { return *m.attr(x, key); };
  EXPECT_EQ(get("s"), AttrValue(std::string("SAME")));
  EXPECT_EQ(get("f"), AttrValue(0.5));
  EXPECT_EQ(get("b"), AttrValue(true));
  EXPECT_EQ(get("shape"), AttrValue(Shape::of({kUnknownDim, 3})));
  EXPECT_EQ(get("any"), AttrValue(Shape::unknown()));
  EXPECT_EQ(get("ints"), AttrValue(std::vector<std::int64_t>{1, -2, 3}));
  EXPECT_EQ(get("floats"), AttrValue(std::vector<double>{1, 2.5}));
  EXPECT_EQ(get("texts"), AttrValue(std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(get("types"), AttrValue(std::vector<DataType>{DataType::i32, DataType::boolean}));
  EXPECT_EQ(get("shapes"), AttrValue(std::vector<Shape>{Shape::of({2})}));
  EXPECT_EQ(std::get<FunctionValue>(get("call")).graph, GraphId(1));
  EXPECT_EQ(std::get<FunctionValue>(get("call")).attrs->size(), 1u);
  EXPECT_FALSE(std::get<FunctionValue>(get("foreign")).graph);
  EXPECT_EQ(std::get<TensorValue>(get("one")).shape, Shape::of({1}));
  // What has no form of its own stays as the file has it.
  proto::AttrValue hole, ref;
  ASSERT_TRUE(hole.ParseFromString(std::string(textOf(std::get<RawValue>(get("hole")).bytes))));
  EXPECT_EQ(hole.placeholder(), "T");
  ASSERT_TRUE(ref.ParseFromString(std::string(textOf(std::get<RawValue>(get("ref")).bytes))));
  EXPECT_EQ(ref.type(), proto::DT_FLOAT_REF);
}

TEST(GraphDef, KeepsFieldsOfNodesItHasNoMeaningFor) {
  const Model m = readText(R"(node { name: "x" op: "P" experimental_debug_info { original_node_names: "before" } })");
  const AttrValue* kept = m.attr(m.graph()[nodeNamed(m, "x")], "_node_def_fields");
  ASSERT_TRUE(kept);
  proto::NodeDef node;
  ASSERT_TRUE(node.ParseFromString(std::string(textOf(std::get<RawValue>(*kept).bytes))));
  EXPECT_EQ(node.experimental_debug_info().original_node_names(0), "before");
}

TEST(GraphDef, TellsWhatEachNodeTakesInTheFile) {
  const std::string file =
      binaryOf(R"(node { name: "x" op: "P" } node { name: "longer" op: "P" } versions { producer: 9 })");
  Task task;
  const Result<Model> m = tryRead(task, file);
  ASSERT_TRUE(m);
  const auto& bytes = m->graph().fileBytes;
  ASSERT_EQ(bytes.size(), 2u);
  EXPECT_EQ(bytes[1], bytes[0] + 5);
  EXPECT_EQ(bytes[0] + bytes[1] + 4, file.size()); // 4: versions
}

TEST(GraphDef, GivesPlaceholdersTypeAndShape) {
  const std::string placeholder = R"(node { name: "x" op: "Placeholder"
    attr { key: "dtype" value { type: DT_INT64 } } attr { key: "shape" value { shape { DIMS } } } } versions { producer: VERSION })";
  const auto shapeOf = [&](const std::string& dims, const std::string& version) {
    std::string text = placeholder;
    text.replace(text.find("DIMS"), 4, dims).replace(text.find("VERSION"), 7, version);
    const Model m = readText(text);
    const Tensor& t = m.graph()[m.graph().result(nodeNamed(m, "x"))];
    EXPECT_EQ(t.type, DataType::i64);
    return m.shapeOf(t).text();
  };
  EXPECT_EQ(shapeOf("dim { size: -1 } dim { size: 4 }", "27"), "[?,4]");
  EXPECT_EQ(shapeOf("", "27"), "[]");
  EXPECT_EQ(shapeOf("", "21"), "*") << "old graphs wrote a scalar where they meant any shape";
}

// --- Loops and functions

TEST(GraphDef, LoopsAreLegalThroughNextIteration) {
  readText(R"(
    node { name: "enter" op: "Enter" }
    node { name: "merge" op: "Merge" input: "enter" input: "next" }
    node { name: "next" op: "NextIteration" input: "merge" })");
}

constexpr const char* kFunction = R"(
  library { function {
    signature { name: "f" input_arg { name: "x" type: DT_FLOAT } output_arg { name: "lo" type: DT_FLOAT } output_arg { name: "hi" type: DT_FLOAT } }
    node_def { name: "parts" op: "Mystery" input: "x" }
    node_def { name: "use" op: "Join" input: "parts:second:1" input: "parts:first:0" input: "parts:second:0" input: "x" input: "^parts" }
    ret { key: "lo" value: "use:joined:0" }
    ret { key: "hi" value: "x" }
    attr { key: "_noinline" value { b: true } } } }
  node { name: "call" op: "PartitionedCall" attr { key: "f" value { func { name: "f" } } } })";

TEST(GraphDef, ReadsFunctions) {
  const Model m = readText(kFunction);
  ASSERT_EQ(m.graphs.size(), 2u);
  const GraphId f(1);
  EXPECT_EQ(m.graphNamed.at(m.names.find("f")), f);
  const Graph& g = m.graph(f);
  EXPECT_EQ(g.kind, GraphKind::function);
  ASSERT_EQ(g.inputs.size(), 1u);
  EXPECT_EQ(g[g.inputs[0]].type, DataType::f32);
  ASSERT_EQ(g.outputs.size(), 2u);
  EXPECT_EQ(m.names[g.outputNames[0]], "lo");
  EXPECT_EQ(m.tensorName(g, g.outputs[0]), "use");
  EXPECT_EQ(g.outputs[1], g.inputs[0]) << "an argument may be returned as it is";
  // Nobody describes Mystery, so its results are numbered as they appear: second (two of them), then first.
  EXPECT_EQ(operandNames(m, nodeNamed(m, "use", f), f), (Names{"parts:1", "parts:2", "parts", "x"}));
  EXPECT_EQ(g[nodeNamed(m, "parts", f)].resultCount, 3u);
}

TEST(GraphDef, CarriesWhatAFunctionSaysBesidesItsNodes) {
  const Model m = readText(kFunction);
  proto::FunctionDef f;
  ASSERT_TRUE(f.ParseFromString(m.graphs[1].raw));
  EXPECT_EQ(f.node_def_size(), 0);
  EXPECT_EQ(f.signature().output_arg_size(), 2);
  EXPECT_TRUE(f.attr().at("_noinline").b());
}

TEST(GraphDef, TakesResultNamesFromTheFilesOwnDeclarations) {
  formats::graphdef::DeclaredOps declared;
  declared["Mystery"] = {{"first", ""}, {"second", "N"}};
  const std::string file = binaryOf(kFunction);
  ir::Model m;
  Task task;
  const auto kept = std::make_shared<const std::string>(file);
  const Result<Model> read = formats::graphdef::readGraphDef(task, {bytesOf(*kept), kept, "test.pb", 0}, &declared);
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(operandNames(*read, nodeNamed(*read, "use", GraphId(1)), GraphId(1)),
            (Names{"parts:2", "parts", "parts:1", "x"}));
}

TEST(GraphDef, CarriesGradientsAndBadConsumers) {
  const Model m = readText(R"(
    node { name: "x" op: "P" }
    library { gradient { function_name: "f" gradient_func: "g" } }
    versions { producer: 3 bad_consumers: 4 })");
  proto::GraphDef rest;
  ASSERT_TRUE(rest.ParseFromString(m.raw));
  EXPECT_EQ(rest.library().gradient(0).gradient_func(), "g");
  EXPECT_EQ(rest.versions().bad_consumers(0), 4);
  EXPECT_EQ(rest.node_size(), 0);
}

// --- Refusals: subject, finding, remedy

TEST(GraphDefRefuses, AMissingNode) {
  const Error e = refusal(binaryOf(R"(node { name: "y" op: "Relu" input: "x:1" })"));
  EXPECT_EQ(e.kind, ErrorKind::BadFile);
  EXPECT_EQ(e.subject, "y");
  EXPECT_EQ(e.finding.text(), "Node y reads x:1, and there is no node x.");
  EXPECT_FALSE(e.remedy.empty());
  EXPECT_EQ(refusal(binaryOf(R"(node { name: "y" op: "Relu" input: "^x" })")).finding.text(),
            "Node y reads ^x, and there is no node x.");
}

TEST(GraphDefRefuses, TwoNodesOfOneName) {
  const Error e =
      refusal(binaryOf(R"(node { name: "a" op: "P" } node { name: "b" op: "P" } node { name: "a" op: "Q" })"));
  EXPECT_EQ(e.subject, "a");
  EXPECT_EQ(e.finding.text(), "Two nodes are named a: node 1 (at byte 2) and node 3 (at byte 18).");
}

TEST(GraphDefRefuses, Cycles) {
  EXPECT_EQ(refusal(binaryOf(R"(node { name: "a" op: "Relu" input: "a" })")).finding.text(),
            "Node a reads its own result.");
  const Error e =
      refusal(binaryOf(R"(node { name: "a" op: "Relu" input: "b" } node { name: "b" op: "Relu" input: "^a" })"));
  EXPECT_EQ(e.kind, ErrorKind::BadFile);
  EXPECT_NE(e.finding.text().find("wait for each other"), std::string::npos) << e.finding.text();
}

TEST(GraphDefRefuses, NodesWithoutNameOrOperator) {
  EXPECT_EQ(refusal(binaryOf(R"(node { op: "P" })")).finding.text(), "Node 1 of test.pb, at byte 2, has no name.");
  EXPECT_EQ(refusal(binaryOf(R"(node { name: "x" })")).finding.text(),
            "Node 1 of test.pb, at byte 2, has no operator.");
}

TEST(GraphDefRefuses, MoreResultsThanTheFileCanMean) {
  const Error e =
      refusal(binaryOf(R"(node { name: "a" op: "NobodyKnows" } node { name: "b" op: "Use" input: "a:2000000000" })"));
  EXPECT_EQ(e.subject, "a");
  EXPECT_EQ(e.kind, ErrorKind::BadFile);
}

TEST(GraphDefRefuses, AttributesNestedTooDeep) {
  proto::GraphDef graph;
  proto::NodeDef* node = graph.add_node();
  node->set_name("x");
  node->set_op("P");
  proto::AttrValue* value = &(*node->mutable_attr())["f"];
  for (int i = 0; i < 5000; ++i) {
    value->mutable_func()->set_name("f");
    value = &(*value->mutable_func()->mutable_attr())["f"];
  }
  const Error e = refusal(graph.SerializeAsString());
  EXPECT_EQ(e.finding.text(), "x nests attributes more than 100 deep.");
}

TEST(GraphDefRefuses, LengthsThatLie) {
  std::string file = binaryOf(R"(node { name: "xyz" op: "P" } node { name: "y" op: "P" })");
  file[3] = 100; // the length of the name, inside a node whose own length is right
  EXPECT_EQ(refusal(file).finding.text(), "test.pb is damaged at byte 2, in node 1.");
}

TEST(GraphDefRefuses, FunctionsThatReturnNothing) {
  const Error e =
      refusal(binaryOf(R"(library { function { signature { name: "f" output_arg { name: "y" type: DT_FLOAT } } } })"));
  EXPECT_EQ(e.finding.text(), "Function f does not say where its result y comes from.");
}

TEST(GraphDef, TakesNamesOfTenMegabytes) {
  proto::GraphDef graph;
  graph.add_node()->set_name(std::string(10 << 20, 'n'));
  graph.mutable_node(0)->set_op("P");
  Task task;
  EXPECT_TRUE(tryRead(task, graph.SerializeAsString()));
  graph.mutable_node(0)->add_input("missing");
  EXPECT_LT(refusal(graph.SerializeAsString()).finding.text().size(), 400u) << "a sentence shows a part of such a name";
}

} // namespace
} // namespace ara::test
