#include "kernels/matmul.h"

#include <algorithm>
#include <vector>

namespace ara::kernels {

void multiply(const MatrixProduct& p, std::span<const float> a, std::span<const float> b, std::span<float> out) {
  if (out.empty()) return;
  std::vector<float> turned; // b as [inner, columns]: the inner loop runs along memory
  if (p.transposeB) {
    turned.resize(b.size());
    for (std::uint64_t j = 0; j < p.columns; ++j)
      for (std::uint64_t k = 0; k < p.inner; ++k) turned[k * p.columns + j] = b[j * p.inner + k];
    b = turned;
  }
  std::vector<double> sum(p.columns);
  for (std::uint64_t i = 0; i < p.rows; ++i) {
    std::fill(sum.begin(), sum.end(), 0.0);
    for (std::uint64_t k = 0; k < p.inner; ++k) {
      const double x = static_cast<double>(p.transposeA ? a[k * p.rows + i] : a[i * p.inner + k]);
      const float* row = b.data() + k * p.columns;
      for (std::uint64_t j = 0; j < p.columns; ++j) sum[j] += x * static_cast<double>(row[j]);
    }
    for (std::uint64_t j = 0; j < p.columns; ++j) out[i * p.columns + j] = static_cast<float>(sum[j]);
  }
}

} // namespace ara::kernels
