#include "convert/freeze.h"

#include "convert/picks.h"
#include "passes/pass.h"

namespace ara::convert {

Result<ir::Model> freeze(Task& task, const ir::Model& source, const std::vector<std::string>& outputs) {
  Settings settings;
  settings.outputs = outputs;
  ARA_ASSIGN(settings, fillDefaults(source, std::move(settings)));
  ir::Model model = source;
  const TensorNames names(model);
  std::vector<ir::TensorId> roots;
  for (const std::string& o : settings.outputs) {
    const auto t = names.find(o);
    if (!t)
      return fail(ErrorKind::Unsupported, msg("The model has no tensor {0} to be an output.", o),
                  msg("See the names with `aracari-cli inspect --ops`."), o);
    roots.push_back(*t);
  }
  ir::Journal journal;
  ir::GraphEdit(model, ir::GraphId(0), &journal).setOutputs(std::move(roots));
  static constexpr std::string_view kPasses[] = {"inline_functions", "freeze_variables", "remove_unneeded"};
  std::vector<Error> refused;
  ARA_TRY(passes::run(task, model, kPasses, journal, refused));
  if (!refused.empty()) return Fail(std::move(refused.front()));
  model.variables.clear();
  std::erase_if(model.signatures,
                [](const ir::Signature& s) { return s.graph == ir::GraphId(0); }); // their other outputs may be gone
  return model;
}

} // namespace ara::convert
