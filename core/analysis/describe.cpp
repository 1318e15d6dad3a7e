#include "analysis/summary.h"

#include "analysis/cell_units.h"
#include "analysis/summary_parts.h"

namespace ara::analysis {

using namespace ir;

namespace {

std::string grouped(std::uint64_t n) { // 5,631
  std::string out = std::to_string(n);
  for (std::size_t i = out.size(); i > 3; i -= 3) out.insert(i - 3, ",");
  return out;
}

// "200 × 3" of [?,200,3]: without the open batch dimension; nothing when something else is open.
std::optional<std::string> sizeText(const Shape& shape) {
  if (!shape.ranked) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < shape.dims.size(); ++i) {
    if (i == 0 && !isKnown(shape.dims[0]) && shape.dims.size() > 1) continue;
    if (!isKnown(shape.dims[i])) return std::nullopt;
    out += (out.empty() ? "" : " × ") + grouped(static_cast<std::uint64_t>(shape.dims[i]));
  }
  return out.empty() ? std::optional<std::string>("1") : out;
}

bool isNumeric(DataType t) { return isFloat(t) || isInteger(t) || (t >= DataType::qint8 && t <= DataType::qint32); }

// The last dimension of a tensor as far as it is certain: its shape, or the constant that was added or multiplied.
std::optional<std::uint64_t> lastDimension(const Model& model, const Graph& graph, TensorId t) {
  for (std::size_t steps = 0; t && steps < 16; ++steps) {
    const Shape& shape = model.shapeOf(graph[t]);
    if (shape.ranked && !shape.dims.empty() && isKnown(shape.dims.back()))
      return static_cast<std::uint64_t>(shape.dims.back());
    const NodeId n = graph[t].producer;
    if (!n) return std::nullopt;
    const std::string_view op = model.shortOpName(graph[n]);
    if (op == "Softmax" || op == "LogSoftmax" || op == "Sigmoid" || op == "Identity" || op == "Relu" || op == "Tanh") {
      t = graph.operand(n, 0);
      continue;
    }
    const bool adds = op == "Add" || op == "AddV2" || op == "BiasAdd";
    if (!adds && op != "MatMul") return std::nullopt;
    for (std::size_t i = 0; i < graph[n].operandCount; ++i) {
      TensorId from = graph.operand(n, i);
      while (from && graph[from].producer && !graph[from].buffer &&
             model.shortOpName(graph[graph[from].producer]) == "Identity")
        from = graph.operand(graph[from].producer, 0);
      if (!from || !graph[from].buffer) continue;
      const Shape& constant = model.shapeOf(graph[from]);
      if (adds && constant.dims.size() == 1 && constant.dims[0] > 1)
        return static_cast<std::uint64_t>(constant.dims[0]);
      if (op == "MatMul" && i == 1 && constant.dims.size() == 2) {
        const AttrValue* turned = model.attr(graph[n], "transpose_b");
        const auto* yes = turned ? std::get_if<bool>(turned) : nullptr;
        return static_cast<std::uint64_t>(constant.dims[yes && *yes ? 0 : 1]);
      }
    }
    return std::nullopt;
  }
  return std::nullopt;
}

constexpr std::size_t kMostNodes = 200'000; // of a graph whose repeats are looked for: opening does not wait for more
constexpr std::uint32_t kFewestSteps = 4;

// Recurrent layers that stand in the graph step by step, as far as they are alike.
struct Unrolled {
  std::size_t layers = 0;
  std::uint32_t steps = 0; // of all of them
  std::uint64_t units = 0; // of each, when all are LSTM cells of one size; else 0
};

std::optional<Unrolled> unrolledLayers(const Model& model, const Graph& graph, std::span<const Repeat> repeats) {
  Unrolled out;
  for (const Repeat& r : repeats) {
    bool product = false;
    for (std::uint32_t p = 0; p < r.places(); ++p)
      product = product || model.shortOpName(graph[r.node(p, 0)]) == "MatMul";
    if (r.carried.empty() || r.copies < kFewestSteps || !product) continue;
    if (out.layers && out.steps != r.copies) return std::nullopt;
    const std::uint64_t units = lstmUnits(model, graph, r);
    out.units = out.layers == 0 || out.units == units ? units : 0;
    out.steps = r.copies;
    ++out.layers;
  }
  return out.layers ? std::optional(out) : std::nullopt;
}

// "... to 6 classes, through 2 LSTM layers of 64 units, unrolled 200 times."
Message throughLayers(const std::string& in, const std::string& classes, const Unrolled& u) {
  const std::string units = grouped(u.units), steps = grouped(u.steps);
  if (u.units && u.layers == 1)
    return msg("Takes {0} numbers to {1} classes, through an LSTM layer of {2} units, unrolled {3} times.", in, classes,
               units, steps);
  if (u.units)
    return msg("Takes {0} numbers to {1} classes, through {2} LSTM layers of {3} units, unrolled {4} times.", in,
               classes, u.layers, units, steps);
  if (u.layers == 1)
    return msg("Takes {0} numbers to {1} classes, through a recurrent layer, unrolled {2} times.", in, classes, steps);
  return msg("Takes {0} numbers to {1} classes, through {2} recurrent layers, unrolled {3} times.", in, classes,
             u.layers, steps);
}

std::vector<Candidate> meant(std::vector<Candidate> all) {
  std::erase_if(all, [](const Candidate& c) { return c.rank < kLikely; });
  return all;
}

} // namespace

Message describe(const Model& model) {
  Task task;
  if (model.graph().liveNodeCount() > kMostNodes) return describe(model, {});
  const auto repeats = findRepeats(task, model, model.graph());
  return describe(model, repeats ? std::span<const Repeat>(*repeats) : std::span<const Repeat>());
}

Message describe(const Model& model, std::span<const Repeat> repeats) {
  const Graph& graph = model.graph();
  const std::string operators = grouped(operatorCount(model));
  const std::vector<Candidate> inputs = meant(likelyInputs(model)), outputs = meant(likelyOutputs(model));
  if (inputs.size() == 1 && outputs.size() == 1 && isNumeric(graph[inputs[0].tensor].type)) {
    const auto in = sizeText(model.shapeOf(graph[inputs[0].tensor]));
    const TensorId out = outputs[0].tensor;
    NodeId end = graph[out].producer;
    while (end && model.shortOpName(graph[end]) == "Identity" && graph.operand(end, 0))
      end = graph[graph.operand(end, 0)].producer;
    const std::string op = end ? lowered(model.shortOpName(graph[end])) : "";
    const auto count = lastDimension(model, graph, out);
    if (in && count && (op == "softmax" || op == "logsoftmax" || op == "log_softmax")) {
      if (const auto layers = unrolledLayers(model, graph, repeats)) return throughLayers(*in, grouped(*count), *layers);
      return msg("Takes {0} numbers to {1} classes, through {2} operators.", *in, grouped(*count), operators);
    }
    if (in) return msg("Takes {0} numbers. Operators: {1}.", *in, operators);
  }
  return msg("Operators: {0}. Inputs: {1}. Outputs: {2}.", operators, inputs.size(), outputs.size());
}

} // namespace ara::analysis
