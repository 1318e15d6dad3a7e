// Operators with weights and a bias per output channel: conv_2d, depthwise_conv_2d, fully_connected, transpose_conv.
#pragma once

#include "passes/constants.h"

namespace ara::passes {

struct Weighted {
  ir::NodeId node;
  std::size_t channelAxis; // of the weights
  std::uint64_t channels;
  std::size_t bias = 2; // the operand; a transposed convolution has its image there
};
ir::TensorId biasTensor(const PassContext& c, const Weighted& w); // none when there is none

// The operator that produces `t` when its result goes to one user only, no activation is fused yet, and everything is
// float32 with known channels.
std::optional<Weighted> weightedProducer(const PassContext& c, ir::TensorId t);
// Its bias as numbers: zeros when it has none; nothing when it is not constant.
std::optional<std::vector<float>> biasOf(const PassContext& c, const Weighted& w);
void setBias(PassContext& c, const Weighted& w, std::span<const float> values, ir::NameId name);
void setBias(PassContext& c, const Weighted& w, ir::TensorId bias);
// `follower` (one operand is w's result) is now part of w: w produces its result, with its fused activation.
void absorb(PassContext& c, const Weighted& w, ir::NodeId follower, std::string_view rule);
// The other operand of a two-operand node, when it is one number per channel and the node keeps `t`'s shape.
std::optional<std::vector<float>> channelOperand(const PassContext& c, ir::NodeId n, std::size_t other, ir::TensorId t,
                                                 std::uint64_t channels);

} // namespace ara::passes
