// Runs the reference kernels of op rows: one node (folding) or a whole graph (comparing, proofs).
#pragma once

#include "ops/context.h"

namespace ara::runtime {

// The values of node's results from its constant operands. Errors: Unsupported when its row has no kernel or an operand
// is not constant.
Result<std::vector<ops::TensorOut>> evaluateConstant(const ir::Model& model, const ir::Graph& graph, ir::NodeId node,
                                                     std::uint64_t budget);

struct Feed {
  ir::TensorId tensor;
  ops::TensorView value;
};
// The values of `wanted` from `feeds`, by running what lies between, each node after what it reads. Loops, conditionals
// and calls run their graphs. Errors: Unsupported, for an operator without a kernel, graphs that call each other more
// than 64 deep, and more than a million turns of loops; Cancelled.
Result<std::vector<ops::TensorView>> runGraph(Task& task, const ir::Model& model, ir::GraphId graph,
                                              std::span<const Feed> feeds, std::span<const ir::TensorId> wanted);

} // namespace ara::runtime
