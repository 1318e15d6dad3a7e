// Attention: softmax(query times keys) times values.
#include "formats/keras/layer.h"

#include <array>
#include <cmath>

namespace ara::formats::keras {
namespace {

// Tensors by position, then by name, whatever the call used.
TensorId given(Call& c, const char* name, std::size_t position) {
  if (const auto it = c.named.find(name); it != c.named.end() && !it->second.empty()) return it->second[0];
  return position < c.in.size() ? c.in[position] : TensorId();
}

bool asked(Call& c, const char* option) {
  const Json& v = member(c.options, option);
  return v.is_boolean() && v.get<bool>();
}

// What lies in the future gets a score no softmax leaves anything of.
TensorId causal(Call& c, TensorId scores, Dim queries, Dim keys) {
  std::vector<float> mask;
  for (Dim q = 0; q < queries; ++q)
    for (Dim k = 0; k < keys; ++k) mask.push_back(k > q ? -1e9F : 0.0F);
  return c.e.add(scores, c.e.floats(mask, {queries, keys}));
}
Status checkMasks(Call& c) {
  for (const char* name : {"attention_mask", "mask", "query_mask", "value_mask", "key_mask"})
    if (c.named.contains(name))
      return c.refuse(msg("it is given a mask."), msg("Export the model as a SavedModel and open that."));
  return {};
}

// [batch, steps, d] times [d, heads, size] plus bias: [batch, heads, steps, size]
TensorId projected(Call& c, TensorId x, Dim heads, Dim size, bool bias) {
  const Array* kernel = c.rawWeight({c.e.last(x), heads, size});
  if (!kernel) return {};
  Array flat = *kernel;
  flat.shape = Shape::of({flat.shape.dims[0], heads * size});
  TensorId y = c.e.matmul(x, c.e.weight(flat));
  if (bias) {
    const Array* b = c.rawWeight({heads, size});
    if (!b) return {};
    Array flatBias = *b;
    flatBias.shape = Shape::of({heads * size});
    y = c.e.op("BiasAdd", {y, c.e.weight(flatBias)});
  }
  return c.e.transpose(c.e.reshape(y, {-1, c.e.dim(x, 1), heads, size}), {0, 2, 1, 3});
}

Result<Tensors> emitMultiHead(Call& c) {
  ARA_TRY(checkMasks(c));
  const TensorId query = given(c, "query", 0), value = given(c, "value", 1);
  TensorId key = given(c, "key", 2);
  if (!key) key = value;
  if (!query || !value) return c.refuse(msg("it is called without query or value."));
  if (c.e.rank(query) != 3 || c.e.rank(value) != 3 || c.e.rank(key) != 3 || c.flag("use_gate") ||
      !c.config("sliding_window").is_null())
    return c.refuse(msg("it attends over more than one axis, or through gates or windows."),
                    msg("Export the model as a SavedModel and open that."));
  const Json& outShape = c.config("output_shape");
  if (outShape.is_array() && outShape.size() > 1) return c.refuse(msg("its result has several axes."));
  const Dim heads = c.integer("num_heads", 1), size = c.integer("key_dim", 1), depth = c.integer("value_dim", size);
  const Dim steps = c.e.dim(query, 1), keys = c.e.dim(key, 1);
  if (!ir::isKnown(steps) || !ir::isKnown(keys))
    return c.refuse(msg("its number of steps is open."), msg("Give it when the model is built."));
  const bool bias = c.flag("use_bias", true);
  const TensorId q = projected(c, query, heads, size, bias);
  const TensorId k = projected(c, key, heads, size, bias);
  const TensorId v = projected(c, value, heads, depth, bias);
  const TensorId scaled = c.e.mul(q, c.e.number(1.0 / std::sqrt(static_cast<double>(size))));
  TensorId scores = c.e.op("BatchMatMulV2", {scaled, k}, {{"adj_x", false}, {"adj_y", true}});
  if (asked(c, "use_causal_mask")) scores = causal(c, scores, steps, keys);
  const TensorId weights = c.e.op("Softmax", {scores});
  const TensorId mixed =
      c.e.transpose(c.e.op("BatchMatMulV2", {weights, v}, {{"adj_x", false}, {"adj_y", false}}), {0, 2, 1, 3});
  const Array* kernel = c.rawWeight({heads, depth, -1});
  if (!kernel) return Tensors{TensorId()};
  Array flat = *kernel;
  const Dim out = flat.shape.dims[2];
  flat.shape = Shape::of({heads * depth, out});
  TensorId y =
      c.e.reshape(c.e.op("MatMul", {c.e.reshape(mixed, {-1, heads * depth}), c.e.weight(flat)}), {-1, steps, out});
  if (bias) y = c.e.op("BiasAdd", {y, c.weight({out})});
  if (asked(c, "return_attention_scores")) return Tensors{y, weights};
  return Tensors{y};
}

Result<Tensors> attend(Call& c, TensorId scores, TensorId value, Dim queries, Dim keys) {
  if (asked(c, "use_causal_mask") || c.flag("causal")) {
    if (!ir::isKnown(queries) || !ir::isKnown(keys))
      return c.refuse(msg("its number of steps is open."), msg("Give it when the model is built."));
    scores = causal(c, scores, queries, keys);
  }
  const TensorId weights = c.e.op("Softmax", {scores});
  const TensorId y = c.e.op("BatchMatMulV2", {weights, value}, {{"adj_x", false}, {"adj_y", false}});
  if (asked(c, "return_attention_scores")) return Tensors{y, weights};
  return Tensors{y};
}

Result<Tensors> emitAttention(Call& c) {
  ARA_TRY(checkMasks(c));
  if (c.text("score_mode", "dot") != "dot")
    return c.refuse(msg("it scores by {0}.", c.text("score_mode")), msg("Use score_mode = dot."));
  const TensorId query = c.in[0], value = c.in[1], key = c.in.size() > 2 ? c.in[2] : value;
  if (c.e.rank(query) != 3 || c.e.rank(value) != 3)
    return c.refuse(msg("its inputs have the shapes {0} and {1}.", c.e.shape(query).text(), c.e.shape(value).text()));
  TensorId scores = c.e.op("BatchMatMulV2", {query, key}, {{"adj_x", false}, {"adj_y", true}});
  if (c.flag("use_scale")) scores = c.e.mul(scores, c.weight({}));
  return attend(c, scores, value, c.e.dim(query, 1), c.e.dim(key, 1));
}

// scores = sum(scale * tanh(query + key))
Result<Tensors> emitAdditive(Call& c) {
  ARA_TRY(checkMasks(c));
  const TensorId query = c.in[0], value = c.in[1], key = c.in.size() > 2 ? c.in[2] : value;
  if (c.e.rank(query) != 3 || c.e.rank(value) != 3)
    return c.refuse(msg("its inputs have the shapes {0} and {1}.", c.e.shape(query).text(), c.e.shape(value).text()));
  TensorId both = c.e.op("Tanh", {c.e.add(c.e.expand(query, 2), c.e.expand(key, 1))});
  if (c.flag("use_scale", true)) both = c.e.mul(both, c.weight({c.e.last(query)}));
  return attend(c, c.e.reduce("Sum", both, {3}), value, c.e.dim(query, 1), c.e.dim(key, 1));
}

constexpr std::array kRows{
    LayerRow{"MultiHeadAttention", emitMultiHead, 0, 3},
    LayerRow{"Attention", emitAttention, 2, 3},
    LayerRow{"AdditiveAttention", emitAdditive, 2, 3},
};

} // namespace

std::span<const LayerRow> attentionLayers() { return kRows; }

} // namespace ara::formats::keras
