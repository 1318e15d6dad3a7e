// A sentence for people: a fixed English template plus its arguments, so that the window can translate the template
// and a test can compare the whole.
//
//   msg("{0} leaves its first dimension open ({1}).", name, shape)
//
// Templates are string literals with numbered places; packaging/extract-messages collects every msg("...") of core
// for the translators.
#pragma once

#include <fmt/format.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ara {

struct Message {
  std::string_view format;       // literal; empty means "nothing to say"
  std::vector<std::string> args; // already formatted, locale-free

  bool empty() const { return format.empty(); }
  std::string text() const; // English, with the arguments in place
  bool operator==(const Message&) const = default;
};

// Puts the arguments into the numbered places {0}..{9} of `format`; a place without an argument stays as it is.
std::string fillPlaces(std::string_view format, const std::vector<std::string>& args);

template<class... Args> Message msg(std::string_view format, Args&&... args) {
  return {format, {fmt::format("{}", std::forward<Args>(args))...}};
}

} // namespace ara
