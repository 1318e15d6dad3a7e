// Convolutions and pooling over up to three spatial axes. Arrays are described by strides, so that channels may come
// first or last and a filter may be stored in any order of its axes.
//
//   Convolution c{.batch = 1, .inputChannels = 3, .outputChannels = 8};
//   c.axes[1] = {.input = 32, .output = 30, .size = 3};   // height; c.axes[0] (depth) stays at its single element
//   c.axes[2] = {.input = 32, .output = 30, .size = 3};
//   c.in = channelsLast(c.axes, 3, &SpatialAxis::input);
//   ...
//   convolve(c, x, filter, bias, y);
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace ara::kernels {

struct SpatialAxis {
  std::int64_t input = 1, output = 1;
  std::int64_t size = 1, stride = 1, dilation = 1;
  std::int64_t before = 0; // padding in front of the first input element
};
using SpatialAxes = std::array<SpatialAxis, 3>; // depth, height, width

struct SpatialStrides {
  std::int64_t batch = 0, channel = 0;
  std::array<std::int64_t, 3> at{};
};
SpatialStrides channelsLast(const SpatialAxes& axes, std::int64_t channels, std::int64_t SpatialAxis::*extent);
SpatialStrides channelsFirst(const SpatialAxes& axes, std::int64_t channels, std::int64_t SpatialAxis::*extent);

struct Convolution {
  std::int64_t batch = 1, inputChannels = 1, outputChannels = 1, groups = 1;
  SpatialAxes axes;
  SpatialStrides in, out;
  // The filter: element (tap, input channel within the group, output channel); taps are counted in row-major order.
  std::int64_t filterTap = 0, filterIn = 0, filterOut = 0;
  // Each input element is spread over the output (the gradient of a convolution) instead of gathered from it.
  bool transposed = false;
};
// `bias` may be empty.
void convolve(const Convolution& c, std::span<const float> in, std::span<const float> filter,
              std::span<const float> bias, std::span<float> out);

// The same without bias, sums as they are: exact where elements are integers.
void convolveSums(const Convolution& c, std::span<const float> in, std::span<const float> filter,
                  std::span<double> out);

enum class PoolKind { max, average, rootMeanSquare };
struct Pooling {
  PoolKind kind = PoolKind::max;
  std::int64_t batch = 1, channels = 1;
  SpatialAxes axes;
  SpatialStrides in, out;
};
// Padding takes no part: it is neither a maximum nor counted in a mean.
void pool(const Pooling& p, std::span<const float> in, std::span<float> out);
// Sums and how many elements each has.
void poolSums(const Pooling& p, std::span<const float> in, std::span<double> sums, std::span<std::int64_t> counts);

} // namespace ara::kernels
