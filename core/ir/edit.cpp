#include "ir/edit.h"

#include <algorithm>
#include <atomic>
#include <cassert>

namespace ara::ir {

void GraphEdit::reserve(std::size_t nodes, std::size_t tensors, std::size_t operands) {
  Graph& g = mutableGraph();
  g.m_nodes.reserve(g.m_nodes.size() + nodes);
  g.m_tensors.reserve(g.m_tensors.size() + tensors);
  g.m_uses.reserve(g.m_uses.size() + operands);
  g.m_results.reserve(g.m_results.size() + tensors);
}

TensorId GraphEdit::addTensor(DataType type, const Shape& shape, NameId name) {
  Graph& g = mutableGraph();
  Tensor t;
  t.type = type;
  t.shape = m_model.shapes.intern(shape);
  t.name = name;
  g.m_tensors.push_back(t);
  return TensorId(g.m_tensors.size() - 1);
}

TensorId GraphEdit::addConstant(DataType type, const Shape& shape, BufferId buffer, NameId name) {
  const TensorId t = addTensor(type, shape, name);
  tensor(t).buffer = buffer;
  return t;
}

TensorExtra& GraphEdit::extra(TensorId t) {
  Tensor& x = tensor(t);
  if (!x.extra) {
    m_model.extras.emplace_back();
    x.extra = ExtraId(m_model.extras.size() - 1);
  }
  return m_model.extras[x.extra.index()];
}

void GraphEdit::changed() {
  static std::atomic<std::uint64_t> threads = 0;
  thread_local std::uint64_t last = ++threads << 44; // each thread counts in a range of its own
  mutableGraph().m_links = ++last;
}

void GraphEdit::link(UseId u) {
  changed();
  Graph& g = mutableGraph();
  Use& use = g.m_uses[u.index()];
  use.previous = {};
  use.next = {};
  if (!use.tensor) return;
  Tensor& t = g.m_tensors[use.tensor.index()];
  use.next = t.firstUse;
  if (t.firstUse) g.m_uses[t.firstUse.index()].previous = u;
  t.firstUse = u;
  ++t.useCount;
}

void GraphEdit::unlink(UseId u) {
  changed();
  Graph& g = mutableGraph();
  Use& use = g.m_uses[u.index()];
  if (!use.tensor) return;
  Tensor& t = g.m_tensors[use.tensor.index()];
  if (use.previous)
    g.m_uses[use.previous.index()].next = use.next;
  else
    t.firstUse = use.next;
  if (use.next) g.m_uses[use.next.index()].previous = use.previous;
  --t.useCount;
  use.tensor = {};
  use.next = use.previous = {};
}

void GraphEdit::placeOperands(NodeId n, std::span<const TensorId> operands) {
  Graph& g = mutableGraph();
  const std::uint32_t begin = static_cast<std::uint32_t>(g.m_uses.size());
  g.m_nodes[n.index()].operandBegin = begin;
  g.m_nodes[n.index()].operandCount = static_cast<std::uint32_t>(operands.size());
  for (std::size_t i = 0; i < operands.size(); ++i) {
    g.m_uses.push_back({operands[i], n, {}, {}});
    link(UseId(begin + i));
  }
}

NodeId GraphEdit::addNode(NameId op, const OpDef* row, std::span<const TensorId> operands, AttrsId attrs,
                          std::span<const TensorId> results, NameId name) {
  Graph& g = mutableGraph();
  changed();
  const NodeId id(g.m_nodes.size());
  Node n;
  n.def = row;
  n.op = op;
  n.name = name;
  n.attrs = attrs;
  n.resultBegin = static_cast<std::uint32_t>(g.m_results.size());
  n.resultCount = static_cast<std::uint32_t>(results.size());
  g.m_nodes.push_back(n);
  for (std::size_t i = 0; i < results.size(); ++i) {
    g.m_results.push_back(results[i]);
    Tensor& t = g.m_tensors[results[i].index()];
    assert(!t.producer);
    t.producer = id;
    t.result = static_cast<std::uint32_t>(i);
  }
  placeOperands(id, operands);
  return id;
}

NodeId GraphEdit::addNode(const OpDef& row, std::span<const TensorId> operands, AttrsId attrs, std::size_t results,
                          NameId name) {
  std::vector<TensorId> fresh(results);
  for (TensorId& t : fresh) t = addTensor(DataType::none, Shape::unknown());
  return addNode(m_model.names.intern(row.name), &row, operands, attrs, fresh, name);
}

void GraphEdit::setAttr(NodeId n, std::string_view key, AttrValue value) {
  AttrList list = m_model.attrs[node(n).attrs];
  const NameId id = m_model.names.intern(key);
  std::erase_if(list, [&](const Attr& a) { return a.key == id; });
  if (!std::holds_alternative<std::monostate>(value)) list.push_back({id, std::move(value)});
  node(n).attrs = m_model.attrs.intern(std::move(list), m_model.names);
}

void GraphEdit::setOp(NodeId n, const OpDef& row) {
  node(n).def = &row;
  node(n).op = m_model.names.intern(row.name);
}

void GraphEdit::setControls(NodeId n, std::span<const NodeId> controls) {
  Graph& g = mutableGraph();
  changed();
  node(n).controlBegin = static_cast<std::uint32_t>(g.m_controls.size());
  node(n).controlCount = static_cast<std::uint32_t>(controls.size());
  g.m_controls.insert(g.m_controls.end(), controls.begin(), controls.end());
}

void GraphEdit::addResult(NodeId n, TensorId t) {
  Graph& g = mutableGraph();
  changed();
  Node& x = node(n);
  if (x.resultBegin + x.resultCount != g.m_results.size()) { // not last in the pool: move the list to the end
    const std::vector<TensorId> old(g.m_results.begin() + x.resultBegin,
                                    g.m_results.begin() + x.resultBegin + x.resultCount);
    x.resultBegin = static_cast<std::uint32_t>(g.m_results.size());
    g.m_results.insert(g.m_results.end(), old.begin(), old.end());
  }
  g.m_results.push_back(t);
  tensor(t).producer = n;
  tensor(t).result = x.resultCount++;
}

void GraphEdit::setOperand(NodeId n, std::size_t i, TensorId t) {
  assert(i < node(n).operandCount);
  const UseId u(node(n).operandBegin + i);
  unlink(u);
  mutableGraph().m_uses[u.index()].tensor = t;
  link(u);
}

void GraphEdit::setOperands(NodeId n, std::span<const TensorId> operands) {
  Graph& g = mutableGraph();
  Node& x = node(n);
  for (std::uint32_t i = 0; i < x.operandCount; ++i) unlink(UseId(x.operandBegin + i));
  if (operands.size() > x.operandCount) return placeOperands(n, operands);
  x.operandCount = static_cast<std::uint32_t>(operands.size());
  for (std::size_t i = 0; i < operands.size(); ++i) {
    g.m_uses[x.operandBegin + i].tensor = operands[i];
    link(UseId(x.operandBegin + i));
  }
}

void GraphEdit::replaceUses(TensorId from, TensorId to) {
  if (from == to) return;
  Graph& g = mutableGraph();
  while (const UseId u = tensor(from).firstUse) {
    unlink(u);
    g.m_uses[u.index()].tensor = to;
    link(u);
  }
  if (!tensor(from).isOutput) return;
  std::replace(g.outputs.begin(), g.outputs.end(), from, to);
  tensor(from).isOutput = false;
  tensor(to).isOutput = true;
}

void GraphEdit::setOutputs(std::vector<TensorId> outputs) {
  Graph& g = mutableGraph();
  for (const TensorId t : g.outputs) tensor(t).isOutput = false;
  g.outputs = std::move(outputs);
  for (const TensorId t : g.outputs) tensor(t).isOutput = true;
}

// A tensor without a name of its own is known by its producer's: it keeps being known by it when the producer goes.
void GraphEdit::keepName(TensorId t) {
  const NodeId n = tensor(t).producer;
  if (!n || tensor(t).name || !node(n).name) return;
  tensor(t).name = tensor(t).result == 0 ? node(n).name : m_model.names.intern(m_model.tensorName(graph(), t));
}

void GraphEdit::takeResult(NodeId n, std::size_t i, TensorId t) {
  Graph& g = mutableGraph();
  if (g.m_results[node(n).resultBegin + i] == t) return;
  changed();
  detach(t);
  TensorId& slot = g.m_results[node(n).resultBegin + i];
  if (tensor(slot).useCount || tensor(slot).isOutput) keepName(slot);
  const Tensor fresh = tensor(slot);
  Tensor& taken = tensor(t);
  if (taken.type == DataType::none) taken.type = fresh.type;
  if (fresh.shape && (!taken.shape || !m_model.shapes[taken.shape].isStatic())) taken.shape = fresh.shape;
  tensor(slot).producer = {};
  taken.producer = n;
  taken.result = static_cast<std::uint32_t>(i);
  slot = t;
}

void GraphEdit::moveResults(NodeId from, NodeId to) {
  assert(node(from).resultCount == node(to).resultCount);
  for (std::uint32_t i = 0; i < node(to).resultCount; ++i) {
    const TensorId t = graph().results(from)[i];
    detach(t);
    takeResult(to, i, t);
  }
}

void GraphEdit::detach(TensorId t) {
  const NodeId n = tensor(t).producer;
  if (!n) return;
  changed();
  const std::uint32_t i = tensor(t).result;
  keepName(t);
  const TensorId fresh = addTensor(tensor(t).type, Shape::unknown());
  tensor(fresh).shape = tensor(t).shape;
  tensor(t).producer = {};
  tensor(fresh).producer = n;
  tensor(fresh).result = i;
  mutableGraph().m_results[node(n).resultBegin + i] = fresh;
}

void GraphEdit::remove(NodeId n) {
  Graph& g = mutableGraph();
  Node& x = node(n);
  if (x.dead) return;
  changed();
  for (std::uint32_t i = 0; i < x.operandCount; ++i) unlink(UseId(x.operandBegin + i));
  for (const TensorId t : graph().results(n)) {
    Tensor& r = tensor(t);
    if (r.useCount || r.buffer || r.isOutput) keepName(t);
    r.producer = {};
  }
  x.dead = true;
  x.operandCount = 0;
  ++g.m_dead;
}

void GraphEdit::rewrote(std::string_view rule, NodeList before, NodeList after, Message reason) {
  ++m_changes;
  if (!m_journal) return;
  Journal& j = *m_journal;
  const auto at = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  const std::uint32_t pass = j.passes.empty() ? 0 : at(j.passes.size() - 1);
  j.rewrites.push_back(
      {pass, rule, m_graph, at(j.nodes.size()), at(before.size()), at(after.size()), std::move(reason)});
  j.nodes.insert(j.nodes.end(), before.begin(), before.end());
  j.nodes.insert(j.nodes.end(), after.begin(), after.end());
}

} // namespace ara::ir
