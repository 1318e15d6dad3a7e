// Softmax in fixed point: exponentials, their sum and its reciprocal as the official reference kernel computes them for
// 8-bit codes. Results stand for multiples of 1/256.
#pragma once

#include <cstdint>
#include <span>

namespace ara::kernels {

// Rows of codes of scale `scale`, of which only differences count; results are 0 to 255 (add the least code of the type).
void softmaxCodes(std::span<const std::int32_t> row, double scaleTimesBeta, std::span<std::int32_t> out);

} // namespace ara::kernels
