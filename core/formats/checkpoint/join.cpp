#include "formats/checkpoint/join.h"

#include "base/strings.h"
#include "formats/graphdef/wire.h"
#include "ops/context.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace ara::formats::checkpoint {

using namespace ir;

namespace {

struct Wanted {
  std::string key;
  std::string slice; // "8 4 0,4:-": the whole shape, then start and length of each dimension; empty: all
};

bool isVariable(std::string_view op) { return op == "VariableV2" || op == "Variable" || op == "VarHandleOp"; }
bool handsOn(std::string_view op) { return op == "Identity" || op == "StopGradient" || op == "CheckNumerics"; }

// The texts of a constant string tensor.
std::vector<std::string> textsOf(const Model& model, const Tensor& t) {
  std::vector<std::string> out;
  if (t.type != DataType::string || !t.buffer) return out;
  const auto data = model.data(t.buffer);
  const Bytes b = data ? data->bytes : Bytes{};
  if (b.size() < 8) return out;
  const auto count = loadAt<std::int32_t>(b, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > b.size() / 4 - 2) return out;
  for (std::int32_t i = 0; i < count; ++i) {
    const auto begin = loadAt<std::int32_t>(b, 4 + 4 * static_cast<std::size_t>(i));
    const auto end = loadAt<std::int32_t>(b, 8 + 4 * static_cast<std::size_t>(i));
    const auto part = begin <= end && begin >= 0
                          ? subspan(b, static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(end - begin))
                          : std::nullopt;
    if (!part) return {};
    out.emplace_back(textOf(*part));
  }
  return out;
}

class Joiner {
public:
  Joiner(Model& model, const Checkpoint& c) : m(model), m_checkpoint(c) {}

  Status run(Task& task) {
    m.variables.clear();
    restores();
    objectNames();
    std::size_t seen = 0;
    const std::size_t nodes = m.graph().nodeCount();
    for (std::size_t i = 0; i < nodes; ++i) {
      const NodeId n(i);
      if (++seen % 65536 == 0) ARA_TRY(task.checkpoint(double(i) / double(nodes), "Joining variables"));
      if (!m.graph()[n].dead && isVariable(m.shortOpName(m.graph()[n]))) ARA_TRY(variable(n));
    }
    for (const Entry& e : m_checkpoint.entries) {
      if (m_used.contains(e.name)) continue;
      Variable v;
      v.name = v.key = e.name;
      v.state = Variable::State::spare;
      v.type = e.type;
      v.shape = v.stored = e.shape;
      v.bytes = e.bytes;
      v.parts = static_cast<std::uint32_t>(e.parts.size());
      v.shard = e.parts.empty() ? 0 : e.parts[0].shard;
      m.variables.push_back(std::move(v));
    }
    for (const auto& f : m_checkpoint.files) m.storage.push_back(f);
    return {};
  }

private:
  // RestoreV2(prefix, names, slices) -> [Identity ->] Assign(variable, _) or AssignVariableOp(handle, _), in the main
  // graph or in a function that is called with the handles.
  void restores() {
    std::map<std::pair<GraphId, std::size_t>, Wanted> arguments;
    for (std::size_t g = 0; g < m.graphs.size(); ++g)
      for (const NodeId n : m.graphs[g].nodeIds()) {
        const std::string_view op = m.shortOpName(m.graphs[g][n]);
        if (op == "RestoreV2" || op == "Restore" || op == "RestoreSlice") restore(GraphId(g), n, arguments);
      }
    if (arguments.empty()) return;
    const Graph& main = m.graph();
    for (const NodeId n : main.nodeIds())
      for (const Attr& a : m.attrs[main[n].attrs]) {
        const auto* f = std::get_if<FunctionValue>(&a.value);
        if (!f || !f->graph) continue;
        for (std::size_t i = 0; i < main[n].operandCount; ++i) {
          const auto it = arguments.find({f->graph, i});
          if (it == arguments.end() || !main.operand(n, i)) continue;
          if (const NodeId producer = main[main.operand(n, i)].producer) m_wanted.emplace(producer, it->second);
        }
      }
  }

  void restore(GraphId id, NodeId n, std::map<std::pair<GraphId, std::size_t>, Wanted>& arguments) {
    const Graph& g = m.graph(id);
    if (g[n].operandCount < 2) return;
    const auto names = textsOf(m, g[g.operand(n, 1)]);
    const auto slices =
        g[n].operandCount > 2 && g.operand(n, 2) ? textsOf(m, g[g.operand(n, 2)]) : std::vector<std::string>{};
    for (std::size_t k = 0; k < names.size() && k < g[n].resultCount; ++k) {
      const Wanted wanted{names[k], k < slices.size() ? slices[k] : ""};
      std::vector<TensorId> todo{g.result(n, k)};
      for (std::size_t steps = 0; !todo.empty() && steps < 64; ++steps) {
        const TensorId t = todo.back();
        todo.pop_back();
        for (const UseSite use : g.uses(t)) {
          const std::string_view op = m.shortOpName(g[use.user]);
          if (handsOn(op)) todo.push_back(g.result(use.user));
          if (use.operand != 1 || (op != "Assign" && op != "AssignVariableOp") || !g.operand(use.user, 0)) continue;
          const TensorId target = g.operand(use.user, 0);
          if (id == GraphId(0)) {
            if (g[target].producer) m_wanted.emplace(g[target].producer, wanted);
          } else if (const auto at = std::find(g.inputs.begin(), g.inputs.end(), target); at != g.inputs.end()) {
            arguments.emplace(std::pair(id, static_cast<std::size_t>(at - g.inputs.begin())), wanted);
          }
        }
      }
    }
  }

  // TrackableObjectGraph { 1: nodes { 2: attributes { 2: full name, 3: key } } }
  void objectNames() {
    graphdef::Scanner s(ara::bytesOf(m_checkpoint.objectGraph));
    for (graphdef::Field f; s.next(f);) {
      if (!f.is(1, graphdef::Wire::bytes)) continue;
      graphdef::Scanner node(f.bytes);
      for (graphdef::Field a; node.next(a);) {
        if (!a.is(2, graphdef::Wire::bytes)) continue;
        std::string full, key;
        graphdef::Scanner one(a.bytes);
        for (graphdef::Field v; one.next(v);) {
          if (v.is(2, graphdef::Wire::bytes)) full = v.text();
          if (v.is(3, graphdef::Wire::bytes)) key = v.text();
        }
        // Two variables of one name cannot be told apart by it.
        if (!full.empty() && !key.empty())
          if (const auto [it, fresh] = m_keyOf.emplace(full, key); !fresh && it->second != key) it->second.clear();
      }
    }
  }

  Wanted wantedBy(NodeId n, const std::string& name) const {
    if (const auto it = m_wanted.find(n); it != m_wanted.end()) return it->second;
    if (const auto it = m_keyOf.find(name); it != m_keyOf.end()) return {it->second, ""};
    return {name, ""};
  }

  static bool parseSlice(const std::string& text, const Shape& whole, std::vector<std::int64_t>& start,
                         std::vector<std::int64_t>& length) {
    start.assign(whole.rank(), 0);
    length = whole.dims;
    if (text.empty()) return true;
    const auto space = text.rfind(' ');
    const auto parts = split(std::string_view(text).substr(space == text.npos ? 0 : space + 1), ':');
    if (parts.size() != whole.rank()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i] == "-") continue;
      const auto pair = split(parts[i], ',');
      const auto from = pair.size() == 2 ? parseInteger(pair[0]) : std::nullopt,
                 count = pair.size() == 2 ? parseInteger(pair[1]) : std::nullopt;
      if (!from || !count || *from < 0 || *count < 0 || *from > whole.dims[i] || *count > whole.dims[i] - *from)
        return false;
      start[i] = *from, length[i] = *count;
    }
    return true;
  }

  Status variable(NodeId n) {
    const ops::NodeView view(m, m.graph(), n);
    Variable v;
    v.node = n;
    v.name = view.attrString("shared_name");
    if (v.name.empty() || view.op() != "VarHandleOp") v.name = view.name();
    v.type = view.attrType("dtype");
    v.shape = view.attrShape("shape").value_or(Shape::unknown());
    const Wanted wanted = wantedBy(n, v.name);
    const Entry* e = m_checkpoint.find(wanted.key);
    if (!e && wanted.key != view.name()) e = m_checkpoint.find(view.name());
    if (!e) {
      m.variables.push_back(std::move(v));
      return {};
    }
    m_used.insert(e->name);
    v.key = e->name;
    v.stored = e->shape;
    v.bytes = e->bytes;
    v.parts = static_cast<std::uint32_t>(e->parts.size());
    v.shard = e->parts.empty() ? 0 : e->parts[0].shard;
    v.state = Variable::State::otherForm;
    std::vector<std::int64_t> start, length;
    if (parseSlice(wanted.slice, e->shape, start, length)) {
      v.stored = Shape::of(length);
      if (e->type == v.type && fits(v.shape, v.stored)) {
        v.state = Variable::State::joined;
        v.shape = v.stored;
        if (!m_checkpoint.damaged && e->type != DataType::string) ARA_TRY(give(v, *e, start, length));
      }
    }
    m.variables.push_back(std::move(v));
    return {};
  }

  static bool fits(const Shape& graph, const Shape& stored) {
    if (!graph.ranked) return true;
    if (graph.rank() != stored.rank()) return false;
    for (std::size_t i = 0; i < graph.rank(); ++i)
      if (isKnown(graph.dims[i]) && graph.dims[i] != stored.dims[i]) return false;
    return true;
  }

  Status give(Variable& v, const Entry& e, std::span<const std::int64_t> start, std::span<const std::int64_t> length) {
    for (const Part& p : e.parts)
      if (p.value.size > 0 && std::ranges::equal(p.start, start) && std::ranges::equal(p.length, length)) {
        v.crc = p.crc;
        v.shard = p.shard;
      }
    ARA_ASSIGN(Buffer b, sliceOf(m_checkpoint, e, start, length));
    v.bytes = b.size;
    v.value = m.addBuffer(std::move(b));
    return {};
  }

  Model& m;
  const Checkpoint& m_checkpoint;
  std::map<NodeId, Wanted> m_wanted;
  std::unordered_map<std::string, std::string> m_keyOf;
  std::unordered_set<std::string> m_used;
};

} // namespace

bool holdsVariables(const Model& model) {
  for (const Graph& graph : model.graphs)
    for (const NodeId n : graph.nodeIds())
      if (isVariable(model.shortOpName(graph[n]))) return true;
  return false;
}

Status join(Task& task, Model& model, const Checkpoint& c) { return Joiner(model, c).run(task); }

Status joinFrom(Task& task, Model& model, const std::filesystem::path& any) {
  const std::filesystem::path prefix = prefixOf(any);
  if (prefix.empty())
    return fail(ErrorKind::BadArgument, msg("There is no checkpoint {0}.", any.string()),
                msg("Name one of its files, for example model.ckpt.index."), any.string());
  ARA_ASSIGN(const Checkpoint c, readCheckpoint(task, prefix));
  return join(task, model, c);
}

} // namespace ara::formats::checkpoint
