#include "passes/recurrent/sequence.h"

#include "ops/context.h"

#include <algorithm>
#include <optional>

namespace ara::passes::recurrent {
namespace {

using ir::NodeId;
using ir::TensorId;

// A step as a part of a tensor along one axis.
struct Piece {
  TensorId source;
  std::int64_t axis = 0, index = 0, count = 0;
  bool flat = false; // the source has rank 2: steps lie behind each other on `axis`
  bool sameSource(const Piece& o) const {
    return source == o.source && axis == o.axis && count == o.count && flat == o.flat;
  }
};

std::optional<std::int64_t> scalarOf(const ops::NodeView& v, std::size_t i) {
  if (i >= v.operandCount()) return {};
  const auto values = v.knownIntegers(i);
  return values && values->size() == 1 ? std::optional(values->front()) : std::nullopt;
}

std::optional<std::int64_t> axisOf(std::optional<std::int64_t> axis, std::size_t rank) {
  if (!axis) return {};
  const std::int64_t a = *axis < 0 ? *axis + static_cast<std::int64_t>(rank) : *axis;
  return a >= 0 && a < static_cast<std::int64_t>(rank) ? std::optional(a) : std::nullopt;
}

// A step along axis 0 or 1 of a tensor of rank 3.
std::optional<Piece> piece3(const ops::NodeView& v, std::size_t operand, std::optional<std::int64_t> axis,
                            std::int64_t index) {
  const ir::Shape& s = v.shape(operand);
  if (!s.isStatic() || s.rank() != 3) return {};
  const auto a = axisOf(axis, 3);
  if (!a || *a > 1) return {};
  const std::int64_t count = s.dims[static_cast<std::size_t>(*a)];
  if (index < 0) index += count;
  if (index < 0 || index >= count) return {};
  return Piece{v.operand(operand), *a, index, count, false};
}

std::optional<Piece> splitPiece(const ir::Graph& g, const ops::NodeView& v, TensorId t) {
  if (v.operandCount() != 2) return {};
  const ir::Shape& s = v.shape(1);
  const auto axis = axisOf(scalarOf(v, 0), s.rank());
  const auto parts = static_cast<std::int64_t>(v.resultCount());
  if (!axis || *axis > 1 || !s.isStatic() || s.rank() > 3 || s.rank() < 2 || parts == 0) return {};
  const bool flat = s.rank() == 2;
  if (!flat && s.dims[static_cast<std::size_t>(*axis)] != parts) return {};
  return Piece{v.operand(1), *axis, static_cast<std::int64_t>(g[t].result), parts, flat};
}

std::optional<Piece> slicePiece(const ops::NodeView& v) {
  const std::int64_t shrink = v.attrInt("shrink_axis_mask");
  if (v.operandCount() != 4 || v.attrInt("ellipsis_mask") || v.attrInt("new_axis_mask") || (shrink != 1 && shrink != 2))
    return {};
  const ir::Shape& s = v.shape(0);
  const auto begin = v.knownIntegers(1), end = v.knownIntegers(2), strides = v.knownIntegers(3);
  if (!begin || !end || !strides || !s.isStatic() || s.rank() != 3 || begin->size() > 3 ||
      end->size() != begin->size() || strides->size() != begin->size())
    return {};
  const std::size_t axis = shrink == 1 ? 0 : 1;
  if (axis >= begin->size()) return {};
  for (std::size_t i = 0; i < begin->size(); ++i) {
    if (i == axis) continue;
    const bool first = (v.attrInt("begin_mask") >> i & 1) || (*begin)[i] == 0;
    const bool last = (v.attrInt("end_mask") >> i & 1) || (*end)[i] >= s.dims[i];
    if (!first || !last || (*strides)[i] != 1) return {};
  }
  return piece3(v, 0, static_cast<std::int64_t>(axis), v.attrInt("begin_mask") >> axis & 1 ? 0 : (*begin)[axis]);
}

std::optional<Piece> pieceOf(const PassContext& c, TensorId t) {
  const ir::Graph& g = c.graph();
  NodeId n = g[t].producer;
  if (!n || g[n].operandCount == 0 || !g[n].def) return {};
  const std::string_view op = g[n].def->name;
  const ops::NodeView v(c.model, g, n);
  if (op == "tf.Unpack") return piece3(v, 0, v.attrInt("axis"), static_cast<std::int64_t>(g[t].result));
  if (op == "tf.Split") return splitPiece(g, v, t);
  if (op == "tf.StridedSlice") return slicePiece(v);
  if (op == "tf.GatherV2") {
    const auto index = scalarOf(v, 1);
    if (!index || v.shape(1).rank() != 0 || v.attrInt("batch_dims")) return {};
    return piece3(v, 0, scalarOf(v, 2), *index);
  }
  if (op == "tf.Squeeze" || op == "tf.Reshape") { // of a piece that kept its axis
    const TensorId from = g.operand(n, 0);
    const NodeId m = from ? g[from].producer : NodeId{};
    if (!m || !g[m].def || g[m].def->name != "tf.Split") return {};
    const auto p = splitPiece(g, {c.model, g, m}, from);
    const ir::Shape& s = c.model.shapeOf(g[t]);
    return p && !p->flat && s.isStatic() && s.rank() == 2 && s.dims[1] == c.model.shapeOf(g[p->source]).dims[2]
               ? p
               : std::nullopt;
  }
  return {};
}

// All pieces of one tensor, one after the other or each before the last; +1 or -1, 0 when they are not.
int directionOf(const std::vector<Piece>& pieces) {
  for (const int d : {1, -1}) {
    bool holds = true;
    for (std::size_t i = 1; i < pieces.size(); ++i)
      holds = holds && pieces[i].sameSource(pieces[0]) && pieces[i].index == pieces[i - 1].index + d;
    if (holds) return d;
  }
  return 0;
}

std::vector<std::int32_t> dims32(std::initializer_list<std::int64_t> dims) {
  std::vector<std::int32_t> out;
  for (const std::int64_t d : dims) out.push_back(static_cast<std::int32_t>(d));
  return out;
}

Result<Sequence> fromPieces(Builder& b, const std::vector<Piece>& pieces, int direction, const ir::Shape& step) {
  const Piece& p = pieces.front();
  Sequence out{p.source, p.axis == 0};
  if (p.flat) {
    const auto shape =
        p.axis == 0 ? dims32({p.count, step.dims[0], step.dims[1]}) : dims32({step.dims[0], p.count, step.dims[1]});
    ARA_ASSIGN(out.tensor, b.add("tf.Reshape", {out.tensor, b.ints(shape)}));
  }
  const std::int64_t first = std::min(pieces.front().index, pieces.back().index);
  const auto steps = static_cast<std::int64_t>(pieces.size());
  if (steps != p.count) {
    const auto begin = p.axis == 0 ? dims32({first, 0, 0}) : dims32({0, first, 0});
    const auto size = p.axis == 0 ? dims32({steps, -1, -1}) : dims32({-1, steps, -1});
    ARA_ASSIGN(out.tensor, b.add("tf.Slice", {out.tensor, b.ints(begin), b.ints(size)}));
  }
  if (direction < 0) {
    ARA_ASSIGN(out.tensor, b.add("tf.ReverseV2", {out.tensor, b.ints({static_cast<std::int32_t>(p.axis)})}));
  }
  return out;
}

// The whole with time on the axis that is asked for.
Result<TensorId> turned(Builder& b, Sequence whole, bool timeMajor) {
  if (whole.timeMajor == timeMajor) return whole.tensor;
  return b.add("tf.Transpose", {whole.tensor, b.ints({1, 0, 2})});
}

// Whether `n` reads all steps, in order or backwards, and nothing else but its axis; +1, -1, or 0.
int readsAll(const ir::Graph& g, NodeId n, std::size_t count, std::span<const TensorId> steps) {
  if (count != steps.size()) return 0;
  bool forwards = true, backwards = true;
  for (std::size_t i = 0; i < count; ++i) {
    forwards = forwards && g.operand(n, i) == steps[i];
    backwards = backwards && g.operand(n, i) == steps[count - 1 - i];
  }
  return forwards ? 1 : backwards ? -1 : 0;
}

// A Pack or ConcatV2 of all steps is the whole, turned and reshaped where needed.
Status replaceJoin(Builder& b, Sequence whole, std::span<const TensorId> steps, NodeId n) {
  PassContext& c = b.c;
  const ops::NodeView v(c.model, c.graph(), n);
  const bool pack = v.op() == "Pack";
  if (!pack && v.op() != "ConcatV2") return {};
  const std::size_t count = pack ? v.operandCount() : v.operandCount() - 1;
  const int direction = readsAll(c.graph(), n, count, steps);
  const auto axis = pack ? axisOf(v.attrInt("axis"), 3) : axisOf(scalarOf(v, count), 2);
  if (!direction || !axis || *axis > 1 || c.graph()[n].resultCount != 1) return {};
  const ir::Shape result = b.shapeOf(c.graph().result(n));
  TensorId t = whole.tensor;
  if (direction < 0) { ARA_ASSIGN(t, b.add("tf.ReverseV2", {t, b.ints({whole.timeMajor ? 0 : 1})})); }
  ARA_ASSIGN(t, turned(b, {t, whole.timeMajor}, *axis == 0));
  if (!pack) {
    std::vector<std::int32_t> dims;
    for (const ir::Dim d : result.dims) dims.push_back(static_cast<std::int32_t>(d));
    ARA_ASSIGN(t, b.add("tf.Reshape", {t, b.ints(dims)}));
  }
  const TensorId old = c.graph().result(n);
  if (c.graph().isOutput(old)) { // keeps its name
    ARA_ASSIGN(t, b.add("tf.Identity", {t}));
    c.edit.moveResults(n, c.graph()[t].producer);
  } else {
    c.edit.replaceUses(old, t);
  }
  c.edit.rewrote("fuse_recurrent", {n}, {c.graph()[whole.tensor].producer});
  c.edit.remove(n);
  return {};
}

bool needed(const ir::Graph& g, TensorId t, const std::vector<bool>& leaving) {
  if (g.isOutput(t)) return true;
  for (const ir::UseSite use : g.uses(t))
    if (use.user.index() >= leaving.size() || !leaving[use.user.index()]) return true;
  return false;
}

} // namespace

Result<Sequence> joined(Builder& b, std::span<const TensorId> steps) {
  std::vector<Piece> pieces;
  for (const TensorId t : steps) {
    const auto p = pieceOf(b.c, t);
    if (!p) break;
    pieces.push_back(*p);
  }
  if (const int d = pieces.size() == steps.size() ? directionOf(pieces) : 0)
    return fromPieces(b, pieces, d, b.shapeOf(steps[0]));
  ARA_ASSIGN(const TensorId packed, b.add("tf.Pack", {steps.begin(), steps.end()}, {{"axis", std::int64_t{0}}}));
  return Sequence{packed, true};
}

Status handOut(Builder& b, Sequence whole, std::span<const TensorId> steps, const std::vector<bool>& leaving) {
  PassContext& c = b.c;
  std::vector<NodeId> users;
  for (const ir::UseSite use : c.graph().uses(steps.back())) users.push_back(use.user);
  for (const NodeId n : users)
    if (!c.graph()[n].dead && (n.index() >= leaving.size() || !leaving[n.index()]))
      ARA_TRY(replaceJoin(b, whole, steps, n));
  std::vector<std::size_t> wanted;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (needed(c.graph(), steps[i], leaving)) wanted.push_back(i);
  if (wanted.empty()) return {};
  if (wanted.size() <= 2) {
    for (const std::size_t i : wanted) {
      const auto at = static_cast<std::int64_t>(i);
      const auto begin = whole.timeMajor ? dims32({at, 0, 0}) : dims32({0, at, 0});
      const auto end = whole.timeMajor ? dims32({at + 1, 0, 0}) : dims32({0, at + 1, 0});
      const std::int64_t rest = whole.timeMajor ? 6 : 5, own = whole.timeMajor ? 1 : 2;
      ARA_ASSIGN(const TensorId t,
                 b.add("tf.StridedSlice", {whole.tensor, b.ints(begin), b.ints(end), b.ints({1, 1, 1})},
                       {{"begin_mask", rest},
                        {"end_mask", rest},
                        {"shrink_axis_mask", own},
                        {"ellipsis_mask", std::int64_t{0}},
                        {"new_axis_mask", std::int64_t{0}}}));
      c.edit.takeResult(c.graph()[t].producer, 0, steps[i]);
    }
    return {};
  }
  ARA_ASSIGN(const TensorId first,
             b.add("tf.Unpack", {whole.tensor},
                   {{"axis", std::int64_t{whole.timeMajor ? 0 : 1}}, {"num", static_cast<std::int64_t>(steps.size())}},
                   steps.size()));
  const NodeId unpack = c.graph()[first].producer;
  for (const std::size_t i : wanted) c.edit.takeResult(unpack, i, steps[i]);
  return {};
}

} // namespace ara::passes::recurrent
