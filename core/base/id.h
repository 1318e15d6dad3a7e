// Dense 32-bit ids, a distinct type for each kind of thing, so that a tensor can never be used where a node is meant.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace ara {

template<class Tag> struct Id {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  std::uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
  constexpr explicit operator bool() const { return value != kNone; }
  constexpr std::size_t index() const { return value; }
  constexpr auto operator<=>(const Id&) const = default;
};

} // namespace ara

template<class Tag> struct std::hash<ara::Id<Tag>> {
  std::size_t operator()(ara::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
