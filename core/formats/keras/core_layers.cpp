// Layers without an axis of their own to speak of: dense, activations, noise, embeddings, scaling.
#include "formats/keras/layer.h"

#include <array>
#include <cmath>

namespace ara::formats::keras {
namespace {

Result<Tensors> emitDense(Call& c) {
  const Dim units = c.integer("units");
  TensorId y = c.e.matmul(c.x(), c.weight({c.e.last(c.x()), units}));
  if (c.flag("use_bias", true)) y = c.e.op("BiasAdd", {y, c.weight({units})});
  return c.activated(y);
}

Result<Tensors> emitEinsumDense(Call& c) {
  const Array* kernel = c.layer.weights.empty() ? nullptr : &c.layer.weights[0];
  TensorId y =
      c.e.op("Einsum", {c.x(), c.weight(kernel ? std::vector<Dim>(kernel->shape.rank(), -1) : std::vector<Dim>{})},
             {{"N", std::int64_t{2}}, {"equation", c.text("equation")}});
  if (!c.config("bias_axes").is_null()) {
    const std::size_t rank = c.layer.weights.size() > 1 ? c.layer.weights[1].shape.rank() : 0;
    y = c.e.add(y, c.weight(std::vector<Dim>(rank, -1)));
  }
  return c.activated(y);
}

Result<Tensors> emitActivation(Call& c) { return c.activated(c.x()); }

// What happens in training only.
Result<Tensors> emitNothing(Call& c) { return Tensors{c.x()}; }

Result<Tensors> emitEmbedding(Call& c) {
  if (c.flag("mask_zero"))
    return c.refuse(msg("it masks zeros, which has no TensorFlow Lite form."), msg("Build it with mask_zero = False."));
  TensorId ids = c.x();
  if (c.e.type(ids) != DataType::i32) ids = c.e.op("Cast", {ids}, {{"SrcT", c.e.type(ids)}, {"DstT", DataType::i32}});
  const TensorId table = c.weight({c.integer("input_dim"), c.integer("output_dim")});
  return Tensors{c.e.op("GatherV2", {table, ids, c.e.integer(0)},
                        {{"Tparams", DataType::f32}, {"Tindices", DataType::i32}, {"Taxis", DataType::i32}})};
}

TensorId asFloat(Call& c) {
  if (c.e.type(c.x()) == DataType::f32) return c.x();
  return c.e.op("Cast", {c.x()}, {{"SrcT", c.e.type(c.x())}, {"DstT", DataType::f32}});
}

// One number, or one for each channel.
TensorId numbers(Call& c, const char* key, double otherwise) {
  const Json& v = c.config(key);
  if (!v.is_array()) return c.e.number(c.number(key, otherwise));
  std::vector<float> all;
  for (const Json& i : v) all.push_back(i.is_number() ? i.get<float>() : 0.0F);
  return c.e.floats(all, {static_cast<Dim>(all.size())});
}

Result<Tensors> emitRescaling(Call& c) {
  return Tensors{c.e.add(c.e.mul(asFloat(c), numbers(c, "scale", 1)), numbers(c, "offset", 0))};
}

// (x - mean) / max(sqrt(variance), 1e-7), both along `axis`.
Result<Tensors> emitNormalization(Call& c) {
  const TensorId x = asFloat(c);
  const auto rank = static_cast<std::int64_t>(c.e.rank(x));
  std::vector<std::int64_t> axes;
  const Json& axis = c.config("axis");
  if (axis.is_number_integer()) axes = {axis.get<std::int64_t>()};
  if (axis.is_array())
    for (const Json& a : axis) axes.push_back(a.is_number_integer() ? a.get<std::int64_t>() : 0);
  std::vector<Dim> dims(static_cast<std::size_t>(rank), 1);
  std::vector<Dim> stored;
  for (std::int64_t a : axes) {
    if (a < 0) a += rank;
    if (a < 0 || a >= rank) return c.refuse(msg("its axis {0} is none of its input.", a));
    dims[static_cast<std::size_t>(a)] = c.e.dim(x, static_cast<std::size_t>(a));
    stored.push_back(dims[static_cast<std::size_t>(a)]);
  }
  TensorId mean, variance;
  if (!c.layer.weights.empty()) {
    mean = c.weight(stored), variance = c.weight(stored);
  } else {
    const auto flat = [&](const char* key) -> TensorId {
      std::vector<float> all;
      const auto collect = [&](const auto& self, const Json& j) -> void {
        if (j.is_number())
          all.push_back(j.get<float>());
        else if (j.is_array())
          for (const Json& i : j) self(self, i);
        else if (j.is_object())
          self(self, member(j, "value"));
      };
      collect(collect, c.config(key));
      if (all.empty()) return {};
      std::vector<Dim> shape;
      if (all.size() > 1 || !stored.empty()) shape = {static_cast<Dim>(all.size())};
      return c.e.floats(all, shape);
    };
    mean = flat("mean"), variance = flat("variance");
  }
  if (!mean || !variance)
    return c.refuse(msg("its mean and variance are not in the file."), msg("Adapt it before the model is saved."));
  if (c.e.rank(mean) > 0 && c.e.rank(mean) != static_cast<std::size_t>(rank) && c.e.shape(mean).elements() > 1u)
    mean = c.e.reshape(mean, dims), variance = c.e.reshape(variance, dims);
  const TensorId deviation = c.e.op("Maximum", {c.e.op("Sqrt", {variance}), c.e.number(1e-7)});
  if (c.flag("invert")) return Tensors{c.e.add(mean, c.e.mul(x, deviation))};
  return Tensors{c.e.op("RealDiv", {c.e.sub(x, mean), deviation})};
}

Result<Tensors> emitRelu(Call& c) {
  const double slope = c.number("negative_slope"), threshold = c.number("threshold");
  const bool capped = !c.config("max_value").is_null();
  const double most = c.number("max_value");
  TensorId y;
  if (threshold == 0) {
    if (capped && most == 6 && slope == 0) return Tensors{c.e.op("Relu6", {c.x()})};
    y = slope == 0 ? c.e.op("Relu", {c.x()}) : c.e.op("LeakyRelu", {c.x()}, {{"alpha", slope}});
  } else {
    // x from the threshold on, slope * (x - threshold) below it.
    const TensorId above = c.e.op("GreaterEqual", {c.x(), c.e.number(threshold)});
    const TensorId below = c.e.mul(c.e.sub(c.x(), c.e.number(threshold)), c.e.number(slope));
    y = c.e.op("SelectV2", {above, c.x(), below}, {{"T", DataType::f32}});
  }
  if (capped) y = c.e.op("Minimum", {y, c.e.number(most)});
  return Tensors{y};
}

Result<Tensors> emitLeakyRelu(Call& c) {
  const double slope = c.config("negative_slope").is_null() ? c.number("alpha", 0.3) : c.number("negative_slope", 0.3);
  return Tensors{c.e.op("LeakyRelu", {c.x()}, {{"alpha", slope}})};
}

Result<Tensors> emitThresholdedRelu(Call& c) {
  const TensorId above = c.e.op("Greater", {c.x(), c.e.number(c.number("theta", 1))});
  return Tensors{c.e.mul(c.x(), c.e.op("Cast", {above}, {{"SrcT", DataType::boolean}, {"DstT", DataType::f32}}))};
}

// relu(x) - alpha * relu(-x)
Result<Tensors> emitPrelu(Call& c) {
  std::vector<Dim> dims(c.e.shape(c.x()).dims.begin() + (c.e.rank(c.x()) > 0 ? 1 : 0), c.e.shape(c.x()).dims.end());
  const Json& shared = c.config("shared_axes");
  if (shared.is_array())
    for (const Json& a : shared)
      if (a.is_number_integer() && a.get<std::int64_t>() >= 1 &&
          a.get<std::int64_t>() <= static_cast<std::int64_t>(dims.size()))
        dims[a.get<std::size_t>() - 1] = 1;
  const TensorId alpha = c.weight(dims);
  const TensorId negative = c.e.mul(c.e.op("Neg", {alpha}), c.e.op("Relu", {c.e.op("Neg", {c.x()})}));
  return Tensors{c.e.add(c.e.op("Relu", {c.x()}), negative)};
}

Result<Tensors> emitElu(Call& c) {
  const double alpha = c.number("alpha", 1);
  if (alpha == 1) return Tensors{c.e.op("Elu", {c.x()})};
  // relu(x) + alpha * elu(min(x, 0))
  const TensorId below = c.e.op("Elu", {c.e.op("Minimum", {c.x(), c.e.number(0)})});
  return Tensors{c.e.add(c.e.op("Relu", {c.x()}), c.e.mul(below, c.e.number(alpha)))};
}

Result<Tensors> emitSoftmax(Call& c) {
  const auto rank = static_cast<std::int64_t>(c.e.rank(c.x()));
  const Json& list = c.config("axis");
  if (list.is_array() && list.size() != 1) return c.refuse(msg("it sums over several axes."), msg("Use one axis."));
  std::int64_t axis =
      list.is_array() && list[0].is_number_integer() ? list[0].get<std::int64_t>() : c.integer("axis", -1);
  if (axis < 0) axis += rank;
  if (axis < 0 || axis >= rank) return c.refuse(msg("its axis {0} is none of its input.", axis));
  if (axis == rank - 1) return Tensors{c.e.op("Softmax", {c.x()})};
  std::vector<std::int32_t> perm;
  for (std::int32_t i = 0; i < rank; ++i) perm.push_back(i);
  std::swap(perm[static_cast<std::size_t>(axis)], perm.back());
  return Tensors{c.e.transpose(c.e.op("Softmax", {c.e.transpose(c.x(), perm)}), perm)};
}

constexpr std::array kRows{
    LayerRow{"Dense", emitDense},
    LayerRow{"EinsumDense", emitEinsumDense},
    LayerRow{"Activation", emitActivation},
    LayerRow{"Identity", emitNothing},
    LayerRow{"Dropout", emitNothing},
    LayerRow{"SpatialDropout1D", emitNothing},
    LayerRow{"SpatialDropout2D", emitNothing},
    LayerRow{"SpatialDropout3D", emitNothing},
    LayerRow{"GaussianNoise", emitNothing},
    LayerRow{"GaussianDropout", emitNothing},
    LayerRow{"AlphaDropout", emitNothing},
    LayerRow{"ActivityRegularization", emitNothing},
    LayerRow{"RandomBrightness", emitNothing},
    LayerRow{"RandomContrast", emitNothing},
    LayerRow{"RandomFlip", emitNothing},
    LayerRow{"RandomRotation", emitNothing},
    LayerRow{"RandomTranslation", emitNothing},
    LayerRow{"RandomZoom", emitNothing},
    LayerRow{"Embedding", emitEmbedding},
    LayerRow{"Rescaling", emitRescaling},
    LayerRow{"Normalization", emitNormalization},
    LayerRow{"ReLU", emitRelu},
    LayerRow{"LeakyReLU", emitLeakyRelu},
    LayerRow{"ThresholdedReLU", emitThresholdedRelu},
    LayerRow{"PReLU", emitPrelu},
    LayerRow{"ELU", emitElu},
    LayerRow{"Softmax", emitSoftmax},
};

} // namespace

std::span<const LayerRow> coreLayers() { return kRows; }

} // namespace ara::formats::keras
