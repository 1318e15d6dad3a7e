// Layers of several inputs.
#include "formats/keras/layer.h"

#include <array>

namespace ara::formats::keras {
namespace {

constexpr std::size_t kMany = 1u << 16;

// Keras gives inputs of lower rank further axes behind the batch.
Tensors evenRanks(Call& c) {
  std::size_t most = 0;
  for (const TensorId t : c.in) most = std::max(most, c.e.rank(t));
  Tensors out = c.in;
  for (TensorId& t : out)
    while (!c.e.error() && c.e.rank(t) > 0 && c.e.rank(t) < most) t = c.e.expand(t, 1);
  return out;
}

Result<Tensors> folded(Call& c, std::string_view op) {
  const Tensors in = evenRanks(c);
  TensorId y = in[0];
  for (std::size_t i = 1; i < in.size(); ++i) y = c.e.op(op, {y, in[i]});
  return Tensors{y};
}

Result<Tensors> emitAdd(Call& c) { return folded(c, "AddV2"); }
Result<Tensors> emitSubtract(Call& c) { return folded(c, "Sub"); }
Result<Tensors> emitMultiply(Call& c) { return folded(c, "Mul"); }
Result<Tensors> emitMaximum(Call& c) { return folded(c, "Maximum"); }
Result<Tensors> emitMinimum(Call& c) { return folded(c, "Minimum"); }
Result<Tensors> emitAverage(Call& c) {
  ARA_ASSIGN(const Tensors sum, folded(c, "AddV2"));
  return Tensors{c.e.op("RealDiv", {sum[0], c.e.number(static_cast<double>(c.in.size()))})};
}

Result<Tensors> emitConcatenate(Call& c) {
  const auto rank = static_cast<std::int64_t>(c.e.rank(c.x()));
  std::int64_t axis = c.integer("axis", -1);
  if (axis < 0) axis += rank;
  if (axis < 0 || axis >= rank) return c.refuse(msg("its axis {0} is none of its inputs.", axis));
  return Tensors{c.e.concat(c.in, static_cast<std::int32_t>(axis))};
}

TensorId unitLength(Call& c, TensorId t, std::int32_t axis) {
  const TensorId sum = c.e.reduce("Sum", c.e.op("Square", {t}), {axis}, true);
  return c.e.mul(t, c.e.op("Rsqrt", {c.e.op("Maximum", {sum, c.e.number(1e-12)})}));
}

Result<Tensors> emitDot(Call& c) {
  TensorId a = c.in[0], b = c.in[1];
  const auto ra = static_cast<std::int64_t>(c.e.rank(a)), rb = static_cast<std::int64_t>(c.e.rank(b));
  auto axes = c.integers("axes", 2, -1);
  if (axes[0] < 0) axes[0] += ra;
  if (axes[1] < 0) axes[1] += rb;
  const bool fits =
      (ra == 2 || ra == 3) && (rb == 2 || rb == 3) && axes[0] >= 1 && axes[0] < ra && axes[1] >= 1 && axes[1] < rb;
  if (!fits) return c.refuse(msg("its inputs have the shapes {0} and {1}.", c.e.shape(a).text(), c.e.shape(b).text()));
  if (c.flag("normalize")) {
    a = unitLength(c, a, static_cast<std::int32_t>(axes[0]));
    b = unitLength(c, b, static_cast<std::int32_t>(axes[1]));
  }
  if (ra == 2 && rb == 2) return Tensors{c.e.reduce("Sum", c.e.mul(a, b), {1}, true)};
  // [batch, rows, k] times [batch, k, columns]; a missing axis is put in and taken out again.
  const bool turnA = ra == 3 && axes[0] == 1, turnB = rb == 3 && axes[1] == 2;
  if (ra == 2) a = c.e.expand(a, 1);
  if (rb == 2) b = c.e.expand(b, 2);
  TensorId y = c.e.op("BatchMatMulV2", {a, b}, {{"adj_x", turnA}, {"adj_y", turnB}});
  if (ra == 2) y = c.e.squeeze(y, 1);
  if (rb == 2) y = c.e.squeeze(y, 2);
  return Tensors{y};
}

constexpr std::array kRows{
    LayerRow{"Add", emitAdd, 1, kMany},
    LayerRow{"Subtract", emitSubtract, 2, 2},
    LayerRow{"Multiply", emitMultiply, 1, kMany},
    LayerRow{"Average", emitAverage, 1, kMany},
    LayerRow{"Maximum", emitMaximum, 1, kMany},
    LayerRow{"Minimum", emitMinimum, 1, kMany},
    LayerRow{"Concatenate", emitConcatenate, 1, kMany},
    LayerRow{"Dot", emitDot, 2, 2},
};

} // namespace

std::span<const LayerRow> mergeLayers() { return kRows; }

} // namespace ara::formats::keras
