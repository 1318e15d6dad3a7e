// relu(transpose(x, p))                     becomes   transpose(relu(x), p)       whatever works element by element
// add(transpose(x, p), k)                   becomes   transpose(add(x, k'), p)    k: constant, long along one axis at
// most add(transpose(x, p), transpose(z, p))     becomes   transpose(add(x, z), p) So that transposes of NCHW networks
// meet and cancel, and activations and constants stand next to what they can join. Only when the transpose has no other
// user; the number of operators never grows.
#include "passes/constants.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

constexpr auto kUnary = std::to_array<std::string_view>(
    {"tfl.abs",          "tfl.ceil",       "tfl.cos", "tfl.elu",      "tfl.exp",    "tfl.floor", "tfl.gelu",
     "tfl.hard_swish",   "tfl.leaky_relu", "tfl.log", "tfl.logistic", "tfl.neg",    "tfl.relu",  "tfl.relu6",
     "tfl.relu_n1_to_1", "tfl.rsqrt",      "tfl.sin", "tfl.sqrt",     "tfl.square", "tfl.tanh"});
constexpr auto kBinary = std::to_array<std::string_view>(
    {"tfl.add", "tfl.div", "tfl.maximum", "tfl.minimum", "tfl.mul", "tfl.squared_difference", "tfl.sub"});

bool oneOf(const PassContext& c, ir::NodeId n, std::span<const std::string_view> ops) {
  return std::any_of(ops.begin(), ops.end(), [&](std::string_view op) { return c.is(n, op); });
}

using Order = std::vector<std::int64_t>;

// The order of the transpose that makes `t` for one user only, when it is a permutation of all axes.
std::optional<Order> orderOf(const PassContext& c, ir::TensorId t) {
  const ir::Graph& g = c.graph();
  if (!t || g[t].type != ir::DataType::f32 || !g.onlyUser(t)) return {};
  const ir::NodeId n = g[t].producer;
  if (!n || !c.is(n, "tfl.transpose") || g[n].operandCount != 2 || !g.operand(n, 0)) return {};
  auto order = ops::NodeView(c.model, g, n).knownIntegers(1);
  const ir::Shape& in = c.model.shapeOf(g[g.operand(n, 0)]);
  if (!order || !in.ranked || in.rank() != order->size()) return {};
  Order sorted = *order;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (sorted[i] != static_cast<std::int64_t>(i)) return {};
  return order;
}

// The shape the constant has before the transpose; nothing when its elements would have to move.
std::optional<ir::Shape> shapeBefore(const PassContext& c, ir::TensorId k, const Order& order) {
  const ir::Tensor& tensor = c.graph()[k];
  const ir::Shape& s = c.model.shapeOf(tensor);
  if (!tensor.buffer || tensor.variable || tensor.type != ir::DataType::f32 || !s.isStatic() || s.rank() > order.size())
    return {};
  if (std::count_if(s.dims.begin(), s.dims.end(), [](ir::Dim d) { return d != 1; }) > 1) return {};
  if (s.elements() == 1) return s; // the same on all axes, and of no greater rank
  if (order.size() > 4) return {}; // the runtime spreads few operands of more axes
  ir::Shape before = s;
  before.dims.assign(order.size(), 1);
  const std::size_t missing = order.size() - s.rank();
  for (std::size_t i = 0; i < s.rank(); ++i) before.dims[static_cast<std::size_t>(order[missing + i])] = s.dims[i];
  return before;
}

// `n` computes before the transpose what it computed behind it; the transpose makes its old result.
void sink(PassContext& c, ir::NodeId n, std::size_t side) {
  const ir::NodeId transpose = c.graph()[c.graph().operand(n, side)].producer;
  const ir::TensorId x = c.graph().operand(transpose, 0), y = c.graph().result(n);
  const ir::Shape shape = c.model.shapeOf(c.graph()[x]);
  c.edit.setOperand(n, side, x);
  c.edit.detach(y);
  const ir::TensorId moved = c.graph().result(n);
  c.edit.setShape(moved, shape);
  c.edit.setType(moved, ir::DataType::f32);
  c.edit.setOperand(transpose, 0, moved);
  c.edit.takeResult(transpose, 0, y);
}

bool sinkConstant(PassContext& c, ir::NodeId n, std::size_t side, const Order& order) {
  const ir::TensorId t = c.graph().operand(n, side), k = c.graph().operand(n, 1 - side);
  const auto shape = k ? shapeBefore(c, k, order) : std::nullopt;
  if (!shape || !c.graph()[t].shape || c.graph()[t].shape != c.graph()[c.graph().result(n)].shape) return false;
  if (c.model.shapeOf(c.graph()[k]) != *shape) {
    const ir::Tensor old = c.graph()[k];
    c.edit.setOperand(n, 1 - side, c.edit.addConstant(old.type, *shape, old.buffer, old.name));
  }
  sink(c, n, side);
  c.edit.rewrote("sink_transpose", {n}, {n});
  return true;
}

bool sinkPair(PassContext& c, ir::NodeId n) {
  const ir::TensorId a = c.graph().operand(n, 0), b = c.graph().operand(n, 1);
  const auto order = orderOf(c, a);
  if (!order || order != orderOf(c, b)) return false;
  const ir::NodeId second = c.graph()[b].producer;
  const ir::TensorId x = c.graph().operand(c.graph()[a].producer, 0), z = c.graph().operand(second, 0);
  // Where one operand is spread over the other the result has neither's shape for certain.
  if (!c.graph()[x].shape || c.graph()[x].shape != c.graph()[z].shape ||
      c.graph()[a].shape != c.graph()[c.graph().result(n)].shape)
    return false;
  c.edit.setOperand(n, 1, z);
  c.edit.rewrote("sink_transpose", {n, second}, {n});
  c.edit.remove(second);
  sink(c, n, 0);
  return true;
}

} // namespace

Status sink_transpose(PassContext& c) {
  for (const ir::NodeId n : ir::executionOrder(c.model, c.graph()).nodes) {
    const ir::Graph& g = c.graph();
    if (g[n].resultCount != 1 || g[g.result(n)].type != ir::DataType::f32) continue;
    if (g[n].operandCount == 1 && oneOf(c, n, kUnary)) {
      if (!orderOf(c, g.operand(n, 0))) continue;
      sink(c, n, 0);
      c.edit.rewrote("sink_transpose", {n}, {n});
    } else if (g[n].operandCount == 2 && oneOf(c, n, kBinary)) {
      if (sinkPair(c, n)) continue;
      for (std::size_t side = 0; side < 2; ++side) {
        const auto order = orderOf(c, c.graph().operand(n, side));
        if (order && sinkConstant(c, n, side, *order)) break;
      }
    }
  }
  return {};
}

} // namespace ara::passes
