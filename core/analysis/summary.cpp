#include "analysis/summary.h"

#include "analysis/summary_parts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace ara::analysis {

using namespace ir;

bool isLite(const Model& model) {
  for (const Graph& graph : model.graphs)
    for (const NodeId n : graph.nodeIds()) return model.opName(graph[n]).starts_with("tfl.");
  return model.origin.format == "TensorFlow Lite";
}

std::string lowered(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string publicOpName(const Model& model, const Node& node) {
  std::string name(model.shortOpName(node));
  if (!model.opName(node).starts_with("tfl.")) return name;
  if (name == "custom") {
    const AttrValue* code = model.attr(node, "custom_code");
    if (const auto* text = code ? std::get_if<std::string>(code) : nullptr; text && !text->empty()) return *text;
  }
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return name;
}

std::string tensorflowTypeName(DataType type) {
  switch (type) {
  case DataType::none: return "INVALID";
  case DataType::f32: return "float";
  case DataType::f64: return "double";
  case DataType::f16: return "half";
  default: return std::string(longName(type));
  }
}

bool isVariableOp(std::string_view shortName, bool handles) {
  return shortName == "Variable" || shortName == "VariableV2" || (handles && shortName == "VarHandleOp");
}

std::size_t operatorCount(const Model& model) {
  std::size_t n = 0;
  for (const NodeId id : model.graph().nodeIds()) {
    const std::string_view op = model.shortOpName(model.graph()[id]);
    n += op != "Const" && op != "Placeholder" && op != "PlaceholderWithDefault";
  }
  return n;
}

namespace {

// Elements of a constant: what its shape says, also where the value itself could not be laid out.
std::uint64_t elementsOf(const Model& model, const Tensor& t) {
  return t.type == DataType::none ? 0 : model.shapeOf(t).elements().value_or(0);
}

Parameters liteParameters(const Model& model) {
  Parameters p;
  for (const Graph& graph : model.graphs)
    for (std::size_t i = 0; i < graph.tensorCount(); ++i) {
      const Tensor& t = graph[TensorId(i)];
      if (!t.buffer || t.producer || model.bufferBytes(t.buffer) == 0) continue;
      p.constant += elementsOf(model, t);
      p.bytes[t.type] += model.bufferBytes(t.buffer);
    }
  return p;
}

} // namespace

Parameters parametersOf(const Model& model) {
  if (isLite(model)) return liteParameters(model);
  Parameters p;
  const Graph& graph = model.graph();
  for (const NodeId n : graph.nodeIds()) {
    const Node& node = graph[n];
    if (model.shortOpName(node) == "Const" && node.resultCount > 0) {
      const Tensor& t = graph[graph.result(n)];
      p.constant += elementsOf(model, t);
      p.bytes[t.type] += model.bufferBytes(t.buffer);
    } else if (isVariableOp(model.shortOpName(node), false)) {
      const AttrValue* value = model.attr(node, "value");
      if (const auto* tensor = value ? std::get_if<TensorValue>(value) : nullptr)
        p.variable += tensor->shape.elements().value_or(0);
    }
  }
  return p;
}

std::vector<NodeId> unusedNodes(const Model&, const Graph& graph) {
  std::vector<bool> used(graph.nodeCount(), false);
  for (const NodeId n : graph.nodeIds()) {
    for (const TensorId t : graph.operands(n))
      if (t && graph[t].producer) used[graph[t].producer.index()] = true;
    for (const NodeId c : graph.controls(n)) used[c.index()] = true;
  }
  std::vector<NodeId> out;
  for (const NodeId n : graph.nodeIds())
    if (!used[n.index()]) out.push_back(n);
  return out;
}

std::vector<OpCount> opCounts(const Model& model) {
  std::vector<OpCount> counts;
  std::unordered_map<NameId, std::size_t> byOp; // of ops that are not custom ones
  std::unordered_map<std::string, std::size_t> byCode;
  const auto rowOf = [&](const Node& node) {
    const bool custom = model.opName(node) == "tfl.custom";
    const std::size_t fresh = counts.size();
    const std::size_t at = custom ? byCode.try_emplace(publicOpName(model, node), fresh).first->second
                                  : byOp.try_emplace(node.op, fresh).first->second;
    if (at == fresh)
      counts.push_back({custom ? publicOpName(model, node) : std::string(model.shortOpName(node)),
                        node.def ? node.def->kind : OpKind::unknown,
                        0,
                        0,
                        {}});
    return at;
  };

  constexpr std::size_t kSeveral = ~std::size_t{0};
  std::unordered_map<BufferId, std::size_t> readBy; // constants of a TFLite file -> the one op that reads them
  for (std::size_t g = 0; g < model.graphs.size(); ++g) {
    const Graph& graph = model.graphs[g];
    for (const NodeId n : graph.nodeIds()) {
      const std::size_t at = rowOf(graph[n]);
      OpCount& row = counts[at];
      ++row.count;
      if (g == 0 && !row.first) row.first = n;
      if (n.index() < graph.fileBytes.size()) row.bytes += graph.fileBytes[n.index()];
      for (const TensorId t : graph.operands(n)) {
        if (!t || graph[t].producer || !graph[t].buffer) continue;
        const auto [it, fresh] = readBy.try_emplace(graph[t].buffer, at);
        if (!fresh && it->second != at) it->second = kSeveral;
      }
    }
  }
  for (const auto& [buffer, at] : readBy)
    if (at != kSeveral) counts[at].bytes += model.bufferBytes(buffer);
  std::stable_sort(counts.begin(), counts.end(), [](const OpCount& a, const OpCount& b) { return a.count > b.count; });
  return counts;
}

} // namespace ara::analysis
