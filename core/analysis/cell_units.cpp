#include "analysis/cell_units.h"

#include <set>

namespace ara::analysis {

using ir::NodeId;
using ir::TensorId;

namespace {

// The constant behind an operand, through identities; none without one.
TensorId constantThrough(const ir::Model& model, const ir::Graph& graph, TensorId operand) {
  for (int steps = 0; operand && steps < 8; ++steps) {
    if (graph[operand].buffer) return operand;
    const NodeId n = graph[operand].producer;
    if (!n || model.shortOpName(graph[n]) != "Identity") return {};
    operand = graph.operand(n, 0);
  }
  return {};
}

} // namespace

std::uint64_t lstmUnits(const ir::Model& model, const ir::Graph& graph, const Repeat& r) {
  std::size_t sigmoids = 0, others = 0, products = 0;
  std::uint64_t columns = 0;
  for (std::uint32_t p = 0; p < r.places(); ++p) {
    const std::string_view op = model.shortOpName(graph[r.node(p, 0)]);
    sigmoids += op == "Sigmoid";
    others += op == "Tanh" || op == "Relu";
    if (op != "MatMul") continue;
    ++products;
    const TensorId matrix = constantThrough(model, graph, graph.operand(r.node(p, 0), 1));
    const ir::Shape shape = matrix ? model.shapeOf(graph[matrix]) : ir::Shape::unknown();
    columns = shape.isStatic() && shape.rank() == 2 ? static_cast<std::uint64_t>(shape.dims[1]) : 0;
  }
  return sigmoids == 3 && others == 2 && products > 0 && products <= 2 && columns % 4 == 0 ? columns / 4 : 0;
}

std::string_view stateName(const ir::Model& model, const ir::Graph& graph, const Repeat& r, const Carried& state) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> states;
  bool multiplied = false; // by weights: what a cell also gives out
  for (const Carried& c : r.carried) {
    states.insert({c.from, c.result});
    if (c.from != state.from || c.result != state.result) continue;
    const std::string_view op = model.shortOpName(graph[r.node(c.place, 0)]);
    multiplied = multiplied || op == "MatMul" || op == "ConcatV2" || op == "Concat";
  }
  if (states.size() > 2) return {};
  return multiplied ? "h" : states.size() == 2 ? "c" : "";
}

} // namespace ara::analysis
