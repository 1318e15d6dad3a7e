// Fixed-point products, step by step as the official reference kernels round them.
#include "kernels/fixed_point.h"

#include <gtest/gtest.h>

namespace ara::kernels {
namespace {

// 0.75 is 0.75 * 2^31 with no shift; 3 is 0.75 shifted up by 2; what is below 2^-31 is nothing.
TEST(FixedPoint, AFactorIsAFractionAndAShift) {
  EXPECT_EQ(multiplierOf(0.75).value, 1610612736);
  EXPECT_EQ(multiplierOf(0.75).shift, 0);
  EXPECT_EQ(multiplierOf(3).value, 1610612736);
  EXPECT_EQ(multiplierOf(3).shift, 2);
  EXPECT_EQ(multiplierOf(1e-12).value, 0);
  EXPECT_EQ(multiplierOf(-1).value, 0);
}

// 2.5 goes up, and so does -2.5. A small factor rounds twice: 3 / 8 is 1.5 in the first step, 2, and 0.5 in the second, 1.
TEST(FixedPoint, EveryStepRounds) {
  EXPECT_EQ(scaled(5, multiplierOf(0.5)), 3);
  EXPECT_EQ(scaled(-5, multiplierOf(0.5)), -2);
  EXPECT_EQ(scaled(3, multiplierOf(0.125)), 1);
  EXPECT_EQ(scaled(2, multiplierOf(0.125)), 0);
  EXPECT_EQ(scaled(100, multiplierOf(2.5)), 250);
}

// The least int32 times itself has no int32; the runtime gives the largest.
TEST(FixedPoint, TheOneProductThatDoesNotFitSaturates) {
  constexpr auto least = std::numeric_limits<std::int32_t>::min();
  EXPECT_EQ(highProduct(least, least), std::numeric_limits<std::int32_t>::max());
}

// Beside int16 sums have 48 bits, and the factor 16: 2^40 / 2^30 is exact.
TEST(FixedPoint, WideSumsKeepTheirSize) {
  EXPECT_EQ(scaledWide(std::int64_t{1} << 40, multiplierOf(0x1p-30)), 1024);
  EXPECT_EQ(scaledWide(-(std::int64_t{1} << 40), multiplierOf(0x1p-30)), -1024);
}

} // namespace
} // namespace ara::kernels
