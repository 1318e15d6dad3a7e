// Reductions over axes, positions of extremes, running sums and sums by segment, as TensorFlow computes them on a CPU.
//
//   reduce<float>(Reduction::mean, shape, {1, 2}, x, y);   // axes normalised; y in the order of the axes that stay
#pragma once

#include "kernels/broadcast.h"
#include "kernels/elementwise.h"

namespace ara::kernels {

enum class Reduction { sum, mean, prod, max, min, any, all, euclideanNorm };
// False: TensorFlow has no such reduction for this element type.
template<class T>
bool reduce(Reduction op, const Shape& in, std::span<const std::size_t> axes, std::span<const T> x, std::span<T> y);

// Position of the first largest (or smallest) element along an axis of at least one element; NaN never wins.
template<class T>
void argExtreme(bool largest, const Shape& in, std::size_t axis, std::span<const T> x, std::span<std::int64_t> y);

// The k largest of the last axis, largest first, of equals the earlier first. False when there is a NaN: no order then.
template<class T> bool topK(std::uint64_t rowLength, std::uint64_t k, std::span<const T> x, std::span<T> values,
                            std::span<std::int32_t> indices);

struct Running {
  bool exclusive = false, reverse = false, product = false;
};
template<class T>
void cumulate(const Shape& in, std::size_t axis, const Running& how, std::span<const T> x, std::span<T> y);

// Row r of x (of `rowLength` elements) goes into row ids[r] of y, which has `rows` rows; negative ids are left out.
// False when an id is `rows` or more. Rows nothing goes to hold 0, 1, the lowest or the highest number.
template<class T> bool segments(Reduction op, std::uint64_t rowLength, std::uint64_t rows,
                                std::span<const std::int64_t> ids, std::span<const T> x, std::span<T> y);

} // namespace ara::kernels
