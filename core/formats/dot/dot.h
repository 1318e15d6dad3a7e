// Graphviz text of a model, written through cgraph: one node per operator, clusters per subgraph and name scope.
#pragma once

#include "base/task.h"
#include "ir/model.h"

namespace ara::formats::dot {

Result<std::string> write(Task& task, const ir::Model& model);

} // namespace ara::formats::dot
