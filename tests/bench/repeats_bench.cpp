// The article's network at so many steps that it has a million nodes: how long it takes to see that they are two cells.
#include "unrolled_lstm.h"

#include "analysis/repeats.h"

#include <benchmark/benchmark.h>

namespace {

void Repeats(benchmark::State& state) {
  const ara::bench::UnrolledLstm network(static_cast<int>(state.range(0)));
  std::size_t found = 0;
  for (auto _ : state) {
    ara::Task task;
    const auto repeats = ara::analysis::findRepeats(task, network.model(), network.model().graph());
    if (!repeats) return state.SkipWithError("cancelled");
    found = 0;
    for (const auto& r : *repeats) found += r.copies == static_cast<std::uint32_t>(state.range(0));
  }
  state.counters["nodes"] = static_cast<double>(network.model().graph().liveNodeCount());
  state.counters["cells"] = static_cast<double>(found);
}
BENCHMARK(Repeats)->Arg(200)->Arg(36000)->Unit(benchmark::kMillisecond);

} // namespace
