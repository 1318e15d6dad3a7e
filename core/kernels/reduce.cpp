#include "kernels/reduce.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ara::kernels {
namespace {

// Sums of floats are held in double: nearer to the truth than any order of additions in float.
template<class T> using Sum = std::conditional_t<isAnyFloat<T>, double, T>;

template<class T> T lowest() {
  if constexpr (isAnyFloat<T>)
    return static_cast<T>(-std::numeric_limits<float>::infinity());
  else
    return std::numeric_limits<T>::lowest();
}
template<class T> T highest() {
  if constexpr (isAnyFloat<T>)
    return static_cast<T>(std::numeric_limits<float>::infinity());
  else
    return std::numeric_limits<T>::max();
}

// The finite ends, which is what empty segments hold, unlike a reduction over nothing.
template<class T> T highestFinite() {
  if constexpr (std::is_same_v<T, BFloat16>)
    return std::bit_cast<T>(std::uint16_t{0x7f7f});
  else if constexpr (std::is_same_v<T, Half>)
    return static_cast<T>(65504.0f);
  else
    return std::numeric_limits<T>::max();
}
template<class T> T lowestFinite() {
  if constexpr (isAnyFloat<T>)
    return narrow<T>(-widen(highestFinite<T>()));
  else
    return std::numeric_limits<T>::lowest();
}

// Calls f(element, result) for all elements in order; `result` numbers the positions along the axes that stay.
template<class F> void walkReduced(const Shape& in, std::span<const std::size_t> axes, F f) {
  std::vector<std::uint64_t> stride(in.rank(), 0);
  std::uint64_t next = 1;
  for (std::size_t i = in.rank(); i-- > 0;) {
    if (std::find(axes.begin(), axes.end(), i) != axes.end()) continue;
    stride[i] = next;
    next *= static_cast<std::uint64_t>(in.dims[i]);
  }
  walkStrided<1>(in, {stride}, {0}, [&](std::uint64_t n, const std::array<std::uint64_t, 1>& at) { f(n, at[0]); });
}

template<class T> T largerOf(T a, T b) {
  if (widen(b) != widen(b)) return b;
  return widen(a) < widen(b) ? b : a;
}
template<class T> T smallerOf(T a, T b) {
  if (widen(b) != widen(b)) return b;
  return widen(b) < widen(a) ? b : a;
}

template<class T> Sum<T> plus(Sum<T> a, T b) {
  if constexpr (isAnyFloat<T>)
    return a + static_cast<double>(widen(b));
  else
    return wrapAdd(a, b);
}
template<class T> Sum<T> times(Sum<T> a, Sum<T> b) {
  if constexpr (isAnyFloat<T>)
    return a * b;
  else
    return wrapMul(a, b);
}
template<class T> T back(Sum<T> v) {
  if constexpr (isNarrowFloat<T>)
    return static_cast<T>(static_cast<float>(v));
  else
    return static_cast<T>(v);
}

template<class T, class F> bool gather(const Shape& in, std::span<const std::size_t> axes, std::span<const T> x,
                                       std::span<T> y, Sum<T> start, std::type_identity_t<F> step, auto finish) {
  std::vector<Sum<T>> sums(y.size(), start);
  walkReduced(in, axes, [&](std::uint64_t n, std::uint64_t r) { sums[r] = step(sums[r], x[n]); });
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = back<T>(finish(sums[i]));
  return true;
}

template<class T> bool reduceNumbers(Reduction op, const Shape& in, std::span<const std::size_t> axes,
                                     std::span<const T> x, std::span<T> y) {
  using Step = Sum<T> (*)(Sum<T>, T);
  const auto same = [](Sum<T> v) { return v; };
  switch (op) {
  case Reduction::sum: return gather<T, Step>(in, axes, x, y, Sum<T>(0), plus<T>, same);
  case Reduction::prod:
    return gather<T, Step>(
        in, axes, x, y, Sum<T>(1), [](Sum<T> a, T b) { return times<T>(a, static_cast<Sum<T>>(widen(b))); }, same);
  case Reduction::mean: {
    const std::uint64_t count = y.empty() ? 1 : x.size() / y.size();
    if constexpr (isAnyFloat<T>) {
      return gather<T, Step>(in, axes, x, y, 0.0, plus<T>, [&](double v) { return v / static_cast<double>(count); });
    } else {
      // Integers: summed in 64 bits, cut towards zero; no elements at all give 0.
      std::vector<std::int64_t> sums(y.size(), 0);
      walkReduced(in, axes, [&](std::uint64_t n, std::uint64_t r) {
        sums[r] = wrapAdd(sums[r], static_cast<std::int64_t>(x[n]));
      });
      for (std::size_t i = 0; i < y.size(); ++i)
        y[i] = count ? static_cast<T>(sums[i] / static_cast<std::int64_t>(count)) : T(0);
      return true;
    }
  }
  case Reduction::euclideanNorm:
    if constexpr (isAnyFloat<T>)
      return gather<T, Step>(
          in, axes, x, y, 0.0,
          [](double a, T b) { return a + static_cast<double>(widen(b)) * static_cast<double>(widen(b)); },
          [](double v) { return std::sqrt(v); });
    return false;
  case Reduction::max:
    std::fill(y.begin(), y.end(), lowest<T>());
    walkReduced(in, axes, [&](std::uint64_t n, std::uint64_t r) { y[r] = largerOf(y[r], x[n]); });
    return true;
  case Reduction::min:
    std::fill(y.begin(), y.end(), highest<T>());
    walkReduced(in, axes, [&](std::uint64_t n, std::uint64_t r) { y[r] = smallerOf(y[r], x[n]); });
    return true;
  case Reduction::any:
  case Reduction::all: return false;
  }
  return false;
}

} // namespace

template<class T>
bool reduce(Reduction op, const Shape& in, std::span<const std::size_t> axes, std::span<const T> x, std::span<T> y) {
  if constexpr (std::is_same_v<T, Bool>) {
    if (op != Reduction::any && op != Reduction::all) return false;
    const bool all = op == Reduction::all;
    std::fill(y.begin(), y.end(), Bool(all));
    walkReduced(in, axes, [&](std::uint64_t n, std::uint64_t r) {
      y[r] = Bool(all ? bool(y[r]) && bool(x[n]) : bool(y[r]) || bool(x[n]));
    });
    return true;
  } else {
    return reduceNumbers(op, in, axes, x, y);
  }
}

template<class T>
void argExtreme(bool largest, const Shape& in, std::size_t axis, std::span<const T> x, std::span<std::int64_t> y) {
  if (y.empty()) return;
  const AxisBlocks b = blocksAround(in, axis);
  const auto value = [&](std::uint64_t at) {
    if constexpr (std::is_same_v<T, Bool>)
      return static_cast<int>(bool(x[at]));
    else
      return widen(x[at]);
  };
  using V = decltype(value(0));
  for (std::uint64_t o = 0; o < b.outer; ++o)
    for (std::uint64_t i = 0; i < b.inner; ++i) {
      V best = largest ? std::numeric_limits<V>::lowest() : std::numeric_limits<V>::max();
      std::int64_t found = 0;
      for (std::uint64_t k = 0; k < b.size; ++k) {
        const V v = value((o * b.size + k) * b.inner + i);
        if (largest ? v > best : v < best) best = v, found = static_cast<std::int64_t>(k);
      }
      y[o * b.inner + i] = found;
    }
}

template<class T> bool topK(std::uint64_t rowLength, std::uint64_t k, std::span<const T> x, std::span<T> values,
                            std::span<std::int32_t> indices) {
  for (const T v : x)
    if (widen(v) != widen(v)) return false;
  if (x.empty()) return true;
  std::vector<std::int32_t> order(rowLength);
  const std::uint64_t rows = rowLength ? x.size() / rowLength : 0;
  for (std::uint64_t r = 0; r < rows; ++r) {
    const auto row = x.subspan(r * rowLength, rowLength);
    std::iota(order.begin(), order.end(), 0);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(),
                      [&](std::int32_t p, std::int32_t q) {
                        const auto a = widen(row[static_cast<std::size_t>(p)]),
                                   c = widen(row[static_cast<std::size_t>(q)]);
                        return a > c || (a == c && p < q);
                      });
    for (std::uint64_t i = 0; i < k; ++i) {
      indices[r * k + i] = order[i];
      values[r * k + i] = row[static_cast<std::size_t>(order[i])];
    }
  }
  return true;
}

template<class T>
void cumulate(const Shape& in, std::size_t axis, const Running& how, std::span<const T> x, std::span<T> y) {
  if (x.empty()) return;
  const AxisBlocks b = blocksAround(in, axis);
  const auto step = [&](T a, T v) {
    if constexpr (std::is_integral_v<T>)
      return how.product ? wrapMul(a, v) : wrapAdd(a, v);
    else
      return narrow<T>(how.product ? widen(a) * widen(v) : widen(a) + widen(v));
  };
  for (std::uint64_t o = 0; o < b.outer; ++o)
    for (std::uint64_t i = 0; i < b.inner; ++i) {
      T sum = static_cast<T>(how.product ? 1.0f : 0.0f);
      for (std::uint64_t n = 0; n < b.size; ++n) {
        const std::uint64_t at = (o * b.size + (how.reverse ? b.size - 1 - n : n)) * b.inner + i;
        const T with = step(sum, x[at]);
        y[at] = how.exclusive ? sum : with;
        sum = with;
      }
    }
}

template<class T> bool segments(Reduction op, std::uint64_t rowLength, std::uint64_t rows,
                                std::span<const std::int64_t> ids, std::span<const T> x, std::span<T> y) {
  T start = static_cast<T>(op == Reduction::prod ? 1.0f : 0.0f);
  if (op == Reduction::max) start = lowestFinite<T>();
  if (op == Reduction::min) start = highestFinite<T>();
  std::fill(y.begin(), y.end(), start);
  const auto step = [&](T a, T v) -> T {
    if (op == Reduction::max) return largerOf(a, v);
    if (op == Reduction::min) return smallerOf(a, v);
    if constexpr (std::is_integral_v<T>)
      return op == Reduction::prod ? wrapMul(a, v) : wrapAdd(a, v);
    else
      return narrow<T>(op == Reduction::prod ? widen(a) * widen(v) : widen(a) + widen(v));
  };
  for (std::size_t r = 0; r < ids.size(); ++r) {
    if (ids[r] < 0) continue;
    const auto to = static_cast<std::uint64_t>(ids[r]);
    if (to >= rows) return false;
    for (std::uint64_t i = 0; i < rowLength; ++i)
      y[to * rowLength + i] = step(y[to * rowLength + i], x[r * rowLength + i]);
  }
  return true;
}

#define ARA_REDUCE(T)                                                                                                  \
  template bool reduce<T>(Reduction, const Shape&, std::span<const std::size_t>, std::span<const T>, std::span<T>);    \
  template void argExtreme<T>(bool, const Shape&, std::size_t, std::span<const T>, std::span<std::int64_t>);
#define ARA_ORDER(T)                                                                                                   \
  ARA_REDUCE(T)                                                                                                        \
  template bool topK<T>(std::uint64_t, std::uint64_t, std::span<const T>, std::span<T>, std::span<std::int32_t>);      \
  template void cumulate<T>(const Shape&, std::size_t, const Running&, std::span<const T>, std::span<T>);              \
  template bool segments<T>(Reduction, std::uint64_t, std::uint64_t, std::span<const std::int64_t>,                    \
                            std::span<const T>, std::span<T>);
ARA_REDUCE(Bool)
ARA_ORDER(float)
ARA_ORDER(double)
ARA_ORDER(Half)
ARA_ORDER(BFloat16)
ARA_ORDER(std::int8_t)
ARA_ORDER(std::int16_t)
ARA_ORDER(std::int32_t)
ARA_ORDER(std::int64_t)
ARA_ORDER(std::uint8_t)
ARA_ORDER(std::uint16_t)
ARA_ORDER(std::uint32_t)
ARA_ORDER(std::uint64_t)
#undef ARA_ORDER
#undef ARA_REDUCE

} // namespace ara::kernels
