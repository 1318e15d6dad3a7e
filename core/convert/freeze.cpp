#include "convert/freeze.h"

#include "convert/graphdef_out.h"
#include "convert/picks.h"
#include "convert/tf_types.h"
#include "passes/pass.h"

namespace ara::convert {

Result<ir::Model> freeze(Task& task, const ir::Model& source, const std::vector<std::string>& outputs,
                         const std::string& signature) {
  if (source.origin.format == "TensorFlow Lite" || source.origin.format == "Checkpoint")
    return fail(ErrorKind::Unsupported, msg("{0} holds no TensorFlow graph to freeze.", source.origin.path),
                source.origin.format == "Checkpoint"
                    ? msg("Name the graph, a .meta, .pb or .pbtxt file, and the checkpoint with --checkpoint.")
                    : msg("Open the graph it was made from."),
                source.origin.path);
  Settings settings;
  settings.outputs = outputs;
  settings.signatureKey = signature;
  ARA_ASSIGN(settings, fillDefaults(source, std::move(settings)));
  ir::Model model = source;
  const TensorNames names(model);
  std::vector<ir::TensorId> roots;
  for (const std::string& o : settings.outputs) {
    const auto t = names.find(o);
    if (!t) return noSuchName(names, "output", o);
    roots.push_back(*t);
  }
  ir::Journal journal;
  ir::GraphEdit(model, ir::GraphId(0), &journal).setOutputs(std::move(roots));
  static constexpr std::string_view kPasses[] = {"inline_functions", "freeze_variables"};
  static constexpr std::string_view kKerasPasses[] = {"infer_shapes", "write_out_recurrent"};
  std::vector<Error> refused;
  ARA_TRY(passes::run(task, model, source.layers.empty() ? std::span<const std::string_view>(kPasses) : kKerasPasses,
                      journal, refused));
  if (!refused.empty()) return Fail(std::move(refused.front()));
  pruneUnneeded(model, journal);
  ARA_TRY(checkFrozen(model));
  model.variables.clear();
  model.layers.clear();
  std::erase_if(model.signatures,
                [](const ir::Signature& s) { return s.graph == ir::GraphId(0); }); // their other outputs may be gone
  nameOutputs(task, model, settings.outputs);
  ARA_TRY(giveTypes(task, model));
  return model;
}

Status checkFrozen(const ir::Model& model) {
  const ir::Graph& g = model.graph();
  for (const ir::NodeId n : g.nodeIds()) {
    const std::string_view op = model.shortOpName(g[n]);
    if (op != "VariableV2" && op != "Variable" && op != "VarHandleOp") continue;
    const ops::NodeView view(model, g, n);
    return fail(ErrorKind::BadFile, msg("Variable {0} has no value: the graph holds none.", view.name()),
                msg("Name the checkpoint with --checkpoint, any of its files."), view.name());
  }
  return {};
}

} // namespace ara::convert
