// Runs a row's infer function and writes what it found into the graph.
#pragma once

#include "ops/context.h"

namespace ara::ops {

// Whether something became better known. Errors: what the row says about a contradiction; nothing is changed then.
// A row without infer, or an unknown op, changes nothing.
Result<bool> inferNode(ir::GraphEdit& edit, ir::NodeId node);

} // namespace ara::ops
