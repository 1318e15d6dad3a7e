#include "app/cli/convert_options.h"
#include "app/cli/graph_out.h"

#include "base/strings.h"
#include "convert/convert.h"
#include "convert/graphdef_out.h"
#include "convert/picks.h"
#include "formats/format.h"

#include <cstdio>

namespace ara::cli {
namespace {

struct Options {
  std::string file, output, checkpoint, tags, progress = "auto";
  std::vector<std::string> from, to;
};

// Dimensions that are open stay open: nobody asks a part for numbers the whole did not need.
void leaveOpen(const ir::Model& model, convert::Settings& settings) {
  const convert::TensorNames names(model);
  for (convert::InputPick& pick : settings.inputs)
    if (const auto t = names.find(pick.name); t && model.shapeOf(model.graph()[*t]).ranked)
      pick.shape = model.shapeOf(model.graph()[*t]).dims;
}

int writeTflite(Task& task, const ir::Model& model, const convert::Settings& asked, const std::string& path) {
  auto filled = convert::fillDefaults(model, asked);
  if (!filled) return report(filled.error());
  convert::Settings& settings = *filled;
  leaveOpen(model, settings);
  const auto c = convert::run(task, model, settings);
  reportNotes(task);
  if (!c) return report(c.error());
  for (const Error& e : c->refused) report(e);
  if (!c->refused.empty()) return kBadModel;
  if (auto saved = convert::save(task, *c, path); !saved) return report(saved.error());
  std::fprintf(stderr, "%s: %s\n", printable(path).c_str(),
               plural(c->model.graph().liveNodeCount(), "operator", "operators").c_str());
  return kDone;
}

int extract(const Options& o) {
  const bool tflite = o.output.ends_with(".tflite");
  if (!tflite && !asksForText(o.output) && !o.output.ends_with(".pb"))
    return report({ErrorKind::BadArgument,
                   msg("{0} does not say what to write.", o.output),
                   msg("Let -o end in .pb, .pbtxt or .tflite."),
                   {},
                   {}});
  Task task = makeTask(o.progress);
  const auto model = formats::open(task, o.file, {o.checkpoint, false, o.tags});
  if (!model) {
    reportNotes(task);
    return report(model.error());
  }
  convert::Settings settings;
  for (std::string& name : namesIn(o.from, *model)) {
    convert::InputPick pick;
    pick.name = std::move(name);
    settings.inputs.push_back(std::move(pick));
  }
  settings.outputs = namesIn(o.to, *model);
  if (tflite) return writeTflite(task, *model, settings, o.output);
  const auto made = convert::extract(task, *model, settings);
  reportNotes(task);
  return made ? writeGraph(task, *made, o.output) : report(made.error());
}

} // namespace

std::function<int()> setUpExtract(CLI::App& command) {
  const auto o = std::make_shared<Options>();
  command.add_option("FILE", o->file, "a model")->required();
  command.add_option("-o", o->output, "the .pb, .pbtxt or .tflite to write; - is text on standard output")->required();
  command.add_option("--from", o->from, "NAMES of the tensors that become inputs; default: every placeholder needed")
      ->allow_extra_args(false);
  command.add_option("--to", o->to, "NAMES of the tensors that become outputs")->required()->allow_extra_args(false);
  command.add_option("--checkpoint", o->checkpoint, "values for the variables: any file of a checkpoint");
  command.add_option("--tags", o->tags, "TAG[,TAG...] of the graph in a SavedModel that holds several; default: serve");
  addProgress(command, o->progress);
  return [o]() -> int { return extract(*o); };
}

} // namespace ara::cli
