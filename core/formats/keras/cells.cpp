#include "formats/keras/cells.h"

#include "base/strings.h"

namespace ara::formats::keras {
namespace {

std::string kindOf(std::string kind) {
  if (kind.ends_with("Cell")) kind.resize(kind.size() - 4);
  return kind.starts_with("CuDNN") ? kind.substr(5) : kind;
}

Tensors parts(Emitter& e, TensorId t, std::size_t n) {
  return e.many("Split", {e.integer(1), t}, n, {{"num_split", static_cast<std::int64_t>(n)}, {"T", DataType::f32}});
}

Result<TensorId> act(Emitter& e, const Cell& cell, const char* key, TensorId t) {
  return activation(e, member(cell.layer->config, key), t, *cell.layer, cell.version);
}

// A part of a constant along its last axis.
TensorId columns(Emitter& e, TensorId t, Dim from, Dim to) { return e.slice(t, e.rank(t) - 1, from, to); }

Result<Tensors> lstm(Emitter& e, const Cell& cell, TensorId z, const Tensors& states) {
  if (states[0]) z = e.add(z, e.op("MatMul", {states[0], cell.recurrent}));
  const Tensors gate = parts(e, z, 4);
  ARA_ASSIGN(const TensorId i, act(e, cell, "recurrent_activation", gate[0]));
  ARA_ASSIGN(const TensorId f, act(e, cell, "recurrent_activation", gate[1]));
  ARA_ASSIGN(const TensorId g, act(e, cell, "activation", gate[2]));
  ARA_ASSIGN(const TensorId o, act(e, cell, "recurrent_activation", gate[3]));
  TensorId carry = e.mul(i, g);
  if (states[1]) carry = e.add(e.mul(f, states[1]), carry);
  ARA_ASSIGN(const TensorId shown, act(e, cell, "activation", carry));
  return Tensors{e.mul(o, shown), carry};
}

Result<Tensors> gru(Emitter& e, const Cell& cell, TensorId x, const Tensors& states) {
  const TensorId h = states[0];
  const Dim u = cell.units;
  TensorId z, r, candidate; // what they are made of
  if (cell.resetAfter) {
    const Tensors fromInput = parts(e, x, 3);
    TensorId inner = h ? e.op("MatMul", {h, cell.recurrent}) : TensorId();
    if (cell.recurrentBias)
      inner = inner ? e.op("BiasAdd", {inner, cell.recurrentBias}) : e.reshape(cell.recurrentBias, {1, 3 * u});
    const Tensors fromState = inner ? parts(e, inner, 3) : Tensors(3);
    z = fromState[0] ? e.add(fromInput[0], fromState[0]) : fromInput[0];
    r = fromState[1] ? e.add(fromInput[1], fromState[1]) : fromInput[1];
    candidate = fromInput[2];
    if (fromState[2]) {
      ARA_ASSIGN(const TensorId reset, act(e, cell, "recurrent_activation", r));
      candidate = e.add(candidate, e.mul(reset, fromState[2]));
    }
  } else {
    const Tensors fromInput = parts(e, x, 3);
    z = fromInput[0], r = fromInput[1], candidate = fromInput[2];
    if (h) {
      const Tensors fromState = parts(e, e.op("MatMul", {h, columns(e, cell.recurrent, 0, 2 * u)}), 2);
      z = e.add(z, fromState[0]);
      ARA_ASSIGN(const TensorId reset, act(e, cell, "recurrent_activation", e.add(r, fromState[1])));
      candidate = e.add(candidate, e.op("MatMul", {e.mul(reset, h), columns(e, cell.recurrent, 2 * u, 3 * u)}));
    }
  }
  ARA_ASSIGN(const TensorId update, act(e, cell, "recurrent_activation", z));
  ARA_ASSIGN(const TensorId fresh, act(e, cell, "activation", candidate));
  TensorId next = e.mul(e.sub(e.number(1), update), fresh);
  if (h) next = e.add(e.mul(update, h), next);
  return Tensors{next};
}

Result<Tensors> simple(Emitter& e, const Cell& cell, TensorId x, const Tensors& states) {
  if (states[0]) x = e.add(x, e.op("MatMul", {states[0], cell.recurrent}));
  ARA_ASSIGN(const TensorId y, act(e, cell, "activation", x));
  return Tensors{y};
}

} // namespace

Result<Cell> makeCell(Call& c, const LayerConfig& config, Dim inputs) {
  Cell cell;
  cell.kind = kindOf(config.kind);
  cell.layer = &config;
  cell.version = c.version;
  const bool known = cell.kind == "LSTM" || cell.kind == "GRU" || cell.kind == "SimpleRNN";
  if (!known)
    return fail(ErrorKind::Unsupported,
                msg("{0} {1} has cells of the class {2}, which this program does not know.", c.layer.kind,
                    printable(c.layer.path), printable(config.kind)),
                msg("Export the model as a SavedModel and open that."), c.layer.name);
  const Call own{c.e, config, c.version, {}, {}, Json::object()};
  cell.units = own.integer("units");
  cell.bias = own.flag("use_bias", true);
  cell.resetAfter = own.flag("reset_after", cell.kind == "GRU" && c.version >= 3);
  const Dim gates = cell.kind == "LSTM" ? 4 : cell.kind == "GRU" ? 3 : 1;
  cell.kernel = c.weight({inputs, gates * cell.units});
  cell.recurrent = c.weight({cell.units, gates * cell.units});
  if (!cell.bias) return cell;
  if (cell.kind == "GRU" && cell.resetAfter) {
    const TensorId both = c.weight({2, 3 * cell.units});
    cell.inputBias = c.e.at(both, 0, 0);
    cell.recurrentBias = c.e.at(both, 0, 1);
  } else {
    cell.inputBias = c.weight({gates * cell.units});
  }
  return cell;
}

TensorId inputPart(Emitter& e, const Cell& cell, TensorId x) {
  const TensorId y = e.matmul(x, cell.kernel);
  return cell.inputBias ? e.op("BiasAdd", {y, cell.inputBias}) : y;
}

Result<Tensors> step(Emitter& e, const Cell& cell, TensorId part, const Tensors& states) {
  if (cell.kind == "LSTM") return lstm(e, cell, part, states);
  if (cell.kind == "GRU") return gru(e, cell, part, states);
  return simple(e, cell, part, states);
}

} // namespace ara::formats::keras
