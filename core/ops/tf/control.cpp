// Loops and conditionals of TensorFlow 2, lowered to operators that run subgraphs.
#include "ops/tf/control.h"

#include "ops/refusals.h"

#include <algorithm>

namespace ara::ops::tf {
namespace {

std::optional<ir::GraphId> functionOf(const NodeView& v, std::string_view key) {
  const AttrValue* a = v.attr(key);
  const auto* f = a ? std::get_if<ir::FunctionValue>(a) : nullptr;
  if (!f || !f->graph || f->graph.index() >= v.model().graphs.size()) return std::nullopt;
  return f->graph;
}

std::vector<TensorId> operandsFrom(const NodeView& v, std::size_t first) {
  std::vector<TensorId> out;
  for (std::size_t i = first; i < v.operandCount(); ++i) out.push_back(v.operand(i));
  return out;
}

DataType typeIn(const ir::Graph& g, TensorId t) { return g[t].type; }

Fail noFunction(const NodeView& v) {
  return v.refuse(msg("{0} {1} names a function the model does not hold.", v.op(), v.name()),
                  msg("Save the model again."));
}

bool carries(DataType t) {
  return t != DataType::resource && t != DataType::variant && t != DataType::string && t != DataType::none;
}

} // namespace

Status lowerWhile(LowerContext& c) {
  const auto cond = functionOf(c, "cond"), body = functionOf(c, "body");
  if (!cond || !body) return noFunction(c);
  const ir::Graph &test = c.model().graph(*cond), &turn = c.model().graph(*body);
  const std::size_t n = c.operandCount();
  if (turn.inputs.size() != n || turn.outputs.size() != n || test.inputs.size() != n || test.outputs.size() != 1)
    return c.refuse(
        msg("{0} {1} carries {2} tensors, and its functions take or give other numbers.", c.op(), c.name(), n),
        msg("Save the model again."));
  for (std::size_t i = 0; i < n; ++i) {
    const DataType in = c.type(i), out = typeIn(turn, turn.outputs[i]);
    if (!carries(in))
      return c.refuse(msg("{0} {1} carries a list, table or variable (number {2}), which TensorFlow Lite loops cannot.",
                          c.op(), c.name(), i + 1),
                      msg("Give lists a fixed length and element shape, or cut the model before the loop."));
    if (in != out)
      return c.refuse(msg("{0} {1} carries a tensor (number {2}) that changes its type from {3} to {4}.", c.op(),
                          c.name(), i + 1, ir::name(in), ir::name(out)));
    if (!c.shape(i).isStatic() || c.model().shapeOf(turn[turn.inputs[i]]) != c.shape(i) ||
        c.model().shapeOf(turn[turn.outputs[i]]) != c.shape(i))
      return c.refuse(msg("{0} {1} carries a tensor (number {2}) whose shape is not the same at every turn.", c.op(),
                          c.name(), i + 1),
                      msg("Give it a fixed shape, or cut the model before the loop."));
  }
  if (typeIn(test, test.outputs[0]) != DataType::boolean)
    return c.refuse(msg("The condition of {0} {1} is not a truth value.", c.op(), c.name()));
  return c.replaceWith("tfl.while", operandsFrom(c, 0),
                       {{"cond_subgraph_index", *cond}, {"body_subgraph_index", *body}});
}

Status lowerIf(LowerContext& c) {
  const auto yes = functionOf(c, "then_branch"), no = functionOf(c, "else_branch");
  if (!yes || !no) return noFunction(c);
  const ir::Graph &a = c.model().graph(*yes), &b = c.model().graph(*no);
  const std::size_t n = c.operandCount() ? c.operandCount() - 1 : 0;
  if (a.inputs.size() != n || b.inputs.size() != n || a.outputs.size() != c.resultCount() ||
      b.outputs.size() != c.resultCount())
    return c.refuse(msg("{0} {1} takes {2} tensors and gives {3}, and its functions take or give other numbers.",
                        c.op(), c.name(), n, c.resultCount()),
                    msg("Save the model again."));
  for (std::size_t i = 0; i < c.resultCount(); ++i) {
    const ir::Tensor &x = a[a.outputs[i]], &y = b[b.outputs[i]];
    if (x.type != y.type || !carries(x.type))
      return c.refuse(msg("The branches of {0} {1} give different types: {2} and {3}.", c.op(), c.name(),
                          ir::name(x.type), ir::name(y.type)));
    if (c.model().shapeOf(x) != c.model().shapeOf(y) || !c.model().shapeOf(x).isStatic())
      return c.refuse(msg("The branches of {0} {1} give different shapes.", c.op(), c.name()),
                      msg("Make both branches give the same shape."));
  }
  TensorId condition = c.operand(0);
  if (c.type(0) != DataType::boolean || c.shape(0).elements() != 1)
    return c.refuse(msg("The condition of {0} {1} is not one truth value.", c.op(), c.name()));
  std::vector<TensorId> operands{condition};
  for (const TensorId t : operandsFrom(c, 1)) operands.push_back(t);
  return c.replaceWith("tfl.if", std::move(operands), {{"then_subgraph_index", *yes}, {"else_subgraph_index", *no}});
}

} // namespace ara::ops::tf
