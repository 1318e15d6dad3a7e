#include "ir/labels.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace ara::ir {

std::string derivedName(std::string_view node, std::size_t result) {
  return result == 0 ? std::string(node) : fmt::format("{}:{}", node, result);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (byte < 0x20 || byte >= 0x7f)
      out += fmt::format("\\x{:02x}", byte);
    else
      out += c;
  }
  return out + "\"";
}

std::string quotedUnlessPlain(std::string_view text) {
  // What the lexer takes for one word or number: it starts like one and does not end with a colon.
  const bool framed =
      !text.empty() && text.front() != '.' && text.front() != '/' && text.front() != ':' && text.back() != ':';
  const bool plain = framed && std::all_of(text.begin(), text.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                              c == '.' || c == '/' || c == ':' || c == '#';
                     });
  return plain ? std::string(text) : quoted(text);
}

Labels labelsOf(const Model& model, const Graph& graph) {
  Labels l;
  l.tensors.resize(graph.tensorCount());
  l.nodes.resize(graph.nodeCount());

  std::vector<bool> input(graph.tensorCount(), false);
  for (const TensorId t : graph.inputs) input[t.index()] = true;
  // Signatures may name a tensor nothing else knows any more.
  std::vector<bool> named(graph.tensorCount(), false);
  for (const Signature& s : model.signatures) {
    if (&model.graph(s.graph) != &graph) continue;
    for (const auto* ends : {&s.inputs, &s.outputs})
      for (const NamedTensor& n : *ends) named[n.tensor.index()] = true;
  }
  for (std::size_t i = 0; i < graph.tensorCount(); ++i) {
    const Tensor& t = graph[TensorId(i)];
    if (t.producer || input[i]) continue;
    if (t.useCount || t.variable || named[i] || t.isOutput) l.loose.push_back(TensorId(i));
  }

  std::unordered_map<std::string, int> count;
  std::vector<TensorId> order;
  const auto meet = [&](TensorId t) {
    if (!l.tensors[t.index()].empty()) return;
    l.tensors[t.index()] = model.tensorName(graph, t);
    if (l.tensors[t.index()].starts_with('#') || l.tensors[t.index()].empty()) l.tensors[t.index()] = "#";
    ++count[l.tensors[t.index()]];
    order.push_back(t);
  };
  for (const TensorId t : graph.inputs) meet(t);
  for (const TensorId t : l.loose) meet(t);
  for (const NodeId n : graph.nodeIds())
    for (const TensorId t : graph.results(n)) meet(t);
  std::size_t number = 0;
  for (const TensorId t : order) {
    std::string& label = l.tensors[t.index()];
    if (label == "#" || count[label] > 1) label = fmt::format("#{}", number);
    ++number;
  }

  std::unordered_map<std::string_view, int> nodeCount;
  for (const NodeId n : graph.nodeIds()) ++nodeCount[model.names[graph[n].name]];
  number = 0;
  for (const NodeId n : graph.nodeIds()) {
    const std::string_view name = model.names[graph[n].name];
    l.nodes[n.index()] =
        name.empty() || name.starts_with('#') || nodeCount[name] > 1 ? fmt::format("#{}", number) : std::string(name);
    ++number;
  }
  return l;
}

} // namespace ara::ir
