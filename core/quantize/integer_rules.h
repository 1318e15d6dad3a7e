// How each operator of TensorFlow Lite computes with integers: which operands are quantized, what ties their scales
// together, and the versions that have the kernel.
//
//   CONV_2D      layer   weights one scale per output channel, bias int32 (int64 beside int16)
//   ADD          own     every operand and the result have scales of their own
//   MAX_POOL_2D  same    the result has the scale of the operand
//   CONCATENATION shared operands and result have one scale
//   SOFTMAX      fixed   the result has the scale the kernel is written for
#pragma once

#include "ir/types.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace ara::quantize {

enum class Scales : std::uint8_t { layer, own, same, shared, fixed, integer };

struct Affine { // real = scale * (code - zero)
  float scale = 1;
  std::int32_t zero = 0;
  bool operator==(const Affine&) const = default;
};

struct IntegerRule {
  std::string_view op;
  Scales scales;
  std::uint32_t data;                // bit i: operand i holds real numbers; all other operands stay as they are
  int version8 = 0, version16 = 0;   // of the operator with int8, with int16 activations; 0: there is no such kernel
  Affine fixed8{}, fixed16{};        // fixed: of the result
  int axis = 0;                      // layer: of the weights' scales
  std::array<int, 3> layer{0, 1, 2}; // layer: operands that are input, weights, bias
  int version(ir::DataType codes) const; // with activations i8, u8 or i16
  Affine fixed(ir::DataType codes) const;
  bool takes(std::size_t operand) const { return operand < 31 ? data >> operand & 1u : data >> 31 & 1u; }
};

// Nothing when the operator computes in float only. `op` without its dialect: "conv_2d".
const IntegerRule* integerRule(std::string_view op);

} // namespace ara::quantize
