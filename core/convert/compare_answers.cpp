#include "convert/compare_answers.h"

#include "convert/feeds.h"
#include "ir/walk.h"
#include "kernels/affine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_map>

namespace ara::convert {
namespace {

using formats::arrays::Array;
using ir::TensorId;

const ir::Quantization* quantOf(const ir::Model& m, TensorId t) {
  const ir::Tensor& x = m.graph()[t];
  if (!x.quant || m.quantizations[x.quant.index()].scales.empty()) return nullptr;
  return &m.quantizations[x.quant.index()];
}

template<class T> std::vector<double> numbers(const ops::TensorView& v) {
  std::vector<double> out(static_cast<std::size_t>(v.elements()));
  for (std::size_t i = 0; i < out.size() && (i + 1) * sizeof(T) <= v.data.bytes.size(); ++i)
    out[i] = static_cast<double>(v.load<T>(i));
  return out;
}

// The real numbers a value stands for; nothing for texts and the like.
std::optional<std::vector<double>> realsOf(const ir::Model& m, TensorId t, const ops::TensorView& v) {
  std::vector<double> out;
  switch (v.type) {
  case ir::DataType::f32: out = numbers<float>(v); break;
  case ir::DataType::f64: out = numbers<double>(v); break;
  case ir::DataType::f16: out = numbers<_Float16>(v); break;
  case ir::DataType::i8: out = numbers<std::int8_t>(v); break;
  case ir::DataType::u8:
  case ir::DataType::boolean: out = numbers<std::uint8_t>(v); break;
  case ir::DataType::i16: out = numbers<std::int16_t>(v); break;
  case ir::DataType::i32: out = numbers<std::int32_t>(v); break;
  case ir::DataType::i64: out = numbers<std::int64_t>(v); break;
  default: return {};
  }
  const ir::Quantization* q = ir::isInteger(v.type) ? quantOf(m, t) : nullptr;
  if (!q) return out;
  if (q->scales.size() != 1) return {};
  const double zero = q->zeroPoints.empty() ? 0 : double(q->zeroPoints[0]);
  for (double& x : out) x = (x - zero) * double(q->scales[0]);
  return out;
}

// The array as the input of the other model takes it.
Result<Array> fitted(const ir::Model& m, TensorId t, Array a) {
  const ir::Tensor& x = m.graph()[t];
  const ir::Quantization* q = quantOf(m, t);
  if (a.type == ir::DataType::f32 && ir::isInteger(x.type) && q && q->scales.size() == 1) {
    const std::vector<float> real = [&] {
      std::vector<float> values(a.bytes.size() / sizeof(float));
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = loadAt<float>(a.bytes, i * sizeof(float));
      return values;
    }();
    const kernels::Affine affine{q->scales, q->zeroPoints, {}};
    const auto make = [&]<class T>() {
      std::vector<T> codes(real.size());
      kernels::quantize<T>(affine, real, codes);
      const auto bytes = std::as_bytes(std::span(codes));
      a.bytes.assign(bytes.begin(), bytes.end());
    };
    if (x.type == ir::DataType::i8) make.template operator()<std::int8_t>();
    if (x.type == ir::DataType::u8) make.template operator()<std::uint8_t>();
    if (x.type == ir::DataType::i16) make.template operator()<std::int16_t>();
    a.type = x.type;
  }
  ARA_TRY(checkFits(m, t, a));
  return a;
}

Result<std::vector<Array>> inputsOf(const ir::Model& m, const std::vector<Array>& given,
                                    std::optional<std::uint64_t> seed) {
  std::vector<Array> out;
  const ir::Graph& g = m.graph();
  for (std::size_t i = 0; i < g.inputs.size(); ++i) {
    const std::string name = m.tensorName(g, g.inputs[i]);
    const Array* a = givenFor(m, g.inputs[i], i, g.inputs.size(), given);
    if (!a && !seed)
      return fail(ErrorKind::Unsupported, msg("The input {0} has no array.", name),
                  msg("Give one named {0} or in:{1}, or --random SEED.", name, i), name);
    if (a) {
      ARA_ASSIGN(Array fits, fitted(m, g.inputs[i], *a));
      out.push_back(std::move(fits));
    } else {
      ARA_ASSIGN(Array made, randomFor(m, g.inputs[i], *seed + i));
      out.push_back(std::move(made));
    }
  }
  return out;
}

struct Ran {
  const ir::Model& model;
  std::unordered_map<std::string, TensorId> named; // computed tensors of a name no other has
  std::vector<TensorId> order;                     // computed, as they are computed
};

Ran prepared(const ir::Model& m) {
  Ran r{m, {}, {}};
  const ir::Graph& g = m.graph();
  const std::vector<bool> needed = ir::neededFor(g, g.outputs, false);
  std::set<std::string> twice;
  for (const ir::NodeId n : ir::executionOrder(m, g).nodes) {
    if (!needed[n.index()]) continue;
    for (const TensorId t : g.results(n)) {
      if (g[t].buffer || !(ir::isFloat(g[t].type) || ir::isInteger(g[t].type) || g[t].type == ir::DataType::boolean))
        continue;
      r.order.push_back(t);
      const std::string name = m.tensorName(g, t);
      if (!r.named.try_emplace(name, t).second) twice.insert(name);
    }
  }
  for (const std::string& name : twice) r.named.erase(name);
  return r;
}

Divergence difference(std::string name, const ir::Model& a, TensorId x, const ops::TensorView& u, const ir::Model& b,
                      TensorId y, const ops::TensorView& v) {
  Divergence d;
  d.name = std::move(name);
  d.first = u.type;
  d.second = v.type;
  const auto want = realsOf(a, x, u), got = realsOf(b, y, v);
  d.comparable = want && got && want->size() == got->size();
  if (!d.comparable) return d;
  double signal = 0, noise = 0;
  for (std::size_t i = 0; i < want->size(); ++i) {
    const double w = (*want)[i], g = (*got)[i];
    if (w == g || (std::isnan(w) && std::isnan(g))) {
      signal += std::isfinite(w) ? w * w : 0;
      continue;
    }
    const double apart = std::abs(w - g);
    d.worst = std::isfinite(apart) ? std::max(d.worst, apart) : std::numeric_limits<double>::infinity();
    signal += std::isfinite(w) ? w * w : 0;
    noise += apart * apart;
  }
  d.sqnr = noise > 0 ? 10 * std::log10(signal / noise) : std::numeric_limits<double>::infinity();
  return d;
}

} // namespace

bool Divergences::same() const {
  return std::ranges::all_of(rows,
                             [](const Divergence& d) { return d.comparable && d.first == d.second && d.worst == 0; });
}

Result<Divergences> compareAnswers(Task& task, const ir::Model& one, const ir::Model& other,
                                   const std::vector<Array>& inputs, std::optional<std::uint64_t> seed) {
  ARA_ASSIGN(const ir::Model first, readyToRun(task, one, {}));
  ARA_ASSIGN(const ir::Model second, readyToRun(task, other, {}));
  const Ran a = prepared(first), b = prepared(second);
  ARA_ASSIGN(const std::vector<Array> given, inputsOf(first, inputs, seed));
  std::vector<Array> again = given; // for the other model, by name and by position
  for (std::size_t i = 0; i < again.size(); ++i) {
    const std::string name = first.tensorName(first.graph(), first.graph().inputs[i]);
    const auto& ins = second.graph().inputs;
    const bool known =
        std::ranges::any_of(ins, [&](TensorId t) { return second.tensorName(second.graph(), t) == name; });
    again[i].name = known ? name : fmt::format("in:{}", i);
  }
  ARA_ASSIGN(const std::vector<Array> fitting, inputsOf(second, again, {}));
  std::vector<std::pair<TensorId, TensorId>> pairs;
  for (const TensorId t : a.order)
    if (const auto at = b.named.find(first.tensorName(first.graph(), t));
        at != b.named.end() && !first.graph().isOutput(t) && a.named.contains(at->first))
      pairs.emplace_back(t, at->second);
  const std::size_t inner = pairs.size();
  const std::size_t outputs = std::min(first.graph().outputs.size(), second.graph().outputs.size());
  for (std::size_t i = 0; i < outputs; ++i) pairs.emplace_back(first.graph().outputs[i], second.graph().outputs[i]);
  const auto valuesOf = [&](const ir::Model& m, const std::vector<Array>& arrays, auto which, double from) {
    std::vector<runtime::Feed> feeds;
    for (std::size_t i = 0; i < arrays.size(); ++i) feeds.push_back({m.graph().inputs[i], viewOf(arrays[i])});
    std::vector<TensorId> wanted;
    for (const auto& p : pairs) wanted.push_back(which(p));
    Task part = task.part(from, from + 0.5);
    return runtime::runGraph(part, m, ir::GraphId(0), feeds, wanted);
  };
  ARA_ASSIGN(const auto u, valuesOf(
                               first, given, [](const auto& p) { return p.first; }, 0));
  ARA_ASSIGN(const auto v, valuesOf(
                               second, fitting, [](const auto& p) { return p.second; }, 0.5));
  Divergences out;
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    out.rows.push_back(difference(first.tensorName(first.graph(), pairs[i].first), first, pairs[i].first, u[i], second,
                                  pairs[i].second, v[i]));
    Divergence& d = out.rows.back();
    d.output = i >= inner;
    if (!d.comparable) continue;
    // What comes first has the noise of its own rounding; a jump is what the rounding before it does not explain.
    if (!out.jump && d.sqnr < (std::isfinite(lowest) ? lowest : 40) - 10) out.jump = i;
    lowest = std::min(lowest, d.sqnr);
  }
  return out;
}

} // namespace ara::convert
