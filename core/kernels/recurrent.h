// One step of recurrent cells in float32, as the reference kernels of TensorFlow Lite compute it; sums run in double.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace ara::kernels {

enum class CellActivation { none, relu, relu6, tanh, reluN1To1 };
float activated(CellActivation a, float v);

struct GateWeights {
  std::span<const float> input;     // [units, inputs]
  std::span<const float> recurrent; // [units, outputs]
  std::span<const float> bias;      // [units]
  std::span<const float> peephole;  // [units], or empty
  std::span<const float> norm;      // [units], layer normalisation before the bias; or empty
};

struct LstmWeights {
  std::uint64_t inputs = 0, units = 0, outputs = 0;
  std::array<GateWeights, 4> gates; // input, forget, cell, output; no input gate: one minus the forget gate
  std::span<const float> projection, projectionBias; // [outputs, units], [outputs]; or empty
  CellActivation activation = CellActivation::tanh;
  float cellClip = 0, projectionClip = 0; // 0: none
};

// x [batch, inputs]; h [batch, outputs] and c [batch, units] before the step, and after it.
void lstmStep(const LstmWeights& w, std::uint64_t batch, std::span<const float> x, std::span<float> h,
              std::span<float> c);

struct SimpleWeights {
  std::uint64_t inputs = 0, units = 0;
  std::span<const float> input, recurrent, bias; // [units, inputs], [units, units], [units]
  CellActivation activation = CellActivation::tanh;
};
void simpleStep(const SimpleWeights& w, std::uint64_t batch, std::span<const float> x, std::span<float> h);

} // namespace ara::kernels
