// A graph with its variables as constants, cut to what the outputs need: what freeze_graph makes. Placeholders stay
// placeholders, the library of functions stays.
//
//   ARA_ASSIGN(const ir::Model frozen, freeze(task, source, {"y_"}));      // outputs empty: the likely ones
#pragma once

#include "base/task.h"
#include "ir/model.h"

namespace ara::convert {

// Errors: Unsupported for a name that is not there; BadFile for a variable without a value, or one that is changed.
Result<ir::Model> freeze(Task& task, const ir::Model& source, const std::vector<std::string>& outputs);

} // namespace ara::convert
