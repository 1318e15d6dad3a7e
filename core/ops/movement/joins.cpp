// Tensors put together, and tensors put into larger ones: joins, pads, tiles, updates.
#include "ops/movement/rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

using kernels::rowMajor;
using kernels::Walk;

// --- Concat(axis, values...), ConcatV2(values..., axis), tfl concatenation(values...) with the axis as an attribute

std::vector<std::size_t> range(std::size_t from, std::size_t to) {
  std::vector<std::size_t> out;
  for (; from < to; ++from) out.push_back(from);
  return out;
}

std::vector<std::size_t> allButFirst(const Given& g) { return range(1, g.count()); }
std::vector<std::size_t> allButLast(const Given& g) { return range(0, g.count() - (g.count() > 0)); }
std::vector<std::size_t> all(const Given& g) { return range(0, g.count()); }

using AxisOf = Result<std::optional<std::size_t>> (*)(const Given&, std::size_t rank);
Result<std::optional<std::size_t>> firstIsAxis(const Given& g, std::size_t rank) { return g.axis(0, rank); }
Result<std::optional<std::size_t>> lastIsAxis(const Given& g, std::size_t rank) { return g.axis(g.count() - 1, rank); }
Result<std::optional<std::size_t>> axisAttr(const Given& g, std::size_t rank) {
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(g.view(), g.view().attrInt("axis"), rank));
  return axis;
}

Result<Shapes> joinShapes(const Given& g, std::span<const std::size_t> values, AxisOf axisOf) {
  std::optional<std::size_t> rank;
  bool unranked = false;
  for (const std::size_t i : values) {
    const Shape& s = g.shape(i);
    unranked = unranked || !s.ranked;
    if (!s.ranked) continue;
    if (rank && *rank != s.rank()) return g.contradicts(msg("it joins tensors of ranks {0} and {1}.", *rank, s.rank()));
    rank = s.rank();
  }
  if (!rank) return Shapes{Shape::unknown()};
  ARA_ASSIGN(const auto axis, axisOf(g, *rank));
  Shape out = Shape::of(std::vector<Dim>(*rank, kUnknownDim));
  if (!axis) return Shapes{std::move(out)};
  Dim sum = 0;
  for (const std::size_t i : values) {
    Shape s = g.shape(i);
    if (!s.ranked) continue;
    sum = addDims(sum, s.dims[*axis]);
    s.dims[*axis] = kUnknownDim;
    ARA_ASSIGN(out, mergeShapes(g.view(), out, s));
  }
  out.dims[*axis] = unranked ? kUnknownDim : sum;
  return Shapes{std::move(out)};
}

bool runJoin(const Given& g, std::span<const std::size_t> values, std::size_t axis, const Shapes& out, Elements& e) {
  const auto steps = rowMajor(out[0].dims);
  std::int64_t at = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Shape& s = g.shape(values[i]);
    if (!kernels::move(e.out[0], e.in[i], {s.dims, steps, rowMajor(s.dims), at * steps[axis], 0}, e.width))
      return false;
    at += s.dims[axis];
  }
  return at == out[0].dims[axis];
}

template<AxisOf Axis, auto Values> Result<Shapes> concatShapes(const Given& g) {
  return joinShapes(g, Values(g), Axis);
}
template<AxisOf Axis, auto Values> bool runConcat(const Given& g, const Shapes& out, Elements& e) {
  const auto axis = Axis(g, out[0].rank());
  return axis && *axis && runJoin(g, Values(g), **axis, out, e);
}

// --- Pack(values...)

Result<Shapes> packShapes(const Given& g) {
  Shape one = Shape::unknown();
  for (std::size_t i = 0; i < g.count(); ++i) { ARA_ASSIGN(one, mergeShapes(g.view(), one, g.shape(i))); }
  if (!one.ranked) return Shapes{std::move(one)};
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(g.view(), g.view().attrInt("axis"), one.rank() + 1));
  one.dims.insert(one.dims.begin() + static_cast<std::ptrdiff_t>(axis), static_cast<Dim>(g.count()));
  return Shapes{std::move(one)};
}

bool runPack(const Given& g, const Shapes& out, Elements& e) {
  const auto axis = normaliseAxis(g.view(), g.view().attrInt("axis"), out[0].rank());
  if (!axis) return false;
  Walk w{out[0].dims, rowMajor(out[0].dims), {}};
  w.dims[*axis] = 1;
  w.from = rowMajor(w.dims);
  for (const Bytes b : e.in) {
    if (!kernels::move(e.out[0], b, w, e.width)) return false;
    w.toStart += w.to[*axis];
  }
  return true;
}

// --- Pad(input, paddings), PadV2(input, paddings, value), MirrorPad(input, paddings)

Result<Shapes> padShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (!in.ranked) {
    const Shape& p = g.shape(1);
    return Shapes{p.isStatic() && p.rank() == 2 && p.dims[0] <= 64
                      ? Shape::of(std::vector<Dim>(static_cast<std::size_t>(p.dims[0]), kUnknownDim))
                      : Shape::unknown()};
  }
  Shape out = Shape::of(std::vector<Dim>(in.rank(), kUnknownDim));
  const auto pads = g.each(1);
  if (!pads) return Shapes{std::move(out)};
  if (pads->size() != 2 * in.rank())
    return g.contradicts(msg("it has {0} paddings for the {1} axes of {2}.", pads->size(), in.rank(), in.text()));
  for (std::size_t i = 0; i < in.rank(); ++i) {
    const auto &before = (*pads)[2 * i], &after = (*pads)[2 * i + 1];
    if ((before && *before < 0) || (after && *after < 0)) return g.contradicts(msg("it has a negative padding."));
    if (before && after) out.dims[i] = addDims(addDims(in.dims[i], *before), *after);
  }
  return Shapes{std::move(out)};
}

// The input in the middle of the result.
bool placeMiddle(const Given& g, const std::vector<std::int64_t>& pads, const Shapes& out, Elements& e) {
  const Shape& in = g.shape(0);
  Walk w{in.dims, rowMajor(out[0].dims), rowMajor(in.dims)};
  for (std::size_t i = 0; i < in.rank(); ++i) w.toStart += pads[2 * i] * w.to[i];
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

bool runPad(const Given& g, const Shapes& out, Elements& e) {
  const auto pads = g.known(1);
  if (!pads || pads->size() != 2 * out[0].rank()) return false;
  if (e.in.size() > 1 && !e.in[1].empty() &&
      !kernels::move(e.out[0], e.in[1],
                     {out[0].dims, rowMajor(out[0].dims), std::vector<std::int64_t>(out[0].rank(), 0)}, e.width))
    return false;
  return placeMiddle(g, *pads, out, e);
}

Result<Shapes> mirrorPadShapes(const Given& g) {
  ARA_ASSIGN(auto out, padShapes(g));
  const auto pads = g.known(1);
  const Shape& in = g.shape(0);
  if (!pads || !in.ranked) return out;
  const std::int64_t edge = g.view().attrString("mode", "REFLECT") == "REFLECT" ? 1 : 0;
  for (std::size_t i = 0; i < in.rank(); ++i)
    for (const std::int64_t p : {(*pads)[2 * i], (*pads)[2 * i + 1]})
      if (isKnown(in.dims[i]) && p > 0 && p > in.dims[i] - edge)
        return g.contradicts(msg("it mirrors {0} elements on axis {1} of {2}, which has too few.", p, i, in.text()));
  return out;
}

bool runMirrorPad(const Given& g, const Shapes& out, Elements& e) {
  const auto pads = g.known(1);
  if (!pads || pads->size() != 2 * out[0].rank() || !placeMiddle(g, *pads, out, e)) return false;
  const std::int64_t edge = g.view().attrString("mode", "REFLECT") == "REFLECT" ? 1 : 0;
  // What is filled so far, as a box in the result; each axis in turn mirrors the box over its two faces.
  const auto steps = rowMajor(out[0].dims);
  std::vector<std::int64_t> dims = g.shape(0).dims;
  std::int64_t start = 0;
  for (std::size_t i = 0; i < dims.size(); ++i) start += (*pads)[2 * i] * steps[i];
  for (std::size_t i = 0; i < dims.size(); ++i) {
    const std::int64_t before = (*pads)[2 * i], after = (*pads)[2 * i + 1], n = dims[i];
    Walk w{dims, steps, steps};
    w.from[i] = -steps[i];
    w.dims[i] = before;
    w.toStart = start - before * steps[i], w.fromStart = start + (before - 1 + edge) * steps[i];
    if (before > 0 && !kernels::move(e.out[0], e.out[0], w, e.width)) return false;
    w.dims[i] = after;
    w.toStart = start + n * steps[i], w.fromStart = start + (n - 1 - edge) * steps[i];
    if (after > 0 && !kernels::move(e.out[0], e.out[0], w, e.width)) return false;
    start -= before * steps[i];
    dims[i] = n + before + after;
  }
  return true;
}

// --- Tile(input, multiples)

Result<Shapes> tileShapes(const Given& g) {
  const Shape& in = g.shape(0);
  const auto times = g.each(1);
  if (!in.ranked) return Shapes{times ? Shape::of(std::vector<Dim>(times->size(), kUnknownDim)) : Shape::unknown()};
  Shape out = Shape::of(std::vector<Dim>(in.rank(), kUnknownDim));
  if (!times) return Shapes{std::move(out)};
  if (times->size() != in.rank()) return g.contradicts(msg("it has {0} multiples for {1}.", times->size(), in.text()));
  for (std::size_t i = 0; i < in.rank(); ++i) {
    if (!(*times)[i]) continue;
    if (*(*times)[i] < 0) return g.contradicts(msg("it has a negative multiple."));
    out.dims[i] = mulDims(in.dims[i], *(*times)[i]);
  }
  return Shapes{std::move(out)};
}

bool runTile(const Given& g, const Shapes& out, Elements& e) {
  const Shape& in = g.shape(0);
  const auto times = g.known(1);
  if (!times || times->size() != in.rank()) return false;
  const auto to = rowMajor(out[0].dims), from = rowMajor(in.dims);
  Walk w;
  for (std::size_t i = 0; i < in.rank(); ++i) {
    w.dims.insert(w.dims.end(), {(*times)[i], in.dims[i]});
    w.to.insert(w.to.end(), {to[i] * in.dims[i], to[i]});
    w.from.insert(w.from.end(), {0, from[i]});
  }
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

// --- tfl dilate(input, dilations, padding value)

Result<Shapes> dilateShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes{Shape::unknown()};
  Shape out = Shape::of(std::vector<Dim>(in.rank(), kUnknownDim));
  const auto steps = g.known(1);
  if (!steps) return Shapes{std::move(out)};
  if (steps->size() != in.rank()) return g.contradicts(msg("it has {0} dilations for {1}.", steps->size(), in.text()));
  for (std::size_t i = 0; i < in.rank(); ++i) {
    if ((*steps)[i] < 1) return g.contradicts(msg("it has a dilation below 1."));
    if (in.dims[i] != 0)
      out.dims[i] = addDims(mulDims(subDims(in.dims[i], 1), (*steps)[i]), 1);
    else
      out.dims[i] = 0;
  }
  return Shapes{std::move(out)};
}

bool runDilate(const Given& g, const Shapes& out, Elements& e) {
  const auto steps = g.known(1);
  if (!steps || steps->size() != out[0].rank() || e.in.size() < 2) return false;
  const auto to = rowMajor(out[0].dims);
  Walk w{out[0].dims, to, std::vector<std::int64_t>(out[0].rank(), 0)};
  if (!kernels::move(e.out[0], e.in[1], w, e.width)) return false;
  w.dims = g.shape(0).dims, w.from = rowMajor(w.dims);
  for (std::size_t i = 0; i < w.dims.size(); ++i) w.to[i] = w.dims[i] > 1 ? to[i] * (*steps)[i] : 0;
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

// --- dynamic_update_slice(operand, update, start)

Result<Shapes> updateShapes(const Given& g) {
  const Shape &in = g.shape(0), &part = g.shape(1);
  if (in.ranked && part.ranked) {
    if (in.rank() != part.rank()) return g.contradicts(msg("it puts {0} into {1}.", part.text(), in.text()));
    for (std::size_t i = 0; i < in.rank(); ++i)
      if (isKnown(in.dims[i]) && part.dims[i] > in.dims[i])
        return g.contradicts(msg("it puts {0} into {1}, which is smaller.", part.text(), in.text()));
  }
  return Shapes{in};
}

bool runUpdate(const Given& g, const Shapes& out, Elements& e) {
  const auto start = g.known(2);
  if (!start || start->size() != out[0].rank()) return false;
  const Shape& part = g.shape(1);
  std::copy(e.in[0].begin(), e.in[0].end(), e.out[0].begin());
  Walk w{part.dims, rowMajor(out[0].dims), rowMajor(part.dims)};
  for (std::size_t i = 0; i < part.rank(); ++i)
    w.toStart += std::clamp<std::int64_t>((*start)[i], 0, out[0].dims[i] - part.dims[i]) * w.to[i];
  return kernels::move(e.out[0], e.in[1], w, e.width);
}

} // namespace

const Movement kConcat{allButFirst, concatShapes<firstIsAxis, allButFirst>, runConcat<firstIsAxis, allButFirst>};
const Movement kConcatV2{allButLast, concatShapes<lastIsAxis, allButLast>, runConcat<lastIsAxis, allButLast>};
const Movement kConcatenation{all, concatShapes<axisAttr, all>, runConcat<axisAttr, all>};
const Movement kPack{all, packShapes, runPack};
const Movement kPad{dataAt<0>, padShapes, runPad};
const Movement kPadV2{dataAt<0, 2>, padShapes, runPad};
const Movement kMirrorPad{dataAt<0>, mirrorPadShapes, runMirrorPad};
const Movement kTile{dataAt<0>, tileShapes, runTile};
const Movement kDilate{dataAt<0, 2>, dilateShapes, runDilate};
const Movement kDynamicUpdateSlice{dataAt<0, 1>, updateShapes, runUpdate};

} // namespace ara::ops
