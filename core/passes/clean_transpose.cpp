// transpose(transpose(x, p), q)             becomes   transpose(x, p after q)
// transpose(x, 0 1 2 ...)                   becomes   x
// transpose that only moves axes of size 1  becomes   reshape
#include "passes/pass.h"

namespace ara::passes {
namespace {

using Perm = std::vector<std::int64_t>;

std::optional<Perm> permOf(const PassContext& c, ir::NodeId n) {
  if (!n || !c.is(n, "tfl.transpose")) return {};
  auto perm = ops::NodeView(c.model, c.graph(), n).knownIntegers(1);
  if (perm)
    for (const auto p : *perm)
      if (p < 0 || p >= static_cast<std::int64_t>(perm->size())) return {};
  return perm;
}

bool isIdentity(const Perm& perm) {
  for (std::size_t i = 0; i < perm.size(); ++i)
    if (perm[i] != static_cast<std::int64_t>(i)) return false;
  return true;
}

// Whether the axes longer than 1 keep their order.
bool keepsOrder(const Perm& perm, const ir::Shape& in) {
  std::int64_t last = -1;
  for (const auto p : perm) {
    if (in.dims[static_cast<std::size_t>(p)] == 1) continue;
    if (p < last) return false;
    last = p;
  }
  return true;
}

ir::TensorId addInts(PassContext& c, const std::vector<std::int32_t>& values) {
  return c.edit.addConstant(ir::DataType::i32, ir::Shape::of({static_cast<ir::Dim>(values.size())}),
                            c.model.addBuffer(ir::heapBufferOf<std::int32_t>(values)));
}

} // namespace

Status clean_transpose(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    auto perm = permOf(c, n);
    if (!perm) continue;
    const ir::TensorId x = c.graph().operand(n, 0), y = c.graph().result(n);
    if (!x) continue;
    const ir::NodeId before = c.graph()[x].producer;
    if (const auto first = permOf(c, before); first && first->size() == perm->size()) {
      for (auto& p : *perm) p = (*first)[static_cast<std::size_t>(p)];
      c.edit.setOperands(n, {c.graph().operand(before, 0), addInts(c, {perm->begin(), perm->end()})});
      if (c.graph()[x].useCount == 0 && !c.graph().isOutput(x)) {
        c.edit.rewrote("join_transpose", {before, n}, {n});
        c.edit.remove(before);
      } else {
        c.edit.rewrote("join_transpose", {n}, {n});
      }
    }
    const ir::TensorId from = c.graph().operand(n, 0);
    const ir::Shape in = c.model.shapeOf(c.graph()[from]), out = c.model.shapeOf(c.graph()[y]);
    if (isIdentity(*perm)) {
      c.edit.replaceUses(y, from);
      c.edit.rewrote("same_order", {n}, {});
      c.edit.remove(n);
    } else if (in.isStatic() && out.isStatic() && in.rank() == perm->size() && keepsOrder(*perm, in)) {
      const ir::OpDef* reshape = c.find("tfl.reshape");
      if (!reshape) continue;
      const ir::TensorId shape = addInts(c, {out.dims.begin(), out.dims.end()});
      const ir::NodeId made = c.edit.addNode(*reshape, {from, shape}, {});
      c.edit.moveResults(n, made);
      c.edit.rewrote("transpose_as_reshape", {n}, {made});
      c.edit.remove(n);
    }
  }
  return {};
}

} // namespace ara::passes
