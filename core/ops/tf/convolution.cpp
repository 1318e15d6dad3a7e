// Convolutions of TensorFlow: filters [height, width, input channels, output channels], no bias.
#include "ops/conv_rules.h"
#include "ops/network_lower.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::OpKind;

// --- Conv2D, Conv3D
template<std::size_t spatial> Result<ConvPlan> plan(const NodeView& v, const Shape& input, const Shape& filter) {
  ARA_ASSIGN(const SpatialLayout layout, spatialLayout(v, spatial));
  ARA_ASSIGN(auto sizes, filterSizes(v, filter, hwio(spatial)));
  ARA_ASSIGN(auto axes, tfWindowAxes(v, layout, std::move(sizes)));
  return planConvolution(v, input, filter, hwio(spatial), layout, std::move(axes));
}

template<std::size_t spatial> Status infer(InferContext& c) {
  ARA_ASSIGN(const ConvPlan p, plan<spatial>(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), p.plan.output(p.filterOut));
  return {};
}

template<std::size_t spatial> Status evaluate(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  ARA_ASSIGN(const ConvPlan p, plan<spatial>(c, c.inputs[0].shape, c.inputs[1].shape));
  return evaluateConvolution(c, p, hwio(spatial), {});
}

// A bias is an operand the runtime insists on; one vector of zeros serves all convolutions of as many channels.
Result<TensorId> zeroBias(LowerContext& c, Dim channels) {
  const TensorId bias = isKnown(channels) ? c.splat(DataType::f32, Shape::of({channels}), 0) : TensorId();
  if (bias) return bias;
  return c.refuse(msg("{0} {1} does not tell how many channels its filter makes.", c.op(), c.name()),
                  msg("Give the shapes of the model's inputs."));
}

Status wantConvolvable(const NodeView& v) {
  ARA_TRY(wantFloat32(v));
  ARA_TRY(wantElements(v, v.shape(0), 1));
  return wantElements(v, v.shape(1), 0);
}

Status lowerConv2d(LowerContext& c) {
  ARA_TRY(wantConvolvable(c));
  ARA_ASSIGN(const ConvPlan p, plan<2>(c, c.shape(0), c.shape(1)));
  ARA_ASSIGN(const TensorId bias, zeroBias(c, p.filterOut));
  ARA_ASSIGN(const TensorId filter, c.transpose(c.operand(1), {3, 0, 1, 2}));
  ARA_ASSIGN(const TensorId image, preparedImage(c, c.operand(0), p.plan));
  return replaceImage(c, p.plan.layout, "tfl.conv_2d", {image, filter, bias}, windowAttrs(p.plan));
}

Status lowerConv3d(LowerContext& c) {
  ARA_TRY(wantConvolvable(c));
  ARA_ASSIGN(const ConvPlan p, plan<3>(c, c.shape(0), c.shape(1)));
  if (p.plan.channels() != p.filterIn)
    return c.refuse(
        msg("{0} {1} works on groups of channels (input {2}, filter {3}), which the TensorFlow Lite runtime "
            "does in two dimensions only.",
            c.op(), c.name(), c.shape(0).text(), c.shape(1).text()),
        msg("Use a convolution over all channels."));
  ARA_ASSIGN(const TensorId bias, zeroBias(c, p.filterOut));
  ARA_ASSIGN(const TensorId image, preparedImage(c, c.operand(0), p.plan));
  return replaceImage(c, p.plan.layout, "tfl.conv_3d", {image, c.operand(1), bias}, windowAttrs(p.plan));
}

// --- DepthwiseConv2dNative: filter [height, width, channels, multiplier]
Result<ConvPlan> planOfDepthwise(const NodeView& v, const Shape& input, const Shape& filter) {
  ARA_ASSIGN(const SpatialLayout layout, spatialLayout(v, 2));
  ARA_ASSIGN(const auto sizes, filterSizes(v, filter, hwio(2)));
  ARA_ASSIGN(auto axes, tfWindowAxes(v, layout, sizes));
  const Dim made = filter.ranked ? mulDims(filter.dims[2], filter.dims[3]) : ir::kUnknownDim;
  ARA_ASSIGN(ConvPlan p, planDepthwise(v, input, sizes, made, layout, std::move(axes)));
  if (filter.ranked && !mayEqual(filter.dims[2], p.plan.channels()))
    return fail(ErrorKind::BadFile,
                msg("{0} {1}: the channels of its input {2} do not fit its filter {3}.", v.op(), v.name(),
                    p.plan.input.text(), filter.text()),
                msg("Check the model, or the shapes given to its inputs."), v.name());
  return p;
}

Status inferDepthwise(InferContext& c) {
  ARA_ASSIGN(const ConvPlan p, planOfDepthwise(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), p.plan.output(p.filterOut));
  return {};
}

Status evaluateDepthwiseNode(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  ARA_ASSIGN(const ConvPlan p, planOfDepthwise(c, c.inputs[0].shape, c.inputs[1].shape));
  return evaluateDepthwise(c, p, {});
}

Status lowerDepthwise(LowerContext& c) {
  ARA_TRY(wantConvolvable(c));
  ARA_ASSIGN(const ConvPlan p, planOfDepthwise(c, c.shape(0), c.shape(1)));
  const Shape given = c.shape(1);
  ARA_ASSIGN(const TensorId bias, zeroBias(c, p.filterOut));
  ARA_ASSIGN(const TensorId filter, c.reshape(c.operand(1), {1, given.dims[0], given.dims[1], p.filterOut}));
  ARA_ASSIGN(const TensorId image, preparedImage(c, c.operand(0), p.plan));
  auto attrs = windowAttrs(p.plan);
  attrs.emplace_back("depth_multiplier", given.dims[3]);
  return replaceImage(c, p.plan.layout, "tfl.depthwise_conv_2d", {image, filter, bias}, std::move(attrs));
}

// --- Conv2DBackpropInput, Conv3DBackpropInputV2: operands shape, filter [.., result channels, input channels], image
template<std::size_t spatial> Status inferTransposed(InferContext& c) {
  ARA_ASSIGN(const SpatialLayout layout, spatialLayout(c, spatial));
  const Shape& filter = c.shape(1);
  ARA_TRY(wantRank(c, filter, layout.rank(), "its filter"));
  const Shape out = transposedShape(layout, c.integers(0), c.shape(2), filter.ranked ? filter.dims[spatial] : -1);
  ARA_TRY(plan<spatial>(c, out, filter).map([](const ConvPlan&) {}));
  c.result(0, c.type(2), out);
  return {};
}

template<std::size_t spatial> Status evaluateTransposedNode(EvalContext& c) {
  ARA_ASSIGN(const SpatialLayout layout, spatialLayout(c, spatial));
  ARA_ASSIGN(const std::vector<Dim> wanted, evaluatedShape(c, layout.rank()));
  const Shape& filter = c.inputs[1].shape;
  ARA_TRY(wantRank(c, filter, layout.rank(), "its filter"));
  ARA_ASSIGN(const ConvPlan p,
             plan<spatial>(c, transposedShape(layout, wanted, c.inputs[2].shape, filter.dims[spatial]), filter));
  return evaluateTransposed(c, p, hwio(spatial), {.input = 2, .filter = 1, .bias = {}});
}

// The shape operand as the runtime wants it: int32, channels last, all axes.
Result<TensorId> shapeOperand(LowerContext& c, const SpatialLayout& layout, const Shape& result) {
  const auto perm = layout.toLast();
  if (result.isStatic()) {
    std::vector<std::int32_t> dims;
    for (const std::int32_t axis : perm) dims.push_back(static_cast<std::int32_t>(result.dims[axis]));
    return c.ints(std::move(dims));
  }
  const bool whole = c.shape(0).ranked && c.shape(0).dims == std::vector<Dim>{static_cast<Dim>(layout.rank())};
  if (!whole || layout.channelsFirst || c.type(0) != DataType::i32)
    return c.refuse(
        msg("{0} {1} makes a result of shape {2}, known only when the model runs.", c.op(), c.name(), result.text()),
        msg("Give the model's inputs fixed shapes, for example a batch of 1."));
  return c.operand(0);
}

template<std::size_t spatial> Status lowerTransposed(LowerContext& c) {
  ARA_TRY(wantFloat32(c, 2));
  ARA_TRY(wantElements(c, c.shape(2), 0));
  ARA_TRY(wantElements(c, c.shape(1), 0));
  ARA_ASSIGN(const SpatialLayout layout, spatialLayout(c, spatial));
  const Shape filter = c.shape(1);
  ARA_TRY(wantRank(c, filter, layout.rank(), "its filter"));
  const Shape result = transposedShape(layout, c.integers(0), c.shape(2), filter.ranked ? filter.dims[spatial] : -1);
  ARA_ASSIGN(ConvPlan p, plan<spatial>(c, result, filter));
  if (!mayEqual(p.plan.output(p.filterOut), c.shape(2)))
    return fail(ErrorKind::BadFile,
                msg("{0} {1} would make {2} from {3}, which do not belong together.", c.op(), c.name(), result.text(),
                    c.shape(2).text()),
                msg("Check the model, or the shapes given to its inputs."), c.name());
  if (!mayEqual(p.plan.channels(), p.filterIn))
    return c.refuse(msg("{0} {1} works on groups of channels, which the TensorFlow Lite runtime does not do in a "
                        "transposed convolution.",
                        c.op(), c.name()),
                    msg("Use a convolution over all channels."));
  for (const WindowAxis& a : p.plan.axes)
    if (spatial == 2 && a.dilation != 1)
      return c.refuseAttr("dilations", std::to_string(a.dilation), msg("Use a dilation of 1."));
  if (p.plan.padsExplicitly()) return c.refuseAttr("padding", "EXPLICIT", msg("Use SAME or VALID padding."));
  ARA_ASSIGN(const TensorId shape, shapeOperand(c, layout, result));
  TensorId image = c.operand(2);
  if (layout.channelsFirst) { ARA_ASSIGN(image, c.transpose(image, layout.toLast())); }
  if (spatial == 3)
    return replaceImage(c, layout, "tfl.conv_3d_transpose", {shape, c.operand(1), image}, windowAttrs(p.plan));
  ARA_ASSIGN(const TensorId weights, c.transpose(c.operand(1), {2, 0, 1, 3}));
  return replaceImage(c, layout, "tfl.transpose_conv", {shape, weights, image}, windowAttrs(p.plan, false));
}

constexpr std::string_view kConv2dAttrs =
    "T:type, strides:ints, use_cudnn_on_gpu:bool=true, padding:string, explicit_paddings:ints=[], "
    "data_format:string=NHWC, dilations:ints=[1,1,1,1]";

const std::array kRows{
    ir::OpDef{.name = "tf.Conv2D",
              .kind = OpKind::convolution,
              .doc = "Slides filters over an image and sums the products at each place.",
              .operands = "input, filter",
              .attrs = kConv2dAttrs,
              .infer = infer<2>,
              .evaluate = evaluate<2>,
              .lower = lowerConv2d},
    ir::OpDef{.name = "tf.DepthwiseConv2dNative",
              .kind = OpKind::convolution,
              .doc = "Slides filters over an image, each over one channel.",
              .operands = "input, filter",
              .attrs = "T:type, strides:ints, padding:string, explicit_paddings:ints=[], data_format:string=NHWC, "
                       "dilations:ints=[1,1,1,1]",
              .infer = inferDepthwise,
              .evaluate = evaluateDepthwiseNode,
              .lower = lowerDepthwise},
    ir::OpDef{.name = "tf.Conv2DBackpropInput",
              .kind = OpKind::convolution,
              .doc = "Spreads each element of an image over a larger image by filters (transposed convolution).",
              .operands = "input_sizes, filter, out_backprop",
              .attrs = kConv2dAttrs,
              .infer = inferTransposed<2>,
              .evaluate = evaluateTransposedNode<2>,
              .lower = lowerTransposed<2>},
    ir::OpDef{.name = "tf.Conv3D",
              .kind = OpKind::convolution,
              .doc = "Slides filters over a volume and sums the products at each place.",
              .operands = "input, filter",
              .attrs = "T:type, strides:ints, padding:string, data_format:string=NDHWC, dilations:ints=[1,1,1,1,1]",
              .infer = infer<3>,
              .evaluate = evaluate<3>,
              .lower = lowerConv3d},
    ir::OpDef{.name = "tf.Conv3DBackpropInputV2",
              .kind = OpKind::convolution,
              .doc = "Spreads each element of a volume over a larger volume by filters (transposed convolution).",
              .operands = "input_sizes, filter, out_backprop",
              .attrs = "T:type, strides:ints, padding:string, data_format:string=NDHWC, dilations:ints=[1,1,1,1,1], "
                       "Tshape:type=int32",
              .infer = inferTransposed<3>,
              .evaluate = evaluateTransposedNode<3>,
              .lower = lowerTransposed<3>},
};

} // namespace

std::span<const ir::OpDef> convolutionRows() { return kRows; }

} // namespace ara::ops::tf
