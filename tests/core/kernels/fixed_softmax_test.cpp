// Softmax of 8-bit codes: as fixed point of the official reference kernel (tests of whole networks compare the codes).
#include "kernels/fixed_softmax.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

namespace ara::kernels {
namespace {

// Equal elements share: 256 / 4. One far above the rest takes all there is room for.
TEST(FixedSoftmax, SharesAndExtremes) {
  std::array<std::int32_t, 4> out{};
  softmaxCodes(std::array<std::int32_t, 4>{7, 7, 7, 7}, 0.1, out);
  EXPECT_EQ(out, (std::array<std::int32_t, 4>{64, 64, 64, 64}));
  softmaxCodes(std::array<std::int32_t, 4>{127, -128, -128, -128}, 0.1, out);
  EXPECT_EQ(out, (std::array<std::int32_t, 4>{255, 0, 0, 0}));
}

// Beside the exact values (within the rounding to 1/256): e^0.1 steps.
TEST(FixedSoftmax, LiesOnTheCurve) {
  std::array<std::int32_t, 5> row{}, out{};
  std::iota(row.begin(), row.end(), -2);
  softmaxCodes(row, 0.1, out);
  double total = 0;
  for (const std::int32_t x : row) total += std::exp(0.1 * x);
  for (std::size_t i = 0; i < row.size(); ++i) EXPECT_NEAR(out[i], 256 * std::exp(0.1 * row[i]) / total, 0.51) << i;
}

// A scale no model has, from a file that lies: numbers, no crash.
TEST(FixedSoftmax, AbsurdScalesGiveNumbers) {
  std::array<std::int32_t, 2> out{};
  for (const double scale : {0.0, 1e-30, 1e30}) {
    softmaxCodes(std::array<std::int32_t, 2>{-128, 127}, scale, out);
    for (const std::int32_t code : out) EXPECT_TRUE(code >= 0 && code <= 255) << scale;
  }
}

} // namespace
} // namespace ara::kernels
