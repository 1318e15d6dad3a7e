// Constants as integers of given scales.
#pragma once

#include "ir/buffer.h"
#include "ir/shape.h"
#include "ir/types.h"
#include "quantize/integer_rules.h"

#include <optional>
#include <vector>

namespace ara::quantize {

struct Codes {
  ir::DataType type = ir::DataType::i8;
  std::vector<std::byte> bytes; // row-major codes
  std::vector<float> scales;    // one, or one per index of `axis`
  std::int32_t zero = 0;
  int axis = 0;
  double sqnr = 0; // dB; infinite when nothing is lost
};

// One scale for all; what lies outside becomes the nearest code. Values are finite float32.
Codes affineCodes(const ir::BufferData& values, std::uint64_t elements, const Affine& scale, ir::DataType codes);

struct ChannelCodes {
  Codes weights;             // int8 around zero, -128 never used
  std::optional<Codes> bias; // int32, beside int16 activations int64; of scale inputScale * weight scale
};

// `axis`: of one scale per channel, -1 for one scale in all; `channels`: the axis the bias belongs to. A channel whose
// bias would not fit its type gets a wider scale. Values are finite float32.
ChannelCodes channelCodes(const ir::BufferData& weights, const ir::Shape& shape, int axis, int channels,
                          float inputScale, const ir::BufferData* bias, bool wide);
// The first scheme: weights uint8 with a zero point, one scale in all. Codes are 1 to 255, as its kernels want.
ChannelCodes unsignedCodes(const ir::BufferData& weights, std::uint64_t elements, std::uint64_t channels,
                           float inputScale, const ir::BufferData* bias);

} // namespace ara::quantize
