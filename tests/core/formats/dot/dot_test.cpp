#include "formats/dot/dot.h"
#include "tests/core/formats/graphdef/graphdef_text.h"

#include <graphviz/cgraph.h>

#include <memory>
#include <thread>

namespace ara::test {
namespace {

using namespace ir;

std::string dotOf(const Model& m) {
  Task task;
  const auto text = formats::dot::write(task, m);
  EXPECT_TRUE(text);
  return text ? *text : std::string();
}

// Read back by cgraph itself.
struct Parsed {
  explicit Parsed(const std::string& text) : graph(agmemread(text.c_str())) {}
  ~Parsed() {
    if (graph) agclose(graph);
  }
  int nodes() const { return graph ? agnnodes(graph) : -1; }
  int edges() const { return graph ? agnedges(graph) : -1; }
  std::string label(const char* node) const {
    char name[32];
    std::snprintf(name, sizeof name, "%s", node);
    Agnode_t* n = graph ? agnode(graph, name, 0) : nullptr;
    char key[] = "label";
    return n ? agget(n, key) : "";
  }
  Agraph_t* graph;
};

TEST(Dot, OneBoxForEachNodeOneArrowForEachInput) {
  const Model m = readText(R"(
    node { name: "x" op: "Placeholder" }
    node { name: "layer/mul" op: "Mul" input: "x" input: "x" }
    node { name: "layer/relu" op: "Relu" input: "layer/mul" input: "^x" })");
  const std::string text = dotOf(m);
  const Parsed dot(text);
  EXPECT_EQ(dot.nodes(), 3);
  EXPECT_EQ(dot.edges(), 4);
  EXPECT_EQ(dot.label("g0n1"), "Mul\\nmul");
  EXPECT_NE(text.find("subgraph cluster_0"), std::string::npos) << "the scope `layer`";
  EXPECT_NE(text.find("style=dashed"), std::string::npos) << "the control edge";
  EXPECT_EQ(text, dotOf(m)) << "the same every time";
}

TEST(Dot, NamesCannotBreakOut) {
  const std::vector<std::string> hostile{"a\" ]; evil [label=\"",
                                         "back\\slash\\",
                                         "<b>html</b>",
                                         "two\nlines",
                                         "strict digraph {",
                                         "\xff\xfe",
                                         "}/{",
                                         std::string(10000, 'n'),
                                         "\\N"};
  proto::GraphDef graph;
  for (const std::string& name : hostile) {
    graph.add_node()->set_name(name);
    graph.mutable_node(graph.node_size() - 1)->set_op("Op\"\\");
  }
  Task task;
  const Result<Model> m = tryRead(task, serialized(graph));
  ASSERT_TRUE(m) << m.error().text();
  const std::string text = dotOf(*m);
  const Parsed dot(text);
  EXPECT_EQ(dot.nodes(), static_cast<int>(hostile.size()));
  EXPECT_EQ(dot.edges(), 0);
  EXPECT_EQ(dot.label("g0n0"), "Op\"\\\\\\na\" ]; evil [label=\"");
  EXPECT_EQ(dot.label("g0n1"), "Op\"\\\\\\nback\\\\slash\\\\");
  EXPECT_LT(text.size(), 20000u);
}

TEST(Dot, FunctionsAreClustersOfTheirOwn) {
  const Model m = readText(R"(
    node { name: "call" op: "PartitionedCall" }
    library { function {
      signature { name: "f" input_arg { name: "a" type: DT_FLOAT } output_arg { name: "r" type: DT_FLOAT } }
      node_def { name: "n" op: "Neg" input: "a" }
      ret { key: "r" value: "n:y:0" } } })");
  const std::string text = dotOf(m);
  const Parsed dot(text);
  EXPECT_EQ(dot.nodes(), 4) << "call, n, its argument, its result";
  EXPECT_EQ(dot.edges(), 2);
  EXPECT_NE(text.find("label=main"), std::string::npos);
  EXPECT_NE(text.find("label=f"), std::string::npos);
}

TEST(Dot, ManyThreadsMayWrite) {
  const Model m = readText(R"(node { name: "x" op: "Placeholder" } node { name: "y" op: "Relu" input: "x" })");
  const std::string want = dotOf(m);
  std::vector<std::string> got(8);
  {
    std::vector<std::thread> threads;
    for (std::string& one : got)
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) one = dotOf(m);
      });
    for (std::thread& t : threads) t.join();
  }
  for (const std::string& one : got) EXPECT_EQ(one, want);
}

} // namespace
} // namespace ara::test
