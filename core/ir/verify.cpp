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
          if (!inRange(m.graph(s.graph), n.tensor)) broken(msg("Signature {0} names a tensor that is not there.", s.key));
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
    return std::string(m.shortOpName(x)) + " " + (x.name ? std::string(m.names[x.name]) : "#" + std::to_string(n.value));
  }

  void node(const Graph& g, NodeId n) {
    std::size_t position = 0;
    for (const TensorId t : g.operands(n)) {
      if (t && !inRange(g, t)) broken(msg("{0} has an operand that is not there.", nodeText(g, n)));
      else if (t && !isUsedBy(g, t, n, position)) broken(msg("{0} uses {1}, which does not know it.", nodeText(g, n), m.tensorName(g, t)));
      ++position;
    }
    for (std::size_t i = 0; i < g.results(n).size(); ++i) {
      const TensorId t = g.result(n, i);
      if (!inRange(g, t) || g[t].producer != n || g[t].result != i) broken(msg("{0} and its result {1} do not agree.", nodeText(g, n), i));
    }
    for (const Attr& a : m.attrs[g[n].attrs])
      if (const auto* callee = std::get_if<GraphId>(&a.value); callee && *callee && callee->index() >= m.graphs.size())
        bad(msg("{0} calls graph {1}, and the model has {2}.", nodeText(g, n), callee->value, m.graphs.size()), msg("Save the model again."),
            nodeText(g, n));
  }

  // The use of the right position is somewhere in the tensor's list; its two neighbours prove it without a walk.
  static bool isUsedBy(const Graph& g, TensorId t, NodeId n, std::size_t position) {
    const auto range = g.operands(n);
    const Use& use = range.first[position];
    if (use.user != n || use.tensor != t) return false;
    if (!use.previous) return g[t].firstUse.value != UseId::kNone && g[t].useCount > 0;
    return true;
  }

  void tensor(const Graph& g, TensorId id) {
    const Tensor& t = g[id];
    std::uint32_t count = 0;
    for (const UseSite use : g.uses(id)) {
      if (++count > t.useCount) break;
      if (g[use.user].dead || g.operand(use.user, use.operand) != id) {
        broken(msg("{0} lists a use that is none.", m.tensorName(g, id)));
        break;
      }
    }
    if (count != t.useCount) broken(msg("{0} counts {1} uses and lists {2}.", m.tensorName(g, id), t.useCount, count));
    if (t.producer && (t.producer.index() >= g.nodeCount() || g[t.producer].dead))
      broken(msg("{0} has a producer that is gone.", m.tensorName(g, id)));
    if (t.buffer) constant(g, id);
    if (t.quant) quantization(g, id);
  }

  void constant(const Graph& g, TensorId id) {
    const Tensor& t = g[id];
    if (t.buffer.index() >= m.buffers.size()) return broken(msg("{0} names a buffer that is not there.", m.tensorName(g, id)));
    const auto count = m.shapeOf(t).elements();
    const auto bytes = count ? byteSize(t.type, *count) : std::nullopt;
    if (!t.noShape && bytes && m.bufferBytes(t.buffer) < *bytes)
      bad(msg("{0} has {1} bytes; shape {2} of {3} needs {4}.", m.tensorName(g, id), m.bufferBytes(t.buffer), m.shapeOf(t).text(),
              longName(t.type), *bytes),
          msg("Save or copy the model again."), m.tensorName(g, id));
  }

  void quantization(const Graph& g, TensorId id) {
    const Tensor& t = g[id];
    if (t.quant.index() >= m.quantizations.size()) return broken(msg("{0} names scales that are not there.", m.tensorName(g, id)));
    const Quantization& q = m.quantizations[t.quant.index()];
    const Shape& s = m.shapeOf(t);
    const std::string label = m.tensorName(g, id);
    if (q.scales.empty() || q.blockSize) return;
    if (q.zeroPoints.size() != q.scales.size())
      bad(msg("{0} has {1} scales and {2} zero points.", label, q.scales.size(), q.zeroPoints.size()), msg("Quantize the model again."), label);
    for (const float scale : q.scales)
      if (!std::isfinite(scale)) {
        bad(msg("{0} has a scale that is not a number.", label), msg("Quantize the model again."), label);
        break;
      }
    if (q.scales.size() > 1 && s.isStatic() &&
        (q.axis < 0 || static_cast<std::size_t>(q.axis) >= s.rank() ||
         s.dims[static_cast<std::size_t>(q.axis)] != static_cast<Dim>(q.scales.size())))
      bad(msg("{0} has {1} scales for axis {2} of {3}.", label, q.scales.size(), q.axis, s.text()), msg("Quantize the model again."), label);
  }

  void ends(const Graph& g, const std::vector<TensorId>& list, std::string_view role) {
    for (const TensorId t : list)
      if (!inRange(g, t)) broken(msg("A graph {0} is not there.", role));
  }

  void cycle(const Graph& g) {
    const Order order = executionOrder(m, g);
    if (order.cycle.empty()) return;
    std::string names;
    for (std::size_t i = 0; i < order.cycle.size() && i < 4; ++i) names += (i ? ", " : "") + nodeText(g, order.cycle[i]);
    bad(msg("The graph runs in a circle through {0}.", names), msg("Only NextIteration may close a loop; save the model again."),
        nodeText(g, order.cycle.front()));
  }

  const Model& m;
  std::vector<Error>& m_found;
};

} // namespace

std::vector<Error> verify(const Model& model) {
  std::vector<Error> found;
  if (model.graphs.empty()) found.push_back({ErrorKind::BadFile, msg("The model has no graph."), {}, {}, {}});
  Verifier v(model, found);
  for (const Graph& g : model.graphs) v.graph(g);
  v.signatures();
  return found;
}

} // namespace ara::ir
