#include "app/cli/graph_out.h"

#include "analysis/summary.h"
#include "base/strings.h"
#include "convert/freeze.h"
#include "formats/checkpoint/checkpoint.h"
#include "formats/format.h"

#include <cstdio>

namespace ara::cli {
namespace {

struct Options {
  std::string file, output, checkpoint, signature, tags, progress = "auto";
  std::vector<std::string> outputs;
};

// The likely outputs, best first, each with its reason: for those who named none.
void suggest(const ir::Model& model) {
  constexpr std::size_t kMost = 5;
  const auto all = analysis::likelyOutputs(model);
  for (std::size_t i = 0; i < all.size() && i < kMost; ++i)
    std::fprintf(stderr, "aracari-cli: note: %s %s: %s\n", i == 0 ? "likely output" : "or",
                 printable(all[i].name).c_str(), printable(all[i].reason.text()).c_str());
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& n : names) out += (out.empty() ? "" : ", ") + printable(n);
  return out;
}

// A checkpoint alone has no operators; its graph usually lies beside it.
std::filesystem::path graphBeside(const std::string& checkpoint) {
  std::filesystem::path meta = formats::checkpoint::prefixOf(checkpoint);
  meta += ".meta";
  std::error_code none;
  return std::filesystem::is_regular_file(meta, none) ? meta : std::filesystem::path();
}

int freeze(const Options& o) {
  Task task = makeTask(o.progress);
  auto model = formats::open(task, o.file, {o.checkpoint, false, o.tags});
  if (const auto graph = model && model->origin.format == "Checkpoint" ? graphBeside(o.file) : std::filesystem::path();
      !graph.empty())
    model = formats::open(task, graph, {o.checkpoint.empty() ? o.file : o.checkpoint, false, {}});
  if (!model) {
    reportNotes(task);
    return report(model.error());
  }
  const auto frozen = convert::freeze(task, *model, namesIn(o.outputs, *model), o.signature);
  reportNotes(task);
  if (!frozen) return report(frozen.error());
  if (o.outputs.empty() && o.signature.empty() && model->signatures.empty()) suggest(*model);
  const int written = writeGraph(task, *frozen, o.output);
  if (written != kDone) return written;
  std::vector<std::string> outputs;
  for (const ir::TensorId t : frozen->graph().outputs) outputs.push_back(frozen->tensorName(frozen->graph(), t));
  std::fprintf(stderr, "outputs: %s\n", joined(outputs).c_str());
  return kDone;
}

} // namespace

std::function<int()> setUpFreeze(CLI::App& command) {
  const auto o = std::make_shared<Options>();
  command.add_option("FILE", o->file, "a graph with its checkpoint, a .meta, a SavedModel, or a Keras model")
      ->required();
  command.add_option("-o", o->output, "the .pb or .pbtxt to write; - is text on standard output")->required();
  command
      .add_option("--output", o->outputs,
                  "NAMES that are to be computed, by commas or repeatable; default: those of "
                  "the signature, else the likeliest")
      ->allow_extra_args(false);
  command.add_option("--signature", o->signature, "the outputs of this signature of a SavedModel");
  command.add_option("--checkpoint", o->checkpoint,
                     "values for the variables: any file of a checkpoint; default: what lies beside the graph");
  command.add_option("--tags", o->tags, "TAG[,TAG...] of the graph in a SavedModel that holds several; default: serve");
  addProgress(command, o->progress);
  return [o]() -> int { return freeze(*o); };
}

} // namespace ara::cli
