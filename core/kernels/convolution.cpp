#include "kernels/convolution.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace ara::kernels {

SpatialStrides channelsLast(const SpatialAxes& axes, std::int64_t channels, std::int64_t SpatialAxis::*extent) {
  SpatialStrides s;
  s.channel = 1;
  std::int64_t step = channels;
  for (std::size_t i = 3; i-- > 0; step *= axes[i].*extent) s.at[i] = step;
  s.batch = step;
  return s;
}

SpatialStrides channelsFirst(const SpatialAxes& axes, std::int64_t channels, std::int64_t SpatialAxis::*extent) {
  SpatialStrides s;
  std::int64_t step = 1;
  for (std::size_t i = 3; i-- > 0; step *= axes[i].*extent) s.at[i] = step;
  s.channel = step;
  s.batch = step * channels;
  return s;
}

namespace {

// Where a maximum starts, in TensorFlow as in the runtime: of minus infinities it is this.
constexpr auto kLowest = static_cast<double>(std::numeric_limits<float>::lowest());

using Place = std::array<std::int64_t, 3>;

// Calls f(n, place) for each place of a box in row-major order.
template<class F> void walk(const Place& box, F f) {
  std::int64_t n = 0;
  for (Place p{}; p[0] < box[0]; ++p[0])
    for (p[1] = 0; p[1] < box[1]; ++p[1])
      for (p[2] = 0; p[2] < box[2]; ++p[2]) f(n++, p);
}

Place boxOf(const SpatialAxes& axes, std::int64_t SpatialAxis::*extent) {
  return {axes[0].*extent, axes[1].*extent, axes[2].*extent};
}

std::int64_t offsetOf(const SpatialStrides& s, const Place& p) {
  return p[0] * s.at[0] + p[1] * s.at[1] + p[2] * s.at[2];
}

// The input element under `tap` of the window at output `place`; false when that is padding or between elements.
bool inputAt(const SpatialAxes& axes, bool transposed, const Place& place, const Place& tap, Place& input) {
  for (std::size_t i = 0; i < 3; ++i) {
    const SpatialAxis& a = axes[i];
    if (transposed) {
      const std::int64_t q = place[i] + a.before - tap[i] * a.dilation;
      if (q < 0 || q % a.stride != 0) return false;
      input[i] = q / a.stride;
    } else {
      input[i] = place[i] * a.stride - a.before + tap[i] * a.dilation;
    }
    if (input[i] < 0 || input[i] >= a.input) return false;
  }
  return true;
}

// As [tap, input channel of the group, output channel].
std::vector<float> packed(const Convolution& c, std::int64_t taps, std::int64_t perGroup,
                          std::span<const float> filter) {
  std::vector<float> out(filter.size());
  std::size_t at = 0;
  for (std::int64_t t = 0; t < taps; ++t)
    for (std::int64_t i = 0; i < perGroup; ++i)
      for (std::int64_t o = 0; o < c.outputChannels; ++o)
        out[at++] = filter[static_cast<std::size_t>(t * c.filterTap + i * c.filterIn + o * c.filterOut)];
  return out;
}

template<class T> void convolveTo(const Convolution& c, std::span<const float> in, std::span<const float> filter,
                                  std::span<const float> bias, std::span<T> out) {
  if (out.empty()) return;
  // A filter without elements may claim any size: there is nothing to walk over.
  const Place window = filter.empty() ? Place{0, 0, 0} : boxOf(c.axes, &SpatialAxis::size);
  const std::int64_t inGroup = c.inputChannels / c.groups, outGroup = c.outputChannels / c.groups;
  const std::vector<float> weights = packed(c, window[0] * window[1] * window[2], inGroup, filter);
  std::vector<double> sum(static_cast<std::size_t>(c.outputChannels));
  for (std::int64_t b = 0; b < c.batch; ++b)
    walk(boxOf(c.axes, &SpatialAxis::output), [&](std::int64_t, const Place& place) {
      for (std::size_t o = 0; o < sum.size(); ++o) sum[o] = bias.empty() ? 0.0 : static_cast<double>(bias[o]);
      walk(window, [&](std::int64_t t, const Place& tap) {
        Place from;
        if (!inputAt(c.axes, c.transposed, place, tap, from)) return;
        const float* x = in.data() + b * c.in.batch + offsetOf(c.in, from);
        const float* w = weights.data() + t * inGroup * c.outputChannels;
        for (std::int64_t g = 0; g < c.groups; ++g)
          for (std::int64_t i = 0; i < inGroup; ++i) {
            const double v = static_cast<double>(x[(g * inGroup + i) * c.in.channel]);
            const float* row = w + i * c.outputChannels + g * outGroup;
            double* to = sum.data() + g * outGroup;
            for (std::int64_t o = 0; o < outGroup; ++o) to[o] += v * static_cast<double>(row[o]);
          }
      });
      T* y = out.data() + b * c.out.batch + offsetOf(c.out, place);
      for (std::int64_t o = 0; o < c.outputChannels; ++o)
        y[o * c.out.channel] = static_cast<T>(sum[static_cast<std::size_t>(o)]);
    });
}

// The part of a window that lies inside the input: first element and count on each axis. Windows may be huge.
struct Inside {
  Place first, count;
};
Inside inside(const SpatialAxes& axes, const Place& place) {
  Inside r;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::int64_t start = place[i] * axes[i].stride - axes[i].before;
    r.first[i] = std::max<std::int64_t>(0, start);
    r.count[i] = std::max<std::int64_t>(0, std::min(axes[i].input, start + axes[i].size) - r.first[i]);
  }
  return r;
}

} // namespace

void convolve(const Convolution& c, std::span<const float> in, std::span<const float> filter,
              std::span<const float> bias, std::span<float> out) {
  convolveTo(c, in, filter, bias, out);
}

void convolveSums(const Convolution& c, std::span<const float> in, std::span<const float> filter,
                  std::span<double> out) {
  convolveTo(c, in, filter, {}, out);
}

void poolSums(const Pooling& p, std::span<const float> in, std::span<double> sums, std::span<std::int64_t> counts) {
  if (sums.empty()) return;
  for (std::int64_t b = 0; b < p.batch; ++b)
    walk(boxOf(p.axes, &SpatialAxis::output), [&](std::int64_t, const Place& place) {
      const Inside part = inside(p.axes, place);
      const float* corner = in.data() + b * p.in.batch + offsetOf(p.in, part.first);
      const std::int64_t at = b * p.out.batch + offsetOf(p.out, place);
      for (std::int64_t k = 0; k < p.channels; ++k)
        counts[static_cast<std::size_t>(at + k * p.out.channel)] = part.count[0] * part.count[1] * part.count[2];
      walk(part.count, [&](std::int64_t, const Place& from) {
        const float* x = corner + offsetOf(p.in, from);
        for (std::int64_t k = 0; k < p.channels; ++k)
          sums[static_cast<std::size_t>(at + k * p.out.channel)] += static_cast<double>(x[k * p.in.channel]);
      });
    });
}

void pool(const Pooling& p, std::span<const float> in, std::span<float> out) {
  if (out.empty()) return;
  const bool max = p.kind == PoolKind::max;
  std::vector<double> value(static_cast<std::size_t>(p.channels));
  for (std::int64_t b = 0; b < p.batch; ++b)
    walk(boxOf(p.axes, &SpatialAxis::output), [&](std::int64_t, const Place& place) {
      const Inside part = inside(p.axes, place);
      const double count = static_cast<double>(part.count[0] * part.count[1] * part.count[2]);
      std::fill(value.begin(), value.end(), max ? kLowest : 0.0);
      const float* corner = in.data() + b * p.in.batch + offsetOf(p.in, part.first);
      walk(part.count, [&](std::int64_t, const Place& at) {
        const float* x = corner + offsetOf(p.in, at);
        for (std::int64_t k = 0; k < p.channels; ++k) {
          const double v = static_cast<double>(x[k * p.in.channel]);
          double& to = value[static_cast<std::size_t>(k)];
          if (max)
            to = std::max(to, v);
          else
            to += p.kind == PoolKind::average ? v : v * v;
        }
      });
      float* y = out.data() + b * p.out.batch + offsetOf(p.out, place);
      for (std::int64_t k = 0; k < p.channels; ++k) {
        double v = value[static_cast<std::size_t>(k)];
        if (!max) v = count == 0 ? 0.0 : v / count;
        y[k * p.out.channel] = static_cast<float>(p.kind == PoolKind::rootMeanSquare ? std::sqrt(v) : v);
      }
    });
}

} // namespace ara::kernels
