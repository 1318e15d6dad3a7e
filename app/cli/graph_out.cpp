#include "app/cli/graph_out.h"

#include "base/strings.h"
#include "convert/graphdef_out.h"
#include "convert/picks.h"

#include <cstdio>

namespace ara::cli {

std::vector<std::string> namesIn(const std::vector<std::string>& given, const ir::Model& model) {
  const convert::TensorNames names(model);
  std::vector<std::string> out;
  for (const std::string& text : given) {
    if (names.exists(text)) {
      out.push_back(text);
      continue;
    }
    for (const std::string_view one : split(text, ','))
      if (!one.empty()) out.emplace_back(one);
  }
  return out;
}

bool asksForText(const std::string& path) { return path == "-" || path.ends_with(".pbtxt"); }

int writeGraph(Task& task, const ir::Model& model, const std::string& path, std::optional<bool> text) {
  if (path == "-") {
    const auto made = convert::graphDefText(task, model);
    return made ? finish(*made) : report(made.error());
  }
  if (auto saved = convert::saveGraphDef(task, model, path, text); !saved) return report(saved.error());
  std::fprintf(stderr, "%s: %s\n", printable(path).c_str(),
               plural(model.graph().liveNodeCount(), "operator", "operators").c_str());
  return kDone;
}

} // namespace ara::cli
