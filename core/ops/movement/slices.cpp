// Parts of a tensor: slices with and without steps, equal and unequal splits.
#include "ops/movement/rules.h"

#include <algorithm>
#include <limits>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

using kernels::rowMajor;
using kernels::Walk;

// --- Slice(input, begin, size)

std::optional<std::size_t> rankOf(const Given& g, std::initializer_list<std::size_t> vectors) {
  if (g.shape(0).ranked) return g.shape(0).rank();
  for (const std::size_t i : vectors)
    if (g.shape(i).isStatic() && g.shape(i).rank() == 1 && g.shape(i).dims[0] <= 64)
      return static_cast<std::size_t>(g.shape(i).dims[0]);
  return std::nullopt;
}

const std::optional<std::int64_t> kNotKnown;

Result<Shapes> sliceShapes(const Given& g) {
  const auto rank = rankOf(g, {1, 2});
  if (!rank) return Shapes{Shape::unknown()};
  const Shape& in = g.shape(0);
  const auto begin = g.each(1), size = g.each(2);
  if ((begin && begin->size() != *rank) || (size && size->size() != *rank))
    return g.contradicts(msg("it needs one begin and one size for each of the {0} axes of {1}.", *rank, in.text()));
  Shape out = Shape::of(std::vector<Dim>(*rank, kUnknownDim));
  for (std::size_t i = 0; i < *rank; ++i) {
    const Dim d = in.ranked ? in.dims[i] : kUnknownDim;
    const auto &b = begin ? (*begin)[i] : kNotKnown, &s = size ? (*size)[i] : kNotKnown;
    if (s && *s >= 0)
      out.dims[i] = *s;
    else if (s && *s == -1 && b)
      out.dims[i] = subDims(d, *b);
    if ((b && *b < 0) || (s && *s < -1) || (isKnown(d) && ((b && *b > d) || (b && s && *s >= 0 && *s > d - *b))))
      return g.contradicts(msg("its slice leaves axis {0} of {1}.", i, in.text()));
  }
  return Shapes{std::move(out)};
}

bool runSlice(const Given& g, const Shapes& out, Elements& e) {
  const auto begin = g.known(1);
  if (!begin || begin->size() != out[0].rank()) return false;
  Walk w{out[0].dims, rowMajor(out[0].dims), rowMajor(g.shape(0).dims)};
  for (std::size_t i = 0; i < begin->size(); ++i) {
    if ((*begin)[i] < 0 || (*begin)[i] > g.shape(0).dims[i]) return false;
    w.fromStart += (*begin)[i] * w.from[i];
  }
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

// --- StridedSlice(input, begin, end, strides)

// Where the axis starts and how many elements it keeps. Numbers outside are clamped, as in Python.
Status resolve(const Given& g, std::size_t i, Dim d, SlicedAxis& a) {
  const bool whole = !a.shrink && a.fromStart && a.toEnd && a.stride && (*a.stride == 1 || *a.stride == -1);
  if (a.stride && *a.stride == 0) return g.contradicts(msg("its stride on axis {0} is 0.", i));
  if (a.shrink && a.stride && *a.stride < 0)
    return g.contradicts(msg("it picks one index on axis {0} but has a negative stride there.", i));
  if (!isKnown(d)) {
    if (whole) a.size = d;
    if (a.shrink) a.size = 1;
    if ((whole && *a.stride == 1) || (a.shrink && a.begin && *a.begin >= 0)) a.first = whole ? 0 : *a.begin;
    return {};
  }
  if (a.shrink) {
    a.size = 1;
    if (!a.begin) return {};
    a.first = *a.begin < 0 ? *a.begin + d : *a.begin;
    if (*a.first < 0 || *a.first >= d)
      return g.contradicts(msg("index {0} is outside axis {1} of {2}.", *a.begin, i, g.shape(0).text()));
    return {};
  }
  if (!a.stride || (!a.begin && !a.fromStart) || (!a.end && !a.toEnd)) {
    if (a.stride && a.fromStart && *a.stride > 0) a.first = 0;
    return {};
  }
  const bool forward = *a.stride > 0;
  const std::int64_t low = forward ? 0 : -1, high = forward ? d : d - 1;
  const auto canonical = [&](std::int64_t x) { return std::clamp(x < 0 ? x + d : x, low, high); };
  a.first = a.fromStart ? (forward ? low : high) : canonical(*a.begin);
  const std::int64_t last = a.toEnd ? (forward ? high : low) : canonical(*a.end);
  const std::int64_t span = forward ? last - *a.first : *a.first - last;
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const std::int64_t step = forward ? *a.stride : *a.stride < -kMost ? kMost : -*a.stride;
  a.size = span <= 0 ? 0 : (span - 1) / step + 1;
  return {};
}

} // namespace

Result<std::optional<SlicePlan>> planStridedSlice(const Given& g) {
  const Shape& in = g.shape(0);
  std::optional<std::size_t> count;
  for (const std::size_t i : {1, 2, 3})
    if (g.shape(i).isStatic() && g.shape(i).rank() == 1) count = static_cast<std::size_t>(g.shape(i).dims[0]);
  if (!in.ranked || !count) return std::nullopt;
  const auto begin = g.each(1), end = g.each(2), stride = g.each(3);
  const auto mask = [&](std::string_view key, std::size_t i) {
    return i < 63 && (g.view().attrInt(key) >> i & 1) != 0;
  };
  const bool offset = g.view().attrBool("offset");

  std::size_t consumed = 0, ellipses = 0;
  for (std::size_t i = 0; i < *count; ++i) {
    if (mask("ellipsis_mask", i))
      ++ellipses;
    else if (!mask("new_axis_mask", i))
      ++consumed;
  }
  if (ellipses > 1) return g.contradicts(msg("it has more than one ellipsis."));
  if (consumed > in.rank()) return g.contradicts(msg("it slices {0} axes of {1}.", consumed, in.text()));
  for (const auto* v : {&begin, &end, &stride})
    if (*v && (*v)->size() != *count) return g.contradicts(msg("begin, end and strides are of different lengths."));

  SlicePlan plan;
  const auto takeWhole = [&](std::size_t axes) {
    for (; axes > 0; --axes) {
      plan.resultAxes.push_back(static_cast<std::ptrdiff_t>(plan.axes.size()));
      SlicedAxis& a = plan.axes.emplace_back();
      a.begin = 0, a.end = 0, a.stride = 1, a.fromStart = true, a.toEnd = true;
    }
  };
  for (std::size_t i = 0; i < *count; ++i) {
    if (mask("ellipsis_mask", i)) {
      takeWhole(in.rank() - consumed);
    } else if (mask("new_axis_mask", i)) {
      plan.resultAxes.push_back(-1);
    } else {
      SlicedAxis a;
      if (begin) a.begin = (*begin)[i];
      if (end) a.end = (*end)[i];
      if (stride) a.stride = (*stride)[i];
      if (offset && a.end) {
        std::int64_t sum;
        a.end = a.begin && !__builtin_add_overflow(*a.end, *a.begin, &sum) ? std::optional(sum) : std::nullopt;
      }
      a.fromStart = mask("begin_mask", i), a.toEnd = mask("end_mask", i), a.shrink = mask("shrink_axis_mask", i);
      if (!a.shrink) plan.resultAxes.push_back(static_cast<std::ptrdiff_t>(plan.axes.size()));
      plan.axes.push_back(a);
    }
  }
  if (ellipses == 0) takeWhole(in.rank() - consumed);
  for (std::size_t i = 0; i < plan.axes.size(); ++i) ARA_TRY(resolve(g, i, in.dims[i], plan.axes[i]));
  return plan;
}

namespace {

Result<Shapes> stridedSliceShapes(const Given& g) {
  ARA_ASSIGN(const auto plan, planStridedSlice(g));
  if (!plan) return Shapes{Shape::unknown()};
  Shape out = Shape::scalar();
  for (const std::ptrdiff_t axis : plan->resultAxes)
    out.dims.push_back(axis < 0 ? 1 : plan->axes[static_cast<std::size_t>(axis)].size);
  return Shapes{std::move(out)};
}

bool runStridedSlice(const Given& g, const Shapes& out, Elements& e) {
  const auto plan = planStridedSlice(g);
  if (!plan || !*plan) return false;
  const auto steps = rowMajor(g.shape(0).dims);
  Walk w{out[0].dims, rowMajor(out[0].dims), {}};
  if (out[0].elements() == 0) return true;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!(*plan)->axes[i].first) return false;
    w.fromStart += *(*plan)->axes[i].first * steps[i];
  }
  for (const std::ptrdiff_t axis : (*plan)->resultAxes) {
    const auto a = static_cast<std::size_t>(axis);
    std::int64_t step = 0; // of a new axis, and of one too short to step
    if (axis >= 0 && (*plan)->axes[a].size > 1) step = *(*plan)->axes[a].stride * steps[a];
    w.from.push_back(step);
  }
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

// --- Split(axis, value), SplitV(value, sizes, axis), Unpack(value)

// The result shapes of cutting `in` along `axis` into `sizes`.
Shapes cut(const Shape& in, std::size_t axis, const std::vector<Dim>& sizes) {
  Shapes out(sizes.size(), in);
  for (std::size_t i = 0; i < sizes.size(); ++i) out[i].dims[axis] = sizes[i];
  return out;
}

bool runCut(const Shape& in, std::size_t axis, const Shapes& out, Elements& e) {
  const auto steps = rowMajor(in.dims);
  std::int64_t at = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    Walk w{out[i].dims, rowMajor(out[i].dims), steps, 0, at * steps[axis]};
    if (!kernels::move(e.out[i], e.in[0], w, e.width)) return false;
    at += out[i].dims[axis];
  }
  return true;
}

Result<Shapes> splitShapes(const Given& g) {
  const std::size_t n = g.view().resultCount();
  const Shape& in = g.shape(1);
  if (!in.ranked) return Shapes(n, Shape::unknown());
  ARA_ASSIGN(const auto axis, g.axis(0, in.rank()));
  if (!axis) return Shapes(n, Shape::of(std::vector<Dim>(in.rank(), kUnknownDim)));
  const Dim d = in.dims[*axis];
  if (n == 0 || (isKnown(d) && d % static_cast<Dim>(n) != 0))
    return g.contradicts(msg("axis {0} of {1} does not split into {2} equal parts.", *axis, in.text(), n));
  const Dim part = n == 1 ? d : isKnown(d) ? d / static_cast<Dim>(n) : kUnknownDim;
  return cut(in, *axis, std::vector<Dim>(n, part));
}

bool runSplit(const Given& g, const Shapes& out, Elements& e) {
  const auto axis = g.axis(0, g.shape(1).rank());
  return axis && *axis && runCut(g.shape(1), **axis, out, e);
}

Result<Shapes> splitVShapes(const Given& g) {
  const std::size_t n = g.view().resultCount();
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes(n, Shape::unknown());
  ARA_ASSIGN(const auto axis, g.axis(2, in.rank()));
  if (!axis) return Shapes(n, Shape::of(std::vector<Dim>(in.rank(), kUnknownDim)));
  const auto given = g.known(1);
  const Dim d = in.dims[*axis];
  if (!given) return cut(in, *axis, n == 1 ? std::vector<Dim>{d} : std::vector<Dim>(n, kUnknownDim));
  const auto wrong = [&] {
    return g.contradicts(msg("its {0} sizes do not fill axis {1} of {2}.", n, *axis, in.text()));
  };
  std::vector<Dim> sizes;
  Dim sum = 0;
  std::size_t open = n;
  if (given->size() != n) return wrong();
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t s = (*given)[i];
    if (s < -1 || (s == -1 && open != n)) return wrong();
    if (s == -1)
      open = i;
    else
      sum = addDims(sum, s);
    sizes.push_back(s);
  }
  if (!isKnown(sum)) return wrong();
  if (isKnown(d) && (open == n ? sum != d : sum > d)) return wrong();
  if (open != n) sizes[open] = subDims(d, sum);
  return cut(in, *axis, sizes);
}

bool runSplitV(const Given& g, const Shapes& out, Elements& e) {
  const auto axis = g.axis(2, g.shape(0).rank());
  return axis && *axis && runCut(g.shape(0), **axis, out, e);
}

Result<Shapes> unpackShapes(const Given& g) {
  const std::size_t n = g.view().resultCount();
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes(n, Shape::unknown());
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(g.view(), g.view().attrInt("axis"), in.rank()));
  if (isKnown(in.dims[axis]) && in.dims[axis] != static_cast<Dim>(n))
    return g.contradicts(msg("it takes {0} parts from axis {1} of {2}.", n, axis, in.text()));
  Shape out = in;
  out.dims.erase(out.dims.begin() + static_cast<std::ptrdiff_t>(axis));
  return Shapes(n, out);
}

bool runUnpack(const Given& g, const Shapes& out, Elements& e) {
  const auto axis = normaliseAxis(g.view(), g.view().attrInt("axis"), g.shape(0).rank());
  if (!axis) return false;
  Shapes kept = out;
  for (Shape& s : kept) s.dims.insert(s.dims.begin() + static_cast<std::ptrdiff_t>(*axis), 1);
  return runCut(g.shape(0), *axis, kept, e);
}

} // namespace

const Movement kSlice{dataAt<0>, sliceShapes, runSlice};
const Movement kStridedSlice{dataAt<0>, stridedSliceShapes, runStridedSlice};
const Movement kSplit{dataAt<1>, splitShapes, runSplit};
const Movement kSplitV{dataAt<0>, splitVShapes, runSplitV};
const Movement kUnpack{dataAt<0>, unpackShapes, runUnpack};

} // namespace ara::ops
