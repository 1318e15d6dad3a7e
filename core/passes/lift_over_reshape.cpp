// relu(reshape(x, s))     becomes   reshape(relu(x), s)
// add(reshape(x, s), k)   becomes   reshape(add(x, k), s)     k: one number per channel, s keeps the last dimension
// Only when the reshape has no other user, so nothing is computed twice.
#include "ops/infer.h"
#include "passes/constants.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

constexpr std::array<std::string_view, 3> kUnary = {"tfl.relu", "tfl.relu6", "tfl.relu_n1_to_1"};
constexpr std::array<std::string_view, 4> kBinary = {"tfl.add", "tfl.sub", "tfl.mul", "tfl.div"};

bool isReshape(const PassContext& c, ir::NodeId n) {
  return n && (c.is(n, "tfl.reshape") || c.is(n, "tfl.squeeze") || c.is(n, "tfl.expand_dims"));
}

bool oneOf(const PassContext& c, ir::NodeId n, std::span<const std::string_view> ops) {
  return std::any_of(ops.begin(), ops.end(), [&](std::string_view op) { return c.is(n, op); });
}

// Worth moving only towards something it can join.
bool joins(const PassContext& c, ir::TensorId x) {
  constexpr std::array<std::string_view, 9> kTakers = {
      "tfl.conv_2d", "tfl.depthwise_conv_2d", "tfl.fully_connected", "tfl.add", "tfl.sub", "tfl.mul",
      "tfl.div",     "tfl.average_pool_2d",   "tfl.max_pool_2d"};
  const ir::NodeId n = c.graph()[x].producer;
  return n && oneOf(c, n, kTakers) && c.graph().onlyUser(x);
}

// The operand that is the reshape's result, when `n` may move before it.
std::optional<std::size_t> movableSide(const PassContext& c, ir::NodeId n) {
  const ir::Graph& g = c.graph();
  if (g[n].resultCount != 1) return {};
  if (oneOf(c, n, kUnary)) return 0;
  if (!oneOf(c, n, kBinary)) return {};
  const ir::TensorId y = g.result(n);
  const bool ordered = c.is(n, "tfl.sub") || c.is(n, "tfl.div");
  for (std::size_t side = 0; side < (ordered ? 1u : 2u); ++side) {
    const ir::TensorId t = g.operand(n, side), k = g.operand(n, 1 - side);
    if (!t || !k || !isReshape(c, g[t].producer) || !g.operand(g[t].producer, 0) || g[t].shape != g[y].shape ||
        !g[k].buffer)
      continue;
    const ir::Shape& in = c.model.shapeOf(g[g.operand(g[t].producer, 0)]);
    const ir::Shape& out = c.model.shapeOf(g[t]);
    if (!in.isStatic() || !out.isStatic() || in.dims.empty() || out.dims.empty() || in.dims.back() != out.dims.back())
      continue;
    if (perChannel(c.model, g[k], static_cast<std::uint64_t>(out.dims.back()))) return side;
  }
  return {};
}

// The constant as [c] or scalar, so that it broadcasts against any rank.
ir::TensorId flat(PassContext& c, ir::TensorId k) {
  const auto count = c.model.shapeOf(c.graph()[k]).elements();
  const ir::Shape want = count == 1 ? ir::Shape::scalar() : ir::Shape::of({static_cast<ir::Dim>(*count)});
  if (c.model.shapeOf(c.graph()[k]) == want) return k;
  return c.edit.addConstant(c.graph()[k].type, want, c.graph()[k].buffer, c.graph()[k].name);
}

} // namespace

Status lift_over_reshape(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    // Again while another reshape stands before it.
    for (auto side = movableSide(c, n); side; side = movableSide(c, n)) {
      const ir::Graph& g = c.graph();
      const ir::TensorId t = g.operand(n, *side), y = g.result(n);
      if (!t) break;
      const ir::NodeId reshape = g[t].producer;
      if (!isReshape(c, reshape) || !g.onlyUser(t) || g[t].type != ir::DataType::f32) break;
      const ir::TensorId x = g.operand(reshape, 0);
      if (!x) break;
      if (!joins(c, x) && !isReshape(c, g[x].producer)) break;
      c.edit.setOperand(n, *side, x);
      if (g[n].operandCount == 2) c.edit.setOperand(n, 1 - *side, flat(c, g.operand(n, 1 - *side)));
      // y keeps its name and users behind the reshape; the moved operator gets a tensor of x's shape.
      c.edit.detach(y);
      const ir::TensorId moved = c.graph().result(n);
      c.edit.setShape(moved, c.model.shapeOf(c.graph()[x]));
      c.edit.setType(moved, c.graph()[x].type);
      c.edit.setOperand(reshape, 0, moved);
      c.edit.takeResult(reshape, 0, y);
      c.edit.rewrote("lift_over_reshape", {n}, {n});
      if (!joins(c, x)) continue;
      break;
    }
  }
  return {};
}

} // namespace ara::passes
