// Switch -> branches -> Merge     becomes     If(predicate; what the branches read), of which both are functions.
// Each tensor stands on a path of (predicate, side): by the Switch its values come through, or, for constants, by what
// they wait for. Merges of one path and predicate that do not wait for each other are one If. Inner ones come first, so
// that a branch never holds a Merge. Runs after loops have become While: what is left of Switch belongs to
// conditionals.
#include "passes/graph_copy.h"
#include "passes/pass.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace ara::passes {
namespace {

using ir::NodeId;
using ir::TensorId;

constexpr std::uint32_t kTop = 0; // the path of what runs always

struct PathNode {
  std::uint32_t parent = kTop, depth = 0;
  TensorId predicate;
  bool side = false;
};

bool isOp(const ir::Graph& g, NodeId n, std::string_view op, std::string_view refOp) {
  return n && !g[n].dead && g[n].def && (g[n].def->name == op || g[n].def->name == refOp);
}
bool isSwitch(const ir::Graph& g, NodeId n) {
  return isOp(g, n, "tf.Switch", "tf.RefSwitch") && g[n].operandCount == 2 && g[n].resultCount == 2 &&
         g.operand(n, 0) && g.operand(n, 1);
}
bool isMerge(const ir::Graph& g, NodeId n) {
  return isOp(g, n, "tf.Merge", "tf.RefMerge") && g[n].operandCount == 2 && g[n].resultCount >= 1 && g.operand(n, 0) &&
         g.operand(n, 1);
}

// Merges that become one If.
struct Group {
  std::uint32_t path = kTop; // around the conditional
  TensorId predicate;
  std::uint32_t level = 0;
  std::vector<NodeId> merges;
  std::size_t position = 0; // of the last one in execution order
};

class Conditionals {
public:
  explicit Conditionals(PassContext& context) : c(context) {}

  Status run() {
    bool any = false;
    for (const NodeId n : graph().nodeIds()) any = any || isMerge(graph(), n);
    if (!any) return {};
    const ir::Order order = ir::executionOrder(c.model, graph());
    m_nodePath.resize(graph().nodeCount(), kTop);
    m_level.resize(graph().nodeCount(), 0);
    m_paths.push_back({});
    for (std::size_t i = 0; i < order.nodes.size(); ++i) place(order.nodes[i], i);
    std::vector<Group> groups;
    for (auto& [_, g] : m_groups) groups.push_back(std::move(g));
    // The deepest first; beside each other in execution order.
    std::sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) {
      return std::tuple(m_paths[b.path].depth, a.position) < std::tuple(m_paths[a.path].depth, b.position);
    });
    for (const Group& g : groups) {
      ARA_TRY(c.task.checkpoint(0, "Finding conditionals"));
      if (auto done = extract(g); !done) c.refused.push_back(std::move(done).error());
    }
    return {};
  }

private:
  const ir::Graph& graph() const { return c.graph(); }

  // Through identities: what decides.
  TensorId plain(TensorId t) const {
    for (int i = 0; i < 64 && t; ++i) {
      const NodeId n = graph()[t].producer;
      if (!isOp(graph(), n, "tf.Identity", "tf.RefIdentity") || graph()[n].operandCount == 0) return t;
      t = graph().operand(n, 0);
    }
    return t;
  }

  std::uint32_t pathOf(TensorId t) const {
    const NodeId n = t ? graph()[t].producer : NodeId{};
    if (!n) return kTop;
    if (isSwitch(graph(), n)) {
      const auto it = m_sides.find(n);
      return it == m_sides.end() ? kTop : it->second[graph()[t].result];
    }
    return m_nodePath[n.index()];
  }

  bool within(std::uint32_t path, std::uint32_t outer) const {
    while (m_paths[path].depth > m_paths[outer].depth) path = m_paths[path].parent;
    return path == outer;
  }
  std::uint32_t deeper(std::uint32_t a, std::uint32_t b) const { return m_paths[a].depth >= m_paths[b].depth ? a : b; }

  std::uint32_t child(std::uint32_t parent, TensorId predicate, bool side) {
    const auto [it, fresh] =
        m_children.try_emplace(std::tuple(parent, predicate.value, side), static_cast<std::uint32_t>(m_paths.size()));
    if (fresh) m_paths.push_back({parent, m_paths[parent].depth + 1, predicate, side});
    return it->second;
  }

  void place(NodeId n, std::size_t position) {
    const ir::Graph& g = graph();
    std::uint32_t path = kTop, level = 0;
    for (const TensorId t : g.operands(n)) {
      if (!t) continue;
      path = deeper(path, pathOf(t));
      if (g[t].producer) level = std::max(level, m_level[g[t].producer.index()]);
    }
    for (const NodeId w : g.controls(n)) {
      if (g[w].dead) continue;
      path = deeper(path, m_nodePath[w.index()]);
      level = std::max(level, m_level[w.index()]);
    }
    if (isSwitch(g, n)) {
      const TensorId predicate = plain(g.operand(n, 1));
      // The predicate itself, sent through the Switch it decides, is the pivot of both sides.
      m_sides[n] = {child(path, predicate, false), child(path, predicate, true)};
    } else if (isMerge(g, n)) {
      path = mergePath(n, level, position);
      ++level;
    }
    m_nodePath[n.index()] = path;
    m_level[n.index()] = level;
  }

  // The path around a Merge; it joins a group when its operands come from both sides of one predicate.
  std::uint32_t mergePath(NodeId n, std::uint32_t level, std::size_t position) {
    const std::uint32_t a = pathOf(graph().operand(n, 0)), b = pathOf(graph().operand(n, 1));
    const std::uint32_t deepest = deeper(a, b), other = deepest == a ? b : a;
    if (deepest == kTop) return kTop; // no conditional: refused when lowered
    const PathNode& p = m_paths[deepest];
    const bool opposite = m_paths[other].parent == p.parent && m_paths[other].predicate == p.predicate &&
                          m_paths[other].side != p.side && other != kTop;
    if (!opposite && !(other != deepest && within(p.parent, other))) return p.parent;
    m_sideOf[n] = {deepest == a ? p.side : !p.side, deepest == b ? p.side : !p.side};
    Group& g = m_groups[std::tuple(p.parent, p.predicate.value, level)];
    g.path = p.parent;
    g.predicate = p.predicate;
    g.level = level;
    g.merges.push_back(n);
    g.position = position;
    return p.parent;
  }

  Status extract(const Group& group) {
    const std::string name = ops::NodeView(c.model, graph(), group.merges[0]).name();
    const ir::GraphId branches[2] = {addFunction(c.model, name + "/else"), addFunction(c.model, name + "/then")};
    m_nodePath.resize(graph().nodeCount(), group.path);
    std::vector<TensorId> captured, inputs[2], outputs[2];
    ir::GraphEdit edits[2] = {ir::GraphEdit(c.model, branches[0]), ir::GraphEdit(c.model, branches[1])};
    const auto capture = [&](TensorId outer, std::size_t side) {
      auto at = static_cast<std::size_t>(std::ranges::find(captured, outer) - captured.begin());
      if (at == captured.size()) {
        captured.push_back(outer);
        const ir::Tensor x = graph()[outer];
        for (const std::size_t s : {0, 1}) inputs[s].push_back(edits[s].addTensor(x.type, c.model.shapes[x.shape]));
      }
      return inputs[side][at];
    };
    const auto bothUsed = [&](NodeId n) {
      return graph()[n].resultCount > 1 &&
             (graph().useCount(graph().result(n, 1)) || graph().isOutput(graph().result(n, 1)));
    };
    for (const std::size_t side : {0, 1}) {
      GraphCopy copy(c.model, c.edit.id(), edits[side]);
      copy.standIn = [&, side](TensorId t) { return standIn(group, t, side, capture); };
      for (const NodeId n : group.merges) {
        const auto& sides = m_sideOf.at(n);
        const std::size_t operand = sides[0] == (side == 1) ? 0 : 1;
        ARA_ASSIGN(const TensorId value, copy.bring(graph().operand(n, operand)));
        outputs[side].push_back(value);
        if (bothUsed(n)) {
          const std::int32_t which[] = {static_cast<std::int32_t>(operand)};
          outputs[side].push_back(edits[side].addConstant(ir::DataType::i32, ir::Shape::scalar(),
                                                          c.model.addBuffer(ir::heapBufferOf<std::int32_t>(which))));
        }
      }
    }
    for (const std::size_t side : {0, 1}) {
      edits[side].setInputs(inputs[side]);
      edits[side].setOutputs(outputs[side]);
    }
    std::vector<TensorId> operands{group.predicate};
    operands.insert(operands.end(), captured.begin(), captured.end());
    const NodeId made =
        c.edit.addNode(*c.find("tf.StatelessIf"), operands, {}, outputs[0].size(), c.model.names.intern(name));
    c.edit.setAttr(made, "then_branch", ir::FunctionValue{name + "/then", branches[1], {}});
    c.edit.setAttr(made, "else_branch", ir::FunctionValue{name + "/else", branches[0], {}});
    for (std::size_t i = 0; i < outputs[0].size(); ++i) {
      const ir::Tensor a = c.model.graph(branches[0])[outputs[0][i]], b = c.model.graph(branches[1])[outputs[1][i]];
      c.edit.setType(graph().result(made, i), a.type != ir::DataType::none ? a.type : b.type);
    }
    m_nodePath.resize(graph().nodeCount(), group.path);
    std::size_t at = 0;
    for (const NodeId n : group.merges) {
      const bool both = bothUsed(n);
      c.edit.takeResult(made, at++, graph().result(n, 0));
      if (both) c.edit.takeResult(made, at++, graph().result(n, 1));
    }
    c.edit.rewrote("structure_conditional", group.merges, {made});
    for (const NodeId n : group.merges) c.edit.remove(n);
    return {};
  }

  // What a branch reads from around it is given to the If; what lies in the branch is copied.
  template<class Capture> TensorId standIn(const Group& group, TensorId t, std::size_t side, Capture&& capture) const {
    const ir::Graph& g = graph();
    const NodeId n = g[t].producer;
    if (isSwitch(g, n)) {
      const PathNode& p = m_paths[pathOf(t)];
      if (p.parent == group.path && p.predicate == group.predicate) return capture(g.operand(n, 0), side);
    }
    if (g[t].buffer && !g[t].variable) return {}; // a constant stands in the branch itself
    const auto branch = m_children.find(std::tuple(group.path, group.predicate.value, side == 1));
    const bool inside = branch != m_children.end() && within(pathOf(t), branch->second);
    return inside ? TensorId{} : capture(t, side);
  }

  PassContext& c;
  std::vector<PathNode> m_paths;
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, std::uint32_t> m_children;
  std::vector<std::uint32_t> m_nodePath, m_level;                   // by node
  std::unordered_map<NodeId, std::array<std::uint32_t, 2>> m_sides; // of a Switch: false, true
  std::unordered_map<NodeId, std::array<bool, 2>> m_sideOf;         // of a Merge: which side each operand comes from
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Group> m_groups;
};

} // namespace

Status structure_conditionals(PassContext& c) { return Conditionals(c).run(); }

} // namespace ara::passes
