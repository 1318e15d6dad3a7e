// The weights of 2018's post_training_quantize are told from int8 and from true uint8.
#include "analysis/legacy_hybrid.h"
#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::test {
namespace {

std::size_t count(const std::string& weight) {
  const auto m = ir::parse("graph (%x: f32[1,2]) {\n  %w = const " + weight +
                               " = [1, 2, 3, 4]\n  %y = tfl.fully_connected(%x, %w, -) : f32[1,2]\n  return %y\n}\n",
                           ops::find);
  EXPECT_TRUE(m) << m.error().text();
  return m ? analysis::legacyHybridWeights(*m) : 0;
}

TEST(LegacyHybrid, IsUint8AroundZeroBesideFloats) {
  EXPECT_EQ(count("u8[2,2] quant(0, 0.5:0)"), 1u);
  EXPECT_EQ(count("i8[2,2] quant(0, 0.5:0)"), 0u) << "what is written today";
  EXPECT_EQ(count("u8[2,2] quant(0, 0.5:128)"), 0u) << "true uint8 has a zero point";
  EXPECT_EQ(count("u8[2,2]"), 0u) << "without a scale it is only bytes";
}

} // namespace
} // namespace ara::test
