#include "ops/shape_rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

Dim broadcastDims(Dim a, Dim b, bool& contradiction) {
  if (a == b || b == 1) return a;
  if (a == 1) return b;
  if (isKnown(a) && isKnown(b)) {
    contradiction = true;
    return kUnknownDim;
  }
  // One is open: it is 1 or the other. Two different symbols may each be 1.
  return isKnown(a) ? a : isKnown(b) ? b : kUnknownDim;
}

Result<Shape> broadcastShapes(const NodeView& v, const Shape& a, const Shape& b) {
  if (!a.ranked || !b.ranked) return Shape::unknown();
  const Shape& longer = a.rank() >= b.rank() ? a : b;
  const Shape& shorter = a.rank() >= b.rank() ? b : a;
  Shape out = longer;
  bool contradiction = false;
  const std::size_t skip = longer.rank() - shorter.rank();
  for (std::size_t i = 0; i < shorter.rank(); ++i)
    out.dims[skip + i] = broadcastDims(longer.dims[skip + i], shorter.dims[i], contradiction);
  if (contradiction)
    return fail(
        ErrorKind::BadFile,
        msg("{0} {1} combines shapes {2} and {3}, which do not fit together.", v.op(), v.name(), a.text(), b.text()),
        msg("Check the shapes given to the inputs."), v.name());
  return out;
}

bool mayEqual(Dim a, Dim b) { return !isKnown(a) || !isKnown(b) || a == b; }

bool mayEqual(const Shape& a, const Shape& b) {
  if (!a.ranked || !b.ranked) return true;
  return std::equal(a.dims.begin(), a.dims.end(), b.dims.begin(), b.dims.end(),
                    [](Dim x, Dim y) { return mayEqual(x, y); });
}

bool surelyEqual(const Shape& a, const Shape& b) {
  return a.ranked && a == b && std::find(a.dims.begin(), a.dims.end(), kUnknownDim) == a.dims.end();
}

Result<Shape> mergeShapes(const NodeView& v, const Shape& a, const Shape& b) {
  if (!mayEqual(a, b))
    return fail(ErrorKind::BadFile,
                msg("{0} {1} needs one shape, but finds {2} and {3}.", v.op(), v.name(), a.text(), b.text()),
                msg("Check the shapes given to the inputs."), v.name());
  if (!a.ranked) return b;
  if (!b.ranked) return a;
  Shape out = a;
  for (std::size_t i = 0; i < out.rank(); ++i)
    if (isKnown(b.dims[i]) || out.dims[i] == kUnknownDim) out.dims[i] = b.dims[i];
  return out;
}

Dim addDims(Dim a, Dim b) {
  if (a == 0) return b;
  if (b == 0) return a;
  Dim sum;
  if (!isKnown(a) || !isKnown(b) || __builtin_add_overflow(a, b, &sum)) return kUnknownDim;
  return sum;
}

Dim subDims(Dim a, Dim b) {
  if (b == 0) return a;
  if (a == b && a != kUnknownDim) return 0;
  return isKnown(a) && isKnown(b) && a >= b ? a - b : kUnknownDim;
}

Dim mulDims(Dim a, Dim b) {
  if (a == 0 || b == 0) return 0;
  if (a == 1) return b;
  if (b == 1) return a;
  Dim product;
  if (!isKnown(a) || !isKnown(b) || __builtin_mul_overflow(a, b, &product)) return kUnknownDim;
  return product;
}

Dim productOf(std::span<const Dim> dims) {
  if (std::find(dims.begin(), dims.end(), 0) != dims.end()) return 0;
  Dim n = 1;
  for (const Dim d : dims) {
    n = mulDims(n, d);
    if (n == kUnknownDim) return n;
  }
  return n;
}

Result<std::size_t> normaliseAxis(const NodeView& v, std::int64_t axis, std::size_t rank) {
  const auto r = static_cast<std::int64_t>(rank);
  if (axis < -r || axis >= r)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} names axis {2} of a tensor of rank {3}.", v.op(), v.name(), axis, rank),
                msg("Check the model, or the shapes given to its inputs."), v.name());
  return static_cast<std::size_t>(axis < 0 ? axis + r : axis);
}

Result<std::vector<std::size_t>> normaliseAxes(const NodeView& v, std::span<const std::int64_t> axes,
                                               std::size_t rank) {
  std::vector<std::size_t> out;
  for (const std::int64_t a : axes) {
    ARA_ASSIGN(const std::size_t axis, normaliseAxis(v, a, rank));
    out.push_back(axis);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<Shape> reducedShape(const NodeView& v, const Shape& in, const std::optional<std::vector<std::int64_t>>& axes,
                           bool keepDims) {
  if (!in.ranked) return Shape::unknown();
  if (!axes) return keepDims ? Shape::of(std::vector<Dim>(in.rank(), kUnknownDim)) : Shape::unknown();
  ARA_ASSIGN(const auto gone, normaliseAxes(v, *axes, in.rank()));
  Shape out = Shape::scalar();
  for (std::size_t i = 0; i < in.rank(); ++i) {
    if (!std::binary_search(gone.begin(), gone.end(), i))
      out.dims.push_back(in.dims[i]);
    else if (keepDims)
      out.dims.push_back(1);
  }
  return out;
}

Status wantRank(const NodeView& v, const Shape& s, std::size_t rank, std::string_view what) {
  if (!s.ranked || s.rank() == rank) return {};
  return fail(ErrorKind::BadFile,
              msg("{0} {1}: {2} has shape {3}, but must be of rank {4}.", v.op(), v.name(), what, s.text(), rank),
              msg("Check the model, or the shapes given to its inputs."), v.name());
}

Result<Padding> paddingNamed(const NodeView& v, std::string_view name) {
  if (name == "SAME") return Padding::same;
  if (name == "VALID") return Padding::valid;
  if (name == "EXPLICIT") return Padding::explicitly;
  return fail(ErrorKind::BadFile,
              msg("{0} {1} has padding \"{2}\"; known are SAME, VALID and EXPLICIT.", v.op(), v.name(), name), {},
              v.name());
}

Result<Window> window(const NodeView& v, Dim input, const WindowAxis& axis) {
  // The products below stay inside 64 bits for anything a model can mean.
  constexpr std::int64_t kMost = std::int64_t{1} << 31;
  const auto sane = [](std::int64_t n, std::int64_t least) { return n >= least && n < kMost; };
  if (!sane(axis.size, 1) || !sane(axis.stride, 1) || !sane(axis.dilation, 1) || !sane(axis.before, 0) ||
      !sane(axis.after, 0))
    return fail(ErrorKind::BadFile,
                msg("{0} {1} has a window of size {2}, stride {3}, dilation {4}.", v.op(), v.name(), axis.size,
                    axis.stride, axis.dilation),
                msg("All must be at least 1."), v.name());
  Window w;
  if (axis.padding == Padding::explicitly) w.before = axis.before, w.after = axis.after;
  if (!isKnown(input)) {
    if (axis.padding == Padding::same && axis.stride == 1) w.output = input;
    return w;
  }
  if (input >= (std::int64_t{1} << 60)) return w;
  const std::int64_t reach = (axis.size - 1) * axis.dilation + 1;
  if (axis.padding == Padding::same) {
    w.output = (input + axis.stride - 1) / axis.stride;
    const std::int64_t total = std::max<std::int64_t>(0, (w.output - 1) * axis.stride + reach - input);
    w.before = total / 2;
    w.after = total - w.before;
    return w;
  }
  const std::int64_t padded = input + w.before + w.after;
  if (padded < reach && input > 0)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} has a window that reaches over {2} elements, but its input has {3} there.", v.op(),
                    v.name(), reach, padded),
                msg("Give a larger input shape."), v.name());
  w.output = padded < reach ? 0 : (padded - reach) / axis.stride + 1;
  return w;
}

} // namespace ara::ops
