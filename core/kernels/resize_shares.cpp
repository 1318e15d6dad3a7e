#include "kernels/resize.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ara::kernels {
namespace {

float scaleOf(std::int64_t in, std::int64_t out, bool alignCorners) {
  return alignCorners && out > 1 ? static_cast<float>(in - 1) / static_cast<float>(out - 1)
                                 : static_cast<float>(in) / static_cast<float>(out);
}

// TensorFlow looks the curve up in a table of 1,024 steps: near is the share of the element `step` away, far that of
// the one behind it.
constexpr int kSteps = 1024;
struct Curve {
  float near, far;
};
Curve curveAt(int step, double a) {
  float x = static_cast<float>(step * 1.0 / kSteps);
  const auto near = static_cast<float>(((a + 2) * x - (a + 3)) * x * x + 1);
  x += 1.0f;
  return {near, static_cast<float>(((a * x - 5 * a) * x + 8 * a) * x - 4 * a)};
}

} // namespace

std::vector<float> bicubicShares(std::int64_t in, std::int64_t out, bool alignCorners, bool halfPixelCenters) {
  const float scale = scaleOf(in, out, alignCorners);
  const double a = halfPixelCenters ? -0.5 : -0.75;
  std::vector<float> shares(static_cast<std::size_t>(in * out), 0);
  for (std::int64_t i = 0; i < out; ++i) {
    const float at = halfPixelCenters ? (static_cast<float>(i) + 0.5f) * scale - 0.5f : static_cast<float>(i) * scale;
    const auto first = static_cast<std::int64_t>(std::floor(at));
    const auto step = static_cast<int>(std::lrintf((at - static_cast<float>(first)) * static_cast<float>(kSteps)));
    const Curve left = curveAt(step, a), right = curveAt(kSteps - step, a);
    float weights[] = {left.far, left.near, right.near, right.far};
    if (halfPixelCenters) { // what is outside of the image does not count
      float sum = 0;
      for (std::int64_t k = 0; k < 4; ++k) {
        if (first - 1 + k < 0 || first - 1 + k >= in) weights[k] = 0;
        sum += weights[k];
      }
      if (std::abs(sum) >= 1000.0f * std::numeric_limits<float>::min())
        for (float& w : weights) w *= 1.0f / sum;
    }
    for (std::int64_t k = 0; k < 4; ++k)
      shares[static_cast<std::size_t>(i * in + std::clamp<std::int64_t>(first - 1 + k, 0, in - 1))] += weights[k];
  }
  return shares;
}

std::vector<float> areaShares(std::int64_t in, std::int64_t out, bool alignCorners) {
  const float scale = scaleOf(in, out, alignCorners);
  std::vector<float> shares(static_cast<std::size_t>(in * out), 0);
  for (std::int64_t i = 0; i < out; ++i) {
    const float from = static_cast<float>(i) * scale, to = static_cast<float>(i + 1) * scale;
    const auto last = static_cast<std::int64_t>(std::ceil(to));
    for (auto k = static_cast<std::int64_t>(std::floor(from)); k < last; ++k) {
      const auto start = static_cast<float>(k), end = static_cast<float>(k + 1);
      const float part = start < from ? (end > to ? scale : end - from) : (end > to ? to - start : 1.0f);
      shares[static_cast<std::size_t>(i * in + std::clamp<std::int64_t>(k, 0, in - 1))] += part / scale;
    }
  }
  return shares;
}

void resizeByShares(const Resize& r, std::span<const float> down, std::span<const float> across,
                    std::span<const float> in, std::span<float> out) {
  const auto at = [&](std::int64_t b, std::int64_t y, std::int64_t x, std::int64_t c) {
    return static_cast<std::size_t>(((b * r.height + y) * r.width + x) * r.channels + c);
  };
  std::size_t made = 0;
  for (std::int64_t b = 0; b < r.batch; ++b)
    for (std::int64_t y = 0; y < r.newHeight; ++y)
      for (std::int64_t x = 0; x < r.newWidth; ++x)
        for (std::int64_t c = 0; c < r.channels; ++c) {
          double sum = 0;
          for (std::int64_t i = 0; i < r.height; ++i) {
            const float share = down[static_cast<std::size_t>(y * r.height + i)];
            if (share == 0) continue;
            for (std::int64_t j = 0; j < r.width; ++j) {
              const float other = across[static_cast<std::size_t>(x * r.width + j)];
              if (other != 0)
                sum +=
                    static_cast<double>(share) * static_cast<double>(other) * static_cast<double>(in[at(b, i, j, c)]);
            }
          }
          out[made++] = static_cast<float>(sum);
        }
}

} // namespace ara::kernels
