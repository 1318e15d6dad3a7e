// Variables that change while the model runs, and lookup tables: they stay variables and tables of the runtime, filled
// by a subgraph that runs once (CALL_ONCE).
#pragma once

#include "passes/pass.h"

namespace ara::passes {

// The handle of `variable` becomes VAR_HANDLE, its reads and changes READ_VARIABLE and ASSIGN_VARIABLE, each after the
// one before it in execution order. `waited`: by node, what an output needs or waits for. False where it is used in
// another way than those; nothing is changed then.
bool keepVariable(PassContext& c, const ir::Variable& variable, const std::vector<bool>& waited);

} // namespace ara::passes
