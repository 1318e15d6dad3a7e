#include "formats/keras/keras.h"

#include "base/strings.h"
#include "formats/keras/archive.h"
#include "formats/keras/layer.h"
#include "formats/keras/weights.h"

#include <algorithm>

namespace ara::formats::keras {
namespace {

bool isHdf5(Bytes bytes) { return ara::textOf(bytes).starts_with("\x89HDF\r\n\x1a\n"); }

struct Content {
  Json config;
  Hdf5 weights;
  int version = 2;
  bool byPlace = false; // Keras 3's layout of weights
  std::string keras;    // "2.12.0"
};

int majorOf(const std::string& version) {
  return version.empty() || version[0] < '1' || version[0] > '9' ? 1 : version[0] - '0';
}

Result<Content> fromHdf5(Task& task, const Input& input, const std::string& name) {
  Content c;
  ARA_ASSIGN(c.weights, readHdf5(task, input.path, input.bytes(), input.file, name));
  const auto config = c.weights.text("", "model_config");
  c.keras = c.weights.text("", "keras_version").value_or(c.weights.text("model_weights", "keras_version").value_or(""));
  c.version = majorOf(c.keras);
  if (!config) {
    const bool weights = c.weights.texts("", "layer_names") || c.weights.hasGroup("layers") ||
                         c.weights.hasGroup("_layer_checkpoint_dependencies");
    if (weights)
      return fail(ErrorKind::Unsupported, msg("{0} holds the weights of a Keras model, and not the model.", name),
                  msg("Load them into the model and save that: model.save(\"model.h5\")."), name);
    return fail(ErrorKind::BadFile, msg("{0} is an HDF5 file without a Keras model.", name),
                msg("Open a file that model.save() wrote."), name);
  }
  ARA_ASSIGN(c.config, parseJson(*config, name));
  return c;
}

Result<Content> fromArchive(Task& task, const Input& input, const std::string& name) {
  Content c;
  c.byPlace = true;
  ARA_ASSIGN(const auto members,
             unpack(task, input.bytes(), name, {"metadata.json", "config.json", "model.weights.h5"}));
  ARA_ASSIGN(const Json metadata, parseJson(ara::textOf(*members[0].bytes), name));
  c.keras = textOf(metadata, "keras_version", "3");
  c.version = std::max(majorOf(c.keras), 2);
  ARA_ASSIGN(c.config, parseJson(ara::textOf(*members[1].bytes), name));
  Task decoding = task.part(0.1, 0.5);
  ARA_ASSIGN(c.weights, readHdf5(decoding, {}, *members[2].bytes, members[2].bytes, name));
  return c;
}

std::optional<Shape> shapeIn(const Json& j) {
  if (!j.is_array()) return std::nullopt;
  if (!j.empty() && j[0].is_array()) return shapeIn(j[0]);
  std::vector<Dim> dims;
  for (const Json& d : j) dims.push_back(d.is_number_integer() && d.get<Dim>() >= 0 ? d.get<Dim>() : ir::kUnknownDim);
  return Shape::of(std::move(dims));
}

struct Entry {
  std::string name;
  Shape shape;
  DataType type = DataType::f32;
};

Entry entryOf(const LayerConfig& layer, bool only) {
  Entry e{layer.name, Shape::unknown(), DataType::f32};
  for (const char* key : {"batch_shape", "batch_input_shape"})
    if (const auto s = shapeIn(member(layer.config, key))) e.shape = *s;
  const Json& dtype = member(layer.config, "dtype");
  const std::string type =
      dtype.is_string() ? dtype.get<std::string>() : textOf(member(dtype, "config"), "name", "float32");
  if (const auto t = ir::dataTypeNamed(type); t && only) e.type = *t;
  return e;
}

Result<std::vector<Entry>> entriesOf(const ModelConfig& m) {
  std::vector<Entry> out;
  if (!m.sequential) {
    for (const Reference& r : m.inputs) {
      const auto layer =
          std::find_if(m.layers.begin(), m.layers.end(), [&](const LayerConfig& l) { return l.name == r.layer; });
      if (layer == m.layers.end() || layer->kind != "InputLayer")
        return fail(ErrorKind::BadFile,
                    msg("Input {0} of model {1} is no input layer.", printable(r.layer), printable(m.name)),
                    msg("Save the model again."), r.layer);
      out.push_back(entryOf(*layer, true));
    }
  } else {
    const LayerConfig& first = m.layers[0];
    Entry e = entryOf(first, first.kind == "InputLayer");
    if (first.kind != "InputLayer") e.name = first.name + "_input";
    if (!e.shape.ranked && first.model) {
      ARA_ASSIGN(const auto inner, entriesOf(*first.model));
      e.shape = inner[0].shape, e.type = inner[0].type;
    }
    if (const auto s = shapeIn(m.inputShape); s && !e.shape.ranked) e.shape = *s;
    out.push_back(std::move(e));
  }
  for (const Entry& e : out)
    if (!e.shape.ranked)
      return fail(ErrorKind::Unsupported,
                  msg("Model {0} does not tell the shape of its input {1}.", printable(m.name), printable(e.name)),
                  msg("Build the model (call it once, or give input_shape) before it is saved."), e.name);
  return out;
}

// Ids are whole numbers, also where Keras wrote down its usual float type for the input of an embedding.
bool feedsEmbeddingsOnly(const ModelConfig& m, const std::string& input) {
  bool any = false;
  if (m.sequential) {
    const auto first =
        std::find_if(m.layers.begin(), m.layers.end(), [](const LayerConfig& l) { return l.kind != "InputLayer"; });
    if (first == m.layers.end()) return false;
    return first->model ? feedsEmbeddingsOnly(*first->model, first->model->sequential || first->model->inputs.empty()
                                                                 ? ""
                                                                 : first->model->inputs[0].layer)
                        : first->kind == "Embedding";
  }
  for (const LayerConfig& layer : m.layers)
    for (const CallConfig& call : layer.calls) {
      const auto names = [&](const std::vector<Reference>& list) {
        return std::any_of(list.begin(), list.end(), [&](const Reference& r) { return r.layer == input; });
      };
      bool used = names(call.inputs);
      for (const auto& [key, list] : call.named) used = used || names(list);
      if (used && layer.kind != "Embedding") return false;
      any = any || used;
    }
  return any;
}

std::uint64_t parametersOf(const LayerConfig& layer) {
  std::uint64_t n = 0;
  for (const Array& a : layer.weights) n += a.shape.elements().value_or(0);
  return n;
}

void listLayers(ir::Model& model, const ModelConfig& m,
                const std::map<const LayerConfig*, std::vector<Shape>>& shapes) {
  for (const LayerConfig& layer : m.layers) {
    ir::Layer l{layer.name,          layer.kind,
                layer.path,          layer.config.dump(-1, ' ', false, Json::error_handler_t::replace),
                parametersOf(layer), {}};
    if (const auto it = shapes.find(&layer); it != shapes.end()) l.outputs = it->second;
    model.layers.push_back(std::move(l));
    if (layer.model) listLayers(model, *layer.model, {});
  }
}

std::string usual(std::string wanted, std::vector<std::string>& taken) {
  std::string name = wanted;
  for (int i = 1; std::find(taken.begin(), taken.end(), name) != taken.end(); ++i)
    name = wanted + "_" + std::to_string(i);
  taken.push_back(name);
  return name;
}

// The model as a graph: placeholders under the names of the input layers, outputs under those of the output layers.
Status build(Task& task, ir::Model& model, const ModelConfig& m) {
  Emitter e(model);
  ARA_ASSIGN(const auto entries, entriesOf(m));
  ir::Signature signature{"serving_default", ir::GraphId(0), {}, {}};
  Tensors in;
  for (Entry entry : entries) {
    if (ir::isFloat(entry.type) && feedsEmbeddingsOnly(m, entry.name)) entry.type = DataType::i32;
    in.push_back(e.placeholder(entry.name, entry.type, entry.shape));
    signature.inputs.push_back({entry.name, in.back()});
  }
  ARA_TRY(task.checkpoint(0.6, "Building the graph"));
  std::vector<std::pair<const LayerConfig*, Tensors>> made;
  ARA_ASSIGN(const Tensors out, emitModel(e, m, in, &made));
  if (e.error()) return Fail(*e.error());
  std::vector<std::string> taken;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string layer = m.sequential           ? m.layers.back().name
                              : i < m.outputs.size() ? m.outputs[i].layer
                                                     : "output";
    const std::string name = usual(layer, taken);
    e.enter("");
    const TensorId t = e.named(name, "Identity", {out[i]});
    signature.outputs.push_back({name, t});
  }
  if (e.error()) return Fail(*e.error());
  std::map<const LayerConfig*, std::vector<Shape>> shapes;
  for (const auto& [layer, tensors] : made)
    for (const TensorId t : tensors) shapes[layer].push_back(e.shape(t));
  model.signatures.push_back(std::move(signature));
  listLayers(model, m, shapes);
  return {};
}

} // namespace

Match sniff(const Input& input) {
  return isHdf5(input.bytes()) || looksLikeArchive(input.bytes()) ? Match::yes : Match::no;
}

Result<ir::Model> read(Task& task, const Input& input) {
  const std::string name = input.path.filename().string();
  Task opening = task.part(0, 0.5);
  ARA_ASSIGN(const Content content,
             isHdf5(input.bytes()) ? fromHdf5(opening, input, name) : fromArchive(opening, input, name));
  ARA_ASSIGN(ModelConfig config, parseModel(content.config, content.version));
  ir::Model model;
  model.graphs.emplace_back();
  model.storage.push_back(input.file);
  model.description = "Keras " + content.keras;
  if (content.version == 1) {
    task.note(Severity::warning,
              msg("{0} was saved by Keras 1; its layers are shown, and it cannot be converted.", name),
              msg("Open it with Keras 2 and save it again."), input.path.string());
    listLayers(model, config, {});
    return model;
  }
  if (content.byPlace)
    ARA_TRY(assignByPlace(config, content.weights, ""));
  else
    ARA_TRY(assignByName(config, content.weights, "model_weights"));
  ARA_TRY(build(task, model, config));
  return model;
}

} // namespace ara::formats::keras
