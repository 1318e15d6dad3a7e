#include "kernels/unary.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace ara::kernels {
namespace {

// f of every element, f taking and giving Wide<T>; floats only.
template<class T, class F> bool floats(std::span<const T> in, std::span<T> out, F f) {
  if constexpr (isAnyFloat<T>) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = narrow<T>(f(widen(in[i])));
    return true;
  } else {
    return false;
  }
}

// f of every element of any type.
template<class T, class F> bool all(std::span<const T> in, std::span<T> out, F f) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = narrow<T>(f(widen(in[i])));
  return true;
}

template<class W> W negated(W v) {
  if constexpr (std::is_integral_v<W>)
    return wrapSub<W>(0, v);
  else
    return -v;
}
template<class W> W absolute(W v) {
  if constexpr (std::is_integral_v<W>)
    return v < 0 ? negated(v) : v;
  else
    return std::fabs(v);
}
template<class W> W signOf(W v) {
  if (v != v) return v;
  return v > 0 ? W(1) : v < 0 ? W(-1) : W(0);
}
template<class W> W squared(W v) {
  if constexpr (std::is_integral_v<W>)
    return wrapMul(v, v);
  else
    return v * v;
}

constexpr double kPi = std::numbers::pi;

// log |gamma(v)|; the function of the C library keeps the sign in a global variable.
double logGamma(double v) {
  int sign = 0;
  return lgamma_r(v, &sign);
}

// The logarithmic derivative of gamma: brought above 10 by psi(v) = psi(v + 1) - 1 / v, then an asymptotic series;
// below 0 by reflection. Not defined at 0 and at negative integers.
double digamma(double v) {
  if (v != v || v == -std::numeric_limits<double>::infinity()) return std::numeric_limits<double>::quiet_NaN();
  if (v <= 0) {
    if (v == std::floor(v)) return std::numeric_limits<double>::quiet_NaN();
    return digamma(1 - v) - kPi / std::tan(kPi * v);
  }
  double sum = 0;
  for (; v < 10; v += 1) sum -= 1 / v;
  const double q = 1 / (v * v);
  constexpr double kTerms[] = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12};
  double series = 0;
  for (std::size_t i = std::size(kTerms); i-- > 0;) series = (series + kTerms[i]) * q;
  return sum + std::log(v) - 0.5 / v - series;
}

// erf(result) = v: a first guess (Winitzki), made exact by steps of Newton.
double inverseErf(double v) {
  const double size = std::abs(v);
  if (!(size < 1))
    return size == 1 ? std::copysign(std::numeric_limits<double>::infinity(), v)
                     : std::numeric_limits<double>::quiet_NaN();
  const double far = std::log1p(-size * size), a = 0.147, half = 2 / (kPi * a) + far / 2;
  double x = std::sqrt(std::sqrt(half * half - far / a) - half);
  for (int i = 0; i < 4; ++i) { // near 1 the complements keep their digits
    const double off = size > 0.5 ? (1 - size) - std::erfc(x) : std::erf(x) - size;
    x -= off * std::sqrt(kPi) / 2 * std::exp(x * x);
  }
  return std::copysign(x, v);
}

} // namespace

template<class T> bool unary(Unary op, std::span<const T> in, std::span<T> out) {
  using W = Wide<T>;
  constexpr bool integer = std::is_integral_v<T>;
  switch (op) {
  case Unary::abs: return all(in, out, absolute<W>);
  case Unary::neg: return all(in, out, negated<W>);
  case Unary::sign: return all(in, out, signOf<W>);
  case Unary::square: return all(in, out, squared<W>);
  case Unary::invert:
    if constexpr (integer) return all(in, out, [](W v) { return static_cast<W>(~v); });
    return false;
  // An integer is round already.
  case Unary::rint:
    if constexpr (integer) return all(in, out, [](W v) { return v; });
    return floats(in, out, [](auto v) { return std::nearbyint(v); });
  case Unary::ceil: return floats(in, out, [](auto v) { return std::ceil(v); });
  case Unary::floor: return floats(in, out, [](auto v) { return std::floor(v); });
  case Unary::acos: return floats(in, out, [](auto v) { return std::acos(v); });
  case Unary::acosh: return floats(in, out, [](auto v) { return std::acosh(v); });
  case Unary::asin: return floats(in, out, [](auto v) { return std::asin(v); });
  case Unary::asinh: return floats(in, out, [](auto v) { return std::asinh(v); });
  case Unary::atan: return floats(in, out, [](auto v) { return std::atan(v); });
  case Unary::atanh: return floats(in, out, [](auto v) { return std::atanh(v); });
  case Unary::cbrt: return floats(in, out, [](auto v) { return std::cbrt(v); });
  case Unary::cos: return floats(in, out, [](auto v) { return std::cos(v); });
  case Unary::cosh: return floats(in, out, [](auto v) { return std::cosh(v); });
  case Unary::digamma: return floats(in, out, [](auto v) { return decltype(v)(digamma(double(v))); });
  case Unary::erf: return floats(in, out, [](auto v) { return std::erf(v); });
  case Unary::erfc: return floats(in, out, [](auto v) { return std::erfc(v); });
  case Unary::erfinv: return floats(in, out, [](auto v) { return decltype(v)(inverseErf(double(v))); });
  case Unary::exp: return floats(in, out, [](auto v) { return std::exp(v); });
  case Unary::expm1: return floats(in, out, [](auto v) { return std::expm1(v); });
  case Unary::lgamma: return floats(in, out, [](auto v) { return decltype(v)(logGamma(double(v))); });
  case Unary::log: return floats(in, out, [](auto v) { return std::log(v); });
  case Unary::log1p: return floats(in, out, [](auto v) { return std::log1p(v); });
  case Unary::reciprocal: return floats(in, out, [](auto v) { return 1 / v; });
  case Unary::rsqrt: return floats(in, out, [](auto v) { return 1 / std::sqrt(v); });
  case Unary::sin: return floats(in, out, [](auto v) { return std::sin(v); });
  case Unary::sinh: return floats(in, out, [](auto v) { return std::sinh(v); });
  case Unary::sqrt: return floats(in, out, [](auto v) { return std::sqrt(v); });
  case Unary::tan: return floats(in, out, [](auto v) { return std::tan(v); });
  case Unary::tanh: return floats(in, out, [](auto v) { return std::tanh(v); });
  }
  return false;
}

#define ARA_UNARY(T) template bool unary<T>(Unary, std::span<const T>, std::span<T>);
ARA_UNARY(float)
ARA_UNARY(double)
ARA_UNARY(Half)
ARA_UNARY(BFloat16)
ARA_UNARY(std::int8_t)
ARA_UNARY(std::int16_t)
ARA_UNARY(std::int32_t)
ARA_UNARY(std::int64_t)
ARA_UNARY(std::uint8_t)
ARA_UNARY(std::uint16_t)
ARA_UNARY(std::uint32_t)
ARA_UNARY(std::uint64_t)
#undef ARA_UNARY

} // namespace ara::kernels
