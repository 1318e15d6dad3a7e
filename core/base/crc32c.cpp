#include "base/crc32c.h"

#include <array>

namespace ara {
namespace {

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

// Table k holds the checksum of a byte with k zero bytes behind it: eight bytes are taken in one step.
constexpr Tables makeTables() {
  Tables t{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c >> 1) ^ ((c & 1) ? 0x82f63b78u : 0u);
    t[0][i] = c;
  }
  for (std::size_t i = 0; i < 256; ++i)
    for (std::size_t k = 1; k < 8; ++k) t[k][i] = (t[k - 1][i] >> 8) ^ t[0][t[k - 1][i] & 255];
  return t;
}
constexpr Tables kTables = makeTables();

} // namespace

std::uint32_t crc32c(Bytes bytes, std::uint32_t before) {
  std::uint32_t c = ~before;
  std::size_t at = 0;
  for (; bytes.size() - at >= 8; at += 8) {
    const auto v = loadAt<std::uint64_t>(bytes, at) ^ c;
    c = 0;
    for (std::size_t k = 0; k < 8; ++k) c ^= kTables[7 - k][(v >> (8 * k)) & 255];
  }
  for (; at < bytes.size(); ++at) c = (c >> 8) ^ kTables[0][(c ^ static_cast<std::uint32_t>(bytes[at])) & 255];
  return ~c;
}

} // namespace ara
