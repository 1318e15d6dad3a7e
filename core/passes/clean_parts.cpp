// concatenation(split(x)), every part in order     becomes   x              pack(unpack(x)) likewise
// split(concatenation(a, b)) into a and b           becomes   a, b           unpack(pack(a, b)) likewise
// slice(slice(x))                                   becomes   slice(x)       by constants
#include "passes/pass.h"

#include <algorithm>

namespace ara::passes {
namespace {

using ir::NodeId;
using ir::TensorId;

std::int64_t axisAttr(const PassContext& c, NodeId n, std::size_t rank) {
  const std::int64_t axis = ops::NodeView(c.model, c.graph(), n).attrInt("axis");
  return axis < 0 ? axis + static_cast<std::int64_t>(rank) : axis;
}

const ir::Shape& shapeOf(const PassContext& c, TensorId t) { return c.model.shapeOf(c.graph()[t]); }

// What a split cuts, and along which axis; nothing when that is computed.
struct Cut {
  TensorId from;
  std::int64_t axis = 0;
};
std::optional<Cut> cutOf(const PassContext& c, NodeId n) {
  const bool sizes = c.is(n, "tfl.split_v");
  if (!sizes && !c.is(n, "tfl.split")) return {};
  const TensorId from = c.graph().operand(n, sizes ? 0 : 1);
  const auto axis = ops::NodeView(c.model, c.graph(), n).knownIntegers(sizes ? 2 : 0);
  if (!from || !axis || axis->size() != 1 || !shapeOf(c, from).ranked) return {};
  const std::int64_t a = (*axis)[0];
  return Cut{from, a < 0 ? a + static_cast<std::int64_t>(shapeOf(c, from).rank()) : a};
}

bool plainJoin(const PassContext& c, NodeId n) {
  return n && c.is(n, "tfl.concatenation") &&
         ops::NodeView(c.model, c.graph(), n).attrString("fused_activation_function", "NONE") == "NONE";
}

// The operands of `n` are all results of one node, in order.
NodeId onlySource(const PassContext& c, NodeId n) {
  const ir::Graph& g = c.graph();
  const TensorId first = g[n].operandCount ? g.operand(n, 0) : TensorId();
  const NodeId source = first ? g[first].producer : NodeId();
  if (!source || g[source].resultCount != g[n].operandCount) return {};
  for (std::size_t i = 0; i < g[n].operandCount; ++i)
    if (g.operand(n, i) != g.result(source, i)) return {};
  return source;
}

void removeIfUnused(PassContext& c, NodeId n) {
  for (const TensorId t : c.graph().results(n))
    if (c.graph().useCount(t) || c.graph().isOutput(t)) return;
  c.edit.rewrote("clean_parts", {n}, {});
  c.edit.remove(n);
}

// The node gives what `values` are: each takes the place of a result.
void pass(PassContext& c, NodeId n, std::span<const TensorId> values, NodeId before) {
  for (std::size_t i = 0; i < values.size(); ++i) c.edit.replaceUses(c.graph().result(n, i), values[i]);
  c.edit.rewrote("clean_parts", {n}, {});
  c.edit.remove(n);
  removeIfUnused(c, before);
}

bool same(const PassContext& c, TensorId a, TensorId b) {
  const ir::Graph& g = c.graph();
  return g[a].type == g[b].type && g[a].shape && g[a].shape == g[b].shape && g[a].quant == g[b].quant;
}

bool joinsParts(PassContext& c, NodeId n) {
  const ir::Graph& g = c.graph();
  const bool pack = c.is(n, "tfl.pack");
  if (!pack && !plainJoin(c, n)) return false;
  const NodeId source = onlySource(c, n);
  if (!source) return false;
  TensorId whole;
  if (pack) {
    if (!c.is(source, "tfl.unpack")) return false;
    whole = g.operand(source, 0);
    const std::size_t rank = shapeOf(c, g.result(n)).rank();
    if (!whole || !shapeOf(c, whole).ranked || axisAttr(c, n, rank) != axisAttr(c, source, rank)) return false;
  } else {
    const auto cut = cutOf(c, source);
    if (!cut || cut->axis != axisAttr(c, n, shapeOf(c, cut->from).rank())) return false;
    whole = cut->from;
  }
  if (!same(c, whole, g.result(n))) return false;
  pass(c, n, std::array{whole}, source);
  return true;
}

bool cutsJoined(PassContext& c, NodeId n) {
  const ir::Graph& g = c.graph();
  const bool unpack = c.is(n, "tfl.unpack");
  const auto cut = unpack ? std::nullopt : cutOf(c, n);
  if (!unpack && !cut) return false;
  const TensorId whole = unpack ? g.operand(n, 0) : cut->from;
  const NodeId join = whole ? g[whole].producer : NodeId();
  if (!join || (unpack ? !c.is(join, "tfl.pack") : !plainJoin(c, join)) || !shapeOf(c, whole).ranked) return false;
  const std::size_t rank = shapeOf(c, whole).rank();
  const std::int64_t axis = unpack ? axisAttr(c, n, rank) : cut->axis;
  if (axis != axisAttr(c, join, rank) || g[join].operandCount != g[n].resultCount) return false;
  std::vector<TensorId> parts;
  for (std::size_t i = 0; i < g[n].resultCount; ++i) {
    const TensorId part = g.operand(join, i);
    if (!part || !same(c, part, g.result(n, i))) return false;
    parts.push_back(part);
  }
  pass(c, n, parts, join);
  return true;
}

// Begin and size of a slice by constants, sizes counted out.
struct Box {
  std::vector<std::int64_t> begin;
  std::vector<ir::Dim> size;
};
std::optional<Box> boxOf(const PassContext& c, NodeId n) {
  if (!n || !c.is(n, "tfl.slice") || !c.graph().operand(n, 0)) return {};
  const ops::NodeView v(c.model, c.graph(), n);
  const auto begin = v.knownIntegers(1);
  const ir::Shape& out = shapeOf(c, c.graph().result(n));
  if (!begin || !v.isConstant(1) || !v.isConstant(2) || !out.isStatic() || out.rank() != begin->size()) return {};
  return Box{*begin, out.dims};
}

void joinSlices(PassContext& c, NodeId n) {
  const auto inner = boxOf(c, n);
  const NodeId before = inner ? c.graph()[c.graph().operand(n, 0)].producer : NodeId();
  const auto outer = before ? boxOf(c, before) : std::nullopt;
  if (!outer || outer->begin.size() != inner->begin.size()) return;
  std::vector<std::int32_t> begin, size;
  for (std::size_t i = 0; i < inner->begin.size(); ++i) {
    const std::int64_t at = inner->begin[i] + outer->begin[i];
    if (at < 0 || at > INT32_MAX || inner->size[i] > INT32_MAX) return;
    begin.push_back(static_cast<std::int32_t>(at));
    size.push_back(static_cast<std::int32_t>(inner->size[i]));
  }
  const auto ints = [&](const std::vector<std::int32_t>& v) {
    return c.edit.addConstant(ir::DataType::i32, ir::Shape::of({static_cast<ir::Dim>(v.size())}),
                              c.model.addBuffer(ir::heapBufferOf<std::int32_t>(v)));
  };
  c.edit.setOperands(n, {c.graph().operand(before, 0), ints(begin), ints(size)});
  c.edit.rewrote("clean_parts", {n}, {n});
  removeIfUnused(c, before);
}

} // namespace

Status clean_parts(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order)
    if (!c.graph()[n].dead && !joinsParts(c, n) && !cutsJoined(c, n)) joinSlices(c, n);
  return {};
}

} // namespace ara::passes
