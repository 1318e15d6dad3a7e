// float16 weights stand behind a DEQUANTIZE each; what float16 cannot hold, or what is not worth it, stays.
#include "quantize/quantize.h"

#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ara::quantize {
namespace {

Result<Quantized> halved(std::string_view weights, Float16Options options) {
  const std::string text = "graph (%x: f32[1,2]) {\n  %w = const f32[2,2] = " + std::string(weights) +
                           "\n  %y = tfl.fully_connected(%x, %w, -) {fused_activation_function = NONE, keep_num_dims = false, "
                           "weights_format = DEFAULT} : f32[1,2]\n  return %y\n}\n";
  auto m = ir::parse(text, ops::find);
  if (!m) return Fail(std::move(m).error());
  Task task;
  return float16(task, *m, options);
}

// Four numbers float16 has exactly: no noise, half the bytes, and the product reads them back as float32.
TEST(Float16, AWeightIsReadThroughDequantize) {
  const auto q = halved("[1.0, 0.5, -2.0, 0.25]", {.minElements = 4});
  ASSERT_TRUE(q.has_value());
  const std::string text = ir::print(q->model);
  EXPECT_NE(text.find("%w_dequantize = tfl.dequantize(%w)"), std::string::npos) << text;
  EXPECT_NE(text.find("tfl.fully_connected(%x, %w_dequantize, -)"), std::string::npos) << text;
  const auto row = std::ranges::find_if(q->rows, [](const Row& r) { return r.after == ir::DataType::f16; });
  ASSERT_NE(row, q->rows.end());
  EXPECT_EQ(row->bytesBefore, 16u);
  EXPECT_EQ(row->bytesAfter, 8u);
  EXPECT_FALSE(row->sqnr) << "nothing is lost";
}

// 70,000 is beyond float16; infinity and too few elements are other reasons. Each is told.
TEST(Float16, WhatStaysSaysWhy) {
  const auto why = [](std::string_view weights, std::uint64_t least) {
    const auto q = halved(weights, {.minElements = least});
    if (!q) return q.error().text();
    for (const Row& r : q->rows)
      if (r.bytesBefore == 16) return r.why.text();
    return std::string("no row");
  };
  EXPECT_EQ(why("[1.0, 70000.0, 0.0, 0.0]", 1), "holds numbers above 65,504, the largest float16 has");
  EXPECT_EQ(why("[1.0, inf, 0.0, 0.0]", 1), "holds NaN or infinity");
  EXPECT_EQ(why("[1.0, 2.0, 0.0, 0.0]", 5), "4 elements, limit 5");
}

TEST(Float16, ANameThatIsNotThereIsRefused) {
  const auto q = halved("[1.0, 0.5, -2.0, 0.25]", {.minElements = 1, .skip = {"v"}});
  ASSERT_FALSE(q.has_value());
  EXPECT_EQ(q.error().finding.text(), "No tensor of the model is called v.");
}

} // namespace
} // namespace ara::quantize
