// Weights as int8 around zero: q = round(x * 127 / max|x|), half away from zero, -128 never used.
#pragma once

#include "ir/buffer.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ara::quantize {

struct Symmetric {
  std::vector<std::int8_t> codes;
  std::vector<float> scales; // one, or one per slice
  double sqnr = 0;           // dB of the weights against what the codes stand for; infinite when they are equal
};

// Float32 values in `slices` runs along an axis: element i lies in slice (i / inner) % slices. Scales are no smaller
// than `atLeast`, where that is given. Nothing when a value is not finite.
std::optional<Symmetric> symmetric(const ir::BufferData& values, std::uint64_t elements, std::uint64_t slices,
                                   std::uint64_t inner, std::span<const float> atLeast = {});

} // namespace ara::quantize
