// The arithmetic of int8 weights: scale max|x| / 127, half away from zero, -128 never.
#include "quantize/symmetric.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace ara::test {
namespace {

using quantize::symmetric;

std::optional<quantize::Symmetric> codesOf(const std::vector<float>& values, std::uint64_t slices = 1,
                                           std::uint64_t inner = 0) {
  return symmetric({std::as_bytes(std::span(values)), nullptr}, values.size(), slices, inner ? inner : values.size());
}

TEST(Symmetric, TheLargestMagnitudeIs127) {
  const auto s = codesOf({-2, 1, 0, 2});
  ASSERT_TRUE(s);
  EXPECT_EQ(s->codes, (std::vector<std::int8_t>{-127, 64, 0, 127})) << "1 is 63.5, which goes away from zero";
  EXPECT_FLOAT_EQ(s->scales[0], 2.0f / 127);
}

TEST(Symmetric, HalvesGoAwayFromZero) {
  const auto s = codesOf({127, 0.5f, -0.5f, 1.5f, -1.5f, 2.5f, 0.49f});
  ASSERT_TRUE(s);
  EXPECT_EQ(s->codes, (std::vector<std::int8_t>{127, 1, -1, 2, -2, 3, 0}));
}

TEST(Symmetric, SlicesHaveScalesOfTheirOwn) {
  const auto s = codesOf({1, 2, 100, 50}, 2, 2);
  ASSERT_TRUE(s);
  EXPECT_EQ(s->codes, (std::vector<std::int8_t>{64, 127, 127, 64}));
  EXPECT_FLOAT_EQ(s->scales[1], 100.0f / 127);
  const auto inner = codesOf({1, 100, 2, 50}, 2, 1); // the axis is the last one
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->codes, (std::vector<std::int8_t>{64, 127, 127, 64}));
}

TEST(Symmetric, ZerosGetAScaleThatLoads) {
  const auto s = codesOf({0, 0, 0});
  ASSERT_TRUE(s);
  EXPECT_EQ(s->scales[0], 1.0f) << "runtimes stop at a scale of 0";
  EXPECT_TRUE(std::isinf(s->sqnr));
  const auto tiny = codesOf({std::numeric_limits<float>::denorm_min(), 0});
  ASSERT_TRUE(tiny);
  EXPECT_EQ(tiny->codes, (std::vector<std::int8_t>{0, 0}));
}

TEST(Symmetric, WhatIsNotFiniteHasNoCodes) {
  EXPECT_FALSE(codesOf({1, std::numeric_limits<float>::quiet_NaN()}));
  EXPECT_FALSE(codesOf({1, -std::numeric_limits<float>::infinity()}));
}

TEST(Symmetric, TellsTheNoiseInDecibels) {
  const auto s = codesOf({127, 0.25f}); // 0.25 becomes 0
  ASSERT_TRUE(s);
  EXPECT_NEAR(s->sqnr, 10 * std::log10((127.0 * 127 + 0.0625) / 0.0625), 1e-6);
}

} // namespace
} // namespace ara::test
