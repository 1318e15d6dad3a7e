// x + 0, x - 0, x * 1, x / 1   become   x           (float32, when the result has x's shape)
// x * 0                        becomes  0           when x is known to be finite: the result of sigmoid, tanh, softmax
#include "passes/constants.h"

namespace ara::passes {
namespace {

bool finite(const PassContext& c, ir::TensorId t) {
  const ir::NodeId n = c.graph()[t].producer;
  return n && (c.is(n, "tf.Sigmoid") || c.is(n, "tf.Tanh") || c.is(n, "tf.Softmax") || c.is(n, "tf.Softsign"));
}

// The operand the node is equal to, or none.
ir::TensorId sameAs(const PassContext& c, ir::NodeId n) {
  const bool add = c.is(n, "tf.Add") || c.is(n, "tf.AddV2") || c.is(n, "tf.BiasAdd");
  const bool sub = c.is(n, "tf.Sub"), mul = c.is(n, "tf.Mul"), div = c.is(n, "tf.RealDiv") || c.is(n, "tf.Div");
  if (!add && !sub && !mul && !div) return {};
  const ir::Graph& g = c.graph();
  const ir::TensorId a = g.operand(n, 0), b = g.operand(n, 1), y = g.result(n);
  const float neutral = mul || div ? 1.0f : 0.0f;
  const auto same = [&](ir::TensorId x, ir::TensorId k) {
    return x && k && g[x].shape && g[x].shape == g[y].shape && c.model.shapeOf(g[y]).isStatic() &&
           uniformFloat(c.model, g[k]) == neutral;
  };
  if (same(a, b)) return a;
  if ((add || mul) && same(b, a)) return b;
  return {};
}

// The zero operand of a product with something finite, when it has the result's shape.
ir::TensorId zeroOf(const PassContext& c, ir::NodeId n) {
  if (!c.is(n, "tf.Mul")) return {};
  const ir::Graph& g = c.graph();
  for (const auto& [x, k] : {std::pair(g.operand(n, 0), g.operand(n, 1)), std::pair(g.operand(n, 1), g.operand(n, 0))})
    if (x && k && g[k].shape && g[k].shape == g[g.result(n)].shape && finite(c, x) &&
        uniformFloat(c.model, g[k]) == 0.0f)
      return k;
  return {};
}

} // namespace

Status simplify_arithmetic(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const ir::TensorId same = sameAs(c, n);
    const ir::TensorId stands = same ? same : zeroOf(c, n);
    if (!stands) continue;
    c.edit.replaceUses(c.graph().result(n), stands);
    c.edit.rewrote(same ? "neutral_operand" : "always_zero", {n}, {});
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
