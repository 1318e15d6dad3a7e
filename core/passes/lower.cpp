// tf.* operators become tfl.* operators, each by the lower function of its row. Every node that cannot is listed, never
// only the first; behind a refused node lowering goes on, so that the list is whole.
#include "passes/pass.h"

namespace ara::passes {
namespace {

void refuseUnknown(PassContext& c, const ops::NodeView& v) {
  c.refused.push_back(v.refuse(msg("{0} {1} has no TensorFlow Lite form.", v.op(), v.name()),
                               msg("Cut the model around it: make its result an input, or choose an output before it."))
                          .value());
}

bool isConstant(const ir::Graph& g, ir::NodeId n) {
  for (const ir::TensorId t : g.results(n))
    if (!g[t].buffer) return false;
  return g[n].resultCount > 0;
}

} // namespace

Status lower(PassContext& c) {
  ops::LowerMemo memo;
  const ir::Order order = ir::executionOrder(c.model, c.graph());
  std::size_t seen = 0;
  for (const ir::NodeId n : order.nodes) {
    if (++seen % 256 == 0) ARA_TRY(c.task.checkpoint(double(seen) / double(order.nodes.size()), "Lowering"));
    const ir::Node& node = c.graph()[n];
    if (node.def && node.def->dialect() == ir::Dialect::tfl) continue;
    if (isConstant(c.graph(), n)) { // the value lives in the tensor; its node has done its work
      c.edit.rewrote("constant", {n}, {});
      c.edit.remove(n);
      continue;
    }
    const ops::NodeView view(c.model, c.graph(), n);
    if (!node.def || !node.def->lower) {
      refuseUnknown(c, view);
      continue;
    }
    ops::LowerContext lowering(c.edit, n, memo, c.find, c.task);
    if (auto done = node.def->lower(lowering); !done) {
      Error e = std::move(done).error();
      if (e.kind == ErrorKind::Cancelled || e.kind == ErrorKind::Internal) return Fail(std::move(e));
      if (e.subject.empty()) e.subject = view.name();
      c.refused.push_back(std::move(e));
    }
  }
  return {};
}

} // namespace ara::passes
