// Building, walking, verifying, copying and cleaning a graph of up to a million nodes. Time must be linear in nodes
// (see the BigO lines) and memory below 250 bytes a node with its name, its tensor and its share of the tables.
#include "ir/edit.h"
#include "ir/text.h"
#include "ir/verify.h"
#include "ir/walk.h"
#include "ops/registry.h"
#include "passes/pass.h"

#include <benchmark/benchmark.h>

namespace {

using namespace ara;

// A recurrent network rolled out: every fourth node adds what was two steps before. Names as long as real ones.
ir::Model chain(std::size_t nodes) {
  ir::Model model;
  model.graphs.emplace_back();
  ir::GraphEdit edit(model);
  edit.reserve(nodes, nodes + 1, nodes * 2);
  const ir::OpDef* const rows[] = {ops::find("tf.Sigmoid"), ops::find("tf.Tanh"), ops::find("tf.Identity")};
  const ir::OpDef* add = ops::find("tf.AddV2");
  const ir::TensorId x = edit.addTensor(ir::DataType::f32, ir::Shape::of({1, 64}), model.nameOf("x"));
  edit.setInputs({x});
  ir::TensorId last = x, before = x;
  const ir::AttrsId attrs = model.attrs.intern({{model.nameOf("T"), ir::DataType::f32}}, model.names);
  for (std::size_t i = 0; i < nodes; ++i) {
    const ir::NameId name = model.nameOf("rnn/multi_rnn_cell/cell_0/basic_lstm_cell/op_" + std::to_string(i));
    const ir::NodeId n = i % 4 == 3 ? edit.addNode(*add, {last, before}, attrs, 1, name)
                                    : edit.addNode(*rows[i % 4], {last}, attrs, 1, name);
    edit.setType(edit.graph().result(n), ir::DataType::f32);
    edit.setShape(edit.graph().result(n), ir::Shape::of({1, 64}));
    before = std::exchange(last, edit.graph().result(n));
  }
  edit.setOutputs({last});
  model.graphs[0].shrink();
  return model;
}

void Sizes(benchmark::internal::Benchmark* b) {
  b->Arg(62'500)->Arg(250'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Complexity(benchmark::oN);
}

void Build(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    const ir::Model model = chain(static_cast<std::size_t>(state.range(0)));
    bytes = model.bytes();
  }
  state.SetComplexityN(state.range(0));
  state.counters["bytes/node"] = static_cast<double>(bytes) / static_cast<double>(state.range(0));
}
BENCHMARK(Build)->Name("Ir/Build")->Apply(Sizes);

void Walk(benchmark::State& state) {
  const ir::Model model = chain(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(ir::executionOrder(model, model.graph()).nodes.data());
  state.SetComplexityN(state.range(0));
}
BENCHMARK(Walk)->Name("Ir/ExecutionOrder")->Apply(Sizes);

void Verify(benchmark::State& state) {
  const ir::Model model = chain(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state)
    if (!ir::verify(model).empty()) state.SkipWithError("the model is not sound");
  state.SetComplexityN(state.range(0));
}
BENCHMARK(Verify)->Name("Ir/Verify")->Apply(Sizes);

void Copy(benchmark::State& state) {
  const ir::Model model = chain(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const ir::Model copy = model;
    benchmark::DoNotOptimize(copy.names.size());
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(Copy)->Name("Ir/Copy")->Apply(Sizes);

void PrintAndParse(benchmark::State& state) {
  const ir::Model model = chain(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state)
    if (!ir::parse(ir::print(model), ops::find)) state.SkipWithError("the text does not parse");
  state.SetComplexityN(state.range(0));
}
BENCHMARK(PrintAndParse)->Name("Ir/PrintAndParse")->Apply(Sizes);

void SourcePasses(benchmark::State& state) {
  const ir::Model model = chain(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    state.PauseTiming();
    ir::Model copy = model;
    state.ResumeTiming();
    Task task;
    ir::Journal journal;
    std::vector<Error> refused;
    if (!passes::run(task, copy, passes::sourcePipeline(), journal, refused)) state.SkipWithError("the passes end");
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(SourcePasses)->Name("Ir/SourcePasses")->Apply(Sizes);

} // namespace
