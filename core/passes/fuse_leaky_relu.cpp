// max(x, a * x), a between 0 and 1                    becomes    leaky_relu(x) {alpha = a}
// relu(x) - a * relu(-x), or relu(x) + (-a) * relu(-x) becomes    leaky_relu(x), or prelu(x, a) for a slope per channel
#include "passes/formulas.h"

#include <algorithm>

namespace ara::passes {
namespace {

// constant * other: the constant's tensor and the other factor.
struct Scaled {
  ir::NodeId node;
  ir::TensorId constant, other;
};
std::optional<Scaled> scaled(const PassContext& c, ir::TensorId t) {
  const ir::NodeId n = producer(c, t, "tf.Mul");
  if (!isWhole(c, n, 2)) return {};
  for (const std::size_t i : {0, 1}) {
    const ir::TensorId k = operandAt(c, n, i);
    if (c.graph()[k].buffer && !c.graph()[operandAt(c, n, 1 - i)].buffer) return Scaled{n, k, operandAt(c, n, 1 - i)};
  }
  return {};
}

ir::AttrList slope(PassContext& c, double alpha) { return {{c.model.names.intern("alpha"), alpha}}; }

void fuseMaximum(PassContext& c, ir::NodeId n) {
  for (const std::size_t i : {0, 1}) {
    const ir::TensorId x = operandAt(c, n, i);
    const auto part = scaled(c, operandAt(c, n, 1 - i));
    if (!part || part->other != x) continue;
    const auto a = uniformFloat(c.model, c.graph()[part->constant]);
    if (!a || !(*a >= 0 && *a <= 1)) return;
    fuseInto(c, n, "tfl.leaky_relu", {x}, slope(c, static_cast<double>(*a)), "fuse_leaky_relu", {n, part->node});
    return;
  }
}

// x when `t` is relu(-x).
ir::TensorId negativePart(const PassContext& c, ir::TensorId t, std::vector<ir::NodeId>& parts) {
  const ir::NodeId relu = producer(c, t, "tf.Relu");
  const ir::NodeId neg = relu ? producer(c, operandAt(c, relu, 0), "tf.Neg") : ir::NodeId{};
  if (!neg) return {};
  parts.push_back(relu);
  parts.push_back(neg);
  return operandAt(c, neg, 0);
}

void fuseParts(PassContext& c, ir::NodeId n, bool minus) {
  for (const std::size_t i : {0, 1}) {
    if (minus && i == 1) return; // a difference has one order
    const ir::NodeId positive = producer(c, operandAt(c, n, i), "tf.Relu");
    const auto part = scaled(c, operandAt(c, n, 1 - i));
    if (!positive || !part) continue;
    std::vector<ir::NodeId> parts{n, positive, part->node};
    const ir::TensorId x = operandAt(c, positive, 0);
    if (!x || negativePart(c, part->other, parts) != x) continue;
    auto values = floats(c.model, c.graph()[part->constant], std::uint64_t{1} << 24);
    if (!values || values->empty()) return;
    if (!minus)
      for (float& v : *values) v = -v;
    const bool uniform = std::ranges::all_of(*values, [&](float v) { return v == values->front(); });
    if (uniform) {
      fuseInto(c, n, "tfl.leaky_relu", {x}, slope(c, static_cast<double>(values->front())), "fuse_leaky_relu", parts);
      return;
    }
    const ir::Shape shape = c.model.shapeOf(c.graph()[part->constant]);
    const ir::TensorId alpha = addFloats(c.edit, shape, *values, c.graph()[part->constant].name);
    fuseInto(c, n, "tfl.prelu", {x, alpha}, {}, "fuse_leaky_relu", parts);
    return;
  }
}

} // namespace

Status fuse_leaky_relu(PassContext& c) {
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) { // no order needed
    const ir::NodeId n(i);
    if (!isWhole(c, n, 2) || c.graph()[n].dead) continue;
    if (c.is(n, "tf.Maximum"))
      fuseMaximum(c, n);
    else if (c.is(n, "tf.Sub"))
      fuseParts(c, n, true);
    else if (c.is(n, "tf.Add") || c.is(n, "tf.AddV2"))
      fuseParts(c, n, false);
  }
  return {};
}

} // namespace ara::passes
