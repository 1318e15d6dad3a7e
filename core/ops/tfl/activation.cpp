// Activations of TensorFlow Lite.
#include "kernels/activation.h"

#include "kernels/broadcast.h"
#include "kernels/norm.h"
#include "ops/network_rules.h"
#include "ops/on_codes.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpKind;

template<class F> Status evaluateEach(EvalContext& c, F f) {
  ARA_TRY(wantFloats(c, {0}));
  ARA_TRY(c.makeResult(0, DataType::f32, c.inputs[0].shape));
  const auto in = floats(c, 0);
  const auto out = c.out<float>(0);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = f(in[i]);
  return {};
}

Status evaluateRelu(EvalContext& c) { return evaluateEach(c, kernels::relu<float>); }
Status evaluateRelu6(EvalContext& c) {
  return evaluateEach(c, [](float x) { return kernels::reluTo(x, 0.0f, 6.0f); });
}
Status evaluateReluN1To1(EvalContext& c) {
  return evaluateEach(c, [](float x) { return kernels::reluTo(x, -1.0f, 1.0f); });
}
Status evaluateRelu0To1(EvalContext& c) {
  return evaluateEach(c, [](float x) { return kernels::reluTo(x, 0.0f, 1.0f); });
}
Status evaluateElu(EvalContext& c) { return evaluateEach(c, kernels::elu<float>); }
Status evaluateLeakyRelu(EvalContext& c) {
  const auto slope = static_cast<float>(c.attrFloat("alpha"));
  return evaluateEach(c, [slope](float x) { return kernels::leakyRelu(x, slope); });
}
Result<bool> reluOnCodes(EvalContext& c) { return rectifyOnCodes(c, 1, 0.0f, {}); }
Result<bool> relu6OnCodes(EvalContext& c) { return rectifyOnCodes(c, 1, 0.0f, 6.0f); }
Result<bool> reluN1To1OnCodes(EvalContext& c) { return rectifyOnCodes(c, 1, -1.0f, 1.0f); }
Result<bool> leakyReluOnCodes(EvalContext& c) {
  return rectifyOnCodes(c, static_cast<float>(c.attrFloat("alpha")), {}, {});
}
Status evaluateHardSwish(EvalContext& c) { return evaluateEach(c, kernels::hardSwish<float>); }
Status evaluateGelu(EvalContext& c) {
  const bool approximate = c.attrBool("approximate");
  return evaluateEach(c, [approximate](float x) { return kernels::gelu(x, approximate); });
}
Status evaluateLogistic(EvalContext& c) { return evaluateEach(c, kernels::sigmoid<float>); }
Status evaluateTanh(EvalContext& c) {
  return evaluateEach(c, [](float x) { return std::tanh(x); });
}

// The slope is broadcast to the input.
Status inferPrelu(InferContext& c) {
  ARA_ASSIGN(Shape out, broadcastShapes(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status evaluatePrelu(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  ARA_ASSIGN(const Shape out, broadcastShapes(c, c.inputs[0].shape, c.inputs[1].shape));
  ARA_TRY(c.makeResult(0, DataType::f32, out));
  const auto x = floats(c, 0), slope = floats(c, 1);
  const auto y = c.out<float>(0);
  kernels::walkBroadcast<2>(out, {c.inputs[0].shape, c.inputs[1].shape},
                            [&](std::uint64_t i, const std::array<std::uint64_t, 2>& at) {
                              y[i] = kernels::leakyRelu(x[at[0]], slope[at[1]]);
                            });
  return {};
}

template<bool logarithm> Status evaluateSoftmax(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const Shape& s = c.inputs[0].shape;
  ARA_TRY(c.makeResult(0, DataType::f32, s));
  kernels::softmax(s.rank() == 0 ? 1 : static_cast<std::uint64_t>(s.dims.back()), logarithm ? 1 : c.attrFloat("beta"),
                   logarithm, floats(c, 0), c.out<float>(0));
  return {};
}

constexpr ir::RuntimeLimits kClipped{.types = "f32", .quantized = "i8 u8 i16"};
constexpr ir::RuntimeLimits kBytes{.types = "f32", .quantized = "i8 u8"};

const std::array kRows{
    ir::OpDef{.name = "tfl.relu",
              .kind = OpKind::activation,
              .doc = "Negative elements become 0.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateRelu,
              .evaluateCodes = reluOnCodes,
              .builtinCode = 19,
              .limits = kClipped},
    ir::OpDef{.name = "tfl.relu6",
              .kind = OpKind::activation,
              .doc = "Elements are kept between 0 and 6.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateRelu6,
              .evaluateCodes = relu6OnCodes,
              .builtinCode = 21,
              .limits = kClipped},
    ir::OpDef{.name = "tfl.relu_n1_to_1",
              .kind = OpKind::activation,
              .doc = "Elements are kept between -1 and 1.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateReluN1To1,
              .evaluateCodes = reluN1To1OnCodes,
              .builtinCode = 20,
              .limits = kBytes},
    ir::OpDef{.name = "tfl.relu_0_to_1",
              .kind = OpKind::activation,
              .doc = "Elements are kept between 0 and 1.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateRelu0To1,
              .builtinCode = 152,
              .limits = kBytes},
    ir::OpDef{.name = "tfl.elu",
              .kind = OpKind::activation,
              .doc = "Negative elements become exp(x) - 1.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateElu,
              .builtinCode = 111,
              .limits = {.types = "f32", .quantized = "i8"}},
    ir::OpDef{.name = "tfl.leaky_relu",
              .kind = OpKind::activation,
              .doc = "Negative elements are multiplied by alpha.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateLeakyRelu,
              .evaluateCodes = leakyReluOnCodes,
              .builtinCode = 98,
              .limits = kClipped},
    ir::OpDef{.name = "tfl.prelu",
              .kind = OpKind::activation,
              .doc = "Negative elements are multiplied by learned slopes.",
              .operands = "input, alpha",
              .infer = inferPrelu,
              .evaluate = evaluatePrelu,
              .builtinCode = 54,
              .limits = kClipped},
    ir::OpDef{.name = "tfl.hard_swish",
              .kind = OpKind::activation,
              .doc = "x * relu6(x + 3) / 6 of each element.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateHardSwish,
              .builtinCode = 117,
              .limits = kBytes},
    ir::OpDef{.name = "tfl.gelu",
              .kind = OpKind::activation,
              .doc = "Each element times the normal distribution at it, exactly or by tanh.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateGelu,
              .builtinCode = 150,
              .limits = {.types = "f32 f16", .quantized = "i8 u8 i16"}},
    ir::OpDef{.name = "tfl.logistic",
              .kind = OpKind::activation,
              .doc = "1 / (1 + exp(-x)) of each element.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateLogistic,
              .builtinCode = 14,
              .limits = {.types = "f32 f16 bf16", .quantized = "i8 u8 i16"}},
    ir::OpDef{.name = "tfl.tanh",
              .kind = OpKind::activation,
              .doc = "The hyperbolic tangent of each element.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateTanh,
              .builtinCode = 28,
              .limits = {.types = "f32 f16 bf16", .quantized = "i8 u8 i16"}},
    ir::OpDef{.name = "tfl.softmax",
              .kind = OpKind::activation,
              .doc = "exp(beta * x) of each element divided by their sum over the last axis.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateSoftmax<false>,
              .evaluateCodes = softmaxOnCodes,
              .builtinCode = 25,
              .limits = {.types = "f32 f16", .quantized = "i8 u8 i16", .minRank = 1}},
    ir::OpDef{.name = "tfl.log_softmax",
              .kind = OpKind::activation,
              .doc = "The logarithm of softmax over the last axis.",
              .operands = "input",
              .infer = inferLikeFirst,
              .evaluate = evaluateSoftmax<true>,
              .builtinCode = 50,
              .limits = {.types = "f32", .quantized = "i8 u8"}},
};

} // namespace

std::span<const ir::OpDef> activationRows() { return kRows; }

} // namespace ara::ops::tfl
