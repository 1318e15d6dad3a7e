#include "kernels/norm.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ara::kernels {

void localResponse(const LocalResponse& l, std::span<const float> in, std::span<float> out) {
  const auto channels = static_cast<std::int64_t>(l.channels);
  const std::int64_t reach = std::clamp<std::int64_t>(l.radius, 0, channels);
  for (std::size_t row = 0; channels > 0 && row + l.channels <= in.size(); row += l.channels)
    for (std::int64_t c = 0; c < channels; ++c) {
      double sum = 0;
      for (std::int64_t k = std::max<std::int64_t>(0, c - reach); k <= std::min(channels - 1, c + reach); ++k)
        sum += static_cast<double>(in[row + k]) * static_cast<double>(in[row + k]);
      out[row + c] = static_cast<float>(static_cast<double>(in[row + c]) * std::pow(l.bias + l.alpha * sum, -l.beta));
    }
}

void l2Normalise(std::uint64_t size, double least, std::span<const float> in, std::span<float> out) {
  for (std::size_t row = 0; size > 0 && row + size <= in.size(); row += size) {
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) sum += static_cast<double>(in[row + i]) * static_cast<double>(in[row + i]);
    const double norm = std::max(std::sqrt(sum), least);
    for (std::size_t i = 0; i < size; ++i) out[row + i] = static_cast<float>(static_cast<double>(in[row + i]) / norm);
  }
}

void softmax(std::uint64_t size, double beta, bool logarithm, std::span<const float> in, std::span<float> out) {
  for (std::size_t row = 0; size > 0 && row + size <= in.size(); row += size) {
    double most = -std::numeric_limits<double>::infinity(), sum = 0;
    for (std::size_t i = 0; i < size; ++i) most = std::max(most, beta * static_cast<double>(in[row + i]));
    for (std::size_t i = 0; i < size; ++i) sum += std::exp(beta * static_cast<double>(in[row + i]) - most);
    for (std::size_t i = 0; i < size; ++i) {
      const double x = beta * static_cast<double>(in[row + i]) - most;
      out[row + i] = static_cast<float>(logarithm ? x - std::log(sum) : std::exp(x) / sum);
    }
  }
}

QuantRange nudged(float min, float max, int bits, bool narrow) {
  const float low = narrow ? 1.0f : 0.0f, high = static_cast<float>((1 << bits) - 1);
  QuantRange r;
  r.step = (max - min) / (high - low);
  const float zero = low - min / r.step;
  const float whole = zero < low ? low : zero > high ? high : std::round(zero);
  r.min = (low - whole) * r.step;
  r.max = (high - whole) * r.step;
  r.zero = std::floor(-r.min * (1.0f / r.step) + 0.5f);
  return r;
}

namespace {
float stepsAbove(float x, const QuantRange& r) {
  return std::floor((std::max(std::min(x, r.max), r.min) - r.min) * (1.0f / r.step) + 0.5f);
}
} // namespace

float fakeQuantFromMin(float x, const QuantRange& r) { return stepsAbove(x, r) * r.step + r.min; }
float fakeQuantFromZero(float x, const QuantRange& r) { return (stepsAbove(x, r) - r.zero) * r.step; }

} // namespace ara::kernels
