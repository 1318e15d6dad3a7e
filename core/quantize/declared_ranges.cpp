#include "quantize/declared_ranges.h"

#include "ir/edit.h"
#include "ops/context.h"

#include <algorithm>
#include <cmath>

namespace ara::quantize {

using ir::NodeId;
using ir::TensorId;

Result<Declared> declaredRanges(Task& task, const ir::Model& model) {
  Declared out{model, {}, 0};
  ir::GraphEdit edit(out.model, ir::GraphId(0));
  const ir::Graph& g = edit.graph();
  out.ranges.of.resize(g.tensorCount());
  for (std::size_t i = 0, count = g.nodeCount(); i < count; ++i) {
    const NodeId n(i);
    if (i % 4096 == 0) ARA_TRY(task.checkpoint(double(i) / double(count), "Reading ranges"));
    if (g[n].dead || out.model.opName(g[n]) != "tfl.fake_quant" || g[n].operandCount != 1 || g[n].resultCount != 1)
      continue;
    const ops::NodeView view(out.model, g, n);
    const Range range{static_cast<float>(view.attrFloat("min")), static_cast<float>(view.attrFloat("max")), true, true};
    if (!(range.least < range.most) || !std::isfinite(range.least) || !std::isfinite(range.most)) continue;
    const TensorId from = g.operand(n, 0), to = g.result(n);
    const NodeId producer = g[from].producer;
    if (g[from].buffer) continue; // a constant: folding makes it the rounded one
    if (!g.isOutput(to)) {
      edit.replaceUses(to, from);
      edit.remove(n);
      out.ranges.of[from.index()] = range;
    } else if (producer && !g.isOutput(from)) { // the output keeps its tensor
      const std::uint32_t result = g[from].result;
      edit.remove(n);
      edit.replaceUses(from, to);
      edit.takeResult(producer, result, to);
      out.ranges.of[to.index()] = range;
    } else {
      continue;
    }
    ++out.count;
  }
  return out;
}

} // namespace ara::quantize
