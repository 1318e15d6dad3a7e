// NodeDefs from nodes. Names are what links them: every node gets one that no other has, and inputs are written as
// "node", "node:2", in functions "node:result:0".
#include "formats/graphdef/encode.h"
#include "formats/graphdef/graphdef.h"
#include "formats/graphdef/wire.h"
#include "ops/spec.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <unordered_set>

namespace ara::formats::graphdef {

using namespace ir;

namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::int32_t>::max(); // of a protobuf message
constexpr std::string_view kNodeFields = "_node_def_fields"; // what the reader keeps of fields nobody has a meaning for

class Rope {
public:
  void add(Message m) {
    if (m_texts.empty() || m_closed) m_texts.emplace_back(), m_order.push_back({m_texts.size() - 1, {}});
    m_closed = false;
    m_size += m.size();
    m_texts.back() += m.head;
    if (m.tail.empty()) return;
    m_order.push_back({kTail, m.tail});
    if (m.owner) m_owners.push_back(std::move(m.owner));
    m_closed = true;
  }
  void add(std::string text) { add(Message{std::move(text), {}, {}}); }
  std::uint64_t size() const { return m_size; }
  Written finish() && {
    Written w;
    const auto texts = std::make_shared<const std::deque<std::string>>(std::move(m_texts));
    for (const Part& p : m_order) w.parts.push_back(p.text == kTail ? p.tail : bytesOf((*texts)[p.text]));
    w.owners = std::move(m_owners);
    w.owners.push_back(texts);
    w.size = m_size;
    return w;
  }

private:
  static constexpr std::size_t kTail = std::numeric_limits<std::size_t>::max();
  struct Part {
    std::size_t text;
    Bytes tail;
  };
  std::deque<std::string> m_texts;
  std::vector<Part> m_order;
  std::vector<std::shared_ptr<const void>> m_owners;
  std::uint64_t m_size = 0;
  bool m_closed = false;
};

// A name as TensorFlow takes it.
std::string plain(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
        std::string_view("_.\\/>-").find(c) == std::string_view::npos)
      c = '_';
  if (out.empty() || std::string_view("_\\/>-").find(out[0]) != std::string_view::npos) out.insert(0, "n");
  return out;
}

// Results of operators on lists, which have no rows: bodies of loops name them.
std::string_view listResults(std::string_view op) {
  static constexpr std::pair<std::string_view, std::string_view> kLists[] = {
      {"TensorListGetItem", "item"},
      {"TensorListSetItem", "output_handle"},
      {"TensorListReserve", "handle"},
      {"EmptyTensorList", "handle"},
      {"TensorListStack", "tensor"},
      {"TensorListFromTensor", "output_handle"},
      {"TensorListLength", "length"},
      {"TensorListPushBack", "output_handle"},
      {"TensorListPopBack", "output_handle, tensor"}};
  for (const auto& [name, results] : kLists)
    if (name == op) return results;
  return {};
}

class GraphWriter {
public:
  GraphWriter(const Model& model, const Graph& graph)
      : m_model(model), m_graph(graph), m_function(graph.kind == GraphKind::function) {}

  // Every NodeDef, given to `take` without its tag.
  template<class F> Status each(Task& task, F take) {
    giveNames();
    if (!m_function)
      for (const TensorId t : m_graph.inputs)
        if (!m_graph[t].producer && !m_graph[t].buffer && m_own.contains(t)) take(placeholder(t));
    for (std::size_t i = 0; i < m_graph.tensorCount(); ++i)
      if (const TensorId t(i); m_own.contains(t) && m_graph[t].buffer) {
        ARA_ASSIGN(Message c, constant(t, m_own.at(t), {}, {}));
        take(std::move(c));
      }
    std::size_t step = 0;
    for (const NodeId n : m_graph.nodeIds()) {
      if (step++ % 4096 == 0)
        ARA_TRY(
            task.checkpoint(static_cast<double>(step) / static_cast<double>(m_graph.liveNodeCount()), "Writing nodes"));
      ARA_ASSIGN(Message node, one(n));
      take(std::move(node));
    }
    return {};
  }

  // Of a function, after each(): which results it returns, under the names callers use.
  Result<std::string> returns() const {
    std::string out;
    for (std::size_t i = 0; i < m_graph.outputs.size() && i < m_graph.outputNames.size(); ++i) {
      const std::string_view name = m_model.names[m_graph.outputNames[i]];
      ARA_ASSIGN(const std::string from, edge(m_graph.outputs[i], m_model.names[m_graph.name]));
      std::string entry;
      putText(entry, 1, name);
      putText(entry, 2, from);
      putText(out, 4, entry);
    }
    return out;
  }

private:
  std::string fresh(std::string_view wanted) {
    std::string name = plain(wanted);
    for (std::size_t k = 1; !m_taken.insert(name).second; ++k) name = plain(wanted) + "_" + std::to_string(k);
    return name;
  }

  // Nodes keep theirs, so that people and callers find them again; the others take what is left.
  void giveNames() {
    m_names.resize(m_graph.nodeCount());
    const auto isFree = [&](TensorId t) { return !m_graph[t].producer && !m_own.contains(t); };
    for (const TensorId t : m_graph.inputs)
      if (isFree(t)) {
        const std::string name = m_model.tensorName(m_graph, t);
        m_own[t] = m_function ? (m_taken.insert(name), name) : fresh(name);
      }
    std::vector<NodeId> later;
    for (const NodeId n : m_graph.nodeIds()) {
      const NameId name = m_graph[n].name;
      if (name && m_taken.insert(std::string(m_model.names[name])).second)
        m_names[n.index()] = m_model.names[name];
      else
        later.push_back(n);
    }
    for (const NodeId n : later)
      m_names[n.index()] = fresh(m_graph[n].name ? m_model.names[m_graph[n].name] : m_model.shortOpName(m_graph[n]));
    for (std::size_t i = 0; i < m_graph.tensorCount(); ++i) {
      const TensorId t(i);
      if (m_graph[t].buffer && isFree(t) && (m_graph[t].useCount || m_graph[t].isOutput))
        m_own[t] = fresh(m_graph[t].name ? m_model.names[m_graph[t].name] : std::string_view("Const"));
    }
  }

  Result<std::string> edge(TensorId t, std::string_view reader) const {
    const auto own = m_own.find(t);
    if (own != m_own.end()) return m_function && m_graph[t].buffer ? own->second + ":output:0" : own->second;
    const Tensor& tensor = m_graph[t];
    if (!tensor.producer || m_graph[tensor.producer].dead)
      return fail(ErrorKind::Internal, msg("{0} reads a tensor that nothing makes.", std::string(reader)), {},
                  std::string(reader));
    const std::string& name = m_names[tensor.producer.index()];
    if (!m_function) return tensor.result ? name + ":" + std::to_string(tensor.result) : name;
    const Node& n = m_graph[tensor.producer];
    std::uint64_t first = 0;
    for (const ops::SpecPart& p : ops::parseSpec(n.def ? n.def->results : listResults(m_model.shortOpName(n)))) {
      const std::uint64_t count = ops::partCount(p, m_model.attrs[n.attrs], m_model.names).value_or(1);
      if (tensor.result < first + count)
        return name + ":" + std::string(p.name) + ":" + std::to_string(tensor.result - first);
      first += count;
    }
    return fail(ErrorKind::Unsupported,
                msg("Function {0} reads result {1} of {2}, and the results of {3} are not known by name.",
                    std::string(m_model.names[m_graph.name]), tensor.result, name, std::string(m_model.shortOpName(n))),
                msg("Convert a part of the model that does not call it."), name);
  }

  static Message begin(std::string_view name, std::string_view op) {
    Message m;
    putText(m.head, 1, name);
    putText(m.head, 2, op);
    return m;
  }
  static void attr(Message& m, std::string_view key, std::string_view value) {
    std::string entry;
    putText(entry, 1, key);
    putText(entry, 2, value);
    putText(m.head, 5, entry);
  }

  // "loc:@x" wants the node x to be there; TensorFlow opens no graph that names one it does not hold.
  bool placedWithAll(const AttrValue& value) const {
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    return !list || std::ranges::all_of(*list, [&](const std::string& s) {
      return !s.starts_with("loc:@") || m_taken.contains(s.substr(5));
    });
  }

  Message placeholder(TensorId t) const {
    Message m = begin(m_own.at(t), "Placeholder");
    attr(m, "dtype", typeAttr(m_graph[t].type));
    attr(m, "shape", shapeAttr(m_model.shapeOf(m_graph[t])));
    return m;
  }

  // `head`: what stands between the operator and the value (device, other attributes).
  Result<Message> constant(TensorId t, std::string_view name, std::string_view head, std::string_view controls) const {
    const Tensor& tensor = m_graph[t];
    ARA_ASSIGN(Message value, tensorMessage(m_model, tensor.type, m_model.shapeOf(tensor), tensor.buffer, name));
    Message m = begin(name, "Const");
    m.head += controls;
    attr(m, "dtype", typeAttr(tensor.type));
    m.head += head;
    std::string key;
    putText(key, 1, "value");
    Message entry = asField(2, asField(8, std::move(value)));
    entry.head.insert(0, key);
    entry = asField(5, std::move(entry));
    entry.head.insert(0, m.head);
    return entry;
  }

  Result<Message> one(NodeId id) const {
    const Node& n = m_graph[id];
    const std::string& name = m_names[id.index()];
    const std::string_view op = m_model.opName(n);
    if (!op.starts_with("tf."))
      return fail(ErrorKind::Unsupported,
                  msg("{0} is the operator {1}, which TensorFlow does not have.", name, std::string(op)),
                  msg("Write a .tflite instead."), name);
    std::string waits, rest;
    for (const NodeId c : m_graph.controls(id))
      if (!m_graph[c].dead) putText(waits, 3, "^" + m_names[c.index()]);
    if (n.device) putText(rest, 4, m_model.names[n.device]);
    const TensorId result = n.resultCount == 1 ? m_graph.result(id) : TensorId();
    const bool isConst = op == "tf.Const", folded = result && m_graph[result].buffer && !isConst;
    if (!folded)
      for (const Attr& a : m_model.attrs[n.attrs]) {
        const std::string_view key = m_model.names[a.key];
        if (isConst && key == "dtype") continue;
        if (key == "_class" && !placedWithAll(a.value)) continue;
        ARA_ASSIGN(const std::string value, attrMessage(m_model, a.value, name));
        if (key == kNodeFields) {
          rest += value;
          continue;
        }
        Message m;
        attr(m, key, value);
        rest += m.head;
      }
    if (folded || isConst) {
      if (!result)
        return fail(ErrorKind::BadFile, msg("{0} is a constant without a value.", name), msg("Export the model again."),
                    name);
      return constant(result, name, rest, waits);
    }
    Message m = begin(name, op.substr(3));
    for (const TensorId t : m_graph.operands(id)) {
      if (!t)
        return fail(ErrorKind::Unsupported, msg("{0} leaves an operand out, which TensorFlow does not know.", name),
                    msg("Write a .tflite instead."), name);
      ARA_ASSIGN(const std::string input, edge(t, name));
      putText(m.head, 3, input);
    }
    m.head += waits + rest;
    return m;
  }

  const Model& m_model;
  const Graph& m_graph;
  bool m_function;
  std::vector<std::string> m_names;                // by NodeId
  std::unordered_map<TensorId, std::string> m_own; // tensors that no node makes
  std::unordered_set<std::string> m_taken;
};

// What the reader kept of a function besides its nodes, without what it returns: passes may have changed where that
// comes from.
std::string signatureOf(const Graph& function) {
  std::string out;
  Scanner s(bytesOf(function.raw));
  for (Field f; s.next(f);)
    if (f.number != 4) out += textOf(f.whole);
  return out;
}

// The graphs that attributes of living nodes name, from `graph` on.
void findCalled(const Model& model, std::vector<bool>& called) {
  std::vector<GraphId> todo{GraphId(0)};
  std::vector<const AttrList*> lists;
  const auto meet = [&](const FunctionValue& f) {
    const auto it = model.graphNamed.find(model.names.find(f.name));
    if (it != model.graphNamed.end() && !called[it->second.index()])
      called[it->second.index()] = true, todo.push_back(it->second);
    if (f.attrs) lists.push_back(f.attrs.get());
  };
  while (!todo.empty()) {
    const Graph& g = model.graph(todo.back());
    todo.pop_back();
    for (const NodeId n : g.nodeIds()) {
      // An operator of the name of a function calls it.
      const auto direct = model.graphNamed.find(model.names.find(model.shortOpName(g[n])));
      if (direct != model.graphNamed.end()) meet({std::string(model.shortOpName(g[n])), direct->second, {}});
      if (!g[n].attrs) continue;
      lists.push_back(&model.attrs[g[n].attrs]);
      while (!lists.empty()) {
        const AttrList& list = *lists.back();
        lists.pop_back();
        for (const Attr& a : list) {
          if (const auto* f = std::get_if<FunctionValue>(&a.value)) meet(*f);
          if (const auto* fs = std::get_if<std::vector<FunctionValue>>(&a.value))
            for (const FunctionValue& f : *fs) meet(f);
        }
      }
    }
  }
}

} // namespace

Result<Written> write(Task& task, const Model& model) {
  Rope rope;
  const auto take = [&](Message node) { rope.add(asField(1, std::move(node))); };
  ARA_TRY(GraphWriter(model, model.graph()).each(task, take));

  std::vector<bool> called(model.graphs.size());
  called[0] = true;
  findCalled(model, called);
  for (std::size_t i = 1; i < model.graphs.size(); ++i) {
    const Graph& g = model.graphs[i];
    if (!called[i] || g.kind != GraphKind::function) continue;
    Message body{signatureOf(g), {}, {}};
    GraphWriter writer(model, g);
    const std::string where = "writing function " + std::string(model.names[g.name]);
    ARA_TRY(within(writer.each(task,
                               [&](Message node) {
                                 const Message whole = asField(3, std::move(node));
                                 body.head += whole.head;
                                 body.head += textOf(whole.tail);
                               }),
                   where));
    ARA_ASSIGN(const std::string returned, within(writer.returns(), where));
    body.head += returned;
    rope.add(asField(2, asField(1, std::move(body))));
  }
  // Gradients name functions: they travel only with all of them.
  if (std::ranges::find(called, false) == called.end()) rope.add(model.raw);
  std::string versions, field;
  if (model.producerVersion) putNumber(versions, 1, static_cast<std::uint64_t>(model.producerVersion));
  if (model.minConsumerVersion) putNumber(versions, 2, static_cast<std::uint64_t>(model.minConsumerVersion));
  if (!versions.empty()) putText(field, 4, versions);
  rope.add(field);
  if (rope.size() > kMost)
    return fail(ErrorKind::Unsupported,
                msg("The GraphDef would take {0} bytes, and TensorFlow opens none above {1}.", rope.size(), kMost),
                msg("Keep the weights in a checkpoint, or write a part of the model."));
  return std::move(rope).finish();
}

} // namespace ara::formats::graphdef
