#include "ops/tfl/recurrent_parts.h"

namespace ara::ops::tfl {

using kernels::CellActivation;

Fail unlike(EvalContext& c) {
  return c.refuse(msg("{0} {1} has operands that do not fit together.", c.op(), c.name()));
}

Result<CellActivation> activationOf(EvalContext& c) {
  static constexpr std::pair<std::string_view, CellActivation> kNames[] = {{"NONE", CellActivation::none},
                                                                           {"RELU", CellActivation::relu},
                                                                           {"RELU_N1_TO_1", CellActivation::reluN1To1},
                                                                           {"RELU6", CellActivation::relu6},
                                                                           {"TANH", CellActivation::tanh}};
  const std::string name = c.attrString("fused_activation_function", "NONE");
  for (const auto& [known, value] : kNames)
    if (known == name) return value;
  return c.refuseAttr("fused_activation_function", name);
}

Result<Steps> stepsOf(EvalContext& c, std::size_t operand) {
  const Shape& s = c.inputs[operand].shape;
  if (c.inputs[operand].type != DataType::f32 || s.rank() < 2 || s.rank() > 3) return unlike(c);
  const auto d = [&](std::size_t i) { return static_cast<std::size_t>(s.dims[i]); };
  if (s.rank() == 2) return Steps{.batch = d(0), .width = d(1), .single = true};
  const bool timeMajor = c.attrBool("time_major", c.op() == "bidirectional_sequence_lstm"); // defaults of the schema
  return timeMajor ? Steps{d(0), d(1), d(2), true} : Steps{d(1), d(0), d(2), false};
}

bool take(EvalContext& c, std::size_t i, std::uint64_t elements, std::span<const float>& out) {
  if (i >= c.inputs.size() || c.inputs[i].type == DataType::none) return true;
  if (c.inputs[i].type != DataType::f32 || c.inputs[i].elements() != elements) return false;
  out = c.in<float>(i);
  return true;
}

Result<std::vector<float>> stateOf(EvalContext& c, std::size_t i, std::uint64_t elements) {
  std::span<const float> given;
  if (!take(c, i, elements, given)) return unlike(c);
  std::vector<float> state(elements);
  std::copy(given.begin(), given.end(), state.begin());
  return state;
}

Shape resultOf(const Steps& s, std::size_t width) {
  const auto t = static_cast<Dim>(s.steps), b = static_cast<Dim>(s.batch), w = static_cast<Dim>(width);
  return s.single ? Shape::of({b, w}) : s.timeMajor ? Shape::of({t, b, w}) : Shape::of({b, t, w});
}

Result<SimpleLayer> simpleLayer(EvalContext& c, std::size_t first, std::size_t inputs, std::size_t batch) {
  if (c.inputs.size() < first + 4 || c.inputs[first].type != DataType::f32 || c.inputs[first].shape.rank() != 2)
    return unlike(c);
  SimpleLayer layer;
  kernels::SimpleWeights& w = layer.weights;
  w.inputs = inputs;
  w.units = static_cast<std::uint64_t>(c.inputs[first].shape.dims[0]);
  ARA_ASSIGN(w.activation, activationOf(c));
  const auto squared = checkedMul(w.units, w.units), entered = checkedMul(w.units, w.inputs),
             kept = checkedMul(w.units, std::uint64_t{batch});
  if (!squared || !entered || !kept || !take(c, first, *entered, w.input) ||
      !take(c, first + 1, *squared, w.recurrent) || !take(c, first + 2, w.units, w.bias) ||
      w.input.size() != *entered || w.recurrent.size() != *squared || w.bias.size() != w.units)
    return unlike(c);
  ARA_ASSIGN(layer.state, stateOf(c, first + 3, *kept));
  return layer;
}

Result<LstmLayer> lstmLayer(EvalContext& c, const LstmOperands& at, std::size_t inputs, std::size_t batch) {
  for (const std::size_t i : {at.input + 1, at.recurrent + 3})
    if (i >= c.inputs.size() || c.inputs[i].type != DataType::f32 || c.inputs[i].shape.rank() != 2) return unlike(c);
  LstmLayer layer;
  kernels::LstmWeights& w = layer.weights;
  w.inputs = inputs;
  w.units = static_cast<std::uint64_t>(c.inputs[at.input + 1].shape.dims[0]);
  w.outputs = static_cast<std::uint64_t>(c.inputs[at.recurrent + 3].shape.dims[1]);
  ARA_ASSIGN(w.activation, activationOf(c));
  w.cellClip = static_cast<float>(c.attrFloat("cell_clip"));
  w.projectionClip = static_cast<float>(c.attrFloat("proj_clip"));
  const auto in = checkedMul(w.units, w.inputs), recurrent = checkedMul(w.units, w.outputs);
  const auto memory = checkedMul(w.units, std::uint64_t{batch}), kept = checkedMul(w.outputs, std::uint64_t{batch});
  bool fits = in && recurrent && memory && kept;
  for (std::size_t g = 0; g < 4 && fits; ++g) {
    kernels::GateWeights& gate = w.gates[g];
    fits = take(c, at.input + g, *in, gate.input) && take(c, at.recurrent + g, *recurrent, gate.recurrent) &&
           take(c, at.bias + g, w.units, gate.bias) &&
           (g == 2 || take(c, at.peephole + (g == 3 ? 2 : g), w.units, gate.peephole)) &&
           (at.norm == LstmOperands::kNowhere || take(c, at.norm + g, w.units, gate.norm));
    fits = fits && gate.input.empty() == gate.recurrent.empty() && (g == 0 || !gate.input.empty() || *in == 0);
  }
  fits = fits && take(c, at.projection, *recurrent, w.projection) &&
         take(c, at.projectionBias, w.outputs, w.projectionBias);
  if (!fits || (w.projection.empty() && w.outputs != w.units)) return unlike(c);
  ARA_ASSIGN(layer.h, stateOf(c, at.h, *kept));
  ARA_ASSIGN(layer.c, stateOf(c, at.c, *memory));
  return layer;
}

} // namespace ara::ops::tfl
