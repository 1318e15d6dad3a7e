// summarize_graph's lines, letter for letter: every item ends with a bracket and a space, also before the line ends;
// the devices run into the line after them.
#include "analysis/introsort.h"
#include "analysis/summary_parts.h"

namespace ara::analysis {

using namespace ir;

namespace {

// 67919 -> "67.92k". Divided as integers until below a million, so 1999999 is "2.00M".
std::string humanReadable(std::int64_t value) {
  std::string out = value < 0 ? "-" : "";
  if (value < 0) value = -value;
  if (value < 1000) return out + std::to_string(value);
  if (value >= 1'000'000'000'000'000) return out + fmt::format("{:#.3G}", static_cast<double>(value));
  const std::string_view units = "kMBT";
  std::size_t unit = 0;
  for (; value >= 1'000'000; ++unit) value /= 1000;
  return out + fmt::format("{:.2f}{}", static_cast<double>(value) / 1000.0, units[unit]);
}

// One input or variable.
struct Item {
  std::string name;
  DataType type = DataType::none;
  std::optional<Shape> shape;
};

std::string shapeText(const std::optional<Shape>& shape) {
  if (!shape) return "None";
  if (!shape->ranked) return "<unknown>";
  std::string out = "[";
  for (std::size_t i = 0; i < shape->dims.size(); ++i)
    out += (i ? "," : "") + (isKnown(shape->dims[i]) ? std::to_string(shape->dims[i]) : "?");
  return out + "]";
}

std::string itemsLine(const std::vector<Item>& items, std::string_view none, std::string_view found) {
  if (items.empty()) return fmt::format("No {} spotted.\n", none);
  std::string out = fmt::format("Found {} {}: ", items.size(), found);
  for (const Item& i : items)
    out += fmt::format("(name={}, type={}({}), shape={}) ", i.name, tensorflowTypeName(i.type),
                       tensorflowNumber(i.type), shapeText(i.shape));
  return out + "\n";
}

Item itemOf(const Model& model, const Node& node) {
  Item item;
  item.name = model.names[node.name];
  if (const AttrValue* type = model.attr(node, "dtype"))
    if (const auto* t = std::get_if<DataType>(type)) item.type = *t;
  if (const AttrValue* shape = model.attr(node, "shape"))
    if (const auto* s = std::get_if<Shape>(shape)) item.shape = *s;
  return item;
}

Item itemOf(const Model& model, const Graph& graph, TensorId t) {
  return {model.tensorName(graph, t), graph[t].type, model.shapeOf(graph[t])};
}

struct Output {
  std::string name, op;
};

struct Facts {
  std::vector<Item> inputs, variables;
  std::vector<Output> outputs;
};

Facts tensorflowFacts(const Model& model) {
  Facts f;
  const Graph& graph = model.graph();
  for (const NodeId n : graph.nodeIds()) {
    const std::string_view op = model.shortOpName(graph[n]);
    if (op == "Placeholder") f.inputs.push_back(itemOf(model, graph[n]));
    if (isVariableOp(op, false)) f.variables.push_back(itemOf(model, graph[n]));
  }
  for (const NodeId n : unusedNodes(model, graph)) {
    const std::string_view op = model.shortOpName(graph[n]);
    if (op != "Const" && op != "Assign" && op != "NoOp" && op != "Placeholder")
      f.outputs.push_back({std::string(model.names[graph[n].name]), std::string(op)});
  }
  return f;
}

// The nearest meaning: what the file declares.
Facts liteFacts(const Model& model) {
  Facts f;
  const Graph& graph = model.graph();
  for (const TensorId t : graph.inputs) f.inputs.push_back(itemOf(model, graph, t));
  for (std::size_t i = 0; i < graph.tensorCount(); ++i)
    if (graph[TensorId(i)].variable) f.variables.push_back(itemOf(model, graph, TensorId(i)));
  for (const TensorId t : graph.outputs) {
    const NodeId producer = graph[t].producer;
    f.outputs.push_back({model.tensorName(graph, t), producer ? publicOpName(model, graph[producer]) : "INPUT"});
  }
  return f;
}

std::string outputsLine(const std::vector<Output>& outputs) {
  if (outputs.empty()) return "No outputs spotted.\n";
  std::string out = fmt::format("Found {} possible outputs: ", outputs.size());
  for (const Output& o : outputs) out += fmt::format("(name={}, op={}) ", o.name, o.op);
  return out + "\n";
}

std::string opsLine(const Model& model) {
  std::map<std::string, std::int64_t> byName;
  const bool lite = isLite(model);
  for (const Graph& graph : model.graphs)
    for (const NodeId n : graph.nodeIds())
      ++byName[lite ? publicOpName(model, graph[n]) : std::string(model.shortOpName(graph[n]))];
  std::vector<std::pair<std::string, std::int64_t>> counts(byName.begin(), byName.end());
  gccSort(std::span(counts), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out = "Op types used: ";
  for (std::size_t i = 0; i < counts.size(); ++i)
    out += fmt::format("{}{} {}", i ? ", " : "", counts[i].second, counts[i].first);
  return out + "\n";
}

std::string usageLines(const Model& model, const Facts& f) {
  std::string names, types, shapes, outputs;
  const auto add = [&](const Item& i) {
    const std::string_view comma = names.empty() && types.empty() ? "" : ",";
    shapes += comma.empty() ? "" : ":";
    names += comma;
    names += i.name;
    types += comma;
    types += tensorflowTypeName(i.type);
    if (i.shape && i.shape->ranked)
      for (std::size_t d = 0; d < i.shape->dims.size(); ++d)
        shapes += (d ? "," : "") + std::to_string(isKnown(i.shape->dims[d]) ? i.shape->dims[d] : -1);
  };
  for (const Item& i : f.inputs) add(i);
  if (!isLite(model))
    for (const Item& i : f.variables) add(i);
  for (const Output& o : f.outputs) outputs += (outputs.empty() ? "" : ",") + o.name;
  if (isLite(model))
    return fmt::format("To use with tensorflow/lite/tools/benchmark:benchmark_model try these arguments:\n"
                       "bazel run tensorflow/lite/tools/benchmark:benchmark_model -- --graph={} --input_layer={} "
                       "--input_layer_shape={}\n",
                       model.origin.path, names, shapes);
  return fmt::format("To use with tensorflow/tools/benchmark:benchmark_model try these arguments:\n"
                     "bazel run tensorflow/tools/benchmark:benchmark_model -- --graph={} --show_flops --input_layer={} "
                     "--input_layer_type={} --input_layer_shape={} --output_layer={}\n",
                     model.origin.path, names, types, shapes, outputs);
}

} // namespace

std::string summarizeGraphText(const Model& model) {
  const Facts facts = isLite(model) ? liteFacts(model) : tensorflowFacts(model);
  const Parameters parameters = parametersOf(model);
  std::uint64_t controls = 0;
  std::map<std::string_view, std::size_t> devices;
  for (const NodeId n : model.graph().nodeIds()) {
    const Node& node = model.graph()[n];
    controls += node.controlCount;
    if (node.device) ++devices[model.names[node.device]];
  }
  const auto constants = static_cast<std::int64_t>(parameters.constant),
             variables = static_cast<std::int64_t>(parameters.variable);
  std::string out = itemsLine(facts.inputs, "inputs", "possible inputs");
  out += itemsLine(facts.variables, "variables", "variables");
  out += outputsLine(facts.outputs);
  out += fmt::format("Found {} ({}) const parameters, {} ({}) variable parameters, and {} control_edges\n", constants,
                     humanReadable(constants), variables, humanReadable(variables), controls);
  for (const auto& [device, count] : devices) out += fmt::format("{} nodes assigned to device '{}'", count, device);
  return out + opsLine(model) + usageLines(model, facts);
}

} // namespace ara::analysis
