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

// How the operands of a broadcast over `groups` become ones over at most four: operand k is first repeated along the
// groups where `repeated[k]` says so, then neighbours that are broadcast alike are joined.
struct Fit {
  std::vector<Group> groups;                // as they were
  std::vector<std::vector<Dim>> dims;       // of each operand, by group
  std::vector<std::vector<bool>> repeated;  // of each operand, by group
  std::vector<std::vector<std::size_t>> of; // joined groups: which of `groups`
};

std::vector<std::vector<std::size_t>> joinedGroups(const std::vector<Group>& groups) {
  std::vector<std::vector<std::size_t>> out;
  AxisPattern last;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const AxisPattern& p = groups[i].pattern;
    const bool joins =
        !out.empty() && (p.neutral || last.neutral || (p.clear && last.clear && p.repeats == last.repeats));
    if (!joins) out.emplace_back();
    out.back().push_back(i);
    if (!joins || last.neutral) last = p;
  }
  return out;
}

// Repeats the operand and group that leave the fewest groups, and among those the operand that stays smallest, until
// four are left or nothing helps.
void repeatUntilFit(Fit& fit, const std::vector<Dim>& full) {
  std::vector<Group> now = fit.groups;
  fit.of = joinedGroups(now);
  while (fit.of.size() > kMostBroadcastAxes) {
    struct Choice {
      std::size_t operand, group, groups;
      double elements;
    };
    std::optional<Choice> best;
    for (std::size_t g = 0; g < now.size(); ++g)
      for (std::size_t k = 0; k < fit.dims.size(); ++k) {
        if (!(now[g].pattern.repeats & (1u << k)) || !now[g].pattern.clear || !ir::isKnown(full[g])) continue;
        if (openDims(fit.dims[k]) > 0) continue;
        std::vector<Group> then = now;
        then[g].pattern.repeats &= ~(1u << k);
        double elements = static_cast<double>(full[g]);
        for (std::size_t i = 0; i < now.size(); ++i)
          elements *= static_cast<double>(fit.repeated[k][i] ? full[i] : fit.dims[k][i]);
        const Choice c{k, g, joinedGroups(then).size(), elements};
        if (!best || std::pair(c.groups, c.elements) < std::pair(best->groups, best->elements)) best = c;
      }
    if (!best) return;
    now[best->group].pattern.repeats &= ~(1u << best->operand);
    fit.repeated[best->operand][best->group] = true;
    fit.of = joinedGroups(now);
  }
}

// Operand k in the form the fit asks for.
Result<TensorId> fitted(LowerContext& c, const Fit& fit, std::size_t k, TensorId t, const std::vector<Dim>& full) {
  std::vector<Dim> dims = fit.dims[k];
  if (std::ranges::find(fit.repeated[k], true) != fit.repeated[k].end()) {
    ARA_ASSIGN(t, c.reshape(t, dims));
    std::vector<std::int32_t> whole;
    for (std::size_t g = 0; g < dims.size(); ++g) {
      if (fit.repeated[k][g]) dims[g] = full[g];
      whole.push_back(static_cast<std::int32_t>(dims[g]));
    }
    ARA_ASSIGN(t, c.add("tfl.broadcast_to", {t, c.ints(whole)}));
  }
  std::vector<Dim> joint;
  for (const auto& group : fit.of) {
    std::vector<Dim> part;
    for (const std::size_t g : group) part.push_back(dims[g]);
    joint.push_back(productOf(part));
  }
  return c.reshape(t, joint);
}

} // namespace

Result<Broadcast> fitBroadcast(LowerContext& c, std::vector<TensorId> operands) {
  std::size_t rank = 0;
  for (const TensorId t : operands) {
    if (!c.shapeOf(t).ranked) return Broadcast{std::move(operands), {}};
    rank = std::max(rank, c.shapeOf(t).rank());
  }
  if (rank <= kMostBroadcastAxes) return Broadcast{std::move(operands), {}};
  std::vector<Shape> shapes;
  for (const TensorId t : operands) shapes.push_back(c.shapeOf(t));

  Fit fit;
  fit.groups = groupsOf(shapes, rank);
  // Nothing surely repeats: shapes that are equal when the model runs do not need the broadcasting kernel.
  const bool repeats =
      std::any_of(fit.groups.begin(), fit.groups.end(), [](const Group& g) { return g.pattern.repeats != 0; });
  if (!repeats && rank <= 8) return Broadcast{std::move(operands), {}};

  Shape out = shapes[0];
  for (const Shape& s : shapes) { ARA_ASSIGN(out, broadcastShapes(c, out, s)); }
  const std::vector<Dim> full = joined(out, rank, fit.groups);
  for (const Shape& s : shapes) fit.dims.push_back(joined(s, rank, fit.groups));
  fit.repeated.assign(shapes.size(), std::vector<bool>(fit.groups.size()));
  repeatUntilFit(fit, full);

  bool fits = fit.of.size() <= kMostBroadcastAxes && openDims(out.dims) <= 1;
  for (const auto& dims : fit.dims) fits = fits && openDims(dims) <= 1;
  for (std::size_t k = 0; k < shapes.size(); ++k) // BROADCAST_TO goes up to eight
    fits = fits && (fit.groups.size() <= 8 || std::ranges::find(fit.repeated[k], true) == fit.repeated[k].end());
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
    ARA_ASSIGN(const TensorId t, fitted(c, fit, k, operands[k], full));
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
