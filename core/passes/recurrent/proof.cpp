#include "passes/recurrent/proof.h"

#include "runtime/evaluate.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <ctime>

namespace ara::passes::recurrent {
namespace {

constexpr std::size_t kMostSteps = 16;
constexpr std::array<float, 4> kScales = {1.0f, 1.0f, 3.0f, 100.0f};
constexpr float kTolerance = 1e-5f;

// Numbers in [-1, 1), the same in every run.
class Random {
public:
  explicit Random(std::uint64_t seed) : m_state(seed * 0x9e3779b97f4a7c15u + 1) {}
  float next() {
    m_state ^= m_state << 13;
    m_state ^= m_state >> 7;
    m_state ^= m_state << 17;
    return static_cast<float>(static_cast<std::int32_t>(m_state >> 40) - (1 << 23)) / static_cast<float>(1 << 23);
  }

private:
  std::uint64_t m_state;
};

double cpuMilliseconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

// inputs[i][step] side by side as one sequence.
std::vector<float> woven(const Cell& cell, const std::vector<std::vector<std::vector<float>>>& inputs,
                         std::size_t steps, bool timeMajor) {
  std::vector<float> out(steps * cell.batch * cell.inputWidth);
  std::size_t column = 0;
  for (const auto& input : inputs) {
    const std::size_t width = input[0].size() / cell.batch;
    for (std::size_t t = 0; t < steps; ++t)
      for (std::size_t b = 0; b < cell.batch; ++b) {
        const std::size_t row = timeMajor ? t * cell.batch + b : b * steps + t;
        std::copy_n(input[t].begin() + std::ptrdiff_t(b * width), width,
                    out.begin() + std::ptrdiff_t(row * cell.inputWidth + column));
      }
    column += width;
  }
  return out;
}

// The first place where two outputs part.
std::optional<Message> parting(const Cell& cell, const std::vector<std::vector<float>>& source,
                               const std::vector<float>& made, std::size_t sample, bool timeMajor) {
  const std::size_t steps = source.size();
  float largest = 1;
  for (const auto& step : source)
    for (const float v : step) largest = std::max(largest, std::abs(v));
  for (std::size_t t = 0; t < steps; ++t)
    for (std::size_t i = 0; i < source[t].size(); ++i) {
      const std::size_t b = i / cell.outputs, o = i % cell.outputs;
      const float other = made[((timeMajor ? t * cell.batch + b : b * steps + t)) * cell.outputs + o];
      if (std::abs(source[t][i] - other) <= kTolerance * largest) continue; // false for NaN
      return msg("on random input {0} unit {1} of step {2} is {3} in the graph and {4} in the operator.", sample + 1, o,
                 t + 1, source[t][i], other);
    }
  return {};
}

} // namespace

std::size_t checkedSteps(std::size_t steps) { return std::min(steps, kMostSteps); }

ops::TensorView floatView(ir::Shape shape, std::vector<float> values) {
  auto block = std::make_shared<const std::vector<float>>(std::move(values));
  const Bytes bytes(std::as_bytes(std::span(*block)));
  return {ir::DataType::f32, std::move(shape), {bytes, std::move(block)}};
}

std::vector<float> floatsOf(const ops::TensorView& view) {
  std::vector<float> out(view.data.bytes.size() / sizeof(float));
  if (!out.empty()) std::memcpy(out.data(), view.data.bytes.data(), out.size() * sizeof(float));
  return out;
}

Result<std::optional<Message>> disagreement(Builder& b, const Cell& cell, Sequence input, Sequence output,
                                            std::size_t steps, const SourceRun& source) {
  const double start = cpuMilliseconds();
  std::optional<Message> found;
  Task quiet = b.c.task.part(0, 0);
  for (std::size_t sample = 0; sample < kScales.size() && !found; ++sample) {
    Random random(sample + 1);
    std::vector<std::vector<std::vector<float>>> inputs(cell.inputs.size());
    for (std::size_t i = 0; i < cell.inputs.size(); ++i) {
      const auto width = static_cast<std::size_t>(cell.inputWidths[i]);
      inputs[i].assign(steps, std::vector<float>(cell.batch * width));
      for (auto& step : inputs[i])
        for (float& v : step) v = random.next() * kScales[sample];
    }
    ARA_ASSIGN(const auto expected, source(inputs));
    const auto t = static_cast<ir::Dim>(steps), n = static_cast<ir::Dim>(cell.batch),
               w = static_cast<ir::Dim>(cell.inputWidth);
    const runtime::Feed feed{input.tensor,
                             floatView(input.timeMajor ? ir::Shape::of({t, n, w}) : ir::Shape::of({n, t, w}),
                                       woven(cell, inputs, steps, input.timeMajor))};
    const ir::TensorId wanted[] = {output.tensor};
    ARA_ASSIGN(const auto made, runtime::runGraph(quiet, b.c.model, b.c.edit.id(), std::span(&feed, 1), wanted));
    const std::vector<float> values = floatsOf(made[0]);
    if (expected.size() != steps || values.size() != steps * cell.batch * cell.outputs)
      return fail(ErrorKind::Internal, msg("A recurrent layer was checked on other shapes than its own."));
    found = parting(cell, expected, values, sample, output.timeMajor);
  }
  b.c.edit.addProofTime(cpuMilliseconds() - start);
  return found;
}

} // namespace ara::passes::recurrent
