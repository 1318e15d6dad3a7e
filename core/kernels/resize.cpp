#include "kernels/resize.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ara::kernels {
namespace {

// The positions are computed in float like TensorFlow's: a double would fall on the other side of some boundaries.
float scaleOf(std::int64_t in, std::int64_t out, bool alignCorners) {
  return alignCorners && out > 1 ? static_cast<float>(in - 1) / static_cast<float>(out - 1)
                                 : static_cast<float>(in) / static_cast<float>(out);
}

struct Blend {
  std::int64_t low, high;
  float share; // of high
};

Blend blend(std::int64_t i, std::int64_t in, float scale, const Resize& r) {
  const float x = r.halfPixelCenters ? (static_cast<float>(i) + 0.5f) * scale - 0.5f : static_cast<float>(i) * scale;
  const float floor = std::floor(x);
  return {std::clamp<std::int64_t>(static_cast<std::int64_t>(floor), 0, in - 1),
          std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(x)), 0, in - 1), x - floor};
}

std::int64_t nearest(std::int64_t i, std::int64_t in, float scale, const Resize& r) {
  const float x = (static_cast<float>(i) + (r.halfPixelCenters ? 0.5f : 0.0f)) * scale;
  const float at = r.alignCorners ? std::round(x) : std::floor(x);
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(at), 0, in - 1);
}

} // namespace

void resizeBilinear(const Resize& r, std::span<const float> in, std::span<float> out) {
  if (out.empty()) return;
  const float down = scaleOf(r.height, r.newHeight, r.alignCorners);
  const float across = scaleOf(r.width, r.newWidth, r.alignCorners);
  float* to = out.data();
  for (std::int64_t b = 0; b < r.batch; ++b)
    for (std::int64_t i = 0; i < r.newHeight; ++i)
      for (std::int64_t j = 0; j < r.newWidth; ++j) {
        const Blend y = blend(i, r.height, down, r), x = blend(j, r.width, across, r);
        const auto at = [&](std::int64_t row, std::int64_t column) {
          return in.data() + ((b * r.height + row) * r.width + column) * r.channels;
        };
        const float *topLeft = at(y.low, x.low), *topRight = at(y.low, x.high);
        const float *bottomLeft = at(y.high, x.low), *bottomRight = at(y.high, x.high);
        for (std::int64_t c = 0; c < r.channels; ++c) {
          const float top = topLeft[c] + (topRight[c] - topLeft[c]) * x.share;
          const float bottom = bottomLeft[c] + (bottomRight[c] - bottomLeft[c]) * x.share;
          *to++ = top + (bottom - top) * y.share;
        }
      }
}

void resizeNearest(const Resize& r, std::span<const std::byte> in, std::span<std::byte> out, std::size_t width) {
  if (out.empty()) return;
  const float down = scaleOf(r.height, r.newHeight, r.alignCorners);
  const float across = scaleOf(r.width, r.newWidth, r.alignCorners);
  const std::size_t pixel = static_cast<std::size_t>(r.channels) * width;
  std::byte* to = out.data();
  for (std::int64_t b = 0; b < r.batch; ++b)
    for (std::int64_t i = 0; i < r.newHeight; ++i)
      for (std::int64_t j = 0; j < r.newWidth; ++j) {
        const std::int64_t y = nearest(i, r.height, down, r), x = nearest(j, r.width, across, r);
        std::memcpy(to, in.data() + static_cast<std::size_t>((b * r.height + y) * r.width + x) * pixel, pixel);
        to += pixel;
      }
}

} // namespace ara::kernels
