// What the functions of an op row are given. All of them see one node; none of them keeps anything.
//
//   Status inferRelu(InferContext& c) { c.result(0, c.type(0), c.shape(0)); return {}; }
//   Status lowerRelu(LowerContext& c) { return c.replaceWith("tfl.relu", {c.operand(0)}); }
#pragma once

#include "base/task.h"
#include "ir/edit.h"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace ara::ops {

using ir::AttrValue;
using ir::DataType;
using ir::Dim;
using ir::Shape;
using ir::TensorId;

// Reading a node: operands, attributes, names. Attribute getters fall back when the attribute is absent or of another kind.
class NodeView {
public:
  NodeView(const ir::Model& model, const ir::Graph& graph, ir::NodeId node) : m_model(&model), m_graph(&graph), m_node(node) {}

  const ir::Model& model() const { return *m_model; }
  const ir::Graph& graph() const { return *m_graph; }
  ir::NodeId id() const { return m_node; }
  const ir::Node& node() const { return (*m_graph)[m_node]; }
  std::string op() const { return std::string(m_model->shortOpName(node())); }
  std::string name() const; // node name, or its first result's name

  std::size_t operandCount() const { return node().operandCount; }
  std::size_t resultCount() const { return node().resultCount; }
  TensorId operand(std::size_t i) const { return m_graph->operand(m_node, i); }
  bool has(std::size_t i) const { return static_cast<bool>(operand(i)); }
  DataType type(std::size_t i) const;
  const Shape& shape(std::size_t i) const;
  bool isConstant(std::size_t i) const;

  const AttrValue* attr(std::string_view key) const { return m_model->attr(node(), key); }
  bool attrBool(std::string_view key, bool otherwise = false) const;
  std::int64_t attrInt(std::string_view key, std::int64_t otherwise = 0) const;
  double attrFloat(std::string_view key, double otherwise = 0) const;
  std::string attrString(std::string_view key, std::string_view otherwise = "") const; // strings and symbols
  DataType attrType(std::string_view key, DataType otherwise = DataType::none) const;
  std::vector<std::int64_t> attrInts(std::string_view key) const;
  std::optional<Shape> attrShape(std::string_view key) const;

  // Integers of a small integer operand, row-major: of a constant all known, else what inference knows (kUnknownDim for
  // unknown elements). Nothing when neither, when it is not integer, or above 1,024 elements.
  std::optional<std::vector<Dim>> integers(std::size_t i) const;
  // The same, all elements known.
  std::optional<std::vector<std::int64_t>> knownIntegers(std::size_t i) const;

  // Refusals, with this node as the subject. They read "Conv2D conv_3: <finding> <remedy>".
  Fail refuse(Message finding, Message remedy = {}) const;
  Fail refuseAttr(std::string_view key, std::string value, Message remedy = {}) const; // "... has KEY = VALUE, which ..."

protected:
  const ir::Model* m_model;
  const ir::Graph* m_graph;
  ir::NodeId m_node;
};

struct InferredResult {
  DataType type = DataType::none;
  Shape shape;
  std::optional<std::vector<Dim>> value;
};

// Infer: tell each result's type and shape as far as known; unknown rank and unknown dimensions are fine, contradiction
// is a refusal. Subgraph calls may look at other graphs through model().
struct InferContext : NodeView {
  using NodeView::NodeView;
  std::vector<InferredResult> results; // sized by result()
  void result(std::size_t i, DataType type, Shape shape);
  void value(std::size_t i, std::vector<Dim> integers); // content of a small integer result
};

// A tensor's value while evaluating. Strings use TFLite's layout (count, offsets, bytes).
struct TensorView {
  DataType type = DataType::none;
  Shape shape; // static
  ir::BufferData data;

  std::uint64_t elements() const { return *shape.elements(); }
  template<class T> T load(std::uint64_t i) const { return data.load<T>(i); }
};
struct TensorOut {
  DataType type = DataType::none;
  Shape shape;
  std::vector<std::byte> bytes;
};

// Evaluate: results from values. Inputs are all there (absent optional operands have type none) and static. Kernels make
// their results with makeResult, which refuses sizes above the budget instead of allocating them.
struct EvalContext : NodeView {
  using NodeView::NodeView;
  std::vector<TensorView> inputs;
  std::vector<TensorOut> results;
  std::uint64_t budget = std::uint64_t{1} << 31; // bytes all results together may take

  // A zero-filled result i; its bytes are viewed as T through the span. Errors when above the budget.
  Status makeResult(std::size_t i, DataType type, Shape shape);
  template<class T> std::span<T> out(std::size_t i) {
    return {reinterpret_cast<T*>(results[i].bytes.data()), results[i].bytes.size() / sizeof(T)};
  }
  // Input i as an aligned contiguous array (copied only when the bytes are not aligned for T).
  template<class T> std::span<const T> in(std::size_t i) {
    const Bytes b = inputs[i].data.bytes;
    if (reinterpret_cast<std::uintptr_t>(b.data()) % alignof(T) == 0)
      return {reinterpret_cast<const T*>(b.data()), b.size() / sizeof(T)};
    return {reinterpret_cast<const T*>(aligned(i)), b.size() / sizeof(T)};
  }

private:
  const std::byte* aligned(std::size_t i);
  std::map<std::size_t, std::vector<std::byte>> m_aligned;
};

struct VersionContext : NodeView {
  using NodeView::NodeView;
};

// Memo of constants made while lowering, so that a weight used by 200 nodes is turned once.
struct LowerMemo {
  std::map<std::pair<std::uint32_t, std::vector<std::uint32_t>>, TensorId> transposed;
  std::map<std::tuple<int, std::vector<Dim>, std::string>, TensorId> constants; // type, shape, bytes
  std::optional<bool> testsInfinity; // whether the graph asks somewhere if a number is infinite
};

using NamedAttr = std::pair<std::string_view, AttrValue>;

// Lower: build tfl operators in place of the node, then replace its results. Every operator is inferred and checked
// against its row's RuntimeLimits as it is added, so an operator the runtime does not compute rightly is a refusal here.
class LowerContext : public NodeView {
public:
  LowerContext(ir::GraphEdit& edit, ir::NodeId node, LowerMemo& memo, ir::OpLookup find, Task& task)
      : NodeView(edit.model(), edit.graph(), node), m_edit(edit), m_memo(memo), m_find(find), m_task(task) {}

  ir::GraphEdit& edit() { return m_edit; }
  Task& task() { return m_task; }
  LowerMemo& memo() { return m_memo; }
  const Shape& shapeOf(TensorId t) const { return m_model->shapeOf((*m_graph)[t]); }
  DataType typeOf(TensorId t) const { return (*m_graph)[t].type; }
  bool constant(TensorId t) const { return static_cast<bool>((*m_graph)[t].buffer); }

  // One tfl operator; its first result, or all of them. Absent optional operands are none ids.
  Result<TensorId> add(std::string_view op, std::vector<TensorId> operands, std::vector<NamedAttr> attrs = {});
  Result<std::vector<TensorId>> addMany(std::string_view op, std::vector<TensorId> operands, std::size_t results,
                                        std::vector<NamedAttr> attrs = {});
  // Constants. `like` names them for people: its name plus the suffix.
  TensorId ints(std::vector<std::int32_t> values, std::optional<Shape> shape = {}); // rank 1 unless a shape is given
  TensorId scalar(DataType type, double value);
  TensorId splat(DataType type, Shape shape, double value);
  TensorId bytesConstant(DataType type, Shape shape, std::vector<std::byte> bytes);
  // The constant `t` with permuted axes (a view computed when written), shared between all who ask for the same.
  Result<TensorId> transposedConstant(TensorId t, std::vector<std::uint32_t> perm);
  // The constant `t` under another shape of equally many elements (shares the bytes).
  Result<TensorId> reshapedConstant(TensorId t, Shape shape);
  // `t` under another shape: the constant reshaped, or a tfl.reshape.
  Result<TensorId> reshape(TensorId t, std::vector<Dim> shape);
  Result<TensorId> transpose(TensorId t, std::vector<std::int32_t> perm); // constant or tfl.transpose

  // The end: result i of the node is `t` from now on (the tensor keeps the node's name and users).
  Status replaceWith(std::string_view op, std::vector<TensorId> operands, std::vector<NamedAttr> attrs = {});
  Status replace(std::vector<TensorId> results);

private:
  ir::GraphEdit& m_edit;
  LowerMemo& m_memo;
  ir::OpLookup m_find;
  Task& m_task;
  std::vector<ir::NodeId> m_added;
};

// Checks `node` (a tfl op with known types and shapes) against its row's limits.
// A refusal speaks of it as `source`, the node people know.
Status checkLimits(const NodeView& node, const NodeView& source);

} // namespace ara::ops
