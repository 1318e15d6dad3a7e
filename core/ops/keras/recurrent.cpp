// Recurrent layers of Keras that start from zero: one operator each, here and in TensorFlow Lite.
#include "ops/context.h"

#include <array>
#include <cstring>
#include <span>

namespace ara::ops::keras {
namespace {

using ir::OpDef;
using ir::OpKind;

// x [batch, steps, inputs] -> [batch, steps, units]
Status inferSequence(InferContext& c) {
  Shape s = c.shape(0);
  if (s.ranked && s.rank() != 3)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} is given {2}, and takes batch, steps and values.", c.op(), c.name(), s.text()),
                msg("Save the model again."), c.name());
  s = s.ranked ? s : Shape::of({ir::kUnknownDim, ir::kUnknownDim, ir::kUnknownDim});
  s.dims[2] = c.attrInt("units");
  c.result(0, c.type(0), std::move(s));
  return {};
}

// Columns from..to of a constant matrix [rows, columns], turned: [to - from, rows]. The runtime's weights lie that way.
Result<TensorId> turned(LowerContext& c, TensorId matrix, Dim from, Dim to) {
  const Shape shape = c.shapeOf(matrix);
  ARA_ASSIGN(const ir::BufferData data, c.model().data(c.graph()[matrix].buffer));
  const auto rows = static_cast<std::uint64_t>(shape.dims[0]), columns = static_cast<std::uint64_t>(shape.dims[1]);
  const auto first = static_cast<std::uint64_t>(from), width = static_cast<std::uint64_t>(to - from);
  std::vector<std::byte> out(rows * width * sizeof(float));
  for (std::uint64_t j = 0; j < width; ++j)
    for (std::uint64_t i = 0; i < rows; ++i)
      std::memcpy(out.data() + (j * rows + i) * sizeof(float),
                  data.bytes.data() + (i * columns + first + j) * sizeof(float), sizeof(float));
  return c.bytesConstant(DataType::f32, Shape::of({to - from, shape.dims[0]}), std::move(out));
}

Result<TensorId> part(LowerContext& c, std::size_t bias, Dim from, Dim to) {
  if (bias >= c.operandCount()) return c.splat(DataType::f32, Shape::of({to - from}), 0);
  ARA_ASSIGN(const ir::BufferData data, c.model().data(c.graph()[c.operand(bias)].buffer));
  const auto* begin = data.bytes.data() + static_cast<std::size_t>(from) * sizeof(float);
  return c.bytesConstant(DataType::f32, Shape::of({to - from}),
                         {begin, begin + static_cast<std::size_t>(to - from) * sizeof(float)});
}

// A state the runtime keeps between calls, set to zero at the beginning of each (runtime-facts: a FILL whose result is
// the state).
Result<TensorId> zeroed(LowerContext& c, Dim batch, Dim units) {
  const TensorId shape = c.ints({static_cast<std::int32_t>(batch), static_cast<std::int32_t>(units)});
  ARA_ASSIGN(const TensorId state, c.add("tfl.fill", {shape, c.scalar(DataType::f32, 0)}));
  c.edit().setVariable(state, true);
  return state;
}

Status checkForm(LowerContext& c, Dim gates) {
  const Dim units = c.attrInt("units");
  const Shape &x = c.shape(0), &kernel = c.shape(1), &recurrent = c.shape(2);
  if (!x.isStatic() || x.rank() != 3)
    return c.refuse(msg("the shape of its input is open ({0}).", x.text()),
                    msg("Give every dimension of the model's inputs."));
  const bool constant = c.isConstant(1) && c.isConstant(2) && (c.operandCount() < 4 || c.isConstant(3));
  const bool fits = constant && units > 0 && kernel == Shape::of({x.dims[2], gates * units}) &&
                    recurrent == Shape::of({units, gates * units}) &&
                    (c.operandCount() < 4 || c.shape(3) == Shape::of({gates * units}));
  if (!fits || c.type(0) != DataType::f32)
    return c.refuse(msg("its weights do not fit its input."), msg("Save the model again."));
  return {};
}

Status lowerLstm(LowerContext& c) {
  ARA_TRY(checkForm(c, 4));
  const Dim units = c.attrInt("units"), batch = c.shape(0).dims[0];
  std::vector<TensorId> operands(20);
  operands[0] = c.operand(0);
  for (Dim gate = 0; gate < 4; ++gate) { // input, forget, cell, output: the order of both
    const auto g = static_cast<std::size_t>(gate);
    ARA_ASSIGN(operands[1 + g], turned(c, c.operand(1), gate * units, (gate + 1) * units));
    ARA_ASSIGN(operands[5 + g], turned(c, c.operand(2), gate * units, (gate + 1) * units));
    ARA_ASSIGN(operands[12 + g], part(c, 3, gate * units, (gate + 1) * units));
  }
  ARA_ASSIGN(operands[18], zeroed(c, batch, units));
  ARA_ASSIGN(operands[19], zeroed(c, batch, units));
  return c.replaceWith("tfl.unidirectional_sequence_lstm", operands,
                       {{"fused_activation_function", ir::Symbol{"TANH"}},
                        {"cell_clip", 0.0},
                        {"proj_clip", 0.0},
                        {"time_major", false}});
}

Status lowerSimple(LowerContext& c) {
  ARA_TRY(checkForm(c, 1));
  const Dim units = c.attrInt("units"), batch = c.shape(0).dims[0];
  ARA_ASSIGN(const TensorId kernel, turned(c, c.operand(1), 0, units));
  ARA_ASSIGN(const TensorId recurrent, turned(c, c.operand(2), 0, units));
  ARA_ASSIGN(const TensorId bias, part(c, 3, 0, units));
  ARA_ASSIGN(const TensorId state, zeroed(c, batch, units));
  const std::string name = c.attrString("activation") == "relu" ? "RELU" : "TANH";
  return c.replaceWith("tfl.unidirectional_sequence_rnn", {c.operand(0), kernel, recurrent, bias, state},
                       {{"fused_activation_function", ir::Symbol{name}}, {"time_major", false}});
}

constexpr std::string_view kOperands = "input, kernel, recurrent_kernel, bias?";
constexpr std::string_view kAttrs = "units:int, activation:string";

const std::array kRows{
    OpDef{.name = "keras.LSTM",
          .kind = OpKind::recurrent,
          .doc = "A long short-term memory layer over a sequence, from a state of zeros.",
          .operands = kOperands,
          .attrs = kAttrs,
          .infer = inferSequence,
          .lower = lowerLstm},
    OpDef{.name = "keras.SimpleRNN",
          .kind = OpKind::recurrent,
          .doc = "A simple recurrent layer over a sequence, from a state of zeros.",
          .operands = kOperands,
          .attrs = kAttrs,
          .infer = inferSequence,
          .lower = lowerSimple},
};

} // namespace

std::span<const ir::OpDef> recurrentRows() { return kRows; }

} // namespace ara::ops::keras
