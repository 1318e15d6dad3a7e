// The integer arithmetic of quantized operators: a real factor as a 31-bit fraction and a shift, products rounded as
// the official reference kernels round them. Each step rounds on its own; doing it in one would give other codes.
//
//   const Multiplier m = multiplierOf(inputScale * weightScale / outputScale);
//   code = scaled(accumulator, m) + outputZero;
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace ara::kernels {

struct Multiplier { // value / 2^31 * 2^shift
  std::int32_t value = 0;
  int shift = 0;
};

inline Multiplier multiplierOf(double real) {
  if (!(real > 0) || !std::isfinite(real)) return {};
  int shift = 0;
  auto fraction = static_cast<std::int64_t>(std::round(std::frexp(real, &shift) * 0x1p31));
  if (fraction == std::int64_t{1} << 31) fraction /= 2, ++shift;
  if (shift < -31) return {};
  if (shift > 30) return {std::numeric_limits<std::int32_t>::max(), 30};
  return {static_cast<std::int32_t>(fraction), shift};
}

// a * b / 2^31, halves up.
inline std::int32_t highProduct(std::int32_t a, std::int32_t b) {
  if (a == b && a == std::numeric_limits<std::int32_t>::min()) return std::numeric_limits<std::int32_t>::max();
  const std::int64_t product = std::int64_t{a} * b;
  const std::int64_t half = product >= 0 ? std::int64_t{1} << 30 : 1 - (std::int64_t{1} << 30);
  return static_cast<std::int32_t>((product + half) / (std::int64_t{1} << 31));
}

// x / 2^power, half away from zero.
inline std::int32_t halved(std::int32_t x, int power) {
  const std::int32_t mask = static_cast<std::int32_t>((std::int64_t{1} << power) - 1);
  const std::int32_t rest = x & mask, threshold = (mask >> 1) + (x < 0 ? 1 : 0);
  return (x >> power) + (rest > threshold ? 1 : 0);
}

inline std::int32_t scaled(std::int32_t x, Multiplier m) {
  const auto shifted =
      static_cast<std::int32_t>(static_cast<std::uint32_t>(x) << std::max(m.shift, 0)); // wraps, as theirs
  return halved(highProduct(shifted, m.value), std::max(-m.shift, 0));
}

// The same rounded once, halves up: how fully connected layers of int8 are computed.
inline std::int32_t scaledOnce(std::int32_t x, Multiplier m) {
  const int shift = 31 - m.shift; // 1 to 62
  const std::int64_t product = std::int64_t{x} * m.value;
  return static_cast<std::int32_t>(shift > 62 ? 0 : (product + (std::int64_t{1} << (shift - 1))) >> shift);
}

// Of sums beside int16 activations: 48 bits by a factor of 16.
inline std::int32_t scaledWide(std::int64_t x, Multiplier m) {
  const std::int64_t factor = m.value < 0x7fff0000 ? (m.value + (1 << 15)) >> 16 : 0x7fff;
  const int shift = 15 - m.shift;
  if (shift < 1) // no model has such a factor; a file may
    return x == 0 || factor == 0 ? 0
           : x > 0               ? std::numeric_limits<std::int32_t>::max()
                                 : std::numeric_limits<std::int32_t>::min();
  const auto product = static_cast<std::int64_t>(static_cast<std::uint64_t>(x) * static_cast<std::uint64_t>(factor) +
                                                 (std::uint64_t{1} << (shift - 1)));
  return static_cast<std::int32_t>(product >> shift);
}

} // namespace ara::kernels
