// The only way to change the links of a graph. Keeps producers, operand lists and use lists consistent, and writes each
// rewrite to the journal when there is one.
//
//   GraphEdit edit(model, GraphId(0), &journal);
//   const NodeId n = edit.addNode(*row, {x, w}, attrs);       // makes one new result tensor per result
//   edit.moveResults(old, n);                                   // n now produces old's tensors: names and users stay
//   edit.remove(old);
//   edit.rewrote("fuse_activation", {old}, {n});
#pragma once

#include "ir/journal.h"
#include "ir/model.h"

#include <initializer_list>

namespace ara::ir {

class GraphEdit {
public:
  explicit GraphEdit(Model& model, GraphId graph = GraphId(0), Journal* journal = nullptr)
      : m_model(model), m_graph(graph), m_journal(journal) {}

  Model& model() { return m_model; }
  const Graph& graph() const { return m_model.graphs[m_graph.index()]; }
  GraphId id() const { return m_graph; }

  // Tensors.
  TensorId addTensor(DataType type, const Shape& shape, NameId name = {});
  TensorId addConstant(DataType type, const Shape& shape, BufferId buffer, NameId name = {});
  void setType(TensorId t, DataType type) { tensor(t).type = type; }
  void setShape(TensorId t, const Shape& shape) { tensor(t).shape = m_model.shapes.intern(shape); }
  void setName(TensorId t, NameId name) { tensor(t).name = name; }
  void setBuffer(TensorId t, BufferId buffer) { tensor(t).buffer = buffer; }
  void setQuantization(TensorId t, QuantId quant) { tensor(t).quant = quant; }
  void setVariable(TensorId t, bool variable) { tensor(t).variable = variable; }
  void setNoShape(TensorId t, bool none) { tensor(t).noShape = none; }
  TensorExtra& extra(TensorId t); // made on demand

  // Nodes. New nodes get fresh result tensors (type none, rank unknown), or take over `results` whose producer is gone.
  NodeId addNode(const OpDef& row, std::span<const TensorId> operands, AttrsId attrs = {}, std::size_t results = 1,
                 NameId name = {});
  NodeId addNode(const OpDef& row, std::initializer_list<TensorId> operands, AttrsId attrs = {}, std::size_t results = 1,
                 NameId name = {}) {
    return addNode(row, std::span(operands.begin(), operands.size()), attrs, results, name);
  }
  // For readers: an op by name, known (`row`) or not, with result tensors given (each without a producer) .
  NodeId addNode(NameId op, const OpDef* row, std::span<const TensorId> operands, AttrsId attrs,
                 std::span<const TensorId> results, NameId name = {});
  void setNodeName(NodeId n, NameId name) { node(n).name = name; }
  void setDevice(NodeId n, NameId device) { node(n).device = device; }
  void setAttrs(NodeId n, AttrsId attrs) { node(n).attrs = attrs; }
  void setAttr(NodeId n, std::string_view key, AttrValue value); // monostate removes it
  void setOp(NodeId n, const OpDef& row);
  void setControls(NodeId n, std::span<const NodeId> controls);
  void addResult(NodeId n, TensorId t); // appends; `t` has no producer

  // Links.
  void setOperand(NodeId n, std::size_t i, TensorId t);
  void setOperands(NodeId n, std::span<const TensorId> operands);
  void setOperands(NodeId n, std::initializer_list<TensorId> operands) {
    setOperands(n, std::span(operands.begin(), operands.size()));
  }
  // Every use of `from`, graph outputs included, becomes a use of `to`.
  void replaceUses(TensorId from, TensorId to);
  // `to` becomes the producer of `from`'s result tensors; its own fresh results, if any, are left dead. Counts must agree.
  // Names: a tensor known only by its producer's name keeps that name. Types and shapes the fresh results knew are kept where the old tensors knew less.
  void moveResults(NodeId from, NodeId to);
  // Tensor `t`, detached from its producer if it has one, becomes result `i` of `n`; what was there before is left without
  // producer, under the name it was known by.
  void takeResult(NodeId n, std::size_t i, TensorId t);
  void detach(TensorId t); // `t` no longer has a producer; the node keeps a fresh tensor in its place
  // The node is dead: its operands are released, its results have no producer. The caller has dealt with their users.
  void remove(NodeId n);

  void setInputs(std::vector<TensorId> inputs) { mutableGraph().inputs = std::move(inputs); }
  void setOutputs(std::vector<TensorId> outputs);

  void rewrote(std::string_view rule, NodeList before, NodeList after, Message reason = {});
  void addProofTime(double milliseconds) {
    if (m_journal) m_journal->proofMilliseconds += milliseconds;
  }
  std::size_t changes() const { return m_changes; } // rewrites told so far

  void reserve(std::size_t nodes, std::size_t tensors, std::size_t operands);

private:
  Graph& mutableGraph() { return m_model.graphs[m_graph.index()]; }
  Node& node(NodeId n) { return mutableGraph().m_nodes[n.index()]; }
  Tensor& tensor(TensorId t) { return mutableGraph().m_tensors[t.index()]; }
  void changed(); // links
  void keepName(TensorId t);
  void link(UseId u);
  void unlink(UseId u);
  void placeOperands(NodeId n, std::span<const TensorId> operands);

  Model& m_model;
  GraphId m_graph;
  Journal* m_journal;
  std::size_t m_changes = 0;
};

} // namespace ara::ir
