#include "quantize/affine_values.h"

#include "quantize/symmetric.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace ara::quantize {
namespace {

struct Noise {
  double signal = 0, noise = 0;
  void add(double value, double back) {
    signal += value * value;
    noise += (value - back) * (value - back);
  }
  double decibels() const {
    return noise > 0 ? 10 * std::log10(signal / noise) : std::numeric_limits<double>::infinity();
  }
};

template<class T>
Codes codesOf(const ir::BufferData& values, std::uint64_t elements, const Affine& scale, double least, double most) {
  Codes out;
  out.bytes.resize(static_cast<std::size_t>(elements) * sizeof(T));
  out.scales = {scale.scale};
  out.zero = scale.zero;
  Noise noise;
  for (std::uint64_t i = 0; i < elements; ++i) {
    const double x = double(values.load<float>(i));
    const double code = std::clamp(std::round(x / double(scale.scale)) + scale.zero, least, most);
    const T stored = static_cast<T>(code);
    std::memcpy(out.bytes.data() + i * sizeof(T), &stored, sizeof(T));
    noise.add(x, (code - scale.zero) * double(scale.scale));
  }
  out.sqnr = noise.decibels();
  return out;
}

template<class T> Codes biasCodes(const ir::BufferData& bias, const std::vector<float>& weightScales,
                                  std::uint64_t count, float inputScale) {
  Codes out;
  out.bytes.resize(static_cast<std::size_t>(count) * sizeof(T));
  for (const float s : weightScales) out.scales.push_back(inputScale * s);
  Noise noise;
  for (std::uint64_t c = 0; c < count; ++c) {
    const double scale = double(out.scales[out.scales.size() > 1 ? static_cast<std::size_t>(c) : 0]);
    const double x = double(bias.load<float>(c));
    // The largest double below 2^63 keeps the cast within int64.
    const double most = sizeof(T) == 8 ? 0x1.fffffffffffffp62 : double(std::numeric_limits<T>::max());
    const double code = scale > 0 ? std::clamp(std::round(x / scale), -most, most) : 0;
    const T stored = static_cast<T>(code);
    std::memcpy(out.bytes.data() + c * sizeof(T), &stored, sizeof(T));
    noise.add(x, code * scale);
  }
  out.sqnr = noise.decibels();
  return out;
}

} // namespace

Codes affineCodes(const ir::BufferData& values, std::uint64_t elements, const Affine& scale, ir::DataType codes) {
  Codes out = codes == ir::DataType::i16  ? codesOf<std::int16_t>(values, elements, scale, -32767, 32767)
              : codes == ir::DataType::u8 ? codesOf<std::uint8_t>(values, elements, scale, 0, 255)
                                          : codesOf<std::int8_t>(values, elements, scale, -128, 127);
  out.type = codes;
  return out;
}

ChannelCodes channelCodes(const ir::BufferData& weights, const ir::Shape& shape, int axis, int channels,
                          float inputScale, const ir::BufferData* bias, bool wide) {
  std::uint64_t slices = 1, inner = *shape.elements();
  if (axis >= 0) {
    slices = static_cast<std::uint64_t>(shape.dims[static_cast<std::size_t>(axis)]);
    inner = 1;
    for (std::size_t d = static_cast<std::size_t>(axis) + 1; d < shape.rank(); ++d)
      inner *= static_cast<std::uint64_t>(shape.dims[d]);
  }
  const auto count = static_cast<std::uint64_t>(shape.dims[static_cast<std::size_t>(channels)]);
  std::vector<float> atLeast;
  if (bias && !wide) {
    atLeast.resize(static_cast<std::size_t>(slices));
    for (std::uint64_t c = 0; c < count; ++c) {
      float& least = atLeast[slices > 1 ? static_cast<std::size_t>(c) : 0];
      // Half of what int32 holds, so that the sum of products has the other half.
      least =
          std::max(least, static_cast<float>(std::abs(double(bias->load<float>(c))) / (double(inputScale) * 0x1p30)));
    }
  }
  Symmetric s = *symmetric(weights, *shape.elements(), slices, inner, atLeast);
  ChannelCodes out;
  const auto bytes = std::as_bytes(std::span(s.codes));
  out.weights.bytes.assign(bytes.begin(), bytes.end());
  out.weights.axis = std::max(axis, 0);
  out.weights.sqnr = s.sqnr;
  if (bias) {
    out.bias = wide ? biasCodes<std::int64_t>(*bias, s.scales, count, inputScale)
                    : biasCodes<std::int32_t>(*bias, s.scales, count, inputScale);
    out.bias->type = wide ? ir::DataType::i64 : ir::DataType::i32;
  }
  out.weights.scales = std::move(s.scales);
  return out;
}

ChannelCodes unsignedCodes(const ir::BufferData& weights, std::uint64_t elements, std::uint64_t channels,
                           float inputScale, const ir::BufferData* bias) {
  double least = 0, most = 0;
  for (std::uint64_t i = 0; i < elements; ++i) {
    least = std::min(least, double(weights.load<float>(i)));
    most = std::max(most, double(weights.load<float>(i)));
  }
  double span = (most - least) / 254;
  for (std::uint64_t c = 0; bias && c < channels; ++c)
    span = std::max(span, std::abs(double(bias->load<float>(c))) / (double(inputScale) * 0x1p30));
  const auto scale = static_cast<float>(span);
  const Affine a =
      scale >= std::numeric_limits<float>::min()
          ? Affine{scale, static_cast<std::int32_t>(std::clamp(std::round(1 - least / double(scale)), 1.0, 255.0))}
          : Affine{1.0f / 128, 128};
  ChannelCodes out;
  out.weights = codesOf<std::uint8_t>(weights, elements, a, 1, 255);
  out.weights.type = ir::DataType::u8;
  if (bias) {
    out.bias = biasCodes<std::int32_t>(*bias, {a.scale}, channels, inputScale);
    out.bias->type = ir::DataType::i32;
  }
  return out;
}

} // namespace ara::quantize
