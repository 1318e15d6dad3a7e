#include "app/cli/convert_options.h"
#include "app/cli/graph_out.h"

#include "convert/graphdef_out.h"
#include "formats/format.h"

namespace ara::cli {

std::function<int()> setUpOptimize(CLI::App& command) {
  struct Options : ConvertOptions {
    std::string output;
  };
  const auto o = std::make_shared<Options>();
  command.add_option("FILE", o->file, "a graph with its values")->required();
  command.add_option("-o", o->output, "the .pb or .pbtxt to write; - is text on standard output")->required();
  command
      .add_option("--input", o->inputs,
                  "NAME[:TYPE][=D0,D1,...], repeatable; default: every placeholder the outputs need")
      ->allow_extra_args(false);
  command.add_option("--output", o->outputs, "NAMES, by commas or repeatable; default: every likely output")
      ->allow_extra_args(false);
  command.add_option("--signature", o->signature, "inputs and outputs of this signature");
  command.add_option("--checkpoint", o->checkpoint, "values for the variables: any file of a checkpoint");
  command.add_option("--batch", o->batch, "fills every unknown leading dimension");
  addProgress(command, o->progress);
  return [o]() -> int {
    Task task = makeTask(o->progress);
    const auto model = formats::open(task, o->file, {o->checkpoint, false, o->tags});
    if (!model) {
      reportNotes(task);
      return report(model.error());
    }
    o->outputs = namesIn(o->outputs, *model);
    const auto settings = settingsFrom(*o, *model);
    if (!settings) return report(settings.error());
    const auto made = convert::optimize(task, *model, *settings);
    reportNotes(task);
    return made ? writeGraph(task, *made, o->output) : report(made.error());
  };
}

} // namespace ara::cli
