// Activations of TensorFlow: functions of each element, and softmax over the last axis.
#include "kernels/activation.h"

#include "kernels/elementwise.h"
#include "kernels/norm.h"
#include "ops/network_lower.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpKind;

// --- Functions of one element
template<kernels::TypeSet types = kernels::Floats, class F> Status evaluateEach(EvalContext& c, F f) {
  if (c.inputs.empty()) return wantFloats(c, {0});
  const DataType type = c.inputs[0].type;
  ARA_TRY(c.makeResult(0, type, c.inputs[0].shape));
  const bool done = kernels::withType<kernels::Floats>(
      type, [&]<class T>() { kernels::map(c.in<T>(0).first(c.out<T>(0).size()), c.out<T>(0), f); });
  if (done) return {};
  return c.refuse(msg("{0} {1} is not computed here for {2}.", c.op(), c.name(), ir::longName(type)),
                  msg("Compare an output before it."));
}

Status evaluateRelu(EvalContext& c) {
  return evaluateEach<kernels::Floats | kernels::Integers>(c, []<class T>(T v) { return kernels::relu(v); });
}
Status evaluateRelu6(EvalContext& c) {
  return evaluateEach(c, []<class T>(T v) { return kernels::reluTo(v, T(0), T(6)); });
}
Status evaluateElu(EvalContext& c) {
  return evaluateEach(c, []<class T>(T v) { return kernels::elu(v); });
}
Status evaluateSelu(EvalContext& c) {
  return evaluateEach(c, []<class T>(T v) { return kernels::selu(v); });
}
Status evaluateLeakyRelu(EvalContext& c) {
  const double slope = c.attrFloat("alpha", 0.2);
  return evaluateEach(c, [slope]<class T>(T v) { return kernels::leakyRelu(v, static_cast<T>(slope)); });
}
Status evaluateSigmoid(EvalContext& c) {
  return evaluateEach(c, []<class T>(T v) { return kernels::sigmoid(v); });
}
Status evaluateTanh(EvalContext& c) {
  return evaluateEach(c, []<class T>(T v) { return std::tanh(v); });
}
Status evaluateSoftplus(EvalContext& c) {
  return evaluateEach(c, []<class T>(T v) { return kernels::softplus(v); });
}
Status evaluateSoftsign(EvalContext& c) {
  return evaluateEach(c, []<class T>(T v) { return kernels::softsign(v); });
}

template<std::size_t number> Status lowerTo(LowerContext& c) {
  static constexpr std::string_view kNames[] = {"tfl.relu6", "tfl.elu", "tfl.logistic", "tfl.tanh"};
  ARA_TRY(wantFloat32(c));
  return c.replaceWith(kNames[number], {c.operand(0)});
}

Status lowerRelu(LowerContext& c) {
  ARA_TRY(wantOwnOperands(c));
  // The runtime's RELU takes plain integers and computes them wrongly.
  if (ir::isInteger(c.type(0))) return c.replaceWith("tfl.maximum", {c.operand(0), c.scalar(c.type(0), 0)});
  ARA_TRY(wantFloat32(c));
  return c.replaceWith("tfl.relu", {c.operand(0)});
}

Status lowerLeakyRelu(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  return c.replaceWith("tfl.leaky_relu", {c.operand(0)}, {{"alpha", c.attrFloat("alpha", 0.2)}});
}

// selu(x) = scale * (x > 0 ? x : alpha * elu(x)); elu keeps the sign of x.
Status lowerSelu(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_ASSIGN(const TensorId bent, c.add("tfl.elu", {c.operand(0)}));
  ARA_ASSIGN(const TensorId steep, c.add("tfl.leaky_relu", {bent}, {{"alpha", 1.6732632423543772848170429916717}}));
  return c.replaceWith("tfl.mul", {steep, c.scalar(DataType::f32, 1.0507009873554804934193349852946)},
                       {noActivation()});
}

// softplus(x) = max(x, 0) + log(1 + u) with u = exp(-|x|), which never overflows. Where u is small, w = 1 + u is
// rounded; what rounding took away comes back as (u - (w - 1)) / w, so that the result is right to a float's last bits.
Status lowerSoftplus(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  const TensorId x = c.operand(0), one = c.scalar(DataType::f32, 1);
  const auto binary = [&](std::string_view op, TensorId a, TensorId b) { return c.add(op, {a, b}, {noActivation()}); };
  ARA_ASSIGN(const TensorId size, c.add("tfl.abs", {x}));
  ARA_ASSIGN(const TensorId negative, c.add("tfl.neg", {size}));
  ARA_ASSIGN(const TensorId u, c.add("tfl.exp", {negative}));
  ARA_ASSIGN(const TensorId w, binary("tfl.add", u, one));
  ARA_ASSIGN(const TensorId log, c.add("tfl.log", {w}));
  ARA_ASSIGN(const TensorId kept, binary("tfl.sub", w, one));
  ARA_ASSIGN(const TensorId lost, binary("tfl.sub", u, kept));
  ARA_ASSIGN(const TensorId correction, binary("tfl.div", lost, w));
  ARA_ASSIGN(const TensorId log1p, binary("tfl.add", log, correction));
  ARA_ASSIGN(const TensorId positive, c.add("tfl.relu", {x}));
  return c.replaceWith("tfl.add", {positive, log1p}, {noActivation()});
}

Status lowerSoftsign(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_ASSIGN(const TensorId size, c.add("tfl.abs", {c.operand(0)}));
  ARA_ASSIGN(const TensorId below, c.add("tfl.add", {size, c.scalar(DataType::f32, 1)}, {noActivation()}));
  return c.replaceWith("tfl.div", {c.operand(0), below}, {noActivation()});
}

// --- Softmax and its logarithm, over the last axis
template<bool logarithm> Status evaluateSoftmax(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const Shape& s = c.inputs[0].shape;
  ARA_TRY(c.makeResult(0, DataType::f32, s));
  kernels::softmax(s.rank() == 0 ? 1 : static_cast<std::uint64_t>(s.dims.back()), 1, logarithm, floats(c, 0),
                   c.out<float>(0));
  return {};
}

template<bool logarithm> Status lowerSoftmax(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  const Shape& s = c.shape(0);
  ARA_TRY(wantElements(c, s, s.rank() == 0 ? 0 : s.rank() - 1));
  if (logarithm) return c.replaceWith("tfl.log_softmax", {c.operand(0)});
  return c.replaceWith("tfl.softmax", {c.operand(0)}, {{"beta", 1.0}});
}

const std::array kRows{
    ir::OpDef{.name = "tf.Relu",
              .kind = OpKind::activation,
              .doc = "Negative elements become 0.",
              .operands = "features",
              .results = "activations",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateRelu,
              .lower = lowerRelu},
    ir::OpDef{.name = "tf.Relu6",
              .kind = OpKind::activation,
              .doc = "Elements are kept between 0 and 6.",
              .operands = "features",
              .results = "activations",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateRelu6,
              .lower = lowerTo<0>},
    ir::OpDef{.name = "tf.Elu",
              .kind = OpKind::activation,
              .doc = "Negative elements become exp(x) - 1.",
              .operands = "features",
              .results = "activations",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateElu,
              .lower = lowerTo<1>},
    ir::OpDef{.name = "tf.Selu",
              .kind = OpKind::activation,
              .doc = "The scaled Elu that keeps mean and variance of a network's layers.",
              .operands = "features",
              .results = "activations",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateSelu,
              .lower = lowerSelu},
    ir::OpDef{.name = "tf.LeakyRelu",
              .kind = OpKind::activation,
              .doc = "Negative elements are multiplied by alpha.",
              .operands = "features",
              .results = "activations",
              .attrs = "alpha:float=0.2, T:type=float32",
              .infer = inferLikeFirst,
              .evaluate = evaluateLeakyRelu,
              .lower = lowerLeakyRelu},
    ir::OpDef{.name = "tf.Sigmoid",
              .kind = OpKind::activation,
              .doc = "1 / (1 + exp(-x)) of each element.",
              .operands = "x",
              .results = "y",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateSigmoid,
              .lower = lowerTo<2>},
    ir::OpDef{.name = "tf.Tanh",
              .kind = OpKind::activation,
              .doc = "The hyperbolic tangent of each element.",
              .operands = "x",
              .results = "y",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateTanh,
              .lower = lowerTo<3>},
    ir::OpDef{.name = "tf.Softplus",
              .kind = OpKind::activation,
              .doc = "log(1 + exp(x)) of each element.",
              .operands = "features",
              .results = "activations",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateSoftplus,
              .lower = lowerSoftplus},
    ir::OpDef{.name = "tf.Softsign",
              .kind = OpKind::activation,
              .doc = "x / (1 + |x|) of each element.",
              .operands = "features",
              .results = "activations",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateSoftsign,
              .lower = lowerSoftsign},
    ir::OpDef{.name = "tf.Softmax",
              .kind = OpKind::activation,
              .doc = "exp(x) of each element divided by their sum over the last axis.",
              .operands = "logits",
              .results = "softmax",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateSoftmax<false>,
              .lower = lowerSoftmax<false>},
    ir::OpDef{.name = "tf.LogSoftmax",
              .kind = OpKind::activation,
              .doc = "The logarithm of softmax over the last axis.",
              .operands = "logits",
              .results = "logsoftmax",
              .attrs = "T:type",
              .infer = inferLikeFirst,
              .evaluate = evaluateSoftmax<true>,
              .lower = lowerSoftmax<true>},
};

} // namespace

std::span<const ir::OpDef> activationRows() { return kRows; }

} // namespace ara::ops::tf
