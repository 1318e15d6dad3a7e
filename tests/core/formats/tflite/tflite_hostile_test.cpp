// Whatever the damage, a reader gives an error or a model that can be written again, and touches no byte outside.
#include "core/formats/tflite/small_models.h"

#include "schema/tflite_generated.h"
#include "support/damage.h"

namespace ara::test {
namespace {

// A model that came out of a damaged file must be sound enough to be written and read again.
void check(Bytes damaged) {
  Task task;
  const auto m = formats::tflite::readBytes(task, damaged, nullptr);
  if (!m) {
    EXPECT_FALSE(m.error().finding.empty());
    return;
  }
  const auto file = formats::tflite::write(task, *m);
  if (!file) return;
  const auto again = readBack(*file);
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(written(*again), *file);
}

class TfliteHostile : public ::testing::TestWithParam<int> {
protected:
  std::vector<std::byte> file() const { return written((GetParam() == 0 ? dense() : rich()).model); }
};
INSTANTIATE_TEST_SUITE_P(Models, TfliteHostile, ::testing::Values(0, 1));

TEST_P(TfliteHostile, Truncation) {
  const auto good = file();
  forEachTruncation(good, [&](Bytes cut, const Damage& d) {
    SCOPED_TRACE(d.text());
    check(cut);
  });
}

TEST_P(TfliteHostile, BitFlips) {
  const auto good = file();
  forEachBitFlip(good, 4000, 1, [&](Bytes flipped, const Damage& d) {
    SCOPED_TRACE(d.text());
    check(flipped);
  });
}

TEST_P(TfliteHostile, LyingFields) {
  const auto good = file();
  for (const int width : {1, 2, 4})
    fieldSweep(good, width, [&](Bytes lying, const Damage& d) {
      SCOPED_TRACE(d.text());
      check(lying);
    });
}

Error refusal(const std::vector<std::byte>& file) {
  const auto m = readBack(file);
  EXPECT_FALSE(m);
  return m ? Error() : m.error();
}

// A flatbuffer written by hand, so that it can say what no writer says.
struct Raw {
  flatbuffers::FlatBufferBuilder b;
  std::vector<flatbuffers::Offset<schema::Tensor>> tensors;
  std::vector<flatbuffers::Offset<schema::Operator>> operators;
  std::vector<flatbuffers::Offset<schema::Buffer>> buffers{schema::CreateBuffer(b)};
  std::vector<std::int32_t> inputs, outputs;
  std::uint32_t version = 3;

  void tensor(const char* name, std::vector<std::int32_t> shape, schema::TensorType type = schema::TensorType::FLOAT32,
              std::uint32_t buffer = 0, flatbuffers::Offset<schema::QuantizationParameters> q = 0,
              bool variable = false) {
    tensors.push_back(schema::CreateTensorDirect(b, &shape, type, buffer, name, q, variable));
  }
  void relu(std::vector<std::int32_t> in, std::vector<std::int32_t> out, std::uint32_t code = 0) {
    operators.push_back(schema::CreateOperatorDirect(b, code, &in, &out));
  }
  std::uint32_t buffer(std::size_t bytes) {
    const std::vector<std::uint8_t> data(bytes);
    buffers.push_back(schema::CreateBufferDirect(b, &data));
    return static_cast<std::uint32_t>(buffers.size() - 1);
  }
  std::vector<std::byte> file() {
    const std::vector codes{schema::CreateOperatorCode(b, 19, 0, 1, schema::BuiltinOperator::RELU)};
    const std::vector graphs{schema::CreateSubGraphDirect(b, &tensors, &inputs, &outputs, &operators, "main")};
    schema::FinishModelBuffer(b, schema::CreateModelDirect(b, version, &codes, &graphs, "", &buffers));
    const auto* p = reinterpret_cast<const std::byte*>(b.GetBufferPointer());
    return {p, p + b.GetSize()};
  }
};

TEST(TfliteRefuses, AnOperatorBeforeItsProducer) {
  Raw r;
  r.tensor("x", {2}), r.tensor("y", {2}), r.tensor("z", {2});
  r.relu({1}, {2}), r.relu({0}, {1});
  r.inputs = {0}, r.outputs = {2};
  const Error e = refusal(r.file());
  EXPECT_EQ(e.kind, ErrorKind::BadFile);
  EXPECT_EQ(e.subject, "y");
  EXPECT_EQ(e.text(), "Operator 0 (RELU) reads Tensor 1 (y) before Operator 1 (RELU) writes it. Operators must stand "
                      "in the order they run; export the model again.");
}

TEST(TfliteRefuses, TwoWritersOfATensor) {
  Raw r;
  r.tensor("x", {2}), r.tensor("y", {2});
  r.relu({0}, {1}), r.relu({0}, {1});
  r.inputs = {0}, r.outputs = {1};
  EXPECT_EQ(refusal(r.file()).finding.text(), "Tensor 1 (y) is written by operator 0 and by Operator 1 (RELU).");
}

TEST(TfliteRefuses, AnOperatorThatReadsItsOwnResult) {
  Raw r;
  r.tensor("x", {2});
  r.relu({0}, {0});
  r.outputs = {0};
  EXPECT_EQ(refusal(r.file()).finding.text(), "Operator 0 (RELU) reads its own result, Tensor 0 (x).");
}

TEST(TfliteRefuses, WhatNothingWrites) {
  Raw r;
  r.tensor("x", {2}), r.tensor("y", {2});
  r.relu({0}, {1});
  r.outputs = {1};
  EXPECT_EQ(refusal(r.file()).finding.text(),
            "Operator 0 (RELU) reads Tensor 0 (x), which nothing writes and which has no value.");
}

TEST(TfliteRefuses, WritingAnInputOrAConstant) {
  Raw r;
  r.tensor("x", {2}), r.tensor("c", {2}, schema::TensorType::FLOAT32, r.buffer(8));
  r.relu({0}, {1});
  r.inputs = {0};
  EXPECT_EQ(refusal(r.file()).finding.text(), "Operator 0 (RELU) writes Tensor 1 (c), which is a constant.");
  Raw s;
  s.tensor("x", {2}), s.tensor("y", {2});
  s.relu({0}, {1});
  s.inputs = {0, 1};
  EXPECT_EQ(refusal(s.file()).finding.text(), "Operator 0 (RELU) writes Tensor 1 (y), which is an input.");
}

TEST(TfliteRefuses, IndicesOutOfRange) {
  Raw r;
  r.tensor("x", {2});
  r.relu({5}, {0});
  EXPECT_NE(refusal(r.file()).finding.text().find("has tensor 5 as input 0, but there are 1 tensors"),
            std::string::npos);
  Raw code;
  code.tensor("x", {2}), code.tensor("y", {2});
  code.relu({0}, {1}, 7);
  code.inputs = {0};
  EXPECT_EQ(refusal(code.file()).finding.text(), "Operator 0 names operator code 7, but there are 1.");
  Raw buffer;
  buffer.tensor("x", {2}, schema::TensorType::FLOAT32, 9);
  EXPECT_EQ(refusal(buffer.file()).finding.text(), "Tensor 0 (x) names buffer 9, but there are 1.");
}

TEST(TfliteRefuses, ShapesThatLie) {
  Raw negative;
  negative.tensor("x", {2, -3});
  EXPECT_EQ(refusal(negative.file()).finding.text(), "Tensor 0 (x) has the shape [2,-3]; sizes cannot be negative.");
  Raw large;
  large.tensor("x", {0x7fffffff, 0x7fffffff, 0x7fffffff});
  EXPECT_NE(refusal(large.file()).finding.text().find("more elements than can be counted"), std::string::npos);
  Raw small;
  small.tensor("x", {3}, schema::TensorType::FLOAT32, small.buffer(8));
  EXPECT_EQ(refusal(small.file()).finding.text(),
            "Tensor 0 (x) is float32 of shape [3] and needs 12 bytes, but its buffer has 8.");
}

TEST(TfliteRefuses, QuantizationTheRuntimeRefuses) {
  const auto with = [](std::vector<float> scales, std::vector<std::int64_t> zeros, int axis) {
    Raw r;
    const auto q = schema::CreateQuantizationParametersDirect(r.b, nullptr, nullptr, &scales, &zeros,
                                                              schema::QuantizationDetails::NONE, 0, axis);
    r.tensor("x", {2, 3}, schema::TensorType::INT8, 0, q);
    return r.file();
  };
  EXPECT_TRUE(readBack(with({1}, {0}, 0)));
  EXPECT_TRUE(readBack(with({1, 1, 1}, {0, 0, 0}, 1)));
  EXPECT_EQ(refusal(with({1, 2}, {0}, 0)).finding.text(), "Tensor 0 (x) has 2 scales and 1 zero points.");
  EXPECT_EQ(refusal(with({1, 2}, {0, 0}, 1)).finding.text(), "Tensor 0 (x) has 2 scales for 3 entries along axis 1.");
  EXPECT_EQ(refusal(with({1}, {0}, 2)).finding.text(), "Tensor 0 (x) is quantized along axis 2, but has 2 axes.");
}

TEST(TfliteRefuses, VariablesWithAValueAndTextsOutOfPlace) {
  Raw variable;
  variable.tensor("x", {2}, schema::TensorType::FLOAT32, variable.buffer(8), 0, true);
  EXPECT_NE(refusal(variable.file()).finding.text().find("is a variable and has a constant value"), std::string::npos);
  Raw texts;
  texts.tensor("x", {1}, schema::TensorType::STRING, texts.buffer(12));
  EXPECT_NE(refusal(texts.file()).finding.text().find("list of texts"), std::string::npos);
}

TEST(TfliteRefuses, OldVersionsAndOtherFiles) {
  Raw r;
  r.version = 1;
  EXPECT_NE(refusal(r.file()).finding.text().find("schema version 1"), std::string::npos);
  EXPECT_EQ(refusal(std::vector<std::byte>(100)).finding.text(),
            "The file does not begin like a TensorFlow Lite model (TFL3 at byte 4).");
  EXPECT_FALSE(readBack({}));
}

TEST(TfliteRefuses, AGraphThatCallsItself) {
  Builder b(2);
  const TensorId x = b.tensor(DataType::f32, {1}, "x"), y = b.tensor(DataType::f32, {1}, "y");
  b.op("while", {x}, {y}, {{"cond_subgraph_index", ir::GraphId(1)}, {"body_subgraph_index", ir::GraphId(0)}});
  b.edit().setInputs({x});
  b.edit().setOutputs({y});
  EXPECT_EQ(refusal(written(b.model)).finding.text(), "Subgraph 0 calls itself, by way of subgraph 0.");
}

// A megabyte of references to one operator with one long list would be terabytes of operands.
TEST(TfliteRefuses, ListsThatAreRepeatedBeyondReason) {
  Raw r;
  r.tensor("x", {2});
  const std::vector<std::int32_t> many(200000, 0), none;
  const auto op = schema::CreateOperatorDirect(r.b, 0, &many, &none);
  r.operators.assign(100000, op);
  r.inputs = {0};
  EXPECT_NE(refusal(r.file()).finding.text().find("repeats its lists"), std::string::npos);
}

TEST(TfliteRead, AcceptsAnyAlignment) {
  const auto good = written(dense().model);
  std::vector<std::byte> shifted(good.size() + 1);
  std::copy(good.begin(), good.end(), shifted.begin() + 1);
  Task task;
  const auto m = formats::tflite::readBytes(task, Bytes(shifted).subspan(1), nullptr);
  ASSERT_TRUE(m) << m.error().text();
  EXPECT_EQ(written(*m), good);
}

} // namespace
} // namespace ara::test
