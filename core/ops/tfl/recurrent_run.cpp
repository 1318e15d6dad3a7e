#include "ops/tfl/recurrent_run.h"

#include "kernels/activation.h"
#include "ops/tfl/recurrent_parts.h"

namespace ara::ops::tfl {
namespace {

auto stepping(SimpleLayer& l, std::size_t batch) {
  return [&l, batch](std::span<const float> x) -> std::span<const float> {
    kernels::simpleStep(l.weights, batch, x, l.state);
    return l.state;
  };
}
auto stepping(LstmLayer& l, std::size_t batch) {
  return [&l, batch](std::span<const float> x) -> std::span<const float> {
    kernels::lstmStep(l.weights, batch, x, l.h, l.c);
    return l.h;
  };
}
std::size_t outputsOf(const SimpleLayer& l) { return l.weights.units; }
std::size_t outputsOf(const LstmLayer& l) { return l.weights.outputs; }

template<class Layer> Status runOne(EvalContext& c, const Steps& s, Layer& layer) {
  const std::size_t outputs = outputsOf(layer);
  ARA_TRY(c.makeResult(0, DataType::f32, resultOf(s, outputs)));
  walkTime(s, c.in<float>(0), false, outputs, stepping(layer, s.batch), c.out<float>(0), outputs, 0);
  return {};
}

// Forward into result 0, backward beside it or into result 1.
template<class Layer> Status runBoth(EvalContext& c, const Steps& s, std::span<const float> forwardInput,
                                     const Steps& back, std::span<const float> backwardInput, Layer& forward,
                                     Layer& backward) {
  const std::size_t f = outputsOf(forward), b = outputsOf(backward);
  const bool merged = c.attrBool("merge_outputs");
  if (!merged && c.results.size() < 2) return unlike(c);
  ARA_TRY(c.makeResult(0, DataType::f32, resultOf(s, merged ? f + b : f)));
  if (!merged) ARA_TRY(c.makeResult(1, DataType::f32, resultOf(s, b)));
  walkTime(s, forwardInput, false, f, stepping(forward, s.batch), c.out<float>(0), merged ? f + b : f, 0);
  walkTime(back, backwardInput, true, b, stepping(backward, s.batch), c.out<float>(merged ? 0 : 1), merged ? f + b : b,
           merged ? f : 0);
  return {};
}

// [a | b] of every row.
std::vector<float> beside(std::span<const float> a, std::size_t widthA, std::span<const float> b, std::size_t widthB) {
  std::vector<float> out;
  out.reserve(a.size() + b.size());
  const std::size_t rows = widthA ? a.size() / widthA : b.size() / std::max<std::size_t>(widthB, 1);
  for (std::size_t r = 0; r < rows; ++r) {
    out.insert(out.end(), a.begin() + std::ptrdiff_t(r * widthA), a.begin() + std::ptrdiff_t((r + 1) * widthA));
    out.insert(out.end(), b.begin() + std::ptrdiff_t(r * widthB), b.begin() + std::ptrdiff_t((r + 1) * widthB));
  }
  return out;
}

// The auxiliary input of a bidirectional layer: with weights of its own it is more input to both directions; without,
// it is the input of the backward one.
struct Auxiliary {
  bool there = false, weighted = false;
  Steps steps;
};
Result<Auxiliary> auxiliary(EvalContext& c, std::size_t operand, std::size_t weights, const Steps& s) {
  Auxiliary a;
  a.there = operand < c.inputs.size() && c.inputs[operand].type != DataType::none;
  if (!a.there) return a;
  ARA_ASSIGN(a.steps, stepsOf(c, operand));
  if (a.steps.steps != s.steps || a.steps.batch != s.batch) return unlike(c);
  a.weighted = weights < c.inputs.size() && c.inputs[weights].type != DataType::none;
  return a;
}

} // namespace

Status evaluateSequenceRnn(EvalContext& c) {
  if (c.inputs.size() != 5) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  ARA_ASSIGN(SimpleLayer layer, simpleLayer(c, 1, s.width, s.batch));
  return runOne(c, s, layer);
}

Status evaluateSequenceLstm(EvalContext& c) {
  if (c.inputs.size() != 20 && c.inputs.size() != 24) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  ARA_ASSIGN(LstmLayer layer, lstmLayer(c, kForward, s.width, s.batch));
  return runOne(c, s, layer);
}

Status evaluateLstm(EvalContext& c) {
  if (c.attrString("kernel_type", "FULL") != "BASIC") return evaluateSequenceLstm(c);
  // x, h, weights [4 units, inputs + units] of input, candidate, forget and output gate, bias, c
  if (c.inputs.size() != 5 || c.results.size() != 4) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  if (!s.single || c.inputs[4].type != DataType::f32 || c.inputs[4].shape.rank() != 2) return unlike(c);
  const auto units = static_cast<std::size_t>(c.inputs[4].shape.dims[1]), width = s.width + units;
  std::span<const float> x, h, weights, bias, memory;
  const auto cells = checkedMul(std::uint64_t{s.batch}, std::uint64_t{units}),
             four = checkedMul(std::uint64_t{4}, std::uint64_t{units});
  const auto all = four ? checkedMul(*four, std::uint64_t{width}) : std::nullopt;
  if (!cells || !all || !take(c, 0, s.batch * s.width, x) || !take(c, 1, *cells, h) || !take(c, 2, *all, weights) ||
      !take(c, 3, *four, bias) || !take(c, 4, *cells, memory) || h.empty() != memory.empty() ||
      weights.size() != *all || bias.size() != *four)
    return unlike(c);
  const std::size_t widths[] = {units, units, width, 4 * units};
  for (std::size_t i = 0; i < 4; ++i) ARA_TRY(c.makeResult(i, DataType::f32, resultOf(s, widths[i])));
  const auto out = c.out<float>(0), kept = c.out<float>(1), joined = c.out<float>(2), gates = c.out<float>(3);
  for (std::size_t b = 0; b < s.batch; ++b) {
    std::copy_n(x.begin() + std::ptrdiff_t(b * s.width), s.width, joined.begin() + std::ptrdiff_t(b * width));
    std::copy_n(h.begin() + std::ptrdiff_t(b * units), units, joined.begin() + std::ptrdiff_t(b * width + s.width));
    for (std::size_t g = 0; g < 4 * units; ++g) {
      double sum = double(bias[g]);
      for (std::size_t i = 0; i < width; ++i) sum += double(weights[g * width + i]) * double(joined[b * width + i]);
      gates[b * 4 * units + g] = float(sum);
    }
    for (std::size_t u = 0; u < units; ++u) {
      const auto gate = [&](std::size_t k) { return gates[(b * 4 + k) * units + u]; };
      const float next =
          kernels::sigmoid(gate(2)) * memory[b * units + u] + kernels::sigmoid(gate(0)) * std::tanh(gate(1));
      kept[b * units + u] = next;
      out[b * units + u] = kernels::sigmoid(gate(3)) * std::tanh(next);
    }
  }
  return {};
}

Status evaluateBothRnn(EvalContext& c) {
  constexpr std::size_t kAux = 9, kForwardAux = 10, kBackwardAux = 11;
  if (c.inputs.size() != 12) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  ARA_ASSIGN(const Auxiliary aux, auxiliary(c, kAux, kForwardAux, s));
  const bool crossed = aux.there && !aux.weighted;
  ARA_ASSIGN(SimpleLayer forward, simpleLayer(c, 1, s.width, s.batch));
  ARA_ASSIGN(SimpleLayer backward, simpleLayer(c, 5, crossed ? aux.steps.width : s.width, s.batch));
  const auto x = c.in<float>(0);
  if (!aux.there) return runBoth(c, s, x, s, x, forward, backward);
  const auto y = c.in<float>(kAux);
  if (crossed) return runBoth(c, s, x, aux.steps, y, forward, backward);
  std::vector<float> weights[2];
  std::size_t k = 0;
  for (SimpleLayer* l : {&forward, &backward}) {
    std::span<const float> more;
    const auto size = checkedMul(l->weights.units, std::uint64_t{aux.steps.width});
    if (!size || !take(c, k == 0 ? kForwardAux : kBackwardAux, *size, more) || more.size() != *size) return unlike(c);
    weights[k] = beside(l->weights.input, s.width, more, aux.steps.width);
    l->weights.input = weights[k++];
    l->weights.inputs += aux.steps.width;
  }
  const std::vector<float> both = beside(x, s.width, y, aux.steps.width);
  Steps wide = s;
  wide.width += aux.steps.width;
  return runBoth(c, wide, both, wide, both, forward, backward);
}

Status evaluateBothLstm(EvalContext& c) {
  constexpr std::size_t kAux = 39, kForwardAux = 40, kBackwardAux = 44;
  constexpr LstmOperands kFirst{1, 5, 9, 12, 16, 17, 35, 36, LstmOperands::kNowhere};
  constexpr LstmOperands kSecond{18, 22, 26, 29, 33, 34, 37, 38, LstmOperands::kNowhere};
  if (c.inputs.size() != 48) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  ARA_ASSIGN(const Auxiliary aux, auxiliary(c, kAux, kForwardAux + 1, s));
  const bool crossed = aux.there && !aux.weighted;
  ARA_ASSIGN(LstmLayer forward, lstmLayer(c, kFirst, s.width, s.batch));
  ARA_ASSIGN(LstmLayer backward, lstmLayer(c, kSecond, crossed ? aux.steps.width : s.width, s.batch));
  const auto x = c.in<float>(0);
  if (!aux.there) return runBoth(c, s, x, s, x, forward, backward);
  const auto y = c.in<float>(kAux);
  if (crossed) return runBoth(c, s, x, aux.steps, y, forward, backward);
  std::vector<std::vector<float>> weights;
  weights.reserve(8);
  for (LstmLayer* l : {&forward, &backward}) {
    const auto size = checkedMul(l->weights.units, std::uint64_t{aux.steps.width});
    for (std::size_t g = 0; g < 4; ++g) {
      std::span<const float> more;
      std::span<const float>& own = l->weights.gates[g].input;
      if (!size || !take(c, (l == &forward ? kForwardAux : kBackwardAux) + g, *size, more)) return unlike(c);
      if (own.empty() && more.empty()) continue;
      if (more.size() != *size) return unlike(c);
      own = weights.emplace_back(beside(own, s.width, more, aux.steps.width));
    }
    l->weights.inputs += aux.steps.width;
  }
  const std::vector<float> both = beside(x, s.width, y, aux.steps.width);
  Steps wide = s;
  wide.width += aux.steps.width;
  return runBoth(c, wide, both, wide, both, forward, backward);
}

// input [batch, inputs], weights over inputs [filters, inputs], weights over time [filters, memory], bias [units],
// state [batch, filters * memory]: `rank` filters make a unit.
Status evaluateSvdf(EvalContext& c) {
  if (c.inputs.size() != 5) return unlike(c);
  ARA_ASSIGN(const Steps s, stepsOf(c));
  for (const std::size_t i : {1, 2})
    if (c.inputs[i].type != DataType::f32 || c.inputs[i].shape.rank() != 2) return unlike(c);
  const auto filters = static_cast<std::size_t>(c.inputs[1].shape.dims[0]),
             memory = static_cast<std::size_t>(c.inputs[2].shape.dims[1]);
  const std::int64_t rank = c.attrInt("rank");
  if (!s.single || rank < 1 || filters % static_cast<std::size_t>(rank) != 0 || memory == 0) return unlike(c);
  const std::size_t units = filters / static_cast<std::size_t>(rank);
  std::span<const float> overInputs, overTime, bias;
  const auto first = checkedMul(std::uint64_t{filters}, std::uint64_t{s.width}),
             second = checkedMul(std::uint64_t{filters}, std::uint64_t{memory});
  const auto kept = second ? checkedMul(*second, std::uint64_t{s.batch}) : std::nullopt;
  if (!first || !kept || !take(c, 1, *first, overInputs) || !take(c, 2, *second, overTime) ||
      !take(c, 3, units, bias) || overInputs.size() != *first || overTime.size() != *second)
    return unlike(c);
  ARA_ASSIGN(const auto activation, activationOf(c));
  ARA_ASSIGN(const std::vector<float> state, stateOf(c, 4, *kept));
  ARA_TRY(c.makeResult(0, DataType::f32, resultOf(s, units)));
  const auto x = c.in<float>(0);
  const auto y = c.out<float>(0);
  for (std::size_t b = 0; b < s.batch; ++b)
    for (std::size_t u = 0; u < units; ++u) {
      double sum = bias.empty() ? 0.0 : double(bias[u]);
      for (std::size_t r = 0; r < static_cast<std::size_t>(rank); ++r) {
        const std::size_t f = u * static_cast<std::size_t>(rank) + r;
        double newest = 0;
        for (std::size_t i = 0; i < s.width; ++i)
          newest += double(overInputs[f * s.width + i]) * double(x[b * s.width + i]);
        // The oldest value of the state drops out, the newest comes last.
        for (std::size_t m = 0; m + 1 < memory; ++m)
          sum += double(overTime[f * memory + m]) * double(state[(b * filters + f) * memory + m + 1]);
        sum += double(overTime[f * memory + memory - 1]) * double(float(newest));
      }
      y[b * units + u] = kernels::activated(activation, float(sum));
    }
  return {};
}

} // namespace ara::ops::tfl
