// Checked reading of untrusted bytes and checked arithmetic on untrusted sizes.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace ara {

using Bytes = std::span<const std::byte>;

static_assert(std::endian::native == std::endian::little, "model files are little-endian and are read in place");

inline Bytes bytesOf(std::string_view s) { return {reinterpret_cast<const std::byte*>(s.data()), s.size()}; }
inline std::string_view textOf(Bytes b) { return {reinterpret_cast<const char*>(b.data()), b.size()}; }

// a * b and a + b, or nothing when 64 bits do not hold it.
inline std::optional<std::uint64_t> checkedMul(std::uint64_t a, std::uint64_t b) {
  std::uint64_t r;
  return __builtin_mul_overflow(a, b, &r) ? std::nullopt : std::optional(r);
}
inline std::optional<std::uint64_t> checkedAdd(std::uint64_t a, std::uint64_t b) {
  std::uint64_t r;
  return __builtin_add_overflow(a, b, &r) ? std::nullopt : std::optional(r);
}

// The part of `b` at `offset`, `size` long, when it is inside.
inline std::optional<Bytes> subspan(Bytes b, std::uint64_t offset, std::uint64_t size) {
  if (offset > b.size() || size > b.size() - offset) return std::nullopt;
  return b.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
}

// Reads a number wherever it lies, aligned or not. The caller has checked that it is inside.
template<class T> T loadAt(Bytes b, std::size_t offset) {
  static_assert(std::is_trivially_copyable_v<T>);
  T v;
  std::memcpy(&v, b.data() + offset, sizeof v);
  return v;
}
template<class T> std::optional<T> tryLoad(Bytes b, std::uint64_t offset) {
  const auto part = subspan(b, offset, sizeof(T));
  return part ? std::optional(loadAt<T>(*part, 0)) : std::nullopt;
}

} // namespace ara
