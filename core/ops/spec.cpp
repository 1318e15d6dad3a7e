#include "ops/spec.h"

#include <limits>

namespace ara::ops {
namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

} // namespace

std::vector<SpecPart> parseSpec(std::string_view spec) {
  std::vector<SpecPart> parts;
  for (std::string_view rest = trimmed(spec); !rest.empty();) {
    const auto comma = rest.find(',');
    SpecPart part;
    part.name = trimmed(rest.substr(0, comma));
    if (part.name.ends_with('?')) {
      part.optional = true;
      part.name = trimmed(part.name.substr(0, part.name.size() - 1));
    }
    if (const auto star = part.name.find('*'); star != std::string_view::npos) {
      part.times = trimmed(part.name.substr(star + 1));
      part.name = trimmed(part.name.substr(0, star));
    }
    parts.push_back(part);
    rest = comma == std::string_view::npos ? std::string_view() : trimmed(rest.substr(comma + 1));
  }
  return parts;
}

std::optional<std::size_t> partCount(const SpecPart& part, const ir::AttrList& attrs, const ir::NameTable& names) {
  if (part.times.empty()) return 1;
  const ir::AttrValue* value = ir::find(attrs, names.find(part.times));
  if (!value) return std::nullopt;
  return std::visit(
      []<class T>(const T& v) -> std::optional<std::size_t> {
        if constexpr (std::is_same_v<T, std::int64_t>)
          return v < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(v));
        else if constexpr (requires { v.size(); } && !std::is_same_v<T, std::string>)
          return v.size();
        else
          return std::nullopt;
      },
      *value);
}

std::optional<std::size_t> resultCount(const ir::OpDef& row, const ir::AttrList& attrs, const ir::NameTable& names) {
  std::size_t sum = 0;
  for (const SpecPart& part : parseSpec(row.results)) {
    const auto n = partCount(part, attrs, names);
    if (!n || *n > std::numeric_limits<std::uint32_t>::max() - sum) return std::nullopt;
    sum += *n;
  }
  return sum;
}

} // namespace ara::ops
