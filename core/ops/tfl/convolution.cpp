// Convolutions of TensorFlow Lite: the filter starts with the output channels, a bias follows it.
#include "ops/conv_rules.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpKind;

constexpr ir::RuntimeLimits kImages{.types = "f32", .quantized = "i8 u8 i16", .minRank = 4, .maxRank = 4};
constexpr ir::RuntimeLimits kTransposed{
    .types = "f32", .quantized = "i8 u8 i16", .typedBy = 2, .minRank = 4, .maxRank = 4};

// --- conv_2d and conv_3d
FilterOrder orderOf(std::size_t spatial) { return spatial == 2 ? ohwi() : hwio(spatial); }

template<std::size_t spatial> Result<ConvPlan> plan(const NodeView& v, const Shape& input, const Shape& filter) {
  ARA_ASSIGN(auto sizes, filterSizes(v, filter, orderOf(spatial)));
  ARA_ASSIGN(auto axes, tflWindowAxes(v, std::move(sizes)));
  return planConvolution(v, input, filter, orderOf(spatial), {.count = spatial}, std::move(axes));
}

template<std::size_t spatial> Status infer(InferContext& c) {
  ARA_ASSIGN(const ConvPlan p, plan<spatial>(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), p.plan.output(p.filterOut));
  return {};
}

template<std::size_t spatial> Status evaluate(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  ARA_ASSIGN(const ConvPlan p, plan<spatial>(c, c.inputs[0].shape, c.inputs[1].shape));
  return evaluateConvolution(c, p, orderOf(spatial), {.bias = 2});
}

Result<bool> conv2dOnCodes(EvalContext& c) {
  if (c.inputs.size() < 2) return false;
  ARA_ASSIGN(const ConvPlan p, plan<2>(c, c.inputs[0].shape, c.inputs[1].shape));
  return convolutionOnCodes(c, p, orderOf(2));
}

// --- depthwise_conv_2d: filter [1, height, width, output channels]
Result<ConvPlan> planOfDepthwise(const NodeView& v, const Shape& input, const Shape& filter) {
  ARA_ASSIGN(const auto sizes, filterSizes(v, filter, ohwi()));
  ARA_ASSIGN(auto axes, tflWindowAxes(v, sizes));
  const Dim made = filter.ranked ? filter.dims[3] : ir::kUnknownDim;
  return planDepthwise(v, input, sizes, made, {}, std::move(axes));
}

Status inferDepthwise(InferContext& c) {
  ARA_ASSIGN(const ConvPlan p, planOfDepthwise(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), p.plan.output(p.filterOut));
  return {};
}

Status evaluateDepthwiseNode(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  ARA_ASSIGN(const ConvPlan p, planOfDepthwise(c, c.inputs[0].shape, c.inputs[1].shape));
  return evaluateDepthwise(c, p, {.bias = 2});
}

Result<bool> depthwiseNodeOnCodes(EvalContext& c) {
  if (c.inputs.size() < 2) return false;
  ARA_ASSIGN(const ConvPlan p, planOfDepthwise(c, c.inputs[0].shape, c.inputs[1].shape));
  return depthwiseOnCodes(c, p);
}

// The first runtimes ignored the dilation; they do not take version 2.
int versionOfDepthwise(const VersionContext& c) {
  return c.attrInt("dilation_h_factor", 1) != 1 || c.attrInt("dilation_w_factor", 1) != 1 ? 2 : 1;
}

// --- transpose_conv and conv_3d_transpose: output shape, weights, input, bias
FilterOrder orderOfTransposed(std::size_t spatial) {
  // Seen from the convolution that turns the result into the input, the result's channels are those that go in.
  if (spatial == 2) return {.spatial = {1, 2}, .input = 0, .output = 3};
  return hwio(spatial);
}

template<std::size_t spatial>
Result<ConvPlan> planOfTransposed(const NodeView& v, const Shape& result, const Shape& filter) {
  ARA_ASSIGN(auto sizes, filterSizes(v, filter, orderOfTransposed(spatial)));
  ARA_ASSIGN(auto axes, tflWindowAxes(v, std::move(sizes)));
  return planConvolution(v, result, filter, orderOfTransposed(spatial), {.count = spatial}, std::move(axes));
}

template<std::size_t spatial> Status inferTransposed(InferContext& c) {
  const FilterOrder order = orderOfTransposed(spatial);
  const Shape& filter = c.shape(1);
  ARA_TRY(wantRank(c, filter, spatial + 2, "its filter"));
  const Shape out = transposedShape({.count = spatial}, c.integers(0), c.shape(2),
                                    filter.ranked ? filter.dims[order.input] : ir::kUnknownDim);
  ARA_TRY(planOfTransposed<spatial>(c, out, filter).map([](const ConvPlan&) {}));
  c.result(0, c.type(2), out);
  return {};
}

constexpr ConvOperands kTransposedOperands{.input = 2, .filter = 1, .bias = 3};

template<std::size_t spatial> Result<ConvPlan> evaluatedTransposed(EvalContext& c) {
  const FilterOrder order = orderOfTransposed(spatial);
  ARA_ASSIGN(const std::vector<Dim> wanted, evaluatedShape(c, spatial + 2));
  const Shape& filter = c.inputs[1].shape;
  ARA_TRY(wantRank(c, filter, spatial + 2, "its filter"));
  const Shape out = transposedShape({.count = spatial}, wanted, c.inputs[2].shape, filter.dims[order.input]);
  return planOfTransposed<spatial>(c, out, filter);
}

template<std::size_t spatial> Status evaluateTransposedNode(EvalContext& c) {
  ARA_ASSIGN(const ConvPlan p, evaluatedTransposed<spatial>(c));
  return evaluateTransposed(c, p, orderOfTransposed(spatial), kTransposedOperands);
}

Result<bool> transposedNodeOnCodes(EvalContext& c) {
  ARA_ASSIGN(const ConvPlan p, evaluatedTransposed<2>(c));
  return transposedOnCodes(c, p, orderOfTransposed(2), kTransposedOperands);
}

int versionOfTransposed(const VersionContext& c) { return c.operandCount() > 3 && c.has(3) ? 3 : 1; }

constexpr std::string_view kTransposedDoc =
    "Spreads each element over a larger image by filters (transposed convolution), plus a bias.";

const std::array kRows{
    ir::OpDef{.name = "tfl.conv_2d",
              .kind = OpKind::convolution,
              .doc = "Slides filters over an image, sums the products at each place and adds a bias.",
              .operands = "input, filter, bias",
              .infer = infer<2>,
              .evaluate = evaluate<2>,
              .evaluateCodes = conv2dOnCodes,
              .builtinCode = 3,
              .limits = kImages,
              .hybridWeights = "1"},
    ir::OpDef{.name = "tfl.depthwise_conv_2d",
              .kind = OpKind::convolution,
              .doc = "Slides filters over an image, each over one channel, and adds a bias.",
              .operands = "input, filter, bias",
              .infer = inferDepthwise,
              .evaluate = evaluateDepthwiseNode,
              .evaluateCodes = depthwiseNodeOnCodes,
              .builtinCode = 4,
              .version = versionOfDepthwise,
              .limits = kImages,
              .hybridWeights = "1"},
    ir::OpDef{.name = "tfl.transpose_conv",
              .kind = OpKind::convolution,
              .doc = kTransposedDoc,
              .operands = "output_shape, weights, input, bias?",
              .infer = inferTransposed<2>,
              .evaluate = evaluateTransposedNode<2>,
              .evaluateCodes = transposedNodeOnCodes,
              .builtinCode = 67,
              .version = versionOfTransposed,
              .limits = kTransposed,
              .hybridWeights = "1"},
    ir::OpDef{.name = "tfl.conv_3d",
              .kind = OpKind::convolution,
              .doc = "Slides filters over a volume, sums the products at each place and adds a bias.",
              .operands = "input, filter, bias?",
              .infer = infer<3>,
              .evaluate = evaluate<3>,
              .builtinCode = 132,
              .limits = {.types = "f32", .minRank = 5, .maxRank = 5}},
    ir::OpDef{.name = "tfl.conv_3d_transpose",
              .kind = OpKind::convolution,
              .doc = kTransposedDoc,
              .operands = "output_shape, filter, input, bias?",
              .infer = inferTransposed<3>,
              .evaluate = evaluateTransposedNode<3>,
              .builtinCode = 141,
              .limits = {.types = "f32", .typedBy = 2, .minRank = 5, .maxRank = 5}},
};

} // namespace

std::span<const ir::OpDef> convolutionRows() { return kRows; }

} // namespace ara::ops::tfl
