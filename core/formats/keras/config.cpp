#include "formats/keras/config.h"

#include "base/strings.h"

#include <set>

namespace ara::formats::keras {
namespace {

constexpr int kDeepest = 32;

bool isModel(const std::string& kind) { return kind == "Sequential" || kind == "Functional" || kind == "Model"; }

std::optional<Reference> reference(const Json& j) {
  if (j.is_array() && j.size() >= 3 && j[0].is_string() && j[1].is_number_integer() && j[2].is_number_integer())
    return Reference{j[0].get<std::string>(), j[1].get<std::int64_t>(), j[2].get<std::int64_t>()};
  if (j.is_object() && textOf(j, "class_name") == "__keras_tensor__")
    return reference(member(member(j, "config"), "keras_history"));
  return std::nullopt;
}

// All tensors in a value, in the order Keras flattens it: lists as they are, dictionaries by key.
void references(const Json& j, std::vector<Reference>& out, int depth = 0) {
  if (depth > kDeepest) return;
  if (const auto r = reference(j)) {
    out.push_back(*r);
  } else if (j.is_array() || j.is_object()) {
    for (const Json& part : j) references(part, out, depth + 1);
  }
}

void named(const Json& kwargs, CallConfig& call) {
  if (!kwargs.is_object()) return;
  for (const auto& [key, value] : kwargs.items()) {
    std::vector<Reference> tensors;
    references(value, tensors);
    if (tensors.empty())
      call.options[key] = value;
    else
      call.named[key] = std::move(tensors);
  }
}

// Keras 2: [[layer, node, tensor, kwargs], ...] a call. Keras 3: {"args": [...], "kwargs": {...}}.
void calls(const Json& nodes, LayerConfig& layer) {
  if (!nodes.is_array()) return;
  for (const Json& node : nodes) {
    CallConfig call;
    if (node.is_object()) {
      references(member(node, "args"), call.inputs);
      // Further positional values that are no tensors (an axis, a number) belong to operations, which are no layers.
      named(member(node, "kwargs"), call);
    } else if (node.is_array()) {
      const bool one =
          reference(node).has_value(); // Keras 2 writes a lone input without the list around it now and then
      const auto take = [&](const Json& entry) {
        if (const auto r = reference(entry)) call.inputs.push_back(*r);
        if (entry.is_array() && entry.size() > 3) named(entry[3], call);
      };
      if (one)
        take(node);
      else
        for (const Json& entry : node) take(entry);
    }
    layer.calls.push_back(std::move(call));
  }
}

Result<LayerConfig> parseLayer(const Json& j, int version, const std::string& path, int depth);

Status wrapped(LayerConfig& layer, const Json& inner, int version, int depth) {
  ARA_ASSIGN(LayerConfig one, parseLayer(inner, version, layer.path, depth + 1));
  layer.wrapped.push_back(std::move(one));
  return {};
}

Result<LayerConfig> parseLayer(const Json& j, int version, const std::string& path, int depth) {
  LayerConfig layer;
  layer.kind = textOf(j, "class_name");
  layer.module = textOf(j, "module");
  layer.registered = textOf(j, "registered_name");
  layer.config = member(j, "config");
  layer.name = textOf(j, "name", textOf(layer.config, "name", layer.kind));
  layer.path = path.empty() ? layer.name : path + "/" + layer.name;
  if (layer.kind.empty() || depth > kDeepest)
    return fail(ErrorKind::BadFile, msg("Layer {0} of the configuration has no class.", printable(layer.path)),
                msg("Save the model again."), layer.name);
  calls(member(j, "inbound_nodes"), layer);
  if (isModel(layer.kind)) {
    ARA_ASSIGN(ModelConfig inner, parseModel(j, version, layer.path, depth + 1));
    layer.model = std::make_shared<ModelConfig>(std::move(inner));
  }
  if (layer.kind == "Bidirectional" || layer.kind == "TimeDistributed") {
    ARA_TRY(wrapped(layer, member(layer.config, "layer"), version, depth));
    if (member(layer.config, "backward_layer").is_object())
      ARA_TRY(wrapped(layer, layer.config["backward_layer"], version, depth));
  }
  if ((layer.kind == "RNN" || layer.kind == "StackedRNNCells") && layer.config.is_object()) {
    if (layer.kind == "RNN")
      ARA_TRY(wrapped(layer, member(layer.config, "cell"), version, depth));
    else
      for (const Json& cell : member(layer.config, "cells")) ARA_TRY(wrapped(layer, cell, version, depth));
  }
  return layer;
}

} // namespace

const Json& member(const Json& object, const char* key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto it = object.find(key);
  return it == object.end() ? kNull : *it;
}

std::string textOf(const Json& object, const char* key, const std::string& otherwise) {
  const Json& v = member(object, key);
  return v.is_string() ? v.get<std::string>() : otherwise;
}

Result<Json> parseJson(std::string_view text, const std::string& name) {
  // Values inside values, without reading them: Json itself is freed level by level, which must stay shallow.
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
    } else if (c == '"')
      quoted = true;
    else if (c == '{' || c == '[') {
      if (++depth > 500)
        return fail(ErrorKind::BadFile, msg("The configuration in {0} nests more than 500 deep.", name),
                    msg("Save the model again."), name);
    } else if (c == '}' || c == ']')
      --depth;
  }
  Json j = Json::parse(text, nullptr, false);
  if (j.is_discarded())
    return fail(ErrorKind::BadFile, msg("The configuration in {0} is damaged.", name),
                msg("Copy it again, or save the model again."), name);
  return j;
}

Result<ModelConfig> parseModel(const Json& j, int version, const std::string& path, int depth) {
  const std::string kind = textOf(j, "class_name");
  if (!isModel(kind))
    return fail(ErrorKind::Unsupported,
                msg("The model is of the class {0}, which is Python code and not in the file.",
                    kind.empty() ? "?" : printable(kind)),
                msg("Export it as a SavedModel and open that."), kind);
  const Json& config = member(j, "config");
  ModelConfig m;
  m.version = version;
  m.sequential = kind == "Sequential";
  m.name = textOf(config, "name", kind);
  // The first Keras wrote the layers of a Sequential as a bare list.
  const Json& layers = config.is_array() ? config : member(config, "layers");
  if (!layers.is_array() || depth > kDeepest)
    return fail(ErrorKind::BadFile, msg("Model {0} lists no layers.", printable(m.name)), msg("Save the model again."),
                m.name);
  std::set<std::string> seen;
  for (const Json& layer : layers) {
    ARA_ASSIGN(LayerConfig one, parseLayer(layer, version, path, depth));
    if (!seen.insert(one.name).second)
      return fail(ErrorKind::BadFile,
                  msg("Two layers of model {0} are named {1}.", printable(m.name), printable(one.name)),
                  msg("Save the model again."), one.name);
    m.layers.push_back(std::move(one));
  }
  references(member(config, "input_layers"), m.inputs);
  references(member(config, "output_layers"), m.outputs);
  for (const char* key : {"build_input_shape", "batch_input_shape"})
    if (m.inputShape.is_null()) m.inputShape = member(config, key);
  if (m.inputShape.is_null()) m.inputShape = member(member(j, "build_config"), "input_shape");
  if (m.layers.empty() || (!m.sequential && (m.inputs.empty() || m.outputs.empty())))
    return fail(ErrorKind::BadFile,
                msg("Model {0} has no {1}.", printable(m.name), m.layers.empty() ? "layers" : "inputs or outputs"),
                msg("Save the model again."), m.name);
  return m;
}

} // namespace ara::formats::keras
