// Functions of two numbers with broadcasting, comparisons, and choice, as TensorFlow computes them on a CPU.
//
//   const Outcome o = binary<float>(Binary::add, out, a, b, x, y, z);
#pragma once

#include "kernels/broadcast.h"
#include "kernels/elementwise.h"

namespace ara::kernels {

enum class Binary {
  add,
  sub,
  mul,
  mulNoNan,
  div,
  divNoNan,
  floorDiv,
  floorMod,
  truncateDiv,
  truncateMod,
  maximum,
  minimum,
  pow,
  squaredDifference,
  atan2,
  xdivy,
  xlogy,
  bitAnd,
  bitOr,
  bitXor,
  shiftLeft,
  shiftRight,
};
enum class Comparison { equal, notEqual, less, lessEqual, greater, greaterEqual };

enum class Outcome { done, noSuchFunction, divisionByZero, negativeExponent };

// `out` is what a and b broadcast to; z has its elements.
template<class T> Outcome binary(Binary op, const Shape& out, const Shape& a, const Shape& b, std::span<const T> x,
                                 std::span<const T> y, std::span<T> z);
template<class T> Outcome compare(Comparison op, const Shape& out, const Shape& a, const Shape& b, std::span<const T> x,
                                  std::span<const T> y, std::span<Bool> z);

// condition ? t : e over elements of `size` bytes, all three broadcast to `out`.
void select(const Shape& out, const std::array<Shape, 3>& shapes, std::span<const Bool> condition,
            std::span<const std::byte> t, std::span<const std::byte> e, std::size_t size, std::span<std::byte> result);

} // namespace ara::kernels
