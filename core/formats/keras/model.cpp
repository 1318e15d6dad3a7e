// Calls the layers of a model in the order their inputs are there.
#include "base/strings.h"
#include "formats/keras/layer.h"

#include <algorithm>

namespace ara::formats::keras {
namespace {

class Caller {
public:
  Caller(Emitter& e, const ModelConfig& m, std::vector<std::pair<const LayerConfig*, Tensors>>* made)
      : m_e(e), m_model(m), m_made(made) {}

  Result<Tensors> sequential(Tensors in) {
    for (const LayerConfig& layer : m_model.layers) {
      if (layer.kind == "InputLayer") {
        tell(layer, in);
        continue;
      }
      ARA_ASSIGN(in, emitAny(m_e, layer, m_model.version, in, {}, Json::object()));
      tell(layer, in);
    }
    return in;
  }

  Result<Tensors> functional(const Tensors& in) {
    if (in.size() != m_model.inputs.size())
      return fail(ErrorKind::BadFile,
                  msg("Model {0} has {1} and is called on {2}.", printable(m_model.name),
                      plural(m_model.inputs.size(), "input", "inputs"), in.size()),
                  msg("Save the model again."), m_model.name);
    for (const LayerConfig& layer : m_model.layers) {
      m_layers.emplace(layer.name, &layer);
      m_results[layer.name].resize(std::max<std::size_t>(layer.calls.size(), 1));
    }
    for (std::size_t i = 0; i < in.size(); ++i) {
      const auto it = m_results.find(m_model.inputs[i].layer);
      if (it == m_results.end()) return noLayer(m_model.inputs[i]);
      it->second[0] = Tensors{in[i]};
      tell(*m_layers[m_model.inputs[i].layer], {in[i]});
    }
    // Layers stand in the order they were made, which is nearly always one in which they can be called.
    for (bool progress = true; progress;) {
      progress = false;
      bool waiting = false;
      for (const LayerConfig& layer : m_model.layers)
        for (std::size_t k = 0; k < layer.calls.size(); ++k) {
          auto& slot = m_results[layer.name][k];
          if (slot) continue;
          ARA_ASSIGN(const bool done, call(layer, layer.calls[k], slot));
          progress = progress || done;
          waiting = waiting || !done;
        }
      if (!waiting) break;
    }
    Tensors out;
    for (const Reference& r : m_model.outputs) {
      ARA_ASSIGN(const auto t, find(r, true));
      if (!t)
        return fail(ErrorKind::BadFile,
                    msg("Output {0} of model {1} depends on itself, or on nothing.", printable(r.layer),
                        printable(m_model.name)),
                    msg("Save the model again."), r.layer);
      out.push_back(*t);
    }
    return out;
  }

private:
  void tell(const LayerConfig& layer, const Tensors& out) {
    if (m_made) m_made->emplace_back(&layer, out);
  }

  Fail noLayer(const Reference& r) const {
    return fail(ErrorKind::BadFile,
                msg("Model {0} names a layer {1} it does not have.", printable(m_model.name), printable(r.layer)),
                msg("Save the model again."), r.layer);
  }

  // The tensor a reference means; nothing while it is not there yet.
  Result<std::optional<TensorId>> find(const Reference& r, bool output) const {
    const auto it = m_results.find(r.layer);
    if (it == m_results.end()) return noLayer(r);
    std::int64_t node = r.node;
    // Models were called once when they were made: that call is counted, but not written.
    const LayerConfig& layer = *m_layers.at(r.layer);
    const auto calls = static_cast<std::int64_t>(layer.calls.size());
    const bool began = layer.model && (!layer.model->sequential ||
                                       (m_model.version < 3 && layer.model->layers[0].kind == "InputLayer"));
    // Keras 3 counts it for the outputs of the model around only.
    if (layer.model && node > 0 && ((began && (output || m_model.version < 3)) || node >= calls)) --node;
    if (node < 0 || node >= static_cast<std::int64_t>(it->second.size()) || r.tensor < 0)
      return fail(ErrorKind::BadFile,
                  msg("Model {0} names call {1} of layer {2}, which has {3}.", printable(m_model.name), r.node,
                      printable(r.layer), calls),
                  msg("Save the model again."), r.layer);
    const auto& made = it->second[static_cast<std::size_t>(node)];
    if (!made) return std::optional<TensorId>();
    if (r.tensor >= static_cast<std::int64_t>(made->size()))
      return fail(ErrorKind::BadFile,
                  msg("Model {0} names result {1} of layer {2}, which has {3}.", printable(m_model.name), r.tensor,
                      printable(r.layer), made->size()),
                  msg("Save the model again."), r.layer);
    return std::optional((*made)[static_cast<std::size_t>(r.tensor)]);
  }

  Result<bool> gather(const std::vector<Reference>& from, Tensors& to) const {
    for (const Reference& r : from) {
      ARA_ASSIGN(const auto t, find(r, false));
      if (!t) return false;
      to.push_back(*t);
    }
    return true;
  }

  Result<bool> call(const LayerConfig& layer, const CallConfig& config, std::optional<Tensors>& slot) {
    Tensors in;
    std::map<std::string, Tensors> named;
    ARA_ASSIGN(bool ready, gather(config.inputs, in));
    for (const auto& [key, references] : config.named) {
      if (!ready) break;
      ARA_ASSIGN(ready, gather(references, named[key]));
    }
    if (!ready) return false;
    ARA_ASSIGN(Tensors out, emitAny(m_e, layer, m_model.version, std::move(in), std::move(named), config.options));
    tell(layer, out);
    slot = std::move(out);
    return true;
  }

  Emitter& m_e;
  const ModelConfig& m_model;
  std::vector<std::pair<const LayerConfig*, Tensors>>* m_made;
  std::map<std::string, const LayerConfig*> m_layers;
  std::map<std::string, std::vector<std::optional<Tensors>>> m_results; // of each call of each layer
};

} // namespace

Result<Tensors> emitModel(Emitter& e, const ModelConfig& model, Tensors in,
                          std::vector<std::pair<const LayerConfig*, Tensors>>* made) {
  Caller caller(e, model, made);
  return model.sequential ? caller.sequential(std::move(in)) : caller.functional(in);
}

Result<Tensors> emitAny(Emitter& e, const LayerConfig& layer, int version, Tensors in,
                        std::map<std::string, Tensors> named, const Json& options) {
  if (layer.model) return emitModel(e, *layer.model, std::move(in));
  return emitLayer(e, layer, version, std::move(in), std::move(named), options);
}

} // namespace ara::formats::keras
