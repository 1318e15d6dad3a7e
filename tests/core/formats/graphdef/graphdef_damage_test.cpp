// Whatever is done to a file, the reader answers with a model or a sentence.
#include "support/damage.h"
#include "tests/core/formats/graphdef/graphdef_text.h"

#include <ctime>
#include <random>

namespace ara::test {
namespace {

using namespace ir;

std::string smallFile() {
  return binaryOf(R"(
    node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: 2 } } } } }
    node { name: "w" op: "Const" attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 2 } } float_val: [1, 2] } } } }
    node { name: "s" op: "Const" attr { key: "value" value { tensor { dtype: DT_STRING tensor_shape { dim { size: 2 } } string_val: "ab" } } } }
    node { name: "y" op: "Mul" input: "x" input: "w" input: "^s" attr { key: "T" value { type: DT_FLOAT } } attr { key: "l" value { list { i: [1, 2] } } } }
    library { function {
      signature { name: "f" input_arg { name: "a" type: DT_FLOAT } output_arg { name: "r" type: DT_FLOAT } }
      node_def { name: "n" op: "Neg" input: "a" }
      ret { key: "r" value: "n:y:0" } } }
    versions { producer: 27 })");
}

Result<Model> readCopy(Task& task, Bytes bytes) { return tryRead(task, std::string(textOf(bytes)), "cut.pb"); }

TEST(GraphDefDamage, ATruncatedFileShowsWhatIsWholeAndSaysSo) {
  const std::string file = smallFile();
  std::size_t models = 0, noted = 0;
  forEachTruncation(bytesOf(file), [&](Bytes cut, const Damage& d) {
    SCOPED_TRACE(d.text());
    Task task;
    const Result<Model> m = readCopy(task, cut);
    if (!m) {
      EXPECT_FALSE(m.error().finding.empty());
      EXPECT_FALSE(m.error().remedy.empty());
      return;
    }
    ++models;
    if (task.notes().empty()) {
      EXPECT_TRUE(proto::GraphDef().ParseFromArray(cut.data(), static_cast<int>(cut.size())))
          << "cut between two fields, which nothing tells";
      return;
    }
    ++noted;
    EXPECT_NE(task.notes()[0].what.text().find("cut.pb ends at byte"), std::string::npos);
  });
  EXPECT_GT(models, file.size() / 2);
  EXPECT_GE(noted + 10, models);
}

TEST(GraphDefDamage, TheNoteCountsTheNodesBeforeTheCut) {
  const std::string file = binaryOf(
      R"(node { name: "y" op: "Add" input: "x" input: "w:1" input: "x" } node { name: "x" op: "Placeholder" })");
  Task task;
  const Result<Model> m = tryRead(task, file.substr(0, file.size() - 1), "cut.pb");
  ASSERT_TRUE(m) << m.error().text();
  ASSERT_EQ(task.notes().size(), 1u);
  EXPECT_EQ(task.notes()[0].what.text(),
            fmt::format("cut.pb ends at byte {} inside node 2. Copy it again; the one node before it is shown.",
                        file.size() - 1));
  // What is missing stands as inputs of the graph, each once.
  EXPECT_EQ(m->graph().inputs.size(), 2u);
  EXPECT_EQ(operandNames(*m, NodeId(0)), (std::vector<std::string>{"x", "w:1", "x"}));
}

TEST(GraphDefDamage, FlippedBits) {
  forEachBitFlip(bytesOf(smallFile()), 4000, 1, [&](Bytes flipped, const Damage&) {
    Task task;
    const Result<Model> m = readCopy(task, flipped);
    EXPECT_TRUE(m || !m.error().finding.empty());
  });
}

TEST(GraphDefDamage, FieldsThatLie) {
  for (const int width : {1, 2, 4, 8})
    fieldSweep(bytesOf(smallFile()), width, [&](Bytes lying, const Damage&) {
      Task task;
      const Result<Model> m = readCopy(task, lying);
      EXPECT_TRUE(m || !m.error().finding.empty());
    });
}

TEST(GraphDefDamage, Noise) {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string noise(random() % 300, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    Task task;
    (void)tryRead(task, noise);
  }
}

// A few megabytes that would take minutes if anything were looked for in a line.
TEST(GraphDefDamage, ManyOfEverythingStaysLinear) {
  proto::GraphDef graph;
  proto::FunctionDef* f = graph.mutable_library()->add_function();
  f->mutable_signature()->set_name("f");
  proto::NodeDef* mystery = f->add_node_def();
  mystery->set_name("m");
  mystery->set_op("Mystery");
  proto::NodeDef* reader = f->add_node_def();
  reader->set_name("r");
  reader->set_op("Reader");
  constexpr int kMany = 60000;
  for (int i = 0; i < kMany; ++i) {
    const std::string n = std::to_string(i);
    reader->add_input("m:o" + n + ":0");
    f->mutable_signature()->add_input_arg()->set_name("a" + n);
    (*(*f->mutable_arg_attr())[static_cast<std::uint32_t>(i)].mutable_attr())["_output_shapes"]
        .mutable_list()
        ->add_shape()
        ->add_dim()
        ->set_size(i);
    f->mutable_signature()->add_output_arg()->set_name("r" + n);
    (*f->mutable_ret())["r" + n] = "a" + n;
    (*mystery->mutable_attr())["k" + n].set_i(i);
  }
  Task task;
  const std::clock_t begin = std::clock();
  const Result<Model> m = tryRead(task, graph.SerializeAsString());
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 5);
  const Graph& g = m->graph(GraphId(1));
  EXPECT_EQ(g[NodeId(0)].resultCount, static_cast<std::uint32_t>(kMany));
  EXPECT_EQ(m->shapeOf(g[g.inputs[77]]), Shape::of({77}));
  EXPECT_EQ(g.outputs[77], g.inputs[77]);
}

TEST(GraphDefDamage, CancelStopsTheWork) {
  const auto stop = std::make_shared<const std::atomic<bool>>(true);
  Task task(stop, {});
  const Result<Model> m = tryRead(task, smallFile());
  ASSERT_FALSE(m);
  EXPECT_EQ(m.error().kind, ErrorKind::Cancelled);
}

} // namespace
} // namespace ara::test
