// Diagonals of matrices as TensorFlow counts them: a band k (or from k[0] to k[1]), shorter diagonals filled up on one
// side. What moves where is one list of positions, which serves the kernel and the lowering.
#pragma once

#include "ops/movement/movement.h"

namespace ara::ops {

// Where each element of the result (of one matrix) comes from: a position in the first data operand (of one matrix), in
// the second counted on from there, or -1 for the padding.
struct DiagonalMap {
  std::vector<std::int64_t> from;
  Dim rows = 0, columns = 0, diagonals = 1, length = 0; // diagonals of `length` elements, of matrices rows x columns
  bool single = true;                                   // one diagonal has no axis of its own
  bool main = true;                                     // the main diagonal and no other
};

// Nothing when operands that say it are not known. `first` is the operand of k; absent: the main diagonal.
Result<std::optional<DiagonalMap>> mapOfDiag(const Given& g);     // diagonal[, k, rows, columns]
Result<std::optional<DiagonalMap>> mapOfSetDiag(const Given& g);  // matrix, diagonal[, k]
Result<std::optional<DiagonalMap>> mapOfDiagPart(const Given& g); // matrix[, k]

} // namespace ara::ops
