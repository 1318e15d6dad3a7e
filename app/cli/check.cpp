#include "app/cli/convert_options.h"

#include "analysis/leftovers.h"
#include "base/strings.h"
#include "convert/convert.h"
#include "convert/report.h"
#include "formats/format.h"

#include <array>

namespace ara::cli {
namespace {

// "Left from training: 60 gradients, 12 saving": of what was dropped.
std::string leftovers(const ir::Model& source, const convert::Conversion& c) {
  std::array<std::size_t, analysis::kLeftoverCount> counts{};
  for (const convert::Verdict& v : c.verdicts)
    if (v.outcome == convert::Outcome::dropped)
      if (const auto l = analysis::leftoverOf(source, source.graph()[v.node])) ++counts[static_cast<std::size_t>(*l)];
  std::string out;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i])
      out += fmt::format("{}{} {}", out.empty() ? "left from training: " : ", ", counts[i],
                         analysis::leftoverWord(static_cast<analysis::Leftover>(i)));
  return out.empty() ? out : out + "\n";
}

std::string text(const ir::Model& source, const convert::Conversion& c) {
  const auto counts = convert::countVerdicts(c.verdicts);
  std::string out =
      fmt::format("{} nodes: {} converts, {} fuses, {} folds away, {} dropped, {} refused\n", c.verdicts.size(),
                  counts.converts, counts.fuses, counts.folds, counts.dropped, counts.refused);
  for (const Message& m : convert::recognisedLayers(c.journal)) out += m.text() + "\n";
  out += leftovers(source, c);
  Table t{{"verdict", "operator", "node", "becomes, or why"}, {false, false, false, false}, {}};
  for (const convert::Outcome wanted : {convert::Outcome::refused, convert::Outcome::converts, convert::Outcome::fuses,
                                        convert::Outcome::folds, convert::Outcome::dropped})
    for (const convert::Verdict& v : c.verdicts) {
      if (v.outcome != wanted) continue;
      const ir::Node& n = source.graph()[v.node];
      std::string why = v.into;
      if (why.empty() && !v.reason.empty()) why = v.reason.text() + (v.remedy.empty() ? "" : " " + v.remedy.text());
      t.rows.push_back({std::string(convert::outcomeWord(v.outcome)), std::string(source.shortOpName(n)),
                        printable(source.names[n.name], 80), printable(why, 300)});
    }
  return out + t.text();
}

} // namespace

std::function<int()> setUpCheck(CLI::App& command) {
  struct Options : ConvertOptions {
    std::string format = "text";
  };
  const auto o = std::make_shared<Options>();
  addPickFlags(command, *o);
  command.add_option("--format", o->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  return [o]() -> int {
    Task task = makeTask();
    const auto model = formats::open(task, o->file, {o->checkpoint, false, o->tags});
    if (!model) return report(model.error());
    const auto settings = settingsFrom(*o, *model);
    if (!settings) return report(settings.error());
    const auto c = convert::check(task, *model, *settings);
    reportNotes(task);
    if (!c) return report(c.error());
    if (const int printed = finish(o->format == "json" ? convert::reportJson(*model, *c) : text(*model, *c));
        printed != kDone)
      return printed;
    if (c->refused.empty()) return kDone;
    for (const Error& e : c->refused) report(e);
    return kBadModel;
  };
}

} // namespace ara::cli
