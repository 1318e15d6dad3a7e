// Keras models open as graphs with their layers, inputs and outputs in their own order; what is damaged, foreign or
// code is one sentence. The files are made by tests/data/keras/make.py, or by Keras (two-outputs, nested, lstm-bi,
// ...).
#include "formats/format.h"
#include "support/damage.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <fstream>

namespace ara::test {
namespace {

namespace fs = std::filesystem;

class Keras : public ::testing::Test {
protected:
  static Result<ir::Model> open(const fs::path& path) {
    Task task;
    return formats::open(task, path);
  }
  static Result<ir::Model> file(const std::string& name) { return open(dataDir() / "keras" / name); }
  static std::string sentence(const std::string& name) {
    const auto m = file(name);
    return m ? "opened" : m.error().finding.text();
  }
  static std::string layers(const ir::Model& m) {
    std::string out;
    for (const ir::Layer& l : m.layers) out += (out.empty() ? "" : " ") + l.kind + ":" + std::to_string(l.parameters);
    return out;
  }
  static std::vector<float> floats(const ir::Model& m, ir::BufferId b) {
    const auto data = m.data(b);
    std::vector<float> out(data->bytes.size() / 4);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = data->load<float>(i);
    return out;
  }
  static std::vector<float> kernel(const ir::Model& m) {
    for (std::size_t i = 0; i < m.graph().tensorCount(); ++i) {
      const ir::Tensor& t = m.graph()[ir::TensorId(i)];
      if (t.buffer && m.shapeOf(t) == ir::Shape::of({2, 3})) return floats(m, t.buffer);
    }
    return {};
  }
};

TEST_F(Keras, ReadsWeightsHoweverTheyLie) {
  const std::vector<float> expected{0, 0.25F, 0.5F, 0.75F, 1, 1.25F};
  for (const std::string name : {"plain.h5", "packed.h5", "bigendian.h5"}) {
    const auto m = file(name);
    ASSERT_TRUE(m) << m.error().text();
    EXPECT_EQ(kernel(*m), expected) << name;
    EXPECT_EQ(layers(*m), "InputLayer:0 Dense:9") << name;
  }
}

TEST_F(Keras, KeepsLayersInputsAndOutputsInOrder) {
  const auto two = file("two-outputs.h5");
  ASSERT_TRUE(two) << two.error().text();
  ASSERT_EQ(two->signatures.size(), 1u);
  ASSERT_EQ(two->signatures[0].outputs.size(), 2u);
  EXPECT_EQ(two->signatures[0].outputs[0].name, "a");
  EXPECT_EQ(two->signatures[0].outputs[1].name, "b");
  const auto nested = file("nested.h5");
  ASSERT_TRUE(nested) << nested.error().text();
  EXPECT_EQ(layers(*nested), "InputLayer:0 Sequential:0 InputLayer:0 Dense:24 Dense:15");
  EXPECT_EQ(nested->layers[3].path, "sequential_94/dense_21");
  const auto lstm = file("lstm-two.keras");
  ASSERT_TRUE(lstm) << lstm.error().text();
  EXPECT_EQ(layers(*lstm), "InputLayer:0 LSTM:384 LSTM:208 Dense:15");
  EXPECT_EQ(lstm->layers[1].outputs.at(0).text(), "[?,6,8]");
  for (const std::string name : {"lstm-bi.h5", "mha.keras", "net-residual.keras"})
    EXPECT_EQ(sentence(name), "opened") << name;
}

TEST_F(Keras, AKeras1FileOpensForLooking) {
  Task task;
  const auto m = formats::open(task, dataDir() / "keras" / "keras1.h5");
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(layers(*m), "InputLayer:0 Dense:0");
  EXPECT_EQ(m->graph().liveNodeCount(), 0u);
  ASSERT_EQ(task.notes().size(), 1u);
  EXPECT_EQ(task.notes()[0].severity, Severity::warning);
}

TEST_F(Keras, RefusesWithTheTrueReason) {
  const std::vector<std::pair<std::string, std::string>> kTable{
      {"weights_only.h5", "weights_only.h5 holds the weights of a Keras model, and not the model."},
      {"lambda.h5", "Layer secret (Lambda) is Python code, which is never run."},
      {"unknown.h5", "Layer guess is of the class Telepathy, which this program does not know."},
      {"lie.h5", "Dense dense needs weight 1 as [2,4], and the file has [2,3]."},
      {"few.h5", "Dense other has 0 weights in the file and needs more."},
      {"no_values.h5", "Dense dense has 0 weights in the file and needs more."},
      {"deep.h5", "The configuration in deep.h5 nests more than 500 deep."},
      {"external_link.h5",
       "external_link.h5 names another file at model_weights/dense/dense/kernel:0, which is not opened."},
      {"external_storage.h5",
       "external_storage.h5 keeps model_weights/dense/dense/kernel:0 in another file, which is not opened."},
      {"virtual.h5", "virtual.h5 puts model_weights/dense/dense/kernel:0 together from other data, which is not read."},
      {"lzf.h5", "lzf.h5 packs model_weights/dense/dense/kernel:0 in a way this program does not know."},
      {"circle.h5", "The groups of circle.h5 run in a circle at model_weights/dense/dense/again."},
      {"hole.h5", "hole.h5 claims more for model_weights/dense/dense/kernel:0 than it holds."},
      {"outside.keras", "outside.keras holds a file that would lie outside its folder (../../evil.txt)."},
      {"absolute.keras", "absolute.keras holds a file that would lie outside its folder (/tmp/evil.txt)."},
      {"bomb.keras", "model.weights.h5 in bomb.keras claims to unpack 20 bytes to 4026531840."},
      {"no_weights.keras", "no_weights.keras holds no model.weights.h5."},
  };
  for (const auto& [name, expected] : kTable) EXPECT_EQ(sentence(name), expected);
}

// Each damaged copy is decoded in a process of its own: few of them, but of every kind.
TEST_F(Keras, DamageIsASentenceOrAModel) {
  TempDir dir;
  for (const std::string name : {"packed.h5", "lstm-two.keras"}) {
    const fs::path source = dataDir() / "keras" / name, target = dir.path() / name;
    std::ifstream f(source, std::ios::binary);
    const std::string good{std::istreambuf_iterator<char>(f), {}};
    const auto attempt = [&](Bytes bad, const Damage& d) {
      SCOPED_TRACE(name + ": " + d.text());
      std::ofstream(target, std::ios::binary | std::ios::trunc) << textOf(bad);
      const auto m = open(target);
      EXPECT_TRUE(m || !m.error().finding.empty());
    };
    forEachTruncation(bytesOf(good), attempt, 40);
    forEachBitFlip(bytesOf(good), 120, 11, attempt);
    fieldSweep(bytesOf(good), 8, attempt, 30);
  }
}

} // namespace
} // namespace ara::test
