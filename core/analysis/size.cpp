#include "analysis/size.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace ara::analysis {
namespace {

std::uint64_t padded(std::uint64_t bytes) { return (bytes + 3) / 4 * 4; }
std::uint64_t textBytes(std::string_view s) { return padded(4 + s.size() + 1); }

// Calls `fn(graph, tensor)` for every tensor that something refers to.
template<class Fn> void eachTensor(const ir::Model& model, Fn fn) {
  for (std::size_t g = 0; g < model.graphs.size(); ++g) {
    const ir::Graph& graph = model.graphs[g];
    std::vector<bool> listed(graph.tensorCount());
    for (const auto* list : {&graph.inputs, &graph.outputs})
      for (const ir::TensorId t : *list) listed[t.index()] = true;
    for (std::size_t t = 0; t < graph.tensorCount(); ++t) {
      const ir::Tensor& x = graph[ir::TensorId(t)];
      if (x.producer || x.useCount || listed[t]) fn(ir::GraphId(g), ir::TensorId(t));
    }
  }
}

} // namespace

bool isReferred(const ir::Graph& graph, ir::TensorId t) {
  const ir::Tensor& x = graph[t];
  return x.producer || x.useCount || graph.isOutput(t) || std::ranges::find(graph.inputs, t) != graph.inputs.end();
}

std::vector<TensorSize> tensorSizes(const ir::Model& model) {
  std::vector<TensorSize> out;
  std::unordered_map<ir::BufferId, std::pair<ir::GraphId, ir::TensorId>> first;
  eachTensor(model, [&](ir::GraphId g, ir::TensorId t) {
    const ir::Graph& graph = model.graph(g);
    const ir::Tensor& x = graph[t];
    TensorSize row{g, t, model.tensorName(graph, t), x.type, model.shapeOf(x), static_cast<bool>(x.buffer), 0, {}};
    if (x.buffer) {
      const auto [at, fresh] = first.try_emplace(x.buffer, g, t);
      if (fresh)
        row.bytes = model.bufferBytes(x.buffer);
      else if (at->second.first == g)
        row.sharesWith = at->second.second;
    }
    out.push_back(std::move(row));
  });
  return out;
}

std::vector<NodeSize> nodeSizes(const ir::Model& model) {
  std::vector<NodeSize> out;
  std::unordered_set<ir::BufferId> counted;
  for (std::size_t g = 0; g < model.graphs.size(); ++g)
    for (const ir::NodeId n : model.graphs[g].nodeIds()) {
      NodeSize row{ir::GraphId(g), n, 0};
      for (const ir::TensorId t : model.graphs[g].operands(n)) {
        const ir::BufferId b = t ? model.graphs[g][t].buffer : ir::BufferId();
        if (b && counted.insert(b).second) row.bytes += model.bufferBytes(b);
      }
      out.push_back(row);
    }
  return out;
}

SizeReport sizeOf(const ir::Model& model, std::uint64_t fileBytes) {
  SizeReport r;
  r.file = fileBytes;
  std::unordered_set<ir::BufferId> buffers;
  std::unordered_set<ir::NameId> names;
  std::unordered_set<ir::ShapeId> shapes;
  std::unordered_set<ir::QuantId> quants;
  std::uint64_t nameBytes = 0, shapeBytes = 0, quantBytes = 0, operatorBytes = 0;
  eachTensor(model, [&](ir::GraphId g, ir::TensorId t) {
    const ir::Tensor& x = model.graph(g)[t];
    if (x.buffer && buffers.insert(x.buffer).second) r.constants += model.bufferBytes(x.buffer);
    if (x.name && names.insert(x.name).second) nameBytes += textBytes(model.names[x.name]);
    if (x.shape && !x.noShape && shapes.insert(x.shape).second) shapeBytes += 4 + 4 * model.shapeOf(x).rank();
    if (x.quant && quants.insert(x.quant).second) {
      const ir::Quantization& q = model.quantizations[x.quant.index()];
      const auto list = [&](std::size_t n, std::size_t width) { quantBytes += n ? 4 + n * width : 0; };
      list(q.scales.size(), 4), list(q.zeroPoints.size(), 8), list(q.min.size(), 4), list(q.max.size(), 4);
      quantBytes += 16;
    }
  });
  std::set<std::vector<std::uint32_t>> lists;
  for (const ir::Graph& graph : model.graphs) {
    if (graph.name && names.insert(graph.name).second) nameBytes += textBytes(model.names[graph.name]);
    for (const ir::NodeId n : graph.nodeIds()) {
      operatorBytes += 24;
      std::vector<std::uint32_t> operands, results;
      for (const ir::TensorId t : graph.operands(n)) operands.push_back(t.value);
      for (const ir::TensorId t : graph.results(n)) results.push_back(t.value);
      for (auto* list : {&operands, &results})
        if (const std::uint64_t bytes = 4 + 4 * list->size(); lists.insert(std::move(*list)).second)
          operatorBytes += bytes;
    }
  }
  for (const ir::Signature& s : model.signatures)
    for (const auto* list : {&s.inputs, &s.outputs})
      for (const ir::NamedTensor& t : *list) nameBytes += textBytes(t.name);
  std::uint64_t attached = model.tail.size();
  for (const ir::Metadata& m : model.metadata)
    if (buffers.insert(m.buffer).second) attached += model.bufferBytes(m.buffer);

  // Exporters may write less than we count (or a buffer that overlaps another): no part is larger than what is left.
  r.constants = std::min(r.constants, r.file);
  r.structure = r.rest = r.file - r.constants;
  const auto take = [&](std::uint64_t& part, std::uint64_t bytes) {
    part = std::min(bytes, r.rest);
    r.rest -= part;
  };
  take(r.names, nameBytes), take(r.shapes, shapeBytes), take(r.quantization, quantBytes);
  take(r.operators, operatorBytes), take(r.attachments, attached);
  return r;
}

} // namespace ara::analysis
