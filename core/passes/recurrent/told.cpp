#include "passes/recurrent/told.h"

namespace ara::passes::recurrent {

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
