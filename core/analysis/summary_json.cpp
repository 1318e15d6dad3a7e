#include "analysis/summary_parts.h"

#include <nlohmann/json.hpp>

namespace ara::analysis {

using namespace ir;
using Json = nlohmann::ordered_json;

namespace {

std::string_view kindName(OpKind kind) {
  switch (kind) {
  case OpKind::matrix: return "matrix";
  case OpKind::convolution: return "convolution";
  case OpKind::recurrent: return "recurrent";
  case OpKind::activation: return "activation";
  case OpKind::arithmetic: return "arithmetic";
  case OpKind::shape: return "shape";
  case OpKind::pool: return "pool";
  case OpKind::normalisation: return "normalisation";
  case OpKind::quantization: return "quantization";
  case OpKind::control: return "control";
  case OpKind::constant: return "constant";
  case OpKind::unknown: return "unknown";
  }
  return "unknown";
}

// Unknown dimensions are -1; an unknown rank is null.
Json shapeJson(const Shape& shape) {
  if (!shape.ranked) return nullptr;
  Json dims = Json::array();
  for (const Dim d : shape.dims) dims.push_back(isKnown(d) ? d : -1);
  return dims;
}

Json tensorJson(const Model& model, const Graph& graph, TensorId t) {
  return {{"name", model.tensorName(graph, t)},
          {"type", longName(graph[t].type)},
          {"shape", shapeJson(model.shapeOf(graph[t]))}};
}

Json candidatesJson(const Model& model, const std::vector<Candidate>& list) {
  Json out = Json::array();
  for (const Candidate& c : list) {
    Json one = tensorJson(model, model.graph(), c.tensor);
    one["op"] = c.node ? publicOpName(model, model.graph()[c.node]) : "";
    one["rank"] = c.rank;
    one["reason"] = c.reason.text();
    out.push_back(std::move(one));
  }
  return out;
}

Json signaturesJson(const Model& model) {
  Json out = Json::array();
  for (const Signature& s : model.signatures) {
    Json one{{"key", s.key}, {"inputs", Json::array()}, {"outputs", Json::array()}};
    const Graph& graph = model.graph(s.graph);
    const auto add = [&](const std::vector<NamedTensor>& from, Json& to) {
      for (const NamedTensor& t : from) {
        Json entry{{"key", t.name}};
        entry.update(tensorJson(model, graph, t.tensor));
        to.push_back(std::move(entry));
      }
    };
    add(s.inputs, one["inputs"]);
    add(s.outputs, one["outputs"]);
    out.push_back(std::move(one));
  }
  return out;
}

Json variablesJson(const Model& model) {
  Json out = Json::array();
  const Graph& graph = model.graph();
  if (isLite(model)) {
    for (std::size_t i = 0; i < graph.tensorCount(); ++i)
      if (graph[TensorId(i)].variable) out.push_back(tensorJson(model, graph, TensorId(i)));
    return out;
  }
  for (const NodeId n : graph.nodeIds()) {
    const Node& node = graph[n];
    if (!isVariableOp(model.shortOpName(node), true)) continue;
    const AttrValue* type = model.attr(node, "dtype");
    const AttrValue* shape = model.attr(node, "shape");
    const auto* t = type ? std::get_if<DataType>(type) : nullptr;
    const auto* s = shape ? std::get_if<Shape>(shape) : nullptr;
    out.push_back({{"name", model.names[node.name]},
                   {"type", longName(t ? *t : DataType::none)},
                   {"shape", shapeJson(s ? *s : Shape::unknown())},
                   {"op", model.shortOpName(node)}});
  }
  return out;
}

Json graphsJson(const Model& model) {
  Json out = Json::array();
  for (const Graph& g : model.graphs) {
    const std::string_view kind = g.kind == GraphKind::main       ? "main"
                                  : g.kind == GraphKind::function ? "function"
                                                                  : "subgraph";
    out.push_back({{"name", model.names[g.name]},
                   {"kind", kind},
                   {"nodes", g.liveNodeCount()},
                   {"inputs", g.inputs.size()},
                   {"outputs", g.outputs.size()}});
  }
  return out;
}

} // namespace

std::string summaryJson(const Model& model) {
  const Parameters parameters = parametersOf(model);
  Json bytesByType = Json::object();
  for (const auto& [type, bytes] : parameters.bytes) bytesByType[std::string(longName(type))] = bytes;
  Json ops = Json::array(), devices = Json::object();
  std::size_t nodes = 0;
  for (const OpCount& o : opCounts(model)) {
    ops.push_back({{"op", o.op}, {"kind", kindName(o.kind)}, {"count", o.count}, {"bytes", o.bytes}});
    nodes += o.count;
  }
  std::uint64_t controls = 0;
  std::map<std::string, std::size_t> byDevice;
  for (const NodeId n : model.graph().nodeIds()) {
    controls += model.graph()[n].controlCount;
    if (const NameId d = model.graph()[n].device) ++byDevice[std::string(model.names[d])];
  }
  for (const auto& [device, count] : byDevice) devices[device] = count;

  const Json out{
      {"file", model.origin.path},
      {"format", model.origin.format},
      {"bytes", model.origin.bytes},
      {"description", describe(model).text()},
      {"versions", {{"producer", model.producerVersion}, {"min_consumer", model.minConsumerVersion}}},
      {"nodes", nodes},
      {"operators", operatorCount(model)},
      {"inputs", candidatesJson(model, likelyInputs(model))},
      {"outputs", candidatesJson(model, likelyOutputs(model))},
      {"variables", variablesJson(model)},
      {"parameters", {{"constant", parameters.constant}, {"variable", parameters.variable}, {"bytes", bytesByType}}},
      {"control_edges", controls},
      {"devices", devices},
      {"ops", ops},
      {"signatures", signaturesJson(model)},
      {"graphs", graphsJson(model)},
  };
  // Names are bytes; what is no UTF-8 in them is replaced.
  return out.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace ara::analysis
