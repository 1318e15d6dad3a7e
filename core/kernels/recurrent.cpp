#include "kernels/recurrent.h"

#include "kernels/activation.h"

#include <vector>

namespace ara::kernels {

float activated(CellActivation a, float v) {
  switch (a) {
  case CellActivation::none: return v;
  case CellActivation::relu: return relu(v);
  case CellActivation::relu6: return reluTo(v, 0.0f, 6.0f);
  case CellActivation::reluN1To1: return reluTo(v, -1.0f, 1.0f);
  case CellActivation::tanh: return std::tanh(v);
  }
  return v;
}

namespace {

float clipped(float v, float limit) { return limit > 0 ? std::clamp(v, -limit, limit) : v; }

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < b.size(); ++i) sum += double(a[i]) * double(b[i]);
  return sum;
}

void normalize(std::span<float> v, std::span<const float> coefficients) {
  double sum = 0, squares = 0;
  for (const float x : v) sum += double(x);
  const double mean = sum / double(v.size());
  for (const float x : v) squares += (double(x) - mean) * (double(x) - mean);
  const double scale = 1.0 / std::sqrt(squares / double(v.size()) + 1e-8);
  for (std::size_t i = 0; i < v.size(); ++i) v[i] = float((double(v[i]) - mean) * scale * double(coefficients[i]));
}

// One gate of one example, before its activation. `memory` is what its peephole looks at.
void gate(const GateWeights& g, std::span<const float> x, std::span<const float> h, std::span<const float> memory,
          std::span<float> out) {
  for (std::size_t u = 0; u < out.size(); ++u) {
    double v = dot(g.input.subspan(u * x.size(), x.size()), x) + dot(g.recurrent.subspan(u * h.size(), h.size()), h);
    if (!g.peephole.empty()) v += double(g.peephole[u]) * double(memory[u]);
    if (g.norm.empty() && !g.bias.empty()) v += double(g.bias[u]);
    out[u] = float(v);
  }
  if (g.norm.empty()) return;
  normalize(out, g.norm);
  for (std::size_t u = 0; u < out.size() && !g.bias.empty(); ++u) out[u] += g.bias[u];
}

} // namespace

void lstmStep(const LstmWeights& w, std::uint64_t batch, std::span<const float> x, std::span<float> h,
              std::span<float> c) {
  const std::size_t units = w.units, outputs = w.outputs;
  std::vector<float> in(units), forget(units), candidate(units), out(units), before(outputs);
  for (std::size_t b = 0; b < batch; ++b) {
    const auto xs = x.subspan(b * w.inputs, w.inputs);
    const auto hs = h.subspan(b * outputs, outputs), cs = c.subspan(b * units, units);
    std::copy(hs.begin(), hs.end(), before.begin());
    gate(w.gates[1], xs, before, cs, forget);
    gate(w.gates[2], xs, before, cs, candidate);
    const bool coupled = w.gates[0].input.empty();
    if (!coupled) gate(w.gates[0], xs, before, cs, in);
    for (std::size_t u = 0; u < units; ++u) {
      const float f = sigmoid(forget[u]), i = coupled ? 1.0f - f : sigmoid(in[u]);
      cs[u] = clipped(f * cs[u] + i * activated(w.activation, candidate[u]), w.cellClip);
    }
    gate(w.gates[3], xs, before, cs, out);
    for (std::size_t u = 0; u < units; ++u) out[u] = sigmoid(out[u]) * activated(w.activation, cs[u]);
    if (w.projection.empty()) {
      std::copy_n(out.begin(), outputs, hs.begin());
      continue;
    }
    for (std::size_t o = 0; o < outputs; ++o) {
      const double v = dot(w.projection.subspan(o * units, units), out) +
                       (w.projectionBias.empty() ? 0.0 : double(w.projectionBias[o]));
      hs[o] = clipped(float(v), w.projectionClip);
    }
  }
}

void simpleStep(const SimpleWeights& w, std::uint64_t batch, std::span<const float> x, std::span<float> h) {
  std::vector<float> before(w.units);
  for (std::size_t b = 0; b < batch; ++b) {
    const auto xs = x.subspan(b * w.inputs, w.inputs);
    const auto hs = h.subspan(b * w.units, w.units);
    std::copy(hs.begin(), hs.end(), before.begin());
    for (std::size_t u = 0; u < w.units; ++u) {
      const double v =
          dot(w.input.subspan(u * w.inputs, w.inputs), xs) + dot(w.recurrent.subspan(u * w.units, w.units), before);
      hs[u] = activated(w.activation, float(v + double(w.bias[u])));
    }
  }
}

} // namespace ara::kernels
