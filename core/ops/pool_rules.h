// Pools and resizing of either dialect.
#pragma once

#include "kernels/resize.h"
#include "ops/network_rules.h"

namespace ara::ops {

Result<WindowPlan> tfPoolPlan(const NodeView& v, const Shape& input, std::size_t spatial); // ksize, strides, padding
Result<WindowPlan> tflPoolPlan(const NodeView& v, const Shape& input);                     // filter_height, ...
Status evaluatePool(EvalContext& c, const WindowPlan& plan, kernels::PoolKind kind);
// The mean of the codes themselves, half away from zero, where input and result have one scale. False: they have not.
Result<bool> averageOnCodes(EvalContext& c, const WindowPlan& plan);

// [batch, size[0], size[1], channels]; errors when both align_corners and half_pixel_centers are set.
Status inferResize(InferContext& c, DataType result);
Status evaluateResizeBilinear(EvalContext& c);
Status evaluateResizeNearest(EvalContext& c);

} // namespace ara::ops
