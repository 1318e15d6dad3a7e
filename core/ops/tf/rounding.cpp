// QuantizeAndDequantize: every element at its nearest step of a range whose zero is a step. The range is given, or that
// of the elements.
//   scale = steps by range, of the side that needs the larger steps;   y = round(clamp(x) * scale) / scale
#include "ops/arithmetic_lower.h"
#include "ops/movement/lowering.h"
#include "ops/network_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace ara::ops::tf {
namespace {

constexpr float kMost = std::numeric_limits<float>::max();

struct Steps {
  float lowest = 0, highest = 0; // of the quantized numbers
  bool given = false, halfUp = false;
};
Result<Steps> stepsOf(const NodeView& v, std::int64_t bits) {
  if (bits < 2 || bits > 16) return v.refuseAttr("num_bits", std::to_string(bits), msg("Use 2 to 16 bits."));
  if (v.attrInt("axis", -1) != -1)
    return v.refuseAttr("axis", std::to_string(v.attrInt("axis", -1)), msg("Use one range for the whole tensor."));
  const std::string mode = v.attrString("round_mode", "HALF_TO_EVEN");
  if (mode != "HALF_TO_EVEN" && mode != "HALF_UP") return v.refuseAttr("round_mode", mode);
  const auto half = static_cast<float>(std::int64_t{1} << (bits - 1));
  const bool isSigned = v.attrBool("signed_input", true), narrow = v.attrBool("narrow_range");
  return Steps{.lowest = isSigned ? (narrow ? 1 - half : -half) : 0.0f,
               .highest = isSigned ? half - 1 : 2 * half - 1,
               .given = v.attrBool("range_given", v.op().ends_with("V3")),
               .halfUp = mode == "HALF_UP"};
}
std::int64_t bitsAttr(const NodeView& v) { return v.attrInt("num_bits", 8); }

struct Range {
  float min = 0, max = 0, scale = 0, inverse = 0;
};
Range rangeOf(const Steps& s, float min, float max) {
  const float below = s.lowest * min > 0 ? s.lowest / min : kMost,
              above = s.highest * max > 0 ? s.highest / max : kMost;
  if (below < above) return {min, s.highest * (min / s.lowest), below, min / s.lowest};
  return {s.lowest * (max / s.highest), max, above, max / s.highest};
}

Status evaluateRounded(EvalContext& c) {
  const bool bitsOperand = c.op().ends_with("V3");
  ARA_TRY(wantFloats(c, {0, 1, 2}));
  std::int64_t bits = bitsAttr(c);
  if (bitsOperand) {
    ARA_ASSIGN(const auto n, inputIntegers(c, 3));
    if (n.size() != 1) return c.refuse(msg("{0} {1} has {2} numbers of bits.", c.op(), c.name(), n.size()));
    bits = n[0];
  }
  ARA_ASSIGN(const Steps s, stepsOf(c, bits));
  ARA_TRY(c.makeResult(0, DataType::f32, c.inputs[0].shape));
  const auto x = floats(c, 0);
  const auto y = c.out<float>(0);
  if (x.empty()) return {};
  float min = *std::ranges::min_element(x), max = *std::ranges::max_element(x);
  if (s.given) {
    if (floats(c, 1).size() != 1 || floats(c, 2).size() != 1)
      return c.refuse(msg("{0} {1} has {2} ranges.", c.op(), c.name(), floats(c, 1).size()));
    min = floats(c, 1)[0], max = floats(c, 2)[0];
  }
  const Range r = rangeOf(s, min, max);
  for (std::size_t i = 0; i < y.size(); ++i) {
    const float v = (s.given ? std::min(std::max(x[i], r.min), r.max) : x[i]) * r.scale;
    y[i] = (s.halfUp ? std::floor(v + 0.5f) : std::nearbyint(v)) * r.inverse;
  }
  return {};
}

class Rounding {
public:
  explicit Rounding(LowerContext& c) : m_c(c) {}
  Result<TensorId> compute(std::string_view op, TensorId a, TensorId b) {
    return m_c.add(op, {a, b}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
  }
  TensorId number(float v) { return m_c.scalar(DataType::f32, double(v)); }

  // steps / end, or the largest number where the end of the range lies on the other side of zero
  Result<TensorId> side(TensorId end, float steps) {
    if (steps == 0) return number(kMost);
    ARA_ASSIGN(const TensorId there, m_c.add(steps < 0 ? "tfl.less" : "tfl.greater", {end, number(0)}));
    ARA_ASSIGN(const TensorId scale, compute("tfl.div", number(steps), end));
    return m_c.add("tfl.select_v2", {there, scale, number(kMost)});
  }
  struct Parts {
    TensorId min, max, scale, inverse;
  };
  Result<Parts> parts(const Steps& s, TensorId min, TensorId max) {
    ARA_ASSIGN(const TensorId below, side(min, s.lowest));
    ARA_ASSIGN(const TensorId above, side(max, s.highest));
    ARA_ASSIGN(const TensorId first, m_c.add("tfl.less", {below, above}));
    Parts p;
    ARA_ASSIGN(p.scale, m_c.add("tfl.minimum", {below, above}));
    ARA_ASSIGN(p.inverse, compute("tfl.div", max, number(s.highest)));
    if (s.lowest != 0) {
      ARA_ASSIGN(const TensorId low, compute("tfl.div", min, number(s.lowest)));
      ARA_ASSIGN(p.inverse, m_c.add("tfl.select_v2", {first, low, p.inverse}));
    }
    ARA_ASSIGN(p.min, compute("tfl.mul", p.inverse, number(s.lowest)));
    ARA_ASSIGN(p.max, compute("tfl.mul", p.inverse, number(s.highest)));
    return p;
  }
  Result<TensorId> rounded(TensorId t, bool halfUp) {
    if (!halfUp) return m_c.add("tfl.round", {t});
    ARA_ASSIGN(const TensorId up, compute("tfl.add", t, number(0.5f)));
    return m_c.add("tfl.floor", {up});
  }

private:
  LowerContext& m_c;
};

Status lowerRounded(LowerContext& c) {
  if (c.type(0) != DataType::f32) return refuseNumbers(c, c.type(0));
  std::int64_t bits = bitsAttr(c);
  if (c.op().ends_with("V3")) {
    const auto n = c.knownIntegers(3);
    if (!n || n->size() != 1) return refuseComputed(c, "its number of bits");
    bits = (*n)[0];
  }
  ARA_ASSIGN(const Steps s, stepsOf(c, bits));
  Rounding r(c);
  const Shape in = c.shape(0);
  if (!in.ranked) return refuseOpenShape(c, in);
  TensorId x = c.operand(0), min = c.operand(1), max = c.operand(2);
  if (s.given) {
    for (const std::size_t i : {1u, 2u})
      if (c.shape(i).elements() != 1) return refuseOpenShape(c, c.shape(i));
    ARA_ASSIGN(min, reshapeTo(c, min, Shape::scalar()));
    ARA_ASSIGN(max, reshapeTo(c, max, Shape::scalar()));
  } else {
    std::vector<std::int32_t> axes;
    for (std::size_t i = 0; i < in.rank(); ++i) axes.push_back(static_cast<std::int32_t>(i));
    for (const auto& [op, t] : {std::pair("tfl.reduce_min", &min), std::pair("tfl.reduce_max", &max)})
      if (axes.empty())
        *t = x;
      else { ARA_ASSIGN(*t, c.add(op, {x, c.ints(axes)}, {{"keep_dims", AttrValue(false)}})); }
  }
  ARA_ASSIGN(const Rounding::Parts p, r.parts(s, min, max));
  if (s.given) {
    ARA_ASSIGN(x, c.add("tfl.maximum", {x, p.min}));
    ARA_ASSIGN(x, c.add("tfl.minimum", {x, p.max}));
  }
  ARA_ASSIGN(x, r.compute("tfl.mul", x, p.scale));
  ARA_ASSIGN(x, r.rounded(x, s.halfUp));
  return c.replaceWith("tfl.mul", {x, p.inverse}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
}

constexpr ir::OpDef row(std::string_view name, std::string_view operands, std::string_view attrs) {
  return {.name = name,
          .kind = ir::OpKind::quantization,
          .doc = "Every element at its nearest step of a range.",
          .operands = operands,
          .attrs = attrs,
          .infer = inferSame,
          .evaluate = evaluateRounded,
          .lower = lowered<lowerRounded>};
}

const std::array kRows{
    row("tf.QuantizeAndDequantizeV2", "input, input_min, input_max",
        "signed_input:bool=true, num_bits:int=8, range_given:bool=false, T:type, round_mode:string=HALF_TO_EVEN, "
        "narrow_range:bool=false, axis:int=-1"),
    row("tf.QuantizeAndDequantizeV3", "input, input_min, input_max, num_bits",
        "signed_input:bool=true, range_given:bool=true, T:type, narrow_range:bool=false, axis:int=-1"),
    row("tf.QuantizeAndDequantizeV4", "input, input_min, input_max",
        "signed_input:bool=true, num_bits:int=8, range_given:bool=false, T:type, round_mode:string=HALF_TO_EVEN, "
        "narrow_range:bool=false, axis:int=-1"),
};

} // namespace

std::span<const ir::OpDef> roundingRows() { return kRows; }

} // namespace ara::ops::tf
