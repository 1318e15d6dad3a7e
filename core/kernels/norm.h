// Normalisations over the last axis or per channel, and rounding to the steps of a quantized range.
#pragma once

#include <cstdint>
#include <span>

namespace ara::kernels {

// out = in / (bias + alpha * (sum of squares of the neighbours up to `radius` channels away)) ^ beta
struct LocalResponse {
  std::uint64_t channels = 1; // the last axis
  std::int64_t radius = 5;
  double bias = 1, alpha = 1, beta = 0.5;
};
void localResponse(const LocalResponse& l, std::span<const float> in, std::span<float> out);

// Rows of `size` divided by their Euclidean norm, which counts as at least `least`.
void l2Normalise(std::uint64_t size, double least, std::span<const float> in, std::span<float> out);

// exp(x) / sum(exp(x)), or its logarithm, over rows of `size`; exp(beta * x) when beta is given.
void softmax(std::uint64_t size, double beta, bool logarithm, std::span<const float> in, std::span<float> out);

// A range moved so that zero falls on one of its 2^bits steps.
struct QuantRange {
  float min = 0, max = 0, step = 0;
  float zero = 0; // steps from min to 0
};
QuantRange nudged(float min, float max, int bits, bool narrow);
// `x` at its nearest step, counted from min (TensorFlow Lite), or from zero (TensorFlow: 0 stays exactly 0).
float fakeQuantFromMin(float x, const QuantRange& r);
float fakeQuantFromZero(float x, const QuantRange& r);

} // namespace ara::kernels
