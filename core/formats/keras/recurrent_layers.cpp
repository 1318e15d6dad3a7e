// Recurrent layers. An LSTM or a simple layer that starts from zero is one keras.* operator (core/ops/keras), which
// becomes one TensorFlow Lite operator; everything else is written step by step.
#include "base/strings.h"
#include "formats/keras/cells.h"

#include <algorithm>
#include <array>

namespace ara::formats::keras {
namespace {

constexpr Dim kMostSteps = 4096; // written out

struct Run {
  bool sequences = false, state = false, backwards = false;
};
Run runOf(const Call& c) { return {c.flag("return_sequences"), c.flag("return_state"), c.flag("go_backwards")}; }

TensorId reversed(Emitter& e, TensorId t) { return e.op("ReverseV2", {t, e.ints({1})}, {{"Tidx", DataType::i32}}); }

Result<std::string> plainActivation(const Call& c, const char* key) {
  const Json& a = c.config(key);
  if (a.is_string()) return a.get<std::string>();
  return textOf(a, "class_name") == "function" ? textOf(a, "config") : std::string();
}

Status check(Call& c) {
  if (c.e.rank(c.x()) != 3) return c.refuse(msg("its input has the shape {0}.", c.e.shape(c.x()).text()));
  if (c.flag("stateful"))
    return c.refuse(msg("it keeps its state between calls."), msg("Build it with stateful = False."));
  if (c.flag("time_major")) return c.refuse(msg("its first axis is time."), msg("Build it with time_major = False."));
  if (c.named.contains("mask")) return c.refuse(msg("it is given a mask."), msg("Build the model without masks."));
  return {};
}

// A whole layer as one operator: when it starts from zero and its activations are those the operator has.
Result<std::optional<Tensors>> whole(Call& c, const Run& run, bool initial) {
  if (initial || run.state || (c.layer.kind != "LSTM" && c.layer.kind != "SimpleRNN")) return std::optional<Tensors>();
  ARA_ASSIGN(const std::string act, plainActivation(c, "activation"));
  ARA_ASSIGN(const std::string gate, plainActivation(c, "recurrent_activation"));
  const bool lstm = c.layer.kind == "LSTM";
  if (lstm ? act != "tanh" || gate != "sigmoid" : act != "tanh" && act != "relu") return std::optional<Tensors>();
  const Dim units = c.integer("units"), gates = lstm ? 4 : 1, inputs = c.e.last(c.x()), steps = c.e.dim(c.x(), 1);
  Tensors operands{run.backwards ? reversed(c.e, c.x()) : c.x(), c.weight({inputs, gates * units}),
                   c.weight({units, gates * units})};
  if (c.flag("use_bias", true)) operands.push_back(c.weight({gates * units}));
  const TensorId y =
      c.e.op(lstm ? "keras.LSTM" : "keras.SimpleRNN", std::move(operands), {{"units", units}, {"activation", act}});
  return std::optional(Tensors{run.sequences ? y : c.e.at(y, 1, ir::isKnown(steps) ? steps - 1 : -1)});
}

// Cells one behind the other at each step. `initial` holds the states of all of them, or nothing.
Result<Tensors> stepped(Call& c, const Run& run, const std::vector<Cell>& cells, Tensors states) {
  const Dim steps = c.e.dim(c.x(), 1);
  if (!ir::isKnown(steps) || steps < 1 || steps > kMostSteps)
    return c.refuse(msg("its {0} steps cannot be written out.", ir::dimText(steps)),
                    msg("Give a number of steps up to {0} when the model is built.", kMostSteps));
  std::size_t count = 0;
  for (const Cell& cell : cells) count += cell.states();
  if (states.empty()) states.resize(count);
  if (states.size() != count) return c.refuse(msg("it is given {0} states and has {1}.", states.size(), count));
  const TensorId part = inputPart(c.e, cells[0], c.x());
  const Tensors each =
      c.e.many("Unpack", {part}, static_cast<std::size_t>(steps), {{"axis", std::int64_t{1}}, {"num", steps}});
  Tensors outputs;
  for (Dim i = 0; i < steps && !c.e.error(); ++i) {
    TensorId x = each[static_cast<std::size_t>(run.backwards ? steps - 1 - i : i)];
    std::size_t first = 0;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (k > 0) x = inputPart(c.e, cells[k], x);
      const Tensors before(states.begin() + static_cast<std::ptrdiff_t>(first),
                           states.begin() + static_cast<std::ptrdiff_t>(first + cells[k].states()));
      ARA_ASSIGN(const Tensors after, step(c.e, cells[k], x, before));
      std::copy(after.begin(), after.end(), states.begin() + static_cast<std::ptrdiff_t>(first));
      first += cells[k].states();
      x = after[0];
    }
    outputs.push_back(x);
  }
  if (c.e.error()) return Fail(*c.e.error());
  Tensors out;
  if (run.sequences)
    out.push_back(c.e.op("Pack", outputs, {{"axis", std::int64_t{1}}, {"N", steps}}));
  else
    out.push_back(outputs.back());
  if (run.state) out.insert(out.end(), states.begin(), states.end());
  return out;
}

Tensors initialStates(Call& c) {
  if (const auto it = c.named.find("initial_state"); it != c.named.end()) return it->second;
  return {c.in.begin() + 1, c.in.end()};
}

Result<Tensors> emitLayerOfCells(Call& c) {
  ARA_TRY(check(c));
  const Run run = runOf(c);
  const Tensors initial = initialStates(c);
  ARA_ASSIGN(auto one, whole(c, run, !initial.empty()));
  if (one) return *std::move(one);
  ARA_ASSIGN(Cell cell, makeCell(c, c.layer, c.e.last(c.x())));
  return stepped(c, run, {std::move(cell)}, initial);
}

Result<Tensors> emitRnn(Call& c) {
  ARA_TRY(check(c));
  if (c.layer.wrapped.empty()) return c.refuse(msg("it has no cell."));
  std::vector<Cell> cells;
  const LayerConfig& outer = c.layer.wrapped[0];
  Dim inputs = c.e.last(c.x());
  const auto add = [&](const LayerConfig& config) -> Status {
    ARA_ASSIGN(Cell cell, makeCell(c, config, inputs));
    inputs = cell.units;
    cells.push_back(std::move(cell));
    return {};
  };
  if (outer.kind != "StackedRNNCells")
    ARA_TRY(add(outer));
  else
    for (const LayerConfig& config : outer.wrapped) ARA_TRY(add(config));
  if (cells.empty()) return c.refuse(msg("it has no cell."));
  return stepped(c, runOf(c), cells, initialStates(c));
}

Result<Tensors> merged(Call& c, TensorId a, TensorId b) {
  const std::string mode = c.config("merge_mode").is_null() && c.layer.config.contains("merge_mode")
                               ? "none"
                               : c.text("merge_mode", "concat");
  if (mode == "concat") return Tensors{c.e.concat({a, b}, static_cast<std::int32_t>(c.e.rank(a)) - 1)};
  if (mode == "sum") return Tensors{c.e.add(a, b)};
  if (mode == "mul") return Tensors{c.e.mul(a, b)};
  if (mode == "ave") return Tensors{c.e.mul(c.e.add(a, b), c.e.number(0.5))};
  if (mode == "none") return Tensors{a, b};
  return c.refuse(msg("it merges by {0}.", mode));
}

Result<Tensors> emitBidirectional(Call& c) {
  if (c.layer.wrapped.empty()) return c.refuse(msg("it has no layer."));
  if (c.in.size() > 1 || c.named.contains("initial_state"))
    return c.refuse(msg("it is given states to start from."), msg("Export the model as a SavedModel and open that."));
  LayerConfig forward = c.layer.wrapped[0], backward = c.layer.wrapped.back();
  if (!forward.config.is_object()) return c.refuse(msg("it has no layer."));
  if (c.layer.wrapped.size() == 1) {
    const Json& turned = member(forward.config, "go_backwards");
    backward.config["go_backwards"] = !(turned.is_boolean() && turned.get<bool>());
  }
  const auto half = static_cast<std::ptrdiff_t>(c.layer.weights.size() / 2);
  forward.path = c.layer.path + "/forward", backward.path = c.layer.path + "/backward";
  forward.weights.assign(c.layer.weights.begin(), c.layer.weights.begin() + half);
  backward.weights.assign(c.layer.weights.begin() + half, c.layer.weights.end());
  c.taken = c.layer.weights.size();
  ARA_ASSIGN(Tensors a, emitLayer(c.e, forward, c.version, {c.x()}, {}, c.options));
  ARA_ASSIGN(Tensors b, emitLayer(c.e, backward, c.version, {c.x()}, {}, c.options));
  c.e.enter(c.layer.path);
  const Call outer{c.e, forward, c.version, {}, {}, Json::object()};
  if (outer.flag("return_sequences")) b[0] = reversed(c.e, b[0]);
  ARA_ASSIGN(Tensors out, merged(c, a[0], b[0]));
  if (outer.flag("return_state")) {
    out.insert(out.end(), a.begin() + 1, a.end());
    out.insert(out.end(), b.begin() + 1, b.end());
  }
  return out;
}

// Every step through the same layer: time becomes part of the batch.
Result<Tensors> emitTimeDistributed(Call& c) {
  if (c.layer.wrapped.empty()) return c.refuse(msg("it has no layer."));
  const std::vector<Dim> dims = c.e.shape(c.x()).dims;
  if (dims.size() < 3 || !ir::isKnown(dims[1]))
    return c.refuse(msg("its input has the shape {0}.", c.e.shape(c.x()).text()),
                    msg("Give the number of steps when the model is built."));
  std::vector<Dim> flat{-1};
  flat.insert(flat.end(), dims.begin() + 2, dims.end());
  LayerConfig inner = c.layer.wrapped[0];
  if (!inner.model) inner.weights = c.layer.weights;
  c.taken = c.layer.weights.size();
  const TensorId x = c.e.reshape(c.x(), flat);
  ARA_ASSIGN(Tensors out, emitAny(c.e, inner, c.version, {x}, {}, c.options));
  c.e.enter(c.layer.path);
  for (TensorId& t : out) {
    std::vector<Dim> back{-1, dims[1]};
    const Shape made = c.e.shape(t);
    back.insert(back.end(), made.dims.begin() + (made.dims.empty() ? 0 : 1), made.dims.end());
    t = c.e.reshape(t, back);
  }
  return out;
}

constexpr std::array kRows{
    LayerRow{"LSTM", emitLayerOfCells, 1, 3},           LayerRow{"GRU", emitLayerOfCells, 1, 2},
    LayerRow{"SimpleRNN", emitLayerOfCells, 1, 2},      LayerRow{"RNN", emitRnn, 1, 64},
    LayerRow{"Bidirectional", emitBidirectional, 1, 8}, LayerRow{"TimeDistributed", emitTimeDistributed},
};

} // namespace

std::span<const LayerRow> recurrentLayers() { return kRows; }

} // namespace ara::formats::keras
