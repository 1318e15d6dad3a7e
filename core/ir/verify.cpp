#include "ir/verify.h"

#include "ir/walk.h"

#include <cmath>

namespace ara::ir {
namespace {

constexpr std::size_t kMost = 20;

class Verifier {
public:
  Verifier(const Model& model, std::vector<Error>& found) : m(model), m_found(found) {}

  void graph(const Graph& g) {
    m_uses.assign(g.tensorCount(), 0);
    m_atEnd.assign(g.tensorCount(), false);
    for (const TensorId t : g.outputs)
      if (inRange(g, t)) m_atEnd[t.index()] = true;
    for (std::size_t i = 0; i < g.nodeCount() && m_found.size() < kMost; ++i)
      if (!g[NodeId(i)].dead) node(g, NodeId(i));
    for (std::size_t i = 0; i < g.tensorCount() && m_found.size() < kMost; ++i) tensor(g, TensorId(i));
    ends(g, g.inputs, "input");
    ends(g, g.outputs, "output");
    for (const TensorId t : g.inputs)
      if (inRange(g, t) && g[t].producer) broken(msg("Graph input {0} has a producer.", m.tensorName(g, t)));
    if (m_found.empty()) cycle(g);
  }

  void signatures() {
    for (const Signature& s : m.signatures) {
      if (s.graph.index() >= m.graphs.size()) {
        broken(msg("Signature {0} names a graph that is not there.", s.key));
        continue;
      }
      for (const auto* list : {&s.inputs, &s.outputs})
        for (const NamedTensor& n : *list)
          if (!inRange(m.graph(s.graph), n.tensor))
            broken(msg("Signature {0} names a tensor that is not there.", s.key));
    }
  }

private:
  static bool inRange(const Graph& g, TensorId t) { return t.index() < g.tensorCount(); }
  void broken(Message what) { m_found.push_back({ErrorKind::Internal, std::move(what), {}, {}, {}}); }
  void bad(Message what, Message remedy, std::string subject) {
    m_found.push_back({ErrorKind::BadFile, std::move(what), std::move(remedy), std::move(subject), {}});
  }
  std::string nodeText(const Graph& g, NodeId n) const {
    const Node& x = g[n];
    return std::string(m.shortOpName(x)) + " " +
           (x.name ? std::string(m.names[x.name]) : "#" + std::to_string(n.value));
  }

  void node(const Graph& g, NodeId n) {
    for (const TensorId t : g.operands(n)) {
      if (t && !inRange(g, t))
        broken(msg("{0} has an operand that is not there.", nodeText(g, n)));
      else if (t)
        ++m_uses[t.index()];
    }
    for (const NodeId before : g.controls(n))
      if (before.index() >= g.nodeCount()) broken(msg("{0} waits for a node that is not there.", nodeText(g, n)));
    for (std::size_t i = 0; i < g.results(n).size(); ++i) {
      const TensorId t = g.result(n, i);
      if (!inRange(g, t) || g[t].producer != n || g[t].result != i)
        broken(msg("{0} and its result {1} do not agree.", nodeText(g, n), i));
    }
    for (const Attr& a : m.attrs[g[n].attrs]) {
      if (const auto* callee = std::get_if<GraphId>(&a.value))
        call(g, n, *callee);
      else if (const auto* function = std::get_if<FunctionValue>(&a.value))
        call(g, n, function->graph);
      else if (const auto* functions = std::get_if<std::vector<FunctionValue>>(&a.value))
        for (const FunctionValue& f : *functions) call(g, n, f.graph);
    }
  }

  void call(const Graph& g, NodeId n, GraphId callee) {
    if (callee && callee.index() >= m.graphs.size())
      bad(msg("{0} calls graph {1}, and the model has {2}.", nodeText(g, n), callee.value, m.graphs.size()),
          msg("Save the model again."), nodeText(g, n));
  }

  void tensor(const Graph& g, TensorId id) {
    const Tensor& t = g[id];
    std::uint32_t count = 0;
    for (const UseSite use : g.uses(id)) {
      if (++count > t.useCount) break; // also ends a list that runs in a circle
      if (g[use.user].dead || g.operand(use.user, use.operand) != id) {
        broken(msg("{0} lists a use that is none.", m.tensorName(g, id)));
        break;
      }
    }
    if (count != t.useCount) broken(msg("{0} counts {1} uses and lists {2}.", m.tensorName(g, id), t.useCount, count));
    // The list holds only true uses, each once; as many operands are this tensor: so none is missing.
    if (m_uses[id.index()] != t.useCount)
      broken(
          msg("{0} is an operand {1} times and counts {2} uses.", m.tensorName(g, id), m_uses[id.index()], t.useCount));
    if (t.producer && (t.producer.index() >= g.nodeCount() || g[t.producer].dead ||
                       g[t.producer].resultCount <= t.result || g.result(t.producer, t.result) != id))
      broken(msg("Tensor {0} has a producer that does not know it.", id.value));
    if (t.isOutput != m_atEnd[id.index()])
      broken(msg("{0} and the outputs of its graph do not agree.", m.tensorName(g, id)));
    if (t.buffer) constant(g, id);
    if (t.quant) quantization(g, id);
  }

  void constant(const Graph& g, TensorId id) {
    const Tensor& t = g[id];
    if (t.buffer.index() >= m.buffers.size())
      return broken(msg("{0} names a buffer that is not there.", m.tensorName(g, id)));
    const auto count = m.shapeOf(t).elements();
    const auto bytes = count ? byteSize(t.type, *count) : std::nullopt;
    if (!t.noShape && bytes && m.bufferBytes(t.buffer) < *bytes)
      bad(msg("{0} has {1} bytes; shape {2} of {3} needs {4}.", m.tensorName(g, id), m.bufferBytes(t.buffer),
              m.shapeOf(t).text(), longName(t.type), *bytes),
          msg("Save or copy the model again."), m.tensorName(g, id));
  }

  void quantization(const Graph& g, TensorId id) {
    const Tensor& t = g[id];
    if (t.quant.index() >= m.quantizations.size())
      return broken(msg("{0} names scales that are not there.", m.tensorName(g, id)));
    const Quantization& q = m.quantizations[t.quant.index()];
    const Shape& s = m.shapeOf(t);
    const std::string label = m.tensorName(g, id);
    if (q.scales.empty() || q.blockSize) return;
    if (q.zeroPoints.size() != q.scales.size())
      bad(msg("{0} has {1} scales and {2} zero points.", label, q.scales.size(), q.zeroPoints.size()),
          msg("Quantize the model again."), label);
    for (const float scale : q.scales)
      if (!std::isfinite(scale)) {
        bad(msg("{0} has a scale that is not a number.", label), msg("Quantize the model again."), label);
        break;
      }
    if (q.scales.size() > 1 && s.isStatic() &&
        (q.axis < 0 || static_cast<std::size_t>(q.axis) >= s.rank() ||
         s.dims[static_cast<std::size_t>(q.axis)] != static_cast<Dim>(q.scales.size())))
      bad(msg("{0} has {1} scales for axis {2} of {3}.", label, q.scales.size(), q.axis, s.text()),
          msg("Quantize the model again."), label);
  }

  void ends(const Graph& g, const std::vector<TensorId>& list, std::string_view role) {
    for (const TensorId t : list)
      if (!inRange(g, t)) broken(msg("A graph {0} is not there.", role));
  }

  void cycle(const Graph& g) {
    const Order order = executionOrder(m, g);
    if (order.cycle.empty()) return;
    std::string names;
    for (std::size_t i = 0; i < order.cycle.size() && i < 4; ++i)
      names += (i ? ", " : "") + nodeText(g, order.cycle[i]);
    bad(msg("The graph runs in a circle through {0}.", names),
        msg("Only NextIteration may close a loop; save the model again."), nodeText(g, order.cycle.front()));
  }

  const Model& m;
  std::vector<Error>& m_found;
  std::vector<std::uint32_t> m_uses; // by TensorId: how often it is an operand
  std::vector<bool> m_atEnd;         // by TensorId: whether it is a graph output
};

} // namespace

std::vector<Error> verify(const Model& model) {
  std::vector<Error> found;
  if (model.graphs.empty()) found.push_back({ErrorKind::BadFile, msg("The model has no graph."), {}, {}, {}});
  Verifier v(model, found);
  for (const Graph& g : model.graphs) v.graph(g);
  v.signatures();
  if (found.size() > kMost) found.resize(kMost);
  return found;
}

} // namespace ara::ir
