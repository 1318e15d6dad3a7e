#include "formats/tflite/runtime_versions.h"

#include "formats/tflite/codes.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace ara::formats::tflite {
namespace {

struct Since {
  schema::BuiltinOperator op;
  int first;
  std::string_view releases; // space separated
};
constexpr Since kSince[] = {
#define ARA_SINCE(op, first, releases) {schema::BuiltinOperator::op, first, releases},
#include "formats/tflite/runtime_versions.def"
#undef ARA_SINCE
};

} // namespace

std::string Release::text() const { return fmt::format("{}.{}.{}", major, minor, patch); }

std::optional<Release> parseRelease(std::string_view text) {
  if (const auto end = text.find('\0'); end != std::string_view::npos) text = text.substr(0, end);
  Release r;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int* part : {&r.major, &r.minor, &r.patch}) {
    const auto [next, error] = std::from_chars(at, end, *part);
    if (error != std::errc() || *part < 0) return std::nullopt;
    at = next;
    if (part == &r.patch) break;
    if (at == end || *at != '.') return std::nullopt;
    ++at;
  }
  return at == end ? std::optional(r) : std::nullopt;
}

std::optional<Release> firstRelease(int builtinCode, int version) {
  for (const Since& s : kSince) {
    if (static_cast<int>(s.op) != builtinCode) continue;
    std::string_view rest = s.releases;
    for (int v = s.first; !rest.empty(); ++v) {
      const auto space = rest.find(' ');
      if (v == version) return parseRelease(rest.substr(0, space));
      rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Release> neededRelease(const ir::Model& model) {
  std::optional<Release> needed;
  std::map<std::pair<int, std::int64_t>, std::optional<Release>> known; // few pairs, many nodes
  for (const ir::Graph& graph : model.graphs)
    for (const ir::NodeId n : graph.nodeIds()) {
      const auto code = operatorCode(model, graph[n]);
      if (!code) continue;
      const auto [at, fresh] = known.try_emplace({*code, operatorVersion(model, graph, n)});
      if (fresh) at->second = firstRelease(*code, static_cast<int>(at->first.second));
      if (at->second) needed = needed ? std::max(*needed, *at->second) : at->second;
    }
  return needed;
}

} // namespace ara::formats::tflite
