// Normalisations, and rounding to quantized steps.
#include "kernels/norm.h"

#include "ops/network_lower.h"
#include "ops/tf/batch_norm.h"
#include "ops/tf/fake_quant.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpKind;

Status evaluateLrn(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const Shape& s = c.inputs[0].shape;
  ARA_TRY(wantRank(c, s, 4, "its input"));
  ARA_TRY(c.makeResult(0, DataType::f32, s));
  kernels::localResponse({.channels = static_cast<std::uint64_t>(s.dims[3]),
                          .radius = c.attrInt("depth_radius", 5),
                          .bias = c.attrFloat("bias", 1),
                          .alpha = c.attrFloat("alpha", 1),
                          .beta = c.attrFloat("beta", 0.5)},
                         floats(c, 0), c.out<float>(0));
  return {};
}

Status lowerLrn(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  return c.replaceWith("tfl.local_response_normalization", {c.operand(0)},
                       {{"radius", c.attrInt("depth_radius", 5)},
                        {"bias", c.attrFloat("bias", 1)},
                        {"alpha", c.attrFloat("alpha", 1)},
                        {"beta", c.attrFloat("beta", 0.5)}});
}

constexpr std::string_view kBatchNormDoc = "Brings each channel to mean 0 and variance 1, then scales and moves it.";
constexpr std::string_view kBatchNormResults = "y, batch_mean, batch_variance, reserve_space_1, reserve_space_2";
constexpr std::string_view kFakeQuantDoc = "Rounds to the steps of a quantized range, keeping floats.";

const std::array kRows{
    ir::OpDef{.name = "tf.FusedBatchNorm",
              .kind = OpKind::normalisation,
              .doc = kBatchNormDoc,
              .operands = "x, scale, offset, mean, variance",
              .results = kBatchNormResults,
              .attrs = "T:type, epsilon:float=0.0001, exponential_avg_factor:float=1, data_format:string=NHWC, "
                       "is_training:bool=true",
              .infer = inferFusedBatchNorm,
              .evaluate = evaluateFusedBatchNorm,
              .lower = lowerFusedBatchNorm},
    ir::OpDef{.name = "tf.FusedBatchNormV2",
              .kind = OpKind::normalisation,
              .doc = kBatchNormDoc,
              .operands = "x, scale, offset, mean, variance",
              .results = kBatchNormResults,
              .attrs = "T:type, U:type, epsilon:float=0.0001, exponential_avg_factor:float=1, "
                       "data_format:string=NHWC, is_training:bool=true",
              .infer = inferFusedBatchNorm,
              .evaluate = evaluateFusedBatchNorm,
              .lower = lowerFusedBatchNorm},
    ir::OpDef{.name = "tf.FusedBatchNormV3",
              .kind = OpKind::normalisation,
              .doc = kBatchNormDoc,
              .operands = "x, scale, offset, mean, variance",
              .results = "y, batch_mean, batch_variance, reserve_space_1, reserve_space_2, reserve_space_3",
              .attrs = "T:type, U:type, epsilon:float=0.0001, exponential_avg_factor:float=1, "
                       "data_format:string=NHWC, is_training:bool=true",
              .infer = inferFusedBatchNorm,
              .evaluate = evaluateFusedBatchNorm,
              .lower = lowerFusedBatchNorm},
    ir::OpDef{.name = "tf.BatchNormWithGlobalNormalization",
              .kind = OpKind::normalisation,
              .doc = kBatchNormDoc,
              .operands = "t, m, v, beta, gamma",
              .results = "result",
              .attrs = "T:type, variance_epsilon:float, scale_after_normalization:bool",
              .infer = inferGlobalBatchNorm,
              .evaluate = evaluateGlobalBatchNorm,
              .lower = lowerGlobalBatchNorm},
    ir::OpDef{.name = "tf.LRN",
              .kind = OpKind::normalisation,
              .doc = "Divides each element by a power of its neighbouring channels' squares.",
              .operands = "input",
              .attrs = "depth_radius:int=5, bias:float=1, alpha:float=1, beta:float=0.5, T:type=float32",
              .infer = inferLikeFirst,
              .evaluate = evaluateLrn,
              .lower = lowerLrn},
    ir::OpDef{.name = "tf.FakeQuantWithMinMaxArgs",
              .kind = OpKind::quantization,
              .doc = kFakeQuantDoc,
              .operands = "inputs",
              .results = "outputs",
              .attrs = "min:float=-6, max:float=6, num_bits:int=8, narrow_range:bool=false",
              .infer = inferLikeFirst,
              .evaluate = evaluateFakeQuantArgs,
              .lower = lowerFakeQuantArgs},
    ir::OpDef{.name = "tf.FakeQuantWithMinMaxVars",
              .kind = OpKind::quantization,
              .doc = kFakeQuantDoc,
              .operands = "inputs, min, max",
              .results = "outputs",
              .attrs = "num_bits:int=8, narrow_range:bool=false",
              .infer = inferLikeFirst,
              .evaluate = evaluateFakeQuantVars,
              .lower = lowerFakeQuantVars},
    ir::OpDef{.name = "tf.FakeQuantWithMinMaxVarsPerChannel",
              .kind = OpKind::quantization,
              .doc = kFakeQuantDoc,
              .operands = "inputs, min, max",
              .results = "outputs",
              .attrs = "num_bits:int=8, narrow_range:bool=false",
              .infer = inferLikeFirst,
              .evaluate = evaluateFakeQuantPerChannel,
              .lower = lowerFakeQuantPerChannel},
};

} // namespace

std::span<const ir::OpDef> normRows() { return kRows; }

} // namespace ara::ops::tf
