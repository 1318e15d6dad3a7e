// What a loop or conditional carries without need: constants and what no turn changes go into the graphs or past them,
// what nobody reads is dropped. While(i, w, x) with body (i + 1, w, x * w)  becomes  While(i, x), w a constant inside.
#include "passes/graph_copy.h"
#include "passes/pass.h"

#include <algorithm>

namespace ara::passes {
namespace {

bool isWhile(const ir::Node& n) { return n.def && (n.def->name == "tf.While" || n.def->name == "tf.StatelessWhile"); }
bool isIf(const ir::Node& n) { return n.def && (n.def->name == "tf.If" || n.def->name == "tf.StatelessIf"); }

template<class T> std::vector<T> chosen(const std::vector<T>& from, const std::vector<bool>& keep) {
  std::vector<T> out;
  for (std::size_t i = 0; i < from.size(); ++i)
    if (keep[i]) out.push_back(from[i]);
  return out;
}

class Caller {
public:
  Caller(PassContext& context, ir::NodeId node)
      : c(context), m_node(node), m_callees(calledGraphs(c.model, c.graph()[node])) {}

  void simplify() {
    const ir::Node& n = c.graph()[m_node];
    m_skip = isIf(n) ? 1 : 0;
    if (m_callees.size() != 2 || n.operandCount < m_skip) return;
    const std::size_t inputs = n.operandCount - m_skip;
    for (const ir::GraphId g : m_callees)
      if (c.model.graph(g).inputs.size() != inputs) return;
    for (const ir::TensorId t : c.graph().operands(m_node)) m_operands.push_back(t);
    if (std::any_of(m_operands.begin(), m_operands.end(), [](ir::TensorId t) { return !t; })) return;
    for (std::size_t i = 0; i < inputs; ++i)
      if (const ir::TensorId t = m_operands[i + m_skip];
          c.graph()[t].buffer && !c.graph()[t].variable && (m_skip || unchanged(i)))
        bringIn(i, t);
    if (m_skip)
      simplifyIf(inputs);
    else
      simplifyWhile(inputs);
  }

private:
  const ir::Graph& body() const { return c.model.graph(m_callees[m_body]); }

  bool findBody() {
    const auto* f = c.model.attr(c.graph()[m_node], "body");
    const auto* function = f ? std::get_if<ir::FunctionValue>(f) : nullptr;
    if (!function) return false;
    m_body = function->graph == m_callees[0] ? 0 : 1;
    return body().outputs.size() == body().inputs.size() && c.model.graph(m_callees[1 - m_body]).outputs.size() == 1;
  }
  bool unchanged(std::size_t i) { return findBody() && body().outputs[i] == body().inputs[i]; }

  // The constant itself stands for input i in every callee.
  void bringIn(std::size_t i, ir::TensorId t) {
    const ir::Tensor x = c.graph()[t];
    for (const ir::GraphId id : m_callees) {
      ir::GraphEdit edit(c.model, id);
      const ir::TensorId input = c.model.graph(id).inputs[i];
      if (c.model.graph(id).useCount(input) == 0 && !c.model.graph(id).isOutput(input)) continue;
      const ir::TensorId made = edit.addConstant(x.type, c.model.shapes[x.shape], x.buffer);
      edit.setQuantization(made, x.quant);
      const std::vector<ir::TensorId> outputs = c.model.graph(id).outputs;
      edit.replaceUses(input, made);
      if (!m_skip && id == m_callees[m_body]) edit.setOutputs(outputs); // still tells that it is handed on
    }
  }

  void simplifyWhile(std::size_t inputs) {
    if (!findBody() || c.graph()[m_node].resultCount != inputs) return;
    for (std::size_t i = 0; i < inputs; ++i)
      if (body().outputs[i] == body().inputs[i]) c.edit.replaceUses(c.graph().result(m_node, i), m_operands[i]);
    const std::vector<bool> keep = needed(inputs);
    if (std::find(keep.begin(), keep.end(), false) == keep.end()) return;
    for (const ir::GraphId id : m_callees) drop(id, keep, id == m_callees[m_body]);
    replaceNode(keep, keep);
  }

  // Backward from the condition and from results somebody reads; a carried value that is read makes the body's result
  // needed.
  std::vector<bool> needed(std::size_t inputs) {
    std::vector<bool> keep(inputs);
    std::vector<std::size_t> todo;
    const auto want = [&](std::size_t i) {
      if (!keep[i]) keep[i] = true, todo.push_back(i);
    };
    const ir::Graph& cond = c.model.graph(m_callees[1 - m_body]);
    const std::vector<bool> tested = ir::neededFor(cond, cond.outputs, false);
    for (std::size_t i = 0; i < inputs; ++i) {
      const ir::TensorId result = c.graph().result(m_node, i);
      bool read = c.graph().useCount(result) > 0 || c.graph().isOutput(result) || cond.isOutput(cond.inputs[i]);
      for (const ir::UseSite use : cond.uses(cond.inputs[i])) read = read || tested[use.user.index()];
      if (read) want(i);
    }
    std::vector<std::size_t> numberOf(body().tensorCount(), inputs);
    for (std::size_t i = 0; i < inputs; ++i) numberOf[body().inputs[i].index()] = i;
    std::vector<bool> seen(body().nodeCount());
    std::vector<ir::TensorId> tensors;
    while (!todo.empty()) {
      tensors.push_back(body().outputs[todo.back()]);
      todo.pop_back();
      while (!tensors.empty()) {
        const ir::TensorId t = tensors.back();
        tensors.pop_back();
        if (!t) continue;
        if (numberOf[t.index()] < inputs) want(numberOf[t.index()]);
        const ir::NodeId n = body()[t].producer;
        if (!n || seen[n.index()]) continue;
        seen[n.index()] = true;
        for (const ir::TensorId operand : body().operands(n)) tensors.push_back(operand);
      }
    }
    return keep;
  }

  void simplifyIf(std::size_t inputs) {
    const std::size_t results = c.graph()[m_node].resultCount;
    for (const ir::GraphId g : m_callees)
      if (c.model.graph(g).outputs.size() != results) return;
    std::vector<bool> read(results), keep(inputs);
    for (std::size_t i = 0; i < results; ++i) {
      const ir::TensorId t = c.graph().result(m_node, i);
      read[i] = c.graph().useCount(t) > 0 || c.graph().isOutput(t);
    }
    if (std::find(read.begin(), read.end(), true) == read.end()) return; // goes as a whole
    for (const ir::GraphId id : m_callees) {
      ir::GraphEdit edit(c.model, id);
      edit.setOutputs(chosen(c.model.graph(id).outputs, read));
      const ir::Graph& g = c.model.graph(id);
      const std::vector<bool> used = ir::neededFor(g, g.outputs, false);
      for (std::size_t i = 0; i < inputs; ++i) {
        keep[i] = keep[i] || g.isOutput(g.inputs[i]);
        for (const ir::UseSite use : g.uses(g.inputs[i])) keep[i] = keep[i] || used[use.user.index()];
      }
    }
    const auto all = [](const std::vector<bool>& v) { return std::find(v.begin(), v.end(), false) == v.end(); };
    if (all(read) && all(keep)) return;
    for (const ir::GraphId id : m_callees) drop(id, keep, false);
    replaceNode(keep, read);
  }

  void drop(ir::GraphId id, const std::vector<bool>& keep, bool outputsToo) {
    ir::GraphEdit edit(c.model, id);
    if (outputsToo) edit.setOutputs(chosen(c.model.graph(id).outputs, keep));
    // A node that still reads a dropped input is one nobody needs.
    const ir::Graph& g = c.model.graph(id);
    const std::vector<bool> used = ir::neededFor(g, g.outputs, false);
    std::vector<ir::NodeId> gone;
    for (const ir::NodeId n : g.nodeIds())
      if (!used[n.index()]) gone.push_back(n);
    for (const ir::NodeId n : gone) edit.remove(n);
    edit.setInputs(chosen(c.model.graph(id).inputs, keep));
  }

  // The node with fewer operands and results.
  void replaceNode(const std::vector<bool>& inputs, const std::vector<bool>& results) {
    std::vector<ir::TensorId> operands(m_operands.begin(), m_operands.begin() + static_cast<std::ptrdiff_t>(m_skip));
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (inputs[i]) operands.push_back(m_operands[i + m_skip]);
    const ir::Node old = c.graph()[m_node];
    const std::vector<ir::TensorId> from(c.graph().results(m_node).begin(), c.graph().results(m_node).end());
    const auto count = static_cast<std::size_t>(std::count(results.begin(), results.end(), true));
    const ir::NodeId made = c.edit.addNode(*old.def, operands, old.attrs, count, old.name);
    for (const std::string_view key : {"T", "Tin", "Tout", "output_shapes", "_output_shapes"})
      c.edit.setAttr(made, key, {});
    std::size_t at = 0;
    for (std::size_t i = 0; i < results.size(); ++i) {
      if (!results[i]) continue;
      c.edit.detach(from[i]);
      c.edit.takeResult(made, at++, from[i]);
    }
    c.edit.rewrote("simplify_call", {m_node}, {made});
    c.edit.remove(m_node);
  }

  PassContext& c;
  ir::NodeId m_node;
  std::vector<ir::GraphId> m_callees;
  std::vector<ir::TensorId> m_operands;
  std::size_t m_skip = 0, m_body = 0;
};

} // namespace

Status simplify_calls(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const ir::Node& node = c.graph()[n];
    if (isWhile(node) || isIf(node)) Caller(c, n).simplify();
  }
  return {};
}

} // namespace ara::passes
