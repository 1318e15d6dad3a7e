// Small text helpers for messages and numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ara {

std::vector<std::string_view> split(std::string_view text, char separator); // "a,,b" -> a, "", b; "" -> nothing
std::optional<std::int64_t> parseInteger(std::string_view text);            // the whole text, base 10
std::string withCommas(std::uint64_t n);                                    // 6,862
std::string plural(std::uint64_t n, std::string_view one, std::string_view many); // "1 node", "2 nodes"
// The edit distance of a and b, at most `limit` (+ 1 when it is more).
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit);
// One line, printable: control characters and lone bytes as \xNN, at most `most` bytes with the middle left out.
std::string printable(std::string_view text, std::size_t most = 200);
// Quoted for a POSIX shell when it needs it.
std::string shellQuoted(std::string_view text);

} // namespace ara
