// Pools, over windows and over everything.
#include "formats/keras/layer.h"

#include <array>

namespace ara::formats::keras {
namespace {

using Ints = std::vector<std::int64_t>;

TensorId turned(Call& c, TensorId t, std::size_t spatial, bool back) {
  if (!c.channelsFirst()) return t;
  std::vector<std::int32_t> perm{0};
  if (back) perm.push_back(static_cast<std::int32_t>(spatial + 1));
  for (std::size_t i = 0; i < spatial; ++i) perm.push_back(static_cast<std::int32_t>(i + (back ? 1 : 2)));
  if (!back) perm.push_back(1);
  return c.e.transpose(t, perm);
}

Result<Tensors> pool(Call& c, std::size_t n, std::string_view op) {
  Ints size = c.integers("pool_size", n, 2);
  Ints strides = c.config("strides").is_null() ? size : c.integers("strides", n, 2);
  std::string padding = c.text("padding", "valid") == "same" ? "SAME" : "VALID";
  TensorId x = turned(c, c.x(), n, false);
  if (c.e.rank(x) != n + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  const auto around = [](Ints v) {
    if (v.size() == 1) v.insert(v.begin(), 1);
    v.insert(v.begin(), 1);
    v.push_back(1);
    return v;
  };
  if (n == 1) x = c.e.expand(x, 1);
  TensorId y = c.e.op(op, {x},
                      {{"ksize", around(size)},
                       {"strides", around(strides)},
                       {"padding", padding},
                       {"data_format", std::string(n == 3 ? "NDHWC" : "NHWC")}});
  if (n == 1) y = c.e.squeeze(y, 1);
  return Tensors{turned(c, y, n, true)};
}

template<std::size_t N> Result<Tensors> emitMax(Call& c) { return pool(c, N, N == 3 ? "MaxPool3D" : "MaxPool"); }
template<std::size_t N> Result<Tensors> emitAverage(Call& c) { return pool(c, N, N == 3 ? "AvgPool3D" : "AvgPool"); }

Result<Tensors> everywhere(Call& c, std::size_t n, std::string_view op) {
  std::vector<std::int32_t> axes;
  for (std::size_t i = 0; i < n; ++i) axes.push_back(static_cast<std::int32_t>(i + (c.channelsFirst() ? 2 : 1)));
  if (c.e.rank(c.x()) != n + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(c.x()).text()));
  return Tensors{c.e.reduce(op, c.x(), axes, c.flag("keepdims"))};
}
template<std::size_t N> Result<Tensors> emitGlobalMax(Call& c) { return everywhere(c, N, "Max"); }
template<std::size_t N> Result<Tensors> emitGlobalAverage(Call& c) { return everywhere(c, N, "Mean"); }

constexpr std::array kRows{
    LayerRow{"MaxPooling1D", emitMax<1>},
    LayerRow{"MaxPooling2D", emitMax<2>},
    LayerRow{"MaxPooling3D", emitMax<3>},
    LayerRow{"AveragePooling1D", emitAverage<1>},
    LayerRow{"AveragePooling2D", emitAverage<2>},
    LayerRow{"AveragePooling3D", emitAverage<3>},
    LayerRow{"GlobalMaxPooling1D", emitGlobalMax<1>},
    LayerRow{"GlobalMaxPooling2D", emitGlobalMax<2>},
    LayerRow{"GlobalMaxPooling3D", emitGlobalMax<3>},
    LayerRow{"GlobalAveragePooling1D", emitGlobalAverage<1>},
    LayerRow{"GlobalAveragePooling2D", emitGlobalAverage<2>},
    LayerRow{"GlobalAveragePooling3D", emitGlobalAverage<3>},
};

} // namespace

std::span<const LayerRow> poolLayers() { return kRows; }

} // namespace ara::formats::keras
