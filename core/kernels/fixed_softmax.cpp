#include "kernels/fixed_softmax.h"

#include "kernels/fixed_point.h"

#include <bit>

namespace ara::kernels {
namespace {

// Numbers are fractions of 2^31 with some bits before the point; which, each function says.

std::int32_t doubled(std::int32_t x, int times) { // saturates
  const std::int64_t wide = std::int64_t{x} << times;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(wide, std::numeric_limits<std::int32_t>::min(),
                                                            std::numeric_limits<std::int32_t>::max()));
}

std::int32_t sum(std::int32_t a, std::int32_t b) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}

// e^a for -1/4 <= a < 0, no bits before the point: a Taylor series around -1/8.
std::int32_t expNearZero(std::int32_t a) {
  constexpr std::int32_t kExpOfEighth = 1895147668, kThird = 715827883; // e^(-1/8), 1/3
  const std::int32_t x = sum(a, std::int32_t{1} << 28);
  const std::int32_t x2 = highProduct(x, x), x3 = highProduct(x2, x), x4 = highProduct(x2, x2);
  const std::int32_t rest = halved(sum(highProduct(sum(halved(x4, 2), x3), kThird), x2), 1);
  return sum(kExpOfEighth, highProduct(kExpOfEighth, sum(x, rest)));
}

// e^a for a <= 0 with 5 bits before the point; the result has none.
std::int32_t expOfNegative(std::int32_t a) {
  if (a == 0) return std::numeric_limits<std::int32_t>::max();
  constexpr int kFraction = 26;
  constexpr std::int32_t kQuarter = std::int32_t{1} << (kFraction - 2);
  const std::int32_t near = (a & (kQuarter - 1)) - kQuarter;
  std::int32_t result = expNearZero(doubled(near, 5));
  const std::int32_t rest = near - a; // multiples of a quarter: one factor for each bit
  constexpr std::int32_t kFactors[] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
  for (int bit = 0; bit < 7; ++bit)
    if (rest & (std::int32_t{1} << (kFraction - 2 + bit))) result = highProduct(result, kFactors[bit]);
  return result;
}

// 1 / (1 + a) for 0 <= a < 1, no bits before the point: three steps of Newton's.
std::int32_t oneByOnePlus(std::int32_t a) {
  const std::int64_t twice = std::int64_t{a} + std::numeric_limits<std::int32_t>::max();
  const auto half = static_cast<std::int32_t>((twice + 1) / 2);
  constexpr std::int32_t kStart = 1515870810, kSlope = -1010580540; // 48/17, -32/17 with 2 bits before the point
  std::int32_t x = sum(kStart, highProduct(half, kSlope));
  for (int step = 0; step < 3; ++step) {
    const std::int32_t missing = sum(std::int32_t{1} << 29, -highProduct(half, x));
    x = sum(x, doubled(highProduct(x, missing), 2));
  }
  return doubled(x, 1);
}

} // namespace

void softmaxCodes(std::span<const std::int32_t> row, double scaleTimesBeta, std::span<std::int32_t> out) {
  constexpr int kSumBits = 12; // before the point; differences have 5
  const Multiplier by = multiplierOf(std::min(scaleTimesBeta * 0x1p26, 0x1p31 - 1));
  if (row.empty()) return;
  const int up = std::clamp(by.shift, 0, 30);
  const auto least = -static_cast<std::int64_t>(std::floor(31.0 * 0x1p26 / std::ldexp(1, up)));
  const std::int32_t most = *std::ranges::max_element(row);
  const auto expOf = [&](std::int32_t code) { // nothing for what lies too far below the largest
    const std::int64_t below = std::int64_t{code} - most;
    if (below < least) return std::int32_t{-1};
    return expOfNegative(highProduct(doubled(static_cast<std::int32_t>(below), up), by.value));
  };
  std::int32_t total = 0;
  for (const std::int32_t code : row)
    if (const std::int32_t e = expOf(code); e >= 0) total = sum(total, halved(e, kSumBits));
  const int headroom = std::countl_zero(static_cast<std::uint32_t>(total));
  const int over = kSumBits - headroom + 23;
  const std::int32_t reciprocal = headroom < 32
                                      ? oneByOnePlus(static_cast<std::int32_t>(
                                            (static_cast<std::uint32_t>(total) << headroom) - (std::uint32_t{1} << 31)))
                                      : 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::int32_t e = expOf(row[i]);
    out[i] = e < 0 || over > 31 || over < 0 ? 0 : std::clamp(halved(highProduct(reciprocal, e), over), 0, 255);
  }
}

} // namespace ara::kernels
