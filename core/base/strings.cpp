#include "base/strings.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace ara {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  if (text.empty()) return out;
  for (;;) {
    const auto at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
  std::int64_t v = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return v;
}

std::string withCommas(std::uint64_t n) {
  std::string out = std::to_string(n);
  for (std::size_t at = out.size(); at > 3;) {
    at -= 3;
    out.insert(at, ",");
  }
  return out;
}

std::string plural(std::uint64_t n, std::string_view one, std::string_view many) {
  return withCommas(n) + " " + std::string(n == 1 ? one : many);
}

std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0], best = row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t changed = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[i];
      row[i] = std::min({changed, row[i] + 1, row[i - 1] + 1});
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
  }
  return std::min(row[a.size()], limit + 1);
}

std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  const auto put = [&](std::string_view part) {
    for (std::size_t i = 0; i < part.size();) {
      const auto byte = static_cast<unsigned char>(part[i]);
      const std::size_t length = byte < 0x80 ? 1 : (byte >> 5) == 6 ? 2 : (byte >> 4) == 14 ? 3 : (byte >> 3) == 30 ? 4 : 0;
      bool whole = length != 0 && i + length <= part.size();
      for (std::size_t k = 1; whole && k < length; ++k) whole = (static_cast<unsigned char>(part[i + k]) & 0xc0) == 0x80;
      // U+202A..E and U+2066..9 turn the direction of what follows: they stay visible as escapes.
      const bool turns = length == 3 && whole && byte == 0xe2 &&
                         ((static_cast<unsigned char>(part[i + 1]) == 0x80 && static_cast<unsigned char>(part[i + 2]) >= 0xaa &&
                           static_cast<unsigned char>(part[i + 2]) <= 0xae) ||
                          (static_cast<unsigned char>(part[i + 1]) == 0x81 && static_cast<unsigned char>(part[i + 2]) >= 0xa6 &&
                           static_cast<unsigned char>(part[i + 2]) <= 0xa9));
      if (!whole || turns || (length == 1 && (byte < 0x20 || byte == 0x7f))) {
        out += fmt::format("\\x{:02x}", byte);
        ++i;
      } else {
        out += part.substr(i, length);
        i += length;
      }
    }
  };
  if (text.size() <= most) {
    put(text);
    return out;
  }
  put(text.substr(0, most / 3));
  out += "…";
  put(text.substr(text.size() - (most - most / 3)));
  return out;
}

std::string shellQuoted(std::string_view text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-+=:,./%@^").find(c) != std::string_view::npos;
  });
  if (plain) return std::string(text);
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

} // namespace ara
