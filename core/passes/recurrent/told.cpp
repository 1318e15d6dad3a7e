#include "passes/recurrent/told.h"

#include "ops/context.h"

#include <algorithm>

namespace ara::passes::recurrent {

std::string scopeOf(const ir::Model& model, const ir::Graph& graph, ir::NodeId first, ir::NodeId last) {
  std::string common = ops::NodeView(model, graph, first).name();
  const std::string other = ops::NodeView(model, graph, last).name();
  const auto end = std::ranges::mismatch(common, other).in1;
  common.erase(end, common.end());
  const std::size_t slash = common.rfind('/');
  if (slash != std::string::npos && slash > 0) return common.substr(0, slash);
  return common.empty() ? "recurrent" : common;
}

Message told(const Cell& cell, std::size_t steps, std::size_t nodes) {
  if (cell.kind == CellKind::simple)
    return msg("{0} nodes in {1} steps are one recurrent layer of {2} units: h = {3}(W x + R h + b).", nodes, steps,
               cell.units,
               cell.activation == "TANH"   ? "tanh"
               : cell.activation == "RELU" ? "relu"
                                           : "relu6");
  if (!cell.projection.empty())
    return msg("{0} nodes in {1} steps are one LSTM layer of {2} units with a projection to {3}.", nodes, steps,
               cell.units, cell.outputs);
  return msg("{0} nodes in {1} steps are one LSTM layer of {2} units.", nodes, steps, cell.units);
}

} // namespace ara::passes::recurrent
