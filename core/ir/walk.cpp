#include "ir/walk.h"

namespace ara::ir {

bool closesLoops(const Model& model, const Node& node) {
  const std::string_view op = model.opName(node);
  return op == "tf.NextIteration" || op == "tf.RefNextIteration";
}

Order executionOrder(const Model& model, const Graph& graph) {
  Order order;
  order.nodes.reserve(graph.liveNodeCount());
  enum : std::uint8_t { fresh, open, done };
  std::vector<std::uint8_t> state(graph.nodeCount(), fresh);
  struct Frame {
    NodeId node;
    std::uint32_t next; // operand or control to look at
  };
  std::vector<Frame> stack;
  // Depth first from each node in id order; operands from first to last, then control edges.
  const auto visit = [&](NodeId n) {
    state[n.index()] = open;
    stack.push_back({n, 0});
  };
  // Most nodes stand behind all they read.
  const auto ready = [&](NodeId n) {
    const auto isDone = [&](NodeId before) { return !before || state[before.index()] == done || graph[before].dead; };
    for (const TensorId t : graph.operands(n))
      if (t && !isDone(graph[t].producer)) return false;
    for (const NodeId before : graph.controls(n))
      if (!isDone(before)) return false;
    return true;
  };
  for (const NodeId root : graph.nodeIds()) {
    if (state[root.index()] != fresh) continue;
    if (ready(root)) {
      state[root.index()] = done;
      order.nodes.push_back(root);
      continue;
    }
    visit(root);
    while (!stack.empty()) {
      Frame& top = stack.back();
      const Node& node = graph[top.node];
      const bool loop = closesLoops(model, node);
      const std::uint32_t total = loop ? 0 : node.operandCount + node.controlCount;
      if (top.next == total) {
        state[top.node.index()] = done;
        order.nodes.push_back(top.node);
        stack.pop_back();
        continue;
      }
      const std::uint32_t i = top.next++;
      NodeId before;
      if (i < node.operandCount) {
        const TensorId t = graph.operand(top.node, i);
        if (t) before = graph[t].producer;
      } else {
        before = graph.controls(top.node)[i - node.operandCount];
      }
      if (!before || graph[before].dead || state[before.index()] == done) continue;
      if (state[before.index()] == fresh) {
        visit(before);
      } else if (order.cycle.empty()) {
        for (std::size_t k = stack.size(); k-- > 0;) {
          order.cycle.push_back(stack[k].node);
          if (stack[k].node == before) break;
        }
      }
    }
  }
  return order;
}

// Most nodes stand behind what they read: one sweep backwards finds nearly all, in the order they lie in memory. The
// rest (loops, files in another order) goes over a list.
std::vector<bool> neededFor(const Graph& graph, std::span<const TensorId> roots, bool throughControl) {
  std::vector<bool> needed(graph.nodeCount(), false);
  std::vector<NodeId> behind;
  std::size_t at = graph.nodeCount(); // the sweep has passed everything from here on
  const auto want = [&](NodeId n) {
    if (!n || graph[n].dead || needed[n.index()]) return;
    needed[n.index()] = true;
    if (n.index() >= at) behind.push_back(n);
  };
  const auto expand = [&](NodeId n) {
    for (const TensorId t : graph.operands(n))
      if (t) want(graph[t].producer);
    if (throughControl)
      for (const NodeId c : graph.controls(n)) want(c);
  };
  for (const TensorId t : roots) want(graph[t].producer);
  while (at > 0) {
    --at;
    if (needed[at]) expand(NodeId(at));
  }
  while (!behind.empty()) {
    const NodeId n = behind.back();
    behind.pop_back();
    expand(n);
  }
  return needed;
}

std::vector<bool> dependentOn(const Graph& graph, std::span<const TensorId> from) {
  std::vector<bool> reached(graph.nodeCount(), false);
  std::vector<TensorId> todo(from.begin(), from.end());
  while (!todo.empty()) {
    const TensorId t = todo.back();
    todo.pop_back();
    for (const UseSite use : graph.uses(t)) {
      if (reached[use.user.index()]) continue;
      reached[use.user.index()] = true;
      for (const TensorId r : graph.results(use.user)) todo.push_back(r);
    }
  }
  return reached;
}

} // namespace ara::ir
