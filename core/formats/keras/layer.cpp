#include "formats/keras/layer.h"

#include "base/strings.h"

#include <algorithm>

namespace ara::formats::keras {

bool Call::flag(const char* key, bool otherwise) const {
  const Json& v = config(key);
  return v.is_boolean() ? v.get<bool>() : v.is_number() ? v.get<double>() != 0 : otherwise;
}
std::int64_t Call::integer(const char* key, std::int64_t otherwise) const {
  const Json& v = config(key);
  return v.is_number_integer() ? v.get<std::int64_t>()
         : v.is_number()       ? static_cast<std::int64_t>(v.get<double>())
                               : otherwise;
}
double Call::number(const char* key, double otherwise) const {
  const Json& v = config(key);
  if (v.is_object()) { // Keras 2 writes some numbers as arrays: {"class_name": "__numpy__", "value": ...}
    const Json& inner = member(v, "value");
    const Json& deeper = member(member(v, "config"), "value");
    return inner.is_number() ? inner.get<double>() : deeper.is_number() ? deeper.get<double>() : otherwise;
  }
  return v.is_number() ? v.get<double>() : otherwise;
}
std::vector<std::int64_t> Call::integers(const char* key, std::size_t count, std::int64_t otherwise) const {
  const Json& v = config(key);
  if (v.is_number_integer()) return std::vector<std::int64_t>(count, v.get<std::int64_t>());
  std::vector<std::int64_t> out;
  if (v.is_array())
    for (const Json& i : v)
      if (i.is_number_integer()) out.push_back(i.get<std::int64_t>());
  if (out.size() == 1 && count > 1) out.resize(count, out[0]);
  if (out.size() != count) out.assign(count, otherwise);
  return out;
}

Fail Call::refuse(Message finding, Message remedy) const {
  return fail(ErrorKind::Unsupported, msg("{0} {1}: {2}", layer.kind, printable(layer.path), finding.text()),
              std::move(remedy), layer.name);
}

const Array* Call::rawWeight(std::vector<Dim> shape) {
  if (taken >= layer.weights.size()) {
    e.refuse({ErrorKind::BadFile,
              msg("{0} {1} has {2} in the file and needs more.", layer.kind, printable(layer.path),
                  plural(layer.weights.size(), "weight", "weights")),
              msg("Save the whole model again: configuration and weights do not belong together."),
              layer.name,
              {}});
    return nullptr;
  }
  const Array& a = layer.weights[taken++];
  bool fits = a.shape.rank() == shape.size();
  for (std::size_t i = 0; fits && i < shape.size(); ++i) fits = shape[i] < 0 || shape[i] == a.shape.dims[i];
  if (!fits) {
    e.refuse({ErrorKind::BadFile,
              msg("{0} {1} needs weight {2} as {3}, and the file has {4}.", layer.kind, printable(layer.path), taken,
                  Shape::of(std::move(shape)).text(), a.shape.text()),
              msg("Save the whole model again: configuration and weights do not belong together."),
              layer.name,
              {}});
    return nullptr;
  }
  if (a.type != DataType::f32) {
    e.refuse({ErrorKind::Unsupported,
              msg("{0} {1} has weights of type {2}.", layer.kind, printable(layer.path), ir::longName(a.type)),
              msg("Build the model with float32 and load its weights into it."),
              layer.name,
              {}});
    return nullptr;
  }
  return &a;
}

TensorId Call::weight(std::vector<Dim> shape) {
  const Array* a = rawWeight(std::move(shape));
  return a ? e.weight(*a) : TensorId();
}

Result<Tensors> Call::activated(TensorId t, const char* key) {
  ARA_ASSIGN(const TensorId y, activation(e, config(key), t, layer, version));
  return Tensors{y};
}

namespace {

// Layers that are known, and cannot be had in TensorFlow Lite.
struct Without {
  std::string_view kind, why;
};
constexpr Without kWithout[] = {
    {"Masking", "it leaves steps out, depending on their values"},
    {"Hashing", "it hashes texts"},
    {"StringLookup", "it looks texts up"},
    {"IntegerLookup", "it looks numbers up"},
    {"TextVectorization", "it takes texts apart"},
    {"Discretization", "it sorts values into ranges"},
    {"CategoryEncoding", "it counts categories"},
    {"RandomCrop", "it also resizes outside training"},
};

} // namespace

const LayerRow* findLayer(std::string_view kind) {
  for (const auto rows : {coreLayers(), convolutionLayers(), poolLayers(), shapeLayers(), mergeLayers(), normLayers(),
                          recurrentLayers(), attentionLayers(), convLstmLayers()})
    for (const LayerRow& row : rows)
      if (row.kind == kind) return &row;
  return nullptr;
}

Result<Tensors> emitLayer(Emitter& e, const LayerConfig& layer, int version, Tensors in,
                          std::map<std::string, Tensors> named, const Json& options) {
  const bool theirs = (!layer.module.empty() && layer.module != "builtins" && !layer.module.starts_with("keras")) ||
                      (!layer.registered.empty() && layer.registered.find('>') != std::string::npos &&
                       !layer.registered.starts_with("keras")) ||
                      layer.module.find(".ops") != std::string::npos;
  const LayerRow* row = theirs ? nullptr : findLayer(layer.kind);
  if (!row && !theirs)
    for (const Without& w : kWithout)
      if (w.kind == layer.kind)
        return fail(ErrorKind::Unsupported,
                    msg("{0} {1} has no TensorFlow Lite form: {2}.", layer.kind, printable(layer.path), w.why),
                    msg("Save the model without it, and do its work before."), layer.name);
  if (!row) {
    const bool code = layer.kind == "Lambda" || theirs;
    return fail(
        ErrorKind::Unsupported,
        code ? msg("Layer {0} ({1}) is Python code, which is never run.", printable(layer.path), printable(layer.kind))
             : msg("Layer {0} is of the class {1}, which this program does not know.", printable(layer.path),
                   printable(layer.kind)),
        msg("Export the model as a SavedModel and open that."), layer.name);
  }
  Call c{e, layer, version, std::move(in), std::move(named), options};
  if (c.in.size() < row->least || c.in.size() > row->most)
    return c.refuse(msg("it is called on {0}.", plural(c.in.size(), "tensor", "tensors")),
                    msg("Export the model as a SavedModel and open that."));
  e.enter(layer.path);
  ARA_ASSIGN(Tensors out, row->emit(c));
  if (e.error()) return Fail(*e.error());
  if (c.taken < layer.weights.size() && layer.kind != "Normalization")
    return fail(ErrorKind::BadFile,
                msg("{0} {1} has {2} in the file and uses {3}.", layer.kind, printable(layer.path),
                    plural(layer.weights.size(), "weight", "weights"), c.taken),
                msg("Save the whole model again: configuration and weights do not belong together."), layer.name);
  return out;
}

} // namespace ara::formats::keras
