// The runner, and what every pass owes a hostile graph: an end, in linear time, with a sound model.
#include "ir/text.h"
#include "ir/verify.h"
#include "passes/pass.h"

#include <ctime>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ara::passes {
namespace {

ir::Model parsed(std::string_view text) {
  auto m = ir::parse(text, ops::find);
  EXPECT_TRUE(m) << m.error().text();
  return m ? *std::move(m) : ir::Model();
}

Status run(ir::Model& model, std::vector<std::string_view> pipeline, ir::Journal& journal, Task task = {}) {
  std::vector<Error> refused;
  RunOptions options;
  options.verify = true;
  return passes::run(task, model, pipeline, journal, refused, options);
}

constexpr std::string_view kIdentities = R"(graph (%x: f32[2]) {
  %a = tf.Identity(%x) : f32[2]
  %y = tf.Relu(%a) : f32[2]
  return %y
}
)";

TEST(Runner, EveryPassHasANameAndASentence) {
  for (const Pass& p : all()) {
    EXPECT_EQ(find(p.name), &p);
    EXPECT_TRUE(p.doc.ends_with('.')) << p.name;
  }
  for (const auto pipeline : {sourcePipeline(), lowerPipeline(), targetPipeline()})
    for (const std::string_view name : pipeline) EXPECT_NE(find(name), nullptr) << name;
}

TEST(Runner, WritesARowForEachPass) {
  ir::Model m = parsed(kIdentities);
  ir::Journal journal;
  ASSERT_TRUE(run(m, {"remove_identity", "merge_common"}, journal));
  ASSERT_EQ(journal.passes.size(), 2u);
  EXPECT_EQ(journal.passes[0].name, "remove_identity");
  EXPECT_EQ(journal.passes[0].nodesBefore, 2u);
  EXPECT_EQ(journal.passes[0].nodesAfter, 1u);
  EXPECT_EQ(journal.passes[0].rewrites, 1u);
  EXPECT_EQ(journal.passes[1].rewrites, 0u);
  ASSERT_EQ(journal.rewrites.size(), 1u);
  EXPECT_EQ(journal.rewrites[0].pass, 0u);
}

TEST(Runner, StopsBetweenPasses) {
  ir::Model m = parsed(kIdentities);
  ir::Journal journal;
  const Status stopped = run(m, {"remove_identity"}, journal, Task(std::make_shared<std::atomic<bool>>(true), nullptr));
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(ir::print(m), kIdentities);
}

TEST(Runner, TellsWhichPassIsNotThere) {
  ir::Model m = parsed(kIdentities);
  ir::Journal journal;
  const Status wrong = run(m, {"fold_everything"}, journal);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::BadArgument);
  EXPECT_EQ(wrong.error().finding.text(), "There is no pass fold_everything.");
}

// A broken model is found after the pass that was last, with its name.
TEST(Runner, VerifiesAfterEveryPass) {
  ir::Model m = parsed(kIdentities);
  m.graphs[0].outputs.clear(); // behind the back of GraphEdit
  ir::Journal journal;
  const Status broken = run(m, {"merge_common"}, journal);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, ErrorKind::Internal);
  EXPECT_NE(broken.error().text().find("verifying after pass merge_common"), std::string::npos);
}

// Files give operators any number of operands and results. Every operator of the table, with none, one absent, one and
// two operands, goes through every pass.
TEST(Hostile, OperatorsWithTooFewOperands) {
  for (const std::string_view operands : {"", "-", "%x", "-, %x", "%x, -", "%x, %x", "%k", "%k, %k", "%x, %k"}) {
    std::string text = "graph (%x: f32[2]) {\n  %k = const f32[2] = [0.0, 0.0]\n";
    std::string outputs = "%k";
    for (const ir::OpDef* row : ops::rows()) {
      const std::string n = fmt::format("n{}", std::count(outputs.begin(), outputs.end(), ','));
      text += fmt::format("  %{} = {}({}) : f32[2]\n", n, row->name, operands);
      outputs += ", %" + n;
    }
    text += "  return " + outputs + "\n}\n";
    const ir::Model model = parsed(text);
    for (const Pass& pass : all()) {
      ir::Model m = model;
      ir::Journal journal;
      const Status done = run(m, {pass.name}, journal);
      EXPECT_TRUE(done) << pass.name << " (" << operands << "): " << done.error().text();
    }
  }
}

double seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

// Ten times the graph may take ten times as long; a square takes a hundred times. The bound lies well between.
void expectLinear(const std::function<std::string(int)>& graph,
                  const std::function<std::vector<std::string_view>()>& pipeline) {
  const auto time = [&](int n) {
    ir::Model m = parsed(graph(n));
    ir::Journal journal;
    std::vector<Error> refused;
    Task task;
    const double start = seconds();
    EXPECT_TRUE(passes::run(task, m, pipeline(), journal, refused));
    return seconds() - start;
  };
  time(3'000);
  const double small = std::max({time(3'000), time(3'000), 0.001});
  EXPECT_LT(time(30'000), 40 * small);
}

std::vector<std::string_view> sourcePasses() { return {sourcePipeline().begin(), sourcePipeline().end()}; }
std::vector<std::string_view> targetPasses() { return {targetPipeline().begin(), targetPipeline().end()}; }

// A chain against file order whose end has many users: uses must not be moved at every step.
TEST(Hostile, ChainsWithManyUsersTakeLinearTime) {
  expectLinear(
      [](int n) {
        std::string text = "graph (%x: f32[2]) {\n";
        for (int i = n; i-- > 0;)
          text += fmt::format("  %i{} = tf.Identity({}) : f32[2]\n", i, i ? fmt::format("%i{}", i - 1) : "%x");
        for (int i = 0; i < n; ++i) text += fmt::format("  %u{} = tf.Relu(%i{}) : f32[2]\n", i, n - 1);
        return text + "  return %u0\n}\n";
      },
      [] { return std::vector<std::string_view>{"remove_identity"}; });
}

TEST(Hostile, ManyOutputsTakeLinearTime) {
  const auto graph = [](std::string_view op) {
    return [op](int n) {
      std::string text = "graph (%x: f32[2]) {\n", outputs;
      for (int i = 0; i < n; ++i) {
        text += fmt::format("  %a{} = {}.add(%x, %x) : f32[2]\n  %r{} = {}.relu(%a{}) : f32[2]\n", i, op, i, op, i);
        outputs += fmt::format("{}%r{}", i ? ", " : "", i);
      }
      return text + "  return " + outputs + "\n}\n";
    };
  };
  expectLinear(graph("tfl"), targetPasses);
}

TEST(Hostile, OneConstantUsedByAllTakesLinearTime) {
  expectLinear(
      [](int n) {
        std::string text = "graph (%x: f32[2]) {\n", last = "%x";
        for (int i = 0; i < n; ++i) {
          text +=
              fmt::format("  %k{} = const f32[2] = [1.5, 2.0]\n  %a{} = tf.Mul({}, %k{}) : f32[2]\n", i, i, last, i);
          last = fmt::format("%a{}", i);
        }
        return text + "  return " + last + "\n}\n";
      },
      sourcePasses);
}

TEST(Hostile, ChainsOfReshapesTakeLinearTime) {
  expectLinear(
      [](int n) {
        std::string text = "graph (%x: f32[6]) {\n  %s = const i32[2] = [2, 3]\n  %t = const i32[1] = [6]\n",
                    last = "%x";
        for (int i = 0; i < n; ++i) {
          text += i % 2 ? fmt::format("  %a{} = tfl.reshape({}, %t) : f32[6]\n", i, last)
                        : fmt::format("  %a{} = tfl.reshape({}, %s) : f32[2,3]\n", i, last);
          text += fmt::format("  %b{} = tfl.relu(%a{}) : {}\n", i, i, i % 2 ? "f32[6]" : "f32[2,3]");
          last = fmt::format("%a{}", i);
        }
        return text + "  return " + last + "\n}\n";
      },
      targetPasses);
}

// Twenty bytes of a file claim a gigabyte of zeros, often: nothing expands them to compare them.
TEST(Hostile, HugeSplatsAreComparedByWhatIsStored) {
  ir::Model m;
  m.graphs.emplace_back();
  ir::GraphEdit edit(m);
  const ir::OpDef* neg = ops::find("tf.Neg");
  const auto stored = std::make_shared<const std::vector<float>>(1, 0.0f);
  std::vector<ir::TensorId> outputs;
  for (int i = 0; i < 200; ++i) {
    const ir::BufferId b =
        m.addBuffer(ir::repeatBuffer(std::as_bytes(std::span(*stored)), stored, std::uint64_t{1} << 30, 4));
    const ir::TensorId k = edit.addConstant(ir::DataType::f32, ir::Shape::of({1 << 28}), b);
    const ir::NodeId n = edit.addNode(*neg, {k});
    outputs.push_back(edit.graph().result(n));
  }
  edit.setOutputs(outputs);
  ir::Journal journal;
  const double start = seconds();
  ASSERT_TRUE(run(m, {"merge_common"}, journal));
  EXPECT_LT(seconds() - start, 1.0);
  const ir::TensorId first = edit.graph().operand(ir::NodeId(0), 0);
  EXPECT_EQ(edit.graph().useCount(first), 200u) << "they are equal, and now one";
}

} // namespace
} // namespace ara::passes
