// One call of a layer, and the table of layers. A layer is a row and a function that writes what it computes.
//
//   Result<Tensors> emitDense(Call& c) {
//     TensorId y = c.e.matmul(c.x(), c.weight({c.e.last(c.x()), c.integer("units")}));
//     if (c.flag("use_bias", true)) y = c.e.op("BiasAdd", {y, c.weight({c.integer("units")})});
//     return c.activated(y);
//   }
#pragma once

#include "formats/keras/config.h"
#include "formats/keras/emit.h"

#include <span>

namespace ara::formats::keras {

using Tensors = std::vector<TensorId>;

struct Call {
  Emitter& e;
  const LayerConfig& layer;
  int version; // of Keras
  Tensors in;
  std::map<std::string, Tensors> named;
  Json options = Json::object();
  std::size_t taken = 0; // weights handed out so far

  TensorId x() const { return in[0]; }
  const Json& config(const char* key) const { return member(layer.config, key); }
  bool flag(const char* key, bool otherwise = false) const;
  std::int64_t integer(const char* key, std::int64_t otherwise = 0) const;
  double number(const char* key, double otherwise = 0) const;
  std::string text(const char* key, const std::string& otherwise = {}) const {
    return textOf(layer.config, key, otherwise);
  }
  // A list of `count` numbers, or one number for all of them.
  std::vector<std::int64_t> integers(const char* key, std::size_t count, std::int64_t otherwise = 1) const;
  bool channelsFirst() const { return text("data_format") == "channels_first"; }

  // The next weight. Its shape must be this; -1 stands for anything.
  TensorId weight(std::vector<Dim> shape);
  const Array* rawWeight(std::vector<Dim> shape);
  // What the layer's activation makes of t.
  Result<Tensors> activated(TensorId t, const char* key = "activation");

  Fail refuse(Message finding, Message remedy = {}) const;
};

Result<TensorId> activation(Emitter& e, const Json& spec, TensorId t, const LayerConfig& layer, int version);

struct LayerRow {
  std::string_view kind;
  Result<Tensors> (*emit)(Call&);
  std::size_t least = 1, most = 1; // inputs
};
const LayerRow* findLayer(std::string_view kind);

// The rows of each family, a file each.
std::span<const LayerRow> coreLayers();
std::span<const LayerRow> convolutionLayers();
std::span<const LayerRow> poolLayers();
std::span<const LayerRow> shapeLayers();
std::span<const LayerRow> mergeLayers();
std::span<const LayerRow> normLayers();
std::span<const LayerRow> recurrentLayers();
std::span<const LayerRow> attentionLayers();
std::span<const LayerRow> convLstmLayers();

// One layer called on tensors; refuses what the table does not have, by name and place.
Result<Tensors> emitLayer(Emitter& e, const LayerConfig& layer, int version, Tensors in,
                          std::map<std::string, Tensors> named, const Json& options);

// The same for a layer or a model used as one.
Result<Tensors> emitAny(Emitter& e, const LayerConfig& layer, int version, Tensors in,
                        std::map<std::string, Tensors> named, const Json& options);
// A model called on tensors; what its layers give is told in `made` when that is asked for.
Result<Tensors> emitModel(Emitter& e, const ModelConfig& model, Tensors in,
                          std::vector<std::pair<const LayerConfig*, Tensors>>* made = nullptr);

} // namespace ara::formats::keras
