#include "runtime/evaluate.h"

#include <unordered_map>

namespace ara::runtime {
namespace {

using ops::EvalContext;
using ops::TensorOut;
using ops::TensorView;

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

Result<std::vector<TensorOut>> evaluate(EvalContext& c) {
  const ir::OpDef* row = c.node().def;
  if (!row || !row->evaluate)
    return c.refuse(msg("{0} {1} cannot be computed here yet.", c.op(), c.name()), msg("Compare an output before it."));
  c.results.resize(c.resultCount());
  ARA_TRY(row->evaluate(c));
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

TensorView viewOf(TensorOut&& out) {
  auto block = std::make_shared<const std::vector<std::byte>>(std::move(out.bytes));
  const Bytes bytes(*block);
  return {out.type, std::move(out.shape), {bytes, std::move(block)}};
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
  const ir::Graph& graph = model.graph(graphId);
  std::unordered_map<ir::TensorId, TensorView> values;
  for (const Feed& f : feeds) values.insert_or_assign(f.tensor, f.value);

  const auto valueOf = [&](ir::TensorId t) -> Result<TensorView> {
    if (const auto it = values.find(t); it != values.end()) return it->second;
    return constantView(model, graph, t);
  };
  ARA_ASSIGN(const std::vector<ir::NodeId> order, orderFor(model, graph, values, wanted));
  std::size_t done = 0;
  for (const ir::NodeId n : order) {
    ARA_TRY(task.checkpoint(double(done++) / double(order.size()), "Running"));
    EvalContext c(model, graph, n);
    for (const ir::TensorId t : graph.operands(n)) {
      if (!t) {
        c.inputs.emplace_back();
        continue;
      }
      ARA_ASSIGN(auto view, valueOf(t));
      c.inputs.push_back(std::move(view));
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

} // namespace ara::runtime
