// x -> RealDiv(keep) -> Mul(Floor(keep + random))      becomes   x       (tf.nn.dropout up to 1.12)
// x -> Mul(1 / keep) -> Mul(Cast(random >= rate))      becomes   x       (since 1.13)
// x -> Mul(1 / keep) -> SelectV2(random >= rate, ., 0) becomes   x       (2.12 and later)
#include "passes/constants.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

// Whether `t` is a mask made of one random number source and arithmetic on it; small cones only, so this stays linear.
// `within` gets the tensors the mask is made of.
bool isRandomMask(const PassContext& c, ir::TensorId mask, std::vector<ir::TensorId>* within = nullptr) {
  constexpr std::size_t kLargest = 12;
  constexpr std::array<std::string_view, 10> kArithmetic = {"tf.Floor",   "tf.Add",     "tf.AddV2", "tf.Mul",
                                                            "tf.Sub",     "tf.Cast",    "tf.Less",  "tf.GreaterEqual",
                                                            "tf.Greater", "tf.Identity"};
  std::vector<ir::TensorId> todo{mask};
  std::size_t steps = 0, random = 0, cut = 0;
  while (!todo.empty()) {
    const ir::TensorId t = todo.back();
    todo.pop_back();
    if (!t || ++steps > kLargest) return false;
    if (within) within->push_back(t);
    if (c.graph()[t].buffer) continue;
    const ir::NodeId n = c.graph()[t].producer;
    if (!n) continue; // keep probability fed from outside
    if (c.is(n, "tf.RandomUniform") || c.is(n, "tf.StatelessRandomUniform") || c.is(n, "tf.StatelessRandomUniformV2")) {
      ++random;
      continue;
    }
    if (c.is(n, "tf.Placeholder") || c.is(n, "tf.PlaceholderWithDefault") || c.is(n, "tf.Const")) continue;
    bool known = false;
    for (const auto op : kArithmetic) known = known || c.is(n, op);
    if (!known) return false;
    if (c.is(n, "tf.Floor") || c.is(n, "tf.GreaterEqual") || c.is(n, "tf.Greater") || c.is(n, "tf.Less")) ++cut;
    for (const ir::TensorId o : c.graph().operands(n)) todo.push_back(o);
  }
  return random == 1 && cut == 1;
}

bool isScalar(const PassContext& c, ir::TensorId t) {
  if (!t) return false;
  const auto& s = c.model.shapeOf(c.graph()[t]);
  return s.ranked && s.elements() == 1;
}

bool zeroAt(const PassContext& c, ir::TensorId t) { return t && uniformFloat(c.model, c.graph()[t]) == 0.0f; }

// The value before the scaling by 1 / keep. A keep that is fed, of a shape nobody told, is one when the mask is made of
// it as well.
ir::TensorId unscaled(const PassContext& c, ir::TensorId t, std::span<const ir::TensorId> mask = {}) {
  if (!t) return {};
  const ir::NodeId n = c.graph()[t].producer;
  if (!n) return {};
  if (c.is(n, "tf.RealDiv") || c.is(n, "tf.Div")) {
    const ir::TensorId keep = c.graph().operand(n, 1);
    const bool open = keep && !c.model.shapeOf(c.graph()[keep]).ranked;
    if (isScalar(c, keep) || (open && std::find(mask.begin(), mask.end(), keep) != mask.end()))
      return c.graph().operand(n, 0);
  }
  if (!c.is(n, "tf.Mul")) return {};
  if (isScalar(c, c.graph().operand(n, 1))) return c.graph().operand(n, 0);
  if (isScalar(c, c.graph().operand(n, 0))) return c.graph().operand(n, 1);
  return {};
}

} // namespace

Status remove_dropout(PassContext& c) {
  for (const ir::NodeId n : c.graph().nodeIds()) {
    ir::TensorId x;
    if (c.is(n, "tf.Mul")) {
      const ir::TensorId a = c.graph().operand(n, 0), b = c.graph().operand(n, 1);
      std::vector<ir::TensorId> left, right;
      if (isRandomMask(c, b, &right))
        x = unscaled(c, a, right);
      else if (isRandomMask(c, a, &left))
        x = unscaled(c, b, left);
    } else if (c.is(n, "tf.SelectV2") || c.is(n, "tf.Select")) {
      if (zeroAt(c, c.graph().operand(n, 2)) && isRandomMask(c, c.graph().operand(n, 0)))
        x = unscaled(c, c.graph().operand(n, 1));
    }
    if (!x) continue;
    ops::NodeView view(c.model, c.graph(), n);
    c.task.note(
        Severity::note,
        msg("{0} is dropout, as in training. It was left out: it does nothing when the network is used.", view.name()),
        {}, view.name());
    c.edit.replaceUses(c.graph().result(n), x);
    c.edit.rewrote("remove_dropout", {n}, {}, msg("Dropout does nothing outside training."));
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
