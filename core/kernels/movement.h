// Moves whole elements between two arrays of any number of axes: slicing, transposing, reversing, broadcasting, tiling,
// padding and joining are all one walk with a step per axis on each side. Neighbouring axes that lie together on both
// sides are walked as one, contiguous runs are copied at once, and turned planes are copied in blocks that fit the
// cache.
//
//   Walk w{.dims = {n, m}, .to = {m, 1}, .from = {1, n}};    // to[i][j] = from[j][i]
//   move(to, from, w, 4);
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace ara::kernels {

struct Walk {
  std::vector<std::int64_t> dims;     // how far each axis goes
  std::vector<std::int64_t> to, from; // elements between neighbours of that axis; negative walks back, 0 stays
  std::int64_t toStart = 0, fromStart = 0;
};

// Elements between neighbours of each axis of a row-major array.
std::vector<std::int64_t> rowMajor(const std::vector<std::int64_t>& dims);

// `width` is the bytes of one element (1, 2, 4, 8 or 16). False, with nothing moved, when the walk leaves an array.
[[nodiscard]] bool move(std::span<std::byte> to, Bytes from, const Walk& walk, unsigned width);

} // namespace ara::kernels
