// PartitionedCall {f}(a, b)   becomes   the nodes of f, with a and b in the place of its arguments
//
// for the calls an output needs, calls inside what was put in included. A node of the body is called "call/node".
#include "passes/pass.h"

#include <algorithm>
#include <unordered_map>

namespace ara::passes {
namespace {

constexpr std::size_t kRounds = 100;          // of calls inside calls
constexpr std::size_t kMostNodes = 4'000'000; // put in

bool changesState(std::string_view op) {
  return op.starts_with("tf.Assign") || op.starts_with("tf.Scatter") || op.starts_with("tf.ResourceScatter") ||
         op.starts_with("tf.ResourceApply");
}

class Inliner {
public:
  explicit Inliner(PassContext& context) : c(context) {}

  Status run() {
    for (std::size_t round = 0; round < kRounds; ++round) {
      const std::vector<bool> needed = ir::neededFor(c.graph(), c.graph().outputs, false);
      std::vector<std::pair<ir::NodeId, ir::GraphId>> calls;
      for (const ir::NodeId n : c.graph().nodeIds())
        if (needed[n.index()])
          if (const ir::GraphId f = callee(n)) calls.emplace_back(n, f);
      if (calls.empty()) return {};
      for (const auto& [n, f] : calls) {
        ARA_TRY(c.task.checkpoint(0, "Inlining functions"));
        ARA_TRY(inlineCall(n, f));
      }
    }
    return {};
  }

private:
  ir::GraphId callee(ir::NodeId n) const {
    const ir::Node& node = c.graph()[n];
    if (c.is(n, "tf.PartitionedCall") || c.is(n, "tf.StatefulPartitionedCall")) {
      const auto* f = std::get_if<ir::FunctionValue>(c.model.attr(node, "f"));
      return usable(n, f ? f->graph : ir::GraphId());
    }
    if (node.def) return {};
    // An operator of the name of a function calls it.
    const auto it = c.model.graphNamed.find(c.model.names.find(c.model.shortOpName(node)));
    return usable(n, it == c.model.graphNamed.end() ? ir::GraphId() : it->second);
  }
  // Its numbers agree, and it is not refused already.
  ir::GraphId usable(ir::NodeId n, ir::GraphId f) const {
    if (!f || m_refused.contains(n)) return {};
    const ir::Graph& body = c.model.graph(f);
    const bool fits =
        body.inputs.size() == c.graph()[n].operandCount && body.outputs.size() == c.graph()[n].resultCount;
    return fits ? f : ir::GraphId();
  }

  // Whether `f` is being put in already on the way to `n`.
  bool runsInCircle(ir::NodeId n, ir::GraphId f) const {
    for (auto it = m_from.find(n); it != m_from.end(); it = m_from.find(it->second.first))
      if (it->second.second == f) return true;
    return false;
  }

  void refuse(ir::NodeId n, Message finding, Message remedy) {
    m_refused.emplace(n, true);
    c.refused.push_back(
        {ErrorKind::BadFile, std::move(finding), std::move(remedy), ops::NodeView(c.model, c.graph(), n).name(), {}});
  }

  Status inlineCall(ir::NodeId call, ir::GraphId f) {
    const std::string name = ops::NodeView(c.model, c.graph(), call).name();
    const std::string function(c.model.names[c.model.graph(f).name]);
    if (runsInCircle(call, f)) {
      refuse(call, msg("Function {0} calls itself, at {1}.", function, name),
             msg("Export the model without recursion."));
      return {};
    }
    const ir::Graph& body = c.model.graph(f);
    if ((m_added += body.liveNodeCount()) > kMostNodes) {
      refuse(call, msg("The functions of the model make more than {0} nodes when they are put in.", kMostNodes),
             msg("Export a smaller part of it."));
      return {};
    }
    std::unordered_map<ir::TensorId, ir::TensorId> tensors;
    std::unordered_map<ir::NodeId, ir::NodeId> nodes;
    for (std::size_t i = 0; i < body.inputs.size(); ++i) tensors[body.inputs[i]] = c.graph().operand(call, i);
    std::vector<ir::NodeId> changing;
    const auto waits = c.graph().controls(call);
    const std::vector<ir::NodeId> before(waits.begin(), waits.end());
    ir::NodeId last;
    for (const ir::NodeId n : ir::executionOrder(c.model, body).nodes) {
      const ir::Node node = body[n];
      std::vector<ir::TensorId> operands, results;
      for (const ir::TensorId t : body.operands(n)) operands.push_back(t ? mapped(body, tensors, t) : ir::TensorId());
      for (const ir::TensorId t : body.results(n))
        results.push_back(mapped(body, tensors, t)); // a loop may have named it before
      const ir::NameId label = c.model.nameOf(name + "/" + std::string(c.model.names[node.name]));
      last = c.edit.addNode(node.op, node.def, operands, node.attrs, results, label);
      nodes[n] = last;
      m_from.emplace(last, std::pair(call, f));
      std::vector<ir::NodeId> controls;
      for (const ir::NodeId w : body.controls(n))
        if (const auto it = nodes.find(w); it != nodes.end()) controls.push_back(it->second);
      if (!node.def || !node.def->pure) controls.insert(controls.end(), before.begin(), before.end());
      if (!controls.empty()) c.edit.setControls(last, controls);
      if (changesState(c.model.opName(node))) changing.push_back(last);
    }
    for (std::size_t i = 0; i < body.outputs.size(); ++i) {
      ir::TensorId value = mapped(body, tensors, body.outputs[i]);
      if (!changing.empty()) value = behind(value, changing);
      c.edit.replaceUses(c.graph().result(call, i), value);
    }
    c.edit.rewrote("inline", {call}, last ? ir::NodeList{last} : ir::NodeList{},
                   msg("Function {0} was put in.", function));
    c.edit.remove(call);
    return {};
  }

  // Who uses a result of the call waits for what the body changes.
  ir::TensorId behind(ir::TensorId value, const std::vector<ir::NodeId>& changing) {
    const ir::OpDef* row = c.find("tf.Identity");
    if (!row) return value;
    const ir::Tensor from = c.graph()[value];
    const ir::NodeId n = c.edit.addNode(*row, {value});
    c.edit.setControls(n, changing);
    const ir::TensorId made = c.graph().result(n);
    c.edit.setType(made, from.type);
    c.edit.setShape(made, c.model.shapeOf(from));
    return made;
  }

  ir::TensorId mapped(const ir::Graph& body, std::unordered_map<ir::TensorId, ir::TensorId>& tensors, ir::TensorId t) {
    const auto it = tensors.find(t);
    return it != tensors.end() ? it->second : tensors[t] = copyOf(body, t);
  }

  ir::TensorId copyOf(const ir::Graph& body, ir::TensorId t) {
    const ir::Tensor from = body[t];
    const ir::TensorId made = c.edit.addTensor(from.type, c.model.shapeOf(from));
    if (from.buffer) c.edit.setBuffer(made, from.buffer);
    if (from.quant) c.edit.setQuantization(made, from.quant);
    if (from.extra) {
      const ir::TensorExtra extra = c.model.extras[from.extra.index()];
      c.edit.extra(made) = extra;
    }
    return made;
  }

  PassContext& c;
  std::unordered_map<ir::NodeId, std::pair<ir::NodeId, ir::GraphId>> m_from; // the call and function a node came from
  std::unordered_map<ir::NodeId, bool> m_refused;
  std::size_t m_added = 0;
};

} // namespace

Status inline_functions(PassContext& c) {
  if (c.model.graphs.size() < 2) return {};
  return Inliner(c).run();
}

} // namespace ara::passes
