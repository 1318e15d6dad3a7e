// %a = Shape(%x)   %b = Shape(%x)      becomes   %a for both
// Constants of equal type, shape and bytes become one first. One visit per node in execution order; hashes, no search.
#include "passes/pass.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace ara::passes {
namespace {

// How a value that does not stand in the file as a whole is made: what repeats, or what is turned. It is not made for
// this.
std::string recipeOf(const ir::Buffer& b) {
  std::string key;
  const auto put = [&](std::uint64_t v) { key.append(reinterpret_cast<const char*>(&v), sizeof v); };
  put(b.elementBytes);
  put(b.source.value);
  put(b.unprinted);
  put(b.perm.size());
  for (const auto p : b.perm) put(p);
  for (const auto d : b.sourceDims) put(d);
  return key.append(textOf(b.data));
}

// Only constants that could be equal (same type, shape, size) are looked into.
void mergeConstants(PassContext& c) {
  const ir::Graph& g = c.graph();
  struct Key {
    std::uint64_t type, shape, size, quant;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& k) const {
      return (k.type * 31 + k.shape) * 0x9e3779b97f4a7c15ull + k.size * 131 + k.quant;
    }
  };
  std::unordered_map<Key, std::vector<ir::TensorId>, Hash> groups;
  for (std::size_t i = 0; i < g.tensorCount(); ++i) {
    const ir::TensorId t(i);
    const ir::Tensor& x = g[t];
    if (!x.buffer || x.useCount == 0 || x.variable) continue;
    if (x.producer && !c.is(x.producer, "tf.Const")) continue;
    groups[{static_cast<std::uint64_t>(x.type), x.shape.value, c.model.bufferBytes(x.buffer), x.quant.value}].push_back(
        t);
  }
  for (std::size_t i = 0; i < g.tensorCount(); ++i) { // in id order, so that the first one stays
    const ir::TensorId first(i);
    const ir::Tensor& x = g[first];
    if (!x.buffer) continue;
    const auto it =
        groups.find({static_cast<std::uint64_t>(x.type), x.shape.value, c.model.bufferBytes(x.buffer), x.quant.value});
    if (it == groups.end() || it->second.size() < 2 || it->second.front() != first) continue;
    std::unordered_map<std::string_view, ir::TensorId> plain;
    std::unordered_map<std::string, ir::TensorId> made;
    for (const ir::TensorId t : it->second) {
      const ir::Buffer& b = c.model.buffers[g[t].buffer.index()];
      const bool whole = b.isPlain();
      const auto inFile = whole ? plain.try_emplace(textOf(b.data), t) : std::pair(plain.end(), false);
      const auto computed = whole ? std::pair(made.end(), false) : made.try_emplace(recipeOf(b), t);
      const ir::TensorId keeper = whole ? inFile.first->second : computed.first->second;
      const bool fresh = whole ? inFile.second : computed.second;
      if (fresh || g.isOutput(t)) continue;
      const ir::NodeId from = g[t].producer;
      c.edit.replaceUses(t, keeper);
      if (from) {
        c.edit.rewrote("merge_constant", {from}, {});
        c.edit.remove(from);
      }
    }
    groups.erase(it);
  }
}

// Nodes by what they compute. Two that compute the same share every operand, so only those whose operands all have
// another user can be among them.
class Computations {
public:
  explicit Computations(const PassContext& context) : c(context) {}

  // The node that computes what `n` computes, else nothing; then `n` is that node from now on.
  ir::NodeId findOrAdd(ir::NodeId n) {
    if (!mayRepeat(n)) return {};
    if ((m_used + 1) * 3 > m_slots.size() * 2) grow();
    const std::size_t hash = hashOf(n);
    for (std::size_t slot = hash & (m_slots.size() - 1);; slot = (slot + 1) & (m_slots.size() - 1)) {
      const Slot& s = m_slots[slot];
      if (!s.node) {
        m_slots[slot] = {n, static_cast<std::uint32_t>(hash)};
        ++m_used;
        return {};
      }
      if (s.node == n) return {};
      if (s.hash == static_cast<std::uint32_t>(hash) && same(s.node, n)) return s.node;
    }
  }

private:
  struct Slot {
    ir::NodeId node; // none: free
    std::uint32_t hash = 0;
  };

  void grow() {
    std::vector<Slot> old(m_slots.empty() ? 1024 : m_slots.size() * 2);
    old.swap(m_slots);
    for (const Slot& s : old) {
      if (!s.node) continue;
      std::size_t slot = s.hash & (m_slots.size() - 1);
      while (m_slots[slot].node) slot = (slot + 1) & (m_slots.size() - 1);
      m_slots[slot] = s;
    }
  }

  bool mayRepeat(ir::NodeId n) const {
    const ir::Graph& g = c.graph();
    for (const ir::TensorId t : g.operands(n))
      if (t && g.useCount(t) < 2) return false;
    return true;
  }
  // The operands of an operator that takes its two in any order, smaller id first.
  std::pair<ir::TensorId, ir::TensorId> sorted(ir::NodeId n) const {
    const ir::TensorId a = c.graph().operand(n, 0), b = c.graph().operand(n, 1);
    return a.value < b.value ? std::pair(a, b) : std::pair(b, a);
  }
  bool eitherOrder(const ir::Node& n) const { return n.def->commutes && n.operandCount == 2; }

  std::size_t hashOf(ir::NodeId id) const {
    const ir::Node& n = c.graph()[id];
    std::size_t h = std::hash<const void*>{}(n.def) * 31 + n.attrs.value;
    const auto mix = [&](ir::TensorId t) { h = (h ^ t.value) * 0x9e3779b97f4a7c15ull, h ^= h >> 29; };
    if (eitherOrder(n)) {
      const auto [a, b] = sorted(id);
      mix(a), mix(b);
    } else {
      for (const ir::TensorId t : c.graph().operands(id)) mix(t);
    }
    return h;
  }

  bool same(ir::NodeId a, ir::NodeId b) const {
    const ir::Graph& g = c.graph();
    const ir::Node &x = g[a], &y = g[b];
    if (x.def != y.def || x.attrs != y.attrs || x.operandCount != y.operandCount || x.resultCount != y.resultCount)
      return false;
    if (eitherOrder(x) && sorted(a) != sorted(b)) return false;
    for (std::size_t i = 0; !eitherOrder(x) && i < x.operandCount; ++i)
      if (g.operand(a, i) != g.operand(b, i)) return false;
    for (std::size_t i = 0; i < x.resultCount; ++i) {
      const ir::Tensor &s = g[g.result(a, i)], &t = g[g.result(b, i)];
      if (s.type != t.type || s.quant != t.quant) return false;
    }
    return true;
  }

  const PassContext& c;
  std::vector<Slot> m_slots; // a power of two of them
  std::size_t m_used = 0;
};

} // namespace

Status merge_common(PassContext& c) {
  mergeConstants(c);
  Computations seen(c);
  std::vector<bool> visited(c.graph().nodeCount());
  const auto mergeable = [&](ir::NodeId n) {
    const ir::Node& node = c.graph()[n];
    if (node.dead || !node.def || !node.def->pure || node.operandCount == 0 || node.resultCount == 0) return false;
    // A state that is set to zero at each call belongs to one layer alone.
    const auto results = c.graph().results(n);
    return std::none_of(results.begin(), results.end(), [&](ir::TensorId t) { return c.graph()[t].variable; });
  };
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const ir::Graph& g = c.graph();
    visited[n.index()] = true;
    if (!mergeable(n)) continue;
    const ir::NodeId known = seen.findOrAdd(n);
    if (!known) continue;
    bool movable = true; // an output keeps its own operator: it must appear under its own name
    for (const ir::TensorId t : g.results(n)) movable = movable && !g.isOutput(t) && !g[t].quant;
    if (!movable) continue;
    for (std::size_t i = 0; i < g[n].resultCount; ++i) {
      const ir::TensorId keeper = g.result(known, i);
      // Its only user was passed by when it was the only one.
      const ir::NodeId alone = g.useCount(keeper) == 1 ? (*g.uses(keeper).begin()).user : ir::NodeId{};
      c.edit.replaceUses(g.result(n, i), keeper);
      if (alone && visited[alone.index()] && mergeable(alone)) seen.findOrAdd(alone);
    }
    c.edit.rewrote("merge_common", {n}, {known});
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
