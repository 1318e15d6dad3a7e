// A graph with its variables as constants, cut to what the outputs need: what freeze_graph makes. Placeholders stay
// placeholders, the library of functions stays.
//
//   ARA_ASSIGN(const ir::Model frozen, freeze(task, source, {"y_"}));
//
// Outputs that nobody names are those of `signature`, of the usual signature, or the likely ones, in this order.
#pragma once

#include "base/task.h"
#include "ir/model.h"

namespace ara::convert {

// Errors: Unsupported for a name that is not there; BadFile for a variable without a value, or one that is changed.
Result<ir::Model> freeze(Task& task, const ir::Model& source, const std::vector<std::string>& outputs,
                         const std::string& signature = {});

// The first variable that is still one: its value is nowhere. Errors: BadFile.
Status checkFrozen(const ir::Model& model);

} // namespace ara::convert
