// min(max(x, 0), 6), min(relu(x), 6)          become   Relu6(x)
// min(max(x, -1), 1), max(min(x, 1), -1)      become   relu_n1_to_1(x)
// max(x, 0)                                   becomes  Relu(x)
#include "passes/formulas.h"

namespace ara::passes {
namespace {

// x and the bound of max(x, bound) or min(x, bound); Relu is max(x, 0).
struct Bound {
  ir::TensorId x;
  float value = 0;
  bool lower = false;
};

std::optional<Bound> boundOf(const PassContext& c, ir::NodeId n) {
  const ir::Graph& g = c.graph();
  if (!n || g[n].resultCount != 1 || g[g.result(n)].type != ir::DataType::f32) return {};
  if (c.is(n, "tf.Relu") && operandAt(c, n, 0)) return Bound{operandAt(c, n, 0), 0, true};
  const bool lower = c.is(n, "tf.Maximum");
  if (!lower && !c.is(n, "tf.Minimum")) return {};
  for (const std::size_t i : {0, 1}) {
    const ir::TensorId k = operandAt(c, n, i), x = operandAt(c, n, 1 - i);
    if (!k || !x || g[x].buffer || g[x].shape != g[g.result(n)].shape) continue;
    if (const auto value = uniformFloat(c.model, g[k])) return Bound{x, *value, lower};
  }
  return {};
}

bool replace(PassContext& c, ir::NodeId n, std::string_view op, ir::TensorId x, std::vector<ir::NodeId> parts) {
  if (op.starts_with("tfl.")) return fuseInto(c, n, op, {x}, {}, "fuse_relu_range", std::move(parts));
  const ir::OpDef* row = c.find(op);
  if (!row) return false;
  ir::AttrList attrs{{c.model.names.intern("T"), ir::DataType::f32}};
  const ir::NodeId made =
      c.edit.addNode(*row, {x}, c.model.attrs.intern(std::move(attrs), c.model.names), 1, c.graph()[n].name);
  c.edit.moveResults(n, made);
  c.edit.rewrote("fuse_relu_range", parts, {made});
  c.edit.remove(n);
  return true;
}

} // namespace

Status fuse_relu_range(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    if (c.graph()[n].dead) continue;
    const auto outer = boundOf(c, n);
    if (!outer) continue;
    const ir::NodeId before = c.graph()[outer->x].producer;
    const auto inner = c.graph().onlyUser(outer->x) ? boundOf(c, before) : std::nullopt;
    if (inner && inner->lower != outer->lower) {
      const float low = inner->lower ? inner->value : outer->value, high = inner->lower ? outer->value : inner->value;
      if (low == 0 && high == 6 && replace(c, n, "tf.Relu6", inner->x, {n, before})) continue;
      if (low == -1 && high == 1 && replace(c, n, "tfl.relu_n1_to_1", inner->x, {n, before})) continue;
    }
    if (outer->lower && outer->value == 0 && c.is(n, "tf.Maximum")) replace(c, n, "tf.Relu", outer->x, {n});
  }
  return {};
}

} // namespace ara::passes
