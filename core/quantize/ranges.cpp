#include "quantize/ranges.h"

#include "base/strings.h"
#include "ir/walk.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ara::quantize {
namespace {

using ir::TensorId;

constexpr std::size_t kBins = 2048;
constexpr double kNewest = 0.01; // weight of the newest example in the moving average

// Tensors of the main graph whose values are numbers to quantize.
std::vector<TensorId> watched(const ir::Model& model) {
  const ir::Graph& g = model.graph();
  const std::vector<bool> needed = ir::neededFor(g, g.outputs, false);
  std::vector<bool> fed(g.tensorCount());
  for (const TensorId t : g.inputs) fed[t.index()] = true;
  std::vector<TensorId> out;
  for (std::size_t i = 0; i < g.tensorCount(); ++i) {
    const ir::Tensor& x = g[TensorId(i)];
    const bool living = fed[i] || (x.producer && needed[x.producer.index()] && !x.buffer);
    if (living && x.type == ir::DataType::f32) out.push_back(TensorId(i));
  }
  return out;
}

struct Seen {
  float least = HUGE_VALF, most = -HUGE_VALF;
  double averageLeast = 0, averageMost = 0;
  std::size_t examples = 0;
  bool finite = true;
};

void look(const ops::TensorView& v, Seen& seen) {
  const std::uint64_t count = v.data.bytes.size() / sizeof(float);
  if (!count) return;
  float least = HUGE_VALF, most = -HUGE_VALF;
  for (std::uint64_t i = 0; i < count; ++i) {
    const float x = v.load<float>(i);
    seen.finite = seen.finite && std::isfinite(x);
    least = std::min(least, x);
    most = std::max(most, x);
  }
  seen.least = std::min(seen.least, least);
  seen.most = std::max(seen.most, most);
  const double weight = seen.examples ? kNewest : 1;
  seen.averageLeast += weight * (double(least) - seen.averageLeast);
  seen.averageMost += weight * (double(most) - seen.averageMost);
  ++seen.examples;
}

// A person's arrays must hold numbers; what a model makes of them inside may not.
Status examplesFinite(const ir::Model& model, const std::vector<Example>& examples) {
  for (std::size_t e = 0; e < examples.size(); ++e)
    for (const runtime::Feed& f : examples[e]) {
      if (f.value.type != ir::DataType::f32) continue;
      const std::uint64_t count = f.value.data.bytes.size() / sizeof(float);
      for (std::uint64_t i = 0; i < count; ++i)
        if (!std::isfinite(f.value.load<float>(i))) {
          const std::string name = model.tensorName(model.graph(), f.tensor);
          return fail(ErrorKind::Unsupported,
                      msg("Calibration example {0} holds NaN or infinity for {1}.", e + 1, name),
                      msg("Leave that example out."), name);
        }
    }
  return {};
}

struct Histogram {
  std::array<std::uint64_t, kBins> bins{};
  std::uint64_t count = 0;
};

void fill(const ops::TensorView& v, const Seen& seen, Histogram& h) {
  const double width = (double(seen.most) - double(seen.least)) / double(kBins);
  const std::uint64_t count = v.data.bytes.size() / sizeof(float);
  for (std::uint64_t i = 0; i < count; ++i) {
    const double at = width > 0 ? (double(v.load<float>(i)) - double(seen.least)) / width : 0;
    ++h.bins[std::min(kBins - 1, static_cast<std::size_t>(std::max(at, 0.0)))];
  }
  h.count += count;
}

// The shortest range with at most half of the rest on either side.
Range percentileOf(const Seen& seen, const Histogram& h, double percent) {
  const double width = (double(seen.most) - double(seen.least)) / double(kBins);
  const double rest = double(h.count) * std::clamp(1 - percent / 100, 0.0, 1.0) / 2;
  std::size_t first = 0, last = kBins;
  for (double out = 0; first < last && out + double(h.bins[first]) <= rest; ++first) out += double(h.bins[first]);
  for (double out = 0; last > first + 1 && out + double(h.bins[last - 1]) <= rest; --last)
    out += double(h.bins[last - 1]);
  return {static_cast<float>(double(seen.least) + double(first) * width),
          static_cast<float>(double(seen.least) + double(last) * width), true, true};
}

// Of ranges shrunk towards zero step by step, the one with the least squared error: rounding inside, cutting outside.
Range leastErrorOf(const Seen& seen, const Histogram& h) {
  const double width = (double(seen.most) - double(seen.least)) / double(kBins);
  const double least = std::min(double(seen.least), 0.0), most = std::max(double(seen.most), 0.0);
  double best = HUGE_VAL, bestPart = 1;
  for (int percent = 100; percent >= 30; --percent) {
    const double part = percent / 100.0, low = least * part, high = most * part, step = (high - low) / 255;
    double error = 0;
    for (std::size_t b = 0; b < kBins; ++b) {
      if (!h.bins[b]) continue;
      const double x = double(seen.least) + (double(b) + 0.5) * width;
      const double beyond = x < low ? low - x : x > high ? x - high : 0;
      error += double(h.bins[b]) * (beyond > 0 ? beyond * beyond : step * step / 12);
    }
    if (error < best) best = error, bestPart = part;
  }
  return {static_cast<float>(double(seen.least) * bestPart), static_cast<float>(double(seen.most) * bestPart), true,
          true};
}

} // namespace

Result<Ranges> calibrate(Task& task, const ir::Model& model, const std::vector<Example>& examples,
                         const CalibrationOptions& options) {
  if (examples.empty())
    return fail(ErrorKind::BadArgument, msg("There are no examples to calibrate with."),
                msg("Give arrays of typical inputs, a hundred or so."));
  ARA_TRY(examplesFinite(model, examples));
  const std::vector<TensorId> tensors = watched(model);
  const bool histograms = options.method == Calibration::percentile || options.method == Calibration::leastError;
  std::vector<Seen> seen(tensors.size());
  std::vector<Histogram> shapes(histograms ? tensors.size() : 0);
  for (int pass = 0; pass < (histograms ? 2 : 1); ++pass) {
    for (std::size_t e = 0; e < examples.size(); ++e) {
      const double from = (double(e) / double(examples.size()) + pass) / (histograms ? 2 : 1);
      ARA_TRY(task.checkpoint(from, "Calibrating"));
      Task one = task.part(from, from);
      ARA_ASSIGN(const auto values, runtime::runGraph(one, model, ir::GraphId(0), examples[e], tensors));
      for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (pass == 0) look(values[i], seen[i]);
        if (pass == 1 && seen[i].finite) fill(values[i], seen[i], shapes[i]);
      }
    }
  }
  Ranges out;
  out.examples = examples.size();
  out.of.resize(model.graph().tensorCount());
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const Seen& s = seen[i];
    if (!s.examples) continue;
    Range& range = out.of[tensors[i].index()];
    if (!s.finite) {
      range.finite = false;
      continue;
    }
    switch (options.method) {
    case Calibration::leastMost: range = {s.least, s.most, true, true}; break;
    case Calibration::movingAverage:
      range = {static_cast<float>(s.averageLeast), static_cast<float>(s.averageMost), true, true};
      break;
    case Calibration::percentile: range = percentileOf(s, shapes[i], options.percent); break;
    case Calibration::leastError: range = leastErrorOf(s, shapes[i]); break;
    }
  }
  return out;
}

} // namespace ara::quantize
