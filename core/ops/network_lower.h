// Steps the lowerings of network operators share: images with channels last, padding made a node of its own, float32
// only.
//
//   ARA_ASSIGN(const TensorId image, preparedImage(c, c.operand(0), plan));
//   return replaceImage(c, plan.layout, "tfl.conv_2d", {image, filter, bias}, windowAttrs(plan));
#pragma once

#include "ops/network_rules.h"

namespace ara::ops {

// An error unless every operand that the node's row does not call optional is there.
Status wantOwnOperands(const NodeView& v);
// Refuses element types other than float32 of operand i; operands must be there.
Status wantFloat32(const NodeView& v, std::size_t i = 0);
// Refuses a known 0 among the dimensions from `first` on: the runtime's kernels do not take it.
Status wantElements(const NodeView& v, const Shape& s, std::size_t first);

// `image` with channels last, and with the plan's explicit padding of `padValue` applied.
Result<TensorId> preparedImage(LowerContext& c, TensorId image, const WindowPlan& plan, double padValue = 0);
// `stride_h`, `padding` and so on; explicit padding has become VALID. Dilations where `dilated`.
std::vector<NamedAttr> windowAttrs(const WindowPlan& plan, bool dilated = true);
// Adds the operator, which works with channels last, and gives the node's results the node's layout.
Status replaceImage(LowerContext& c, const SpatialLayout& layout, std::string_view op, std::vector<TensorId> operands,
                    std::vector<NamedAttr> attrs);

NamedAttr noActivation(); // fused_activation_function = NONE

} // namespace ara::ops
