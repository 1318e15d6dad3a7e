// Convolutions of one, two and three dimensions. One dimension is two with a height of 1 (as TensorFlow computes it);
// channels_first is turned at the edge.
#include "formats/keras/layer.h"

#include <array>

namespace ara::formats::keras {
namespace {

using Ints = std::vector<std::int64_t>;

TensorId channelsLast(Call& c, TensorId t, std::size_t spatial) {
  if (!c.channelsFirst()) return t;
  std::vector<std::int32_t> perm{0};
  for (std::size_t i = 0; i < spatial; ++i) perm.push_back(static_cast<std::int32_t>(i + 2));
  perm.push_back(1);
  return c.e.transpose(t, perm);
}
TensorId channelsBack(Call& c, TensorId t, std::size_t spatial) {
  if (!c.channelsFirst()) return t;
  std::vector<std::int32_t> perm{0, static_cast<std::int32_t>(spatial + 1)};
  for (std::size_t i = 0; i < spatial; ++i) perm.push_back(static_cast<std::int32_t>(i + 1));
  return c.e.transpose(t, perm);
}

// 1, the numbers, 1: as TensorFlow writes strides.
ir::AttrValue around(const Ints& inner) {
  Ints all{1};
  all.insert(all.end(), inner.begin(), inner.end());
  all.push_back(1);
  return all;
}
Ints withHeight(Ints v) {
  if (v.size() == 1) v.insert(v.begin(), 1);
  return v;
}

std::string paddingOf(Call& c) {
  std::string p = c.text("padding", "valid");
  for (char& ch : p) ch = ch >= 'a' && ch <= 'z' ? static_cast<char>(ch - 32) : ch;
  return p;
}

// Causal: zeros before the first step, so that no output sees what comes later.
TensorId causal(Call& c, TensorId x, std::int64_t kernel, std::int64_t dilation) {
  const auto before = static_cast<std::int32_t>(std::min<std::int64_t>((kernel - 1) * dilation, 1 << 20));
  const TensorId pads = c.e.reshape(c.e.ints({0, 0, before, 0, 0, 0}), {3, 2});
  return c.e.op("Pad", {x, pads}, {{"Tpaddings", DataType::i32}});
}

struct Window {
  Ints kernel, strides, dilations;
  std::string padding;
};
Window windowOf(Call& c, std::size_t spatial) {
  return {c.integers("kernel_size", spatial), c.integers("strides", spatial), c.integers("dilation_rate", spatial),
          paddingOf(c)};
}

// A kernel of one dimension gets its height of 1 as a constant, not as an operator.
TensorId kernel(Call& c, std::vector<Dim> shape, bool raise) {
  const Array* a = c.rawWeight(std::move(shape));
  if (!a) return {};
  Array copy = *a;
  if (raise) copy.shape.dims.insert(copy.shape.dims.begin(), 1);
  return c.e.weight(copy);
}

std::vector<Dim> plus(Ints head, std::initializer_list<Dim> tail) {
  std::vector<Dim> out(head.begin(), head.end());
  out.insert(out.end(), tail);
  return out;
}

template<std::size_t N> Result<Tensors> emitConv(Call& c) {
  Window w = windowOf(c, N);
  TensorId x = channelsLast(c, c.x(), N);
  if (c.e.rank(x) != N + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  const std::int64_t groups = std::max<std::int64_t>(c.integer("groups", 1), 1);
  const Dim filters = c.integer("filters");
  const Dim channels = c.e.last(x);
  if (w.padding == "CAUSAL") {
    if (N != 1) return c.refuse(msg("its padding is causal in {0} dimensions.", N));
    x = causal(c, x, w.kernel[0], w.dilations[0]);
    w.padding = "VALID";
  }
  const TensorId k = kernel(c, plus(w.kernel, {ir::isKnown(channels) ? channels / groups : -1, filters}), N == 1);
  if (N == 1) x = c.e.expand(x, 1);
  TensorId y;
  if (N == 3)
    y = c.e.op("Conv3D", {x, k},
               {{"strides", around(w.strides)},
                {"dilations", around(w.dilations)},
                {"padding", w.padding},
                {"data_format", std::string("NDHWC")}});
  else
    y = c.e.op("Conv2D", {x, k},
               {{"strides", around(withHeight(w.strides))},
                {"dilations", around(withHeight(w.dilations))},
                {"padding", w.padding},
                {"data_format", std::string("NHWC")}});
  if (N == 1) y = c.e.squeeze(y, 1);
  if (c.flag("use_bias", true)) y = c.e.op("BiasAdd", {y, c.weight({filters})});
  ARA_ASSIGN(const Tensors out, c.activated(y));
  return Tensors{channelsBack(c, out[0], N)};
}

TensorId depthwise(Call& c, TensorId x, const Window& w, TensorId k) {
  const Ints strides = withHeight(w.strides), dilations = withHeight(w.dilations);
  return c.e.op("DepthwiseConv2dNative", {x, k},
                {{"strides", around(strides)},
                 {"dilations", around(dilations)},
                 {"padding", w.padding},
                 {"data_format", std::string("NHWC")}});
}

// TensorFlow strides both axes of a depthwise convolution alike: in one dimension the height of 1 may take any stride.
Window depthwiseWindow(Call& c, std::size_t spatial) {
  Window w = windowOf(c, spatial);
  if (spatial == 1) w.strides.push_back(w.strides[0]), w.dilations.insert(w.dilations.begin(), 1);
  return w;
}

template<std::size_t N> Result<Tensors> emitDepthwise(Call& c) {
  Window w = depthwiseWindow(c, N);
  TensorId x = channelsLast(c, c.x(), N);
  if (c.e.rank(x) != N + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  const Dim channels = c.e.last(x), multiplier = c.integer("depth_multiplier", 1);
  if (w.padding == "CAUSAL") {
    x = causal(c, x, w.kernel[0], w.dilations.back());
    w.padding = "VALID";
  }
  const TensorId k = kernel(c, plus(w.kernel, {channels, multiplier}), N == 1);
  if (N == 1) x = c.e.expand(x, 1);
  TensorId y = depthwise(c, x, w, k);
  if (N == 1) y = c.e.squeeze(y, 1);
  if (c.flag("use_bias", true)) y = c.e.op("BiasAdd", {y, c.weight({c.e.last(y)})});
  ARA_ASSIGN(const Tensors out, c.activated(y));
  return Tensors{channelsBack(c, out[0], N)};
}

template<std::size_t N> Result<Tensors> emitSeparable(Call& c) {
  Window w = depthwiseWindow(c, N);
  TensorId x = channelsLast(c, c.x(), N);
  if (c.e.rank(x) != N + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  const Dim channels = c.e.last(x), multiplier = c.integer("depth_multiplier", 1), filters = c.integer("filters");
  if (w.padding == "CAUSAL") {
    x = causal(c, x, w.kernel[0], w.dilations.back());
    w.padding = "VALID";
  }
  const TensorId k = kernel(c, plus(w.kernel, {channels, multiplier}), N == 1);
  const TensorId point =
      kernel(c, plus(Ints(N, 1), {ir::isKnown(channels) ? channels * multiplier : -1, filters}), N == 1);
  if (N == 1) x = c.e.expand(x, 1);
  TensorId y = depthwise(c, x, w, k);
  y = c.e.op("Conv2D", {y, point},
             {{"strides", Ints{1, 1, 1, 1}},
              {"dilations", Ints{1, 1, 1, 1}},
              {"padding", std::string("VALID")},
              {"data_format", std::string("NHWC")}});
  if (N == 1) y = c.e.squeeze(y, 1);
  if (c.flag("use_bias", true)) y = c.e.op("BiasAdd", {y, c.weight({filters})});
  ARA_ASSIGN(const Tensors out, c.activated(y));
  return Tensors{channelsBack(c, out[0], N)};
}

// How long a transposed convolution's result is (Keras: deconv_output_length).
Dim transposedLength(Dim in, std::int64_t kernelSize, const std::string& padding, std::int64_t stride,
                     std::int64_t dilation, const Json& extra, std::size_t axis) {
  if (!ir::isKnown(in)) return ir::kUnknownDim;
  const std::int64_t wide = kernelSize + (kernelSize - 1) * (dilation - 1);
  const Json& one = extra.is_array() && axis < extra.size() ? extra[axis] : extra;
  if (!one.is_number_integer())
    return padding == "VALID" ? in * stride + std::max<std::int64_t>(wide - stride, 0) : in * stride;
  const std::int64_t pad = padding == "SAME" ? wide / 2 : 0;
  return (in - 1) * stride + wide - 2 * pad + one.get<std::int64_t>();
}

template<std::size_t N> Result<Tensors> emitTransposed(Call& c) {
  const Window w = windowOf(c, N);
  TensorId x = channelsLast(c, c.x(), N);
  if (c.e.rank(x) != N + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  const Dim filters = c.integer("filters");
  std::vector<std::int32_t> size;
  if (N == 1) size.push_back(1);
  for (std::size_t i = 0; i < N; ++i) {
    const Dim d = transposedLength(c.e.dim(x, i + 1), w.kernel[i], w.padding, w.strides[i], w.dilations[i],
                                   c.config("output_padding"), i);
    if (d < 1 || d > (1 << 24))
      return c.refuse(msg("the size of its result is not known."),
                      msg("Give every dimension but the first when the model is built."));
    size.push_back(static_cast<std::int32_t>(d));
  }
  size.push_back(static_cast<std::int32_t>(filters));
  const TensorId k = kernel(c, plus(w.kernel, {filters, c.e.last(x)}), N == 1);
  if (N == 1) x = c.e.expand(x, 1);
  const TensorId batch = c.e.slice(c.e.op("Shape", {x}, {{"out_type", DataType::i32}}), 0, 0, 1);
  const TensorId whole = c.e.concat({batch, c.e.ints(size)}, 0);
  TensorId y;
  if (N == 3)
    y = c.e.op("Conv3DBackpropInputV2", {whole, k, x},
               {{"T", DataType::f32},
                {"strides", around(w.strides)},
                {"dilations", around(w.dilations)},
                {"padding", w.padding},
                {"data_format", std::string("NDHWC")}});
  else
    y = c.e.op("Conv2DBackpropInput", {whole, k, x},
               {{"T", DataType::f32},
                {"strides", around(withHeight(w.strides))},
                {"dilations", around(withHeight(w.dilations))},
                {"padding", w.padding},
                {"data_format", std::string("NHWC")}});
  if (N == 1) y = c.e.squeeze(y, 1);
  if (c.flag("use_bias", true)) y = c.e.op("BiasAdd", {y, c.weight({filters})});
  ARA_ASSIGN(const Tensors out, c.activated(y));
  return Tensors{channelsBack(c, out[0], N)};
}

constexpr std::array kRows{
    LayerRow{"Conv1D", emitConv<1>},
    LayerRow{"Convolution1D", emitConv<1>},
    LayerRow{"Conv2D", emitConv<2>},
    LayerRow{"Convolution2D", emitConv<2>},
    LayerRow{"Conv3D", emitConv<3>},
    LayerRow{"DepthwiseConv1D", emitDepthwise<1>},
    LayerRow{"DepthwiseConv2D", emitDepthwise<2>},
    LayerRow{"SeparableConv1D", emitSeparable<1>},
    LayerRow{"SeparableConv2D", emitSeparable<2>},
    LayerRow{"Conv1DTranspose", emitTransposed<1>},
    LayerRow{"Conv2DTranspose", emitTransposed<2>},
    LayerRow{"Conv3DTranspose", emitTransposed<3>},
};

} // namespace

std::span<const LayerRow> convolutionLayers() { return kRows; }

} // namespace ara::formats::keras
