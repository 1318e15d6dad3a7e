// The configuration of a Keras model, as it stands in its file: layers, what is called on what, in and out.
#pragma once

#include "base/result.h"
#include "formats/keras/hdf5.h"

#include <memory>
#include <nlohmann/json.hpp>

namespace ara::formats::keras {

using Json = nlohmann::json;

struct Reference {
  std::string layer;
  std::int64_t node = 0, tensor = 0;
};
// One call of a layer: the tensors it is given, by position and by name, and what else it is given by name.
struct CallConfig {
  std::vector<Reference> inputs;
  std::map<std::string, std::vector<Reference>> named;
  Json options = Json::object();
};

struct ModelConfig;
struct LayerConfig {
  std::string name, kind, module, registered;
  std::string path; // names of the models around it, and its own
  Json config = Json::object();
  std::vector<CallConfig> calls;
  std::shared_ptr<ModelConfig> model; // a model used as a layer
  std::vector<LayerConfig> wrapped;   // Bidirectional: forward, backward; TimeDistributed: the layer; RNN: the cells
  std::vector<Array> weights;
};
struct ModelConfig {
  int version = 2; // of Keras: 1, 2, 3
  std::string name;
  bool sequential = false;
  std::vector<LayerConfig> layers;
  std::vector<Reference> inputs, outputs;
  Json inputShape; // of a Sequential that has no input layer
};

// Errors: BadFile (no such configuration), Unsupported (a class of model that is code).
Result<ModelConfig> parseModel(const Json& model, int version, const std::string& path = {}, int depth = 0);
Result<Json> parseJson(std::string_view text, const std::string& name);

std::string textOf(const Json& object, const char* key, const std::string& otherwise = {});
const Json& member(const Json& object, const char* key); // null when there is none

} // namespace ara::formats::keras
