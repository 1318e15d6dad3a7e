// Cells of recurrent layers, one step at a time. A state that is no tensor is zero, and costs nothing.
#pragma once

#include "formats/keras/layer.h"

namespace ara::formats::keras {

struct Cell {
  std::string kind; // "LSTM", "GRU", "SimpleRNN"
  const LayerConfig* layer = nullptr;
  int version = 2;
  Dim units = 0;
  bool bias = true, resetAfter = true;
  TensorId kernel, recurrent, inputBias, recurrentBias;

  std::size_t states() const { return kind == "LSTM" ? 2 : 1; }
};

// The cell of a layer, or a cell layer itself, with its weights taken from `c`. Errors: Unsupported for cells of
// others.
Result<Cell> makeCell(Call& c, const LayerConfig& config, Dim inputs);
// What of a step does not need the state, for one step or all of them: [.., inputs] -> [.., gates * units].
TensorId inputPart(Emitter& e, const Cell& cell, TensorId x);
// One step: `part` is inputPart of it; states in and out. The first new state is the output.
Result<Tensors> step(Emitter& e, const Cell& cell, TensorId part, const Tensors& states);

} // namespace ara::formats::keras
