// Weights as float16, computed with in float32:
//
//   CONV_2D(x, w, b)     ->     CONV_2D(x, DEQUANTIZE(w:float16), b)
//
// Half the bytes, no calibration, answers that differ in the fourth digit. The runtime turns the weights back once,
// before the first run.
#include "quantize/names.h"
#include "quantize/quantize.h"

#include "base/strings.h"
#include "ir/edit.h"
#include "ops/registry.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ara::quantize {
namespace {

using ir::DataType;
using ir::GraphId;
using ir::TensorId;

constexpr float kLargestHalf = 65504.0f;

struct Halves {
  ir::BufferId buffer;
  double sqnr = 0;
  Message why; // not empty: the values cannot be float16
};

class Float16 {
public:
  Float16(Task& task, const ir::Model& model, const Float16Options& options)
      : m_task(task), m_options(options), m_out{model, {}}, m_model(m_out.model) {}

  Result<Quantized> run() {
    ARA_TRY(namesExist(m_model, m_options.skip, m_options.only));
    for (std::size_t i = 0; i < m_model.graphs.size(); ++i) ARA_TRY(graph(GraphId(i)));
    return std::move(m_out);
  }

private:
  // Why a tensor stays as it is; empty when it may be float16.
  Message obstacle(const ir::Graph& g, TensorId t) const {
    const ir::Tensor& x = g[t];
    if (std::ranges::find(g.inputs, t) != g.inputs.end()) return msg("input");
    if (!x.buffer)
      return x.variable ? msg("state, kept between runs") : g.isOutput(t) ? msg("output") : msg("computed at run time");
    if (x.type == DataType::i32 || x.type == DataType::i64) return msg("shape, not a weight");
    if (x.type != DataType::f32) return msg("{0}, not float32", ir::longName(x.type));
    if (x.variable) return msg("state, kept between runs");
    if (x.extra && !m_model.extras[x.extra.index()].raw.empty()) return msg("sparse");
    if (!x.useCount && !g.isOutput(t)) return msg("nothing uses it");
    const std::string name = m_model.tensorName(g, t);
    const auto in = [&](const std::vector<std::string>& list) { return std::ranges::find(list, name) != list.end(); };
    if (in(m_options.skip) || (!m_options.only.empty() && !in(m_options.only))) return msg("left out as asked");
    const auto elements = m_model.shapeOf(x).elements();
    if (!elements || *elements == 0) return msg("no elements");
    if (*elements < m_options.minElements)
      return msg("{0} elements, limit {1}", withCommas(*elements), withCommas(m_options.minElements));
    if (m_model.bufferBytes(x.buffer) < *elements * sizeof(float)) return msg("its value is incomplete");
    return {};
  }

  // The float16 form of a buffer, made once for all tensors that share it.
  Result<const Halves*> halves(const ir::Tensor& x) {
    const auto [at, fresh] = m_made.try_emplace(x.buffer.value);
    if (!fresh) return &at->second;
    ARA_ASSIGN(const ir::BufferData data, m_model.data(x.buffer));
    const std::size_t count = data.bytes.size() / sizeof(float);
    std::vector<_Float16> out(count);
    double signal = 0, noise = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const float v = data.load<float>(i);
      if (!std::isfinite(v))
        at->second.why = msg("holds NaN or infinity");
      else if (std::abs(v) > kLargestHalf)
        at->second.why = msg("holds numbers above 65,504, the largest float16 has");
      out[i] = static_cast<_Float16>(v);
      const double difference = double(static_cast<float>(out[i])) - double(v);
      signal += double(v) * double(v);
      noise += difference * difference;
      if (i % (1u << 20) == 0 && m_task.cancelled()) ARA_TRY(m_task.checkpoint(0, "Quantizing"));
    }
    if (!at->second.why.empty()) return &at->second;
    at->second.sqnr = noise > 0 ? 10 * std::log10(signal / noise) : HUGE_VAL;
    at->second.buffer = m_model.addBuffer(ir::heapBufferOf(std::span<const _Float16>(out)));
    return &at->second;
  }

  Status graph(GraphId id) {
    ARA_TRY(m_task.checkpoint(double(id.index()) / double(m_model.graphs.size()), "Quantizing"));
    ir::GraphEdit edit(m_model, id);
    const auto g = [&]() -> const ir::Graph& { return m_model.graph(id); };
    for (std::size_t i = 0, count = g().tensorCount(); i < count; ++i) {
      const TensorId t(i);
      const ir::Tensor x = g()[t];
      if (!x.producer && !x.useCount && !g().isOutput(t) && std::ranges::find(g().inputs, t) == g().inputs.end())
        continue;
      Row row{id, t,  x.type, x.type,          m_model.bufferBytes(x.buffer), m_model.bufferBytes(x.buffer),
              {}, {}, 0,      obstacle(g(), t)};
      if (row.why.empty()) {
        ARA_ASSIGN(const Halves* form, halves(x));
        row.why = form->why;
        if (form->why.empty()) {
          row.after = DataType::f16;
          row.bytesAfter = m_model.bufferBytes(form->buffer);
          if (std::isfinite(form->sqnr)) row.sqnr = form->sqnr;
          edit.setBuffer(t, form->buffer);
          edit.setType(t, DataType::f16);
          m_out.rows.push_back(std::move(row));
          readBack(edit, t);
          continue;
        }
      }
      m_out.rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(m_out.rows, {}, [](const Row& r) { return std::pair(r.graph, r.tensor); });
    return {};
  }

  // All users, and outputs of the graph, read the weight through one DEQUANTIZE.
  void readBack(ir::GraphEdit& edit, TensorId t) {
    const ir::Graph& g = edit.graph();
    const std::string made = m_model.tensorName(g, t) + "_dequantize";
    const TensorId back = edit.addTensor(DataType::f32, ir::Shape(m_model.shapeOf(g[t])), m_model.nameOf(made));
    edit.replaceUses(t, back);
    const TensorId results[] = {back}, operands[] = {t};
    const ir::NodeId n =
        edit.addNode(m_model.nameOf("tfl.dequantize"), ops::find("tfl.dequantize"), operands, {}, results);
    edit.setAttr(n, "_version", std::int64_t{3});
    Row row;
    row.graph = edit.id();
    row.tensor = back;
    row.after = DataType::f32;
    row.why = msg("gives {0} back as float32", m_model.tensorName(edit.graph(), t));
    m_out.rows.push_back(std::move(row));
  }

  Task& m_task;
  const Float16Options& m_options;
  Quantized m_out;
  ir::Model& m_model;
  std::map<std::uint32_t, Halves> m_made;
};

} // namespace

Result<Quantized> float16(Task& task, const ir::Model& model, const Float16Options& options) {
  return Float16(task, model, options).run();
}

} // namespace ara::quantize
