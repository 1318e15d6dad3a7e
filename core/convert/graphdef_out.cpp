#include "convert/graphdef_out.h"

#include "base/file.h"
#include "convert/freeze.h"
#include "convert/picks.h"
#include "convert/tf_types.h"
#include "formats/graphdef/graphdef.h"
#include "formats/graphdef/text.h"
#include "ir/labels.h"

#include <algorithm>

namespace ara::convert {
namespace {

// The source passes without those that make operators only the lowering knows.
constexpr std::string_view kPasses[] = {
    "inline_functions",    "freeze_variables", "remove_unneeded", "remove_identity", "infer_shapes",
    "write_out_recurrent", "remove_dropout",   "fold_constants",  "merge_common",    "remove_unneeded",
};
constexpr std::string_view kOptimizing[] = {
    "inline_functions",    "freeze_variables",    "remove_unneeded", "remove_identity",
    "infer_shapes",        "write_out_recurrent", "remove_dropout",  "fold_constants",
    "simplify_arithmetic", "fold_batch_norm",     "merge_common",    "remove_unneeded",
};
// A part as it is. Layers of Keras have to be written out all the same.
constexpr std::string_view kCutting[] = {"inline_functions", "freeze_variables", "remove_unneeded"};
constexpr std::string_view kCuttingKeras[] = {"infer_shapes", "write_out_recurrent", "remove_unneeded"};

// What is in a branch of Switch or a loop of Enter may be there by its control edges alone, constants too: nothing may
// move there, or Merge meets a value that should not have come.
constexpr std::string_view kPassesAroundBranches[] = {"inline_functions", "freeze_variables"};

bool holdsBranches(const ir::Model& model) {
  const ir::Graph& g = model.graph();
  for (const ir::NodeId n : g.nodeIds())
    if (const std::string_view op = model.opName(g[n]); op == "tf.Switch" || op == "tf.Enter") return true;
  return false;
}

std::string withoutZero(std::string_view name) {
  return std::string(name.ends_with(":0") ? name.substr(0, name.size() - 2) : name);
}

std::string nodeNameOf(const ir::Model& model, ir::TensorId t) {
  const ir::Tensor& tensor = model.graph()[t];
  if (!tensor.producer) return model.tensorName(model.graph(), t);
  const ir::NameId name = model.graph()[tensor.producer].name;
  return name ? ir::derivedName(model.names[name], tensor.result) : std::string();
}

Result<ir::Model> make(Task& task, const ir::Model& source, const Settings& settings,
                       std::span<const std::string_view> pipeline, const passes::RunOptions& options) {
  if (source.origin.format == "TensorFlow Lite" || source.origin.format == "Checkpoint")
    return fail(ErrorKind::Unsupported,
                msg("{0} is not a TensorFlow graph, and is not written as one.", source.origin.path),
                source.origin.format == "Checkpoint" ? msg("Name its graph: a .meta, .pb or .pbtxt file.")
                                                     : msg("Write a .tflite, or a .dot to look at it."),
                source.origin.path);
  ARA_ASSIGN(Settings filled, fillDefaults(source, settings));
  ir::Model model = source;
  ir::Journal journal;
  std::vector<Error> refused;
  ARA_TRY(apply(task, model, filled, journal));
  const bool branches = holdsBranches(model);
  if (branches) pipeline = kPassesAroundBranches;
  ARA_TRY(passes::run(task, model, pipeline, journal, refused, options));
  if (!refused.empty()) return Fail(std::move(refused.front()));
  if (branches) pruneUnneeded(model, journal);
  ARA_TRY(checkFrozen(model));
  if (settings.inputs.empty() && settings.signatureKey.empty()) dropUnusedInputs(model, filled);
  ARA_TRY(checkFed(model));
  nameOutputs(task, model, filled.outputs);
  ARA_TRY(giveTypes(task, model));
  return model;
}

} // namespace

// Outputs whose node went into another are that value once more, under the name asked for.
void nameOutputs(Task& task, ir::Model& model, const std::vector<std::string>& names) {
  ir::GraphEdit edit(model);
  const ir::OpDef* identity = ops::find("tf.Identity");
  std::vector<ir::TensorId> outputs = model.graph().outputs;
  for (std::size_t i = 0; i < outputs.size() && i < names.size(); ++i) {
    std::string wanted = withoutZero(names[i]);
    if (!identity || nodeNameOf(model, outputs[i]) == wanted) continue;
    if (std::ranges::replace(wanted, ':', '_'); wanted != withoutZero(names[i]))
      task.note(Severity::warning, msg("{0} was a copy that is gone; its value is written as {1}.", names[i], wanted),
                {}, names[i]);
    const ir::NameId name = model.nameOf(wanted);
    for (const ir::NodeId n : model.graph().nodeIds())
      if (model.graph()[n].name == name) edit.setNodeName(n, {});
    const ir::Tensor from = model.graph()[outputs[i]];
    const ir::NodeId n = edit.addNode(*identity, {outputs[i]}, {}, 1, name);
    const ir::TensorId made = model.graph().result(n);
    edit.setType(made, from.type);
    edit.setShape(made, ir::Shape(model.shapeOf(from)));
    outputs[i] = made;
  }
  edit.setOutputs(std::move(outputs));
}

Result<ir::Model> asGraphDef(Task& task, const ir::Model& source, const Settings& settings,
                             const passes::RunOptions& options) {
  return make(task, source, settings, kPasses, options);
}

Result<ir::Model> optimize(Task& task, const ir::Model& source, const Settings& settings,
                           const passes::RunOptions& options) {
  return make(task, source, settings, kOptimizing, options);
}

Result<ir::Model> extract(Task& task, const ir::Model& source, const Settings& settings) {
  return make(task, source, settings,
              source.layers.empty() ? std::span<const std::string_view>(kCutting) : kCuttingKeras, {});
}

Result<std::string> graphDefText(Task& task, const ir::Model& model) {
  ARA_ASSIGN(const formats::graphdef::Written file, formats::graphdef::write(task, model));
  return formats::graphdef::graphDefText(file.parts);
}

Status saveGraphDef(Task& task, const ir::Model& model, const std::filesystem::path& path, std::optional<bool> text) {
  if (text.value_or(path.extension() == ".pbtxt")) {
    ARA_ASSIGN(const std::string written, graphDefText(task, model));
    const Bytes parts[] = {bytesOf(written)};
    return writeFileAtomically(task, path, parts);
  }
  ARA_ASSIGN(const formats::graphdef::Written file, formats::graphdef::write(task, model));
  return writeFileAtomically(task, path, file.parts);
}

} // namespace ara::convert
