// Forward inference in execution order, so that one visit per node is enough. Where a row reports a contradiction the
// place is kept as a refusal and inference goes on behind it with what is known. What a node calls is inferred from
// what it is given, before its own results are; a loop whose body changes a shape is inferred again with that shape
// open.
#include "ops/infer.h"
#include "ops/subgraph_rules.h"
#include "passes/graph_copy.h"
#include "passes/pass.h"

#include <algorithm>

namespace ara::passes {
namespace {

struct Visit {
  ir::GraphId graph;
  std::vector<ir::NodeId> nodes;
  std::size_t at = 0;
  bool called = false, again = false; // of the node at `at`
};

bool isLoop(const ir::Node& n) { return n.def && n.def->name.ends_with("hile"); }

// Operand i of the call is input i of the graphs, but for conditions and branch numbers.
std::size_t skippedOperands(const ir::Node& n) {
  const std::string_view op = n.def->shortName();
  return op.ends_with("If") || op.ends_with("Case") || op == "if" ? 1 : 0;
}

void bind(ir::Model& m, ir::GraphId caller, ir::NodeId n, ir::GraphId callee) {
  ir::GraphEdit edit(m, callee);
  const std::size_t skip = skippedOperands(m.graph(caller)[n]);
  const std::vector<ir::TensorId> inputs = m.graph(callee).inputs;
  for (std::size_t i = 0; i < inputs.size() && i + skip < m.graph(caller)[n].operandCount; ++i) {
    const ir::TensorId t = m.graph(caller).operand(n, i + skip);
    if (!t) continue;
    const ir::Tensor x = m.graph(caller)[t];
    edit.setType(inputs[i], x.type);
    edit.setShape(inputs[i], m.shapes[x.shape]);
  }
}

ir::GraphId conditionOf(const ir::Model& m, const ir::Node& n) {
  if (const ir::AttrValue* v = m.attr(n, "cond"))
    if (const auto* f = std::get_if<ir::FunctionValue>(v)) return f->graph;
  if (const ir::AttrValue* v = m.attr(n, "cond_subgraph_index"))
    if (const auto* g = std::get_if<ir::GraphId>(v)) return *g;
  return {};
}

// Whether the body hands on another shape than it was given; then its inputs know only what both are.
bool loosen(ir::Model& m, ir::NodeId n, ir::GraphId caller, const std::vector<ir::GraphId>& callees) {
  bool changed = false;
  const ir::GraphId condition = conditionOf(m, m.graph(caller)[n]);
  for (const ir::GraphId body : callees) {
    if (body == condition) continue; // one carried tensor, and its answer would be taken for it
    const ir::Graph& g = m.graph(body);
    if (g.outputs.size() != m.graph(caller)[n].operandCount || g.inputs.size() != g.outputs.size()) continue;
    ir::GraphEdit edit(m, body);
    for (std::size_t i = 0; i < g.inputs.size(); ++i) {
      const ir::Shape given = m.shapeOf(g[g.inputs[i]]), made = m.shapeOf(g[g.outputs[i]]);
      const ir::Shape both = ops::joinShapes(given, made);
      if (both == given || !made.ranked) continue;
      edit.setShape(g.inputs[i], both);
      changed = true;
    }
    if (changed)
      for (const ir::GraphId other : callees) { // the condition sees the same
        ir::GraphEdit same(m, other);
        const std::vector<ir::TensorId> from = g.inputs, to = m.graph(other).inputs;
        for (std::size_t i = 0; i < to.size() && i < from.size(); ++i) same.setShape(to[i], m.shapeOf(g[from[i]]));
      }
  }
  if (!changed) return false;
  // What was inferred from the closed shapes must not stay.
  for (const ir::GraphId id : callees) {
    ir::GraphEdit edit(m, id);
    for (const ir::NodeId b : m.graph(id).nodeIds())
      for (const ir::TensorId t : std::vector(m.graph(id).results(b).begin(), m.graph(id).results(b).end()))
        if (!m.graph(id)[t].buffer) {
          edit.setShape(t, ir::Shape::unknown());
          if (m.graph(id)[t].extra) edit.extra(t).value.reset();
        }
  }
  return true;
}

} // namespace

Status infer_shapes(PassContext& c) {
  std::vector<Visit> stack;
  stack.push_back({c.edit.id(), ir::executionOrder(c.model, c.graph()).nodes});
  const auto open = [&](ir::GraphId g) {
    return std::any_of(stack.begin(), stack.end(), [&](const Visit& v) { return v.graph == g; });
  };
  std::size_t seen = 0;
  while (!stack.empty()) {
    Visit& top = stack.back();
    if (top.at == top.nodes.size()) {
      stack.pop_back();
      continue;
    }
    if (++seen % 1024 == 0) ARA_TRY(c.task.checkpoint(0.5, "Finding shapes"));
    const ir::GraphId id = top.graph;
    const ir::NodeId n = top.nodes[top.at];
    const std::vector<ir::GraphId> callees = calledGraphs(c.model, c.model.graph(id)[n]);
    const bool recursive = std::any_of(callees.begin(), callees.end(), open);
    if (!callees.empty() && !recursive) {
      const bool loop = isLoop(c.model.graph(id)[n]);
      const bool first = !top.called;
      const bool second = top.called && !top.again && loop && loosen(c.model, n, id, callees);
      top.again = top.again || second;
      if (first || second) {
        top.called = true;
        for (const ir::GraphId callee : callees) {
          if (first) bind(c.model, id, n, callee);
          stack.push_back({callee, ir::executionOrder(c.model, c.model.graph(callee)).nodes}); // `top` is gone now
        }
        continue;
      }
    }
    top.called = top.again = false;
    ++top.at;
    ir::GraphEdit edit(c.model, id);
    if (auto done = ops::inferNode(edit, n); !done) c.refused.push_back(std::move(done).error());
  }
  return {};
}

} // namespace ara::passes
