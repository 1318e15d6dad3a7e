// How the operators of TensorFlow Lite stand to the order of axes: which compute the same with the axes of their
// tensors in another order, once the axes they name are named anew.
//
//   const auto role = axisRole(c, n, order);      // order[i]: where old axis i stands in the new order
//   renameAxes(c, n, *role, order);               // attributes and constants of n
#pragma once

#include "passes/pass.h"

#include <optional>

namespace ara::passes {

using AxisOrder = std::vector<std::int64_t>; // a permutation of all axes

std::optional<AxisOrder> axisOrderOf(const PassContext& c, ir::NodeId transpose); // of tfl.transpose by a constant
AxisOrder inverse(const AxisOrder& order);
ir::Shape turned(const ir::Shape& s, const AxisOrder& order); // axis i of `s` becomes axis order[i]
// Whether a tensor of shape `s` keeps the order of its elements: the axes longer than 1 stay in order.
bool keepsElements(const ir::Shape& s, const AxisOrder& order);

enum class AxisKind : std::uint8_t { each, binary, concat, pad, reduce, split, splitSizes, slice, strided };
struct AxisRole {
  AxisKind kind = AxisKind::each;
  std::size_t first = 0, count = 0; // operands that turn; constants among them are turned when the axes are renamed
  bool results = true;              // the results turn too
};
// Nothing when the operator cannot follow `order`: another operator, other types than float32, tensors of another rank,
// axes that are computed.
std::optional<AxisRole> axisRole(const PassContext& c, ir::NodeId n, const AxisOrder& order);
void renameAxes(PassContext& c, ir::NodeId n, const AxisRole& role, const AxisOrder& order);
// The constant with its axes turned; one of lower rank gets axes of 1 in front first. A single number stays as it is.
Result<ir::TensorId> turnedConstant(PassContext& c, ir::TensorId t, const AxisOrder& order);

} // namespace ara::passes
