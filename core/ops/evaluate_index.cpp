#include "ops/evaluate_index.h"

#include "ops/network_rules.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;
using namespace kernels;

namespace {

// Integers wrap around.
template<class T> T sum(T a, T b) {
  if constexpr (std::is_integral_v<T>)
    return static_cast<T>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
  else
    return a + b;
}
template<class T> T less(T a, T b) {
  if constexpr (std::is_integral_v<T>)
    return static_cast<T>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
  else
    return a - b;
}

// Calls f with the C++ type of numbers C++ itself computes with.
template<class F> bool withNumbers(DataType type, F&& f) {
  bool done = false;
  withType<Floats | Integers>(type, [&]<class T>() {
    if constexpr (std::is_arithmetic_v<T>) {
      f.template operator()<T>();
      done = true;
    }
  });
  return done;
}

template<class T> std::span<const T> values(EvalContext& c, std::size_t i) {
  return c.in<T>(i).first(static_cast<std::size_t>(c.inputs[i].elements()));
}

Dim onlyNumber(const NodeView& v, std::size_t i) {
  const auto n = v.integers(i);
  return n && n->size() == 1 && ((*n)[0] >= 0 || !v.isConstant(i)) ? (*n)[0] : kUnknownDim;
}

Fail outside(const NodeView& v) {
  return v.refuse(msg("{0} {1} has indices or updates that do not fit its shape.", v.op(), v.name()),
                  msg("Check the indices and sizes it is given."));
}

} // namespace

// --- Bincount, DenseBincount

Status inferBincount(InferContext& c) {
  ARA_TRY(wantOperands(c, 3));
  Shape out = Shape::of({onlyNumber(c, 1)});
  if (c.op() == "DenseBincount" && c.shape(0).ranked && c.shape(0).rank() == 2)
    out.dims.insert(out.dims.begin(), c.shape(0).dims[0]);
  else if (c.op() == "DenseBincount" && !c.shape(0).ranked)
    out = Shape::unknown();
  c.result(0, c.type(2), std::move(out));
  return {};
}

Status evaluateBincount(EvalContext& c) {
  ARA_TRY(wantInputs(c, 3));
  ARA_ASSIGN(const auto at, inputIntegers(c, 0));
  ARA_ASSIGN(const auto size, inputIntegers(c, 1));
  const bool weighs = c.inputs[2].elements() > 0;
  if (size.size() != 1 || size[0] < 0 || c.inputs[0].shape.rank() > 2 ||
      (weighs && c.inputs[2].elements() != at.size()))
    return outside(c);
  const bool rows = c.inputs[0].shape.rank() == 2 && c.op() == "DenseBincount";
  const std::size_t width = rows ? static_cast<std::size_t>(c.inputs[0].shape.dims[1]) : at.size();
  Shape out = Shape::of({size[0]});
  if (rows) out.dims.insert(out.dims.begin(), c.inputs[0].shape.dims[0]);
  ARA_TRY(c.makeResult(0, c.inputs[2].type, std::move(out)));
  bool inside = true;
  const bool done = withNumbers(c.inputs[2].type, [&]<class T>() {
    const auto counts = c.out<T>(0);
    const auto weights = values<T>(c, 2);
    for (std::size_t i = 0; i < at.size(); ++i) {
      inside = inside && at[i] >= 0;
      if (at[i] < 0 || at[i] >= size[0]) continue;
      T& count = counts[i / std::max<std::size_t>(width, 1) * static_cast<std::size_t>(size[0]) +
                        static_cast<std::size_t>(at[i])];
      if (c.attrBool("binary_output"))
        count = static_cast<T>(1);
      else
        count = sum(count, weighs ? weights[i] : static_cast<T>(1));
    }
  });
  if (!done) return refuseType(c, c.inputs[2].type);
  return inside ? Status() : outside(c);
}

// --- HistogramFixedWidth

Status inferBucketize(InferContext& c) {
  c.result(0, DataType::i32, c.shape(0));
  return {};
}

Status evaluateBucketize(EvalContext& c) {
  const auto* boundaries = c.attr("boundaries") ? std::get_if<std::vector<double>>(c.attr("boundaries")) : nullptr;
  if (!boundaries) return c.refuse(msg("{0} {1} has no boundaries.", c.op(), c.name()));
  ARA_TRY(wantInputs(c, 1));
  const TensorView x = c.inputs[0];
  ARA_TRY(c.makeResult(0, DataType::i32, x.shape));
  const auto out = c.out<std::int32_t>(0);
  const bool done = kernels::withType<kernels::Floats | kernels::Integers>(x.type, [&]<class T>() {
    const auto in = c.in<T>(0);
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = static_cast<std::int32_t>(
          std::upper_bound(boundaries->begin(), boundaries->end(), static_cast<double>(kernels::widen(in[i]))) -
          boundaries->begin());
  });
  if (!done) return refuseType(c, x.type);
  return {};
}

Status inferHistogram(InferContext& c) {
  ARA_TRY(wantOperands(c, 3));
  c.result(0, c.attrType("dtype", DataType::i32), Shape::of({onlyNumber(c, 2)}));
  return {};
}

Status evaluateHistogram(EvalContext& c) {
  ARA_TRY(wantInputs(c, 3));
  ARA_ASSIGN(const auto bins, inputIntegers(c, 2));
  if (bins.size() != 1 || bins[0] < 1 || c.inputs[1].elements() != 2 || c.inputs[1].type != c.inputs[0].type)
    return outside(c);
  const DataType type = c.attrType("dtype", DataType::i32);
  ARA_TRY(c.makeResult(0, type, Shape::of(bins)));
  bool ordered = true;
  const bool done = withNumbers(c.inputs[0].type, [&]<class T>() {
    const auto range = values<T>(c, 1);
    ordered = range[0] < range[1];
    if (!ordered) return;
    // Places are counted in double precision, whatever the type.
    const auto low = static_cast<double>(range[0]);
    const double step = (static_cast<double>(range[1]) - low) / static_cast<double>(bins[0]);
    for (const T v : values<T>(c, 0)) {
      const double place = (static_cast<double>(std::max(v, range[0])) - low) / step;
      const auto bin = static_cast<std::size_t>(std::min(place, static_cast<double>(bins[0] - 1)));
      if (type == DataType::i64)
        ++c.out<std::int64_t>(0)[bin];
      else
        ++c.out<std::int32_t>(0)[bin];
    }
  });
  if (!done || (type != DataType::i32 && type != DataType::i64)) return refuseType(c, c.inputs[0].type);
  return ordered ? Status() : outside(c);
}

// --- InTopK, InTopKV2

Status inferInTop(InferContext& c) {
  ARA_TRY(wantOperands(c, 2));
  ARA_TRY(wantRank(c, c.shape(0), 2, "its input"));
  const Shape& targets = c.shape(1);
  c.result(0, DataType::boolean,
           targets.ranked ? targets : Shape::of({c.shape(0).ranked ? c.shape(0).dims[0] : kUnknownDim}));
  return {};
}

Status evaluateInTop(EvalContext& c) {
  ARA_TRY(wantInputs(c, c.inputs.size() > 2 ? 3 : 2));
  ARA_ASSIGN(const auto targets, inputIntegers(c, 1));
  std::int64_t k = c.attrInt("k");
  if (c.inputs.size() > 2) {
    ARA_ASSIGN(const auto given, inputIntegers(c, 2));
    if (given.size() != 1) return outside(c);
    k = given[0];
  }
  const Shape in = c.inputs[0].shape;
  if (c.inputs[0].type != DataType::f32) return refuseType(c, c.inputs[0].type);
  if (in.rank() != 2 || in.dims[0] != static_cast<Dim>(targets.size())) return outside(c);
  ARA_TRY(c.makeResult(0, DataType::boolean, Shape::of({in.dims[0]})));
  const auto classes = static_cast<std::size_t>(in.dims[1]);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i] < 0 || targets[i] >= in.dims[1]) continue; // no class at all
    const auto row = values<float>(c, 0).subspan(i * classes, classes);
    const float mark = row[static_cast<std::size_t>(targets[i])];
    const auto above = std::count_if(row.begin(), row.end(), [&](float p) { return p > mark; });
    const bool finite = std::all_of(row.begin(), row.end(), [](float p) { return std::isfinite(p); });
    c.out<std::uint8_t>(0)[i] = finite && above < k;
  }
  return {};
}

// --- NthElement

Status inferNth(InferContext& c) {
  ARA_TRY(wantOperands(c, 2));
  Shape out = c.shape(0);
  if (out.ranked && out.rank() == 0) return outside(c);
  if (out.ranked) out.dims.pop_back();
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status evaluateNth(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  ARA_ASSIGN(const auto n, inputIntegers(c, 1));
  Shape out = c.inputs[0].shape;
  if (out.rank() == 0 || n.size() != 1 || n[0] < 0 || n[0] >= out.dims.back()) return outside(c);
  const auto size = static_cast<std::size_t>(out.dims.back());
  out.dims.pop_back();
  ARA_TRY(c.makeResult(0, c.inputs[0].type, std::move(out)));
  const auto place =
      static_cast<std::size_t>(c.attrBool("reverse") ? static_cast<std::int64_t>(size) - 1 - n[0] : n[0]);
  const bool done = withNumbers(c.inputs[0].type, [&]<class T>() {
    const auto in = values<T>(c, 0);
    for (std::size_t i = 0; i < c.out<T>(0).size(); ++i) {
      std::vector<T> row(in.begin() + static_cast<std::ptrdiff_t>(i * size),
                         in.begin() + static_cast<std::ptrdiff_t>((i + 1) * size));
      std::sort(row.begin(), row.end(), [](T a, T b) { return a < b; });
      c.out<T>(0)[i] = row[place];
    }
  });
  return done ? Status() : refuseType(c, c.inputs[0].type);
}

// --- TensorScatterAdd, ...; SparseTensorDenseAdd

namespace {

// Puts the updates of input `u` at the vectors of input `ids` into result 0, which holds the tensor already.
Status meet(EvalContext& c, std::size_t ids, std::size_t u, Meet how) {
  ARA_ASSIGN(const auto at, inputIntegers(c, ids));
  const Shape &vectors = c.inputs[ids].shape, &out = c.results[0].shape;
  if (vectors.rank() == 0 || vectors.dims.back() > static_cast<Dim>(out.rank()) || vectors.dims.back() < 1)
    return outside(c);
  const auto depth = static_cast<std::size_t>(vectors.dims.back());
  std::size_t row = 1;
  for (std::size_t i = depth; i < out.rank(); ++i) row *= static_cast<std::size_t>(out.dims[i]);
  const std::size_t count = at.size() / depth;
  if (c.inputs[u].elements() != count * row || c.inputs[u].type != c.results[0].type) return outside(c);
  bool inside = true;
  const bool done = withNumbers(c.results[0].type, [&]<class T>() {
    const auto updates = values<T>(c, u);
    for (std::size_t v = 0; v < count && inside; ++v) {
      std::int64_t place = 0;
      for (std::size_t k = 0; k < depth; ++k) {
        const std::int64_t i = at[v * depth + k];
        inside = inside && i >= 0 && i < out.dims[k];
        place = inside ? place * out.dims[k] + i : 0;
      }
      for (std::size_t i = 0; inside && i < row; ++i) {
        T& to = c.out<T>(0)[static_cast<std::size_t>(place) * row + i];
        const T x = updates[v * row + i];
        switch (how) {
        case Meet::add: to = sum(to, x); break;
        case Meet::subtract: to = less(to, x); break;
        case Meet::largest: to = x > to ? x : to; break;
        case Meet::smallest: to = x < to ? x : to; break;
        }
      }
    }
  });
  if (!done) return refuseType(c, c.results[0].type);
  return inside ? Status() : outside(c);
}

Status copyToResult(EvalContext& c, std::size_t i) {
  ARA_TRY(c.makeResult(0, c.inputs[i].type, c.inputs[i].shape));
  std::copy_n(c.inputs[i].data.bytes.begin(), c.results[0].bytes.size(), c.results[0].bytes.begin());
  return {};
}

} // namespace

Status evaluateScatter(EvalContext& c, Meet how) {
  ARA_TRY(wantInputs(c, 3));
  ARA_TRY(copyToResult(c, 0));
  return meet(c, 1, 2, how);
}

Status inferSparseAdd(InferContext& c) {
  ARA_TRY(wantOperands(c, 4));
  c.result(0, c.type(3), c.shape(3));
  return {};
}

Status evaluateSparseAdd(EvalContext& c) {
  ARA_TRY(wantInputs(c, 4));
  ARA_TRY(copyToResult(c, 3));
  return meet(c, 0, 1, Meet::add);
}

// --- RFFT, RFFT2D, tfl.rfft2d

namespace {

std::size_t transformAxes(const NodeView& v) { return v.op() == "RFFT" ? 1 : 2; }

} // namespace

Status inferRealTransform(InferContext& c) {
  ARA_TRY(wantOperands(c, 2));
  const std::size_t axes = transformAxes(c);
  Shape out = c.shape(0);
  const auto lengths = c.knownIntegers(1);
  if (out.ranked && out.rank() < axes) return outside(c);
  if (lengths && lengths->size() != axes) return outside(c);
  for (std::size_t i = 0; out.ranked && i < axes; ++i) {
    Dim& d = out.dims[out.rank() - axes + i];
    d = lengths ? (*lengths)[i] : kUnknownDim;
    if (isKnown(d) && i + 1 == axes) d = d == 0 ? 0 : d / 2 + 1;
  }
  c.result(0, c.attrType("Tcomplex", DataType::complex64), std::move(out));
  return {};
}

Status evaluateRealTransform(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  ARA_ASSIGN(const auto lengths, inputIntegers(c, 1));
  const std::size_t axes = transformAxes(c);
  const Shape in = c.inputs[0].shape;
  if (c.inputs[0].type != DataType::f32 || c.attrType("Tcomplex", DataType::complex64) != DataType::complex64)
    return refuseType(c, c.inputs[0].type);
  if (lengths.size() != axes || in.rank() < axes || lengths.back() < 1 || lengths[0] < 1) return outside(c);
  // One axis is two of which the first has one element.
  const std::int64_t rows = axes == 2 ? lengths[0] : 1, columns = lengths.back(), made = columns / 2 + 1;
  const std::int64_t haveRows = axes == 2 ? in.dims[in.rank() - 2] : 1, haveColumns = in.dims.back();
  if (mulDims(rows, columns) > (1 << 14))
    return c.refuse(msg("{0} {1} is too large to be transformed here.", c.op(), c.name()));
  Shape out = in;
  out.dims.back() = made;
  if (axes == 2) out.dims[in.rank() - 2] = rows;
  ARA_TRY(c.makeResult(0, DataType::complex64, std::move(out)));
  const auto x = values<float>(c, 0);
  const auto y = c.out<float>(0);
  const std::size_t plane = static_cast<std::size_t>(haveRows * haveColumns);
  std::size_t at = 0;
  for (std::size_t start = 0; plane > 0 && start < x.size(); start += plane)
    for (std::int64_t u = 0; u < rows; ++u)
      for (std::int64_t v = 0; v < made; ++v) {
        double real = 0, imaginary = 0;
        for (std::int64_t i = 0; i < std::min(rows, haveRows); ++i)
          for (std::int64_t j = 0; j < std::min(columns, haveColumns); ++j) {
            const double turn = static_cast<double>(u * i % rows) / static_cast<double>(rows) +
                                static_cast<double>(v * j % columns) / static_cast<double>(columns);
            const auto value = static_cast<double>(x[start + static_cast<std::size_t>(i * haveColumns + j)]);
            real += value * std::cos(2 * std::numbers::pi * turn);
            imaginary -= value * std::sin(2 * std::numbers::pi * turn);
          }
        y[at++] = static_cast<float>(real);
        y[at++] = static_cast<float>(imaginary);
      }
  return {};
}

// --- Dilation2D

namespace {

struct Dilation {
  WindowAxis axes[2];
  Window places[2];
};

Result<Dilation> dilationOf(const NodeView& v, const Shape& in, const Shape& filter) {
  ARA_TRY(wantRank(v, in, 4, "its input"));
  ARA_TRY(wantRank(v, filter, 3, "its filter"));
  const auto strides = v.attrInts("strides"), rates = v.attrInts("rates");
  if (strides.size() != 4 || rates.size() != 4) return outside(v);
  ARA_ASSIGN(const Padding padding, paddingNamed(v, v.attrString("padding")));
  Dilation d;
  for (std::size_t i = 0; i < 2; ++i) {
    d.axes[i] = {filter.ranked ? filter.dims[i] : kUnknownDim, strides[i + 1], rates[i + 1], padding, 0, 0};
    ARA_ASSIGN(d.places[i], window(v, in.ranked ? in.dims[i + 1] : kUnknownDim, d.axes[i]));
  }
  return d;
}

} // namespace

Status inferDilation(InferContext& c) {
  ARA_TRY(wantOperands(c, 2));
  ARA_ASSIGN(const Dilation d, dilationOf(c, c.shape(0), c.shape(1)));
  Shape out = c.shape(0).ranked ? c.shape(0) : Shape::of(std::vector<Dim>(4, kUnknownDim));
  for (std::size_t i = 0; i < 2; ++i) out.dims[i + 1] = d.places[i].output;
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status evaluateDilation(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  const Shape in = c.inputs[0].shape, filter = c.inputs[1].shape;
  ARA_ASSIGN(const Dilation d, dilationOf(c, in, filter));
  if (filter.dims[2] != in.dims[3]) return outside(c);
  Shape out = in;
  for (std::size_t i = 0; i < 2; ++i) out.dims[i + 1] = d.places[i].output;
  ARA_TRY(c.makeResult(0, DataType::f32, out));
  const auto x = values<float>(c, 0), w = values<float>(c, 1);
  const auto y = c.out<float>(0);
  const auto channels = in.dims[3];
  for (std::size_t at = 0; at < y.size(); ++at) {
    auto rest = static_cast<std::int64_t>(at);
    const std::int64_t channel = rest % channels, ox = rest / channels % out.dims[2],
                       oy = rest / channels / out.dims[2] % out.dims[1],
                       n = rest / channels / out.dims[2] / out.dims[1];
    float best = std::numeric_limits<float>::lowest();
    for (std::int64_t i = 0; i < d.axes[0].size; ++i)
      for (std::int64_t j = 0; j < d.axes[1].size; ++j) {
        const std::int64_t row = oy * d.axes[0].stride - d.places[0].before + i * d.axes[0].dilation;
        const std::int64_t column = ox * d.axes[1].stride - d.places[1].before + j * d.axes[1].dilation;
        if (row < 0 || row >= in.dims[1] || column < 0 || column >= in.dims[2]) continue;
        const float sum =
            x[static_cast<std::size_t>(((n * in.dims[1] + row) * in.dims[2] + column) * channels + channel)] +
            w[static_cast<std::size_t>((i * d.axes[1].size + j) * channels + channel)];
        best = std::max(best, sum);
      }
    y[at] = best;
  }
  return {};
}

} // namespace ara::ops
