// What the recurrent layers of TensorFlow Lite share while they run on float32 values: reading operands and states, and
// walking through time.
#pragma once

#include "kernels/recurrent.h"
#include "ops/context.h"

#include <algorithm>

namespace ara::ops::tfl {

Fail unlike(EvalContext& c); // operands that do not fit together
Result<kernels::CellActivation> activationOf(EvalContext& c);

// A sequence and how its steps lie in it; a single step of shape [batch, width] is a sequence of one.
struct Steps {
  std::size_t steps = 1, batch = 0, width = 0;
  bool timeMajor = true, single = false;
  std::size_t row(std::size_t step, std::size_t example) const {
    return timeMajor ? step * batch + example : example * steps + step;
  }
};
Result<Steps> stepsOf(EvalContext& c, std::size_t operand = 0);

// Operand i as floats when it is there; false when it holds another type or number of elements.
bool take(EvalContext& c, std::size_t i, std::uint64_t elements, std::span<const float>& out);
// The state before the first step: what the operand holds.
Result<std::vector<float>> stateOf(EvalContext& c, std::size_t i, std::uint64_t elements);

struct SimpleLayer {
  kernels::SimpleWeights weights;
  std::vector<float> state;
};
// Operands first..: weights, recurrent weights, bias, state.
Result<SimpleLayer> simpleLayer(EvalContext& c, std::size_t first, std::size_t inputs, std::size_t batch);

// Where the operands of an LSTM stand; four (peepholes: three) of each, input gate first. kNowhere: the operator has
// none.
struct LstmOperands {
  static constexpr std::size_t kNowhere = std::size_t(-1);
  std::size_t input, recurrent, peephole, bias, projection, projectionBias, h, c, norm;
};
inline constexpr LstmOperands kForward{1, 5, 9, 12, 16, 17, 18, 19, 20};
struct LstmLayer {
  kernels::LstmWeights weights;
  std::vector<float> h, c;
};
Result<LstmLayer> lstmLayer(EvalContext& c, const LstmOperands& at, std::size_t inputs, std::size_t batch);

// Walks through time: `step` is given the input of all examples of one step, and gives back the output of all.
template<class Step> void walkTime(const Steps& s, std::span<const float> x, bool backwards, std::size_t outputs,
                                   Step&& step, std::span<float> y, std::size_t rowLength, std::size_t column) {
  std::vector<float> in(s.batch * s.width);
  for (std::size_t k = 0; k < s.steps; ++k) {
    const std::size_t i = backwards ? s.steps - 1 - k : k;
    for (std::size_t e = 0; e < s.batch; ++e)
      std::copy_n(x.begin() + std::ptrdiff_t(s.row(i, e) * s.width), s.width, in.begin() + std::ptrdiff_t(e * s.width));
    const std::span<const float> out = step(in);
    for (std::size_t e = 0; e < s.batch; ++e)
      std::copy_n(out.begin() + std::ptrdiff_t(e * outputs), outputs,
                  y.begin() + std::ptrdiff_t(s.row(i, e) * rowLength + column));
  }
}
// The shape of a result that has `width` numbers for each step of each example.
Shape resultOf(const Steps& s, std::size_t width);

} // namespace ara::ops::tfl
