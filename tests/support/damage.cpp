#include "support/damage.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <memory>

namespace ara::test {
namespace {

// A copy in a block of exactly its size; a vector may own more.
struct Copy {
  explicit Copy(Bytes b) : data(new std::byte[b.size()]), size(b.size()) { std::copy(b.begin(), b.end(), data.get()); }
  Bytes bytes() const { return {data.get(), size}; }
  std::unique_ptr<std::byte[]> data;
  std::size_t size;
};

// SplitMix64: numbers that depend on the seed alone, unlike the distributions of <random>.
std::uint64_t next(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

// Calls fn for `most` of 0..count-1, evenly spread, or for all of them.
template<class Fn> void spread(std::size_t count, std::size_t most, Fn fn) {
  const std::size_t n = std::min(count, most);
  for (std::size_t i = 0; i < n; ++i) fn(n == count ? i : i * (count / n) + i * (count % n) / n);
}

} // namespace

std::string Damage::text() const {
  switch (kind) {
  case Kind::cut: return fmt::format("cut at byte {}", offset);
  case Kind::flip: return fmt::format("bit {} of byte {} flipped", value, offset);
  case Kind::field: return fmt::format("{} bytes at {} set to {:#x}", width, offset, value);
  }
  return {};
}

void forEachTruncation(Bytes good, const DamageFn& fn, std::size_t most) {
  const auto cut = [&](std::size_t length) {
    const Copy copy(good.first(length));
    fn(copy.bytes(), {Damage::Kind::cut, length, 0, 0});
  };
  if (good.size() <= most) {
    for (std::size_t i = 0; i < good.size(); ++i) cut(i);
    return;
  }
  const std::size_t edge = most / 4, middle = good.size() - 2 * edge;
  for (std::size_t i = 0; i < edge; ++i) cut(i);
  spread(middle, most - 2 * edge, [&](std::size_t i) { cut(edge + i); });
  for (std::size_t i = good.size() - edge; i < good.size(); ++i) cut(i);
}

void forEachBitFlip(Bytes good, std::size_t count, std::uint64_t seed, const DamageFn& fn) {
  if (good.empty()) return;
  const Copy copy(good);
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(next(seed) % good.size());
    const auto bit = static_cast<unsigned>(next(seed) % 8);
    copy.data[at] ^= std::byte{1} << bit;
    fn(copy.bytes(), {Damage::Kind::flip, at, bit, 1});
    copy.data[at] = good[at];
  }
}

void fieldSweep(Bytes good, int width, const DamageFn& fn, std::size_t most) {
  const auto bytes = static_cast<std::size_t>(width);
  const std::uint64_t ones = ~std::uint64_t{0} >> (64 - 8 * width), least = std::uint64_t{1} << (8 * width - 1);
  const Copy copy(good);
  spread(good.size() / bytes, most, [&](std::size_t field) {
    const std::size_t at = field * bytes;
    const std::uint64_t rest = good.size() - at;
    for (const std::uint64_t value :
         std::array<std::uint64_t, 8>{0, 1, least - 1, least, ones, good.size(), rest, rest + 1}) {
      if (value > ones) continue; // the field cannot hold it
      std::memcpy(&copy.data[at], &value, bytes);
      fn(copy.bytes(), {Damage::Kind::field, at, value, width});
    }
    std::copy_n(good.begin() + static_cast<std::ptrdiff_t>(at), bytes, &copy.data[at]);
  });
}

} // namespace ara::test
