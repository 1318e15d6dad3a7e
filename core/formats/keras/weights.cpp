#include "formats/keras/weights.h"

#include "base/strings.h"

#include <algorithm>

namespace ara::formats::keras {
namespace {

std::string join(const std::string& a, const std::string& b) { return a.empty() ? b : a + "/" + b; }

// --- Keras 2

struct NamedArray {
  std::string name;
  const Array* array;
};

void leaves(ModelConfig& model, std::vector<LayerConfig*>& out) {
  for (LayerConfig& layer : model.layers) {
    if (layer.model)
      leaves(*layer.model, out);
    else
      out.push_back(&layer);
    for (LayerConfig& w : layer.wrapped)
      if (w.model) leaves(*w.model, out);
  }
}

// The weights of a model used as a layer lie in one list: each belongs to the layer whose name stands in its own.
Status distribute(ModelConfig& model, const std::vector<NamedArray>& all) {
  std::vector<LayerConfig*> own;
  leaves(model, own);
  std::map<std::string, LayerConfig*, std::less<>> byName;
  for (LayerConfig* l : own)
    if (!byName.emplace(l->name, l).second) byName[l->name] = nullptr; // two of one name: not told apart by it
  for (const NamedArray& w : all) {
    LayerConfig* owner = nullptr;
    for (const std::string_view part : split(w.name, '/'))
      if (const auto it = byName.find(part); it != byName.end() && it->second) owner = it->second;
    if (!owner)
      return fail(ErrorKind::BadFile,
                  msg("Weight {0} belongs to no layer of model {1}.", printable(w.name), printable(model.name)),
                  msg("Save the model again, or as a SavedModel."), w.name);
    owner->weights.push_back(*w.array);
  }
  return {};
}

// --- Keras 3

std::string snake(const std::string& kind) {
  std::string out;
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  for (std::size_t i = 0; i < kind.size(); ++i) {
    const bool word = i > 0 && upper(kind[i]) && ((i + 1 < kind.size() && lower(kind[i + 1])) || lower(kind[i - 1]));
    if (word && out.back() != '_') out += '_';
    out += upper(kind[i]) ? static_cast<char>(kind[i] + 32) : kind[i];
  }
  return out;
}

std::vector<Array> variables(const Hdf5& file, const std::string& group) {
  std::vector<Array> out;
  for (std::size_t i = 0;; ++i) {
    const auto it = file.arrays.find(join(group, "vars/" + std::to_string(i)));
    if (it == file.arrays.end()) return out;
    out.push_back(it->second);
  }
}

void append(std::vector<Array>& to, std::vector<Array> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

// Names of the groups of a list of layers: class, and from the second of a class on its number.
class Places {
public:
  std::string next(const std::string& kind) {
    const std::string name = snake(kind);
    const auto [it, fresh] = m_used.try_emplace(name, 0);
    return fresh ? name : name + "_" + std::to_string(++it->second);
  }

private:
  std::map<std::string, std::size_t> m_used;
};

Status collect(LayerConfig& layer, const Hdf5& file, const std::string& group, std::vector<Array>& out);

Status collectWrapped(LayerConfig& layer, const Hdf5& file, const std::string& group, std::vector<Array>& out) {
  if (layer.model) return assignByPlace(*layer.model, file, group);
  return collect(layer, file, group, out);
}

Status collect(LayerConfig& layer, const Hdf5& file, const std::string& group, std::vector<Array>& out) {
  if (layer.kind == "Bidirectional" && !layer.wrapped.empty()) {
    LayerConfig& back = layer.wrapped.back(); // the same configuration when only one is written
    ARA_TRY(collect(layer.wrapped[0], file, join(group, "forward_layer"), out));
    return collect(back, file, join(group, "backward_layer"), out);
  }
  if (layer.kind == "TimeDistributed" && !layer.wrapped.empty())
    return collectWrapped(layer.wrapped[0], file, join(group, "layer"), out);
  if (layer.kind == "RNN" && !layer.wrapped.empty()) return collect(layer.wrapped[0], file, join(group, "cell"), out);
  if (layer.kind == "StackedRNNCells") {
    Places places;
    for (LayerConfig& cell : layer.wrapped)
      ARA_TRY(collect(cell, file, join(group, "cells/" + places.next(cell.kind)), out));
    return {};
  }
  if (layer.kind == "MultiHeadAttention") {
    for (const char* part : {"query_dense", "key_dense", "value_dense", "output_dense"})
      append(out, variables(file, join(group, part)));
    return {};
  }
  if (layer.kind == "LSTM" || layer.kind == "GRU" || layer.kind == "SimpleRNN" || layer.kind.starts_with("ConvLSTM")) {
    append(out, variables(file, join(group, "cell")));
    return {};
  }
  append(out, variables(file, group));
  return {};
}

} // namespace

Status assignByName(ModelConfig& model, const Hdf5& file, const std::string& root) {
  for (LayerConfig& layer : model.layers) {
    const std::string group = join(root, layer.name);
    const auto names = file.texts(group, "weight_names");
    if (!names) continue; // layers without weights have no group in some versions
    std::vector<NamedArray> all;
    for (const std::string& name : *names) {
      const auto it = file.arrays.find(join(group, name));
      if (it == file.arrays.end())
        return fail(ErrorKind::BadFile,
                    msg("Weight {0} of layer {1} is not in the file.", printable(name), printable(layer.name)),
                    msg("Copy it again, or save the model again."), layer.name);
      all.push_back({name, &it->second});
    }
    const bool model2 = layer.kind == "TimeDistributed" && !layer.wrapped.empty() && layer.wrapped[0].model;
    if (layer.model)
      ARA_TRY(distribute(*layer.model, all));
    else if (model2)
      ARA_TRY(distribute(*layer.wrapped[0].model, all));
    else
      for (const NamedArray& w : all) layer.weights.push_back(*w.array);
  }
  return {};
}

Status assignByPlace(ModelConfig& model, const Hdf5& file, const std::string& group) {
  std::string container = join(group, "layers");
  if (!file.hasGroup(container) && file.hasGroup(join(group, "_layer_checkpoint_dependencies")))
    container = join(group, "_layer_checkpoint_dependencies");
  Places places;
  for (LayerConfig& layer : model.layers) {
    const std::string place = join(container, places.next(layer.kind));
    // Where the file says whose group it is, that must agree.
    if (const auto name = file.text(join(place, "vars"), "name"); name && *name != layer.name)
      return fail(ErrorKind::BadFile,
                  msg("The weights at {0} are those of {1}, and the configuration has {2} there.", place,
                      printable(*name), printable(layer.name)),
                  msg("Save the model again."), layer.name);
    if (layer.model)
      ARA_TRY(assignByPlace(*layer.model, file, place));
    else
      ARA_TRY(collect(layer, file, place, layer.weights));
  }
  return {};
}

} // namespace ara::formats::keras
