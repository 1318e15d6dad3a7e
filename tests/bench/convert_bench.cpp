// The whole way from a model in memory to verified bytes, for the article's network at 200, 400 and 800 steps: time must be
// linear in nodes. Instructions, free of noise:
//   valgrind --tool=callgrind build/bench/bin/aracari-bench --benchmark_filter=Convert/200 --benchmark_min_time=0
#include "unrolled_lstm.h"

#include "convert/convert.h"

#include <benchmark/benchmark.h>

namespace {

void converted(benchmark::State& state, ara::passes::Recurrent recurrent) {
  const ara::bench::UnrolledLstm network(static_cast<int>(state.range(0)));
  ara::convert::Settings settings;
  settings.outputs = {"y_"};
  settings.batch = 1;
  settings.recurrent = recurrent;
  std::size_t bytes = 0, operators = 0;
  for (auto _ : state) {
    ara::Task task;
    const auto c = ara::convert::run(task, network.model(), settings);
    if (!c || !c->refused.empty()) {
      const std::string why = c ? c->refused.front().text() : c.error().text();
      state.SkipWithError(why.c_str());
      return;
    }
    bytes = c->file.size();
    operators = c->model.graph().liveNodeCount();
  }
  state.counters["nodes"] = static_cast<double>(network.model().graph().liveNodeCount());
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["operators"] = static_cast<double>(operators);
}
void Convert(benchmark::State& state) { converted(state, ara::passes::Recurrent::unrolled); }
BENCHMARK(Convert)->Arg(200)->Arg(400)->Arg(800)->Unit(benchmark::kMillisecond);

// The same with its layers recognised and checked; 10,000 steps are 280,000 nodes.
void ConvertFused(benchmark::State& state) { converted(state, ara::passes::Recurrent::fused); }
BENCHMARK(ConvertFused)->Arg(200)->Arg(10000)->Unit(benchmark::kMillisecond);

} // namespace
