// STABLEHLO_* operators that only move elements.
#include "ops/movement/movement.h"
#include "ops/tfl/stablehlo_run.h"

#include <algorithm>
#include <numeric>

namespace ara::ops::tfl {

using kernels::rowMajor;
using kernels::Walk;

Fail hloContradicts(const NodeView& v, Message finding) {
  return fail(ErrorKind::BadFile, msg("{0} {1}: {2}", v.op(), v.name(), finding.text()), msg("Save the model again."),
              v.name());
}

Result<Shape> hloResultShape(const NodeView& v, std::size_t i) {
  Shape s = givenShape(v, i);
  if (s.isStatic()) return s;
  return v.refuse(
      msg("{0} {1} does not tell the shape of its result, from which it is computed here.", v.op(), v.name()));
}

Result<std::vector<std::int64_t>> hloInts(const NodeView& v, std::string_view key, std::size_t count,
                                          std::int64_t otherwise) {
  std::vector<std::int64_t> values = v.attrInts(key);
  if (values.empty()) values.assign(count, otherwise);
  if (values.size() == count) return values;
  return hloContradicts(v, msg("it has {0} numbers in {1}, but {2} axes.", values.size(), std::string(key), count));
}

namespace {

// Moves operand 0 (and those after it that `also` names) into the result of the given shape.
Status moved(EvalContext& c, Shape out, std::initializer_list<std::size_t> inputs,
             const std::function<bool(Elements&)>& f) {
  ARA_TRY(wantInputs(c, inputs.size()));
  const std::vector<std::size_t> from(inputs);
  return moveElements(c, from, {std::move(out)}, f);
}

// How far an axis goes in steps: elements of a slice.
Dim stepsOf(std::int64_t start, std::int64_t limit, std::int64_t stride) {
  return limit > start ? (limit - start - 1) / stride + 1 : 0;
}

// The starting indices of a box, one operand per axis, brought so far inside that the box fits.
Result<std::vector<std::int64_t>> startsOf(EvalContext& c, std::size_t first, const Shape& whole, const Shape& box) {
  if (c.inputs.size() != first + whole.rank() || box.rank() != whole.rank())
    return hloContradicts(c, msg("it has {0} operands for a tensor of shape {1}.", c.inputs.size(), whole.text()));
  std::vector<std::int64_t> starts;
  for (std::size_t i = 0; i < whole.rank(); ++i) {
    const auto at = integersOf(c.inputs[first + i]);
    if (!at || at->size() != 1 || box.dims[i] > whole.dims[i])
      return hloContradicts(c, msg("it cannot place a box of shape {0} in {1}.", box.text(), whole.text()));
    starts.push_back(std::clamp<std::int64_t>((*at)[0], 0, whole.dims[i] - box.dims[i]));
  }
  return starts;
}

std::int64_t offsetOf(const std::vector<std::int64_t>& at, const std::vector<std::int64_t>& strides) {
  return std::inner_product(at.begin(), at.end(), strides.begin(), std::int64_t{0});
}

} // namespace

Status evaluateHloReshape(EvalContext& c) {
  ARA_ASSIGN(Shape out, hloResultShape(c));
  ARA_TRY(wantInputs(c, 1));
  if (out.elements() != c.inputs[0].shape.elements())
    return hloContradicts(c, msg("it turns {0} into {1}.", c.inputs[0].shape.text(), out.text()));
  return moved(c, std::move(out), {0}, [](Elements& e) {
    std::copy_n(e.in[0].begin(), e.out[0].size(), e.out[0].begin());
    return true;
  });
}

Status evaluateHloBroadcast(EvalContext& c) {
  ARA_ASSIGN(Shape out, hloResultShape(c));
  ARA_TRY(wantInputs(c, 1));
  const Shape in = c.inputs[0].shape;
  const auto axes = c.attrInts("broadcast_dimensions");
  bool fits = axes.size() == in.rank();
  Walk w{out.dims, rowMajor(out.dims), std::vector<std::int64_t>(out.rank(), 0)};
  const auto from = rowMajor(in.dims);
  for (std::size_t i = 0; fits && i < axes.size(); ++i) {
    fits = axes[i] >= 0 && static_cast<std::size_t>(axes[i]) < out.rank();
    if (!fits) break;
    const auto axis = static_cast<std::size_t>(axes[i]);
    fits = in.dims[i] == 1 || in.dims[i] == out.dims[axis];
    if (in.dims[i] != 1) w.from[axis] = from[i];
  }
  if (!fits) return hloContradicts(c, msg("it spreads {0} over {1}.", in.text(), out.text()));
  return moved(c, std::move(out), {0}, [&](Elements& e) { return kernels::move(e.out[0], e.in[0], w, e.width); });
}

Status evaluateHloSlice(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  const Shape in = c.inputs[0].shape;
  ARA_ASSIGN(const auto starts, hloInts(c, "start_indices", in.rank(), 0));
  ARA_ASSIGN(const auto limits, hloInts(c, "limit_indices", in.rank(), 0));
  ARA_ASSIGN(const auto strides, hloInts(c, "strides", in.rank(), 1));
  Shape out = in;
  const auto from = rowMajor(in.dims);
  Walk w{in.dims, {}, from};
  for (std::size_t i = 0; i < in.rank(); ++i) {
    if (starts[i] < 0 || limits[i] < starts[i] || limits[i] > in.dims[i] || strides[i] < 1)
      return hloContradicts(c, msg("its slice leaves axis {0} of {1}.", i, in.text()));
    out.dims[i] = stepsOf(starts[i], limits[i], strides[i]);
    w.from[i] = out.dims[i] > 1 ? strides[i] * from[i] : 0;
  }
  w.dims = out.dims, w.to = rowMajor(out.dims), w.fromStart = offsetOf(starts, from);
  return moved(c, std::move(out), {0}, [&](Elements& e) { return kernels::move(e.out[0], e.in[0], w, e.width); });
}

Status evaluateHloTranspose(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  const Shape in = c.inputs[0].shape;
  const auto order = c.attrInts("permutation");
  std::vector<bool> seen(in.rank());
  bool fits = order.size() == in.rank();
  Shape out = in;
  Walk w;
  const auto from = rowMajor(in.dims);
  for (std::size_t i = 0; fits && i < order.size(); ++i) {
    const auto axis = static_cast<std::size_t>(order[i]);
    fits = order[i] >= 0 && axis < in.rank() && !seen[axis];
    if (!fits) break;
    seen[axis] = true;
    out.dims[i] = in.dims[axis];
    w.from.push_back(from[axis]);
  }
  if (!fits) return hloContradicts(c, msg("its permutation is not one of the axes of {0}.", in.text()));
  w.dims = out.dims, w.to = rowMajor(out.dims);
  return moved(c, std::move(out), {0}, [&](Elements& e) { return kernels::move(e.out[0], e.in[0], w, e.width); });
}

Status evaluateHloPad(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  const Shape in = c.inputs[0].shape;
  ARA_ASSIGN(const auto low, hloInts(c, "edge_padding_low", in.rank(), 0));
  ARA_ASSIGN(const auto high, hloInts(c, "edge_padding_high", in.rank(), 0));
  ARA_ASSIGN(const auto inner, hloInts(c, "interior_padding", in.rank(), 0));
  ARA_ASSIGN(Shape out, hloResultShape(c));
  bool fits = out.rank() == in.rank() && c.inputs[1].elements() == 1;
  const auto from = rowMajor(in.dims), to = rowMajor(out.dims);
  Walk w;
  for (std::size_t i = 0; fits && i < in.rank(); ++i) {
    constexpr std::int64_t kMost = std::int64_t{1} << 40; // far above what can be stored, far below overflow
    fits = inner[i] >= 0 && inner[i] < kMost && std::abs(low[i]) < kMost && std::abs(high[i]) < kMost;
    const Dim spread = mulDims(std::max<Dim>(in.dims[i] - 1, 0), inner[i]);
    fits = fits && ir::isKnown(spread) && spread < kMost && out.dims[i] == low[i] + high[i] + in.dims[i] + spread;
    if (!fits) break;
    // The elements that come to lie inside: those first..last of the operand.
    const std::int64_t step = inner[i] + 1, first = low[i] >= 0 ? 0 : (-low[i] + step - 1) / step;
    const std::int64_t room = out.dims[i] - 1 - low[i];
    const std::int64_t last = std::min(in.dims[i] - 1, room < 0 ? -1 : room / step);
    w.dims.push_back(std::max<std::int64_t>(0, last - first + 1));
    w.to.push_back(step * to[i]);
    w.from.push_back(from[i]);
    w.toStart += (low[i] + first * step) * to[i];
    w.fromStart += first * from[i];
  }
  if (!fits) return hloContradicts(c, msg("it pads {0} to {1}.", in.text(), out.text()));
  const Walk fill{out.dims, to, std::vector<std::int64_t>(out.rank(), 0)};
  const bool empty = std::ranges::any_of(w.dims, [](std::int64_t d) { return d == 0; });
  return moved(c, std::move(out), {0, 1}, [&](Elements& e) {
    return kernels::move(e.out[0], e.in[1], fill, e.width) && (empty || kernels::move(e.out[0], e.in[0], w, e.width));
  });
}

Status evaluateHloConcatenate(EvalContext& c) {
  ARA_TRY(wantInputs(c, std::max<std::size_t>(1, c.inputs.size())));
  Shape out = c.inputs[0].shape;
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, c.attrInt("dimension"), out.rank()));
  std::vector<std::size_t> all{0};
  for (std::size_t i = 1; i < c.inputs.size(); ++i) {
    const Shape& next = c.inputs[i].shape;
    bool fits = next.rank() == out.rank() && c.inputs[i].type == c.inputs[0].type;
    for (std::size_t k = 0; fits && k < out.rank(); ++k) fits = k == axis || next.dims[k] == out.dims[k];
    if (!fits) return hloContradicts(c, msg("it joins {0} to {1}.", next.text(), out.text()));
    out.dims[axis] = addDims(out.dims[axis], next.dims[axis]);
    all.push_back(i);
  }
  const auto to = rowMajor(out.dims);
  return moveElements(c, all, {out}, [&](Elements& e) {
    Walk w{{}, to, {}};
    for (std::size_t i = 0; i < e.in.size(); ++i) {
      w.dims = c.inputs[i].shape.dims, w.from = rowMajor(w.dims);
      if (!kernels::move(e.out[0], e.in[i], w, e.width)) return false;
      w.toStart += w.dims[axis] * to[axis];
    }
    return true;
  });
}

Status evaluateHloDynamicSlice(EvalContext& c) {
  ARA_TRY(wantInputs(c, c.inputs.size()));
  if (c.inputs.empty()) return hloContradicts(c, msg("it has no operand."));
  const Shape in = c.inputs[0].shape;
  ARA_ASSIGN(auto sizes, hloInts(c, "slice_sizes", in.rank(), 0));
  if (std::ranges::any_of(sizes, [](std::int64_t n) { return n < 0; }))
    return hloContradicts(c, msg("it cuts out a negative number of elements."));
  Shape out = Shape::of(std::move(sizes));
  ARA_ASSIGN(const auto starts, startsOf(c, 1, in, out));
  const auto from = rowMajor(in.dims);
  const Walk w{out.dims, rowMajor(out.dims), from, 0, offsetOf(starts, from)};
  return moved(c, std::move(out), {0}, [&](Elements& e) { return kernels::move(e.out[0], e.in[0], w, e.width); });
}

Status evaluateHloDynamicUpdate(EvalContext& c) {
  ARA_TRY(wantInputs(c, c.inputs.size()));
  if (c.inputs.size() < 2) return hloContradicts(c, msg("it has no update."));
  const Shape whole = c.inputs[0].shape, part = c.inputs[1].shape;
  ARA_ASSIGN(const auto starts, startsOf(c, 2, whole, part));
  const auto to = rowMajor(whole.dims);
  const Walk w{part.dims, to, rowMajor(part.dims), offsetOf(starts, to), 0};
  return moved(c, whole, {0, 1}, [&](Elements& e) {
    std::copy_n(e.in[0].begin(), e.out[0].size(), e.out[0].begin());
    return kernels::move(e.out[0], e.in[1], w, e.width);
  });
}

Status evaluateHloIota(EvalContext& c) {
  ARA_ASSIGN(const Shape out, hloResultShape(c));
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, c.attrInt("iota_dimension"), out.rank()));
  const DataType type = givenType(c);
  ARA_TRY(c.makeResult(0, type, out));
  const kernels::AxisBlocks blocks = kernels::blocksAround(out, axis);
  const bool done = kernels::withType<kernels::Floats | kernels::Integers>(type, [&]<class T>() {
    const auto y = c.out<T>(0);
    for (std::size_t i = 0; i < y.size(); ++i)
      y[i] = kernels::convert<std::int64_t, T>(static_cast<std::int64_t>(i / blocks.inner % blocks.size));
  });
  return done ? Status{} : refuseType(c, type);
}

} // namespace ara::ops::tfl
