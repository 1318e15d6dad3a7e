#include "ops/arithmetic_lower.h"

#include <algorithm>
#include <limits>

namespace ara::ops {

bool isSmallInteger(DataType t) {
  return t == DataType::i8 || t == DataType::u8 || t == DataType::i16 || t == DataType::u16;
}

bool typeListed(std::string_view list, DataType t) {
  const std::string_view word = ir::name(t);
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

Fail refuseNumbers(const NodeView& v, DataType t) {
  if (t == DataType::none)
    return v.refuse(msg("{0} {1} works on a type that is not known.", v.op(), v.name()),
                    msg("Give the types of the inputs."));
  if (ir::isFloat(t))
    return v.refuse(
        msg("{0} {1} works on {2}; TensorFlow Lite computes it in float32 only.", v.op(), v.name(), ir::longName(t)),
        msg("Save the model in float32."));
  return v.refuse(msg("{0} {1} works on {2}, which the TensorFlow Lite runtime does not compute.", v.op(), v.name(),
                      ir::longName(t)),
                  msg("Use float32 or int32 there, or cut the model before this node."));
}

Result<TensorId> castTo(LowerContext& c, TensorId t, DataType type) {
  if (c.typeOf(t) == type) return t;
  return c.add("tfl.cast", {t}, {{"in_data_type", AttrValue(c.typeOf(t))}, {"out_data_type", AttrValue(type)}});
}

namespace {

constexpr std::size_t kMostBroadcastAxes = 4;

// What happens along one axis of a broadcast: the operands that repeat, as bits; or nothing that could be told.
struct AxisPattern {
  bool clear = true;    // known for every operand
  bool neutral = false; // every operand has 1 here
  unsigned repeats = 0;
};

Dim dimAt(const Shape& s, std::size_t rank, std::size_t axis) {
  const std::size_t skip = rank - s.rank();
  return axis < skip ? 1 : s.dims[axis - skip];
}

AxisPattern patternAt(const std::vector<Shape>& shapes, std::size_t rank, std::size_t axis) {
  AxisPattern p;
  p.neutral = true;
  std::optional<Dim> full;
  std::size_t others = 0;
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    const Dim d = dimAt(shapes[k], rank, axis);
    if (d == 1) {
      p.repeats |= 1u << k;
      continue;
    }
    p.neutral = false;
    ++others;
    // Two open dimensions that are not the same symbol may differ when the model runs.
    if (full && (*full != d || d == ir::kUnknownDim)) p.clear = false;
    full = d;
  }
  if (p.neutral) p.repeats = 0;
  return p;
}

struct Group {
  std::size_t first = 0, last = 0;
  AxisPattern pattern;
};

std::vector<Group> groupsOf(const std::vector<Shape>& shapes, std::size_t rank) {
  std::vector<Group> groups;
  for (std::size_t axis = 0; axis < rank; ++axis) {
    const AxisPattern p = patternAt(shapes, rank, axis);
    if (!groups.empty()) {
      Group& g = groups.back();
      const bool joins =
          p.neutral || g.pattern.neutral || (p.clear && g.pattern.clear && p.repeats == g.pattern.repeats);
      if (joins) {
        if (g.pattern.neutral) g.pattern = p;
        g.last = axis;
        continue;
      }
    }
    groups.push_back({axis, axis, p});
  }
  return groups;
}

std::vector<Dim> joined(const Shape& s, std::size_t rank, const std::vector<Group>& groups) {
  std::vector<Dim> out;
  for (const Group& g : groups) {
    std::vector<Dim> dims;
    for (std::size_t axis = g.first; axis <= g.last; ++axis) dims.push_back(dimAt(s, rank, axis));
    out.push_back(productOf(dims));
  }
  return out;
}

std::size_t openDims(const std::vector<Dim>& dims) {
  return static_cast<std::size_t>(std::count_if(dims.begin(), dims.end(), [](Dim d) { return !ir::isKnown(d); }));
}

} // namespace

Result<Broadcast> fitBroadcast(LowerContext& c, std::vector<TensorId> operands) {
  std::vector<Shape> shapes;
  std::size_t rank = 0;
  for (const TensorId t : operands) {
    shapes.push_back(c.shapeOf(t));
    if (!shapes.back().ranked) return Broadcast{std::move(operands), {}};
    rank = std::max(rank, shapes.back().rank());
  }
  if (rank <= kMostBroadcastAxes) return Broadcast{std::move(operands), {}};

  const auto groups = groupsOf(shapes, rank);
  // Nothing surely repeats: shapes that are equal when the model runs do not need the broadcasting kernel.
  const bool repeats = std::any_of(groups.begin(), groups.end(), [](const Group& g) { return g.pattern.repeats != 0; });
  if (!repeats && rank <= 8) return Broadcast{std::move(operands), {}};

  Shape out = shapes[0];
  for (const Shape& s : shapes) { ARA_ASSIGN(out, broadcastShapes(c, out, s)); }
  bool fits = groups.size() <= kMostBroadcastAxes && openDims(out.dims) <= 1;
  for (const Shape& s : shapes) fits = fits && openDims(joined(s, rank, groups)) <= 1;
  if (!fits)
    return c.refuse(msg("{0} {1} broadcasts over {2} dimensions ({3}); the TensorFlow Lite runtime takes {4}.", c.op(),
                        c.name(), rank, out.text(), kMostBroadcastAxes),
                    msg("Reshape its inputs to fewer dimensions in the model, or fix their sizes."));
  Broadcast b;
  for (std::size_t k = 0; k < operands.size(); ++k) {
    if (shapes[k].rank() == 0) {
      b.operands.push_back(operands[k]);
      continue;
    }
    ARA_ASSIGN(const TensorId t, c.reshape(operands[k], joined(shapes[k], rank, groups)));
    b.operands.push_back(t);
  }
  b.restore = std::move(out.dims);
  return b;
}

Status lowerNumbers(LowerContext& c, const Numbers& numbers, const Build& build) {
  ARA_TRY(wantOperands(c, std::max<std::size_t>(2, c.operandCount())));
  std::vector<TensorId> operands;
  for (std::size_t i = 0; i < c.operandCount(); ++i) operands.push_back(c.operand(i));
  const DataType type = typeOfOperand(c, 0);
  const bool direct = typeListed(numbers.direct, type);
  if (!direct && !(numbers.small && isSmallInteger(type))) return refuseNumbers(c, type);
  if (!direct)
    for (TensorId& t : operands) { ARA_ASSIGN(t, castTo(c, t, DataType::i32)); }
  Broadcast fitted{std::move(operands), {}};
  if (fitted.operands.size() == 2) { // sums of many tensors do not broadcast
    ARA_ASSIGN(fitted, fitBroadcast(c, std::move(fitted.operands)));
  }
  ARA_ASSIGN(TensorId t, build(c, fitted.operands));
  if (!direct && numbers.cutBack) { ARA_ASSIGN(t, castTo(c, t, type)); }
  if (fitted.restore) { ARA_ASSIGN(t, c.reshape(t, *fitted.restore)); }
  return c.replace({t});
}

Status lowerNumber(LowerContext& c, const Numbers& numbers, const Build& build) {
  ARA_TRY(wantOperands(c, 1));
  const DataType type = typeOfOperand(c, 0);
  const bool direct = typeListed(numbers.direct, type);
  if (!direct && !(numbers.small && isSmallInteger(type))) return refuseNumbers(c, type);
  ARA_ASSIGN(const TensorId x, direct ? Result<TensorId>(c.operand(0)) : castTo(c, c.operand(0), DataType::i32));
  ARA_ASSIGN(TensorId y, build(c, {x}));
  if (!direct && numbers.cutBack) { ARA_ASSIGN(y, castTo(c, y, type)); }
  return c.replace({y});
}

namespace {

// int32 values of known integers, when they all fit.
std::optional<std::vector<std::int32_t>> narrowed(const std::vector<std::int64_t>& values) {
  std::vector<std::int32_t> out;
  for (const std::int64_t v : values) {
    if (v < std::numeric_limits<std::int32_t>::min() || v > std::numeric_limits<std::int32_t>::max())
      return std::nullopt;
    out.push_back(static_cast<std::int32_t>(v));
  }
  return out;
}

} // namespace

Result<TensorId> int32Operand(LowerContext& c, std::size_t i) {
  const Shape& shape = c.shape(i);
  if (const auto values = c.knownIntegers(i); values && shape.isStatic()) {
    const auto narrow = narrowed(*values);
    if (!narrow)
      return c.refuse(
          msg("{0} {1} has a number that 32 bits do not hold among its sizes and indices.", c.op(), c.name()),
          msg("Use smaller ones."));
    return c.ints(*narrow, shape);
  }
  if (c.type(i) == DataType::i32) return c.operand(i);
  if (!ir::isInteger(c.type(i))) return refuseNumbers(c, c.type(i));
  return castTo(c, c.operand(i), DataType::i32);
}

Result<TensorId> axesOperand(LowerContext& c, std::size_t i, bool scalar) {
  const auto values = c.knownIntegers(i);
  const Shape& input = c.shape(0);
  if (!values || !input.ranked) return int32Operand(c, i);
  ARA_ASSIGN(const auto axes, normaliseAxes(c, *values, input.rank()));
  const std::vector<std::int32_t> small(axes.begin(), axes.end());
  return scalar && small.size() == 1 ? c.ints(small, Shape::scalar()) : c.ints(small);
}

} // namespace ara::ops
