// Recurrent cells that are one operator in TensorFlow. The pass expand_cells writes out what they compute.
#include "kernels/activation.h"
#include "ops/tf/source_parts.h"

#include <array>

namespace ara::ops::tf {
namespace {

using ir::OpKind;

// Every result is [batch, units]: the shape of the state before.
template<std::size_t state> Status inferCell(InferContext& c) {
  for (std::size_t i = 0; i < c.resultCount(); ++i)
    c.result(i, c.operandCount() > state ? c.type(state) : DataType::none,
             c.operandCount() > state ? c.shape(state) : Shape::unknown());
  return {};
}

// x [steps, batch, inputs], h [batch, units] -> [steps, batch, units]
Status inferBlock(InferContext& c) {
  constexpr std::size_t kX = 1, kH = 3;
  Shape s = Shape::unknown();
  if (c.operandCount() > kH && c.shape(kX).ranked && c.shape(kX).rank() == 3 && c.shape(kH).ranked &&
      c.shape(kH).rank() == 2)
    s = Shape::of({c.shape(kX).dims[0], c.shape(kX).dims[1], c.shape(kH).dims[1]});
  for (std::size_t i = 0; i < c.resultCount(); ++i) c.result(i, c.operandCount() > kX ? c.type(kX) : DataType::none, s);
  return {};
}

using kernels::sigmoid;

Fail unlike(EvalContext& c) {
  return c.refuse(msg("{0} {1} has operands that do not fit together.", c.op(), c.name()));
}

// [x, h] * w + b of one example; `columns` numbers.
std::vector<double> product(std::span<const float> x, std::span<const float> h, std::span<const float> w,
                            std::span<const float> b) {
  std::vector<double> out(b.begin(), b.end());
  for (std::size_t i = 0; i < x.size() + h.size(); ++i) {
    const double v = double(i < x.size() ? x[i] : h[i - x.size()]);
    for (std::size_t k = 0; k < out.size(); ++k) out[k] += v * double(w[i * out.size() + k]);
  }
  return out;
}

struct Block {
  std::size_t steps = 1, batch = 0, inputs = 0, units = 0;
  std::array<std::size_t, 4> order{}; // where input, candidate, forget and output gate stand in w
  double forgetBias = 0, clip = 0;
  bool peephole = false;
};

// Operands from `x`: x, c, h, w, three peepholes, b. Results: i, c, f, o, candidate, activated c, h, all [steps, batch,
// units].
Status runBlock(EvalContext& c, std::size_t x, const Block& b, const Shape& result) {
  const std::size_t width = b.inputs + b.units, cells = b.batch * b.units;
  const std::pair<std::size_t, std::size_t> wanted[] = {{x, b.steps * b.batch * b.inputs},
                                                        {x + 1, cells},
                                                        {x + 2, cells},
                                                        {x + 3, width * 4 * b.units},
                                                        {x + 7, 4 * b.units}};
  for (const auto& [i, count] : wanted)
    if (c.inputs[i].type != DataType::f32 || c.inputs[i].elements() != count) return unlike(c);
  for (std::size_t i = x + 4; b.peephole && i < x + 7; ++i)
    if (c.inputs[i].type != DataType::f32 || c.inputs[i].elements() != b.units) return unlike(c);
  for (std::size_t i = 0; i < 7; ++i) ARA_TRY(c.makeResult(i, DataType::f32, result));
  std::vector<float> memory(c.in<float>(x + 1).begin(), c.in<float>(x + 1).end()),
      h(c.in<float>(x + 2).begin(), c.in<float>(x + 2).end());
  const auto in = c.in<float>(x), w = c.in<float>(x + 3), bias = c.in<float>(x + 7);
  const auto look = [&](std::size_t gate, std::size_t u) { return b.peephole ? c.in<float>(x + 4 + gate)[u] : 0.0f; };
  for (std::size_t t = 0; t < b.steps; ++t)
    for (std::size_t e = 0; e < b.batch; ++e) {
      const std::size_t row = t * b.batch + e;
      const auto gates =
          product(in.subspan(row * b.inputs, b.inputs), std::span(h).subspan(e * b.units, b.units), w, bias);
      for (std::size_t u = 0; u < b.units; ++u) {
        const auto gate = [&](std::size_t k) { return gates[b.order[k] * b.units + u]; };
        const double old = double(memory[e * b.units + u]);
        const double i = sigmoid(gate(0) + double(look(0, u)) * old), candidate = std::tanh(gate(1));
        const double f = sigmoid(gate(2) + b.forgetBias + double(look(1, u)) * old);
        double next = i * candidate + f * old;
        if (b.clip > 0) next = std::clamp(next, -b.clip, b.clip);
        const double o = sigmoid(gate(3) + double(look(2, u)) * next), activated = std::tanh(next);
        const double values[] = {i, next, f, o, candidate, activated, o * activated};
        for (std::size_t k = 0; k < 7; ++k) c.out<float>(k)[row * b.units + u] = float(values[k]);
        memory[e * b.units + u] = float(next);
      }
      for (std::size_t u = 0; u < b.units; ++u) h[e * b.units + u] = c.out<float>(6)[row * b.units + u];
    }
  return {};
}

Block blockOf(EvalContext& c) {
  const bool second = c.op() == "BlockLSTMV2"; // its gates stand input, forget, candidate, output
  Block b;
  b.order = second ? std::array<std::size_t, 4>{0, 2, 1, 3} : std::array<std::size_t, 4>{0, 1, 2, 3};
  b.forgetBias = second ? 0 : c.attrFloat("forget_bias", 1);
  b.clip = c.attrFloat("cell_clip", second ? 0 : 3);
  b.peephole = c.attrBool("use_peephole");
  return b;
}

Status evaluateLstmCell(EvalContext& c) {
  ARA_TRY(wantInputs(c, 8));
  const Shape x = c.inputs[0].shape, h = c.inputs[2].shape;
  if (x.rank() != 2 || h.rank() != 2 || x.dims[0] != h.dims[0]) return unlike(c);
  Block b = blockOf(c);
  b.batch = std::size_t(x.dims[0]), b.inputs = std::size_t(x.dims[1]), b.units = std::size_t(h.dims[1]);
  return runBlock(c, 0, b, h);
}

Status evaluateBlock(EvalContext& c) {
  ARA_TRY(wantInputs(c, 9));
  const Shape x = c.inputs[1].shape, h = c.inputs[3].shape;
  if (x.rank() != 3 || h.rank() != 2 || x.dims[1] != h.dims[0]) return unlike(c);
  ARA_ASSIGN(const auto steps, inputIntegers(c, 0));
  if (steps.size() != 1 || steps[0] < x.dims[0])
    return c.refuse(msg("{0} {1} stops after a number of steps that is not that of its sequence.", c.op(), c.name()));
  Block b = blockOf(c);
  b.steps = std::size_t(x.dims[0]), b.batch = std::size_t(x.dims[1]), b.inputs = std::size_t(x.dims[2]);
  b.units = std::size_t(h.dims[1]);
  return runBlock(c, 1, b, Shape::of({x.dims[0], h.dims[0], h.dims[1]}));
}

// r, u = sigmoid([x, h] w_ru + b_ru);  c = tanh([x, r h] w_c + b_c);  h' = u h + (1 - u) c
Status evaluateGruCell(EvalContext& c) {
  ARA_TRY(wantInputs(c, 6));
  const Shape x = c.inputs[0].shape, h = c.inputs[1].shape;
  if (x.rank() != 2 || h.rank() != 2 || x.dims[0] != h.dims[0]) return unlike(c);
  const std::size_t inputs = std::size_t(x.dims[1]), units = std::size_t(h.dims[1]), width = inputs + units;
  const std::size_t wanted[] = {
      c.inputs[0].elements(), c.inputs[1].elements(), width * 2 * units, width * units, 2 * units, units};
  for (std::size_t i = 0; i < 6; ++i)
    if (c.inputs[i].type != DataType::f32 || c.inputs[i].elements() != wanted[i]) return unlike(c);
  for (std::size_t i = 0; i < 4; ++i) ARA_TRY(c.makeResult(i, DataType::f32, h));
  for (std::size_t e = 0; e < std::size_t(x.dims[0]); ++e) {
    const auto in = c.in<float>(0).subspan(e * inputs, inputs), state = c.in<float>(1).subspan(e * units, units);
    const auto gates = product(in, state, c.in<float>(2), c.in<float>(4).first(2 * units));
    std::vector<float> kept(units);
    for (std::size_t u = 0; u < units; ++u) kept[u] = float(sigmoid(gates[u]) * double(state[u]));
    const auto fresh = product(in, kept, c.in<float>(3), c.in<float>(5).first(units));
    for (std::size_t u = 0; u < units; ++u) {
      const double update = sigmoid(gates[units + u]), candidate = std::tanh(fresh[u]);
      const double values[] = {sigmoid(gates[u]), update, candidate,
                               update * double(state[u]) + (1 - update) * candidate};
      for (std::size_t k = 0; k < 4; ++k) c.out<float>(k)[e * units + u] = float(values[k]);
    }
  }
  return {};
}

const std::array kRows{
    row("tf.LSTMBlockCell", OpKind::recurrent, "One step of a long short-term memory layer.",
        "x, cs_prev, h_prev, w, wci, wcf, wco, b", "i, cs, f, o, ci, co, h",
        "forget_bias:float=1, cell_clip:float=3, use_peephole:bool=false, T:type", kPure, inferCell<1>,
        evaluateLstmCell, nullptr),
    row("tf.BlockLSTM", OpKind::recurrent, "A long short-term memory layer over a sequence.",
        "seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b", "i, cs, f, o, ci, co, h",
        "forget_bias:float=1, cell_clip:float=3, use_peephole:bool=false, T:type", kPure, inferBlock, evaluateBlock,
        nullptr),
    row("tf.BlockLSTMV2", OpKind::recurrent, "A long short-term memory layer over a sequence.",
        "seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b", "i, cs, f, o, ci, co, h",
        "cell_clip:float=0, use_peephole:bool=false, T:type", kPure, inferBlock, evaluateBlock, nullptr),
    row("tf.GRUBlockCell", OpKind::recurrent, "One step of a gated recurrent unit.", "x, h_prev, w_ru, w_c, b_ru, b_c",
        "r, u, c, h", "T:type", kPure, inferCell<1>, evaluateGruCell, nullptr),
};

} // namespace

std::span<const ir::OpDef> cellRows() { return kRows; }

} // namespace ara::ops::tf
