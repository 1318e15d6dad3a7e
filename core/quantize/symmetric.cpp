#include "quantize/symmetric.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ara::quantize {

std::optional<Symmetric> symmetric(const ir::BufferData& values, std::uint64_t elements, std::uint64_t slices,
                                   std::uint64_t inner, std::span<const float> atLeast) {
  constexpr float kMost = 127;
  std::vector<float> largest(static_cast<std::size_t>(slices), 0);
  const auto sliceOf = [&](std::uint64_t i) { return static_cast<std::size_t>(i / inner % slices); };
  for (std::uint64_t i = 0; i < elements; ++i) {
    const float x = values.load<float>(i);
    if (!std::isfinite(x)) return std::nullopt;
    float& most = largest[sliceOf(i)];
    most = std::max(most, std::fabs(x));
  }
  Symmetric out;
  std::vector<float> inverse(largest.size());
  for (std::size_t s = 0; s < largest.size(); ++s) {
    if (s < atLeast.size()) largest[s] = std::max(largest[s], atLeast[s] * kMost);
    const float scale = largest[s] / kMost;
    // A slice of zeros, or of numbers too small to divide by, is all zero codes under any scale.
    const bool tiny = !(scale >= std::numeric_limits<float>::min()) || !std::isfinite(kMost / largest[s]);
    out.scales.push_back(tiny ? 1.0f : scale);
    inverse[s] = tiny ? 0.0f : kMost / largest[s];
  }
  out.codes.resize(static_cast<std::size_t>(elements));
  double signal = 0, noise = 0;
  for (std::uint64_t i = 0; i < elements; ++i) {
    const std::size_t s = sliceOf(i);
    const float x = values.load<float>(i);
    const float code = std::clamp(std::round(x * inverse[s]), -kMost, kMost); // std::round: half away from zero
    out.codes[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(code);
    const double error = static_cast<double>(x) - static_cast<double>(code) * static_cast<double>(out.scales[s]);
    signal += static_cast<double>(x) * static_cast<double>(x);
    noise += error * error;
  }
  out.sqnr = noise > 0 ? 10 * std::log10(signal / noise) : std::numeric_limits<double>::infinity();
  return out;
}

} // namespace ara::quantize
