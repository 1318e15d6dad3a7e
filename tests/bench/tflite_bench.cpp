// Reading and writing TensorFlow Lite files beside copying their bytes.
#include "formats/tflite/tflite.h"
#include "ir/edit.h"
#include "ops/registry.h"

#include <benchmark/benchmark.h>

#include <cstring>

namespace ara {
namespace {

// A chain of `operators` MUL and TANH with names as long as converters make them, and `bytes` of weights.
std::vector<std::byte> chain(std::size_t operators, std::size_t bytes) {
  ir::Model m;
  m.graphs.resize(1);
  ir::GraphEdit edit(m);
  ir::TensorId at = edit.addTensor(ir::DataType::f32, ir::Shape::of({1, 64}), m.nameOf("input"));
  edit.setInputs({at});
  std::vector<std::byte> content(bytes);
  for (std::size_t i = 0; i < bytes; ++i) content[i] = static_cast<std::byte>(i * 31 >> 3);
  const auto weights = edit.addConstant(ir::DataType::f32, ir::Shape::of({1, static_cast<ir::Dim>(bytes / 4)}),
                                        m.addBuffer(ir::heapBuffer(std::move(content))), m.nameOf("weights"));
  for (std::size_t i = 0; i < operators; ++i) {
    const bool product = i % 2 == 0;
    const auto name = "rnn/while/multi_rnn_cell/cell_0/basic_lstm_cell/step_" + std::to_string(i);
    const ir::TensorId y = edit.addTensor(ir::DataType::f32, ir::Shape::of({1, 64}), m.nameOf(name));
    const ir::TensorId results[] = {y}, two[] = {at, i == 0 ? weights : at}, one[] = {at};
    const std::string_view op = product ? "tfl.mul" : "tfl.tanh";
    edit.addNode(m.nameOf(op), ops::find(op),
                 product ? std::span<const ir::TensorId>(two) : std::span<const ir::TensorId>(one), {}, results);
    at = y;
  }
  edit.setOutputs({at});
  Task task;
  return *formats::tflite::write(task, m);
}

void setBytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}

void read(benchmark::State& state, std::size_t operators, std::size_t bytes) {
  const auto file = chain(operators, bytes);
  for (auto _ : state) {
    Task task;
    benchmark::DoNotOptimize(formats::tflite::readBytes(task, file, nullptr));
  }
  setBytes(state, file.size());
}
void write(benchmark::State& state, std::size_t operators, std::size_t bytes) {
  const auto file = chain(operators, bytes);
  Task task;
  const auto model = formats::tflite::readBytes(task, file, nullptr);
  for (auto _ : state) benchmark::DoNotOptimize(formats::tflite::write(task, *model));
  setBytes(state, file.size());
}
void copy(benchmark::State& state, std::size_t bytes) {
  std::vector<std::byte> from(bytes, std::byte{1});
  for (auto _ : state) {
    std::vector<std::byte> to(bytes);
    std::memcpy(to.data(), from.data(), bytes);
    benchmark::DoNotOptimize(to.data());
  }
  setBytes(state, bytes);
}

constexpr std::size_t kWeights = 64u << 20;
BENCHMARK_CAPTURE(read, tflite_5000_operators, 5000, 1024)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write, tflite_5000_operators, 5000, 1024)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, tflite_64_MB_of_weights, 10, kWeights)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write, tflite_64_MB_of_weights, 10, kWeights)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(copy, memcpy_64_MB, kWeights)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ara
