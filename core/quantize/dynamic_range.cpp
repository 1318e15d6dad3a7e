// Weights of hybrid kernels become int8 in place; for kernels that compute in float a DEQUANTIZE goes between:
//
//   FULLY_CONNECTED(x, w)      ->  FULLY_CONNECTED(x, w:int8)
//   GATHER(w, i), w a table    ->  GATHER(DEQUANTIZE(w:int8), i)
#include "quantize/names.h"
#include "quantize/quantize.h"
#include "quantize/symmetric.h"
#include "quantize/weights.h"

#include "base/strings.h"
#include "ir/edit.h"
#include "ir/walk.h"
#include "ops/context.h"
#include "ops/registry.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ara::quantize {
namespace {

using ir::DataType;
using ir::GraphId;
using ir::NodeId;
using ir::TensorId;

struct NodeWeights {
  WeightOperands rule;
  std::vector<std::size_t> present; // the rule's operands that are there
  bool hybrid = false;              // with all of them int8
};

class DynamicRange {
public:
  DynamicRange(Task& task, const ir::Model& model, const DynamicOptions& options)
      : m_task(task), m_options(options), m_out{model, {}}, m_model(m_out.model) {}

  Result<Quantized> run() {
    ARA_TRY(namesExist(m_model, m_options.skip, m_options.only));
    for (std::size_t g = 0; g < m_model.graphs.size(); ++g) {
      ARA_TRY(m_task.checkpoint(static_cast<double>(g) / static_cast<double>(m_model.graphs.size()), "Quantizing"));
      ARA_TRY(graph(GraphId(g)));
    }
    std::ranges::stable_sort(m_out.rows, {}, [](const Row& r) { return std::pair(r.graph, r.tensor); });
    return std::move(m_out);
  }

private:
  using Key = std::tuple<std::uint32_t, std::uint64_t, std::uint64_t, std::uint64_t>; // buffer, elements, slices, inner
  struct Made {
    ir::BufferId buffer;
    ir::QuantId quant;
    double sqnr = 0;
    std::vector<float> scales;
  };

  const ir::Graph& g() const { return m_model.graph(m_graph); }
  std::string name(TensorId t) const { return m_model.tensorName(g(), t); }

  bool asked(TensorId t) const {
    const auto in = [&](const std::vector<std::string>& list) {
      return std::ranges::find(list, name(t)) != list.end();
    };
    return !in(m_options.skip) && (m_options.only.empty() || in(m_options.only));
  }

  // Why a constant that is a weight cannot be int8; empty when it can.
  Message obstacle(TensorId t) const {
    const ir::Tensor& x = g()[t];
    const auto elements = m_model.shapeOf(x).elements();
    if (x.type == DataType::i8 || x.type == DataType::u8 || x.type == DataType::i4)
      return msg("already {0}", ir::longName(x.type));
    if (x.type != DataType::f32) return msg("{0}, not float32", ir::longName(x.type));
    if (x.quant && !m_model.quantizations[x.quant.index()].scales.empty()) return msg("has a scale already");
    if (x.extra && !m_model.extras[x.extra.index()].raw.empty()) return msg("sparse");
    if (std::ranges::find(g().inputs, t) != g().inputs.end()) return msg("input");
    if (!asked(t)) return msg("left out as asked");
    if (!elements || *elements == 0) return msg("no elements");
    if (*elements < m_options.minElements)
      return msg("{0} elements, limit {1}", withCommas(*elements), withCommas(m_options.minElements));
    if (m_model.bufferBytes(x.buffer) < *elements * sizeof(float)) return msg("its value is incomplete");
    return {};
  }

  // The int8 form of a weight, made once for each buffer and way of slicing it; nothing when a value is not finite.
  Result<const Made*> made(TensorId t, int axis) {
    const ir::Tensor& x = g()[t];
    const ir::Shape& shape = m_model.shapeOf(x);
    std::uint64_t slices = 1, inner = *shape.elements();
    if (axis >= 0 && static_cast<std::size_t>(axis) < shape.rank()) {
      slices = static_cast<std::uint64_t>(shape.dims[static_cast<std::size_t>(axis)]);
      inner = 1;
      for (std::size_t d = static_cast<std::size_t>(axis) + 1; d < shape.rank(); ++d)
        inner *= static_cast<std::uint64_t>(shape.dims[d]);
    }
    const Key key{x.buffer.value, *shape.elements(), slices, inner};
    if (const auto at = m_made.find(key); at != m_made.end()) return at->second ? &*at->second : nullptr;
    ARA_ASSIGN(const ir::BufferData data, m_model.data(x.buffer));
    std::optional<Symmetric> s = symmetric(data, *shape.elements(), slices, inner);
    std::optional<Made>& slot = m_made[key];
    if (!s) return nullptr;
    ir::Quantization q;
    q.scales = s->scales;
    q.zeroPoints.assign(s->scales.size(), 0);
    q.axis = slices > 1 ? axis : 0;
    slot = Made{m_model.addBuffer(ir::heapBufferOf(std::span<const std::int8_t>(s->codes))),
                m_model.addQuantization(std::move(q)), s->sqnr, std::move(s->scales)};
    return &*slot;
  }

  Status graph(GraphId id);
  Status convert(ir::GraphEdit& edit, TensorId t, int axis);
  void insertDequantize(ir::GraphEdit& edit, TensorId t, bool perSlice);
  void raiseVersion(ir::GraphEdit& edit, NodeId n, int atLeast);
  void tell(const std::vector<bool>& changed);
  Message whyUnchanged(TensorId t) const;

  Task& m_task;
  const DynamicOptions& m_options;
  Quantized m_out;
  ir::Model& m_model;
  GraphId m_graph;
  std::map<Key, std::optional<Made>> m_made;

  // Of the graph at hand.
  std::map<NodeId, NodeWeights> m_nodes;
  std::map<TensorId, Message> m_obstacles; // of weights
  std::map<TensorId, int> m_axes;          // of weights that may change
  std::map<TensorId, Row> m_rows;          // of those that changed
  std::map<TensorId, Message> m_added;     // tensors that are new
};

Status DynamicRange::graph(GraphId id) {
  m_graph = id;
  m_nodes.clear(), m_obstacles.clear(), m_axes.clear(), m_rows.clear(), m_added.clear();
  ir::GraphEdit edit(m_model, id);

  // Which constants are weights, and what keeps each from being int8.
  std::map<TensorId, std::set<int>> axes;
  for (const NodeId n : g().nodeIds()) {
    NodeWeights w{weightOperands(m_model, g(), n, !m_options.perTensor), {}, false};
    for (const std::size_t i : w.rule.operands)
      if (const TensorId t = g().operand(n, i)) {
        w.present.push_back(i);
        if (g()[t].buffer) axes[t].insert(w.rule.axis);
      }
    if (!w.present.empty()) m_nodes.emplace(n, std::move(w));
  }
  for (const auto& [t, wanted] : axes) {
    Message why = obstacle(t);
    m_axes[t] = wanted.size() == 1 ? *wanted.begin() : -1; // users that differ agree on one scale
    if (why.empty()) {
      ARA_ASSIGN(const Made* form, made(t, m_axes[t]));
      if (!form) why = msg("holds NaN or infinity");
      if (m_task.cancelled()) ARA_TRY(m_task.checkpoint(0, "Quantizing"));
    }
    if (!why.empty()) m_obstacles.emplace(t, std::move(why));
  }

  // An operator computes with int8 weights only when all of its weights are.
  std::set<TensorId> change;
  for (auto& [n, w] : m_nodes) {
    const bool sliced = w.rule.needsSlices;
    w.hybrid = w.rule.hybrid && std::ranges::all_of(w.present, [&](std::size_t i) {
                 const TensorId t = g().operand(n, i);
                 return m_axes.contains(t) && !m_obstacles.contains(t) && !(sliced && m_axes[t] < 0);
               });
    const bool backToFloat = !w.rule.hybrid || sliced;
    for (const std::size_t i : w.present) {
      const TensorId t = g().operand(n, i);
      if ((w.hybrid || backToFloat) && m_axes.contains(t) && !m_obstacles.contains(t)) change.insert(t);
    }
  }
  for (const TensorId t : change) ARA_TRY(convert(edit, t, m_axes[t]));
  for (const TensorId t : change) insertDequantize(edit, t, m_axes[t] >= 0);
  for (const auto& [n, w] : m_nodes)
    if (w.hybrid) {
      raiseVersion(edit, n, w.rule.version);
      if (w.rule.asymmetric) edit.setAttr(n, "asymmetric_quantize_inputs", true);
    }
  std::vector<bool> changed(g().tensorCount());
  for (const TensorId t : change) changed[t.index()] = true;
  tell(changed);
  return {};
}

Status DynamicRange::convert(ir::GraphEdit& edit, TensorId t, int axis) {
  const ir::Tensor& x = g()[t];
  Row row;
  row.graph = m_graph;
  row.tensor = t;
  row.before = x.type;
  row.after = DataType::i8;
  row.bytesBefore = m_model.bufferBytes(x.buffer);
  ARA_ASSIGN(const Made* form, made(t, axis));
  row.bytesAfter = m_model.bufferBytes(form->buffer);
  if (std::isfinite(form->sqnr)) row.sqnr = form->sqnr;
  row.scale = *std::ranges::max_element(form->scales);
  row.scales = form->scales.size();
  edit.setType(t, DataType::i8);
  edit.setBuffer(t, form->buffer);
  edit.setQuantization(t, form->quant);
  m_rows.emplace(t, std::move(row));
  return {};
}

// Users that compute in float, and outputs of the graph, read the weight through one DEQUANTIZE.
void DynamicRange::insertDequantize(ir::GraphEdit& edit, TensorId t, bool perSlice) {
  std::vector<std::pair<NodeId, std::size_t>> floats;
  for (const ir::UseSite use : g().uses(t)) {
    const auto at = m_nodes.find(use.user);
    const bool takesInt8 = at != m_nodes.end() && at->second.hybrid &&
                           std::ranges::find(at->second.present, use.operand) != at->second.present.end();
    if (!takesInt8) floats.emplace_back(use.user, use.operand);
  }
  const bool output = g().isOutput(t);
  if (floats.empty() && !output) return;
  const std::string made = name(t) + "_dequantize";
  const TensorId back = edit.addTensor(DataType::f32, m_model.shapeOf(g()[t]), m_model.nameOf(made));
  const TensorId results[] = {back}, operands[] = {t};
  const NodeId n = edit.addNode(m_model.nameOf("tfl.dequantize"), ops::find("tfl.dequantize"), operands, {}, results);
  edit.setAttr(n, "_version", std::int64_t{perSlice ? 5 : 2});
  for (const auto& [user, operand] : floats) edit.setOperand(user, operand, back);
  if (output) { // the output keeps its name: it is the float one that people read
    std::vector<TensorId> outputs = g().outputs;
    std::ranges::replace(outputs, t, back);
    edit.setOutputs(std::move(outputs));
    for (ir::Signature& s : m_model.signatures)
      if (s.graph == m_graph)
        for (ir::NamedTensor& o : s.outputs)
          if (o.tensor == t) o.tensor = back;
  }
  m_added.emplace(back, msg("gives {0} back as float32", name(t)));
}

void DynamicRange::raiseVersion(ir::GraphEdit& edit, NodeId n, int atLeast) {
  const ir::Node& node = g()[n];
  const ops::VersionContext view(m_model, g(), n);
  const std::int64_t byRow = node.def && node.def->version ? node.def->version(view) : 1;
  const std::int64_t now = view.attrInt("_version", byRow);
  if (now < atLeast || view.attr("_version"))
    edit.setAttr(n, "_version", std::max<std::int64_t>(now, atLeast));
  else if (byRow < atLeast)
    edit.setAttr(n, "_version", std::int64_t{atLeast});
}

Message DynamicRange::whyUnchanged(TensorId t) const {
  const ir::Tensor& x = g()[t];
  if (std::ranges::find(g().inputs, t) != g().inputs.end()) return msg("input");
  if (!x.buffer) {
    if (g().isOutput(t)) return msg("output");
    return x.variable ? msg("state, kept between runs") : msg("computed at run time");
  }
  if (const auto at = m_obstacles.find(t); at != m_obstacles.end()) return at->second;
  for (const ir::UseSite use : g().uses(t)) { // a weight whose operator stays float as a whole
    const auto at = m_nodes.find(use.user);
    if (at == m_nodes.end() || std::ranges::find(at->second.present, use.operand) == at->second.present.end()) continue;
    for (const std::size_t i : at->second.present) {
      const TensorId other = g().operand(use.user, i);
      if (const auto why = m_obstacles.find(other); why != m_obstacles.end() && other != t)
        return msg("{0} needs all its weights as int8, but {1} stays float", m_model.shortOpName(g()[use.user]),
                   name(other));
      if (!g()[other].buffer) return msg("{0} computes another of its weights", m_model.shortOpName(g()[use.user]));
    }
  }
  if (x.type == DataType::i32 || x.type == DataType::i64) return msg("shape, not a weight");
  if (x.type != DataType::f32) return msg("{0}, not float32", ir::longName(x.type));
  for (const ir::UseSite use : g().uses(t)) {
    const auto at = m_nodes.find(use.user);
    if (at != m_nodes.end()) return msg("bias stays float");
  }
  const NodeId user = x.firstUse ? (*g().uses(t).begin()).user : NodeId();
  return user ? msg("{0} takes no int8 weights", m_model.shortOpName(g()[user])) : msg("nothing uses it");
}

// One row for each tensor that something refers to.
void DynamicRange::tell(const std::vector<bool>& changed) {
  for (std::size_t i = 0; i < g().tensorCount(); ++i) {
    const TensorId t(i);
    const ir::Tensor& x = g()[t];
    const bool living =
        x.producer || x.useCount || g().isOutput(t) || std::ranges::find(g().inputs, t) != g().inputs.end();
    if (!living) continue;
    if (i < changed.size() && changed[i]) {
      m_out.rows.push_back(std::move(m_rows.at(t)));
      continue;
    }
    Row row;
    row.graph = m_graph;
    row.tensor = t;
    row.before = row.after = x.type;
    row.bytesBefore = row.bytesAfter = m_model.bufferBytes(x.buffer);
    if (const auto at = m_added.find(t); at != m_added.end()) {
      row.before = DataType::none;
      row.why = at->second;
    } else {
      row.why = whyUnchanged(t);
    }
    m_out.rows.push_back(std::move(row));
  }
}

} // namespace

std::vector<analysis::Change> changes(const std::vector<Row>& rows) {
  std::vector<analysis::Change> out;
  for (const Row& r : rows) out.push_back({r.graph, r.tensor, r.sqnr, r.scale, r.scales, r.why});
  return out;
}

Result<Quantized> dynamicRange(Task& task, const ir::Model& model, const DynamicOptions& options) {
  return DynamicRange(task, model, options).run();
}

} // namespace ara::quantize
