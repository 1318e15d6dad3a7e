// Case(i; x) {b0, b1, .., bn}    becomes    If(i == 0; i, x) {b0, else: If(i == 1; i, x) {b1, else: .. bn}}
// A number no branch has runs the last one, as in TensorFlow.
#include "ops/infer.h"
#include "passes/graph_copy.h"
#include "passes/pass.h"

namespace ara::passes {
namespace {

constexpr std::size_t kMostBranches = 1024;

// A copy of branch `from` that takes the number of the branch too, and does not look at it.
Result<ir::GraphId> numbered(ir::Model& model, ir::GraphId from, ir::DataType type) {
  ARA_ASSIGN(const ir::GraphId id, copyFunction(model, from));
  ir::GraphEdit edit(model, id);
  std::vector<ir::TensorId> inputs{edit.addTensor(type, ir::Shape::scalar())};
  const std::vector<ir::TensorId> own = model.graph(id).inputs;
  inputs.insert(inputs.end(), own.begin(), own.end());
  edit.setInputs(std::move(inputs));
  return id;
}

class Case {
public:
  Case(PassContext& context, ir::GraphId graph, ir::NodeId node) : c(context), m_id(graph), m_node(node) {}

  Status split(std::vector<ir::GraphId> branches) {
    const ops::NodeView view(c.model, c.model.graph(m_id), m_node);
    const std::string name = view.name();
    const ir::DataType type = view.type(0);
    for (ir::GraphId& b : branches) { ARA_ASSIGN(b, numbered(c.model, b, type)); }
    ir::GraphId rest = branches.back();
    for (std::size_t k = branches.size() - 1; k-- > 1;) {
      const ir::GraphId made = addFunction(c.model, name + "/" + std::to_string(k));
      ir::GraphEdit edit(c.model, made);
      std::vector<ir::TensorId> inputs;
      for (const ir::TensorId t : std::vector(c.model.graph(branches[k]).inputs)) {
        const ir::Tensor x = c.model.graph(branches[k])[t];
        inputs.push_back(edit.addTensor(x.type, c.model.shapes[x.shape]));
      }
      edit.setInputs(inputs);
      const ir::NodeId chosen = addIf(edit, inputs[0], inputs, k, branches[k], rest, name);
      edit.setOutputs({c.model.graph(made).results(chosen).begin(), c.model.graph(made).results(chosen).end()});
      rest = made;
    }
    ir::GraphEdit edit(c.model, m_id);
    std::vector<ir::TensorId> operands;
    for (const ir::TensorId t : c.model.graph(m_id).operands(m_node)) operands.push_back(t);
    const ir::NodeId made =
        addIf(m_id == c.edit.id() ? c.edit : edit, operands[0], operands, 0, branches[0], rest, name);
    ir::GraphEdit& here = m_id == c.edit.id() ? c.edit : edit;
    here.moveResults(m_node, made);
    here.rewrote("split_case", {m_node}, {made});
    here.remove(m_node);
    return {};
  }

private:
  ir::NodeId addIf(ir::GraphEdit& edit, ir::TensorId number, std::span<const ir::TensorId> operands, std::size_t k,
                   ir::GraphId yes, ir::GraphId no, const std::string& name) {
    const ir::DataType type = edit.graph()[number].type;
    const bool wide = type == ir::DataType::i64;
    const std::int32_t narrow[] = {static_cast<std::int32_t>(k)};
    const std::int64_t whole[] = {static_cast<std::int64_t>(k)};
    const ir::BufferId value =
        c.model.addBuffer(wide ? ir::heapBufferOf<std::int64_t>(whole) : ir::heapBufferOf<std::int32_t>(narrow));
    const ir::TensorId constant = edit.addConstant(wide ? type : ir::DataType::i32, ir::Shape::scalar(), value);
    const ir::NodeId equal = edit.addNode(*c.find("tf.Equal"), {number, constant});
    edit.setType(edit.graph().result(equal), ir::DataType::boolean);
    edit.setShape(edit.graph().result(equal), ir::Shape::scalar());
    std::vector<ir::TensorId> all{edit.graph().result(equal)};
    all.insert(all.end(), operands.begin(), operands.end());
    const std::size_t results = c.model.graph(yes).outputs.size();
    const ir::NodeId n = edit.addNode(*c.find("tf.StatelessIf"), all, {}, results, c.model.names.intern(name));
    edit.setAttr(n, "then_branch", ir::FunctionValue{name + "/then", yes, {}});
    edit.setAttr(n, "else_branch", ir::FunctionValue{name + "/else", no, {}});
    return n;
  }

  PassContext& c;
  ir::GraphId m_id;
  ir::NodeId m_node;
};

// The branches of a Case that has all of them, each taking what it is given and giving as much.
std::vector<ir::GraphId> branchesOf(const ir::Model& model, const ir::Graph& g, ir::NodeId n) {
  std::vector<ir::GraphId> out;
  const ir::AttrValue* a = model.attr(g[n], "branches");
  const auto* list = a ? std::get_if<std::vector<ir::FunctionValue>>(a) : nullptr;
  if (!list || list->size() > kMostBranches || g[n].operandCount == 0) return {};
  for (const ir::FunctionValue& f : *list) {
    if (!f.graph || f.graph.index() >= model.graphs.size()) return {};
    const ir::Graph& b = model.graph(f.graph);
    if (b.inputs.size() + 1 != g[n].operandCount || b.outputs.size() != g[n].resultCount) return {};
    out.push_back(f.graph);
  }
  return out;
}

} // namespace

Status split_cases(PassContext& c) {
  std::vector<ir::GraphId> graphs = reachableGraphs(c.model);
  for (std::size_t i = 0; i < graphs.size(); ++i) {
    for (std::size_t k = 0, count = c.model.graph(graphs[i]).nodeCount(); k < count; ++k) {
      const ir::NodeId n(k);
      const ir::Graph& g = c.model.graph(graphs[i]);
      if (g[n].dead || !g[n].def || (g[n].def->name != "tf.Case" && g[n].def->name != "tf.StatelessCase")) continue;
      const auto branches = branchesOf(c.model, g, n);
      bool whole = branches.size() >= 2;
      for (const ir::TensorId t : g.operands(n)) whole = whole && t;
      if (!whole) continue; // refused when it is lowered
      const std::size_t before = c.model.graphs.size();
      if (auto done = Case(c, graphs[i], n).split(branches); !done) {
        c.refused.push_back(std::move(done).error());
        continue;
      }
      for (std::size_t made = before; made < c.model.graphs.size(); ++made) graphs.push_back(ir::GraphId(made));
      if (c.model.graphs.size() > (1u << 16)) return {};
    }
  }
  return {};
}

} // namespace ara::passes
