#include "ops/conv_rules.h"

#include "ops/arithmetic.h"
#include "ops/on_codes.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

FilterOrder hwio(std::size_t spatialAxes) {
  FilterOrder order{.spatial = {}, .input = spatialAxes, .output = spatialAxes + 1};
  for (std::size_t i = 0; i < spatialAxes; ++i) order.spatial.push_back(i);
  return order;
}

FilterOrder ohwi() { return {.spatial = {1, 2}, .input = 3, .output = 0}; }

Result<std::vector<Dim>> filterSizes(const NodeView& v, const Shape& filter, const FilterOrder& order) {
  ARA_TRY(wantRank(v, filter, order.spatial.size() + 2, "its filter"));
  std::vector<Dim> sizes;
  for (const std::size_t axis : order.spatial) sizes.push_back(filter.ranked ? filter.dims[axis] : kUnknownDim);
  return sizes;
}

namespace {

Fail doNotFit(const NodeView& v, const Shape& input, std::string filter) {
  return fail(ErrorKind::BadFile,
              msg("{0} {1}: the channels of its input {2} do not fit its filter {3}.", v.op(), v.name(), input.text(),
                  std::move(filter)),
              msg("Check the model, or the shapes given to its inputs."), v.name());
}

} // namespace

Result<ConvPlan> planConvolution(const NodeView& v, const Shape& input, const Shape& filter, const FilterOrder& order,
                                 const SpatialLayout& layout, std::vector<WindowAxis> axes) {
  ConvPlan out;
  ARA_ASSIGN(out.plan, planWindows(v, input, layout, std::move(axes)));
  if (!filter.ranked) return out;
  out.filterIn = filter.dims[order.input];
  out.filterOut = filter.dims[order.output];
  const Dim channels = out.plan.channels();
  if (!isKnown(channels) || !isKnown(out.filterIn)) return out;
  // An input of several groups of channels: each group has its own output channels.
  const bool fits = out.filterIn == 0 ? channels == 0 : channels % out.filterIn == 0 && channels > 0;
  if (!fits || (out.filterIn > 0 && isKnown(out.filterOut) && out.filterOut % (channels / out.filterIn) != 0))
    return doNotFit(v, out.plan.input, filter.text());
  return out;
}

Result<ConvPlan> planDepthwise(const NodeView& v, const Shape& input, std::vector<Dim> sizes, Dim filterOut,
                               const SpatialLayout& layout, std::vector<WindowAxis> axes) {
  ConvPlan out;
  ARA_ASSIGN(out.plan, planWindows(v, input, layout, std::move(axes)));
  out.filterIn = 1;
  out.filterOut = filterOut;
  const Dim channels = out.plan.channels();
  if (isKnown(channels) && isKnown(filterOut) && (channels == 0 ? filterOut != 0 : filterOut % channels != 0))
    return doNotFit(v, out.plan.input, Shape::of({sizes[0], sizes[1], filterOut}).text());
  return out;
}

namespace {

Status runKernel(EvalContext& c, const kernels::Convolution& k, Shape output, ConvOperands operands) {
  ARA_TRY(wantFloats(c, {operands.input, operands.filter}));
  const bool bias =
      operands.bias && *operands.bias < c.inputs.size() && c.inputs[*operands.bias].type != DataType::none;
  if (bias) {
    ARA_TRY(wantFloats(c, {*operands.bias}));
    if (c.inputs[*operands.bias].elements() != static_cast<std::uint64_t>(k.outputChannels))
      return doNotFit(c, c.inputs[*operands.bias].shape, output.text());
  }
  ARA_TRY(c.makeResult(0, DataType::f32, std::move(output)));
  kernels::convolve(k, floats(c, operands.input), floats(c, operands.filter),
                    bias ? floats(c, *operands.bias) : std::span<const float>(), c.out<float>(0));
  return applyFusedActivation(c, c.out<float>(0));
}

std::int64_t productAfter(const Shape& s, std::size_t axis) {
  std::int64_t n = 1;
  for (std::size_t i = axis + 1; i < s.rank(); ++i) n *= s.dims[i];
  return n;
}

void describeFilter(kernels::Convolution& k, const Shape& filter, const FilterOrder& order) {
  k.filterTap = productAfter(filter, order.spatial.back()); // spatial axes are neighbours in every order
  k.filterIn = productAfter(filter, order.input);
  k.filterOut = productAfter(filter, order.output);
}

} // namespace

namespace {

kernels::Convolution describeConvolution(const ConvPlan& p, const FilterOrder& order, const Shape& filter) {
  kernels::Convolution k{.batch = p.plan.input.dims[0],
                         .inputChannels = p.plan.channels(),
                         .outputChannels = p.filterOut,
                         .groups = p.filterIn > 0 ? p.plan.channels() / p.filterIn : 1,
                         .axes = p.plan.kernelAxes(),
                         .in = {},
                         .out = {}};
  k.in = kernelStrides(p.plan.layout, k.axes, k.inputChannels, &kernels::SpatialAxis::input);
  k.out = kernelStrides(p.plan.layout, k.axes, k.outputChannels, &kernels::SpatialAxis::output);
  describeFilter(k, filter, order);
  return k;
}

kernels::Convolution describeDepthwise(const ConvPlan& p) {
  kernels::Convolution k{.batch = p.plan.input.dims[0],
                         .inputChannels = p.plan.channels(),
                         .outputChannels = p.filterOut,
                         .groups = std::max<Dim>(1, p.plan.channels()),
                         .axes = p.plan.kernelAxes(),
                         .in = {},
                         .out = {}};
  k.in = kernelStrides(p.plan.layout, k.axes, k.inputChannels, &kernels::SpatialAxis::input);
  k.out = kernelStrides(p.plan.layout, k.axes, k.outputChannels, &kernels::SpatialAxis::output);
  k.filterTap = p.filterOut;
  k.filterOut = 1;
  return k;
}

// Codes are integers and their products summed in double: every sum is exact.
Result<bool> kernelOnCodes(EvalContext& c, const kernels::Convolution& k, Shape output, std::size_t input = 0,
                           std::size_t bias = 2) {
  const auto coding = codingOf(c, input);
  const auto filter = codedOf(c, c.operand(1), c.inputs[1].type);
  const auto elements = output.elements();
  if (!coding || !filter || !elements || *elements > c.budget / sizeof(double)) return false;
  ARA_TRY(wantInputs(c, std::max(input, std::size_t{1}) + 1));
  std::vector<double> sums(static_cast<std::size_t>(*elements));
  kernels::convolveSums(k, centred(c, input, coding->in), centred(c, 1, *filter), sums);
  return finishLayer(c, *coding, sums, k.outputChannels, 1, bias, std::move(output));
}

} // namespace

Status evaluateConvolution(EvalContext& c, const ConvPlan& p, const FilterOrder& order, ConvOperands operands) {
  return runKernel(c, describeConvolution(p, order, c.inputs[operands.filter].shape), p.plan.output(p.filterOut),
                   operands);
}

Status evaluateDepthwise(EvalContext& c, const ConvPlan& p, ConvOperands operands) {
  return runKernel(c, describeDepthwise(p), p.plan.output(p.filterOut), operands);
}

Result<bool> convolutionOnCodes(EvalContext& c, const ConvPlan& p, const FilterOrder& order) {
  return kernelOnCodes(c, describeConvolution(p, order, c.inputs[1].shape), p.plan.output(p.filterOut));
}

Result<bool> depthwiseOnCodes(EvalContext& c, const ConvPlan& p) {
  return kernelOnCodes(c, describeDepthwise(p), p.plan.output(p.filterOut));
}

namespace {

Result<kernels::Convolution> describeTransposed(EvalContext& c, const ConvPlan& p, const FilterOrder& order,
                                                ConvOperands operands) {
  const Shape& in = c.inputs[operands.input].shape;
  const SpatialLayout& layout = p.plan.layout;
  const Shape forward = p.plan.output(p.filterOut);
  if (!mayEqual(forward, in) || p.plan.channels() != p.filterIn) return doNotFit(c, in, forward.text());
  kernels::Convolution k{.batch = in.dims[0],
                         .inputChannels = p.filterOut,
                         .outputChannels = p.filterIn,
                         .axes = p.plan.kernelAxes(),
                         .in = {},
                         .out = {},
                         .transposed = true};
  for (auto& a : k.axes) std::swap(a.input, a.output);
  k.in = kernelStrides(layout, k.axes, k.inputChannels, &kernels::SpatialAxis::input);
  k.out = kernelStrides(layout, k.axes, k.outputChannels, &kernels::SpatialAxis::output);
  describeFilter(k, c.inputs[operands.filter].shape, order);
  std::swap(k.filterIn, k.filterOut);
  return k;
}

} // namespace

Status evaluateTransposed(EvalContext& c, const ConvPlan& p, const FilterOrder& order, ConvOperands operands) {
  ARA_ASSIGN(const kernels::Convolution k, describeTransposed(c, p, order, operands));
  return runKernel(c, k, p.plan.input, operands);
}

Result<bool> transposedOnCodes(EvalContext& c, const ConvPlan& p, const FilterOrder& order, ConvOperands operands) {
  ARA_ASSIGN(const kernels::Convolution k, describeTransposed(c, p, order, operands));
  return kernelOnCodes(c, k, p.plan.input, operands.input, operands.bias.value_or(c.inputs.size()));
}

Result<std::vector<Dim>> evaluatedShape(EvalContext& c, std::size_t most) {
  ARA_TRY(wantInputs(c, 3));
  const TensorView& size = c.inputs[0];
  const bool wide = size.type == DataType::i64;
  if ((!wide && size.type != DataType::i32) || size.elements() > most ||
      size.data.bytes.size() < size.elements() * (wide ? sizeof(std::int64_t) : sizeof(std::int32_t)))
    return c.refuse(msg("{0} {1} has no shape of up to {2} whole numbers.", c.op(), c.name(), most));
  std::vector<Dim> out;
  for (std::uint64_t i = 0; i < size.elements(); ++i) {
    out.push_back(wide ? size.load<std::int64_t>(i) : size.load<std::int32_t>(i));
    if (out.back() < 0) return c.refuse(msg("{0} {1} has a negative number in its shape.", c.op(), c.name()));
  }
  return out;
}

Shape transposedShape(const SpatialLayout& layout, const std::optional<std::vector<Dim>>& wanted, const Shape& input,
                      Dim channels) {
  Shape out = Shape::of(std::vector<Dim>(layout.rank(), kUnknownDim));
  if (wanted && wanted->size() == layout.rank()) out.dims = *wanted;
  if (wanted && wanted->size() == layout.count) // TensorFlow also takes height and width alone
    for (std::size_t i = 0; i < layout.count; ++i) out.dims[layout.axis(i)] = (*wanted)[i];
  if (!isKnown(out.dims[0]) && input.ranked && input.rank() == layout.rank()) out.dims[0] = input.dims[0];
  if (!isKnown(out.dims[layout.channel()])) out.dims[layout.channel()] = channels;
  return out;
}

} // namespace ara::ops
