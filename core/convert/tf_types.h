// The type attributes TensorFlow insists on, where the nodes of a model do not carry them: what passes and readers of
// other formats made says its types on tensors only.
#pragma once

#include "base/task.h"
#include "ir/model.h"

namespace ara::convert {

// Fills every attribute of kind `type` without a default that a row declares and a node leaves out; finds the types of
// tensors first where they are not known.
Status giveTypes(Task& task, ir::Model& model);

} // namespace ara::convert
