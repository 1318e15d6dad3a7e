#include "convert/merge.h"

#include "ir/edit.h"
#include "ir/walk.h"

#include <map>
#include <tuple>

namespace ara::convert {
namespace {

class Merger {
public:
  Merger(ir::Model& to, const ir::Model& from) : m_to(to), m_from(from) {
    for (std::size_t i = 0; i < to.buffers.size(); ++i) m_known.emplace(keyOf(to.buffers[i]), ir::BufferId(i));
  }

  void run() {
    for (const auto& s : m_from.storage) m_to.storage.push_back(s);
    // Ids first: attributes name graphs.
    for (std::size_t g = 0; g < m_from.graphs.size(); ++g) {
      m_graphs.push_back(ir::GraphId(m_to.graphs.size()));
      m_to.graphs.emplace_back();
      ir::Graph& made = m_to.graphs.back();
      made.kind = m_from.graphs[g].kind == ir::GraphKind::function ? ir::GraphKind::function : ir::GraphKind::subgraph;
      made.name = name(m_from.graphs[g].name);
    }
    for (std::size_t g = 0; g < m_from.graphs.size(); ++g)
      if (m_from.graphs[g].kind != ir::GraphKind::function) graph(ir::GraphId(g));
    for (ir::Signature s : m_from.signatures) {
      const auto& tensors = m_tensors[s.graph.index()];
      for (auto* list : {&s.inputs, &s.outputs})
        for (ir::NamedTensor& n : *list) n.tensor = tensors.at(n.tensor);
      s.graph = m_graphs[s.graph.index()];
      m_to.signatures.push_back(std::move(s));
    }
  }

private:
  using Key = std::tuple<const void*, std::size_t, std::uint64_t, std::uint32_t, std::vector<std::uint32_t>>;
  static Key keyOf(const ir::Buffer& b) { return {b.data.data(), b.data.size(), b.size, b.source.value, b.perm}; }

  ir::NameId name(ir::NameId id) { return id ? m_to.nameOf(m_from.names[id]) : ir::NameId(); }

  ir::BufferId buffer(ir::BufferId id) {
    if (!id) return id;
    if (const auto it = m_buffers.find(id); it != m_buffers.end()) return it->second;
    ir::Buffer copy = m_from.buffers[id.index()];
    if (copy.source) copy.source = buffer(copy.source); // one step: turned buffers are turned from plain ones
    const auto [it, fresh] = m_known.try_emplace(keyOf(copy), ir::BufferId(m_to.buffers.size()));
    if (fresh) it->second = m_to.addBuffer(std::move(copy));
    return m_buffers[id] = it->second;
  }

  ir::AttrsId attrs(ir::AttrsId id) {
    if (!id) return id;
    ir::AttrList list = m_from.attrs[id];
    for (ir::Attr& a : list) {
      a.key = name(a.key);
      if (auto* g = std::get_if<ir::GraphId>(&a.value); g && *g && g->index() < m_graphs.size())
        *g = m_graphs[g->index()];
      if (auto* t = std::get_if<ir::TensorValue>(&a.value)) t->buffer = buffer(t->buffer);
    }
    return m_to.attrs.intern(std::move(list), m_to.names);
  }

  void graph(ir::GraphId id) {
    const ir::Graph& from = m_from.graph(id);
    ir::GraphEdit edit(m_to, m_graphs[id.index()]);
    auto& tensors = m_tensors[id.index()];
    for (std::size_t i = 0; i < from.tensorCount(); ++i) {
      const ir::TensorId old(i);
      const ir::Tensor& t = from[old];
      const ir::TensorId made = edit.addTensor(t.type, m_from.shapeOf(t), name(t.name));
      tensors[old] = made;
      if (t.buffer) edit.setBuffer(made, buffer(t.buffer));
      if (t.quant) edit.setQuantization(made, m_to.addQuantization(m_from.quantizations[t.quant.index()]));
      edit.setVariable(made, t.variable);
      edit.setNoShape(made, t.noShape);
      if (t.extra) edit.extra(made) = m_from.extras[t.extra.index()];
    }
    for (const ir::NodeId n : ir::executionOrder(m_from, from).nodes) {
      const ir::Node& node = from[n];
      std::vector<ir::TensorId> operands, results;
      for (const ir::TensorId t : from.operands(n)) operands.push_back(t ? tensors.at(t) : ir::TensorId());
      for (const ir::TensorId t : from.results(n)) results.push_back(tensors.at(t));
      edit.addNode(name(node.op), node.def, operands, attrs(node.attrs), results, name(node.name));
    }
    std::vector<ir::TensorId> inputs, outputs;
    for (const ir::TensorId t : from.inputs) inputs.push_back(tensors.at(t));
    for (const ir::TensorId t : from.outputs) outputs.push_back(tensors.at(t));
    edit.setInputs(std::move(inputs));
    edit.setOutputs(std::move(outputs));
  }

  ir::Model& m_to;
  const ir::Model& m_from;
  std::vector<ir::GraphId> m_graphs;
  std::map<std::size_t, std::map<ir::TensorId, ir::TensorId>> m_tensors; // by graph
  std::map<ir::BufferId, ir::BufferId> m_buffers;
  std::map<Key, ir::BufferId> m_known;
};

} // namespace

void mergeInto(ir::Model& model, const ir::Model& other) { Merger(model, other).run(); }

} // namespace ara::convert
