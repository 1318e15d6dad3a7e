#include "passes/graph_copy.h"

#include "ops/context.h"

namespace ara::passes {

Fail GraphCopy::refuse(ir::NodeId n, Message finding) const {
  return ops::NodeView(m_model, m_model.graph(m_from), n)
      .refuse(std::move(finding), msg("Cut the model around the loop or conditional."));
}

ir::TensorId GraphCopy::known(ir::TensorId t) {
  if (const auto it = m_tensors.find(t); it != m_tensors.end()) return it->second;
  if (standIn)
    if (const ir::TensorId other = standIn(t)) return m_tensors[t] = other;
  const ir::Tensor& x = m_model.graph(m_from)[t];
  if (!x.buffer || x.variable) return {};
  const ir::Tensor same = x;
  const ir::TensorId made = m_to.addConstant(same.type, m_model.shapes[same.shape], same.buffer);
  m_to.setQuantization(made, same.quant);
  return m_tensors[t] = made;
}

Status GraphCopy::copyNode(ir::NodeId n) {
  const ir::Graph& from = m_model.graph(m_from);
  const ir::Node node = from[n];
  std::vector<ir::TensorId> operands, results;
  for (const ir::TensorId t : from.operands(n)) operands.push_back(t ? known(t) : ir::TensorId{});
  for (const ir::TensorId t : from.results(n)) {
    const ir::Tensor x = from[t];
    const ir::TensorId made = m_to.addTensor(x.type, m_model.shapes[x.shape]);
    if (x.buffer) m_to.setBuffer(made, x.buffer);
    m_to.setQuantization(made, x.quant);
    if (x.extra) {
      const ir::TensorExtra extra = m_model.extras[x.extra.index()];
      m_to.extra(made) = extra;
    }
    results.push_back(made);
    m_tensors.try_emplace(t, made);
  }
  ir::NameId name = node.name;
  if (name && !m_prefix.empty()) name = m_model.names.intern(m_prefix + std::string(m_model.names[name]));
  const ir::NodeId made = m_to.addNode(node.op, node.def, operands, node.attrs, results, name);
  std::vector<ir::NodeId> controls;
  for (const ir::NodeId c : from.controls(n))
    if (const auto it = m_nodes.find(c); it != m_nodes.end() && it->second) controls.push_back(it->second);
  m_to.setControls(made, controls);
  m_nodes[n] = made;
  m_copied.push_back(n);
  return {};
}

Result<ir::TensorId> GraphCopy::bring(ir::TensorId wanted) {
  if (const ir::TensorId t = known(wanted)) return t;
  const ir::Graph& from = m_model.graph(m_from);
  struct Frame {
    ir::NodeId node;
    std::size_t next;
  };
  std::vector<Frame> stack;
  const auto enter = [&](ir::TensorId t) -> Status {
    const ir::NodeId n = from[t].producer;
    if (!n)
      return fail(ErrorKind::Unsupported,
                  msg("{0} comes into a loop or conditional by no way.", m_model.tensorName(from, t)),
                  msg("Cut the model around the loop or conditional."), m_model.tensorName(from, t));
    if (barrier.contains(n))
      return refuse(n, msg("{0} is used in a way no structured loop or conditional does.",
                           ops::NodeView(m_model, from, n).name()));
    if (const auto [it, fresh] = m_nodes.try_emplace(n, ir::NodeId{}); !fresh)
      return it->second ? Status{}
                        : Status(refuse(n, msg("{0} depends on itself.", ops::NodeView(m_model, from, n).name())));
    stack.push_back({n, 0});
    return {};
  };
  ARA_TRY(enter(wanted));
  while (!stack.empty()) {
    Frame& top = stack.back();
    const ir::Node& node = from[top.node];
    if (top.next == node.operandCount + node.controlCount) {
      const ir::NodeId n = top.node;
      stack.pop_back();
      ARA_TRY(copyNode(n));
      continue;
    }
    const std::size_t i = top.next++;
    if (i < node.operandCount) {
      const ir::TensorId t = from.operand(top.node, i);
      if (t && !known(t)) ARA_TRY(enter(t));
    } else { // what a node waits for tells of which branch it is
      const ir::NodeId c = from.controls(top.node)[i - node.operandCount];
      if (from[c].dead || barrier.contains(c) || m_nodes.contains(c) || from[c].resultCount == 0) continue;
      if (standIn && standIn(from.result(c))) continue;
      m_nodes.emplace(c, ir::NodeId{});
      stack.push_back({c, 0});
    }
  }
  if (const ir::TensorId t = known(wanted)) return t;
  return fail(ErrorKind::Internal, msg("A copy of {0} has no result.", m_model.tensorName(from, wanted)));
}

ir::GraphId addFunction(ir::Model& model, std::string_view name) {
  const ir::NameId id = model.names.intern(name);
  model.graphs.emplace_back();
  model.graphs.back().name = id;
  model.graphs.back().kind = ir::GraphKind::function;
  return ir::GraphId(model.graphs.size() - 1);
}

Result<ir::GraphId> copyFunction(ir::Model& model, ir::GraphId from) {
  const std::string name(model.graph(from).name ? model.names[model.graph(from).name] : std::string_view{});
  const ir::GraphId id = addFunction(model, name);
  ir::GraphEdit edit(model, id);
  GraphCopy copy(model, from, edit);
  std::vector<ir::TensorId> inputs, outputs;
  for (const ir::TensorId t : std::vector(model.graph(from).inputs)) {
    const ir::Tensor x = model.graph(from)[t];
    inputs.push_back(edit.addTensor(x.type, model.shapes[x.shape], x.name));
    copy.set(t, inputs.back());
  }
  for (const ir::TensorId t : std::vector(model.graph(from).outputs)) {
    if (!t)
      return fail(ErrorKind::BadFile, msg("Function {0} lacks a result.", name), msg("Save the model again."), name);
    ARA_ASSIGN(const ir::TensorId made, copy.bring(t));
    outputs.push_back(made);
  }
  edit.setInputs(inputs);
  edit.setOutputs(outputs);
  model.graphs[id.index()].outputNames = model.graph(from).outputNames;
  return id;
}

std::vector<ir::GraphId> calledGraphs(const ir::Model& model, const ir::Node& node) {
  std::vector<ir::GraphId> out;
  if (!node.def || node.def->kind != ir::OpKind::control) return out;
  const auto add = [&](ir::GraphId g) {
    if (g && g.index() < model.graphs.size()) out.push_back(g);
  };
  for (const ir::Attr& a : model.attrs[node.attrs]) {
    if (const auto* f = std::get_if<ir::FunctionValue>(&a.value)) add(f->graph);
    if (const auto* g = std::get_if<ir::GraphId>(&a.value)) add(*g);
    if (const auto* list = std::get_if<std::vector<ir::FunctionValue>>(&a.value))
      for (const ir::FunctionValue& f : *list) add(f.graph);
  }
  return out;
}

std::vector<ir::GraphId> reachableGraphs(const ir::Model& model) {
  std::vector<ir::GraphId> out{ir::GraphId(0)};
  if (model.graphs.size() == 1) return out;
  std::vector<bool> seen(model.graphs.size());
  seen[0] = true;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const ir::Graph& g = model.graph(out[i]);
    for (const ir::NodeId n : g.nodeIds())
      for (const ir::GraphId callee : calledGraphs(model, g[n]))
        if (!seen[callee.index()]) {
          seen[callee.index()] = true;
          out.push_back(callee);
        }
  }
  return out;
}

} // namespace ara::passes
