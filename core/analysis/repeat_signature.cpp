#include "analysis/repeat_signature.h"

#include <algorithm>
#include <string_view>

namespace ara::analysis {
namespace {

constexpr std::size_t kStateBytes = std::size_t{1} << 22;
constexpr std::size_t kContentBytes = 4096; // larger constants are the same when they are the same bytes of the file

class Hash {
public:
  void add(std::uint64_t v) {
    m_value ^= v + 0x9e3779b97f4a7c15u + (m_value << 6) + (m_value >> 2);
    m_value *= 0xff51afd7ed558ccdu;
    m_value ^= m_value >> 32;
  }
  void add(std::string_view s) { add(std::hash<std::string_view>{}(s)); }
  std::uint64_t value() const { return m_value; }

private:
  std::uint64_t m_value = 0xcbf29ce484222325u;
};

// The constant or variable behind identities and reads; none where something is computed.
ir::TensorId rootOf(const ir::Model& model, const ir::Graph& g, ir::TensorId t) {
  for (int steps = 0; t && steps < 8; ++steps) {
    if (g[t].buffer || g[t].variable) return t;
    const ir::NodeId n = g[t].producer;
    if (!n || g[n].dead) return {};
    const std::string_view op = model.opName(g[n]);
    if (op == "tf.VariableV2" || op == "tf.Variable" || op == "tf.VarHandleOp" || op == "tfl.var_handle") return t;
    const bool passes = op == "tf.Identity" || op == "tf.ReadVariableOp" || op == "tfl.read_variable";
    if (!passes || g[n].operandCount == 0) return {};
    t = g.operand(n, 0);
  }
  return {};
}

bool isZero(const ir::Model& model, const ir::Tensor& t) {
  if (!t.buffer || t.type != ir::DataType::f32 || model.bufferBytes(t.buffer) > kStateBytes) return false;
  const auto data = model.data(t.buffer);
  return data && std::ranges::all_of(data->bytes, [](std::byte b) { return b == std::byte{0}; });
}

class Signer {
public:
  Signer(const ir::Model& model, const ir::Graph& graph)
      : m_model(model), m_graph(graph), m_constants(graph.tensorCount()) {}
  std::vector<std::uint64_t>& constants() { return m_constants; }

  std::uint64_t of(ir::NodeId n) {
    const ir::Node& node = m_graph[n];
    if (node.operandCount == 0 || std::ranges::all_of(m_graph.results(n), [&](ir::TensorId t) {
          return static_cast<bool>(rootOf(m_model, m_graph, t));
        }))
      return 0;
    Hash h;
    h.add(node.op.value);
    h.add(attrs(node.attrs));
    h.add(node.operandCount);
    for (const ir::TensorId r : m_graph.results(n))
      h.add(m_graph[r].shape.value), h.add(std::uint64_t(m_graph[r].type));
    for (const ir::TensorId t : m_graph.operands(n)) {
      const ir::TensorId root = rootOf(m_model, m_graph, t);
      const std::uint64_t fixed = root ? constant(root) : 0;
      if (root) m_constants[t.index()] = fixed;
      h.add(fixed && !mayBeState(t, root) ? fixed : t ? 1u : 2u);
    }
    return h.value() | 1u;
  }

private:
  // Zeros, and floats that nobody else reads: the state a layer begins with looks like what its other steps compute.
  bool mayBeState(ir::TensorId t, ir::TensorId root) const {
    if (isZero(m_model, m_graph[root])) return true;
    return m_graph[root].type == ir::DataType::f32 && m_graph.useCount(t) == 1 && !m_graph[t].isOutput &&
           m_model.shapeOf(m_graph[root]).elements().value_or(0) > 1;
  }

  // What a program notes for itself begins with an underscore, and differs from copy to copy.
  std::uint64_t attrs(ir::AttrsId id) {
    if (!id) return 0;
    if (m_attrs.size() <= id.index()) m_attrs.resize(id.index() + 1);
    if (m_attrs[id.index()]) return m_attrs[id.index()];
    ir::AttrList kept = m_model.attrs[id];
    std::erase_if(kept, [&](const ir::Attr& a) { return m_model.names[a.key].starts_with('_'); });
    return m_attrs[id.index()] = m_own.intern(std::move(kept), m_model.names).value + std::uint64_t{1};
  }

  std::uint64_t constant(ir::TensorId t) {
    std::uint64_t& known = m_constants[t.index()];
    if (known) return known;
    const ir::Tensor& tensor = m_graph[t];
    Hash h;
    h.add(tensor.shape.value);
    h.add(std::uint64_t(tensor.type));
    const std::uint64_t size = m_model.bufferBytes(tensor.buffer);
    if (!tensor.buffer)
      h.add(t.value);
    else if (size > kContentBytes)
      h.add(tensor.buffer.value);
    else if (const auto data = m_model.data(tensor.buffer); data)
      h.add(textOf(data->bytes));
    return known = h.value() | 4u;
  }

  const ir::Model& m_model;
  const ir::Graph& m_graph;
  std::vector<std::uint64_t> m_constants, m_attrs;
  ir::AttrsTable m_own;
};

} // namespace

std::uint64_t weightsOf(const ir::Model& model, const ir::Graph& graph, ir::NodeId n) {
  std::uint64_t most = 0;
  for (const ir::TensorId t : graph.operands(n))
    if (const ir::TensorId root = rootOf(model, graph, t))
      most = std::max(most, model.shapeOf(graph[root]).elements().value_or(0));
  return most;
}

Signatures signaturesOf(const ir::Model& model, const ir::Graph& graph) {
  Signatures out;
  out.nodes.resize(graph.nodeCount());
  Signer signer(model, graph);
  for (const ir::NodeId n : graph.nodeIds()) out.nodes[n.index()] = signer.of(n);
  out.fixed = std::move(signer.constants());
  return out;
}

} // namespace ara::analysis
