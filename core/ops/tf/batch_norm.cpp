// y = x * m + b with m = scale / sqrt(variance + epsilon) and b = offset - mean * m: two constants where the statistics
// are constants, which the passes after this take into a convolution before it.
#include "ops/tf/batch_norm.h"

#include "ops/network_lower.h"

#include <cmath>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::kUnknownDim;

// Which operand is what. A scale is absent where scale_after_normalization is false.
struct Parameters {
  std::optional<std::size_t> scale;
  std::size_t offset, mean, variance;
  double epsilon;
  bool channelsFirst = false;
};

Parameters fused(const NodeView& v) {
  return {.scale = 1,
          .offset = 2,
          .mean = 3,
          .variance = 4,
          .epsilon = static_cast<double>(static_cast<float>(v.attrFloat("epsilon", 1e-4))),
          .channelsFirst = v.attrString("data_format", "NHWC").starts_with("NC")};
}

Parameters global(const NodeView& v) {
  return {.scale = v.attrBool("scale_after_normalization") ? std::optional<std::size_t>(4) : std::nullopt,
          .offset = 3,
          .mean = 1,
          .variance = 2,
          .epsilon = static_cast<double>(static_cast<float>(v.attrFloat("variance_epsilon")))};
}

std::vector<std::size_t> operandsOf(const Parameters& p) {
  std::vector<std::size_t> all{p.offset, p.mean, p.variance};
  if (p.scale) all.push_back(*p.scale);
  return all;
}

std::size_t channelAxis(const Parameters& p, const Shape& x) { return p.channelsFirst ? 1 : x.rank() - 1; }

bool isTraining(const NodeView& v) { return v.attrBool("is_training", true); }

bool isUsed(const NodeView& v, std::size_t result) {
  const TensorId t = v.graph().result(v.id(), result);
  return v.graph().useCount(t) > 0 || v.graph().isOutput(t);
}

// The mean or the variance passed on, from result `first` on.
bool usesStatistics(const NodeView& v, std::size_t first = 1) {
  for (std::size_t i = first; i < v.resultCount(); ++i)
    if (isUsed(v, i)) return true;
  return false;
}

Status inferNorm(InferContext& c) {
  const Shape& x = c.shape(0);
  if (x.ranked && x.rank() < 2)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} normalises channels, but its input has shape {2}.", c.op(), c.name(), x.text()),
                msg("Check the shapes given to the model's inputs."), c.name());
  c.result(0, c.type(0), x);
  return {};
}

std::vector<double> multipliers(const std::vector<double>& scale, const std::vector<double>& variance, double epsilon) {
  std::vector<double> m;
  for (std::size_t i = 0; i < variance.size(); ++i)
    m.push_back((scale.empty() ? 1.0 : scale[i]) / std::sqrt(variance[i] + epsilon));
  return m;
}

struct Statistics {
  std::vector<double> mean, variance; // of each channel; the variance over n
};

Statistics statisticsOf(std::span<const float> x, std::size_t channels, std::size_t inner) {
  Statistics s{std::vector<double>(channels), std::vector<double>(channels)};
  const double n = static_cast<double>(x.size()) / static_cast<double>(channels);
  for (std::size_t i = 0; i < x.size(); ++i) s.mean[i / inner % channels] += static_cast<double>(x[i]) / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double d = static_cast<double>(x[i]) - s.mean[i / inner % channels];
    s.variance[i / inner % channels] += d * d / n;
  }
  return s;
}

std::size_t elementsBehind(const Shape& s, std::size_t axis) {
  std::size_t inner = 1;
  for (std::size_t i = axis + 1; i < s.rank(); ++i) inner *= static_cast<std::size_t>(s.dims[i]);
  return inner;
}

// With `batch`, the statistics of the batch instead of the operands'.
Status evaluateNorm(EvalContext& c, const Parameters& p, const Statistics* batch = nullptr) {
  ARA_TRY(wantFloats(c, {0, p.offset}));
  if (!batch) ARA_TRY(wantFloats(c, {p.mean, p.variance}));
  if (p.scale) ARA_TRY(wantFloats(c, {*p.scale}));
  const Shape& s = c.inputs[0].shape;
  if (s.rank() < 2) return c.refuse(msg("{0} {1} normalises channels of {2}.", c.op(), c.name(), s.text()));
  const std::size_t axis = channelAxis(p, s);
  const auto values = [&](std::size_t i) {
    const auto f = floats(c, i);
    return std::vector<double>(f.begin(), f.end());
  };
  const auto mean = batch ? batch->mean : values(p.mean), variance = batch ? batch->variance : values(p.variance);
  const auto offset = values(p.offset);
  const auto scale = p.scale ? values(*p.scale) : std::vector<double>{};
  for (const std::size_t i : operandsOf(p))
    if (!(batch && (i == p.mean || i == p.variance)) && floats(c, i).size() != static_cast<std::size_t>(s.dims[axis]))
      return c.refuse(msg("{0} {1} has statistics of shape {2} for an input {3}.", c.op(), c.name(),
                          c.inputs[i].shape.text(), s.text()));
  const auto m = multipliers(scale, variance, p.epsilon);
  ARA_TRY(c.makeResult(0, DataType::f32, s));
  const auto x = floats(c, 0);
  const auto y = c.out<float>(0);
  const std::size_t inner = elementsBehind(s, axis);
  for (std::size_t i = 0; i < y.size(); ++i) {
    const std::size_t k = i / inner % m.size();
    y[i] = static_cast<float>((static_cast<double>(x[i]) - mean[k]) * m[k] + offset[k]);
  }
  return {};
}

// A constant's elements, checked against its shape.
Result<std::vector<double>> constantValues(LowerContext& c, std::size_t i) {
  const ir::Tensor& t = c.graph()[c.operand(i)];
  ARA_ASSIGN(const ir::BufferData data, c.model().data(t.buffer));
  const auto count = c.shape(i).elements();
  if (!count || data.bytes.size() / sizeof(float) < *count)
    return c.refuse(msg("{0} {1} lacks bytes of an operand of shape {2}.", c.op(), c.name(), c.shape(i).text()),
                    msg("Save the model again."));
  std::vector<double> out;
  for (std::uint64_t k = 0; k < *count; ++k) out.push_back(static_cast<double>(data.load<float>(k)));
  return out;
}

TensorId floatConstant(LowerContext& c, const std::vector<double>& values) {
  std::vector<float> f(values.begin(), values.end());
  const auto bytes = std::as_bytes(std::span(f));
  return c.bytesConstant(DataType::f32, Shape::of({static_cast<Dim>(f.size())}), {bytes.begin(), bytes.end()});
}

struct Affine {
  TensorId multiplier, offset; // vectors
};

Result<Affine> foldedAffine(LowerContext& c, const Parameters& p) {
  ARA_ASSIGN(const auto mean, constantValues(c, p.mean));
  ARA_ASSIGN(auto offset, constantValues(c, p.offset));
  ARA_ASSIGN(const auto variance, constantValues(c, p.variance));
  std::vector<double> scale;
  if (p.scale) { ARA_ASSIGN(scale, constantValues(c, *p.scale)); }
  const std::size_t n = mean.size();
  if (offset.size() != n || variance.size() != n || (p.scale && scale.size() != n))
    return c.refuse(msg("{0} {1} has statistics of different lengths.", c.op(), c.name()),
                    msg("Save the model again."));
  const auto m = multipliers(scale, variance, p.epsilon);
  for (std::size_t i = 0; i < n; ++i) {
    offset[i] -= mean[i] * m[i];
    if (!std::isfinite(m[i]) || !std::isfinite(offset[i]))
      return c.refuse(msg("{0} {1} divides by the root of a variance of {2}.", c.op(), c.name(), variance[i]),
                      msg("Check the variable that holds the variance."));
  }
  return Affine{floatConstant(c, m), floatConstant(c, offset)};
}

Result<Affine> computedAffine(LowerContext& c, const Parameters& p) {
  const auto binary = [&](std::string_view op, TensorId a, TensorId b) { return c.add(op, {a, b}, {noActivation()}); };
  ARA_ASSIGN(const TensorId moved, binary("tfl.add", c.operand(p.variance), c.scalar(DataType::f32, p.epsilon)));
  ARA_ASSIGN(TensorId m, c.add("tfl.rsqrt", {moved}));
  if (p.scale) { ARA_ASSIGN(m, binary("tfl.mul", m, c.operand(*p.scale))); }
  ARA_ASSIGN(const TensorId shift, binary("tfl.mul", c.operand(p.mean), m));
  ARA_ASSIGN(const TensorId offset, binary("tfl.sub", c.operand(p.offset), shift));
  return Affine{m, offset};
}

Status lowerNorm(LowerContext& c, const Parameters& p) {
  ARA_TRY(wantFloat32(c));
  bool constant = true;
  for (const std::size_t i : operandsOf(p)) {
    ARA_TRY(wantFloat32(c, i));
    ARA_TRY(wantRank(c, c.shape(i), 1, "a vector of its channels"));
    constant = constant && c.isConstant(i);
  }
  const Shape x = c.shape(0);
  if (usesStatistics(c))
    return c.refuse(
        msg("The mean or the variance that {0} {1} passes on is used, which TensorFlow Lite cannot express.", c.op(),
            c.name()),
        msg("Take the output of the node only."));
  if (!x.ranked || x.rank() < 2)
    return c.refuse(msg("{0} {1} works on a tensor of unknown rank.", c.op(), c.name()),
                    msg("Give the shapes of the model's inputs."));
  ARA_ASSIGN(Affine a, constant ? foldedAffine(c, p) : computedAffine(c, p));
  // Above four axes runtimes of TensorFlow 2.12 and before broadcast a vector over the last axis only.
  const SpatialLayout layout{.channelsFirst = p.channelsFirst, .count = x.rank() - 2};
  const bool turn = p.channelsFirst && x.rank() > 4;
  TensorId image = c.operand(0);
  if (turn) {
    ARA_ASSIGN(image, c.transpose(image, layout.toLast()));
  } else if (p.channelsFirst && x.rank() > 2) {
    std::vector<Dim> around(x.rank() - 1, 1);
    around[0] = c.shapeOf(a.multiplier).ranked ? c.shapeOf(a.multiplier).dims[0] : kUnknownDim;
    ARA_ASSIGN(a.multiplier, c.reshape(a.multiplier, around));
    ARA_ASSIGN(a.offset, c.reshape(a.offset, around));
  }
  ARA_ASSIGN(const TensorId scaled, c.add("tfl.mul", {image, a.multiplier}, {noActivation()}));
  ARA_ASSIGN(TensorId made, c.add("tfl.add", {scaled, a.offset}, {noActivation()}));
  if (turn) { ARA_ASSIGN(made, c.transpose(made, layout.fromLast())); }
  return c.replace({made});
}

// Training mode normalises by the mean and variance of the batch it is given; Keras computes its layer normalisation
// so. The variance passed on is the one over n - 1.
Status lowerTraining(LowerContext& c, const Parameters& p) {
  ARA_TRY(wantFloat32(c));
  for (const std::size_t i : {*p.scale, p.offset}) {
    ARA_TRY(wantFloat32(c, i));
    ARA_TRY(wantRank(c, c.shape(i), 1, "a vector of its channels"));
  }
  const Shape x = c.shape(0);
  if (usesStatistics(c, 3) || (usesStatistics(c) && c.attrFloat("exponential_avg_factor", 1) != 1.0))
    return c.refuse(
        msg("The mean or the variance that {0} {1} passes on is used, which TensorFlow Lite cannot express.", c.op(),
            c.name()),
        msg("Take the output of the node only."));
  if (!x.isStatic() || x.rank() < 2 || x.elements() == 0u)
    return c.refuse(msg("{0} {1} takes mean and variance from the batch it is given, whose shape {2} is not known.",
                        c.op(), c.name(), x.text()),
                    msg("Give the shapes of the model's inputs, or save the model for inference (training=False)."));
  // One axis before the channels and one behind are enough.
  const std::size_t axis = channelAxis(p, x);
  Dim outer = 1, inner = 1;
  for (std::size_t i = 0; i < axis; ++i) outer *= x.dims[i];
  for (std::size_t i = axis + 1; i < x.rank(); ++i) inner *= x.dims[i];
  const Dim channels = x.dims[axis];
  const bool last = inner == 1;
  const auto binary = [&](std::string_view op, TensorId a, TensorId b) { return c.add(op, {a, b}, {noActivation()}); };
  const TensorId axes = last ? c.ints({0}) : c.ints({0, 2});
  const auto mean = [&](TensorId t) { return c.add("tfl.mean", {t, axes}, {{"keep_dims", AttrValue(true)}}); };
  const std::vector<Dim> vector = last ? std::vector<Dim>{1, channels} : std::vector<Dim>{1, channels, 1};
  ARA_ASSIGN(const TensorId flat, c.reshape(c.operand(0), last ? std::vector<Dim>{outer, channels}
                                                               : std::vector<Dim>{outer, channels, inner}));
  ARA_ASSIGN(const TensorId middle, mean(flat));
  ARA_ASSIGN(const TensorId away, binary("tfl.sub", flat, middle));
  ARA_ASSIGN(const TensorId squares, binary("tfl.mul", away, away));
  ARA_ASSIGN(const TensorId variance, mean(squares));
  ARA_ASSIGN(const TensorId moved, binary("tfl.add", variance, c.scalar(DataType::f32, p.epsilon)));
  ARA_ASSIGN(TensorId m, c.add("tfl.rsqrt", {moved}));
  ARA_ASSIGN(const TensorId scale, c.reshape(c.operand(*p.scale), vector));
  ARA_ASSIGN(m, binary("tfl.mul", m, scale));
  ARA_ASSIGN(const TensorId scaled, binary("tfl.mul", away, m));
  ARA_ASSIGN(const TensorId offset, c.reshape(c.operand(p.offset), vector));
  ARA_ASSIGN(const TensorId moved2, binary("tfl.add", scaled, offset));
  ARA_ASSIGN(const TensorId y, c.reshape(moved2, x.dims));
  std::vector<TensorId> results{y};
  for (std::size_t i = 1; i < std::min<std::size_t>(c.resultCount(), 3); ++i) {
    results.push_back(y);
    if (!isUsed(c, i)) continue;
    TensorId told = middle;
    if (i == 2) {
      const double n = static_cast<double>(outer) * static_cast<double>(inner);
      ARA_ASSIGN(told, binary("tfl.mul", variance, c.scalar(DataType::f32, n / std::max(1.0, n - 1))));
    }
    ARA_ASSIGN(results.back(), c.reshape(told, {channels}));
  }
  return c.replace(results);
}

} // namespace

Status inferFusedBatchNorm(InferContext& c) {
  const Parameters p = fused(c);
  ARA_TRY(inferNorm(c));
  const Shape& x = c.shape(0);
  const Dim channels = x.ranked ? x.dims[channelAxis(p, x)] : kUnknownDim;
  const DataType type = c.attrType("U", c.type(1));
  for (std::size_t i = 1; i < c.resultCount(); ++i)
    c.result(i, type, i <= 4 ? Shape::of({channels}) : Shape::unknown()); // the last is a scratch space
  return {};
}

Status evaluateFusedBatchNorm(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  const Parameters p = fused(c);
  const Shape& x = c.inputs[0].shape;
  const bool training = isTraining(c);
  if (usesStatistics(c, training ? 3 : 1) || (training && c.attrFloat("exponential_avg_factor", 1) != 1.0))
    return c.refuse(msg("The mean or the variance that {0} {1} passes on is not computed here.", c.op(), c.name()));
  if (!training) {
    ARA_TRY(evaluateNorm(c, p));
    for (std::size_t i = 1; i < c.resultCount(); ++i) ARA_TRY(c.makeResult(i, DataType::f32, Shape::of({0})));
    return {};
  }
  if (x.rank() < 2 || floats(c, 0).empty())
    return c.refuse(msg("{0} {1} normalises channels of {2}.", c.op(), c.name(), x.text()));
  const std::size_t axis = channelAxis(p, x);
  const auto channels = static_cast<std::size_t>(x.dims[axis]);
  const Statistics batch = statisticsOf(floats(c, 0), channels, elementsBehind(x, axis));
  ARA_TRY(evaluateNorm(c, p, &batch));
  const double n = static_cast<double>(floats(c, 0).size() / channels);
  for (std::size_t i = 1; i < c.resultCount(); ++i) {
    ARA_TRY(c.makeResult(i, DataType::f32, i <= 2 ? Shape::of({x.dims[axis]}) : Shape::of({0})));
    for (std::size_t k = 0; i <= 2 && k < channels; ++k)
      c.out<float>(i)[k] = static_cast<float>(i == 1 ? batch.mean[k] : batch.variance[k] * (n / std::max(1.0, n - 1)));
  }
  return {};
}

Status lowerFusedBatchNorm(LowerContext& c) {
  return isTraining(c) ? lowerTraining(c, fused(c)) : lowerNorm(c, fused(c));
}

Status inferGlobalBatchNorm(InferContext& c) { return inferNorm(c); }
Status evaluateGlobalBatchNorm(EvalContext& c) { return evaluateNorm(c, global(c)); }
Status lowerGlobalBatchNorm(LowerContext& c) { return lowerNorm(c, global(c)); }

} // namespace ara::ops::tf
