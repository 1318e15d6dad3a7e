#include "kernels/binary.h"

#include <cmath>

namespace ara::kernels {
namespace {

template<class T> inline constexpr bool isInt = std::is_integral_v<T>;

template<class W> W minimumOf(W a, W b) {
  if constexpr (!isInt<W>)
    if (b != b) return b; // NaN wins from either side
  return b < a ? b : a;
}
template<class W> W maximumOf(W a, W b) {
  if constexpr (!isInt<W>)
    if (b != b) return b;
  return a < b ? b : a;
}

// Integer division; the caller has seen that b is not 0. The lowest number by -1 wraps around to itself.
template<class I> I quotient(I a, I b) {
  if constexpr (std::is_signed_v<I>)
    if (b == -1) return wrapSub<I>(0, a);
  return static_cast<I>(a / b);
}
template<class I> I remainderOf(I a, I b) {
  if constexpr (std::is_signed_v<I>)
    if (b == -1) return 0;
  return static_cast<I>(a % b);
}
template<class I> I floorQuotient(I a, I b) {
  const I q = quotient(a, b);
  return (a < 0) != (b < 0) && remainderOf(a, b) != 0 ? static_cast<I>(q - 1) : q;
}
template<class I> I floorRemainder(I a, I b) {
  const I r = remainderOf(a, b);
  return r != 0 && (r < 0) != (b < 0) ? static_cast<I>(r + b) : r;
}
template<class F> F floorRemainderReal(F a, F b) {
  const F r = std::fmod(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

template<class I> I integerPower(I base, I exponent) {
  I result = 1;
  for (auto e = static_cast<std::make_unsigned_t<I>>(exponent); e != 0; e = static_cast<decltype(e)>(e >> 1)) {
    if (e & 1) result = wrapMul(result, base);
    base = wrapMul(base, base);
  }
  return result;
}

// Shift counts outside 0..bits-1 are brought to the nearer end, as TensorFlow does.
template<class I> I clampShift(I n) {
  constexpr int last = 8 * static_cast<int>(sizeof(I)) - 1;
  if (n < 0) return 0;
  return n > static_cast<I>(last) ? static_cast<I>(last) : n;
}

template<class T> struct Walk {
  const Shape& out;
  const Shape& a;
  const Shape& b;
  std::span<const T> x, y;

  template<class R, class F> Outcome run(std::span<R> z, F f) const {
    if (x.size() == 1 && y.size() == z.size()) {
      const auto v = widen(x[0]);
      for (std::size_t i = 0; i < z.size(); ++i) z[i] = static_cast<R>(f(v, widen(y[i])));
    } else if (y.size() == 1 && x.size() == z.size()) {
      const auto v = widen(y[0]);
      for (std::size_t i = 0; i < z.size(); ++i) z[i] = static_cast<R>(f(widen(x[i]), v));
    } else {
      walkBroadcast<2>(out, {a, b}, [&](std::uint64_t i, const std::array<std::uint64_t, 2>& at) {
        z[i] = static_cast<R>(f(widen(x[at[0]]), widen(y[at[1]])));
      });
    }
    return Outcome::done;
  }
};

template<class T> bool holdsZero(std::span<const T> y) {
  for (const T v : y)
    if (v == T(0)) return true;
  return false;
}

template<class T> Outcome integers(Binary op, const Walk<T>& w, std::span<T> z) {
  using enum Binary;
  const bool divides = op == div || op == floorDiv || op == floorMod || op == truncateDiv || op == truncateMod;
  if (divides && !z.empty() && holdsZero(w.y)) return Outcome::divisionByZero;
  switch (op) {
  case add: return w.run(z, wrapAdd<T>);
  case sub: return w.run(z, wrapSub<T>);
  case mul: return w.run(z, wrapMul<T>);
  case div:
  case truncateDiv: return w.run(z, quotient<T>);
  case truncateMod: return w.run(z, remainderOf<T>);
  case floorDiv: return w.run(z, floorQuotient<T>);
  case floorMod: return w.run(z, floorRemainder<T>);
  case maximum: return w.run(z, maximumOf<T>);
  case minimum: return w.run(z, minimumOf<T>);
  case squaredDifference: return w.run(z, [](T a, T b) { return wrapMul(wrapSub(a, b), wrapSub(a, b)); });
  case bitAnd: return w.run(z, [](T a, T b) { return static_cast<T>(a & b); });
  case bitOr: return w.run(z, [](T a, T b) { return static_cast<T>(a | b); });
  case bitXor: return w.run(z, [](T a, T b) { return static_cast<T>(a ^ b); });
  case shiftRight: return w.run(z, [](T a, T b) { return static_cast<T>(a >> clampShift(b)); });
  case shiftLeft:
    return w.run(z, [](T a, T b) { return static_cast<T>(static_cast<std::uint64_t>(a) << clampShift(b)); });
  case pow:
    if constexpr (std::is_signed_v<T>)
      for (const T v : w.y)
        if (v < 0 && !z.empty()) return Outcome::negativeExponent;
    return w.run(z, integerPower<T>);
  default: return Outcome::noSuchFunction;
  }
}

template<class T> Outcome floats(Binary op, const Walk<T>& w, std::span<T> z) {
  using enum Binary;
  using W = Wide<T>;
  switch (op) {
  case add: return w.run(z, [](W a, W b) { return a + b; });
  case sub: return w.run(z, [](W a, W b) { return a - b; });
  case mul: return w.run(z, [](W a, W b) { return a * b; });
  case mulNoNan: return w.run(z, [](W a, W b) { return b == 0 ? W(0) : a * b; });
  case div: return w.run(z, [](W a, W b) { return a / b; });
  case divNoNan: return w.run(z, [](W a, W b) { return b == 0 ? W(0) : a / b; });
  case floorDiv: return w.run(z, [](W a, W b) { return std::floor(a / b); });
  case truncateDiv: return w.run(z, [](W a, W b) { return std::trunc(a / b); });
  case floorMod: return w.run(z, floorRemainderReal<W>);
  case truncateMod: return w.run(z, [](W a, W b) { return std::fmod(a, b); });
  case maximum: return w.run(z, maximumOf<W>);
  case minimum: return w.run(z, minimumOf<W>);
  case pow: return w.run(z, [](W a, W b) { return std::pow(a, b); });
  case squaredDifference: return w.run(z, [](W a, W b) { return (a - b) * (a - b); });
  case atan2: return w.run(z, [](W a, W b) { return std::atan2(a, b); });
  case xdivy: return w.run(z, [](W a, W b) { return a == 0 ? W(0) : a / b; });
  case xlogy: return w.run(z, [](W a, W b) { return a == 0 ? W(0) : a * std::log(b); });
  default: return Outcome::noSuchFunction;
  }
}

template<class T> Outcome complexes(Binary op, const Walk<T>& w, std::span<T> z) {
  switch (op) {
  case Binary::add: return w.run(z, [](T a, T b) { return a + b; });
  case Binary::sub: return w.run(z, [](T a, T b) { return a - b; });
  case Binary::mul: return w.run(z, [](T a, T b) { return a * b; });
  case Binary::div: return w.run(z, [](T a, T b) { return a / b; });
  default: return Outcome::noSuchFunction;
  }
}

template<class T> Outcome booleans(Binary op, const Walk<T>& w, std::span<T> z) {
  switch (op) {
  case Binary::bitAnd: return w.run(z, [](T a, T b) { return bool(a) && bool(b); });
  case Binary::bitOr: return w.run(z, [](T a, T b) { return bool(a) || bool(b); });
  case Binary::bitXor: return w.run(z, [](T a, T b) { return bool(a) != bool(b); });
  default: return Outcome::noSuchFunction;
  }
}

} // namespace

template<class T> Outcome binary(Binary op, const Shape& out, const Shape& a, const Shape& b, std::span<const T> x,
                                 std::span<const T> y, std::span<T> z) {
  const Walk<T> w{out, a, b, x, y};
  if constexpr (isInt<T>)
    return integers<T>(op, w, z);
  else if constexpr (isAnyFloat<T>)
    return floats<T>(op, w, z);
  else if constexpr (isComplex<T>)
    return complexes<T>(op, w, z);
  else
    return booleans<T>(op, w, z);
}

template<class T> Outcome compare(Comparison op, const Shape& out, const Shape& a, const Shape& b, std::span<const T> x,
                                  std::span<const T> y, std::span<Bool> z) {
  using W = Wide<T>;
  const Walk<T> w{out, a, b, x, y};
  if (op == Comparison::equal) return w.run(z, [](W p, W q) { return p == q; });
  if (op == Comparison::notEqual) return w.run(z, [](W p, W q) { return !(p == q); });
  if constexpr (isInt<T> || isAnyFloat<T>) {
    if (op == Comparison::less) return w.run(z, [](W p, W q) { return p < q; });
    if (op == Comparison::lessEqual) return w.run(z, [](W p, W q) { return p <= q; });
    if (op == Comparison::greater) return w.run(z, [](W p, W q) { return p > q; });
    return w.run(z, [](W p, W q) { return p >= q; });
  } else {
    return Outcome::noSuchFunction;
  }
}

void select(const Shape& out, const std::array<Shape, 3>& shapes, std::span<const Bool> condition,
            std::span<const std::byte> t, std::span<const std::byte> e, std::size_t size, std::span<std::byte> result) {
  walkBroadcast<3>(out, shapes, [&](std::uint64_t i, const std::array<std::uint64_t, 3>& at) {
    const bool first = static_cast<bool>(condition[at[0]]);
    std::memcpy(result.data() + i * size, first ? t.data() + at[1] * size : e.data() + at[2] * size, size);
  });
}

#define ARA_BINARY(T)                                                                                                  \
  template Outcome binary<T>(Binary, const Shape&, const Shape&, const Shape&, std::span<const T>, std::span<const T>, \
                             std::span<T>);                                                                            \
  template Outcome compare<T>(Comparison, const Shape&, const Shape&, const Shape&, std::span<const T>,                \
                              std::span<const T>, std::span<Bool>);
ARA_BINARY(float)
ARA_BINARY(double)
ARA_BINARY(Half)
ARA_BINARY(BFloat16)
ARA_BINARY(std::int8_t)
ARA_BINARY(std::int16_t)
ARA_BINARY(std::int32_t)
ARA_BINARY(std::int64_t)
ARA_BINARY(std::uint8_t)
ARA_BINARY(std::uint16_t)
ARA_BINARY(std::uint32_t)
ARA_BINARY(std::uint64_t)
ARA_BINARY(Bool)
ARA_BINARY(std::complex<float>)
ARA_BINARY(std::complex<double>)
#undef ARA_BINARY

} // namespace ara::kernels
