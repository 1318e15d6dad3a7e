// Checkpoints, SavedModels and Keras files convert as they are: variables become constants, signatures keep their
// names.
#include "convert/convert.h"
#include "convert/freeze.h"
#include "formats/checkpoint/checkpoint.h"
#include "formats/format.h"
#include "formats/tflite/tflite.h"
#include "support/paths.h"

#include <gtest/gtest.h>

namespace ara::convert {
namespace {

namespace fs = std::filesystem;

class Doors : public ::testing::Test {
protected:
  static ir::Model open(const fs::path& path, const formats::OpenOptions& options = {}) {
    Task task;
    auto m = formats::open(task, test::dataDir() / path, options);
    EXPECT_TRUE(m) << m.error().text();
    return m ? *std::move(m) : ir::Model();
  }
  static Result<Conversion> convert(const ir::Model& model, Settings settings) {
    Task task;
    settings.batch = 2;
    return run(task, model, settings);
  }
  static Settings output(const std::string& name) {
    Settings s;
    s.outputs = {name};
    return s;
  }
  // The signature as it reads back: "x, ids -> y".
  static std::string signature(const Conversion& c) {
    Task task;
    const auto back = formats::tflite::readBytes(task, c.file, nullptr);
    if (!back || back->signatures.size() != 1) return "none";
    std::string out = back->signatures[0].key + ":";
    for (const auto& i : back->signatures[0].inputs) out += " " + i.name;
    out += " ->";
    for (const auto& o : back->signatures[0].outputs) out += " " + o.name;
    return out;
  }
};

TEST_F(Doors, AGraphWithItsCheckpointConverts) {
  for (const std::string graph : {"checkpoints/v1/model.ckpt.meta", "checkpoints/v2/model.ckpt.meta",
                                  "checkpoints/partitioned/model.ckpt.meta"}) {
    SCOPED_TRACE(graph);
    const auto c = convert(open(graph), output("mlp/prob"));
    ASSERT_TRUE(c) << c.error().text();
    EXPECT_TRUE(c->refused.empty());
    EXPECT_EQ(c->model.graph().liveNodeCount(), 3u); // two products and a softmax
  }
  const auto named =
      convert(open("checkpoints/v2/graph.pb", {test::dataDir() / "checkpoints/v2/model.ckpt.index", false}),
              output("mlp/prob"));
  ASSERT_TRUE(named) << named.error().text();
  EXPECT_TRUE(named->refused.empty());
}

TEST_F(Doors, FreezingLeavesPlaceholdersConstantsAndWhatTheOutputNeeds) {
  Task task;
  const auto frozen = freeze(task, open("checkpoints/partitioned/model.ckpt.meta"), {"mlp/prob"});
  ASSERT_TRUE(frozen) << frozen.error().text();
  bool placeholder = false;
  for (const ir::NodeId n : frozen->graph().nodeIds()) {
    const std::string_view op = frozen->shortOpName(frozen->graph()[n]);
    placeholder = placeholder || op == "Placeholder";
    EXPECT_TRUE(op.find("Var") == op.npos && op.find("Save") == op.npos && op.find("Restore") == op.npos) << op;
  }
  EXPECT_TRUE(placeholder);
  const auto none = freeze(task, open("checkpoints/v2/graph.pb"), {"mlp/nothing"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().finding.text(), "The model has no tensor mlp/nothing to be an output.");
}

TEST_F(Doors, WithoutValuesAVariableIsRefused) {
  const auto c = convert(open("checkpoints/v2/graph.pb"), output("mlp/prob"));
  ASSERT_TRUE(c) << c.error().text();
  EXPECT_FALSE(c->refused.empty());
  EXPECT_TRUE(c->file.empty());
}

TEST_F(Doors, AMissingOrOtherValueIsNamed) {
  ir::Model m = open("checkpoints/v2/model.ckpt.meta");
  ASSERT_GE(m.variables.size(), 2u);
  m.variables[0].state = ir::Variable::State::missing;
  m.variables[1].state = ir::Variable::State::otherForm;
  m.variables[1].stored = ir::Shape::of({7});
  const auto c = convert(m, output("mlp/prob"));
  ASSERT_TRUE(c) << c.error().text();
  ASSERT_EQ(c->refused.size(), 2u);
  EXPECT_EQ(c->refused[0].finding.text(), "The checkpoint has no value for variable " + m.variables[0].name + ".");
  EXPECT_EQ(c->refused[1].finding.text(), "Variable " + m.variables[1].name + " is " + m.variables[1].shape.text() +
                                              " in the graph and [7] in the checkpoint.");
}

TEST_F(Doors, AValueThatDoesNotAgreeWithItsChecksumIsRefused) {
  ir::Model m = open("checkpoints/v2/model.ckpt.meta");
  ASSERT_TRUE(m.variables[0].crc);
  *m.variables[0].crc ^= 1;
  const auto c = convert(m, output("mlp/prob"));
  ASSERT_TRUE(c) << c.error().text();
  ASSERT_EQ(c->refused.size(), 1u);
  EXPECT_EQ(c->refused[0].finding.text(),
            "The value of variable " + m.variables[0].name + " does not agree with its checksum.");
}

TEST_F(Doors, EachSignatureOfASavedModelConverts) {
  const ir::Model m = open("savedmodels/two_signatures");
  ASSERT_EQ(m.signatures.size(), 2u);
  Settings s;
  s.signatureKey = "dense";
  const auto dense = convert(m, s);
  ASSERT_TRUE(dense) << dense.error().text();
  EXPECT_EQ(signature(*dense), "dense: x -> y");
  s.signatureKey = "lookup";
  const auto lookup = convert(m, s);
  ASSERT_TRUE(lookup) << lookup.error().text();
  EXPECT_EQ(signature(*lookup), "lookup: ids -> norm rows");
}

TEST_F(Doors, EverySignatureFitsIntoOneFile) {
  Settings s;
  s.everySignature = true;
  s.signatureKey = "lookup";
  const auto c = convert(open("savedmodels/two_signatures"), s);
  ASSERT_TRUE(c) << c.error().text();
  ASSERT_TRUE(c->refused.empty());
  Task task;
  const auto back = formats::tflite::readBytes(task, c->file, nullptr);
  ASSERT_TRUE(back) << back.error().text();
  ASSERT_EQ(back->graphs.size(), 2u);
  ASSERT_EQ(back->signatures.size(), 2u);
  EXPECT_EQ(back->signatures[0].key, "lookup");
  EXPECT_EQ(back->signatures[0].graph, ir::GraphId(0));
  EXPECT_EQ(back->signatures[1].key, "dense");
  EXPECT_EQ(back->signatures[1].graph, ir::GraphId(1));
}

TEST_F(Doors, ASignatureThatIsNotThereIsNamedWithThoseThatAre) {
  Settings s;
  s.signatureKey = "predict";
  const auto c = convert(open("savedmodels/two_signatures"), s);
  ASSERT_FALSE(c);
  EXPECT_EQ(c.error().text(), "The model has no signature predict. It has dense, lookup.");
}

TEST_F(Doors, AKerasModelKeepsTheOrderOfItsOutputs) {
  const auto c = convert(open("keras/two-outputs.h5"), {});
  ASSERT_TRUE(c) << c.error().text();
  EXPECT_EQ(signature(*c), "serving_default: input_109 -> a b");
  const auto lstm = convert(open("keras/lstm-two.keras"), {});
  ASSERT_TRUE(lstm) << lstm.error().text();
  std::size_t sequences = 0;
  for (const ir::NodeId n : lstm->model.graph().nodeIds())
    sequences += lstm->model.opName(lstm->model.graph()[n]) == "tfl.unidirectional_sequence_lstm";
  EXPECT_EQ(sequences, 2u) << "one operator a layer";
}

} // namespace
} // namespace ara::convert
