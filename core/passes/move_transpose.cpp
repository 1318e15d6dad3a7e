// conv -> transpose -> relu -> transpose -> conv      becomes   conv -> relu -> conv
// Operators that do not mind the order of axes are taken together as far as they touch; when all of them computing in
// the order before the transposes needs fewer transposes around them, or as many but behind them (where activations
// join what computes), they do. A transposed value several of them read, branches that meet, and axes named by
// concatenations, pads, reductions, splits and slices are no obstacle.
#include "passes/axis_order.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace ara::passes {
namespace {

using ir::NodeId;
using ir::TensorId;

struct Member {
  NodeId node;
  AxisRole role;
};

// What a region needs around it, now and with its axes turned: how many transposes, of how many elements.
struct Cost {
  std::int64_t count = 0, elements = 0;
};

class Regions {
public:
  explicit Regions(PassContext& c)
      : m_c(c), m_state(c.graph().nodeCount(), kFree), m_refused(c.graph().nodeCount(), kFree) {}

  Status from(NodeId transpose) {
    const auto order = axisOrderOf(m_c, transpose);
    if (!order) return {};
    std::vector<NodeId> users; // the graph changes while they are looked at
    for (const auto& use : g().uses(g().result(transpose))) users.push_back(use.user);
    const auto number = m_orders.try_emplace(*order, static_cast<std::uint32_t>(m_orders.size())).first->second;
    for (const NodeId n : users)
      if (n.index() < m_state.size() && !member(n) && m_refused[n.index()] != number && grow(n, *order))
        ARA_TRY(consider(*order, number));
    return {};
  }

private:
  enum : std::uint32_t { kFree = 0xffffffff };
  const ir::Graph& g() const { return m_c.graph(); }
  bool member(NodeId n) const { return n.index() < m_state.size() && m_state[n.index()] != kFree; }
  const Member& at(NodeId n) const { return m_members[m_state[n.index()]]; }
  bool inRegion(NodeId n) const { return member(n) && m_state[n.index()] >= m_begin; }
  bool turns(NodeId n, std::size_t operand) const {
    const AxisRole& r = at(n).role;
    return operand >= r.first && operand < r.first + r.count;
  }

  // All operators that touch `seed` and can follow; false when it cannot itself.
  bool grow(NodeId seed, const AxisOrder& order) {
    m_begin = m_members.size();
    const auto join = [&](NodeId n) {
      if (!n || n.index() >= m_state.size() || member(n)) return;
      if (const auto role = axisRole(m_c, n, order)) {
        m_state[n.index()] = static_cast<std::uint32_t>(m_members.size());
        m_members.push_back({n, *role});
      }
    };
    join(seed);
    for (std::size_t i = m_begin; i < m_members.size(); ++i) {
      const Member m = m_members[i];
      for (std::size_t k = m.role.first; k < m.role.first + m.role.count; ++k) {
        const NodeId before = g()[g().operand(m.node, k)].producer;
        // Only through results that turn; a reduction that drops axes is an end.
        if (before && !member(before))
          if (const auto role = axisRole(m_c, before, order); role && role->results) join(before);
      }
      if (!m.role.results) continue;
      for (const TensorId r : g().results(m.node))
        for (const auto& use : g().uses(r))
          if (!member(use.user))
            if (const auto role = axisRole(m_c, use.user, order); role && reads(use.user, *role, r)) join(use.user);
    }
    return m_members.size() > m_begin;
  }
  // Whether every use of `t` by `n` is one that turns.
  bool reads(NodeId n, const AxisRole& role, TensorId t) const {
    for (std::size_t i = 0; i < g()[n].operandCount; ++i)
      if (g().operand(n, i) == t && (i < role.first || i >= role.first + role.count)) return false;
    return true;
  }

  std::int64_t elementsOf(TensorId t) const {
    const auto n = m_c.model.shapeOf(g()[t]).elements();
    return n ? static_cast<std::int64_t>(std::min<std::uint64_t>(*n, std::uint64_t{1} << 40)) : 1;
  }
  void add(Cost& cost, TensorId t, const AxisOrder& order) const {
    const ir::Shape& s = m_c.model.shapeOf(g()[t]);
    if (s.isStatic() && keepsElements(s, order)) return; // a reshape, which joins others
    ++cost.count;
    cost.elements += elementsOf(t);
  }

  struct Border {
    std::vector<TensorId> inputs, outputs; // each once
    Cost now, then;
    bool bypasses = false; // some transpose before the region goes away
  };
  bool constant(TensorId t) const { return g()[t].buffer && !g()[t].variable; }
  template<class Use> bool outside(const Use& use) const {
    return !inRegion(use.user) || !turns(use.user, use.operand);
  }

  Border border(const AxisOrder& order) const {
    Border b;
    const AxisOrder back = inverse(order);
    std::unordered_map<TensorId, bool> seen;
    for (std::size_t i = m_begin; i < m_members.size(); ++i) {
      const Member& m = m_members[i];
      for (std::size_t k = m.role.first; k < m.role.first + m.role.count; ++k) {
        const TensorId t = g().operand(m.node, k);
        const NodeId producer = g()[t].producer;
        if ((producer && inRegion(producer) && at(producer).role.results) || !seen.emplace(t, true).second) continue;
        b.inputs.push_back(t);
        if (constant(t)) continue;
        if (axisOrderOf(m_c, producer) != order) {
          add(b.then, t, order);
          continue;
        }
        bool onlyHere = !g().isOutput(t);
        for (const auto& use : g().uses(t)) onlyHere = onlyHere && !outside(use);
        if (!onlyHere) continue;
        add(b.now, t, back);
        b.bypasses = true;
      }
      for (const TensorId r : g().results(m.node)) {
        if (!m.role.results) continue;
        bool kept = g().isOutput(r), leaves = kept;
        for (const auto& use : g().uses(r)) {
          if (!outside(use)) continue;
          leaves = true;
          const auto after = axisOrderOf(m_c, use.user);
          if (!after) {
            kept = true;
            continue;
          }
          add(b.now, r, inverse(*after));
          AxisOrder both = *after; // joined with the one that would stand before it
          for (auto& p : both) p = order[static_cast<std::size_t>(p)];
          if (!std::ranges::is_sorted(both)) add(b.then, r, inverse(*after));
        }
        if (kept) add(b.then, r, back);
        if (leaves) b.outputs.push_back(r);
      }
    }
    return b;
  }

  Status consider(const AxisOrder& order, std::uint32_t number) {
    const Border b = border(order);
    const bool fewer = b.then.count < b.now.count && b.then.elements <= b.now.elements;
    const bool behind = b.then.count == b.now.count && b.then.elements <= b.now.elements && b.bypasses;
    if (fewer || behind) return turn(order, b);
    for (std::size_t i = m_begin; i < m_members.size(); ++i) { // another order may still suit them
      m_state[m_members[i].node.index()] = kFree;
      m_refused[m_members[i].node.index()] = number;
    }
    m_members.resize(m_begin);
    return {};
  }

  ir::NodeId addTranspose(TensorId from, const AxisOrder& order) {
    const std::vector<std::int32_t> values(order.begin(), order.end());
    const TensorId perm = m_c.edit.addConstant(ir::DataType::i32, ir::Shape::of({static_cast<ir::Dim>(order.size())}),
                                               m_c.model.addBuffer(ir::heapBufferOf<std::int32_t>(values)));
    return m_c.edit.addNode(*m_c.find("tfl.transpose"), {from, perm}, {});
  }

  Status turn(const AxisOrder& order, const Border& b) {
    const AxisOrder back = inverse(order);
    std::unordered_map<TensorId, TensorId> now; // what stands in the place of each tensor
    std::vector<NodeId> bypassed;
    for (const TensorId t : b.inputs) {
      const NodeId producer = g()[t].producer;
      if (constant(t)) {
        ARA_ASSIGN(now[t], turnedConstant(m_c, t, order));
      } else if (axisOrderOf(m_c, producer) == order) {
        now[t] = g().operand(producer, 0);
        bypassed.push_back(producer);
      } else {
        const ir::Shape shape = turned(m_c.model.shapeOf(g()[t]), order);
        const TensorId made = g().result(addTranspose(t, back));
        m_c.edit.setType(made, ir::DataType::f32);
        m_c.edit.setShape(made, shape);
        now[t] = made;
      }
    }
    for (std::size_t i = m_begin; i < m_members.size(); ++i) {
      const NodeId n = m_members[i].node;
      for (std::size_t k = 0; m_members[i].role.results && k < g()[n].resultCount; ++k) {
        const TensorId old = g().result(n, k);
        const ir::Shape shape = turned(m_c.model.shapeOf(g()[old]), order);
        m_c.edit.detach(old);
        const TensorId made = g().result(n, k);
        m_c.edit.setType(made, ir::DataType::f32);
        m_c.edit.setShape(made, shape);
        now[old] = made;
      }
    }
    for (const TensorId t : b.outputs) m_c.edit.takeResult(addTranspose(now[t], order), 0, t);
    for (std::size_t i = m_begin; i < m_members.size(); ++i) {
      const Member m = m_members[i];
      for (std::size_t k = m.role.first; k < m.role.first + m.role.count; ++k)
        m_c.edit.setOperand(m.node, k, now.at(g().operand(m.node, k)));
      renameAxes(m_c, m.node, m.role, order);
      m_c.edit.rewrote("move_transpose", {m.node}, {m.node});
    }
    for (const NodeId n : bypassed) {
      const TensorId y = g().result(n);
      if (g()[n].dead || g().useCount(y) || g().isOutput(y)) continue;
      m_c.edit.rewrote("move_transpose", {n}, {});
      m_c.edit.remove(n);
    }
    return {};
  }

  PassContext& m_c;
  std::vector<std::uint32_t> m_state;   // by node: its place among the members
  std::vector<std::uint32_t> m_refused; // by node: the order its region was refused last
  std::map<AxisOrder, std::uint32_t> m_orders;
  std::vector<Member> m_members; // of all regions so far
  std::size_t m_begin = 0;       // where those of the last region begin
};

} // namespace

Status move_transpose(PassContext& c) {
  const ir::OpDef* transpose = c.find("tfl.transpose");
  std::vector<NodeId> all;
  for (const NodeId n : c.graph().nodeIds())
    if (c.graph()[n].def == transpose) all.push_back(n);
  if (all.empty() || !transpose) return {};
  Regions regions(c);
  for (const NodeId n : all)
    if (!c.graph()[n].dead) ARA_TRY(regions.from(n));
  return {};
}

} // namespace ara::passes
