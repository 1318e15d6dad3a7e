// Which cell a step computes, read from its formula. Names, the order of gates in a weight, forget biases, and how
// products are split or joined do not matter; commuted operands do not either.
//
//   c' = sigmoid(f) * c + sigmoid(i) * act(g)      h' = sigmoid(o) * act(c')           an LSTM
//   h' = act(x * W + h * R + b)                                                          a simple recurrent layer
#pragma once

#include "base/message.h"
#include "passes/recurrent/linear_form.h"

#include <array>

namespace ara::passes::recurrent {

struct State {
  ir::TensorId before, after;
};

// Weights as the runtime wants them: one row per unit.
struct Gate {
  std::vector<float> input;     // units x inputs
  std::vector<float> recurrent; // units x outputs
  std::vector<float> bias;      // units
  std::vector<float> peephole;  // units, or empty
  std::size_t column = 0;       // where it stands in the weights of the graph
};

enum class CellKind { lstm, simple };

struct Cell {
  CellKind kind = CellKind::simple;
  std::vector<ir::TensorId> inputs;     // what the step reads, side by side: [batch, width] each
  std::vector<std::size_t> inputWidths; // of each
  std::size_t inputWidth = 0, units = 0, outputs = 0, batch = 0;
  std::array<Gate, 4> gates;       // input, forget, cell, output; a simple layer has the first one only
  bool coupled = false;            // the input gate is one minus the forget gate: gates[0] is empty
  std::string activation = "TANH"; // NONE, RELU, RELU6, TANH
  float cellClip = 0, projectionClip = 0;
  std::vector<float> projection, projectionBias; // outputs x units, outputs; or empty
  std::size_t output = 0, memory = 0;            // states: the one that is h, and c of an LSTM
  std::vector<ir::TensorId> used;                // results of the step that the layer has: its states after the step
};

// The cell of a step that hands on `states`, which have to be h, or h and c. Errors: Unsupported, with what was found
// in the place where it stops to look like a cell.
Result<Cell> matchCell(const Step& step, std::span<const State> states);

} // namespace ara::passes::recurrent
