#include "analysis/introsort.h"
#include "analysis/summary.h"
#include "formats/format.h"
#include "support/paths.h"
#include "tests/core/formats/graphdef/graphdef_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>

namespace ara::test {
namespace {

using namespace ir;

Model withPath(Model m, const std::string& path) {
  m.origin = {path, "GraphDef", 0};
  return m;
}

// --- summarize_graph's lines

TEST(SummaryText, IsSummarizeGraphsLetterForLetter) {
  const Model m = withPath(readText(R"(
    node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: -1 } dim { size: 3 } } } } }
    node { name: "any" op: "Placeholder" attr { key: "dtype" value { type: DT_HALF } } attr { key: "shape" value { shape { unknown_rank: true } } } }
    node { name: "bare" op: "Placeholder" }
    node { name: "scalar" op: "Placeholder" attr { key: "dtype" value { type: DT_INT64 } } attr { key: "shape" value { shape { } } } }
    node { name: "v" op: "VariableV2" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: 4 } } } } }
    node { name: "handle" op: "VarHandleOp" }
    node { name: "w" op: "Const" attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 1200 } } float_val: 1 } } } }
    node { name: "s" op: "Const" attr { key: "value" value { tensor { dtype: DT_STRING tensor_shape { dim { size: 2 } } string_val: "a" } } } }
    node { name: "y" op: "Add" input: "x" input: "w" input: "^s" device: "/gpu:0" }
    node { name: "z" op: "Identity" input: "y" input: "^v" input: "^s" device: "/cpu:0" }
    library { function { signature { name: "f" } node_def { name: "n" op: "Add" } } })"),
                           "dir/g.pb");
  EXPECT_EQ(
      analysis::summarizeGraphText(m),
      "Found 4 possible inputs: (name=x, type=float(1), shape=[?,3]) (name=any, type=half(19), shape=<unknown>) "
      "(name=bare, type=INVALID(0), shape=None) (name=scalar, type=int64(9), shape=[]) \n"
      "Found 1 variables: (name=v, type=float(1), shape=[4]) \n"
      "Found 2 possible outputs: (name=handle, op=VarHandleOp) (name=z, op=Identity) \n"
      "Found 1202 (1.20k) const parameters, 0 (0) variable parameters, and 3 control_edges\n"
      "1 nodes assigned to device '/cpu:0'1 nodes assigned to device '/gpu:0'Op types used: 4 Placeholder, 2 Add, 2 "
      "Const, "
      "1 Identity, 1 VarHandleOp, 1 VariableV2\n"
      "To use with tensorflow/tools/benchmark:benchmark_model try these arguments:\n"
      "bazel run tensorflow/tools/benchmark:benchmark_model -- --graph=dir/g.pb --show_flops "
      "--input_layer=x,any,bare,scalar,v "
      "--input_layer_type=float,half,INVALID,int64,float --input_layer_shape=-1,3::::4 --output_layer=handle,z\n");
}

TEST(SummaryText, SaysWhenThereIsNothing) {
  const std::string text = analysis::summarizeGraphText(readText(R"(node { name: "n" op: "NoOp" })"));
  EXPECT_EQ(text.substr(0, text.find("Found")), "No inputs spotted.\nNo variables spotted.\nNo outputs spotted.\n");
}

// HumanReadableNum divides integers until below a million.
TEST(SummaryText, WritesNumbersForPeopleAsTensorFlowDoes) {
  const auto shown = [](const std::string& elements) {
    const std::string text = analysis::summarizeGraphText(readText(
        R"(node { name: "w" op: "Const" attr { key: "value" value { tensor { dtype: DT_UINT8 tensor_shape { dim { size: )" +
        elements + " } } } } } }"));
    const auto open = text.find('('), close = text.find(')');
    return text.substr(open + 1, close - open - 1);
  };
  EXPECT_EQ(shown("999"), "999");
  EXPECT_EQ(shown("1000"), "1.00k");
  EXPECT_EQ(shown("67919"), "67.92k");
  EXPECT_EQ(shown("1999999"), "2.00M");
  EXPECT_EQ(shown("1500000000"), "1.50B");
  EXPECT_EQ(shown("2000000000000"), "2.00T");
  EXPECT_EQ(shown("1000000000000000"), "1.00E+15");
}

#ifdef __GLIBCXX__
// The order of ties is that of GCC's std::sort; where this test is built with that library, it is asked.
TEST(SummaryText, TieOrderIsThatOfGccsSort) {
  std::mt19937 random(1);
  const auto greater = [](const std::pair<int, int>& a, const std::pair<int, int>& b) { return a.first > b.first; };
  for (int round = 0; round < 20000; ++round) {
    std::vector<std::pair<int, int>> items(random() % 200);
    const int kinds = 1 + static_cast<int>(random() % 20);
    for (int i = 0; auto& item : items) item = {static_cast<int>(random()) % kinds, i++};
    if (round % 3 == 1) std::sort(items.begin(), items.end());
    if (round % 3 == 2) std::sort(items.rbegin(), items.rend());
    auto ours = items, theirs = items;
    std::sort(theirs.begin(), theirs.end(), greater);
    analysis::gccSort(std::span(ours), greater);
    ASSERT_EQ(ours, theirs) << "round " << round;
    // Where quicksort goes too deep it is heapsort's turn.
    ours = theirs = items;
    std::partial_sort(theirs.begin(), theirs.end(), theirs.end(), greater);
    analysis::introsort::heapSort(std::span(ours), greater);
    ASSERT_EQ(ours, theirs) << "heap, round " << round;
  }
}
#endif

TEST(SummaryText, MatchesThePublishedRun) {
  SKIP_WITHOUT_SHARED();
  Task task;
  const Result<Model> m = formats::open(task, *sharedDir() / "models/seed/har/frozen_har.pb");
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(
      analysis::summarizeGraphText(withPath(*m, "frozen_har.pb")),
      "Found 1 possible inputs: (name=input, type=float(1), shape=[?,200,3]) \n"
      "No variables spotted.\n"
      "Found 1 possible outputs: (name=y_, op=Softmax) \n"
      "Found 67919 (67.92k) const parameters, 0 (0) variable parameters, and 0 control_edges\n"
      "Op types used: 1230 Const, 1200 Mul, 1200 Sigmoid, 802 Add, 800 Tanh, 404 ConcatV2, 402 MatMul, 401 Split, 400 "
      "BiasAdd, "
      "8 Identity, 4 ExpandDims, 4 Fill, 1 Transpose, 1 StridedSlice, 1 Softmax, 1 Shape, 1 Reshape, 1 Relu, 1 "
      "Placeholder\n"
      "To use with tensorflow/tools/benchmark:benchmark_model try these arguments:\n"
      "bazel run tensorflow/tools/benchmark:benchmark_model -- --graph=frozen_har.pb --show_flops --input_layer=input "
      "--input_layer_type=float --input_layer_shape=-1,200,3 --output_layer=y_\n");
  EXPECT_EQ(analysis::describe(*m).text(), "Takes 200 × 3 numbers to 6 classes, through 2 LSTM layers of 64 units, unrolled 200 times.");
  const auto outputs = analysis::likelyOutputs(*m);
  ASSERT_GE(outputs.size(), 2u);
  EXPECT_EQ(outputs[0].name, "y_");
  EXPECT_EQ(outputs[1].name, "add_1");
  EXPECT_EQ(outputs[1].reason.text(), "The raw scores before Softmax.");
  std::uint64_t bytes = 0;
  for (const auto& op : analysis::opCounts(*m)) bytes += op.bytes;
  EXPECT_EQ(bytes + 5, m->origin.bytes) << "all but the 5 bytes of the versions are nodes";
}

// --- Counts

TEST(OpCounts, MostFirstThenFirstSeen) {
  const Model m = readText(R"(
    node { name: "b" op: "Bravo" } node { name: "a" op: "Alpha" } node { name: "c" op: "Charlie" } node { name: "c2" op: "Charlie" }
    library { function { signature { name: "f" } node_def { name: "n" op: "Delta" } } })");
  const auto counts = analysis::opCounts(m);
  ASSERT_EQ(counts.size(), 4u);
  EXPECT_EQ(counts[0].op, "Charlie");
  EXPECT_EQ(counts[0].count, 2u);
  EXPECT_EQ(counts[0].first, NodeId(2));
  EXPECT_EQ(counts[1].op, "Bravo");
  EXPECT_EQ(counts[2].op, "Alpha");
  EXPECT_EQ(counts[3].op, "Delta");
  EXPECT_FALSE(counts[3].first) << "it stands in a function only";
  EXPECT_GT(counts[0].bytes, counts[1].bytes);
}

// --- Likely inputs and outputs

std::vector<std::string> namesOf(const std::vector<analysis::Candidate>& list, bool likely) {
  std::vector<std::string> names;
  for (const auto& c : list)
    if (!likely || c.rank >= analysis::kLikely) names.push_back(c.name);
  return names;
}
using Names = std::vector<std::string>;

TEST(Candidates, AnswersBeforeLeftOvers) {
  const Model m = readText(R"(
    node { name: "x" op: "Placeholder" }
    node { name: "labels" op: "Placeholder" }
    node { name: "keep_prob" op: "Placeholder" attr { key: "shape" value { shape { } } } }
    node { name: "w" op: "VariableV2" }
    node { name: "fc" op: "MatMul" input: "x" input: "w" input: "^keep_prob" }
    node { name: "probabilities" op: "Softmax" input: "fc" }
    node { name: "end" op: "Identity" input: "probabilities" }
    node { name: "loss" op: "ScalarSummary" input: "labels" input: "fc" }
    node { name: "gradients/fc_grad" op: "ReluGrad" input: "fc" input: "labels" }
    node { name: "step" op: "AssignAdd" input: "w" input: "fc" }
    node { name: "check" op: "Print" input: "fc" }
    node { name: "save/control_dependency" op: "Identity" input: "w" }
    node { name: "size" op: "Shape" input: "x" }
    node { name: "zeros" op: "Fill" input: "size" }
    node { name: "init" op: "NoOp" })");
  const auto outputs = analysis::likelyOutputs(m);
  EXPECT_EQ(namesOf(outputs, true), Names{"end"});
  EXPECT_EQ(outputs[0].reason.text(), "Nothing uses it, and it ends in class probabilities (Softmax).");
  EXPECT_EQ(outputs[1].name, "fc");
  EXPECT_EQ(outputs[1].reason.text(), "The raw scores before Softmax.");
  const auto reason = [](const std::vector<analysis::Candidate>& list, std::string_view name) {
    for (const auto& c : list)
      if (c.name == name) return c.reason.text();
    return std::string("not there");
  };
  EXPECT_EQ(reason(outputs, "gradients/fc_grad"), "It belongs to training.");
  EXPECT_EQ(reason(outputs, "loss"), "It writes a log for TensorBoard.");
  EXPECT_EQ(reason(outputs, "check"), "It only checks or prints.");
  EXPECT_EQ(reason(outputs, "save/control_dependency"), "It belongs to saving and restoring.");
  EXPECT_EQ(reason(outputs, "step"), "It changes a variable.");
  EXPECT_EQ(reason(outputs, "zeros"), "Nothing uses it, and it does not depend on any input.") << "a shape is no data";
  EXPECT_EQ(reason(outputs, "init"), "not there");

  const auto inputs = analysis::likelyInputs(m);
  EXPECT_EQ(namesOf(inputs, true), Names{"x"});
  EXPECT_EQ(reason(inputs, "labels"), "The likely outputs do not need it.");
  EXPECT_EQ(reason(inputs, "keep_prob"), "It looks like a switch for training, not like data.");
}

TEST(Candidates, SignaturesSpeakFirst) {
  Model m = readText(R"(
    node { name: "x" op: "Placeholder" } node { name: "other" op: "Placeholder" }
    node { name: "y" op: "Neg" input: "x" } node { name: "z" op: "Softmax" input: "other" })");
  m.signatures.push_back({"serving_default", GraphId(0), {{"in", TensorId(0)}}, {{"out", TensorId(2)}}});
  EXPECT_EQ(namesOf(analysis::likelyInputs(m), true), Names{"x"});
  const auto outputs = analysis::likelyOutputs(m);
  EXPECT_EQ(namesOf(outputs, true), Names{"y"});
  EXPECT_EQ(outputs[0].reason.text(), "Signature serving_default returns it as out.");
  EXPECT_EQ(outputs[1].reason.text(), "Nothing uses it, but no signature returns it.");
}

TEST(Candidates, ProbabilitiesReadByALossAreStillTheAnswer) {
  const Model m = readText(R"(
    node { name: "x" op: "Placeholder" }
    node { name: "p" op: "Softmax" input: "x" }
    node { name: "train/loss" op: "Mean" input: "p" })");
  EXPECT_EQ(namesOf(analysis::likelyOutputs(m), true), Names{"p"});
}

// --- JSON

TEST(SummaryJson, HoldsEverything) {
  Model m = withPath(readText(R"(
    node { name: "x\377" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: -1 } dim { size: 4 } } } } }
    node { name: "w" op: "Const" attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 4 } } float_val: 1 } } } }
    node { name: "y" op: "Add" input: "x\377" input: "w" input: "^w" device: "/cpu:0" }
    versions { producer: 27 })"),
                     "g.pb");
  const auto json = nlohmann::json::parse(analysis::summaryJson(m));
  EXPECT_EQ(json["file"], "g.pb");
  EXPECT_EQ(json["versions"]["producer"], 27);
  EXPECT_EQ(json["nodes"], 3);
  EXPECT_EQ(json["inputs"][0]["name"], "x\xef\xbf\xbd") << "bytes that are no UTF-8 are replaced";
  EXPECT_EQ(json["inputs"][0]["shape"], (nlohmann::json{-1, 4}));
  EXPECT_EQ(json["outputs"][0]["op"], "Add");
  EXPECT_EQ(json["parameters"]["constant"], 4);
  EXPECT_EQ(json["parameters"]["bytes"]["float32"], 16);
  EXPECT_EQ(json["control_edges"], 1);
  EXPECT_EQ(json["devices"]["/cpu:0"], 1);
  EXPECT_EQ(json["ops"].size(), 3u);
  EXPECT_EQ(json["graphs"][0]["kind"], "main");
}

TEST(Describe, SaysOnlyWhatIsCertain) {
  EXPECT_EQ(analysis::describe(readText(R"(
    node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: -1 } dim { size: 1000 } } } } }
    node { name: "y" op: "Relu" input: "x" })"))
                .text(),
            "Takes 1,000 numbers. Operators: 1.");
  EXPECT_EQ(
      analysis::describe(readText(R"(node { name: "x" op: "Placeholder" } node { name: "y" op: "Relu" input: "x" })"))
          .text(),
      "Operators: 1. Inputs: 1. Outputs: 1.");
}

} // namespace
} // namespace ara::test
