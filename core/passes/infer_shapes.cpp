// Forward inference in execution order, so that one visit per node is enough. Where a row reports a contradiction the
// place is kept as a refusal and inference goes on behind it with what is known.
#include "ops/infer.h"
#include "passes/pass.h"

namespace ara::passes {

Status infer_shapes(PassContext& c) {
  const ir::Order order = ir::executionOrder(c.model, c.graph());
  std::size_t seen = 0;
  for (const ir::NodeId n : order.nodes) {
    if (++seen % 1024 == 0) ARA_TRY(c.task.checkpoint(double(seen) / double(order.nodes.size()), "Finding shapes"));
    if (auto done = ops::inferNode(c.edit, n); !done) c.refused.push_back(std::move(done).error());
  }
  return {};
}

} // namespace ara::passes
