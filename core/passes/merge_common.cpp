// %a = Shape(%x)   %b = Shape(%x)      becomes   %a for both
// Constants of equal type, shape and bytes become one first. One visit per node in execution order; hashes, no search.
#include "passes/pass.h"

#include <string>
#include <unordered_map>

namespace ara::passes {
namespace {

// Only constants that could be equal (same type, shape, size) are looked into.
void mergeConstants(PassContext& c) {
  const ir::Graph& g = c.graph();
  struct Key {
    std::uint64_t type, shape, size, quant;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& k) const { return (k.type * 31 + k.shape) * 0x9e3779b97f4a7c15ull + k.size * 131 + k.quant; }
  };
  std::unordered_map<Key, std::vector<ir::TensorId>, Hash> groups;
  for (std::size_t i = 0; i < g.tensorCount(); ++i) {
    const ir::TensorId t(i);
    const ir::Tensor& x = g[t];
    if (!x.buffer || x.useCount == 0 || x.variable) continue;
    if (x.producer && !c.is(x.producer, "tf.Const")) continue;
    groups[{static_cast<std::uint64_t>(x.type), x.shape.value, c.model.bufferBytes(x.buffer), x.quant.value}].push_back(t);
  }
  for (std::size_t i = 0; i < g.tensorCount(); ++i) { // in id order, so that the first one stays
    const ir::TensorId first(i);
    const ir::Tensor& x = g[first];
    if (!x.buffer) continue;
    const auto it = groups.find({static_cast<std::uint64_t>(x.type), x.shape.value, c.model.bufferBytes(x.buffer), x.quant.value});
    if (it == groups.end() || it->second.size() < 2 || it->second.front() != first) continue;
    std::unordered_map<std::string_view, ir::TensorId> seen;
    std::vector<ir::BufferData> alive; // what the keys point into
    for (const ir::TensorId t : it->second) {
      auto data = c.model.data(g[t].buffer);
      if (!data) continue;
      alive.push_back(*data);
      const auto [known, fresh] = seen.try_emplace(textOf(alive.back().bytes), t);
      if (fresh || g.isOutput(t)) continue;
      const ir::NodeId from = g[t].producer;
      c.edit.replaceUses(t, known->second);
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
