// What the rows of network operators share: how an operator places its window over an image, from the attributes of
// either dialect, and the checks before a kernel runs.
//
//   ARA_ASSIGN(const SpatialLayout layout, spatialLayout(v, 2));             // data_format: NHWC or NCHW
//   ARA_ASSIGN(const auto axes, tfWindowAxes(v, layout, {3, 3}));            // strides, dilations, padding
//   ARA_ASSIGN(const WindowPlan plan, planWindows(v, v.shape(0), layout, axes));
//   c.result(0, c.type(0), plan.output(channels));
#pragma once

#include "kernels/convolution.h"
#include "ops/shape_rules.h"

namespace ara::ops {

struct SpatialLayout {
  bool channelsFirst = false;
  std::size_t count = 2; // spatial axes
  std::size_t rank() const { return count + 2; }
  std::size_t channel() const { return channelsFirst ? 1 : count + 1; }
  std::size_t axis(std::size_t i) const { return i + (channelsFirst ? 2 : 1); }
  // Permutations between this layout and channels last; the identity when it is that already.
  std::vector<std::int32_t> toLast() const;
  std::vector<std::int32_t> fromLast() const;
};
Result<SpatialLayout> spatialLayout(const NodeView& v, std::size_t count); // from data_format

// Window axes from a tf node's `strides`, `dilations`, `padding`, `explicit_paddings`. Sizes may be unknown.
Result<std::vector<WindowAxis>> tfWindowAxes(const NodeView& v, const SpatialLayout& layout, std::vector<Dim> sizes);
// From a tfl node's `padding`, `stride_h`, `dilation_h_factor`, ... (for three axes `stride_d` and so on).
Result<std::vector<WindowAxis>> tflWindowAxes(const NodeView& v, std::vector<Dim> sizes);

struct WindowPlan {
  SpatialLayout layout;
  Shape input; // the rank is known
  std::vector<WindowAxis> axes;
  std::vector<Window> windows;

  Dim channels() const { return input.dims[layout.channel()]; }
  Shape output(Dim channels) const;
  bool padsExplicitly() const;
  // For kernels; every dimension is known.
  kernels::SpatialAxes kernelAxes() const;
};
// An input of unknown rank is taken as unknown in every dimension.
Result<WindowPlan> planWindows(const NodeView& v, const Shape& input, const SpatialLayout& layout,
                               std::vector<WindowAxis> axes);
// Strides of an array of the plan's layout, for `extent` input or output.
kernels::SpatialStrides kernelStrides(const SpatialLayout& layout, const kernels::SpatialAxes& axes, Dim channels,
                                      std::int64_t kernels::SpatialAxis::*extent);

// Refuses an evaluation unless operands first..last are float32 with all their bytes.
Status wantFloats(const EvalContext& c, std::initializer_list<std::size_t> operands);
// Input i without bytes that follow its elements.
std::span<const float> floats(EvalContext& c, std::size_t i);

// Applies a tfl node's fused_activation_function to its finished values.
Status applyFusedActivation(const NodeView& v, std::span<float> values);

// Result 0 is like operand 0.
Status inferLikeFirst(InferContext& c);

} // namespace ara::ops
