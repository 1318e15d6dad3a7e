// Element types of kernels and how a kernel written once is chosen by type.
//
//   const bool done = withType<Floats | Integers>(type, [&]<class T>() { negate(in<T>(), out<T>()); });
//   map(x, y, [](float v) { return std::exp(v); });
//
// Half and BFloat16 compute in float and round once, as TensorFlow does on a CPU.
#pragma once

#include "ir/types.h"

#include <bit>
#include <complex>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <type_traits>

namespace ara::kernels {

using ir::DataType;
using Half = _Float16;

struct BFloat16 {
  std::uint16_t bits = 0;
  BFloat16() = default;
  // Rounds to nearest, ties to even; NaN stays NaN.
  explicit BFloat16(float f) {
    const auto u = std::bit_cast<std::uint32_t>(f);
    if (f != f)
      bits = static_cast<std::uint16_t>((u >> 16) | 0x40u);
    else
      bits = static_cast<std::uint16_t>((u + 0x7fffu + ((u >> 16) & 1u)) >> 16);
  }
  explicit operator float() const { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }
  bool operator==(const BFloat16& o) const { return static_cast<float>(*this) == static_cast<float>(o); }
};

// A stored bool: any byte but 0 is true.
struct Bool {
  std::uint8_t byte = 0;
  Bool() = default;
  explicit Bool(bool b) : byte(b) {}
  explicit operator bool() const { return byte != 0; }
  bool operator==(const Bool& o) const { return (byte != 0) == (o.byte != 0); }
};

template<class T> inline constexpr bool isNarrowFloat = std::is_same_v<T, Half> || std::is_same_v<T, BFloat16>;
template<class T> inline constexpr bool isAnyFloat =
    std::is_same_v<T, float> || std::is_same_v<T, double> || isNarrowFloat<T>;
template<class T> inline constexpr bool isComplex =
    std::is_same_v<T, std::complex<float>> || std::is_same_v<T, std::complex<double>>;
// What arithmetic on T is done in.
template<class T> using Wide = std::conditional_t<isNarrowFloat<T>, float, T>;
template<class T> Wide<T> widen(T v) { return static_cast<Wide<T>>(v); }
template<class T> T narrow(Wide<T> v) { return static_cast<T>(v); }

enum TypeSet : unsigned {
  Floats = 1,
  SignedIntegers = 2,
  UnsignedIntegers = 4,
  Integers = 6,
  Booleans = 8,
  Complexes = 16
};
constexpr TypeSet operator|(TypeSet a, TypeSet b) { return static_cast<TypeSet>(unsigned(a) | unsigned(b)); }

// Calls f.operator()<T>() with the C++ type of `type`; false when `type` is outside the set.
template<TypeSet set, class F> bool withType(DataType type, F&& f) {
  if constexpr ((set & Floats) != 0) {
    if (type == DataType::f32) return f.template operator()<float>(), true;
    if (type == DataType::f64) return f.template operator()<double>(), true;
    if (type == DataType::f16) return f.template operator()<Half>(), true;
    if (type == DataType::bf16) return f.template operator()<BFloat16>(), true;
  }
  if constexpr ((set & SignedIntegers) != 0) {
    if (type == DataType::i8) return f.template operator()<std::int8_t>(), true;
    if (type == DataType::i16) return f.template operator()<std::int16_t>(), true;
    if (type == DataType::i32) return f.template operator()<std::int32_t>(), true;
    if (type == DataType::i64) return f.template operator()<std::int64_t>(), true;
  }
  if constexpr ((set & UnsignedIntegers) != 0) {
    if (type == DataType::u8) return f.template operator()<std::uint8_t>(), true;
    if (type == DataType::u16) return f.template operator()<std::uint16_t>(), true;
    if (type == DataType::u32) return f.template operator()<std::uint32_t>(), true;
    if (type == DataType::u64) return f.template operator()<std::uint64_t>(), true;
  }
  if constexpr ((set & Booleans) != 0)
    if (type == DataType::boolean) return f.template operator()<Bool>(), true;
  if constexpr ((set & Complexes) != 0) {
    if (type == DataType::complex64) return f.template operator()<std::complex<float>>(), true;
    if (type == DataType::complex128) return f.template operator()<std::complex<double>>(), true;
  }
  return false;
}

// out[i] = f(in[i]), computed in Wide<T>.
template<class T, class R, class F> void map(std::span<const T> in, std::span<R> out, F f) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<R>(f(widen(in[i])));
}

// Integer arithmetic wraps around, as in TensorFlow.
template<class T> T wrapAdd(T a, T b) {
  T r;
  (void)__builtin_add_overflow(a, b, &r);
  return r;
}
template<class T> T wrapSub(T a, T b) {
  T r;
  (void)__builtin_sub_overflow(a, b, &r);
  return r;
}
template<class T> T wrapMul(T a, T b) {
  T r;
  (void)__builtin_mul_overflow(a, b, &r);
  return r;
}

} // namespace ara::kernels
