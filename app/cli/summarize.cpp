#include "app/cli/verb.h"

#include "analysis/summary.h"
#include "formats/format.h"

namespace ara::cli {

std::function<int()> setUpSummarize(CLI::App& command) {
  struct Options {
    std::string file, format = "text";
  };
  const auto o = std::make_shared<Options>();
  command.add_option("FILE", o->file, "a model")->required();
  command.add_option("--format", o->format, "text (the lines of summarize_graph) or json")->check(CLI::IsMember({"text", "json"}));
  return [o] {
    Task task = makeTask();
    const auto model = formats::open(task, o->file);
    reportNotes(task);
    if (!model) return report(model.error());
    return finish(o->format == "json" ? analysis::summaryJson(*model) : analysis::summarizeGraphText(*model));
  };
}

} // namespace ara::cli
