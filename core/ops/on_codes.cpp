#include "ops/on_codes.h"

#include "kernels/broadcast.h"
#include "kernels/fixed_softmax.h"
#include "ops/arithmetic.h"
#include "ops/shape_rules.h"

#include <algorithm>
#include <cmath>

namespace ara::ops {

using kernels::Multiplier;

std::optional<Coded> codedOf(const NodeView& v, TensorId t, DataType type) {
  if (!t || !v.graph()[t].quant) return {};
  if (type != DataType::i8 && type != DataType::u8 && type != DataType::i16) return {};
  const ir::Quantization& q = v.model().quantizations[v.graph()[t].quant.index()];
  if (q.scales.empty() || q.blockSize > 0 || (!q.zeroPoints.empty() && q.zeroPoints.size() != q.scales.size()))
    return {};
  if (!std::ranges::all_of(q.scales, [](float s) { return s > 0 && std::isfinite(s); })) return {};
  const std::int64_t zero = q.zeroPoints.empty() ? 0 : q.zeroPoints.front();
  // A zero point that is no code of the type is no quantization the kernels know; int16 has none at all.
  const bool known = type == DataType::i16  ? zero == 0
                     : type == DataType::u8 ? zero >= 0 && zero <= 255
                                            : zero >= -128 && zero <= 127;
  return known ? std::optional(Coded{type, q.scales, zero}) : std::nullopt;
}

std::optional<Coding> codingOf(const EvalContext& c, std::size_t operand) {
  if (operand >= c.inputs.size() || operand >= c.operandCount() || c.resultCount() == 0) return {};
  const TensorId result = c.graph().result(c.id());
  const auto in = codedOf(c, c.operand(operand), c.inputs[operand].type);
  const auto out = codedOf(c, result, c.graph()[result].type);
  if (!in || !out || in->type != out->type || in->scales.size() != 1 || out->scales.size() != 1) return {};
  return Coding{*in, *out};
}

namespace {

template<class F> void withCodes(DataType type, F f) {
  if (type == DataType::i8) f.template operator()<std::int8_t>();
  if (type == DataType::u8) f.template operator()<std::uint8_t>();
  if (type == DataType::i16) f.template operator()<std::int16_t>();
}

struct Limits {
  std::int64_t least, most;
};

std::int64_t codeOf(const Coded& coded, float real) {
  return coded.zero + static_cast<std::int64_t>(std::clamp(std::round(double(real / coded.scales[0])), -1e9, 1e9));
}

// What the fused activation leaves of the codes.
std::optional<Limits> limitsOf(const NodeView& v, const Coded& out) {
  Limits l{};
  withCodes(out.type, [&]<class T>() { l = {std::numeric_limits<T>::min(), std::numeric_limits<T>::max()}; });
  const auto code = [&](float real) { return codeOf(out, real); };
  const std::string name = v.attrString("fused_activation_function", "NONE");
  if (name == "RELU") return Limits{std::max(l.least, code(0)), l.most};
  if (name == "RELU6") return Limits{std::max(l.least, code(0)), std::min(l.most, code(6))};
  if (name == "RELU_N1_TO_1") return Limits{std::max(l.least, code(-1)), std::min(l.most, code(1))};
  return name == "NONE" ? std::optional(l) : std::nullopt;
}

void store(EvalContext& c, std::size_t i, std::int64_t code, const Limits& limits) {
  const std::int64_t v = std::clamp(code, limits.least, std::max(limits.least, limits.most));
  withCodes(c.results[0].type, [&]<class T>() { c.out<T>(0)[i] = static_cast<T>(v); });
}

// The codes of both operands with the shape they broadcast to, when result and operands are all of one type.
struct Pair {
  Coded a, b, out;
  Limits limits;
  Shape shape;
};
Result<std::optional<Pair>> pairOf(EvalContext& c) {
  const auto a = codingOf(c, 0), b = codingOf(c, 1);
  if (!a || !b || a->in.type != b->in.type) return std::optional<Pair>();
  const auto limits = limitsOf(c, a->out);
  if (!limits) return std::optional<Pair>();
  ARA_TRY(wantInputs(c, 2));
  ARA_ASSIGN(Shape shape, broadcastShapes(c, c.inputs[0].shape, c.inputs[1].shape));
  ARA_TRY(c.makeResult(0, a->out.type, shape));
  return std::optional(Pair{a->in, b->in, a->out, *limits, std::move(shape)});
}

template<class F> void eachPair(EvalContext& c, const Pair& p, F f) {
  withCodes(p.a.type, [&]<class T>() {
    const auto x = c.in<T>(0), y = c.in<T>(1);
    kernels::walkBroadcast<2>(p.shape, {c.inputs[0].shape, c.inputs[1].shape}, [&](std::uint64_t i, const auto& at) {
      const auto u = static_cast<std::int32_t>(std::int64_t{x[at[0]]} - p.a.zero);
      const auto v = static_cast<std::int32_t>(std::int64_t{y[at[1]]} - p.b.zero);
      store(c, static_cast<std::size_t>(i), f(u, v) + p.out.zero, p.limits);
    });
  });
}

// Both operands are brought to twice the larger scale, shifted up so that nothing is lost before the sum.
Result<bool> sumOnCodes(EvalContext& c, int sign) {
  ARA_ASSIGN(const auto pair, pairOf(c));
  if (!pair) return false;
  const Pair& p = *pair;
  if (p.a.type == DataType::i16 && c.attrBool("pot_scale_int16", true)) return false; // scales that are powers of two
  const int up = p.a.type == DataType::i16 ? 15 : 20;
  const double twice = double(2 * std::max(p.a.scales[0], p.b.scales[0]));
  const Multiplier a = kernels::multiplierOf(double(p.a.scales[0]) / twice),
                   b = kernels::multiplierOf(double(p.b.scales[0]) / twice),
                   out = kernels::multiplierOf(twice / double(float(1 << up) * p.out.scales[0]));
  eachPair(c, p, [&](std::int32_t x, std::int32_t y) {
    const std::int32_t u = kernels::scaled(x * (1 << up), a), v = kernels::scaled(y * (1 << up), b);
    return std::int64_t{kernels::scaled(sign > 0 ? u + v : u - v, out)};
  });
  return true;
}

} // namespace

std::vector<float> centred(EvalContext& c, std::size_t operand, const Coded& coded) {
  std::vector<float> out(static_cast<std::size_t>(c.inputs[operand].elements()));
  withCodes(coded.type, [&]<class T>() {
    const auto q = c.in<T>(operand);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(std::int64_t{q[i]} - coded.zero);
  });
  return out;
}

Result<bool> finishLayer(EvalContext& c, const Coding& coding, std::span<const double> sums, std::int64_t channels,
                         std::size_t weights, std::size_t bias, Shape output) {
  const auto filter = codedOf(c, c.operand(weights), c.inputs[weights].type);
  const auto limits = limitsOf(c, coding.out);
  const auto count = static_cast<std::size_t>(channels);
  if (!filter || !limits || (filter->scales.size() != 1 && filter->scales.size() != count)) return false;
  const bool layer = c.op() == "fully_connected"; // scales its sums as 32 bits beside int16, too
  const bool wide = coding.in.type == DataType::i16 && !layer;
  std::vector<std::int64_t> biases(count);
  if (bias < c.inputs.size() && c.inputs[bias].type != DataType::none) {
    const DataType type = c.inputs[bias].type;
    if ((type != DataType::i32 && type != DataType::i64) || c.inputs[bias].elements() != count) return false;
    ARA_TRY(wantInputs(c, bias + 1));
    for (std::size_t i = 0; i < count; ++i)
      biases[i] = type == DataType::i32 ? std::int64_t{c.in<std::int32_t>(bias)[i]} : c.in<std::int64_t>(bias)[i];
  }
  // One scale in all is multiplied in float32 first, one per channel in double: as each kernel does.
  std::vector<Multiplier> by(count);
  const bool perTensor = filter->scales.size() == 1 && (coding.in.type == DataType::u8 || layer);
  const bool once = layer && coding.in.type == DataType::i8;
  for (std::size_t i = 0; i < count; ++i) {
    const float w = filter->scales[filter->scales.size() == 1 ? 0 : i];
    const double product = perTensor ? double(coding.in.scales[0] * w) : double(coding.in.scales[0]) * double(w);
    by[i] = kernels::multiplierOf(product / double(coding.out.scales[0]));
  }
  ARA_TRY(c.makeResult(0, coding.out.type, std::move(output)));
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::size_t channel = i % count;
    const std::int64_t sum = static_cast<std::int64_t>(sums[i]) + biases[channel];
    const auto narrow = static_cast<std::int32_t>(sum);
    const std::int32_t code = wide   ? kernels::scaledWide(sum, by[channel])
                              : once ? kernels::scaledOnce(narrow, by[channel])
                                     : kernels::scaled(narrow, by[channel]);
    store(c, i, code + coding.out.zero, *limits);
  }
  return true;
}

Result<bool> storeCodes(EvalContext& c, const Coded& out, std::span<const std::int64_t> codes, Shape output) {
  const auto limits = limitsOf(c, out);
  if (!limits) return false;
  ARA_TRY(c.makeResult(0, out.type, std::move(output)));
  for (std::size_t i = 0; i < codes.size(); ++i) store(c, i, codes[i], *limits);
  return true;
}

Result<bool> rectifyOnCodes(EvalContext& c, float slope, std::optional<float> least, std::optional<float> most) {
  const auto coding = codingOf(c, 0);
  if (!coding) return false;
  ARA_TRY(wantInputs(c, 1));
  const Coded &in = coding->in, &out = coding->out;
  const Multiplier whole = kernels::multiplierOf(double(in.scales[0] / out.scales[0])),
                   part = kernels::multiplierOf(double(in.scales[0] * slope / out.scales[0]));
  if (slope < 0) return false;
  const auto code = [&](float real) { return codeOf(out, real); };
  const std::vector<float> x = centred(c, 0, in);
  std::vector<std::int64_t> codes(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto v = static_cast<std::int32_t>(x[i]);
    codes[i] = kernels::scaled(v, v >= 0 ? whole : part) + out.zero;
    if (least) codes[i] = std::max(codes[i], code(*least));
    if (most) codes[i] = std::min(codes[i], code(*most));
  }
  return storeCodes(c, out, codes, Shape(c.inputs[0].shape));
}

Result<bool> softmaxOnCodes(EvalContext& c) {
  const auto coding = codingOf(c, 0);
  if (!coding || coding->in.type == DataType::i16 || c.inputs[0].shape.rank() == 0) return false;
  const std::int64_t least = coding->out.type == DataType::u8 ? 0 : -128;
  if (coding->out.scales[0] != 1.0f / 256 || coding->out.zero != least) return false;
  ARA_TRY(wantInputs(c, 1));
  const std::vector<float> x = centred(c, 0, coding->in);
  const auto length = static_cast<std::size_t>(c.inputs[0].shape.dims.back());
  const double beta = c.attrFloat("beta", 1) * double(coding->in.scales[0]);
  std::vector<std::int32_t> row(length), answer(length);
  std::vector<std::int64_t> codes(x.size());
  for (std::size_t at = 0; length && at + length <= x.size(); at += length) {
    for (std::size_t i = 0; i < length; ++i) row[i] = static_cast<std::int32_t>(x[at + i]);
    kernels::softmaxCodes(row, beta, answer);
    for (std::size_t i = 0; i < length; ++i) codes[at + i] = answer[i] + least;
  }
  return storeCodes(c, coding->out, codes, Shape(c.inputs[0].shape));
}

Result<bool> addOnCodes(EvalContext& c) { return sumOnCodes(c, 1); }
Result<bool> subtractOnCodes(EvalContext& c) { return sumOnCodes(c, -1); }

Result<bool> multiplyOnCodes(EvalContext& c) {
  ARA_ASSIGN(const auto pair, pairOf(c));
  if (!pair) return false;
  const Multiplier m = kernels::multiplierOf(double(pair->a.scales[0] * pair->b.scales[0] / pair->out.scales[0]));
  eachPair(c, *pair, [&](std::int32_t x, std::int32_t y) { return std::int64_t{kernels::scaled(x * y, m)}; });
  return true;
}

} // namespace ara::ops
