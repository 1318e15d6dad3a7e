// Products of float matrices.
//
//   multiply({.rows = 2, .inner = 3, .columns = 4}, a, b, out);   // out[2,4] = a[2,3] * b[3,4]
#pragma once

#include <cstdint>
#include <span>

namespace ara::kernels {

struct MatrixProduct {
  std::uint64_t rows = 0, inner = 0, columns = 0;
  bool transposeA = false; // a is stored as [inner, rows]
  bool transposeB = false; // b is stored as [columns, inner]
};

// Sums run in double, so that the result is right to a float's last bits whatever the order of the terms.
void multiply(const MatrixProduct& p, std::span<const float> a, std::span<const float> b, std::span<float> out);

} // namespace ara::kernels
