#include "ops/tf/fake_quant.h"

#include "kernels/norm.h"
#include "ops/network_lower.h"

#include <cmath>

namespace ara::ops::tf {
namespace {

using kernels::QuantRange;

struct Steps {
  int bits = 8;
  bool narrow = false;
};

Result<Steps> stepsOf(const NodeView& v) {
  const std::int64_t bits = v.attrInt("num_bits", 8);
  if (bits < 2 || bits > 16) return v.refuseAttr("num_bits", std::to_string(bits), msg("Use 2 to 16 bits."));
  return Steps{static_cast<int>(bits), v.attrBool("narrow_range")};
}

Status wantRange(const NodeView& v, float min, float max) {
  if (min < max && std::isfinite(min) && std::isfinite(max)) return {};
  return v.refuse(msg("{0} {1} has the range {2} to {3}, which holds nothing.", v.op(), v.name(), min, max),
                  msg("Train the range, or remove the node."));
}

Result<QuantRange> rangeOf(const NodeView& v, float min, float max) {
  ARA_ASSIGN(const Steps s, stepsOf(v));
  ARA_TRY(wantRange(v, min, max));
  return kernels::nudged(min, max, s.bits, s.narrow);
}

Status evaluateWith(EvalContext& c, const std::vector<QuantRange>& ranges) {
  ARA_TRY(wantFloats(c, {0}));
  ARA_TRY(c.makeResult(0, DataType::f32, c.inputs[0].shape));
  const auto x = floats(c, 0);
  const auto y = c.out<float>(0);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = kernels::fakeQuantFromZero(x[i], ranges[i % ranges.size()]);
  return {};
}

float argument(const NodeView& v, std::string_view key, double otherwise) {
  return static_cast<float>(v.attrFloat(key, otherwise));
}

// One constant of a property of the ranges: a scalar for one range, else a vector.
template<class F> TensorId constantOf(LowerContext& c, const std::vector<QuantRange>& ranges, F f) {
  std::vector<float> values;
  for (const QuantRange& r : ranges) values.push_back(f(r));
  const auto bytes = std::as_bytes(std::span(values));
  return c.bytesConstant(DataType::f32,
                         ranges.size() == 1 ? Shape::scalar() : Shape::of({static_cast<Dim>(values.size())}),
                         {bytes.begin(), bytes.end()});
}

// y = (floor((clamp(x) - min) / step + 0.5) - zero) * step
Status replaceByArithmetic(LowerContext& c, const std::vector<QuantRange>& ranges) {
  const TensorId low = constantOf(c, ranges, [](const QuantRange& r) { return r.min; });
  const TensorId high = constantOf(c, ranges, [](const QuantRange& r) { return r.max; });
  const TensorId step = constantOf(c, ranges, [](const QuantRange& r) { return r.step; });
  const TensorId zero = constantOf(c, ranges, [](const QuantRange& r) { return r.zero; });
  const TensorId perStep = constantOf(c, ranges, [](const QuantRange& r) { return 1.0f / r.step; });
  const auto binary = [&](std::string_view op, TensorId a, TensorId b) { return c.add(op, {a, b}, {noActivation()}); };
  ARA_ASSIGN(const TensorId below, c.add("tfl.minimum", {c.operand(0), high}));
  ARA_ASSIGN(const TensorId inside, c.add("tfl.maximum", {below, low}));
  ARA_ASSIGN(const TensorId moved, binary("tfl.sub", inside, low));
  ARA_ASSIGN(const TensorId counted, binary("tfl.mul", moved, perStep));
  ARA_ASSIGN(const TensorId half, binary("tfl.add", counted, c.scalar(DataType::f32, 0.5)));
  ARA_ASSIGN(const TensorId whole, c.add("tfl.floor", {half}));
  ARA_ASSIGN(const TensorId centred, binary("tfl.sub", whole, zero));
  return c.replaceWith("tfl.mul", {centred, step}, {noActivation()});
}

Status lowerWith(LowerContext& c, float min, float max) {
  ARA_TRY(wantFloat32(c));
  ARA_ASSIGN(const Steps s, stepsOf(c));
  ARA_TRY(wantRange(c, min, max));
  // The runtime does not open a FAKE_QUANT of a narrow range.
  if (s.narrow) return replaceByArithmetic(c, {kernels::nudged(min, max, s.bits, true)});
  return c.replaceWith("tfl.fake_quant", {c.operand(0)},
                       {{"min", static_cast<double>(min)},
                        {"max", static_cast<double>(max)},
                        {"num_bits", std::int64_t{s.bits}},
                        {"narrow_range", false}});
}

Result<std::vector<float>> constantFloats(LowerContext& c, std::size_t i) {
  const auto count = c.shape(i).elements();
  if (!c.isConstant(i) || c.type(i) != DataType::f32 || !count)
    return c.refuse(
        msg("{0} {1} takes its range from a tensor that is computed when the model runs.", c.op(), c.name()),
        msg("Save the model with its range as constants (freeze it)."));
  ARA_ASSIGN(const ir::BufferData data, c.model().data(c.graph()[c.operand(i)].buffer));
  if (data.bytes.size() / sizeof(float) < *count || *count == 0)
    return c.refuse(msg("{0} {1} lacks bytes of its range.", c.op(), c.name()), msg("Save the model again."));
  std::vector<float> out;
  for (std::uint64_t k = 0; k < *count; ++k) out.push_back(data.load<float>(k));
  return out;
}

} // namespace

Status evaluateFakeQuantArgs(EvalContext& c) {
  ARA_ASSIGN(const QuantRange r, rangeOf(c, argument(c, "min", -6), argument(c, "max", 6)));
  return evaluateWith(c, {r});
}

Status lowerFakeQuantArgs(LowerContext& c) { return lowerWith(c, argument(c, "min", -6), argument(c, "max", 6)); }

Status evaluateFakeQuantVars(EvalContext& c) {
  ARA_TRY(wantFloats(c, {1, 2}));
  if (floats(c, 1).empty() || floats(c, 2).empty()) return wantRange(c, 0, 0);
  ARA_ASSIGN(const QuantRange r, rangeOf(c, floats(c, 1)[0], floats(c, 2)[0]));
  return evaluateWith(c, {r});
}

Status lowerFakeQuantVars(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_ASSIGN(const auto min, constantFloats(c, 1));
  ARA_ASSIGN(const auto max, constantFloats(c, 2));
  return lowerWith(c, min[0], max[0]);
}

Status evaluateFakeQuantPerChannel(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1, 2}));
  const auto min = floats(c, 1), max = floats(c, 2);
  const Shape& s = c.inputs[0].shape;
  if (min.size() != max.size() || min.empty() || s.rank() == 0 || static_cast<Dim>(min.size()) != s.dims.back())
    return c.refuse(msg("{0} {1} has {2} ranges for an input {3}.", c.op(), c.name(), min.size(), s.text()));
  std::vector<QuantRange> ranges;
  for (std::size_t i = 0; i < min.size(); ++i) {
    ARA_ASSIGN(const QuantRange r, rangeOf(c, min[i], max[i]));
    ranges.push_back(r);
  }
  return evaluateWith(c, ranges);
}

// The runtime's FAKE_QUANT has one range a node.
Status lowerFakeQuantPerChannel(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_ASSIGN(const auto min, constantFloats(c, 1));
  ARA_ASSIGN(const auto max, constantFloats(c, 2));
  if (min.size() != max.size())
    return c.refuse(
        msg("{0} {1} has {2} lower and {3} upper ends of ranges.", c.op(), c.name(), min.size(), max.size()),
        msg("Save the model again."));
  std::vector<QuantRange> ranges;
  for (std::size_t i = 0; i < min.size(); ++i) {
    ARA_ASSIGN(const QuantRange r, rangeOf(c, min[i], max[i]));
    ranges.push_back(r);
  }
  return replaceByArithmetic(c, ranges);
}

} // namespace ara::ops::tf
