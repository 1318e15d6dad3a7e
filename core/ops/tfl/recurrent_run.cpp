#include "ops/tfl/recurrent_run.h"

#include "kernels/recurrent.h"

#include <algorithm>

namespace ara::ops::tfl {
namespace {

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

// A sequence and how its steps lie in it.
struct Steps {
  std::size_t steps = 0, batch = 0, width = 0;
  bool timeMajor = false;
};

Result<Steps> stepsOf(EvalContext& c) {
  const Shape& s = c.inputs[0].shape;
  if (c.inputs[0].type != DataType::f32 || s.rank() != 3) return unlike(c);
  const bool timeMajor = c.attrBool("time_major");
  const auto d = [&](std::size_t i) { return static_cast<std::size_t>(s.dims[i]); };
  return timeMajor ? Steps{d(0), d(1), d(2), true} : Steps{d(1), d(0), d(2), false};
}

// Operand i as floats when it is there; false when it holds another type or number of elements.
bool take(EvalContext& c, std::size_t i, std::uint64_t elements, std::span<const float>& out) {
  if (i >= c.inputs.size() || c.inputs[i].type == DataType::none) return true;
  if (c.inputs[i].type != DataType::f32 || c.inputs[i].elements() != elements) return false;
  out = c.in<float>(i);
  return true;
}

// The state before the first step: what the operand holds.
Result<std::vector<float>> stateOf(EvalContext& c, std::size_t i, std::uint64_t elements) {
  std::span<const float> given;
  if (!take(c, i, elements, given)) return unlike(c);
  std::vector<float> state(elements);
  std::copy(given.begin(), given.end(), state.begin());
  return state;
}

// Walks through time: `step` is given the input of all examples of one step, and says where the output lies.
template<class Step> Status overTime(EvalContext& c, const Steps& s, std::size_t outputs, Step&& step) {
  const auto t = static_cast<Dim>(s.steps), b = static_cast<Dim>(s.batch), o = static_cast<Dim>(outputs);
  ARA_TRY(c.makeResult(0, DataType::f32, s.timeMajor ? Shape::of({t, b, o}) : Shape::of({b, t, o})));
  const auto x = c.in<float>(0);
  const auto y = c.out<float>(0);
  std::vector<float> in(s.batch * s.width);
  for (std::size_t i = 0; i < s.steps; ++i) {
    const auto row = [&](std::size_t example) { return s.timeMajor ? i * s.batch + example : example * s.steps + i; };
    for (std::size_t e = 0; e < s.batch; ++e)
      std::copy_n(x.begin() + std::ptrdiff_t(row(e) * s.width), s.width, in.begin() + std::ptrdiff_t(e * s.width));
    const std::span<const float> out = step(in);
    for (std::size_t e = 0; e < s.batch; ++e)
      std::copy_n(out.begin() + std::ptrdiff_t(e * outputs), outputs, y.begin() + std::ptrdiff_t(row(e) * outputs));
  }
  return {};
}

} // namespace

Status evaluateSequenceRnn(EvalContext& c) {
  if (c.inputs.size() != 5 || c.inputs[1].type != DataType::f32 || c.inputs[1].shape.rank() != 2) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  kernels::SimpleWeights w;
  w.inputs = s.width;
  w.units = static_cast<std::uint64_t>(c.inputs[1].shape.dims[0]);
  ARA_ASSIGN(w.activation, activationOf(c));
  const auto squared = checkedMul(w.units, w.units), entered = checkedMul(w.units, s.width),
             kept = checkedMul(w.units, s.batch);
  if (!squared || !entered || !kept || !take(c, 1, *entered, w.input) || !take(c, 2, *squared, w.recurrent) ||
      !take(c, 3, w.units, w.bias) || w.input.size() != *entered || w.recurrent.size() != *squared ||
      w.bias.size() != w.units)
    return unlike(c);
  ARA_ASSIGN(std::vector<float> h, stateOf(c, 4, *kept));
  return overTime(c, s, w.units, [&](std::span<const float> x) -> std::span<const float> {
    kernels::simpleStep(w, s.batch, x, h);
    return h;
  });
}

Status evaluateSequenceLstm(EvalContext& c) {
  if (c.inputs.size() != 20 && c.inputs.size() != 24) return unlike(c);
  for (const std::size_t i : {2, 6})
    if (c.inputs[i].type != DataType::f32 || c.inputs[i].shape.rank() != 2) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  kernels::LstmWeights w;
  w.inputs = s.width;
  w.units = static_cast<std::uint64_t>(c.inputs[2].shape.dims[0]);
  w.outputs = static_cast<std::uint64_t>(c.inputs[6].shape.dims[1]);
  ARA_ASSIGN(w.activation, activationOf(c));
  w.cellClip = static_cast<float>(c.attrFloat("cell_clip"));
  w.projectionClip = static_cast<float>(c.attrFloat("proj_clip"));
  const auto in = checkedMul(w.units, w.inputs), recurrent = checkedMul(w.units, w.outputs);
  const auto memory = checkedMul(w.units, s.batch), kept = checkedMul(w.outputs, s.batch);
  bool fits = in && recurrent && memory && kept;
  for (std::size_t g = 0; g < 4 && fits; ++g) {
    kernels::GateWeights& gate = w.gates[g];
    fits = take(c, 1 + g, *in, gate.input) && take(c, 5 + g, *recurrent, gate.recurrent) &&
           take(c, 12 + g, w.units, gate.bias) && (g == 2 || take(c, g == 3 ? 11 : 9 + g, w.units, gate.peephole)) &&
           take(c, 20 + g, w.units, gate.norm);
    fits = fits && gate.input.empty() == gate.recurrent.empty() && (g == 0 || !gate.input.empty() || *in == 0);
  }
  fits = fits && take(c, 16, *recurrent, w.projection) && take(c, 17, w.outputs, w.projectionBias);
  if (!fits || (w.projection.empty() && w.outputs != w.units)) return unlike(c);
  ARA_ASSIGN(std::vector<float> h, stateOf(c, 18, *kept));
  ARA_ASSIGN(std::vector<float> cell, stateOf(c, 19, *memory));
  return overTime(c, s, w.outputs, [&](std::span<const float> x) -> std::span<const float> {
    kernels::lstmStep(w, s.batch, x, h, cell);
    return h;
  });
}

} // namespace ara::ops::tfl
