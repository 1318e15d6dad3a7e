// Operators of TensorFlow Lite on quantized integers, with the arithmetic of the official reference kernels: the same
// codes, to the last one. What has no such function here is computed on the real numbers the codes stand for, and may lie
// a code or two away.
#pragma once

#include "kernels/fixed_point.h"
#include "ops/context.h"

#include <optional>

namespace ara::ops {

struct Coded { // a tensor of quantized integers
  DataType type = DataType::none;
  std::span<const float> scales;
  std::int64_t zero = 0; // of the first scale
};
// Of operand or result `t`, whose value has `type`; nothing when it is not quantized, or in a way not known here.
std::optional<Coded> codedOf(const NodeView& v, TensorId t, DataType type);

// Operand and result as codes of one scale each.
struct Coding {
  Coded in, out;
};
std::optional<Coding> codingOf(const EvalContext& c, std::size_t operand);

// Codes less their zero point, as exact floats.
std::vector<float> centred(EvalContext& c, std::size_t operand, const Coded& coded);

// Sums of products of a layer, output channels innermost, become codes of result 0: bias, scale, zero point,
// activation. `weights` is the operand with a scale per channel or one in all.
Result<bool> finishLayer(EvalContext& c, const Coding& coding, std::span<const double> sums, std::int64_t channels,
                         std::size_t weights, std::size_t bias, Shape output);

// Codes as result 0, within its type and the fused activation.
Result<bool> storeCodes(EvalContext& c, const Coded& out, std::span<const std::int64_t> codes, Shape output);

// Negative elements times `slope`, then between bounds.
Result<bool> rectifyOnCodes(EvalContext& c, float slope, std::optional<float> least, std::optional<float> most);
Result<bool> softmaxOnCodes(EvalContext& c);  // tfl.softmax of 8 bits
Result<bool> addOnCodes(EvalContext& c);      // tfl.add
Result<bool> subtractOnCodes(EvalContext& c); // tfl.sub
Result<bool> multiplyOnCodes(EvalContext& c); // tfl.mul

} // namespace ara::ops
