// %a = Shape(%x)   %b = Shape(%x)      becomes   %a for both
// Constants of equal type, shape and bytes become one first. One visit per node in execution order; hashes, no search.
#include "passes/pass.h"

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

std::string keyOf(const ir::Graph& g, ir::NodeId n) {
  const ir::Node& node = g[n];
  std::string key;
  const auto put = [&](std::uint64_t v) { key.append(reinterpret_cast<const char*>(&v), sizeof v); };
  put(reinterpret_cast<std::uintptr_t>(node.def));
  put(node.attrs.value);
  put(node.resultCount);
  std::vector<std::uint32_t> operands;
  for (const ir::TensorId t : g.operands(n)) operands.push_back(t.value);
  if (node.def->commutes && operands.size() == 2 && operands[1] < operands[0]) std::swap(operands[0], operands[1]);
  for (const auto o : operands) put(o);
  for (const ir::TensorId t : g.results(n)) put(g[t].quant.value), put(static_cast<std::uint64_t>(g[t].type));
  return key;
}

} // namespace

Status merge_common(PassContext& c) {
  mergeConstants(c);
  std::unordered_map<std::string, ir::NodeId> seen;
  for (const ir::NodeId n : ir::executionOrder(c.model, c.graph()).nodes) {
    const ir::Graph& g = c.graph();
    const ir::Node& node = g[n];
    if (!node.def || !node.def->pure || node.operandCount == 0 || node.resultCount == 0) continue;
    bool movable = true; // an output keeps its own operator: it must appear under its own name
    for (const ir::TensorId t : g.results(n)) movable = movable && !g.isOutput(t) && !g[t].quant;
    const auto [known, fresh] = seen.try_emplace(keyOf(g, n), n);
    if (fresh || !movable) continue;
    for (std::size_t i = 0; i < node.resultCount; ++i) c.edit.replaceUses(g.result(n, i), g.result(known->second, i));
    c.edit.rewrote("merge_common", {n}, {known->second});
    c.edit.remove(n);
  }
  return {};
}

} // namespace ara::passes
