#include "app/cli/verb.h"

#include "ops/refusals.h"
#include "ops/registry.h"
#include "passes/pass.h"

#include <nlohmann/json.hpp>

namespace ara::cli {
namespace {

bool lowers(const ir::OpDef& row) { return row.lower && row.lower != &ops::lowerRefused; }

std::string mark(bool yes) { return yes ? "yes" : "-"; }

std::string rowsText() {
  Table t{{"operator", "shapes", "computes", "converts", "what it does"}, {false, false, false, false, false}, {}};
  for (const ir::OpDef* row : ops::rows())
    t.rows.push_back({std::string(row->name), mark(row->infer), mark(row->evaluate),
                      row->dialect() == ir::Dialect::tf ? mark(lowers(*row)) : "", std::string(row->doc)});
  return t.text();
}

std::string rowsJson() {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const ir::OpDef* row : ops::rows()) {
    nlohmann::ordered_json r{{"name", row->name}, {"doc", row->doc}, {"shapes", row->infer != nullptr}, {"computes", row->evaluate != nullptr}};
    if (row->dialect() == ir::Dialect::tf) r["converts"] = lowers(*row);
    if (row->builtinCode >= 0) r["builtin_code"] = row->builtinCode;
    if (!row->limits.types.empty()) r["types"] = row->limits.types;
    list.push_back(std::move(r));
  }
  return list.dump(2) + "\n";
}

std::string passesText() {
  Table t{{"pass", "what it does"}, {false, false}, {}};
  for (const passes::Pass& p : passes::all()) t.rows.push_back({std::string(p.name), std::string(p.doc)});
  return t.text();
}

} // namespace

std::function<int()> setUpOps(CLI::App& command) {
  struct Options {
    std::string format = "text";
    bool passes = false;
  };
  const auto o = std::make_shared<Options>();
  command.add_option("--format", o->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command.add_flag("--passes", o->passes, "list the passes instead");
  return [o] { return finish(o->passes ? passesText() : o->format == "json" ? rowsJson() : rowsText()); };
}

} // namespace ara::cli
