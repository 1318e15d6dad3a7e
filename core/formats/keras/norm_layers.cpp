// Normalisations, each as the arithmetic it is; constants are computed by folding.
#include "formats/keras/layer.h"

#include <array>

namespace ara::formats::keras {
namespace {

// The axes of the configuration, from 0; nothing when one is none of the input.
std::optional<std::vector<std::int32_t>> axesOf(Call& c, std::size_t rank) {
  std::vector<std::int32_t> out;
  const Json& axis = c.config("axis");
  const auto add = [&](std::int64_t a) {
    if (a < 0) a += static_cast<std::int64_t>(rank);
    if (a < 0 || a >= static_cast<std::int64_t>(rank)) return false;
    out.push_back(static_cast<std::int32_t>(a));
    return true;
  };
  if (axis.is_array()) {
    for (const Json& a : axis)
      if (!a.is_number_integer() || !add(a.get<std::int64_t>())) return std::nullopt;
  } else if (!add(c.integer("axis", -1))) {
    return std::nullopt;
  }
  return out;
}

// A weight over `axes` of the input, as it broadcasts against the whole.
TensorId along(Call& c, TensorId w, const std::vector<std::int32_t>& axes, std::size_t rank) {
  if (axes.size() == 1 && axes[0] == static_cast<std::int32_t>(rank) - 1) return w;
  std::vector<Dim> dims(rank, 1);
  for (std::size_t i = 0; i < axes.size(); ++i) dims[static_cast<std::size_t>(axes[i])] = c.e.dim(w, i);
  return c.e.reshape(w, dims);
}

std::vector<Dim> dimsOf(Call& c, TensorId x, const std::vector<std::int32_t>& axes) {
  std::vector<Dim> out;
  for (const std::int32_t a : axes) out.push_back(c.e.dim(x, static_cast<std::size_t>(a)));
  return out;
}

// (x - mean) / sqrt(variance + epsilon) * gamma + beta
Result<Tensors> emitBatch(Call& c) {
  const std::size_t rank = c.e.rank(c.x());
  const auto axes = axesOf(c, rank);
  if (!axes) return c.refuse(msg("its axis is none of its input."));
  const std::vector<Dim> dims = dimsOf(c, c.x(), *axes);
  TensorId gamma, beta;
  if (c.flag("scale", true)) gamma = c.weight(dims);
  if (c.flag("center", true)) beta = c.weight(dims);
  const TensorId mean = c.weight(dims), variance = c.weight(dims);
  TensorId factor = c.e.op("Rsqrt", {c.e.add(variance, c.e.number(c.number("epsilon", 1e-3)))});
  if (gamma) factor = c.e.mul(factor, gamma);
  const TensorId shift = beta ? c.e.sub(beta, c.e.mul(mean, factor)) : c.e.op("Neg", {c.e.mul(mean, factor)});
  return Tensors{c.e.add(c.e.mul(c.x(), along(c, factor, *axes, rank)), along(c, shift, *axes, rank))};
}

TensorId normalised(Call& c, TensorId x, const std::vector<std::int32_t>& axes, double epsilon) {
  const TensorId mean = c.e.reduce("Mean", x, axes, true);
  const TensorId variance = c.e.reduce("Mean", c.e.op("SquaredDifference", {x, mean}), axes, true);
  return c.e.mul(c.e.sub(x, mean), c.e.op("Rsqrt", {c.e.add(variance, c.e.number(epsilon))}));
}

Result<Tensors> emitLayer(Call& c) {
  const std::size_t rank = c.e.rank(c.x());
  const auto axes = axesOf(c, rank);
  if (!axes) return c.refuse(msg("its axis is none of its input."));
  const std::vector<Dim> dims = dimsOf(c, c.x(), *axes);
  if (c.flag("rms_scaling")) {
    const TensorId gamma = c.weight(dims);
    const TensorId mean = c.e.reduce("Mean", c.x(), *axes, true);
    const TensorId variance = c.e.reduce("Mean", c.e.op("SquaredDifference", {c.x(), mean}), *axes, true);
    const TensorId y = c.e.mul(c.x(), c.e.op("Rsqrt", {c.e.add(variance, c.e.number(c.number("epsilon", 1e-3)))}));
    return Tensors{c.e.mul(y, along(c, gamma, *axes, rank))};
  }
  TensorId y = normalised(c, c.x(), *axes, c.number("epsilon", 1e-3));
  if (c.flag("scale", true)) y = c.e.mul(y, along(c, c.weight(dims), *axes, rank));
  if (c.flag("center", true)) y = c.e.add(y, along(c, c.weight(dims), *axes, rank));
  return Tensors{y};
}

// The channels in groups, each group normalised over its channels and all places.
Result<Tensors> emitGroup(Call& c) {
  const std::size_t rank = c.e.rank(c.x());
  const auto axes = axesOf(c, rank);
  if (!axes || axes->size() != 1 || (*axes)[0] != static_cast<std::int32_t>(rank) - 1)
    return c.refuse(msg("its axis is not the last."));
  const Dim channels = c.e.last(c.x());
  Dim groups = c.integer("groups", 32);
  if (groups == -1) groups = channels;
  if (!ir::isKnown(channels) || groups < 1 || channels % groups != 0)
    return c.refuse(msg("it makes {0} groups of {1} channels.", groups, channels));
  std::vector<Dim> dims = c.e.shape(c.x()).dims, split = dims;
  split.back() = groups;
  split.push_back(channels / groups);
  std::vector<std::int32_t> over;
  for (std::size_t i = 1; i < split.size(); ++i)
    if (i != split.size() - 2) over.push_back(static_cast<std::int32_t>(i));
  TensorId y = c.e.reshape(normalised(c, c.e.reshape(c.x(), split), over, c.number("epsilon", 1e-3)), dims);
  if (c.flag("scale", true)) y = c.e.mul(y, c.weight({channels}));
  if (c.flag("center", true)) y = c.e.add(y, c.weight({channels}));
  return Tensors{y};
}

Result<Tensors> emitUnit(Call& c) {
  const auto axes = axesOf(c, c.e.rank(c.x()));
  if (!axes) return c.refuse(msg("its axis is none of its input."));
  const TensorId sum = c.e.reduce("Sum", c.e.op("Square", {c.x()}), *axes, true);
  return Tensors{c.e.mul(c.x(), c.e.op("Rsqrt", {c.e.op("Maximum", {sum, c.e.number(1e-12)})}))};
}

Result<Tensors> emitRms(Call& c) {
  const std::size_t rank = c.e.rank(c.x());
  const auto axes = axesOf(c, rank);
  if (!axes) return c.refuse(msg("its axis is none of its input."));
  const TensorId mean = c.e.reduce("Mean", c.e.op("Square", {c.x()}), *axes, true);
  const TensorId y = c.e.mul(c.x(), c.e.op("Rsqrt", {c.e.add(mean, c.e.number(c.number("epsilon", 1e-6)))}));
  return Tensors{c.e.mul(y, along(c, c.weight(dimsOf(c, c.x(), *axes)), *axes, rank))};
}

constexpr std::array kRows{
    LayerRow{"BatchNormalization", emitBatch}, LayerRow{"SyncBatchNormalization", emitBatch},
    LayerRow{"LayerNormalization", emitLayer}, LayerRow{"GroupNormalization", emitGroup},
    LayerRow{"UnitNormalization", emitUnit},   LayerRow{"RMSNormalization", emitRms},
};

} // namespace

std::span<const LayerRow> normLayers() { return kRows; }

} // namespace ara::formats::keras
