// Values made from a few numbers: ranges, ones, bits read as another type.
#include "ops/movement/rules.h"

#include <cmath>
#include <limits>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

// The single number of operand i, in its own type; nothing when it is not a constant of type T.
template<class T> std::optional<T> numberOf(const Given& g, const EvalContext* eval, std::size_t i, DataType type) {
  if (!g.has(i) || g.type(i) != type || g.shape(i).elements() != 1) return std::nullopt;
  if (eval) return tryLoad<T>(eval->inputs[i].data.bytes, 0);
  const NodeView& v = g.view();
  if (v.isConstant(i)) {
    const auto data = v.model().data(v.graph()[v.operand(i)].buffer);
    return data ? tryLoad<T>(data->bytes, 0) : std::nullopt;
  }
  if constexpr (std::is_integral_v<T>) {
    const auto known = g.known(i);
    if (known && known->size() == 1) return static_cast<T>((*known)[0]);
  }
  return std::nullopt;
}

// Calls f with a value of the C++ type of `type`; false for types that have no arithmetic here.
template<class F> bool withNumberType(DataType type, F f) {
  switch (type) {
  case DataType::f32: f(float{}); return true;
  case DataType::f64: f(double{}); return true;
  case DataType::i8: f(std::int8_t{}); return true;
  case DataType::i16: f(std::int16_t{}); return true;
  case DataType::i32: f(std::int32_t{}); return true;
  case DataType::i64: f(std::int64_t{}); return true;
  case DataType::u8: f(std::uint8_t{}); return true;
  case DataType::u16: f(std::uint16_t{}); return true;
  case DataType::u32: f(std::uint32_t{}); return true;
  case DataType::u64: f(std::uint64_t{}); return true;
  default: return false;
  }
}

// --- Range(start, limit, delta)

constexpr double kMost = 9.0e18;

// How many numbers; nothing when no step leads there.
template<class T> std::optional<std::int64_t> rangeLength(T start, T limit, T delta) {
  if (delta == 0) return std::nullopt;
  if constexpr (std::is_integral_v<T>) {
    const bool up = delta > 0;
    if (up ? start >= limit : start <= limit) return 0;
    const auto a = static_cast<std::uint64_t>(start), b = static_cast<std::uint64_t>(limit);
    const std::uint64_t span = up ? b - a : a - b;
    const std::uint64_t step = up ? static_cast<std::uint64_t>(delta) : 0 - static_cast<std::uint64_t>(delta);
    const std::uint64_t n = (span - 1) / step + 1;
    return n > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
               ? std::nullopt
               : std::optional(static_cast<std::int64_t>(n));
  } else {
    if (delta > 0 ? start >= limit : start <= limit) return 0;
    const T n = std::ceil(std::abs((limit - start) / delta));
    return n >= 0 && n < static_cast<T>(kMost) ? std::optional(static_cast<std::int64_t>(n)) : std::nullopt;
  }
}

template<class T> struct RangeOf {
  std::optional<T> start, limit, delta;
  std::optional<std::int64_t> length() const {
    return start && limit && delta ? rangeLength(*start, *limit, *delta) : std::nullopt;
  }
};

template<class T> RangeOf<T> rangeOf(const Given& g, const EvalContext* eval, DataType type) {
  return {numberOf<T>(g, eval, 0, type), numberOf<T>(g, eval, 1, type), numberOf<T>(g, eval, 2, type)};
}

template<class T> constexpr bool kRangeType = std::is_same_v<T, float> || std::is_same_v<T, double> ||
                                              std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::int64_t>;

} // namespace

Status inferRange(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const Given g(static_cast<const NodeView&>(c));
  Dim length = kUnknownDim;
  std::vector<Dim> values;
  bool still = false;
  withNumberType(c.type(0), [&]<class T>(T) {
    if constexpr (kRangeType<T>) {
      const auto r = rangeOf<T>(g, nullptr, c.type(0));
      still = r.delta && *r.delta == 0;
      const auto n = r.length();
      if (!n) return;
      length = *n;
      if constexpr (std::is_integral_v<T>) {
        for (std::int64_t i = 0; length <= 1024 && i < length; ++i) {
          const std::int64_t v = *r.start + i * static_cast<std::int64_t>(*r.delta);
          values.push_back(v < 0 ? kUnknownDim : v);
        }
      }
    }
  });
  if (still) return g.contradicts(msg("its step is 0."));
  // Counting up from 0 by 1 to a dimension gives as many numbers as the dimension says.
  if (length == kUnknownDim) {
    const auto start = g.known(0), delta = g.known(2);
    const auto limit = g.partial(1);
    if (start && delta && limit && start->size() == 1 && delta->size() == 1 && limit->size() == 1 && (*start)[0] == 0 &&
        (*delta)[0] == 1)
      length = (*limit)[0];
  }
  c.result(0, c.type(0), Shape::of({length}));
  if (isKnown(length) && length <= 1024 && static_cast<Dim>(values.size()) == length &&
      (c.type(0) == DataType::i32 || c.type(0) == DataType::i64))
    c.value(0, std::move(values));
  return {};
}

namespace {

// TensorFlow multiplies, the TensorFlow Lite runtime adds step after step: floats differ in their last digits.
Status range(EvalContext& c, bool addsUp) {
  ARA_TRY(wantOperands(c));
  const Given g(c);
  Status done = c.refuse(msg("{0} {1} counts in {2}, for which there is no reference kernel.", c.op(), c.name(),
                             ir::longName(c.inputs[0].type)));
  withNumberType(c.inputs[0].type, [&]<class T>(T) {
    if constexpr (kRangeType<T>) {
      const auto r = rangeOf<T>(g, &c, c.inputs[0].type);
      const auto n = r.length();
      if (!n) {
        done = g.contradicts(msg("no number of its steps leads from its start to its limit."));
        return;
      }
      done = c.makeResult(0, c.inputs[0].type, Shape::of({*n}));
      if (!done) return;
      const auto out = c.out<T>(0);
      T v = *r.start;
      for (std::size_t i = 0; i < out.size(); ++i) {
        if constexpr (std::is_integral_v<T>) {
          out[i] = static_cast<T>(static_cast<std::uint64_t>(*r.start) + i * static_cast<std::uint64_t>(*r.delta));
        } else {
          out[i] = addsUp ? v : *r.start + static_cast<T>(i) * *r.delta;
          v += *r.delta;
        }
      }
    }
  });
  return done;
}

} // namespace

Status evaluateRange(EvalContext& c) { return range(c, false); }
Status evaluateAddedRange(EvalContext& c) { return range(c, true); }

// --- LinSpace(start, stop, num)

Status inferLinSpace(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const auto n = Given(static_cast<const NodeView&>(c)).partial(2);
  c.result(0, c.type(0), Shape::of({n && n->size() == 1 ? (*n)[0] : kUnknownDim}));
  return {};
}

Status evaluateLinSpace(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const Given g(c);
  const auto count = integersOf(c.inputs[2]);
  if (!count || count->size() != 1 || (*count)[0] < 1) return g.contradicts(msg("it asks for less than one number."));
  const std::int64_t n = (*count)[0];
  const auto fillIn = [&]<class T>(T) -> Status {
    const auto start = numberOf<T>(g, &c, 0, c.inputs[0].type), stop = numberOf<T>(g, &c, 1, c.inputs[0].type);
    if (!start || !stop) return g.contradicts(msg("its start and stop are not two numbers of one type."));
    ARA_TRY(c.makeResult(0, c.inputs[0].type, Shape::of({n})));
    const auto out = c.out<T>(0);
    out[0] = *start;
    if (n == 1) return {};
    const T step = (*stop - *start) / static_cast<T>(n - 1);
    for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i] = *start + step * static_cast<T>(i);
    out.back() = *stop;
    return {};
  };
  if (c.inputs[0].type == DataType::f32) return fillIn(float{});
  if (c.inputs[0].type == DataType::f64) return fillIn(double{});
  return c.refuse(msg("{0} {1} counts in {2}, for which there is no reference kernel.", c.op(), c.name(),
                      ir::longName(c.inputs[0].type)));
}

// --- OnesLike(x)

Status inferOnesLike(InferContext& c) {
  ARA_TRY(wantOperands(c));
  c.result(0, c.type(0), c.shape(0));
  const auto n = c.shape(0).elements();
  if (n && *n <= 1024 && (c.type(0) == DataType::i32 || c.type(0) == DataType::i64))
    c.value(0, std::vector<Dim>(static_cast<std::size_t>(*n), 1));
  return {};
}

Status evaluateOnesLike(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const DataType type = c.inputs[0].type;
  ARA_TRY(c.makeResult(0, type, c.inputs[0].shape));
  const auto fillBits = [&]<class T>(T one) {
    for (T& v : c.out<T>(0)) v = one;
  };
  if (withNumberType(type, [&]<class T>(T) { fillBits(static_cast<T>(1)); })) return {};
  if (type == DataType::boolean) return fillBits(std::uint8_t{1}), Status();
  if (type == DataType::f16) return fillBits(std::uint16_t{0x3c00}), Status();
  if (type == DataType::bf16) return fillBits(std::uint16_t{0x3f80}), Status();
  return c.refuse(
      msg("{0} {1} makes {2}, for which there is no reference kernel.", c.op(), c.name(), ir::longName(type)));
}

// --- Bitcast(x)

namespace {

Result<Shape> bitcastShape(const Given& g, const Shape& in, DataType from, DataType to) {
  const unsigned a = ir::bitWidth(from), b = ir::bitWidth(to);
  if (!in.ranked || a == 0 || b == 0) return Shape::unknown();
  Shape out = in;
  if (a > b) {
    out.dims.push_back(a / b);
  } else if (a < b) {
    if (out.dims.empty() || (isKnown(out.dims.back()) && out.dims.back() != static_cast<Dim>(b / a)))
      return g.contradicts(
          msg("{0} of shape {1} does not divide into {2}.", ir::longName(from), in.text(), ir::longName(to)));
    out.dims.pop_back();
  }
  return out;
}

DataType bitcastType(const NodeView& v) {
  const DataType asked = v.attrType("type");
  if (asked != DataType::none || v.resultCount() == 0) return asked;
  return v.graph()[v.graph().result(v.id())].type;
}

} // namespace

Status inferBitcast(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const Given g(static_cast<const NodeView&>(c));
  const DataType to = bitcastType(c);
  ARA_ASSIGN(Shape out, bitcastShape(g, c.shape(0), c.type(0), to));
  c.result(0, to, std::move(out));
  return {};
}

Status evaluateBitcast(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const DataType to = bitcastType(c);
  ARA_ASSIGN(Shape out, bitcastShape(Given(c), c.inputs[0].shape, c.inputs[0].type, to));
  ARA_TRY(c.makeResult(0, to, std::move(out)));
  const Bytes from = c.inputs[0].data.bytes;
  if (from.size() < c.results[0].bytes.size())
    return c.refuse(msg("{0} {1} has an input without its bytes.", c.op(), c.name()));
  std::copy_n(from.begin(), c.results[0].bytes.size(), c.results[0].bytes.begin());
  return {};
}

} // namespace ara::ops
