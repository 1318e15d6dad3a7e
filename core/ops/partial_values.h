// Contents of small integer tensors while shapes are inferred: Shape -> StridedSlice -> Mul -> Pack -> Reshape keeps
// what is known of the shape. A negative number in the result stands for "unknown" or a symbol; only constants hold
// real negative numbers, and Element keeps the two apart.
//
//   propagate(c, [](std::int64_t a, std::int64_t b) { return a / b; });   // elementwise over operands 0 and 1
#pragma once

#include "ops/context.h"

namespace ara::ops {

struct Element {
  bool known = false;
  std::int64_t number = 0;    // when known
  Dim open = ir::kUnknownDim; // else: unknown or a symbol
};
std::optional<std::vector<Element>> elementsOf(const NodeView& v, std::size_t operand);
Dim toDim(const Element& e); // negative numbers cannot be told and become unknown
Element known(std::int64_t n);
std::vector<Dim> toDims(std::span<const Element> elements);

enum class Known { add, sub, mul, div, floorDiv, floorMod, truncateMod, maximum, minimum };
// What is known of a op b; `type` bounds the number.
Element combine(Known op, const Element& a, const Element& b, DataType type);

// Values of result 0 from the operands 0 and 1, when both are of rank 0 or 1 and known in part.
void propagate(InferContext& c, Known op);

} // namespace ara::ops
