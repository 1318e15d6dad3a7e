// Integer kernels from end to end, with float32, int8 or uint8 at the border:
//
//   x -> CONV_2D(w, b) -> RELU -> y    becomes
//   x -> QUANTIZE -> CONV_2D(w:int8, b:int32) -> RELU -> DEQUANTIZE -> y
//
// A tensor has one form for each way it is read: float32, or integers of a scale. The producer gives one of them;
// QUANTIZE and DEQUANTIZE make the others, once each.
#include "quantize/affine_values.h"
#include "quantize/integer_plan.h"
#include "quantize/names.h"

#include "ir/edit.h"
#include "ops/context.h"
#include "ops/registry.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace ara::quantize {
namespace {

using ir::DataType;
using ir::NodeId;
using ir::TensorId;

class Integers {
public:
  Integers(Task& task, const ir::Model& model, const Ranges& ranges, const IntegerOptions& options)
      : m_task(task), m_options(options), m_before(model), m_out{model, {}}, m_model(m_out.model),
        m_edit(m_model, ir::GraphId(0)), m_plan(planIntegers(model, ranges, options)), m_code(options.codes) {}

  Result<Quantized> run() {
    for (const TensorId t : m_before.graph().inputs) input(t);
    std::size_t done = 0;
    for (const NodeId n : m_plan.order) {
      ARA_TRY(m_task.checkpoint(double(done++) / double(m_plan.order.size()), "Quantizing"));
      if (m_plan.rules[n.index()])
        ARA_TRY(integerNode(n, *m_plan.rules[n.index()]));
      else
        floatNode(n);
    }
    tell();
    return std::move(m_out);
  }

private:
  using Form = std::pair<TensorId, std::pair<float, std::int32_t>>; // of a tensor of the source, with a scale

  const ir::Graph& g() const { return m_model.graph(); }
  const ir::Tensor& source(TensorId t) const { return m_before.graph()[t]; }
  bool isReal(TensorId t) const {
    return t && t.index() < m_before.graph().tensorCount() && source(t).type == DataType::f32;
  }
  bool constant(TensorId t) const { return static_cast<bool>(source(t).buffer); }
  std::string name(TensorId t) const { return m_model.tensorName(g(), t); }
  static Form form(TensorId t, const Affine& a) { return {t, {a.scale, a.zero}}; }

  ir::QuantId quantOf(const Affine& a) {
    const auto [at, fresh] = m_quants.try_emplace({a.scale, a.zero});
    if (fresh) {
      ir::Quantization q;
      q.scales = {a.scale};
      q.zeroPoints = {a.zero};
      at->second = m_model.addQuantization(std::move(q));
    }
    return at->second;
  }

  void become(TensorId t, DataType type, const Affine& a) {
    m_edit.setType(t, type);
    m_edit.setQuantization(t, quantOf(a));
  }

  TensorId beside(TensorId t, std::string_view suffix, DataType type) {
    std::string called = name(t) + std::string(suffix);
    if (const int before = m_taken[called]++) called += "_" + std::to_string(before + 1);
    const TensorId made = m_edit.addTensor(type, ir::Shape(m_model.shapeOf(g()[t])), m_model.nameOf(called));
    m_added.emplace(made, t);
    return made;
  }

  // x -> [op] -> result
  void turn(std::string_view op, TensorId x, TensorId result) {
    const TensorId results[] = {result}, operands[] = {x};
    const NodeId n = m_edit.addNode(m_model.nameOf(op), ops::find(op), operands, {}, results);
    const DataType from = g()[x].type, to = g()[result].type;
    std::int64_t version = op == "tfl.dequantize" ? 2 : from == DataType::f32 ? 1 : 2;
    if (from == DataType::i16 || to == DataType::i16) version = 3;
    m_edit.setAttr(n, "_version", version);
  }

  std::string codesName() const { return "_" + std::string(ir::longName(m_code)); }

  // Integers that come or go at the border; uint8 codes lie 128 above the int8 ones.
  Affine atBorder(const Affine& a) const {
    return m_options.border == DataType::u8 && m_code == DataType::i8 ? Affine{a.scale, a.zero + 128} : a;
  }
  bool realBorder() const { return m_options.border == DataType::f32; }

  void input(TensorId t) {
    const auto& scale = m_plan.scales[t.index()];
    if (!isReal(t) || !scale) return;
    if (realBorder()) {
      m_floats.emplace(t, t);
      return;
    }
    become(t, m_options.border, atBorder(*scale));
    if (m_options.border == m_code) m_integers.emplace(form(t, *scale), t);
  }

  TensorId floatForm(TensorId t) {
    if (const auto at = m_floats.find(t); at != m_floats.end()) return at->second;
    const auto& scale = m_plan.scales[t.index()];
    if (!isReal(t) || constant(t) || !scale) return t;
    const auto whole = m_integers.find(form(t, *scale));
    const TensorId made = beside(t, "_float", DataType::f32);
    turn("tfl.dequantize", whole != m_integers.end() ? whole->second : t, made);
    m_floats.emplace(t, made);
    return made;
  }

  TensorId integerForm(TensorId t, const Affine& wanted) {
    if (const auto at = m_integers.find(form(t, wanted)); at != m_integers.end()) return at->second;
    TensorId from = t;
    const NodeId producer = source(t).producer;
    const bool wasFloat = !producer || !m_plan.rules[producer.index()]; // rounding it twice would lose more
    const auto real = m_floats.find(t);
    const auto whole = m_integers.find(form(t, *m_plan.scales[t.index()]));
    if (real != m_floats.end() && (wasFloat || whole == m_integers.end()))
      from = real->second;
    else if (whole != m_integers.end())
      from = whole->second;
    const TensorId made = beside(t, codesName(), m_code);
    become(made, m_code, wanted);
    turn("tfl.quantize", from, made);
    m_integers.emplace(form(t, wanted), made);
    return made;
  }

  // A result of an operator that computes with integers: its tensor, or one beside an output that is something else.
  void integerResult(NodeId n, std::size_t i, TensorId t) {
    const Affine scale = *m_plan.scales[t.index()];
    if (!g().isOutput(t) || m_options.border == m_code) {
      become(t, m_code, scale);
      m_integers.emplace(form(t, scale), t);
      return;
    }
    const TensorId made = beside(t, codesName(), m_code);
    m_edit.takeResult(n, i, made);
    become(made, m_code, scale);
    m_integers.emplace(form(t, scale), made);
    if (realBorder()) {
      turn("tfl.dequantize", made, t);
      m_floats.emplace(t, t);
    } else {
      become(t, m_options.border, atBorder(scale));
      turn("tfl.quantize", made, t);
    }
  }

  void floatNode(NodeId n) {
    for (std::size_t i = 0; i < g()[n].operandCount; ++i)
      if (const TensorId t = g().operand(n, i); isReal(t))
        if (const TensorId f = floatForm(t); f != t) m_edit.setOperand(n, i, f);
    for (std::size_t i = 0; i < g()[n].resultCount; ++i) {
      const TensorId t = g().result(n, i);
      const auto scale = isReal(t) ? m_plan.scales[t.index()] : std::nullopt;
      if (!scale) continue;
      if (!g().isOutput(t) || realBorder()) {
        m_floats.emplace(t, t);
        continue;
      }
      const TensorId made = beside(t, "_float", DataType::f32);
      m_edit.takeResult(n, i, made);
      become(t, m_options.border, atBorder(*scale));
      turn("tfl.quantize", made, t);
      m_floats.emplace(t, made);
      if (m_options.border == m_code) m_integers.emplace(form(t, *scale), t);
    }
  }

  Status integerNode(NodeId n, const IntegerRule& rule) {
    if (rule.scales == Scales::layer) {
      ARA_TRY(layer(n, rule));
    } else {
      const TensorId first = g().results(n).empty() ? TensorId() : g().result(n);
      const std::optional<Affine> shared =
          rule.scales == Scales::shared && first ? m_plan.scales[first.index()] : std::nullopt;
      for (std::size_t i = 0; i < g()[n].operandCount; ++i) {
        const TensorId t = g().operand(n, i);
        if (!rule.takes(i) || !isReal(t)) continue;
        const Affine wanted = shared ? *shared : *m_plan.scales[t.index()];
        if (constant(t)) {
          ARA_TRY(constantOperand(n, i, t, wanted));
        } else {
          m_edit.setOperand(n, i, integerForm(t, wanted));
        }
      }
    }
    for (std::size_t i = 0; i < g()[n].resultCount; ++i)
      if (const TensorId t = g().result(n, i); isReal(t)) integerResult(n, i, t);
    const std::string_view op = m_model.shortOpName(g()[n]);
    if (m_code == DataType::i16 && (op == "add" || op == "sub")) m_edit.setAttr(n, "pot_scale_int16", false);
    raiseVersion(n, rule.version(m_code));
    return {};
  }

  // Weights with a scale for each output channel, the bias with the products of these and the input's scale.
  Status layer(NodeId n, const IntegerRule& rule) {
    const auto at = [&](int i) {
      return g().operand(n, static_cast<std::size_t>(rule.layer[static_cast<std::size_t>(i)]));
    };
    const TensorId x = at(0), weights = at(1), bias = at(2);
    const Affine scale = *m_plan.scales[x.index()];
    m_edit.setOperand(n, static_cast<std::size_t>(rule.layer[0]), integerForm(x, scale));
    const ir::Shape shape = m_model.shapeOf(source(weights));
    ARA_ASSIGN(const ir::BufferData values, m_model.data(source(weights).buffer));
    ir::BufferData biases;
    if (bias) { ARA_ASSIGN(biases, m_model.data(source(bias).buffer)); }
    const ir::BufferData* given = bias ? &biases : nullptr;
    const auto channels = static_cast<std::uint64_t>(shape.dims[static_cast<std::size_t>(rule.axis)]);
    const ChannelCodes made = m_code == DataType::u8
                                  ? unsignedCodes(values, *shape.elements(), channels, scale.scale, given)
                                  : channelCodes(values, shape, m_options.perTensor ? -1 : rule.axis, rule.axis,
                                                 scale.scale, given, m_code == DataType::i16);
    replaceConstant(n, static_cast<std::size_t>(rule.layer[1]), weights, made.weights);
    if (bias) replaceConstant(n, static_cast<std::size_t>(rule.layer[2]), bias, *made.bias);
    return {};
  }

  Status constantOperand(NodeId n, std::size_t i, TensorId t, const Affine& wanted) {
    const auto made = m_constants.find(form(t, wanted));
    if (made != m_constants.end()) {
      m_edit.setOperand(n, i, made->second);
      return {};
    }
    ARA_ASSIGN(const ir::BufferData values, m_model.data(source(t).buffer));
    replaceConstant(n, i, t, affineCodes(values, *m_model.shapeOf(source(t)).elements(), wanted, m_code));
    m_constants.emplace(form(t, wanted), g().operand(n, i));
    return {};
  }

  // In place where nothing else reads the constant, else beside it.
  void replaceConstant(NodeId n, std::size_t operand, TensorId t, const Codes& codes) {
    const bool alone = g().useCount(t) == 1 && !g().isOutput(t) && !m_rows.contains(t);
    const TensorId to = alone ? t : beside(t, "_codes", codes.type);
    ir::Quantization q;
    q.scales = codes.scales;
    q.zeroPoints.assign(codes.scales.size(), codes.zero);
    q.axis = codes.scales.size() > 1 ? codes.axis : 0;
    m_edit.setType(to, codes.type);
    m_edit.setBuffer(to, m_model.addBuffer(ir::heapBuffer(codes.bytes)));
    m_edit.setQuantization(to, m_model.addQuantization(std::move(q)));
    if (!alone) m_edit.setOperand(n, operand, to);
    Row row;
    row.graph = ir::GraphId(0);
    row.tensor = to;
    row.before = alone ? DataType::f32 : DataType::none;
    row.after = codes.type;
    row.bytesBefore = alone ? m_before.bufferBytes(source(t).buffer) : 0;
    row.bytesAfter = codes.bytes.size();
    if (std::isfinite(codes.sqnr)) row.sqnr = codes.sqnr;
    row.scale = *std::ranges::max_element(codes.scales);
    row.scales = codes.scales.size();
    m_rows.emplace(to, std::move(row));
  }

  void raiseVersion(NodeId n, int atLeast) {
    const ir::Node& node = g()[n];
    const ops::VersionContext view(m_model, g(), n);
    const std::int64_t byRow = node.def && node.def->version ? node.def->version(view) : 1;
    const std::int64_t now = view.attrInt("_version", byRow);
    if (std::max<std::int64_t>(now, atLeast) > byRow)
      m_edit.setAttr(n, "_version", std::max<std::int64_t>(now, atLeast));
  }

  // One row for each tensor that something refers to.
  void tell() {
    for (std::size_t i = 0; i < g().tensorCount(); ++i) {
      const TensorId t(i);
      const ir::Tensor& x = g()[t];
      const bool fed = std::ranges::find(g().inputs, t) != g().inputs.end();
      if (!x.producer && !x.useCount && !g().isOutput(t) && !fed) continue;
      if (const auto at = m_rows.find(t); at != m_rows.end()) {
        m_out.rows.push_back(std::move(at->second));
        continue;
      }
      Row row;
      row.graph = ir::GraphId(0);
      row.tensor = t;
      row.after = x.type;
      row.bytesBefore = row.bytesAfter = m_model.bufferBytes(x.buffer);
      if (x.quant && x.type != DataType::f32) {
        row.scale = m_model.quantizations[x.quant.index()].scales.front();
        row.scales = 1;
      }
      if (const auto at = m_added.find(t); at != m_added.end()) {
        row.why = msg("stands for {0}", m_before.tensorName(m_before.graph(), at->second));
      } else {
        row.before = source(t).type;
        if (x.type == row.before) row.why = whyUnchanged(t, fed);
      }
      m_out.rows.push_back(std::move(row));
    }
    for (std::size_t s = 1; s < m_model.graphs.size(); ++s) tellSubgraph(ir::GraphId(s));
  }

  void tellSubgraph(ir::GraphId id) {
    const ir::Graph& graph = m_model.graph(id);
    for (std::size_t i = 0; i < graph.tensorCount(); ++i) {
      const ir::Tensor& x = graph[TensorId(i)];
      if (!x.producer && !x.useCount && !graph.isOutput(TensorId(i)) &&
          std::ranges::find(graph.inputs, TensorId(i)) == graph.inputs.end())
        continue;
      Row row;
      row.graph = id;
      row.tensor = TensorId(i);
      row.before = row.after = x.type;
      row.bytesBefore = row.bytesAfter = m_model.bufferBytes(x.buffer);
      row.why = msg("in a subgraph, which computes in float");
      m_out.rows.push_back(std::move(row));
    }
  }

  Message whyUnchanged(TensorId t, bool fed) const {
    const ir::Tensor& x = g()[t];
    if (x.type != DataType::f32) return msg("{0}, not float32", ir::longName(x.type));
    if (fed) return msg("input, float32 as asked");
    if (g().isOutput(t)) return msg("output, float32 as asked");
    if (x.producer && x.producer.index() < m_plan.why.size()) return m_plan.why[x.producer.index()];
    for (const ir::UseSite use : g().uses(t))
      if (use.user.index() < m_plan.why.size() && !m_plan.why[use.user.index()].empty())
        return m_plan.why[use.user.index()];
    return msg("computed at run time");
  }

  Task& m_task;
  const IntegerOptions& m_options;
  const ir::Model& m_before;
  Quantized m_out;
  ir::Model& m_model;
  ir::GraphEdit m_edit;
  const IntegerPlan m_plan;
  const DataType m_code;
  std::map<std::pair<float, std::int32_t>, ir::QuantId> m_quants;
  std::map<TensorId, TensorId> m_floats;        // of a tensor of the source: its float32 form
  std::map<Form, TensorId> m_integers;          // and its integer forms
  std::map<Form, TensorId> m_constants;         // integer forms of constants
  std::map<TensorId, TensorId> m_added;         // tensors that are new, and what they stand for
  std::map<TensorId, Row> m_rows;               // of constants
  std::unordered_map<std::string, int> m_taken; // names of new tensors
};

// Operators that stay float may still have int8 weights; `rows` take up what that changes.
Status quantizeTheRest(Task& task, Quantized& done, const IntegerOptions& options) {
  DynamicOptions rest;
  rest.minElements = options.minElements;
  rest.skip = options.skip;
  rest.only = options.only;
  rest.perTensor = options.perTensor;
  ARA_ASSIGN(Quantized more, dynamicRange(task, done.model, rest));
  std::map<std::pair<ir::GraphId, TensorId>, Row> first;
  for (Row& r : done.rows) first.emplace(std::pair(r.graph, r.tensor), std::move(r));
  for (Row& r : more.rows)
    if (const auto at = first.find({r.graph, r.tensor}); at != first.end() && r.before == r.after)
      r = std::move(at->second);
  done = std::move(more);
  return {};
}

} // namespace

Result<Quantized> integers(Task& task, const ir::Model& model, const Ranges& ranges, const IntegerOptions& options) {
  ARA_TRY(namesExist(model, options.skip, options.only));
  Task first = task.part(0, 0.8), second = task.part(0.8, 1);
  ARA_ASSIGN(Quantized done, Integers(first, model, ranges, options).run());
  ARA_TRY(quantizeTheRest(second, done, options));
  return done;
}

} // namespace ara::quantize
