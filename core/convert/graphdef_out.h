// A model as a smaller GraphDef: cut at the inputs and outputs asked for, variables and folded parts as constants,
// training leftovers gone. What toco wrote for --output_format=TENSORFLOW_GRAPHDEF; every operator stays TensorFlow's.
//
//   ARA_ASSIGN(const ir::Model m, asGraphDef(task, source, settings));
//   ARA_TRY(saveGraphDef(task, m, "small.pb"));
#pragma once

#include "convert/settings.h"
#include "passes/pass.h"

#include <filesystem>

namespace ara::convert {

// Inputs become Placeholders of the shapes asked for; outputs are nodes under the names asked for. Errors: Unsupported
// for models that are not TensorFlow graphs, and as run().
Result<ir::Model> asGraphDef(Task& task, const ir::Model& source, const Settings& settings,
                             const passes::RunOptions& options = {});
Status saveGraphDef(Task& task, const ir::Model& model, const std::filesystem::path& path);

} // namespace ara::convert
