// A recurrent network of the usual shape, two stacked cells unrolled: what the window arranges when everything is
// unfolded. The times are processor times. Budget: 100 ms for 200 steps, 1 s for 100,000 boxes.
#include "layout/layout.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>

namespace ara::layout {
namespace {

class Unrolled {
public:
  explicit Unrolled(int steps) {
    const std::uint32_t input = box(90, {});
    const std::uint32_t parts = box(72, {{input, 0}});
    std::array<State, 2> state;
    for (State& s : state) s = {{box(70, {}), 0}, {box(70, {}), 0}};
    for (int t = 0; t < steps; ++t) {
      Value x{parts, static_cast<std::uint16_t>(t)};
      for (State& s : state) {
        s = cell(x, s);
        x = s.h;
      }
    }
    box(80, {state[1].h});
  }
  Request request;

private:
  struct Value {
    std::uint32_t box = 0;
    std::uint16_t port = 0;
  };
  struct State {
    Value h, c;
  };

  std::uint32_t box(float width, std::initializer_list<Value> operands, bool ordered = true) {
    const auto b = static_cast<std::uint32_t>(request.boxes.size());
    request.boxes.push_back({width, 26});
    std::uint16_t port = 0;
    for (const Value& v : operands) request.edges.push_back({v.box, b, v.port, ordered ? port++ : port});
    return b;
  }

  State cell(Value x, const State& s) {
    const Value joined{box(90, {x, s.h})}, product{box(80, {joined})}, sum{box(84, {product})};
    const std::uint32_t split = box(66, {sum});
    const Value in{box(84, {{split, 0}})}, fresh{box(62, {{split, 1}})}, bias{box(58, {{split, 2}})},
        keep{box(84, {bias})}, out{box(84, {{split, 3}})};
    const Value kept{box(58, {keep, s.c}, false)}, added{box(58, {in, fresh}, false)};
    const Value c{box(58, {kept, added}, false)}, squashed{box(62, {c})};
    return {{box(58, {squashed, out}, false)}, c};
  }
};

void run(benchmark::State& state, const Request& request) {
  std::uint32_t ranks = 0;
  for (auto _ : state) {
    Task task;
    const auto picture = layered(task, request);
    if (!picture) return state.SkipWithError("layered() failed");
    for (const std::uint32_t r : picture->rank) ranks = std::max(ranks, r + 1);
  }
  state.counters["boxes"] = static_cast<double>(request.boxes.size());
  state.counters["edges"] = static_cast<double>(request.edges.size());
  state.counters["ranks"] = ranks;
}

void layoutUnrolled(benchmark::State& state) { run(state, Unrolled(static_cast<int>(state.range(0))).request); }
BENCHMARK(layoutUnrolled)->Arg(10)->Arg(200)->Arg(400)->Arg(3500)->Unit(benchmark::kMillisecond);

void layoutSingleBoxes(benchmark::State& state) {
  Request r;
  r.boxes.assign(static_cast<std::size_t>(state.range(0)), {80, 26});
  run(state, r);
}
BENCHMARK(layoutSingleBoxes)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ara::layout
