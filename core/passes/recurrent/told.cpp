#include "passes/recurrent/told.h"

#include "base/strings.h"
#include "ops/context.h"

#include <algorithm>

namespace ara::passes::recurrent {

bool mayRepeat(const ir::Model& model, const ir::Graph& graph) {
  const ir::NameId product = model.names.find("tf.MatMul");
  std::size_t count = 0;
  for (const ir::NodeId n : graph.nodeIds())
    if (graph[n].op == product && ++count == 2) return true;
  return false;
}

std::string scopeOf(const ir::Model& model, const ir::Graph& graph, ir::NodeId first, ir::NodeId last) {
  std::string common = ops::NodeView(model, graph, first).name();
  const std::string other = ops::NodeView(model, graph, last).name();
  const auto end = std::ranges::mismatch(common, other).in1;
  common.erase(end, common.end());
  const std::size_t slash = common.rfind('/');
  if (slash != std::string::npos && slash > 0) return common.substr(0, slash);
  return common.empty() ? "recurrent" : common;
}

// "i, j, f, o": the order in which the gates stand in the weights of the graph, by the letters TensorFlow gives them (j
// is the candidate); empty when each has its own weight.
static std::string gateOrder(const Cell& cell) {
  static constexpr std::array<std::string_view, 4> kNames = {"i", "f", "j", "o"};
  std::vector<std::size_t> order;
  for (std::size_t i = cell.coupled ? 1 : 0; i < 4; ++i) order.push_back(i);
  std::ranges::sort(order, {}, [&](std::size_t i) { return cell.gates[i].column; });
  std::string out;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && cell.gates[order[i]].column == cell.gates[order[i - 1]].column) return {};
    out += (i ? ", " : "") + std::string(kNames[order[i]]);
  }
  return out;
}

Message told(const Cell& cell, std::size_t steps, std::size_t nodes) {
  const std::string all = withCommas(nodes), times = withCommas(steps), units = withCommas(cell.units);
  if (cell.kind == CellKind::simple) {
    const std::string_view act = cell.activation == "TANH" ? "tanh" : cell.activation == "RELU" ? "relu" : "relu6";
    return msg("{0} nodes in {1} steps are one recurrent layer of {2} units: h = {3}(W x + R h + b).", all, times,
               units, act);
  }
  const bool peepholes = !cell.gates[3].peephole.empty(), projected = !cell.projection.empty();
  if (peepholes && projected)
    return msg("{0} nodes in {1} steps are one LSTM layer of {2} units with peepholes and a projection to {3}.", all,
               times, units, withCommas(cell.outputs));
  if (projected)
    return msg("{0} nodes in {1} steps are one LSTM layer of {2} units with a projection to {3}.", all, times, units,
               withCommas(cell.outputs));
  if (peepholes)
    return msg("{0} nodes in {1} steps are one LSTM layer of {2} units with peepholes.", all, times, units);
  const std::string order = gateOrder(cell);
  if (order.empty()) return msg("{0} nodes in {1} steps are one LSTM layer of {2} units.", all, times, units);
  return msg("{0} nodes in {1} steps are one LSTM layer of {2} units; its gates stand in the order {3}.", all, times,
             units, order);
}

} // namespace ara::passes::recurrent
