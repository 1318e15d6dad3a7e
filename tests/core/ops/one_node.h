// A graph of one operator, for tests of op rows: inferred, evaluated, lowered, and the lowered graph run.
//
//   OneNode n("tf.Mean");
//   n.fed<float>({2, 3}, {1, 2, 3, 4, 5, 6}).constant<int>({1}, {1}).attr("keep_dims", true);
//   EXPECT_EQ(valuesOf<float>(n.evaluate()), ...);
//   EXPECT_EQ(n.lower(), "tfl.mean");                 // operators in order, or the refusal
//   EXPECT_EQ(valuesOf<float>(n.runLowered()), ...);
#pragma once

#include "ir/verify.h"
#include "ir/walk.h"
#include "ops/infer.h"
#include "ops/registry.h"
#include "runtime/evaluate.h"

#include <gtest/gtest.h>

namespace ara::test {

using namespace ir;

template<class T> constexpr DataType typeOf() {
  if constexpr (std::is_same_v<T, float>)
    return DataType::f32;
  else if constexpr (std::is_same_v<T, double>)
    return DataType::f64;
  else if constexpr (std::is_same_v<T, std::int8_t>)
    return DataType::i8;
  else if constexpr (std::is_same_v<T, std::int16_t>)
    return DataType::i16;
  else if constexpr (std::is_same_v<T, std::int32_t>)
    return DataType::i32;
  else if constexpr (std::is_same_v<T, std::int64_t>)
    return DataType::i64;
  else if constexpr (std::is_same_v<T, std::uint8_t>)
    return DataType::u8;
  else if constexpr (std::is_same_v<T, std::uint16_t>)
    return DataType::u16;
  else if constexpr (std::is_same_v<T, bool>)
    return DataType::boolean;
  else if constexpr (std::is_same_v<T, _Float16>)
    return DataType::f16;
}

template<class T> std::vector<std::byte> bytesFrom(const std::vector<T>& values) {
  std::vector<std::byte> out;
  for (const T v : values) {
    const auto b = std::as_bytes(std::span(&v, 1));
    out.insert(out.end(), b.begin(), b.end());
  }
  return out;
}

class OneNode {
public:
  explicit OneNode(std::string op) : m_op(std::move(op)) { m_model.graphs.emplace_back(); }

  // An operand fed when the graph runs; `seen` is the shape inference sees, when it sees less.
  template<class T> OneNode& fed(std::vector<Dim> shape, std::vector<T> values, std::optional<Shape> seen = {}) {
    m_operands.push_back(
        {typeOf<T>(), Shape::of(shape), seen.value_or(Shape::of(shape)), bytesFrom(values), false, {}});
    return *this;
  }
  template<class T> OneNode& constant(std::vector<Dim> shape, std::vector<T> values) {
    fed<T>(shape, values);
    m_operands.back().constant = true;
    return *this;
  }
  OneNode& absent() { // an optional operand that is left out
    m_operands.push_back({DataType::none, Shape::unknown(), Shape::unknown(), {}, false, {}});
    return *this;
  }
  // An operand of which only type and shape, or part of the value, is known.
  OneNode& unknown(DataType type, Shape shape, std::optional<std::vector<Dim>> value = {}) {
    m_operands.push_back({type, shape, shape, {}, false, std::move(value)});
    return *this;
  }
  OneNode& attr(std::string_view key, AttrValue value) {
    m_attrs.push_back({m_model.names.intern(key), std::move(value)});
    return *this;
  }
  OneNode& quantized(std::size_t operand, float scale, std::int64_t zeroPoint) { // operands first, then results
    m_quants.emplace_back(operand, Quantization{{scale}, {zeroPoint}, 0, {}, {}, 0, {}});
    return *this;
  }
  OneNode& resultType(DataType t) {
    m_resultType = t;
    return *this;
  }
  OneNode& resultShape(Shape s) {
    m_resultShape = std::move(s);
    return *this;
  }
  // What the operator does to two elements: a subgraph of `op`, named by attribute `key`.
  OneNode& region(std::string_view key, std::string op, DataType type) {
    m_region = {std::move(op), type};
    return attr(key, GraphId(1));
  }
  OneNode& results(std::size_t n) {
    m_results = n;
    return *this;
  }

  const Model& model() const { return m_model; }

  // "f32[2,3]", several with a blank between; values of small integer tensors behind "="; or the error.
  std::string infer() {
    const NodeId n = make(false);
    ops::InferContext c(m_model, m_model.graph(), n);
    if (auto ok = ops::find(m_op)->infer(c); !ok) return ok.error().text();
    std::string out;
    for (const auto& r : c.results) {
      out += (out.empty() ? "" : " ") + std::string(ir::name(r.type)) + r.shape.text();
      if (r.value) out += "=" + Shape::of(*r.value).text();
    }
    return out;
  }

  Result<std::vector<ops::TensorOut>> evaluate() {
    const NodeId n = make(true);
    return runtime::evaluateConstant(m_model, m_model.graph(), n, std::uint64_t{1} << 30);
  }

  // The operators the node is lowered to, in execution order, or the refusal; afterwards the model holds them.
  std::string lower() {
    const NodeId n = make(false);
    GraphEdit edit(m_model);
    if (auto ok = ops::inferNode(edit, n); !ok) return ok.error().text();
    ops::LowerMemo memo;
    Task task;
    ops::LowerContext c(edit, n, memo, ops::find, task);
    if (auto ok = ops::find(m_op)->lower(c); !ok) return ok.error().text();
    for (const Error& e : verify(m_model)) ADD_FAILURE() << e.text();
    std::string out;
    const Graph& g = m_model.graph();
    const auto needed = neededFor(g, g.outputs, false);
    for (const NodeId k : executionOrder(m_model, g).nodes)
      if (needed[k.index()]) out += (out.empty() ? "" : " ") + std::string(m_model.opName(g[k]));
    return out;
  }

  Result<std::vector<ops::TensorOut>> runLowered() {
    lower();
    std::vector<runtime::Feed> feeds;
    for (const Operand& o : m_operands)
      if (!o.constant) feeds.push_back({o.tensor, {o.type, o.shape, BufferData{o.bytes, nullptr}}});
    Task task;
    auto values = runtime::runGraph(task, m_model, GraphId(0), feeds, m_model.graph().outputs);
    if (!values) return Fail(std::move(values).error());
    std::vector<ops::TensorOut> out;
    for (const auto& v : *values) out.push_back({v.type, v.shape, {v.data.bytes.begin(), v.data.bytes.end()}});
    return out;
  }

private:
  struct Operand {
    DataType type;
    Shape shape, seen;
    std::vector<std::byte> bytes;
    bool constant;
    std::optional<std::vector<Dim>> value;
    TensorId tensor = {};
  };

  NodeId make(bool allConstant) {
    m_model.graphs.clear();
    m_model.graphs.emplace_back();
    if (!m_region.first.empty()) {
      m_model.graphs.emplace_back();
      GraphEdit inner(m_model, GraphId(1));
      const TensorId a = inner.addTensor(m_region.second, Shape::scalar()),
                     b = inner.addTensor(m_region.second, Shape::scalar());
      inner.setInputs({a, b});
      const NodeId step = inner.addNode(*ops::find(m_region.first), {a, b}, {}, 1);
      inner.setOutputs({m_model.graphs[1].result(step, 0)});
    }
    GraphEdit edit(m_model);
    std::vector<TensorId> operands, inputs;
    for (Operand& o : m_operands) {
      if (o.type == DataType::none) {
        operands.emplace_back();
        continue;
      }
      const NameId name = m_model.names.intern("x" + std::to_string(operands.size()));
      if (allConstant || o.constant)
        o.tensor = edit.addConstant(o.type, o.shape, m_model.addBuffer(heapBuffer(o.bytes)), name);
      else {
        o.tensor = edit.addTensor(o.type, o.seen, name);
        inputs.push_back(o.tensor);
        if (o.value) edit.extra(o.tensor).value = o.value;
      }
      operands.push_back(o.tensor);
    }
    const OpDef* row = ops::find(m_op);
    EXPECT_NE(row, nullptr) << m_op;
    const NodeId n = edit.addNode(*row, operands, m_model.attrs.intern(m_attrs, m_model.names), m_results,
                                  m_model.names.intern("node"));
    const auto results = m_model.graph().results(n);
    const std::vector<TensorId> outputs(results.begin(), results.end());
    if (m_resultType != DataType::none) edit.setType(outputs[0], m_resultType);
    if (m_resultShape.ranked) edit.setShape(outputs[0], m_resultShape);
    for (const auto& [i, q] : m_quants)
      edit.setQuantization(i < operands.size() ? operands[i] : outputs[i - operands.size()],
                           m_model.addQuantization(q));
    edit.setInputs(inputs);
    edit.setOutputs(outputs);
    return n;
  }

  std::string m_op;
  Model m_model;
  std::vector<Operand> m_operands;
  AttrList m_attrs;
  std::vector<std::pair<std::size_t, Quantization>> m_quants;
  DataType m_resultType = DataType::none;
  Shape m_resultShape = Shape::unknown();
  std::pair<std::string, DataType> m_region;
  std::size_t m_results = 1;
};

// The values of result i; empty, with a test failure, when there is an error instead.
template<class T> std::vector<T> valuesOf(const Result<std::vector<ops::TensorOut>>& r, std::size_t i = 0) {
  if (!r) {
    ADD_FAILURE() << r.error().text();
    return {};
  }
  EXPECT_EQ(ir::name((*r)[i].type), ir::name(typeOf<T>()));
  std::vector<T> out;
  for (std::size_t at = 0; at + sizeof(T) <= (*r)[i].bytes.size(); at += sizeof(T))
    out.push_back(loadAt<T>((*r)[i].bytes, at));
  return out;
}

inline std::string errorOf(const Result<std::vector<ops::TensorOut>>& r) { return r ? "no error" : r.error().text(); }

// Equal up to `ulps` units of rounding; NaN equals NaN.
inline void expectNear(const std::vector<float>& got, const std::vector<float>& want, const std::string& what,
                       float relative = 2e-6f) {
  ASSERT_EQ(got.size(), want.size()) << what;
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (want[i] != want[i])
      EXPECT_TRUE(got[i] != got[i]) << what << " at " << i << ": " << got[i];
    else if (want[i] - want[i] != 0)
      EXPECT_EQ(got[i], want[i]) << what << " at " << i;
    else
      EXPECT_LE(std::abs(got[i] - want[i]), relative * std::abs(want[i]))
          << what << " at " << i << ": " << got[i] << " for " << want[i];
  }
}

} // namespace ara::test
