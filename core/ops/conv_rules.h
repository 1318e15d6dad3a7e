// Convolutions of either dialect as one description: what is convolved with what, and how it lies in memory.
#pragma once

#include "ops/network_rules.h"

namespace ara::ops {

// A filter as stored: which axes are spatial, input and output channels.
struct FilterOrder {
  std::vector<std::size_t> spatial;
  std::size_t input, output;
};
FilterOrder hwio(std::size_t spatialAxes); // tf convolutions; tfl.conv_3d
FilterOrder ohwi();                        // tfl.conv_2d, tfl.transpose_conv

struct ConvPlan {
  WindowPlan plan; // of the larger side: the input of a convolution, the output of a transposed one
  Dim filterIn = ir::kUnknownDim, filterOut = ir::kUnknownDim;
};
// The sizes of the filter's spatial axes, unknown where its rank is.
Result<std::vector<Dim>> filterSizes(const NodeView& v, const Shape& filter, const FilterOrder& order);
// Axes come from tfWindowAxes or tflWindowAxes. Errors when channels do not fit into groups.
Result<ConvPlan> planConvolution(const NodeView& v, const Shape& input, const Shape& filter, const FilterOrder& order,
                                 const SpatialLayout& layout, std::vector<WindowAxis> axes);
// A channel of the filter for each input channel: the filter is [.., channels, multiplier] or [1, .., channels *
// multiplier].
Result<ConvPlan> planDepthwise(const NodeView& v, const Shape& input, std::vector<Dim> sizes, Dim filterOut,
                               const SpatialLayout& layout, std::vector<WindowAxis> axes);

// Runs the kernel: operands are positions in c.inputs, absent bias = none.
struct ConvOperands {
  std::size_t input = 0, filter = 1;
  std::optional<std::size_t> bias;
};
Status evaluateConvolution(EvalContext& c, const ConvPlan& plan, const FilterOrder& order, ConvOperands operands);
Status evaluateDepthwise(EvalContext& c, const ConvPlan& plan, ConvOperands operands);
// `plan` is that of the convolution that would turn the result into operand `input`.
Status evaluateTransposed(EvalContext& c, const ConvPlan& plan, const FilterOrder& order, ConvOperands operands);

// The same on quantized integers: operand 0 by 1 with the bias 2. False: not with this kind of quantization.
Result<bool> convolutionOnCodes(EvalContext& c, const ConvPlan& plan, const FilterOrder& order);
Result<bool> depthwiseOnCodes(EvalContext& c, const ConvPlan& plan);
Result<bool> transposedOnCodes(EvalContext& c, const ConvPlan& plan, const FilterOrder& order, ConvOperands operands);

// The numbers of an evaluated shape operand of at most `most`, after checking it and that operands 1 and 2 are there.
Result<std::vector<Dim>> evaluatedShape(EvalContext& c, std::size_t most);

// The result shape of a transposed convolution from what is known of its shape operand, its batch and its channels.
Shape transposedShape(const SpatialLayout& layout, const std::optional<std::vector<Dim>>& wanted, const Shape& input,
                      Dim channels);

} // namespace ara::ops
