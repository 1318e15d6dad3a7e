// Between real numbers and quantized integers: real = scale * (q - zero point), one pair for all or one per slice of an
// axis.
#pragma once

#include "kernels/broadcast.h"
#include "kernels/elementwise.h"

#include <cmath>

namespace ara::kernels {

struct Affine {
  std::span<const float> scales;            // 1, or as many as the axis has slices
  std::span<const std::int64_t> zeroPoints; // as many as scales, or none: all 0
  AxisBlocks blocks;                        // around the axis; everything in `inner` when there is one scale

  std::size_t slice(std::uint64_t i) const { return scales.size() > 1 ? i / blocks.inner % blocks.size : 0; }
  float scale(std::uint64_t i) const { return scales[slice(i)]; }
  std::int64_t zeroPoint(std::uint64_t i) const { return zeroPoints.empty() ? 0 : zeroPoints[slice(i)]; }
};

template<class T> void dequantize(const Affine& a, std::span<const T> q, std::span<float> real) {
  for (std::size_t i = 0; i < real.size(); ++i)
    real[i] = a.scale(i) * static_cast<float>(static_cast<std::int64_t>(q[i]) - a.zeroPoint(i));
}

// Rounds half away from zero and clamps, as the runtime's QUANTIZE does.
template<class T> void quantize(const Affine& a, std::span<const float> real, std::span<T> q) {
  constexpr auto low = static_cast<double>(std::numeric_limits<T>::min()),
                 high = static_cast<double>(std::numeric_limits<T>::max());
  for (std::size_t i = 0; i < q.size(); ++i) {
    const double v = static_cast<double>(std::round(real[i] / a.scale(i))) + static_cast<double>(a.zeroPoint(i));
    q[i] = static_cast<T>(v >= low ? (v <= high ? v : high) : low); // NaN ends at the low end
  }
}

} // namespace ara::kernels
