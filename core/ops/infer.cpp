#include "ops/infer.h"

namespace ara::ops {

Result<bool> inferNode(ir::GraphEdit& edit, ir::NodeId node) {
  const ir::OpDef* row = edit.graph()[node].def;
  if (!row || !row->infer) return false;
  InferContext c(edit.model(), edit.graph(), node);
  ARA_TRY(row->infer(c));
  bool changed = false;
  const std::size_t count = std::min(c.results.size(), c.resultCount());
  for (std::size_t i = 0; i < count; ++i) {
    const TensorId t = edit.graph().result(node, i);
    InferredResult& r = c.results[i];
    // "The type of my operand", whose producer nobody knows: the file says it in T.
    if (r.type == DataType::none) r.type = c.attrType("T");
    const ir::Tensor& known = edit.graph()[t];
    if (r.type != DataType::none && r.type != known.type) {
      edit.setType(t, r.type);
      changed = true;
    }
    // What the file or the person said stays where inference knows less.
    const Shape& old = edit.model().shapeOf(known);
    Shape better = r.shape.ranked ? r.shape : old;
    if (old.ranked && better.ranked && old.rank() == better.rank())
      for (std::size_t d = 0; d < better.dims.size(); ++d)
        if (!ir::isKnown(better.dims[d]) && ir::isKnown(old.dims[d])) better.dims[d] = old.dims[d];
    if (better != old) {
      edit.setShape(t, better);
      changed = true;
    }
    if (r.value && !known.buffer) {
      auto& kept = edit.extra(t).value;
      if (kept != r.value) {
        kept = std::move(r.value);
        changed = true;
      }
    }
  }
  return changed;
}

} // namespace ara::ops
