// Activations by name. `version` matters where Keras changed a formula (hard_sigmoid).
#include "base/strings.h"
#include "formats/keras/layer.h"

#include <array>

namespace ara::formats::keras {
namespace {

using Fn = TensorId (*)(Emitter&, TensorId, int version);

TensorId clipped(Emitter& e, TensorId t, double low, double high) {
  return e.op("Minimum", {e.op("Maximum", {t, e.number(low)}), e.number(high)});
}
TensorId sixth(Emitter& e, TensorId t) { return e.mul(e.op("Relu6", {e.add(t, e.number(3))}), e.number(1.0 / 6)); }

TensorId hardSigmoid(Emitter& e, TensorId t, int version) {
  if (version >= 3) return sixth(e, t);
  return clipped(e, e.add(e.mul(t, e.number(0.2)), e.number(0.5)), 0, 1);
}
TensorId gelu(Emitter& e, TensorId t, int) {
  const TensorId erf = e.op("Erf", {e.mul(t, e.number(0.70710678118654752))});
  return e.mul(e.mul(t, e.number(0.5)), e.add(erf, e.number(1)));
}

struct Named {
  std::string_view name;
  Fn fn;
};
constexpr std::array kActivations{
    Named{"linear", [](Emitter&, TensorId t, int) { return t; }},
    Named{"relu", [](Emitter& e, TensorId t, int) { return e.op("Relu", {t}); }},
    Named{"relu6", [](Emitter& e, TensorId t, int) { return e.op("Relu6", {t}); }},
    Named{"sigmoid", [](Emitter& e, TensorId t, int) { return e.op("Sigmoid", {t}); }},
    Named{"tanh", [](Emitter& e, TensorId t, int) { return e.op("Tanh", {t}); }},
    Named{"softmax", [](Emitter& e, TensorId t, int) { return e.op("Softmax", {t}); }},
    Named{"log_softmax", [](Emitter& e, TensorId t, int) { return e.op("LogSoftmax", {t}); }},
    Named{"log_softmax_v2", [](Emitter& e, TensorId t, int) { return e.op("LogSoftmax", {t}); }},
    Named{"elu", [](Emitter& e, TensorId t, int) { return e.op("Elu", {t}); }},
    Named{"celu", [](Emitter& e, TensorId t, int) { return e.op("Elu", {t}); }}, // at alpha 1
    Named{"selu", [](Emitter& e, TensorId t, int) { return e.op("Selu", {t}); }},
    Named{"softplus", [](Emitter& e, TensorId t, int) { return e.op("Softplus", {t}); }},
    Named{"softsign", [](Emitter& e, TensorId t, int) { return e.op("Softsign", {t}); }},
    Named{"swish", [](Emitter& e, TensorId t, int) { return e.mul(t, e.op("Sigmoid", {t})); }},
    Named{"silu", [](Emitter& e, TensorId t, int) { return e.mul(t, e.op("Sigmoid", {t})); }},
    Named{"gelu", gelu},
    Named{"exponential", [](Emitter& e, TensorId t, int) { return e.op("Exp", {t}); }},
    Named{"hard_sigmoid", hardSigmoid},
    Named{"hard_silu", [](Emitter& e, TensorId t, int) { return e.mul(t, sixth(e, t)); }},
    Named{"hard_swish", [](Emitter& e, TensorId t, int) { return e.mul(t, sixth(e, t)); }},
    Named{"hard_tanh", [](Emitter& e, TensorId t, int) { return clipped(e, t, -1, 1); }},
    Named{"leaky_relu",
          [](Emitter& e, TensorId t, int) {
            return e.op("LeakyRelu", {t}, {{"alpha", 0.2}});
          }},
    Named{"mish", [](Emitter& e, TensorId t, int) { return e.mul(t, e.op("Tanh", {e.op("Softplus", {t})})); }},
    Named{"log_sigmoid",
          [](Emitter& e, TensorId t, int) { return e.op("Neg", {e.op("Softplus", {e.op("Neg", {t})})}); }},
    Named{"tanh_shrink", [](Emitter& e, TensorId t, int) { return e.sub(t, e.op("Tanh", {t})); }},
};

} // namespace

Result<TensorId> activation(Emitter& e, const Json& spec, TensorId t, const LayerConfig& layer, int version) {
  if (spec.is_null()) return t;
  std::string name;
  if (spec.is_string())
    name = spec.get<std::string>();
  else if (textOf(spec, "class_name") == "function")
    name = textOf(spec, "config");
  else if (spec.is_object()) {
    // An activation that is a layer of its own: its configuration lies inside.
    const std::string kind = textOf(spec, "class_name");
    if (findLayer(kind)) {
      LayerConfig inner;
      inner.name = layer.name;
      inner.path = layer.path;
      inner.kind = kind;
      inner.module = textOf(spec, "module");
      inner.config = member(spec, "config");
      ARA_ASSIGN(const Tensors out, emitLayer(e, inner, version, {t}, {}, Json::object()));
      e.enter(layer.path);
      return out[0];
    }
    name = kind;
  }
  for (const Named& a : kActivations)
    if (a.name == name) return a.fn(e, t, version);
  return fail(ErrorKind::Unsupported,
              msg("{0} {1} has the activation {2}, which this program does not know.", layer.kind,
                  printable(layer.path), printable(name)),
              msg("Export the model as a SavedModel and open that."), layer.name);
}

} // namespace ara::formats::keras
