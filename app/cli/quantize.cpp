#include "app/cli/convert_options.h"
#include "app/cli/tensor_table.h"

#include "base/file.h"
#include "convert/report.h"
#include "convert/source_out.h"
#include "formats/format.h"

#include <cstdio>

namespace ara::cli {

std::function<int()> setUpQuantize(CLI::App& command) {
  struct Options : ConvertOptions {
    std::string output, format = "text", reportFile;
  };
  const auto o = std::make_shared<Options>();
  command.add_option("FILE", o->file, "a .tflite")->required();
  command.add_option("-o", o->output, "the .tflite to write, or a .cc: C++ source for devices")->required();
  command.add_option("--scheme", o->quantize, kSchemeHelp)->required()->check(CLI::IsMember(kSchemes));
  addQuantizeFlags(command, *o);
  command.add_option("--format", o->format, "of the before/after table: text, json or tsv")->check(CLI::IsMember({"text", "json", "tsv"}));
  addProgress(command, o->progress);
  return [o]() -> int {
    Task task = makeTask(o->progress);
    const auto model = formats::open(task, o->file);
    if (!model) return report(model.error());
    if (model->origin.format != "TensorFlow Lite")
      return report({ErrorKind::Unsupported, msg("{0} is a {1}, not a .tflite.", o->file, model->origin.format),
                     msg("Use `aracari-cli convert --quantize dynamic`, which does both."), o->file, {}});
    const auto settings = settingsFrom(*o, *model);
    if (!settings) return report(settings.error());
    const auto c = convert::run(task, *model, *settings);
    reportNotes(task);
    if (!c) return report(c.error());
    if (!c->refused.empty()) return report(c->refused.front());
    const std::string source = o->output.ends_with(".cc") ? convert::asSource(c->model, c->file) : std::string();
    const Bytes parts[] = {source.empty() ? Bytes(c->file) : bytesOf(source)};
    if (auto saved = writeFileAtomically(task, o->output, parts); !saved) return report(saved.error());
    const auto comparison = compareQuantized(*c);
    return finish(o->format == "json" ? tensorTableJson(comparison) : o->format == "tsv" ? tensorTableTsv(comparison) : tensorTableText(comparison));
  };
}

} // namespace ara::cli
