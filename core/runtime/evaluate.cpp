#include "runtime/evaluate.h"

#include "ir/walk.h"
#include "ops/arithmetic.h"
#include "runtime/resources.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace ara::runtime {
namespace {

using ops::EvalContext;
using ops::TensorOut;
using ops::TensorView;

constexpr std::uint64_t kMostTurns = 1'000'000; // of all loops of a run
constexpr int kDeepestCalls = 64;
constexpr std::uint64_t kStateBudget = std::uint64_t{1} << 30;

// The value of a constant tensor, checked against its shape and type.
Result<TensorView> constantView(const ir::Model& model, const ir::Graph& graph, ir::TensorId id) {
  const ir::Tensor& t = graph[id];
  const ir::Shape& shape = model.shapeOf(t);
  const auto elements = shape.elements();
  if (t.variable && !t.buffer && elements) { // a state before the first call
    const auto bytes = ir::byteSize(t.type, *elements);
    if (!bytes || *bytes > kStateBudget)
      return fail(ErrorKind::Unsupported, msg("The state {0} is too large.", model.tensorName(graph, id)));
    auto block = std::make_shared<const std::vector<std::byte>>(static_cast<std::size_t>(*bytes));
    const Bytes view(*block);
    return TensorView{t.type, shape, {view, std::move(block)}};
  }
  if (!t.buffer || !elements)
    return fail(ErrorKind::Unsupported, msg("{0} is not a constant.", model.tensorName(graph, id)), {},
                model.tensorName(graph, id));
  ARA_ASSIGN(ir::BufferData data, model.data(t.buffer));
  if (const auto bytes = ir::byteSize(t.type, *elements); bytes && data.bytes.size() < *bytes)
    return fail(ErrorKind::BadFile,
                msg("{0} holds {1} bytes; its shape {2} needs {3}.", model.tensorName(graph, id), data.bytes.size(),
                    shape.text(), *bytes),
                msg("Save the model again."), model.tensorName(graph, id));
  return TensorView{t.type, shape, std::move(data)};
}

// Kernels of float32; what moves values, compares or casts takes codes as they are, or turns them itself.
bool computesReals(const ir::OpDef& row) {
  switch (row.kind) {
  case ir::OpKind::matrix:
  case ir::OpKind::convolution:
  case ir::OpKind::pool:
  case ir::OpKind::normalisation:
  case ir::OpKind::activation:
  case ir::OpKind::recurrent: return row.dialect() == ir::Dialect::tfl;
  default: return false;
  }
}

Result<std::vector<TensorOut>> evaluate(EvalContext& c) {
  const ir::OpDef* row = c.node().def;
  if (!row || !row->evaluate)
    return c.refuse(msg("{0} {1} cannot be computed here yet.", c.op(), c.name()), msg("Compare an output before it."));
  c.results.resize(c.resultCount());
  bool done = false;
  if (row->evaluateCodes) { ARA_ASSIGN(done, row->evaluateCodes(c)); }
  if (row->kind == ir::OpKind::recurrent && row->dialect() == ir::Dialect::tfl && !c.inputs.empty() &&
      ir::isInteger(c.inputs[0].type))
    return c.refuse(msg("{0} {1} is a recurrent layer of integers, which is not computed here.", c.op(), c.name()),
                    msg("Compare an output before it, or the model before quantization."));
  if (!done) ARA_TRY(computesReals(*row) ? ops::onRealNumbers(c, row->evaluate) : row->evaluate(c));
  c.results.resize(c.resultCount()); // a file may list fewer results than the operator has
  for (const TensorOut& r : c.results)
    if (r.type == ir::DataType::none)
      return c.refuse(msg("{0} {1} lists more results than the operator has.", c.op(), c.name()),
                      msg("Save the model again."));
  return std::move(c.results);
}

// The nodes between what is given and what is wanted, each after what it reads.
Result<std::vector<ir::NodeId>> orderFor(const ir::Model& model, const ir::Graph& graph,
                                         const std::unordered_map<ir::TensorId, TensorView>& given,
                                         std::span<const ir::TensorId> wanted) {
  struct Frame {
    ir::NodeId node;
    std::uint32_t next;
  };
  enum : std::uint8_t { unseen, open, closed };
  std::vector<std::uint8_t> state(graph.nodeCount(), unseen);
  std::vector<ir::NodeId> order;
  std::vector<Frame> stack;
  const auto enter = [&](ir::TensorId t) -> Status {
    if (!t || given.contains(t) || graph[t].buffer || !graph[t].producer) return {};
    const ir::NodeId n = graph[t].producer;
    if (state[n.index()] == open)
      return fail(ErrorKind::Unsupported, msg("{0} depends on itself.", model.tensorName(graph, t)),
                  msg("Give a value for it."), model.tensorName(graph, t));
    if (state[n.index()] == closed) return {};
    state[n.index()] = open;
    stack.push_back({n, 0});
    return {};
  };
  for (const ir::TensorId t : wanted) {
    ARA_TRY(enter(t));
    while (!stack.empty()) {
      const ir::NodeId n = stack.back().node;
      if (stack.back().next < graph[n].operandCount) {
        ARA_TRY(enter(graph.operand(n, stack.back().next++)));
        continue;
      }
      state[n.index()] = closed;
      order.push_back(n);
      stack.pop_back();
    }
  }
  return order;
}

// The same with the operators that act on state among them, in the order of the file; nothing when there are none.
std::vector<ir::NodeId> orderWithState(const ir::Model& model, const ir::Graph& graph,
                                       const std::vector<ir::NodeId>& order) {
  std::vector<bool> wanted(graph.nodeCount());
  std::vector<ir::TensorId> roots;
  bool any = false;
  for (const ir::NodeId n : graph.nodeIds()) {
    if (!actsOnState(model, graph[n])) continue;
    any = wanted[n.index()] = true;
    for (const ir::TensorId t : graph.operands(n))
      if (t) roots.push_back(t);
  }
  if (!any) return {};
  for (const ir::NodeId n : order) wanted[n.index()] = true;
  const std::vector<bool> needed = ir::neededFor(graph, roots, false);
  std::vector<ir::NodeId> all;
  for (const ir::NodeId n : ir::executionOrder(model, graph).nodes)
    if (wanted[n.index()] || needed[n.index()]) all.push_back(n);
  return all;
}

TensorView viewOf(TensorOut&& out) {
  auto block = std::make_shared<const std::vector<std::byte>>(std::move(out.bytes));
  const Bytes bytes(*block);
  return {out.type, std::move(out.shape), {bytes, std::move(block)}};
}

// What one run may cost, over all graphs it goes into.
struct Run {
  Task& task;
  const ir::Model& model;
  std::uint64_t turnsLeft = kMostTurns;
  int depth = 0;
  Resources resources{};
  std::unordered_set<ir::GraphId> prepared{}; // graphs that run once, and have
};

Result<std::vector<TensorView>> runOne(Run& run, ir::GraphId graphId, std::span<const Feed> feeds,
                                       std::span<const ir::TensorId> wanted);

// The graph an attribute of the node names; none when the model does not hold it.
ir::GraphId graphAt(const ir::Model& model, const ir::Node& node, std::string_view key) {
  const ir::AttrValue* v = model.attr(node, key);
  ir::GraphId g;
  if (v && std::holds_alternative<ir::GraphId>(*v)) g = std::get<ir::GraphId>(*v);
  if (v && std::holds_alternative<ir::FunctionValue>(*v)) g = std::get<ir::FunctionValue>(*v).graph;
  return g && g.index() < model.graphs.size() ? g : ir::GraphId{};
}

// All results of a called graph.
Result<std::vector<TensorView>> call(Run& run, const EvalContext& at, ir::GraphId callee,
                                     std::span<const TensorView> values) {
  if (!callee) return at.refuse(msg("{0} {1} calls a graph that is not there.", at.op(), at.name()));
  const ir::Graph& g = run.model.graph(callee);
  if (g.inputs.size() != values.size())
    return at.refuse(
        msg("{0} {1} gives {2} values to a graph that takes {3}.", at.op(), at.name(), values.size(), g.inputs.size()));
  if (run.depth >= kDeepestCalls)
    return at.refuse(msg("{0} {1} calls graphs more than {2} deep.", at.op(), at.name(), kDeepestCalls));
  std::vector<Feed> feeds;
  for (std::size_t i = 0; i < values.size(); ++i) feeds.push_back({g.inputs[i], values[i]});
  ++run.depth;
  auto results = runOne(run, callee, feeds, g.outputs);
  --run.depth;
  return results;
}

bool isTrue(const TensorView& v) {
  return std::ranges::any_of(v.data.bytes, [](std::byte b) { return b != std::byte{0}; });
}

Result<std::vector<TensorView>> runLoop(Run& run, const EvalContext& at, ir::GraphId cond, ir::GraphId body) {
  std::vector<TensorView> values = at.inputs;
  for (;;) {
    ARA_TRY(run.task.checkpoint(0, "Running"));
    ARA_ASSIGN(const auto goesOn, call(run, at, cond, values));
    if (goesOn.size() != 1)
      return at.refuse(msg("The condition of {0} {1} gives {2} values.", at.op(), at.name(), goesOn.size()));
    if (!isTrue(goesOn[0])) return values;
    if (run.turnsLeft == 0)
      return at.refuse(msg("{0} {1} was still going round after {2} turns.", at.op(), at.name(), kMostTurns),
                       msg("Look at its condition."));
    --run.turnsLeft;
    ARA_ASSIGN(values, call(run, at, body, values));
    if (values.size() != at.inputs.size())
      return at.refuse(msg("The body of {0} {1} gives {2} values.", at.op(), at.name(), values.size()));
  }
}

// Loops, conditionals, calls, variables and tables; nothing for other operators.
Result<std::optional<std::vector<TensorView>>> runControl(Run& run, EvalContext& at) {
  using Values = std::optional<std::vector<TensorView>>;
  const std::string_view op = run.model.opName(at.node());
  const auto graph = [&](std::string_view key) { return graphAt(run.model, at.node(), key); };
  if (op == "tfl.while" || op == "tfl.stablehlo_while" || op == "tf.While" || op == "tf.StatelessWhile") {
    const bool lite = op.starts_with("tfl.");
    ARA_ASSIGN(auto values, runLoop(run, at, graph(lite ? "cond_subgraph_index" : "cond"),
                                    graph(lite ? "body_subgraph_index" : "body")));
    return Values(std::move(values));
  }
  if (op == "tfl.if" || op == "tf.If" || op == "tf.StatelessIf") {
    if (at.inputs.empty()) return at.refuse(msg("{0} {1} has no condition.", at.op(), at.name()));
    const bool lite = op == "tfl.if", yes = isTrue(at.inputs[0]);
    const std::string_view key =
        lite ? (yes ? "then_subgraph_index" : "else_subgraph_index") : (yes ? "then_branch" : "else_branch");
    ARA_ASSIGN(auto values, call(run, at, graph(key), std::span(at.inputs).subspan(1)));
    return Values(std::move(values));
  }
  if (op == "tfl.stablehlo_case") { // a number that names no branch takes the last
    const ir::AttrValue* v = at.attr("branch_subgraph_indices");
    const auto* branches = v ? std::get_if<std::vector<std::int64_t>>(v) : nullptr;
    if (!branches || branches->empty() || at.inputs.empty() || at.inputs[0].type != ir::DataType::i32)
      return at.refuse(msg("{0} {1} has no branches to choose from.", at.op(), at.name()));
    const auto wanted = at.inputs[0].load<std::int32_t>(0);
    const std::size_t last = branches->size() - 1,
                      n = wanted < 0 ? last : std::min<std::size_t>(std::size_t(wanted), last);
    const std::int64_t id = (*branches)[n];
    const bool there = id >= 0 && static_cast<std::size_t>(id) < run.model.graphs.size();
    ARA_ASSIGN(auto values, call(run, at, there ? ir::GraphId(static_cast<std::size_t>(id)) : ir::GraphId(),
                                 std::span(at.inputs).subspan(1)));
    return Values(std::move(values));
  }
  static constexpr std::pair<std::string_view, std::string_view> kCalls[] = {
      {"tf.PartitionedCall", "f"},
      {"tf.StatefulPartitionedCall", "f"},
      {"tfl.call", "subgraph"},
      {"tfl.stablehlo_composite", "decomposition_subgraph_index"}};
  for (const auto& [name, key] : kCalls)
    if (op == name) {
      ARA_ASSIGN(auto values, call(run, at, graph(key), at.inputs));
      return Values(std::move(values));
    }
  if (op == "tfl.call_once") {
    const ir::GraphId callee = graph("init_subgraph_index");
    if (!run.prepared.insert(callee).second) return Values(std::vector<TensorView>{});
    ARA_TRY(call(run, at, callee, at.inputs));
    return Values(std::vector<TensorView>{});
  }
  return run.resources.run(at);
}

Result<std::vector<TensorView>> runOne(Run& run, ir::GraphId graphId, std::span<const Feed> feeds,
                                       std::span<const ir::TensorId> wanted) {
  const ir::Model& model = run.model;
  const ir::Graph& graph = model.graph(graphId);
  std::unordered_map<ir::TensorId, TensorView> values;
  for (const Feed& f : feeds) values.insert_or_assign(f.tensor, f.value);

  const auto valueOf = [&](ir::TensorId t) -> Result<TensorView> {
    if (const auto it = values.find(t); it != values.end()) return it->second;
    return constantView(model, graph, t);
  };
  ARA_ASSIGN(std::vector<ir::NodeId> order, orderFor(model, graph, values, wanted));
  if (std::vector<ir::NodeId> all = orderWithState(model, graph, order); !all.empty()) order = std::move(all);
  std::size_t done = 0;
  for (const ir::NodeId n : order) {
    ARA_TRY(run.task.checkpoint(double(done++) / double(order.size()), "Running"));
    EvalContext c(model, graph, n);
    for (const ir::TensorId t : graph.operands(n)) {
      if (!t) {
        c.inputs.emplace_back();
        continue;
      }
      ARA_ASSIGN(auto view, valueOf(t));
      c.inputs.push_back(std::move(view));
    }
    ARA_ASSIGN(const auto called, runControl(run, c));
    if (called) {
      if (called->size() != c.resultCount())
        return c.refuse(
            msg("{0} {1} gives {2} values, and its graph {3}.", c.op(), c.name(), c.resultCount(), called->size()));
      for (std::size_t i = 0; i < called->size(); ++i) values.try_emplace(graph.result(n, i), (*called)[i]);
      continue;
    }
    ARA_ASSIGN(auto results, evaluate(c));
    for (std::size_t i = 0; i < results.size(); ++i)
      values.try_emplace(graph.result(n, i), viewOf(std::move(results[i])));
  }
  std::vector<TensorView> out;
  for (const ir::TensorId t : wanted) {
    ARA_ASSIGN(auto view, valueOf(t));
    out.push_back(std::move(view));
  }
  return out;
}

} // namespace

Result<std::vector<TensorOut>> evaluateConstant(const ir::Model& model, const ir::Graph& graph, ir::NodeId node,
                                                std::uint64_t budget) {
  EvalContext c(model, graph, node);
  c.budget = budget;
  for (const ir::TensorId t : graph.operands(node)) {
    if (!t) {
      c.inputs.emplace_back();
      continue;
    }
    ARA_ASSIGN(auto view, constantView(model, graph, t));
    c.inputs.push_back(std::move(view));
  }
  return evaluate(c);
}

Result<std::vector<TensorView>> runGraph(Task& task, const ir::Model& model, ir::GraphId graphId,
                                         std::span<const Feed> feeds, std::span<const ir::TensorId> wanted) {
  Run run{task, model};
  return runOne(run, graphId, feeds, wanted);
}

} // namespace ara::runtime
