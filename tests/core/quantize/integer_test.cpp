// Integer kernels from end to end: which operators, which scales, what stays float and why.
#include "quantize/declared_ranges.h"
#include "quantize/quantize.h"

#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace ara::quantize {
namespace {

ir::Model parsed(const std::string& text) {
  auto m = ir::parse(text, ops::find);
  EXPECT_TRUE(m.has_value()) << (m ? "" : m.error().text());
  return m ? std::move(*m) : ir::Model();
}

// One example for the model's one input.
Example example(const ir::Model& m, std::vector<float> values) {
  const ir::TensorId in = m.graph().inputs.front();
  const auto bytes = std::as_bytes(std::span(values));
  auto block = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
  const Bytes view(*block);
  return {{in, {ir::DataType::f32, m.shapeOf(m.graph()[in]), {view, block}}}};
}

Result<Quantized> quantized(const ir::Model& m, std::vector<float> values, const IntegerOptions& options = {}) {
  Task task;
  ARA_ASSIGN(const Ranges ranges, calibrate(task, m, {example(m, std::move(values))}, {}));
  return integers(task, m, ranges, options);
}

const ir::Quantization* scaleOf(const ir::Model& m, std::string_view name) {
  for (std::size_t i = 0; i < m.graph().tensorCount(); ++i)
    if (const ir::Tensor& t = m.graph()[ir::TensorId(i)]; m.tensorName(m.graph(), ir::TensorId(i)) == name && t.quant)
      return &m.quantizations[t.quant.index()];
  return nullptr;
}

std::string whyOf(const Quantized& q, std::string_view name) {
  for (const Row& r : q.rows)
    if (q.model.tensorName(q.model.graph(), r.tensor) == name) return r.why.text();
  return "no row";
}

const std::string kLayer = "graph (%x: f32[1,2]) {\n"
                           "  %w = const f32[2,2] = [1.27, 0.0, -2.54, 1.27]\n"
                           "  %b = const f32[2] = [0.5, -0.25]\n"
                           "  %y = tfl.fully_connected(%x, %w, %b) {fused_activation_function = NONE, keep_num_dims = "
                           "false, weights_format = DEFAULT} : f32[1,2]\n"
                           "  return %y\n}\n";

// x takes -1 to 1.55: 255 steps of 0.01 from code -128, so zero is code -28. Each output channel has its own scale, the
// largest weight by 127; the bias has the product of both.
TEST(Integers, ALayerHasAScaleForEachOutputChannel) {
  const auto q = quantized(parsed(kLayer), {-1.0f, 1.55f});
  ASSERT_TRUE(q.has_value()) << q.error().text();
  const std::string text = ir::print(q->model);
  EXPECT_NE(text.find("%x_int8 = tfl.quantize(%x)"), std::string::npos) << text;
  EXPECT_NE(text.find("tfl.fully_connected(%x_int8, %w, %b)"), std::string::npos) << text;
  EXPECT_NE(text.find("%y = tfl.dequantize(%y_int8)"), std::string::npos) << text;
  const ir::Quantization *x = scaleOf(q->model, "x_int8"), *w = scaleOf(q->model, "w"), *b = scaleOf(q->model, "b");
  ASSERT_TRUE(x && w && b);
  EXPECT_FLOAT_EQ(x->scales[0], 0.01f);
  EXPECT_EQ(x->zeroPoints[0], -28);
  ASSERT_EQ(w->scales.size(), 2u);
  EXPECT_FLOAT_EQ(w->scales[0], 0.01f);
  EXPECT_FLOAT_EQ(w->scales[1], 0.02f);
  EXPECT_FLOAT_EQ(b->scales[1], 0.01f * 0.02f);
}

// A microcontroller wants no float at all: the border is int8, or uint8 with codes 128 higher.
TEST(Integers, TheBorderMayBeIntegers) {
  const auto whole = quantized(parsed(kLayer), {-1.0f, 1.55f}, {.border = ir::DataType::i8});
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(whole->model.graph().liveNodeCount(), 1u);
  const auto shifted = quantized(parsed(kLayer), {-1.0f, 1.55f}, {.border = ir::DataType::u8});
  ASSERT_TRUE(shifted.has_value());
  EXPECT_EQ(scaleOf(shifted->model, "x")->zeroPoints[0], 100);
}

// CUMSUM has no integer kernel: it stays float, between DEQUANTIZE and QUANTIZE, and the table says so.
TEST(Integers, WhatHasNoIntegerKernelStaysFloat) {
  const auto q = quantized(parsed("graph (%x: f32[1,2]) {\n"
                                  "  %axis = const i32[] = [1]\n"
                                  "  %a = tfl.add(%x, %x) {fused_activation_function = NONE} : f32[1,2]\n"
                                  "  %c = tfl.cumsum(%a, %axis) {exclusive = false, reverse = false} : f32[1,2]\n"
                                  "  %y = tfl.mul(%c, %c) {fused_activation_function = NONE} : f32[1,2]\n"
                                  "  return %y\n}\n"),
                           {0.5f, 1.0f});
  ASSERT_TRUE(q.has_value()) << q.error().text();
  const std::string text = ir::print(q->model);
  EXPECT_NE(text.find("%a_float = tfl.dequantize(%a)"), std::string::npos) << text;
  EXPECT_NE(text.find("%c_int8 = tfl.quantize(%c)"), std::string::npos) << text;
  EXPECT_EQ(whyOf(*q, "c"), "cumsum computes in float only");
}

// The parts of a concatenation need its scale. What only the concatenation reads is rounded to that scale at once; the
// input, which others read too, is rounded once more.
TEST(Integers, PartsOfAConcatenationTakeItsScale) {
  const auto q =
      quantized(parsed("graph (%x: f32[1,2]) {\n"
                       "  %a = tfl.mul(%x, %x) {fused_activation_function = NONE} : f32[1,2]\n"
                       "  %y = tfl.concatenation(%a, %x) {axis = 1, fused_activation_function = NONE} : f32[1,4]\n"
                       "  return %y\n}\n"),
                {-1.0f, 4.0f});
  ASSERT_TRUE(q.has_value()) << q.error().text();
  EXPECT_EQ(scaleOf(q->model, "a")->scales, scaleOf(q->model, "y_int8")->scales);
  const std::string text = ir::print(q->model);
  EXPECT_NE(text.find("%x_int8_2 = tfl.quantize(%x)"), std::string::npos) << text;
}

// Its kernel computes softmax with 256 codes of 1/256 from zero; int16 has 32,768 codes of its own.
TEST(Integers, SoftmaxHasTheScaleOfItsKernel) {
  const std::string softmax =
      "graph (%x: f32[1,2]) {\n  %y = tfl.softmax(%x) {beta = 1.0} : f32[1,2]\n  return %y\n}\n";
  const auto q = quantized(parsed(softmax), {-1.0f, 4.0f});
  ASSERT_TRUE(q.has_value());
  EXPECT_EQ(scaleOf(q->model, "y_int8")->scales, std::vector<float>{1.0f / 256});
  EXPECT_EQ(scaleOf(q->model, "y_int8")->zeroPoints, std::vector<std::int64_t>{-128});
  const auto wide = quantized(parsed(softmax), {-1.0f, 4.0f}, {.codes = ir::DataType::i16});
  ASSERT_TRUE(wide.has_value());
  EXPECT_EQ(scaleOf(wide->model, "y_int16")->scales, std::vector<float>{1.0f / 32768});
}

// x - x is zero up to rounding: beside operands a million times larger, the kernel's shifts have no room for it and
// would stop the program.
TEST(Integers, ScalesTheKernelHasNoRoomForStayFloat) {
  ir::Model m = parsed("graph (%x: f32[1,2]) {\n"
                       "  %y = tfl.sub(%x, %x) {fused_activation_function = NONE} : f32[1,2]\n  return %y\n}\n");
  Ranges ranges;
  ranges.of.resize(m.graph().tensorCount());
  ranges.of[m.graph().inputs[0].index()] = {-1000, 1000, true, true};
  ranges.of[m.graph().outputs[0].index()] = {-1e-6f, 1e-6f, true, true};
  Task task;
  const auto q = integers(task, m, ranges, {});
  ASSERT_TRUE(q.has_value());
  EXPECT_EQ(ir::print(q->model).find("tfl.quantize"), std::string::npos) << ir::print(q->model);
}

// One layer put back to float: its weights stay as they were.
TEST(Integers, ALayerLeftOutStaysFloat) {
  const auto q = quantized(parsed(kLayer), {-1.0f, 1.55f}, {.skip = {"y"}});
  ASSERT_TRUE(q.has_value());
  EXPECT_EQ(whyOf(*q, "w"), "left out as asked");
  EXPECT_EQ(q->model.graph().liveNodeCount(), 1u);
}

// NaN in an example names the example; no examples is an error, not a model of nonsense.
TEST(Integers, ExamplesMustBeNumbers) {
  const auto bad = quantized(parsed(kLayer), {NAN, 1.0f});
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().finding.text(), "Calibration example 1 holds NaN or infinity for x.");
  Task task;
  EXPECT_FALSE(calibrate(task, parsed(kLayer), {}, {}).has_value());
}

// A single outlier of 100 among 9,999 values up to 1: all of them, all but a ten-thousandth, and the cut with the least
// error are three ranges.
TEST(Calibration, MethodsDifferInOutliers) {
  const ir::Model m = parsed("graph (%x: f32[1,10000]) {\n  %y = tfl.relu(%x) : f32[1,10000]\n  return %y\n}\n");
  std::vector<float> values(10000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i % 100) / 99.0f;
  values[5000] = 100;
  const auto most = [&](CalibrationOptions options) {
    Task task;
    const auto ranges = calibrate(task, m, {example(m, values)}, options);
    return ranges ? ranges->of[m.graph().outputs[0].index()].most : -1.0f;
  };
  EXPECT_EQ(most({Calibration::leastMost}), 100.0f);
  EXPECT_LT(most({Calibration::percentile, 99.9}), 1.1f);
  EXPECT_LT(most({Calibration::leastError}), 100.0f);
}

// Ranges of training: the operator goes, its range stays.
TEST(DeclaredRanges, FakeQuantBecomesARange) {
  Task task;
  const auto d = declaredRanges(
      task, parsed("graph (%x: f32[1,2]) {\n"
                   "  %a = tfl.relu(%x) : f32[1,2]\n"
                   "  %f = tfl.fake_quant(%a) {min = 0.0, max = 6.0, num_bits = 8, narrow_range = false} : f32[1,2]\n"
                   "  %y = tfl.mul(%f, %f) {fused_activation_function = NONE} : f32[1,2]\n"
                   "  return %y\n}\n"));
  ASSERT_TRUE(d.has_value());
  EXPECT_EQ(d->count, 1u);
  EXPECT_NE(ir::print(d->model).find("tfl.mul(%a, %a)"), std::string::npos) << ir::print(d->model);
  const auto seen = std::ranges::find_if(d->ranges.of, &Range::seen);
  ASSERT_NE(seen, d->ranges.of.end());
  EXPECT_EQ(seen->most, 6.0f);
}

} // namespace
} // namespace ara::quantize
