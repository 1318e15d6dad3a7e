// y = PartitionedCall(x) {f}    becomes    the nodes of f, named "call/node"; what While and If run becomes theirs
// alone, so that later passes may change it. A function that calls itself, directly or not, stays with the reason.
#include "passes/graph_copy.h"
#include "passes/pass.h"

#include <algorithm>

namespace ara::passes {
namespace {

constexpr std::size_t kMostNodes = 4'000'000; // of all graphs; calls of calls multiply

struct Link { // one call of a chain of calls
  std::ptrdiff_t caller;
  ir::GraphId function;
};

class Inliner {
public:
  explicit Inliner(PassContext& context) : c(context) {}

  Status run() {
    m_graphs.emplace_back(c.edit.id(), -1);
    for (std::size_t i = 0; i < m_graphs.size(); ++i) ARA_TRY(visit(m_graphs[i].first, m_graphs[i].second));
    return {};
  }

private:
  Status visit(ir::GraphId graph, std::ptrdiff_t chain) {
    std::vector<std::pair<ir::NodeId, std::ptrdiff_t>> todo;
    for (const ir::NodeId n : c.model.graph(graph).nodeIds()) todo.emplace_back(n, chain);
    for (std::size_t i = 0; i < todo.size(); ++i) {
      const auto [n, link] = todo[i];
      const ir::Node& node = c.model.graph(graph)[n];
      if (node.dead) continue;
      const ir::GraphId called = calleeOf(node);
      if (!called && calledGraphs(c.model, node).empty()) continue;
      ARA_TRY(c.task.checkpoint(0, "Putting functions in place"));
      if (!called) {
        if (auto done = ownGraphs(graph, n, link); !done) ARA_TRY(refused(std::move(done).error()));
        continue;
      }
      const std::size_t before = c.model.graph(graph).nodeCount();
      const std::ptrdiff_t next = extend(link, called);
      auto done = next < 0 ? Status(recursion(graph, n)) : inlineOne(graph, n, called);
      if (!done) {
        ARA_TRY(refused(std::move(done).error()));
        continue;
      }
      for (std::size_t k = before; k < c.model.graph(graph).nodeCount(); ++k) todo.emplace_back(ir::NodeId(k), next);
    }
    return {};
  }

  Status refused(Error e) {
    if (e.kind == ErrorKind::Cancelled || e.kind == ErrorKind::Internal) return Fail(std::move(e));
    c.refused.push_back(std::move(e));
    return {};
  }

  Fail recursion(ir::GraphId graph, ir::NodeId n) const {
    const ops::NodeView v(c.model, c.model.graph(graph), n);
    return v.refuse(msg("{0} {1} calls a function from inside that function.", v.op(), v.name()),
                    msg("TensorFlow Lite has no recursion; write it as a loop."));
  }

  // The graph a plain call puts in place; none: not a plain call.
  ir::GraphId calleeOf(const ir::Node& node) const {
    if (node.def) {
      if (node.def->name != "tf.PartitionedCall" && node.def->name != "tf.StatefulPartitionedCall") return {};
      const auto graphs = calledGraphs(c.model, node);
      return graphs.empty() ? ir::GraphId{} : graphs.front();
    }
    const std::string_view op = c.model.opName(node); // an operator named like a function of the library
    if (!op.starts_with("tf.")) return {};
    const ir::NameId name = c.model.names.find(op.substr(3));
    const auto it = name ? c.model.graphNamed.find(name) : c.model.graphNamed.end();
    return it == c.model.graphNamed.end() ? ir::GraphId{} : it->second;
  }

  // The chain with one call more; negative: the function is in it already.
  std::ptrdiff_t extend(std::ptrdiff_t chain, ir::GraphId function) {
    for (std::ptrdiff_t at = chain; at >= 0; at = m_chain[static_cast<std::size_t>(at)].caller)
      if (m_chain[static_cast<std::size_t>(at)].function == function) return -1;
    m_chain.push_back({chain, function});
    return static_cast<std::ptrdiff_t>(m_chain.size()) - 1;
  }

  Status room(ir::GraphId function, const ops::NodeView& v) {
    m_made += c.model.graph(function).liveNodeCount();
    if (m_made <= kMostNodes) return {};
    return v.refuse(
        msg("{0} {1} calls so many functions that {2} nodes would not hold them.", v.op(), v.name(), kMostNodes));
  }

  Status inlineOne(ir::GraphId graph, ir::NodeId n, ir::GraphId called) {
    const ops::NodeView v(c.model, c.model.graph(graph), n);
    ARA_TRY(room(called, v));
    const ir::Graph& f = c.model.graph(called);
    if (f.inputs.size() != v.operandCount() || f.outputs.size() != v.resultCount())
      return v.refuse(msg("{0} {1} has {2} operands and {3} results, its function {4} and {5}.", v.op(), v.name(),
                          v.operandCount(), v.resultCount(), f.inputs.size(), f.outputs.size()),
                      msg("Save the model again."));
    ir::GraphEdit other(c.model, graph);
    ir::GraphEdit& edit = graph == c.edit.id() ? c.edit : other;
    GraphCopy copy(c.model, called, edit, v.name() + "/");
    for (std::size_t i = 0; i < f.inputs.size(); ++i)
      if (const ir::TensorId t = c.model.graph(graph).operand(n, i)) copy.set(f.inputs[i], t);
    std::vector<ir::TensorId> made;
    for (const ir::TensorId t : f.outputs) {
      if (!t)
        return v.refuse(msg("The function of {0} {1} lacks a result.", v.op(), v.name()), msg("Save the model again."));
      ARA_ASSIGN(const ir::TensorId result, copy.bring(t));
      made.push_back(result);
    }
    for (std::size_t i = 0; i < made.size(); ++i) edit.replaceUses(c.model.graph(graph).result(n, i), made[i]);
    edit.remove(n);
    const ir::NodeId last = made.empty() ? ir::NodeId{} : c.model.graph(graph)[made.back()].producer;
    edit.rewrote("inline_call", {n}, last ? std::vector{last} : std::vector<ir::NodeId>{});
    return {};
  }

  Status ownGraphs(ir::GraphId graph, ir::NodeId n, std::ptrdiff_t link) {
    const ops::NodeView v(c.model, c.model.graph(graph), n);
    ir::AttrList list = c.model.attrs[v.node().attrs];
    const auto own = [&](ir::FunctionValue& f) -> Status {
      if (!f.graph || f.graph.index() >= c.model.graphs.size()) return {};
      const std::ptrdiff_t next = extend(link, f.graph);
      if (next < 0) return recursion(graph, n);
      ARA_TRY(room(f.graph, ops::NodeView(c.model, c.model.graph(graph), n)));
      ARA_ASSIGN(f.graph, copyFunction(c.model, f.graph));
      m_graphs.emplace_back(f.graph, next);
      return {};
    };
    for (ir::Attr& a : list) {
      if (auto* f = std::get_if<ir::FunctionValue>(&a.value)) ARA_TRY(own(*f));
      if (auto* fs = std::get_if<std::vector<ir::FunctionValue>>(&a.value))
        for (ir::FunctionValue& f : *fs) ARA_TRY(own(f));
    }
    ir::GraphEdit edit(c.model, graph);
    edit.setAttrs(n, c.model.attrs.intern(std::move(list), c.model.names));
    return {};
  }

  PassContext& c;
  std::vector<std::pair<ir::GraphId, std::ptrdiff_t>> m_graphs; // to visit, with the chain that leads there
  std::vector<Link> m_chain;
  std::size_t m_made = 0;
};

} // namespace

Status inline_calls(PassContext& c) { return Inliner(c).run(); }

} // namespace ara::passes
