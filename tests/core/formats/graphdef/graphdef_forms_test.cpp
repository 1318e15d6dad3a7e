// The text form, and real files compared with what libprotobuf reads in them.
#include "support/paths.h"
#include "tests/core/formats/graphdef/graphdef_text.h"

#include <fstream>

namespace ara::test {
namespace {

using namespace ir;
namespace fs = std::filesystem;

Result<Model> readFile(const fs::path& path, Task& task) {
  ARA_ASSIGN(const auto file, openFile(path));
  const formats::Input input{path, file};
  if (formats::graphdef::sniff(input) == formats::Match::no) return fail(ErrorKind::BadFile, msg("not sniffed"));
  return formats::graphdef::read(task, input);
}

Result<Model> readContent(const std::string& content) {
  const TempDir dir;
  std::ofstream(dir.path() / "graph.pbtxt", std::ios::binary) << content;
  Task task;
  return readFile(dir.path() / "graph.pbtxt", task);
}

TEST(GraphDefText, IsToldByItsContent) {
  const Result<Model> m = readContent("# a comment\n\nnode {\n  name: \"x\" op: \"Placeholder\" }\nnode { name: 'y' "
                                      "op: 'Relu' input: 'x' }\nversions { producer: 27 }");
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(operandNames(*m, nodeNamed(*m, "y")), std::vector<std::string>{"x"});
  EXPECT_EQ(m->producerVersion, 27);
}

TEST(GraphDefText, MistakesHaveLineAndColumn) {
  ::testing::internal::CaptureStderr();
  const Result<Model> m = readContent("node {\n  name: \"x\"\n  opp: \"Relu\"\n}\n");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "") << "core prints nothing";
  ASSERT_FALSE(m);
  EXPECT_EQ(m.error().kind, ErrorKind::BadFile);
  EXPECT_EQ(m.error().finding.text().substr(0, 30), "graph.pbtxt, line 3, column 6:") << m.error().finding.text();
}

TEST(GraphDefText, BytesThatAreNoUtf8StayQuiet) {
  ::testing::internal::CaptureStderr();
  const Result<Model> m = readContent("node { name: \"\\377x\" op: \"P\" }");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->names[m->graph()[NodeId(0)].name], "\xffx");
}

TEST(GraphDefText, NestedTooDeepIsRefused) {
  std::string text = "node { name: 'x' op: 'P' attr { key: 'f' value { ";
  for (int i = 0; i < 5000; ++i) text += "func { attr { value { ";
  const Result<Model> m = readContent(text);
  ASSERT_FALSE(m);
  EXPECT_EQ(m.error().kind, ErrorKind::BadFile);
}

TEST(GraphDefSniff, KnowsWhatIsNoGraph) {
  const auto sniffed = [](const std::string& content) {
    const TempDir dir;
    std::ofstream(dir.path() / "f", std::ios::binary) << content;
    const auto file = openFile(dir.path() / "f");
    return formats::graphdef::sniff({dir.path() / "f", *file});
  };
  EXPECT_EQ(sniffed(""), formats::Match::no);
  EXPECT_EQ(sniffed("node of a tree, said the text"), formats::Match::no);
  EXPECT_EQ(sniffed("node { name: 'x' }"), formats::Match::yes);
  EXPECT_EQ(sniffed(std::string("\x1c\0\0\0TFL3\x14\0\x20\0", 12)), formats::Match::no);
  EXPECT_EQ(
      sniffed(messageOf<proto::MetaGraphDef>("meta_info_def { tags: 'serve' } graph_def { node { name: 'x' op: 'P' } }")
                  .SerializeAsString()),
      formats::Match::no);
  EXPECT_EQ(sniffed(binaryOf("node { name: 'x' op: 'P' }")), formats::Match::yes);
}

// Names, operators, inputs, devices of every node as libprotobuf sees them.
void expectSame(const Model& m, const proto::GraphDef& graph) {
  ASSERT_EQ(m.graph().nodeCount(), static_cast<std::size_t>(graph.node_size()));
  for (int i = 0; i < graph.node_size(); ++i) {
    const proto::NodeDef& want = graph.node(i);
    const NodeId n(static_cast<std::size_t>(i));
    const Node& node = m.graph()[n];
    ASSERT_EQ(m.names[node.name], want.name());
    ASSERT_EQ(m.shortOpName(node), want.op());
    ASSERT_EQ(m.names[node.device], want.device());
    std::vector<std::string> operands, controls;
    for (std::string input : want.input()) {
      if (input.starts_with('^'))
        controls.push_back(input.substr(1));
      else
        operands.push_back(input.ends_with(":0") ? input.substr(0, input.size() - 2) : input);
    }
    ASSERT_EQ(operandNames(m, n), operands) << want.name();
    ASSERT_EQ(m.graph().controls(n).size(), controls.size());
    for (std::size_t c = 0; c < controls.size(); ++c)
      ASSERT_EQ(m.names[m.graph()[m.graph().controls(n)[c]].name], controls[c]);
    std::size_t attrs = want.attr().size() - (want.op() == "Const" && want.attr().contains("value"));
    attrs += want.has_experimental_debug_info() || want.has_experimental_type();
    ASSERT_EQ(m.attrs[node.attrs].size(), attrs) << want.name();
  }
}

TEST(GraphDefFiles, AgreeWithLibprotobuf) {
  SKIP_WITHOUT_SHARED();
  std::size_t files = 0;
  for (const char* folder : {"models/public/graphdef", "models/seed/har", "cases/graphdef"})
    for (const auto& entry : fs::recursive_directory_iterator(*sharedDir() / folder)) {
      if (entry.path().extension() != ".pb" || entry.path().filename() == "saved_model.pb") continue;
      SCOPED_TRACE(entry.path().string());
      Task task;
      const Result<Model> m = readFile(entry.path(), task);
      ASSERT_TRUE(m) << m.error().text();
      std::ifstream in(entry.path(), std::ios::binary);
      proto::GraphDef graph;
      ASSERT_TRUE(graph.ParseFromIstream(&in));
      expectSame(*m, graph);
      ++files;
    }
  EXPECT_GT(files, 400u);
}

TEST(GraphDefFiles, TheTextFormOpens) {
  SKIP_WITHOUT_SHARED();
  Task task;
  const Result<Model> m = readFile(*sharedDir() / "models/seed/har/har.pbtxt", task);
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->graph().nodeCount(), 6960u);
}

TEST(GraphDefFiles, TakeLittleMemory) {
  SKIP_WITHOUT_SHARED();
  Task task;
  const Result<Model> m = readFile(*sharedDir() / "models/seed/har/frozen_har.pb", task);
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(m->graph().nodeCount(), 6862u);
  EXPECT_LT(m->bytes() / m->graph().nodeCount(), 250u);
}

} // namespace
} // namespace ara::test
