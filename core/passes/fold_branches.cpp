// If(true; x) {a, b}     becomes   the nodes of a.     While(x) whose condition is never met   becomes   x.
// A condition that is always met is a loop without end: refused with the reason.
#include "passes/graph_copy.h"
#include "passes/pass.h"

namespace ara::passes {
namespace {

ir::GraphId graphAt(const ir::Model& model, const ir::Node& n, std::string_view key) {
  const ir::AttrValue* v = model.attr(n, key);
  const auto* f = v ? std::get_if<ir::FunctionValue>(v) : nullptr;
  return f && f->graph && f->graph.index() < model.graphs.size() ? f->graph : ir::GraphId{};
}

// The value of a constant that is one number; TensorFlow takes any number other than zero for true.
std::optional<bool> truthOf(const ir::Model& model, const ir::Tensor& t) {
  if (!t.buffer || t.type == ir::DataType::string || model.shapeOf(t).elements() != 1) return {};
  const auto data = model.data(t.buffer);
  if (!data) return {};
  for (const std::byte b : data->bytes)
    if (b != std::byte{0}) return true;
  return false;
}

// Result i is `t` from now on; what was asked for by name keeps it.
void replace(PassContext& c, ir::NodeId n, std::size_t i, ir::TensorId t) {
  const ir::TensorId old = c.graph().result(n, i);
  if (!c.graph().isOutput(old)) return c.edit.replaceUses(old, t);
  const ir::Tensor x = c.graph()[t];
  const ir::NodeId same = c.edit.addNode(*c.find("tf.Identity"), {t});
  c.edit.setType(c.graph().result(same), x.type);
  c.edit.setShape(c.graph().result(same), c.model.shapes[x.shape]);
  c.edit.takeResult(same, 0, old);
}

Status inlineBranch(PassContext& c, ir::NodeId n, ir::GraphId branch) {
  const ir::Graph& b = c.model.graph(branch);
  if (b.inputs.size() + 1 != c.graph()[n].operandCount || b.outputs.size() != c.graph()[n].resultCount) return {};
  const std::vector<ir::TensorId> inputs = b.inputs, outputs = b.outputs;
  const std::size_t before = c.graph().nodeCount();
  GraphCopy copy(c.model, branch, c.edit);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (!c.graph().operand(n, i + 1)) return {};
    copy.set(inputs[i], c.graph().operand(n, i + 1));
  }
  std::vector<ir::TensorId> values;
  for (const ir::TensorId t : outputs) {
    ARA_ASSIGN(const ir::TensorId value, copy.bring(t));
    values.push_back(value);
  }
  for (std::size_t i = 0; i < values.size(); ++i) replace(c, n, i, values[i]);
  std::vector<ir::NodeId> made;
  for (std::size_t i = before; i < c.graph().nodeCount(); ++i) made.emplace_back(i);
  c.edit.rewrote("fold_branch", {n}, made, msg("Its condition is a constant."));
  c.edit.remove(n);
  return {};
}

Status foldLoop(PassContext& c, ir::NodeId n) {
  const ir::GraphId cond = graphAt(c.model, c.graph()[n], "cond");
  if (!cond || c.model.graph(cond).outputs.size() != 1 || !c.model.graph(cond).outputs[0]) return {};
  const auto goesOn = truthOf(c.model, c.model.graph(cond)[c.model.graph(cond).outputs[0]]);
  if (!goesOn) return {};
  const ops::NodeView view(c.model, c.graph(), n);
  if (*goesOn)
    return view.refuse(msg("{0} {1} never ends: its condition is always met.", view.op(), view.name()),
                       msg("Let the condition depend on what the loop changes."));
  if (c.graph()[n].operandCount != c.graph()[n].resultCount) return {};
  for (std::size_t i = 0; i < c.graph()[n].resultCount; ++i)
    if (c.graph().operand(n, i)) replace(c, n, i, c.graph().operand(n, i));
  c.edit.rewrote("fold_branch", {n}, {}, msg("Its condition is never met."));
  c.edit.remove(n);
  return {};
}

} // namespace

Status fold_branches(PassContext& c) {
  // What is inlined may hold further conditionals: they come behind in the list of nodes.
  for (std::size_t i = 0; i < c.graph().nodeCount(); ++i) {
    const ir::NodeId n(i);
    Status done;
    if (c.is(n, "tf.If") || c.is(n, "tf.StatelessIf")) {
      const ir::TensorId condition = c.graph()[n].operandCount ? c.graph().operand(n, 0) : ir::TensorId{};
      const auto taken = condition ? truthOf(c.model, c.graph()[condition]) : std::nullopt;
      const ir::GraphId branch =
          taken ? graphAt(c.model, c.graph()[n], *taken ? "then_branch" : "else_branch") : ir::GraphId{};
      if (branch) done = inlineBranch(c, n, branch);
    } else if (c.is(n, "tf.While") || c.is(n, "tf.StatelessWhile")) {
      done = foldLoop(c, n);
    }
    if (!done) c.refused.push_back(std::move(done).error());
  }
  return {};
}

} // namespace ara::passes
