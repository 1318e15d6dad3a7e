#include "passes/formulas.h"

#include "ops/infer.h"

#include <algorithm>
#include <cmath>

namespace ara::passes {
namespace {

constexpr std::size_t kMostFactors = 16;

bool isFloat(const PassContext& c, ir::TensorId t) { return t && c.graph()[t].type == ir::DataType::f32; }

// The exponent of a Pow with a small whole constant one.
std::optional<std::size_t> wholePower(const PassContext& c, ir::NodeId n) {
  if (c.is(n, "tf.Square")) return 2;
  if (!c.is(n, "tf.Pow") || !operandAt(c, n, 1)) return {};
  const auto e = uniformFloat(c.model, c.graph()[operandAt(c, n, 1)]);
  if (!e || (*e != 2.0f && *e != 3.0f)) return {};
  return static_cast<std::size_t>(*e);
}

} // namespace

bool isWhole(const PassContext& c, ir::NodeId n, std::size_t operands) {
  if (!n || c.graph()[n].operandCount != operands || c.graph()[n].resultCount != 1) return false;
  for (const ir::TensorId t : c.graph().operands(n))
    if (!t) return false;
  return true;
}

ir::TensorId operandAt(const PassContext& c, ir::NodeId n, std::size_t i) {
  return i < c.graph()[n].operandCount ? c.graph().operand(n, i) : ir::TensorId{};
}

Product productOf(const PassContext& c, ir::TensorId top) {
  const ir::Graph& g = c.graph();
  Product p;
  std::vector<ir::TensorId> todo{top};
  while (!todo.empty()) {
    const ir::TensorId t = todo.back();
    todo.pop_back();
    const ir::NodeId n = t ? g[t].producer : ir::NodeId{};
    const bool open =
        n && isFloat(c, t) && (t == top || g.onlyUser(t)) && p.factors.size() + todo.size() < kMostFactors;
    const auto constant = [&](std::size_t i) {
      return operandAt(c, n, i) ? uniformFloat(c.model, g[operandAt(c, n, i)]) : std::nullopt;
    };
    if (open && c.is(n, "tf.Mul")) {
      p.nodes.push_back(n);
      for (const std::size_t i : {1, 0}) {
        if (const auto k = constant(i))
          p.constant *= static_cast<double>(*k);
        else
          todo.push_back(operandAt(c, n, i));
      }
    } else if (open && (c.is(n, "tf.RealDiv") || c.is(n, "tf.Div")) && constant(1)) {
      p.nodes.push_back(n);
      p.constant /= static_cast<double>(*constant(1));
      todo.push_back(operandAt(c, n, 0));
    } else if (const auto power = open ? wholePower(c, n) : std::nullopt) {
      p.nodes.push_back(n);
      p.factors.insert(p.factors.end(), *power, operandAt(c, n, 0));
    } else if (t) {
      p.factors.push_back(t);
    }
  }
  return p;
}

std::optional<Sum> sumOf(const PassContext& c, ir::TensorId t) {
  const ir::Graph& g = c.graph();
  const ir::NodeId n = t ? g[t].producer : ir::NodeId{};
  if (!n || !isFloat(c, t) || !(c.is(n, "tf.Add") || c.is(n, "tf.AddV2"))) return {};
  for (const std::size_t i : {0, 1}) {
    const ir::TensorId k = operandAt(c, n, i), other = operandAt(c, n, 1 - i);
    if (!k || !other) return {};
    if (const auto value = uniformFloat(c.model, g[k])) return Sum{static_cast<double>(*value), other, n};
  }
  return {};
}

bool nearly(double value, double wanted) { return std::abs(value - wanted) <= 2e-6 * std::abs(wanted); }

ir::NodeId producer(const PassContext& c, ir::TensorId t, std::string_view op) {
  const ir::NodeId n = t ? c.graph()[t].producer : ir::NodeId{};
  return n && c.is(n, op) ? n : ir::NodeId{};
}

bool fuseInto(PassContext& c, ir::NodeId node, std::string_view op, std::vector<ir::TensorId> operands,
              ir::AttrList attrs, std::string_view rule, std::vector<ir::NodeId> parts) {
  const ir::OpDef* row = c.find(op);
  if (!row) return false;
  const ir::TensorId y = c.graph().result(node);
  const ir::NodeId made = c.edit.addNode(*row, operands, c.model.attrs.intern(std::move(attrs), c.model.names));
  const ops::NodeView view(c.model, c.graph(), made);
  const bool fits = ops::inferNode(c.edit, made) && ops::checkLimits(view, view) &&
                    c.model.shapeOf(c.graph()[c.graph().result(made)]) == c.model.shapeOf(c.graph()[y]);
  if (!fits) {
    c.edit.remove(made);
    return false;
  }
  c.edit.moveResults(node, made);
  if (std::ranges::find(parts, node) == parts.end()) parts.insert(parts.begin(), node);
  c.edit.rewrote(rule, parts, {made});
  c.edit.remove(node);
  return true;
}

} // namespace ara::passes
