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

// docs/coverage.md, whole: a test compares.
std::string rowsMarkdown() {
  std::string out = "# Operators\n\nWritten by `aracari-cli ops --format markdown`; do not edit.\n\n"
                    "shapes: type and shape of the results are inferred · computes: has a reference kernel, for folding and `run` · "
                    "converts: lowered to TensorFlow Lite · types: those the official runtime computes rightly\n";
  std::size_t converted = 0, computed = 0, all = 0;
  for (const ir::Dialect dialect : {ir::Dialect::tf, ir::Dialect::tfl}) {
    const bool tf = dialect == ir::Dialect::tf;
    out += tf ? "\n## TensorFlow\n\n| operator | shapes | computes | converts | what it does |\n| --- | --- | --- | --- | --- |\n"
              : "\n## TensorFlow Lite\n\n| operator | shapes | computes | types | what it does |\n| --- | --- | --- | --- | --- |\n";
    for (const ir::OpDef* row : ops::rows()) {
      if (row->dialect() != dialect) continue;
      ++all;
      computed += row->evaluate != nullptr;
      converted += tf && lowers(*row);
      const std::string types = fmt::format("{}{}{}", row->limits.types, row->limits.quantized.empty() ? "" : " / quantized ", row->limits.quantized);
      out += fmt::format("| {} | {} | {} | {} | {} |\n", row->name.substr(row->name.find('.') + 1), mark(row->infer), mark(row->evaluate),
                         tf ? mark(lowers(*row)) : types, row->doc);
    }
  }
  return out + fmt::format("\n{} rows; {} TensorFlow operators convert, {} rows have a kernel.\n", all, converted, computed);
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
  command.add_option("--format", o->format, "text, json, or markdown (docs/coverage.md)")->check(CLI::IsMember({"text", "json", "markdown"}));
  command.add_flag("--passes", o->passes, "list the passes instead");
  return [o] { return finish(o->passes ? passesText() : o->format == "json" ? rowsJson() : o->format == "markdown" ? rowsMarkdown() : rowsText()); };
}

} // namespace ara::cli
