// Resizing of images [batch, height, width, channels].
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ara::kernels {

struct Resize {
  std::int64_t batch = 1, height = 1, width = 1, channels = 1; // of the input, at least 1
  std::int64_t newHeight = 1, newWidth = 1;
  bool alignCorners = false;     // the corner elements keep their values
  bool halfPixelCenters = false; // elements are areas with their centre at one half
};

void resizeBilinear(const Resize& r, std::span<const float> in, std::span<float> out);
// Copies elements of `width` bytes, whatever they are.
void resizeNearest(const Resize& r, std::span<const std::byte> in, std::span<std::byte> out, std::size_t width);

// Resizing that is a sum over each axis: the share of each of `in` elements in each of `out`, row-major [out, in].
std::vector<float> bicubicShares(std::int64_t in, std::int64_t out, bool alignCorners, bool halfPixelCenters);
std::vector<float> areaShares(std::int64_t in, std::int64_t out, bool alignCorners);
// out[b,y,x,c] = sum over i and j of down[y,i] * across[x,j] * in[b,i,j,c]
void resizeByShares(const Resize& r, std::span<const float> down, std::span<const float> across,
                    std::span<const float> in, std::span<float> out);

} // namespace ara::kernels
