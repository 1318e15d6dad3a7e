#include "app/cli/verb.h"

#include "analysis/legacy_hybrid.h"
#include "analysis/size.h"
#include "formats/tflite/runtime_versions.h"
#include "analysis/summary.h"
#include "base/strings.h"
#include "formats/format.h"

#include <nlohmann/json.hpp>

namespace ara::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string file, format = "text";
  std::string checkpoint, tags;
  bool tensors = false, ops = false, variables = false, anyway = false;
};

Table opTable(const ir::Model& m) {
  Table t{{"operator", "count", "bytes in file"}, {false, true, true}, {}};
  for (const auto& c : analysis::opCounts(m)) t.rows.push_back({c.op, std::to_string(c.count), std::to_string(c.bytes)});
  return t;
}

// Every tensor that is part of the graph: produced, an input, or used.
template<class F> void eachTensor(const ir::Model& m, F&& f) {
  for (std::size_t g = 0; g < m.graphs.size(); ++g) {
    const ir::Graph& graph = m.graphs[g];
    std::vector<bool> input(graph.tensorCount(), false);
    for (const ir::TensorId t : graph.inputs) input[t.index()] = true;
    for (std::size_t i = 0; i < graph.tensorCount(); ++i) {
      const ir::Tensor& t = graph[ir::TensorId(i)];
      if (t.producer || t.useCount || input[i] || t.variable) f(g, graph, ir::TensorId(i), input[i]);
    }
  }
}

std::string roleOf(const ir::Graph& g, ir::TensorId t, bool input) {
  if (input) return "input";
  if (g[t].variable) return "variable";
  if (g[t].buffer) return "constant";
  return g.isOutput(t) ? "output" : "computed";
}

std::string quantText(const ir::Model& m, const ir::Tensor& t) {
  if (!t.quant) return "";
  const ir::Quantization& q = m.quantizations[t.quant.index()];
  if (q.scales.empty()) return "";
  const std::string zero = q.zeroPoints.empty() ? "0" : std::to_string(q.zeroPoints[0]);
  return q.scales.size() == 1 ? fmt::format("scale {:.6g}, zero point {}", q.scales[0], zero)
                              : fmt::format("{} scales along axis {}", q.scales.size(), q.axis);
}

Table tensorTable(const ir::Model& m) {
  Table t{{"graph", "#", "tensor", "type", "shape", "bytes", "role", "quantization"}, {true, true, false, false, false, true, false, false}, {}};
  eachTensor(m, [&](std::size_t g, const ir::Graph& graph, ir::TensorId id, bool input) {
    const ir::Tensor& x = graph[id];
    t.rows.push_back({std::to_string(g), std::to_string(id.value), printable(m.tensorName(graph, id)), std::string(ir::longName(x.type)),
                      m.shapeOf(x).text(), x.buffer ? std::to_string(m.bufferBytes(x.buffer)) : "", roleOf(graph, id, input),
                      quantText(m, x) + (analysis::isLegacyHybridWeight(m, graph, id) ? ", signed bytes labelled uint8" : "")});
  });
  return t;
}

std::string fateOf(const ir::Variable& v) {
  switch (v.state) {
  case ir::Variable::State::joined: return "gets " + printable(v.key);
  case ir::Variable::State::missing: return "missing in the checkpoint";
  case ir::Variable::State::spare: return v.node ? "" : "only in the checkpoint";
  case ir::Variable::State::otherForm: return "is " + v.stored.text() + " in the checkpoint";
  }
  return "";
}

Table variableTable(const ir::Model& m) {
  Table t{{"variable", "type", "shape", "bytes", "shard", "parts", "value"}, {false, false, false, true, true, true, false}, {}};
  const bool alone = m.origin.format == "Checkpoint";
  for (const ir::Variable& v : m.variables)
    t.rows.push_back({printable(v.name), std::string(ir::longName(v.type)), v.shape.text(), std::to_string(v.bytes), std::to_string(v.shard),
                      std::to_string(v.parts), alone ? (v.value ? "read" : "not read") : fateOf(v)});
  return t;
}

std::string head(const ir::Model& m) {
  std::string out = fmt::format("{}: {}, {} bytes, {}, {}\n", printable(m.origin.path), m.origin.format, withCommas(m.origin.bytes),
                                plural(m.graphs.size(), "graph", "graphs"), plural(m.graph().liveNodeCount(), "node", "nodes"));
  for (const ir::Signature& s : m.signatures) {
    out += "signature " + printable(s.key) + ":";
    for (const auto& i : s.inputs) out += " " + printable(i.name);
    out += " ->";
    for (const auto& o : s.outputs) out += " " + printable(o.name);
    out += '\n';
  }
  for (const ir::Asset& a : m.assets)
    out += fmt::format("asset {}: {} bytes\n", printable(a.file), withCommas(m.bufferBytes(a.content)));
  if (m.origin.format == "TensorFlow Lite") {
    const auto size = analysis::sizeOf(m, m.origin.bytes);
    out += fmt::format("{} bytes of constants, {} of structure and names\n", withCommas(size.constants), withCommas(size.structure));
    if (const auto old = analysis::legacyHybridWeights(m))
      out += fmt::format("{} the old post_training_quantize made: signed bytes labelled uint8, which today's runtimes compute wrongly\n",
                         plural(old, "weight that", "weights that"));
    if (const auto needed = formats::tflite::neededRelease(m)) out += fmt::format("needs TensorFlow Lite {} or later\n", needed->text());
  }
  return out;
}

Json tableJson(const Table& t) {
  Json list = Json::array();
  for (const auto& row : t.rows) {
    Json one;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto n = t.numeric[i] ? parseInteger(row[i]) : std::nullopt;
      if (n) one[t.header[i]] = *n;
      else one[t.header[i]] = row[i];
    }
    list.push_back(std::move(one));
  }
  return list;
}

std::string text(const ir::Model& m, const Options& o) {
  const bool both = !o.tensors && !o.ops && !o.variables;
  if (o.format == "json") {
    Json j{{"path", m.origin.path}, {"format", m.origin.format}, {"bytes", m.origin.bytes}};
    if (const auto needed = formats::tflite::neededRelease(m)) j["min_runtime"] = needed->text();
    if (o.ops || both) j["operators"] = tableJson(opTable(m));
    if (o.tensors || both) j["tensors"] = tableJson(tensorTable(m));
    if (o.variables || (both && !m.variables.empty())) j["variables"] = tableJson(variableTable(m));
    return j.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  if (o.format == "tsv" && o.variables) return variableTable(m).tsv();
  if (o.format == "tsv") return (o.ops && !o.tensors ? opTable(m) : tensorTable(m)).tsv();
  std::string out = head(m);
  if (o.variables || (both && m.origin.format == "Checkpoint")) out += "\n" + variableTable(m).text();
  if (o.ops || (both && m.graph().liveNodeCount() > 0)) out += "\n" + opTable(m).text();
  if (o.tensors) out += "\n" + tensorTable(m).text();
  return out;
}

} // namespace

std::function<int()> setUpInspect(CLI::App& command) {
  const auto o = std::make_shared<Options>();
  command.add_option("FILE", o->file, "a model")->required();
  command.add_flag("--tensors", o->tensors, "every tensor: type, shape, bytes, role, scale");
  command.add_flag("--ops", o->ops, "operators with counts and bytes (what is printed without a flag)");
  command.add_flag("--variables", o->variables, "every variable: type, shape, bytes, shard, and the value a checkpoint has for it");
  command.add_option("--checkpoint", o->checkpoint, "values for the variables: any file of a checkpoint");
  command.add_option("--tags", o->tags, "TAG[,TAG...] of the graph in a SavedModel that holds several; default: serve");
  command.add_flag("--ignore-checksums", o->anyway, "look at a damaged checkpoint: names and shapes, no values");
  command.add_option("--format", o->format, "text, json, or tsv (of the tensors, or of --ops)")->check(CLI::IsMember({"text", "json", "tsv"}));
  return [o] {
    Task task = makeTask();
    const auto model = formats::open(task, o->file, {o->checkpoint, o->anyway, o->tags});
    reportNotes(task);
    if (!model) return report(model.error());
    return finish(text(*model, *o));
  };
}

} // namespace ara::cli
