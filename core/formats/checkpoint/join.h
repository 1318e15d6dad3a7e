// Which variable of a graph gets which tensor of a checkpoint: as the graph's own restore operators say, else as the
// object graph of the checkpoint says, else by name. Fills Model::variables; changes no node.
#pragma once

#include "formats/checkpoint/checkpoint.h"

namespace ara::formats::checkpoint {

Status join(Task& task, ir::Model& model, const Checkpoint& c);
// The checkpoint any of whose files `any` is. Errors: BadArgument when there is none.
Status joinFrom(Task& task, ir::Model& model, const std::filesystem::path& any);
// Whether the graph has variables at all.
bool holdsVariables(const ir::Model& model);

} // namespace ara::formats::checkpoint
