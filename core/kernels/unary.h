// Functions of one number, element by element, as TensorFlow computes them on a CPU.
//
//   unary(Unary::exp, x, y);   // false: TensorFlow has no such function for this element type
#pragma once

#include "kernels/elementwise.h"

namespace ara::kernels {

enum class Unary {
  abs,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  cbrt,
  ceil,
  cos,
  cosh,
  digamma,
  erf,
  erfc,
  erfinv,
  exp,
  expm1,
  floor,
  invert,
  lgamma,
  log,
  log1p,
  neg,
  reciprocal,
  rint,
  rsqrt,
  sign,
  sin,
  sinh,
  sqrt,
  square,
  tan,
  tanh,
};
template<class T> bool unary(Unary op, std::span<const T> in, std::span<T> out);

enum class FloatTest { isNan, isInf, isFinite };
template<class T> void test(FloatTest what, std::span<const T> in, std::span<Bool> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto v = widen(in[i]);
    const bool nan = v != v, infinite = !nan && v - v != 0;
    out[i] = Bool(what == FloatTest::isNan ? nan : what == FloatTest::isInf ? infinite : !nan && !infinite);
  }
}

// Conversion between element types. Floats are cut towards zero; what does not fit an integer gives what the conversion
// instruction of x86 gives, because TensorFlow leaves it to that.
template<class From, class To> To convert(From v);
template<class From, class To> void cast(std::span<const From> in, std::span<To> out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = convert<From, To>(in[i]);
}

// Integer the conversion instructions make of a float: the lowest number for everything outside the range.
template<class I> I cutToInteger(double v) {
  // Both limits are powers of two, hence exact; NaN fails the comparison.
  const double limit = static_cast<double>(std::uint64_t{1} << (8 * sizeof(I) - 1));
  return v >= -limit && v < limit ? static_cast<I>(v) : std::numeric_limits<I>::min();
}

template<class From, class To> To convert(From v) {
  if constexpr (isComplex<From>) {
    if constexpr (isComplex<To>)
      return To(static_cast<typename To::value_type>(v.real()), static_cast<typename To::value_type>(v.imag()));
    else if constexpr (std::is_same_v<To, Bool>)
      return Bool(v.real() != 0);
    else
      return convert<typename From::value_type, To>(v.real());
  } else if constexpr (isComplex<To>) {
    return To(convert<From, typename To::value_type>(v));
  } else if constexpr (std::is_same_v<From, Bool>) {
    if constexpr (std::is_same_v<To, Bool>)
      return v;
    else if constexpr (isNarrowFloat<To>)
      return static_cast<To>(v.byte ? 1.0f : 0.0f);
    else
      return static_cast<To>(v.byte ? 1 : 0);
  } else if constexpr (std::is_same_v<To, Bool>) {
    return Bool(widen(v) != 0);
  } else if constexpr (std::is_same_v<To, BFloat16>) {
    return BFloat16(static_cast<float>(widen(v)));
  } else if constexpr (isAnyFloat<From> && std::is_integral_v<To>) {
    const auto wide = static_cast<double>(widen(v));
    if constexpr (sizeof(To) < 4)
      return static_cast<To>(cutToInteger<std::int32_t>(wide));
    else if constexpr (std::is_same_v<To, std::int32_t>)
      return cutToInteger<std::int32_t>(wide);
    else if constexpr (std::is_same_v<To, std::uint64_t>)
      return wide >= 9223372036854775808.0
                 ? static_cast<To>(cutToInteger<std::int64_t>(wide - 9223372036854775808.0)) ^ (To{1} << 63)
                 : static_cast<To>(cutToInteger<std::int64_t>(wide));
    else
      return static_cast<To>(cutToInteger<std::int64_t>(wide));
  } else {
    return static_cast<To>(widen(v));
  }
}

} // namespace ara::kernels
