// Rules about shapes that many operators share. Dimensions may be unknown or symbols; what is not known stays unknown,
// what contradicts is an error with the node as its subject.
//
//   ARA_ASSIGN(Shape out, broadcastShapes(c, c.shape(0), c.shape(1)));   // [?,1,3] with [4,1] -> [?,4,3]
//   ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, c.attrInt("axis"), rank));   // -1 -> rank - 1
//   ARA_ASSIGN(const Window w, window(c, height, {.size = 3, .stride = 2, .padding = Padding::same}));
#pragma once

#include "ops/context.h"

namespace ara::ops {

// Numpy broadcasting, aligned at the last axis. An unknown rank on either side gives an unknown rank.
Result<Shape> broadcastShapes(const NodeView& v, const Shape& a, const Shape& b);
Dim broadcastDims(Dim a, Dim b, bool& contradiction);

// Two descriptions of the same shape: known where either knows. Error when they contradict.
Result<Shape> mergeShapes(const NodeView& v, const Shape& a, const Shape& b);
bool mayEqual(const Shape& a, const Shape& b); // false only when they surely differ
bool mayEqual(Dim a, Dim b);
bool surelyEqual(const Shape& a, const Shape& b); // same rank, every dimension the same number or symbol

// Arithmetic on dimensions: known with known is a number (unknown when 63 bits do not hold it), 0 * anything is 0,
// 1 * s0 and 0 + s0 are s0, else unknown.
Dim addDims(Dim a, Dim b);
Dim subDims(Dim a, Dim b);
Dim mulDims(Dim a, Dim b);
Dim productOf(std::span<const Dim> dims);

// Axes: negative ones count from the end; outside -rank..rank-1 is an error.
Result<std::size_t> normaliseAxis(const NodeView& v, std::int64_t axis, std::size_t rank);
// The same for a list: sorted, each once.
Result<std::vector<std::size_t>> normaliseAxes(const NodeView& v, std::span<const std::int64_t> axes, std::size_t rank);
// The shape after reducing `axes` (nothing = not known).
Result<Shape> reducedShape(const NodeView& v, const Shape& in, const std::optional<std::vector<std::int64_t>>& axes,
                           bool keepDims);
// Refuses a shape of known rank other than `rank`; `what` is "The input", "Its filter".
Status wantRank(const NodeView& v, const Shape& s, std::size_t rank, std::string_view what);

// One spatial axis of a convolution or a pooling window, as TensorFlow counts it.
enum class Padding { same, valid, explicitly };
Result<Padding> paddingNamed(const NodeView& v, std::string_view name); // SAME, VALID, EXPLICIT
struct WindowAxis {
  std::int64_t size = 1, stride = 1, dilation = 1;
  Padding padding = Padding::valid;
  std::int64_t before = 0, after = 0; // of explicit padding
};
struct Window {
  Dim output = ir::kUnknownDim;
  std::int64_t before = 0, after = 0; // padding that is really applied; known only when the input is (or not SAME)
};
Result<Window> window(const NodeView& v, Dim input, const WindowAxis& axis);

} // namespace ara::ops
