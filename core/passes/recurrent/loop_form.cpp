#include "passes/recurrent/loop_form.h"

#include "passes/graph_copy.h"

#include <algorithm>

namespace ara::passes::recurrent {
namespace {

using ir::NodeId;
using ir::TensorId;

constexpr std::int64_t kMostTurns = 1 << 24;

// Reading one of the two graphs of the loop.
struct Part {
  const ir::Model& model;
  const ir::Graph& graph;

  NodeId maker(TensorId t) const { return t ? graph[t].producer : NodeId{}; }
  bool is(NodeId n, std::string_view op) const { return n && !graph[n].dead && model.opName(graph[n]) == op; }
  TensorId operand(NodeId n, std::size_t i) const {
    return i < graph[n].operandCount ? plain(graph.operand(n, i)) : TensorId{};
  }
  // Through identities.
  TensorId plain(TensorId t) const {
    for (int depth = 0; depth < 16 && is(maker(t), "tf.Identity") && graph[maker(t)].operandCount; ++depth)
      t = graph.operand(maker(t), 0);
    return t;
  }
  std::optional<std::vector<std::int64_t>> integers(TensorId t) const {
    if (!t || !graph[t].buffer || !(graph[t].type == ir::DataType::i32 || graph[t].type == ir::DataType::i64))
      return {};
    const auto count = model.shapeOf(graph[t]).elements();
    const auto data = model.data(graph[t].buffer);
    const std::size_t width = graph[t].type == ir::DataType::i32 ? 4 : 8;
    if (!count || *count > 64 || !data || data->bytes.size() < *count * width) return {};
    std::vector<std::int64_t> out;
    for (std::uint64_t i = 0; i < *count; ++i)
      out.push_back(width == 4 ? data->load<std::int32_t>(i) : data->load<std::int64_t>(i));
    return out;
  }
  std::optional<std::int64_t> integer(TensorId t) const {
    const auto v = integers(t);
    return v && v->size() == 1 ? std::optional(v->front()) : std::nullopt;
  }
};

std::optional<std::size_t> placeOf(const std::vector<TensorId>& list, TensorId t) {
  const auto it = std::ranges::find(list, t);
  return t && it != list.end() ? std::optional(static_cast<std::size_t>(it - list.begin())) : std::nullopt;
}

class Reader {
public:
  Reader(const PassContext& context, NodeId loop, const ir::Graph& body, const ir::Graph& cond)
      : c(context), m_loop(loop), m_outer{c.model, c.graph()}, m_body{c.model, body}, m_cond{c.model, cond} {}

  std::optional<LoopForm> read(Message& why) {
    const std::size_t count = m_body.graph.inputs.size();
    form.roles.resize(count, Role::state);
    form.written.resize(count);
    for (std::size_t i = 0; i < count; ++i) form.roles[i] = simpleRole(i);
    if (!turns()) {
      why = msg("how often it runs is not known.");
      return {};
    }
    for (std::size_t i = 0; i < count; ++i)
      if (form.roles[i] == Role::state && m_body.is(writer(i), "tfl.dynamic_update_slice") && !collects(i)) {
        why = msg("what it collects is not written turn by turn.");
        return {};
      }
    return form;
  }

  LoopForm form;

private:
  TensorId before(std::size_t i) const { return m_body.graph.inputs[i]; }
  TensorId after(std::size_t i) const { return m_body.plain(m_body.graph.outputs[i]); }
  NodeId writer(std::size_t i) const { return m_body.maker(after(i)); }
  std::optional<std::int64_t> beginsWith(std::size_t i) const { return m_outer.integer(m_outer.operand(m_loop, i)); }

  Role simpleRole(std::size_t i) const {
    if (after(i) == before(i)) return Role::fixed;
    const NodeId n = writer(i);
    if (!(m_body.is(n, "tf.AddV2") || m_body.is(n, "tf.Add")) || !beginsWith(i)) return Role::state;
    for (const std::size_t k : {0, 1})
      if (m_body.operand(n, k) == before(i) && m_body.integer(m_body.operand(n, 1 - k)) == 1) return Role::counter;
    return Role::state;
  }

  // The turns a counter has left until `limit`; a limit is a constant of the condition, or a fixed carried one.
  std::optional<std::int64_t> turnsOf(TensorId counter, TensorId limit) const {
    const auto at = placeOf(m_cond.graph.inputs, counter);
    if (!at || form.roles[*at] != Role::counter) return {};
    auto most = m_cond.integer(limit);
    if (const auto fixed = placeOf(m_cond.graph.inputs, limit); !most && fixed && form.roles[*fixed] == Role::fixed)
      most = beginsWith(*fixed);
    if (!most) return {};
    const auto first = beginsWith(*at);
    if (!first || *most > kMostTurns || *first < -kMostTurns || *most < -kMostTurns || *first > kMostTurns) return {};
    return std::max<std::int64_t>(0, *most - *first);
  }

  // The condition is one comparison, or all of several.
  bool turns() {
    if (m_cond.graph.outputs.size() != 1) return false;
    std::vector<TensorId> todo{m_cond.plain(m_cond.graph.outputs[0])};
    std::int64_t least = kMostTurns + 1;
    for (std::size_t at = 0; at < todo.size() && todo.size() < 16; ++at) {
      const NodeId n = m_cond.maker(todo[at]);
      if (m_cond.is(n, "tf.LogicalAnd")) {
        todo.push_back(m_cond.operand(n, 0));
        todo.push_back(m_cond.operand(n, 1));
        continue;
      }
      const bool less = m_cond.is(n, "tf.Less"), greater = m_cond.is(n, "tf.Greater");
      if (!less && !greater) return false;
      const auto one = turnsOf(m_cond.operand(n, less ? 0 : 1), m_cond.operand(n, less ? 1 : 0));
      if (!one) return false;
      least = std::min(least, *one);
    }
    form.turns = least;
    return least > 0 && least <= kMostTurns;
  }

  bool isTurn(TensorId t) const { // a counter that begins with 0
    if (!t) return false;
    const auto at = placeOf(m_body.graph.inputs, m_body.plain(t));
    return at && form.roles[*at] == Role::counter && beginsWith(*at) == 0;
  }

  // ys' = dynamic_update_slice(ys, reshape(y, [1, ...]), concat(reshape(i), 0, ...))
  bool collects(std::size_t i) {
    const NodeId n = writer(i);
    if (m_body.graph[n].operandCount != 3 || m_body.operand(n, 0) != before(i)) return false;
    const NodeId reshape = m_body.maker(m_body.operand(n, 1));
    const ir::Shape whole = c.model.shapeOf(m_body.graph[before(i)]);
    const TensorId value = m_body.is(reshape, "tf.Reshape") ? m_body.operand(reshape, 0) : TensorId{};
    if (!value || !whole.isStatic() || whole.rank() < 2) return false;
    const ir::Shape& part = c.model.shapeOf(m_body.graph[value]);
    if (!part.isStatic() || part.rank() + 1 != whole.rank() ||
        !std::equal(part.dims.begin(), part.dims.end(), whole.dims.begin() + 1))
      return false;
    const TensorId index = indexOf(m_body.operand(n, 2));
    if (m_body.integer(index) == 0 && whole.dims[0] == 1)
      form.roles[i] = Role::lastWritten;
    else if (whole.dims[0] == form.turns && isTurn(index))
      form.roles[i] = Role::collected;
    else
      return false;
    form.written[i] = value;
    return true;
  }

  // The tensor that says where along the first axis is written, the other axes being written whole: one number, or
  // none when the place is not made like that.
  TensorId indexOf(TensorId place) const {
    const auto zeros = [&](TensorId t) {
      const auto v = m_body.integers(t);
      return v && std::ranges::all_of(*v, [](std::int64_t x) { return x == 0; });
    };
    const NodeId concat = m_body.maker(place);
    if (!m_body.is(concat, "tf.ConcatV2") || m_body.graph[concat].operandCount != 3 ||
        !zeros(m_body.operand(concat, 1)))
      return {};
    const NodeId first = m_body.maker(m_body.operand(concat, 0));
    return m_body.is(first, "tf.Reshape") ? m_body.operand(first, 0) : m_body.operand(concat, 0);
  }

  const PassContext& c;
  NodeId m_loop;
  Part m_outer, m_body, m_cond;
};

} // namespace

std::optional<LoopForm> loopForm(const PassContext& c, NodeId loop, Message& why) {
  const auto graphOf = [&](std::string_view key) {
    const ir::AttrValue* v = c.model.attr(c.graph()[loop], key);
    const auto* f = v ? std::get_if<ir::FunctionValue>(v) : nullptr;
    return f && f->graph && f->graph.index() < c.model.graphs.size() ? f->graph : ir::GraphId{};
  };
  const ir::GraphId body = graphOf("body"), cond = graphOf("cond");
  if (!body || !cond) return {};
  const ir::Graph &b = c.model.graph(body), &k = c.model.graph(cond);
  const std::size_t count = c.graph()[loop].operandCount;
  if (b.inputs.size() != count || b.outputs.size() != count || k.inputs.size() != count ||
      c.graph()[loop].resultCount != count)
    return {};
  Reader reader(c, loop, b, k);
  auto form = reader.read(why);
  if (form) form->body = body;
  return form;
}

std::optional<std::size_t> readsSequence(const PassContext& c, const LoopForm& form, TensorId t) {
  const Part body{c.model, c.model.graph(form.body)};
  const NodeId n = body.maker(t);
  if (!body.is(n, "tf.GatherV2") || body.graph[n].operandCount != 3) return {};
  const auto sequence = placeOf(body.graph.inputs, body.operand(n, 0)),
             index = placeOf(body.graph.inputs, body.operand(n, 1));
  if (!sequence || !index || form.roles[*sequence] != Role::fixed || form.roles[*index] != Role::counter) return {};
  if (body.integer(body.operand(n, 2)) != 0 || ops::NodeView(c.model, body.graph, n).attrInt("batch_dims")) return {};
  if (c.model.shapeOf(body.graph[body.graph.inputs[*index]]).rank() != 0) return {};
  return sequence;
}

} // namespace ara::passes::recurrent
