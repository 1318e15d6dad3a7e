// Walking several arrays at once in the order of a result: broadcast operands, strides, blocks around an axis.
//
//   walkBroadcast<2>(out, {a, b}, [&](std::uint64_t i, const std::array<std::uint64_t, 2>& at) { y[i] = x0[at[0]] +
//   x1[at[1]]; }); const AxisBlocks b = blocksAround(shape, axis);   // element (o, k, i) lies at (o * b.size + k) *
//   b.inner + i
#pragma once

#include "ir/shape.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ara::kernels {

using ir::Dim;
using ir::Shape;

// Row-major strides in elements of a static shape.
inline std::vector<std::uint64_t> stridesOf(const Shape& s) {
  std::vector<std::uint64_t> out(s.rank(), 1);
  for (std::size_t i = s.rank(); i-- > 1;) out[i - 1] = out[i] * static_cast<std::uint64_t>(s.dims[i]);
  return out;
}

// Strides of `from` walked in the axes of `to`, which it broadcasts to: 0 where it repeats.
inline std::vector<std::uint64_t> broadcastStrides(const Shape& from, const Shape& to) {
  const auto own = stridesOf(from);
  std::vector<std::uint64_t> out(to.rank(), 0);
  const std::size_t skip = to.rank() - from.rank();
  for (std::size_t i = 0; i < from.rank(); ++i)
    if (from.dims[i] != 1) out[skip + i] = own[i];
  return out;
}

// Calls f(n, offsets) for every index of `out` in row-major order; offsets advance by the given strides per axis, in
// elements, and may be negative (two's complement).
template<std::size_t N, class F> void walkStrided(const Shape& out,
                                                  const std::array<std::vector<std::uint64_t>, N>& strides,
                                                  std::array<std::uint64_t, N> at, F f) {
  const std::size_t rank = out.rank();
  std::uint64_t count = 1;
  for (const Dim d : out.dims) count *= static_cast<std::uint64_t>(d);
  std::vector<std::uint64_t> index(rank, 0);
  for (std::uint64_t n = 0; n < count; ++n) {
    f(n, at);
    for (std::size_t i = rank; i-- > 0;) {
      for (std::size_t k = 0; k < N; ++k) at[k] += strides[k][i];
      const auto d = static_cast<std::uint64_t>(out.dims[i]);
      if (++index[i] < d) break;
      for (std::size_t k = 0; k < N; ++k) at[k] -= strides[k][i] * d;
      index[i] = 0;
    }
  }
}

template<std::size_t N, class F> void walkBroadcast(const Shape& out, const std::array<Shape, N>& from, F f) {
  std::array<std::vector<std::uint64_t>, N> strides;
  bool same = true;
  for (std::size_t k = 0; k < N; ++k) {
    strides[k] = broadcastStrides(from[k], out);
    same = same && from[k] == out;
  }
  std::array<std::uint64_t, N> at{};
  if (!same) return walkStrided<N>(out, strides, at, f);
  std::uint64_t count = 1;
  for (const Dim d : out.dims) count *= static_cast<std::uint64_t>(d);
  for (std::uint64_t n = 0; n < count; ++n) {
    at.fill(n);
    f(n, at);
  }
}

// A static shape seen as [outer, size, inner] around one axis, or around the axes first..last.
struct AxisBlocks {
  std::uint64_t outer = 1, size = 1, inner = 1;
};
inline AxisBlocks blocksAround(const Shape& s, std::size_t first, std::size_t last) {
  AxisBlocks b;
  for (std::size_t i = 0; i < s.rank(); ++i)
    (i < first ? b.outer : i <= last ? b.size : b.inner) *= static_cast<std::uint64_t>(s.dims[i]);
  return b;
}
inline AxisBlocks blocksAround(const Shape& s, std::size_t axis) { return blocksAround(s, axis, axis); }

} // namespace ara::kernels
