// batch_matmul(transpose(x), y), the last two axes changed      becomes   batch_matmul(x, y) {adj_x}      y likewise
// fully_connected(reshape(transpose(x)), w)                      becomes   fully_connected(reshape(x), w)  the columns
// of w
//                                                                          in the order of x: an NCHW network flattened
#include "passes/axis_order.h"

#include <algorithm>
#include <numeric>

namespace ara::passes {
namespace {

using ir::NodeId;
using ir::TensorId;

bool swapsLastTwo(const AxisOrder& order) {
  AxisOrder usual(order.size());
  std::iota(usual.begin(), usual.end(), std::int64_t{0});
  if (order.size() < 2) return false;
  std::swap(usual[order.size() - 1], usual[order.size() - 2]);
  return order == usual;
}

// `t` is made by a transpose for one user only.
std::optional<AxisOrder> orderBefore(const PassContext& c, TensorId t) {
  return t && c.graph().onlyUser(t) ? axisOrderOf(c, c.graph()[t].producer) : std::nullopt;
}

void foldProduct(PassContext& c, NodeId n) {
  for (std::size_t side = 0; side < 2; ++side) {
    const TensorId t = c.graph().operand(n, side);
    const auto order = orderBefore(c, t);
    if (!order || !swapsLastTwo(*order)) continue;
    const NodeId transpose = c.graph()[t].producer;
    const char* key = side == 0 ? "adj_x" : "adj_y";
    c.edit.setOperand(n, side, c.graph().operand(transpose, 0));
    c.edit.setAttr(n, key, !ops::NodeView(c.model, c.graph(), n).attrBool(key));
    c.edit.rewrote("fold_order", {transpose, n}, {n});
    c.edit.remove(transpose);
  }
}

// Rows of w stay, the elements of each come into the order `x` has before the transpose.
void foldLayer(PassContext& c, NodeId n) {
  const ir::Graph& g = c.graph();
  const TensorId flat = g.operand(n, 0), w = g[n].operandCount > 1 ? g.operand(n, 1) : TensorId();
  if (!flat || !w || !g.onlyUser(flat) || g[w].useCount != 1 || g.isOutput(w) || !g[w].buffer || g[w].variable) return;
  const NodeId reshape = g[flat].producer;
  if (!reshape || !c.is(reshape, "tfl.reshape")) return;
  const TensorId t = g.operand(reshape, 0);
  const auto order = orderBefore(c, t);
  const ir::Shape weights = c.model.shapeOf(g[w]), to = c.model.shapeOf(g[flat]);
  if (!order || !weights.isStatic() || weights.rank() != 2 || !to.isStatic() || to.rank() != 2) return;
  const ir::Shape from = c.model.shapeOf(g[t]); // of the transposed image: one row of it is one row of the flat tensor
  if (!from.isStatic() || from.rank() < 2 || (*order)[0] != 0 || from.dims[0] != to.dims[0] ||
      weights.dims[1] != to.dims[1])
    return;
  ir::Shape seen = from; // [units, image]
  seen.dims[0] = weights.dims[0];
  const TensorId asImage = c.edit.addConstant(g[w].type, seen, g[w].buffer, g[w].name);
  const auto moved = turnedConstant(c, asImage, *order);
  if (!moved) return;
  c.edit.setShape(*moved, weights);
  const NodeId transpose = c.graph()[t].producer;
  c.edit.setOperand(n, 1, *moved);
  c.edit.setOperand(reshape, 0, c.graph().operand(transpose, 0));
  c.edit.rewrote("fold_order", {transpose, n}, {n});
  c.edit.remove(transpose);
}

} // namespace

Status fold_order(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    if (c.is(n, "tfl.batch_matmul")) foldProduct(c, n);
    if (c.is(n, "tfl.fully_connected")) foldLayer(c, n);
  }
  return {};
}

} // namespace ara::passes
