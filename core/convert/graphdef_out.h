// A model as a GraphDef: cut at the inputs and outputs asked for, every operator TensorFlow's. Three amounts of work:
// extract cuts, asGraphDef (toco's --output_format=TENSORFLOW_GRAPHDEF) also folds and cleans up, optimize
// (TensorFlow's optimize_for_inference) also folds batch norms. Variables become constants in all of them.
//
//   ARA_ASSIGN(const ir::Model m, asGraphDef(task, source, settings));
//   ARA_TRY(saveGraphDef(task, m, "small.pb"));                            // or small.pbtxt
#pragma once

#include "convert/settings.h"
#include "passes/pass.h"

#include <filesystem>

namespace ara::convert {

// Inputs become Placeholders of the shapes asked for; outputs are nodes under the names asked for. Errors: Unsupported
// for models that are not TensorFlow graphs, and as run().
Result<ir::Model> asGraphDef(Task& task, const ir::Model& source, const Settings& settings,
                             const passes::RunOptions& options = {});
Result<ir::Model> optimize(Task& task, const ir::Model& source, const Settings& settings,
                           const passes::RunOptions& options = {});
Result<ir::Model> extract(Task& task, const ir::Model& source, const Settings& settings);

// Nobody says which form: text when the name ends in .pbtxt, else binary.
Status saveGraphDef(Task& task, const ir::Model& model, const std::filesystem::path& path,
                    std::optional<bool> text = {});
Result<std::string> graphDefText(Task& task, const ir::Model& model);

// Outputs whose node went into another are that value once more, under the name asked for.
void nameOutputs(Task& task, ir::Model& model, const std::vector<std::string>& names);

} // namespace ara::convert
