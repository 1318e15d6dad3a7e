#include "passes/recurrent/layer.h"

#include <array>

namespace ara::passes::recurrent {
namespace {

using ir::Shape;
using ir::TensorId;

ir::Dim dim(std::size_t v) { return static_cast<ir::Dim>(v); }

Result<TensorId> zeroState(Builder& b, std::size_t batch, std::size_t width, std::string_view suffix) {
  const TensorId shape = b.ints({static_cast<std::int32_t>(batch), static_cast<std::int32_t>(width)});
  const float zero[] = {0.0f};
  const TensorId value = b.floats(Shape::scalar(), zero, std::string(suffix) + "/zero");
  ARA_ASSIGN(const TensorId state, b.add("tfl.fill", {shape, value}));
  b.c.edit.setVariable(state, true);
  b.c.edit.setName(state, b.nameOf(suffix));
  return state;
}

Result<Sequence> addSimple(Builder& b, const Cell& cell, Sequence input) {
  const Gate& g = cell.gates[0];
  const TensorId w = b.floats(Shape::of({dim(cell.units), dim(cell.inputWidth)}), g.input, "/input_weights");
  const TensorId r = b.floats(Shape::of({dim(cell.units), dim(cell.outputs)}), g.recurrent, "/recurrent_weights");
  const TensorId bias = b.floats(Shape::of({dim(cell.units)}), g.bias, "/bias");
  ARA_ASSIGN(const TensorId state, zeroState(b, cell.batch, cell.outputs, "/h"));
  ARA_ASSIGN(const TensorId y,
             b.add("tfl.unidirectional_sequence_rnn", {input.tensor, w, r, bias, state},
                   {{"fused_activation_function", ir::Symbol{cell.activation}}, {"time_major", input.timeMajor}}));
  return Sequence{y, input.timeMajor};
}

Result<Sequence> addLstm(Builder& b, const Cell& cell, Sequence input) {
  static constexpr std::array<std::string_view, 4> kNames = {"/input_gate", "/forget_gate", "/cell_gate",
                                                             "/output_gate"};
  const auto name = [](std::size_t gate, std::string_view what) {
    return std::string(kNames[gate]) + std::string(what);
  };
  const Shape perUnit = Shape::of({dim(cell.units)});
  std::vector<TensorId> operands(20);
  operands[0] = input.tensor;
  bool peepholes = false;
  for (const Gate& g : cell.gates) peepholes = peepholes || !g.peephole.empty();
  for (std::size_t i = cell.coupled ? 1 : 0; i < 4; ++i) {
    const Gate& g = cell.gates[i];
    operands[1 + i] = b.floats(Shape::of({dim(cell.units), dim(cell.inputWidth)}), g.input, name(i, "/input_weights"));
    operands[5 + i] =
        b.floats(Shape::of({dim(cell.units), dim(cell.outputs)}), g.recurrent, name(i, "/recurrent_weights"));
    operands[12 + i] = b.floats(perUnit, g.bias, name(i, "/bias"));
    if (peepholes && i != 2) { // all of them or none
      const std::vector<float> values = g.peephole.empty() ? std::vector<float>(cell.units, 0.0f) : g.peephole;
      operands[i == 3 ? 11 : 9 + i] = b.floats(perUnit, values, name(i, "/peephole"));
    }
  }
  if (!cell.projection.empty()) {
    operands[16] = b.floats(Shape::of({dim(cell.outputs), dim(cell.units)}), cell.projection, "/projection");
    bool biased = false;
    for (const float v : cell.projectionBias) biased = biased || v != 0;
    if (biased) operands[17] = b.floats(Shape::of({dim(cell.outputs)}), cell.projectionBias, "/projection_bias");
  }
  ARA_ASSIGN(operands[18], zeroState(b, cell.batch, cell.outputs, "/h"));
  ARA_ASSIGN(operands[19], zeroState(b, cell.batch, cell.units, "/c"));
  ARA_ASSIGN(const TensorId y, b.add("tfl.unidirectional_sequence_lstm", operands,
                                     {{"fused_activation_function", ir::Symbol{cell.activation}},
                                      {"cell_clip", double(cell.cellClip)},
                                      {"proj_clip", double(cell.projectionClip)},
                                      {"time_major", input.timeMajor}}));
  return Sequence{y, input.timeMajor};
}

} // namespace

Result<Sequence> addLayer(Builder& b, const Cell& cell, Sequence input) {
  ARA_ASSIGN(const Sequence y, cell.kind == CellKind::lstm ? addLstm(b, cell, input) : addSimple(b, cell, input));
  b.c.edit.setNodeName(b.c.graph()[y.tensor].producer, b.nameOf(""));
  return y;
}

} // namespace ara::passes::recurrent
