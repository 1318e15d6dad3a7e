// Kernels over numbers: element types, walks, and what the tests of op rows do not reach.
#include "kernels/affine.h"
#include "kernels/binary.h"
#include "kernels/reduce.h"
#include "kernels/unary.h"

#include <gtest/gtest.h>

namespace ara::test {
namespace {

using namespace kernels;

template<class T> std::span<const T> view(const std::vector<T>& v) { return v; }

TEST(BFloat16, RoundsToNearestEvenAndKeepsNan) {
  const auto rounded = [](float f) { return static_cast<float>(BFloat16(f)); };
  EXPECT_EQ(rounded(1.00390625f), 1.0f);      // half way between 1 and 1 + 1/128: down to the even one
  EXPECT_EQ(rounded(1.01171875f), 1.015625f); // half way again: up to the even one
  EXPECT_EQ(rounded(3.4e38f), std::numeric_limits<float>::infinity());
  EXPECT_NE(rounded(std::numeric_limits<float>::quiet_NaN()), rounded(std::numeric_limits<float>::quiet_NaN()));
}

TEST(Half, ComputesInFloatAndRoundsOnce) {
  const std::vector<Half> x{static_cast<Half>(60000.0f), static_cast<Half>(0.1f)};
  std::vector<Half> y(2);
  ASSERT_TRUE(unary<Half>(Unary::square, view(x), std::span(y)));
  EXPECT_EQ(static_cast<float>(y[0]), std::numeric_limits<float>::infinity());
  EXPECT_EQ(static_cast<float>(y[1]), static_cast<float>(static_cast<Half>(0.0999755859375f * 0.0999755859375f)));
}

TEST(Types, ASetSaysWhichTypesItHas) {
  const auto in = [](DataType t) { return withType<Integers>(t, []<class T>() {}); };
  EXPECT_TRUE(in(DataType::u64));
  EXPECT_FALSE(in(DataType::f32));
  EXPECT_FALSE(in(DataType::i4)); // packed: no kernel sees it
}

TEST(Walk, RepeatsBroadcastAxes) {
  std::vector<std::array<std::uint64_t, 2>> seen;
  walkBroadcast<2>(Shape::of({2, 3}), {Shape::of({3}), Shape::of({2, 1})},
                   [&](std::uint64_t, const std::array<std::uint64_t, 2>& at) { seen.push_back(at); });
  EXPECT_EQ(seen, (std::vector<std::array<std::uint64_t, 2>>{{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}}));
}

TEST(Walk, OfNothingAndOfOne) {
  int calls = 0;
  const auto count = [&](std::uint64_t, const std::array<std::uint64_t, 1>&) { ++calls; };
  walkBroadcast<1>(Shape::of({0, 5}), {Shape::of({5})}, count);
  EXPECT_EQ(calls, 0);
  walkBroadcast<1>(Shape::scalar(), {Shape::scalar()}, count);
  EXPECT_EQ(calls, 1);
}

TEST(Binary, ShiftsStayWithinTheType) {
  const std::vector<std::int8_t> x{-128, 100}, by{200 - 256, 100};
  std::vector<std::int8_t> z(2);
  const Shape s = Shape::of({2});
  EXPECT_EQ(binary<std::int8_t>(Binary::shiftRight, s, s, s, view(x), view(by), std::span(z)), Outcome::done);
  EXPECT_EQ(z, (std::vector<std::int8_t>{-128, 0})); // counts are brought to 0 and 7
}

TEST(Binary, KnowsWhatAnElementTypeLacks) {
  const std::vector<float> x{1};
  std::vector<float> z(1);
  const Shape s = Shape::of({1});
  EXPECT_EQ(binary<float>(Binary::bitAnd, s, s, s, view(x), view(x), std::span(z)), Outcome::noSuchFunction);
}

// A thousand times 0.1 in float, added one after the other, ends at 99.999; the sum is held wider.
TEST(Reduce, LongSumsOfFloatsStayExact) {
  const std::vector<float> x(1000, 0.1f);
  std::vector<float> y(1);
  ASSERT_TRUE(reduce<float>(Reduction::sum, Shape::of({1000}), std::vector<std::size_t>{0}, view(x), std::span(y)));
  EXPECT_FLOAT_EQ(y[0], 100.0f);
}

TEST(Reduce, HugeEmptyShapesTakeNoTime) {
  std::vector<std::int64_t> none;
  argExtreme<float>(true, Shape::of({Dim{1} << 40, 1 << 20, 0}), 1, std::span<const float>(), std::span(none));
  std::vector<float> y;
  cumulate<float>(Shape::of({Dim{1} << 40, 1 << 20, 0}), 1, {}, std::span<const float>(), std::span(y));
  std::vector<std::int32_t> places;
  EXPECT_TRUE(topK<float>(std::uint64_t{1} << 40, 1, std::span<const float>(), std::span(y), std::span(places)));
}

TEST(Affine, PerAxisScales) {
  const std::vector<float> scales{0.5f, 2};
  const std::vector<std::int64_t> zeros{0, 1};
  const Affine a{scales, zeros, blocksAround(Shape::of({2, 2}), 0)};
  const std::vector<std::int8_t> q{2, 4, 2, 4};
  std::vector<float> real(4);
  dequantize<std::int8_t>(a, q, real);
  EXPECT_EQ(real, (std::vector<float>{1, 2, 2, 6}));
  std::vector<std::int8_t> again(4);
  quantize<std::int8_t>(a, real, again);
  EXPECT_EQ(again, q);
}

} // namespace
} // namespace ara::test
