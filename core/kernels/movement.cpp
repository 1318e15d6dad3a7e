#include "kernels/movement.h"

#include <algorithm>

namespace ara::kernels {
namespace {

struct Axis {
  std::int64_t n, to, from;
};

// Wraps around instead of overflowing: steps of arrays without elements mean nothing, but must not trap.
std::int64_t times(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

// The axes of `w` longer than 1, with neighbours that lie together on both sides made one.
std::vector<Axis> mergedAxes(const Walk& w) {
  std::vector<Axis> axes;
  for (std::size_t i = 0; i < w.dims.size(); ++i) {
    const Axis next{w.dims[i], w.to[i], w.from[i]};
    if (next.n == 1) continue;
    if (!axes.empty() && axes.back().to == times(next.to, next.n) && axes.back().from == times(next.from, next.n))
      axes.back() = {axes.back().n * next.n, next.to, next.from};
    else
      axes.push_back(next);
  }
  return axes;
}

// Whether the walk stays within `elements`.
bool inside(std::int64_t start, const std::vector<Axis>& axes, std::int64_t Axis::*step, std::uint64_t elements) {
  std::int64_t low = start, high = start;
  for (const Axis& a : axes) {
    std::int64_t far = 0;
    std::int64_t& end = a.*step < 0 ? low : high;
    if (__builtin_mul_overflow(a.n - 1, a.*step, &far) || __builtin_add_overflow(end, far, &end)) return false;
  }
  return low >= 0 && high >= 0 && static_cast<std::uint64_t>(high) < elements;
}

// One element of W bytes; memcpy of a fixed size becomes one load and one store.
template<unsigned W> inline void one(std::byte* to, const std::byte* from) { std::memcpy(to, from, W); }

template<unsigned W> void row(std::byte* to, const std::byte* from, const Axis& a) {
  if (a.to == 1 && a.from == 1) {
    std::memcpy(to, from, static_cast<std::size_t>(a.n) * W);
    return;
  }
  const std::int64_t toStep = a.to * W, fromStep = a.from * W;
  for (std::int64_t i = 0; i < a.n; ++i) one<W>(to + i * toStep, from + i * fromStep);
}

// Two axes of which one is dense on one side and the other on the other: in blocks, so that both sides stay in the
// cache.
template<unsigned W> void plane(std::byte* to, const std::byte* from, const Axis& a, const Axis& b) {
  constexpr std::int64_t kBlock = 32;
  for (std::int64_t i0 = 0; i0 < a.n; i0 += kBlock)
    for (std::int64_t j0 = 0; j0 < b.n; j0 += kBlock) {
      const std::int64_t i1 = std::min(a.n, i0 + kBlock), columns = std::min(b.n, j0 + kBlock) - j0;
      for (std::int64_t i = i0; i < i1; ++i)
        row<W>(to + (i * a.to + j0 * b.to) * W, from + (i * a.from + j0 * b.from) * W, {columns, b.to, b.from});
    }
}

template<unsigned W> void walkAll(std::byte* to, const std::byte* from, std::vector<Axis> axes) {
  if (axes.empty()) return one<W>(to, from);
  // The inner loops: the last axis, and with it the axis that is dense in the source when the last one is not.
  const Axis last = axes.back();
  axes.pop_back();
  std::ptrdiff_t dense = -1;
  if (last.from != 1 && last.from != 0)
    for (std::size_t i = 0; i < axes.size(); ++i)
      if (axes[i].from == 1) dense = static_cast<std::ptrdiff_t>(i);
  Axis other{1, 0, 0};
  if (dense >= 0) {
    other = axes[static_cast<std::size_t>(dense)];
    axes.erase(axes.begin() + dense);
  }
  std::vector<std::int64_t> at(axes.size(), 0);
  for (;;) {
    if (dense >= 0)
      plane<W>(to, from, other, last);
    else
      row<W>(to, from, last);
    std::size_t k = axes.size();
    for (; k > 0; --k) { // the odometer of the outer axes
      const Axis& a = axes[k - 1];
      to += a.to * static_cast<std::int64_t>(W);
      from += a.from * static_cast<std::int64_t>(W);
      if (++at[k - 1] < a.n) break;
      at[k - 1] = 0;
      to -= a.n * a.to * static_cast<std::int64_t>(W);
      from -= a.n * a.from * static_cast<std::int64_t>(W);
    }
    if (k == 0) return;
  }
}

} // namespace

std::vector<std::int64_t> rowMajor(const std::vector<std::int64_t>& dims) {
  std::vector<std::int64_t> steps(dims.size());
  std::int64_t step = 1;
  for (std::size_t i = dims.size(); i-- > 0; step = times(step, std::max<std::int64_t>(dims[i], 1))) steps[i] = step;
  return steps;
}

bool move(std::span<std::byte> to, Bytes from, const Walk& w, unsigned width) {
  if (w.to.size() != w.dims.size() || w.from.size() != w.dims.size() || width == 0) return false;
  if (std::any_of(w.dims.begin(), w.dims.end(), [](std::int64_t d) { return d <= 0; }))
    return std::none_of(w.dims.begin(), w.dims.end(), [](std::int64_t d) { return d < 0; });
  const std::vector<Axis> axes = mergedAxes(w);
  if (!inside(w.toStart, axes, &Axis::to, to.size() / width) ||
      !inside(w.fromStart, axes, &Axis::from, from.size() / width))
    return false;
  std::byte* const target = to.data() + w.toStart * static_cast<std::int64_t>(width);
  const std::byte* const source = from.data() + w.fromStart * static_cast<std::int64_t>(width);
  switch (width) {
  case 1: walkAll<1>(target, source, axes); return true;
  case 2: walkAll<2>(target, source, axes); return true;
  case 4: walkAll<4>(target, source, axes); return true;
  case 8: walkAll<8>(target, source, axes); return true;
  case 16: walkAll<16>(target, source, axes); return true;
  default: return false;
  }
}

} // namespace ara::kernels
