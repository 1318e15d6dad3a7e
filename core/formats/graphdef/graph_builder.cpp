#include "formats/graphdef/graph_builder.h"

#include "ir/walk.h"
#include "ops/registry.h"
#include "ops/spec.h"

#include <algorithm>
#include <charconv>

namespace ara::formats::graphdef {

using namespace ir;

namespace {

constexpr std::uint32_t kNothing = 0xffffffffu;
constexpr std::uint32_t kControl = 0xffffffffu; // as Ref::result
constexpr std::uint32_t kArgument = 0x80000000u;
constexpr std::size_t kCacheBelow = 4096; // attributes of more bytes are not looked up

std::optional<std::uint32_t> number(std::string_view digits) {
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return error == std::errc() && end == digits.data() + digits.size() && n < kArgument ? std::optional(n)
                                                                                       : std::nullopt;
}

// "node:result:index", "node:result" or "node", as functions write their edges.
struct FunctionEdge {
  std::string_view node, result;
  std::uint32_t index = 0;
};
FunctionEdge functionEdge(std::string_view input) {
  FunctionEdge e;
  const auto first = input.find(':');
  e.node = input.substr(0, first);
  if (first == std::string_view::npos) return e;
  e.result = input.substr(first + 1);
  const auto last = e.result.rfind(':');
  if (last == std::string_view::npos) return e;
  if (const auto n = number(e.result.substr(last + 1))) {
    e.index = *n;
    e.result = e.result.substr(0, last);
  }
  return e;
}

std::optional<std::size_t> declaredCount(const std::vector<DeclaredResult>& results, const AttrList& attrs,
                                         const NameTable& names) {
  std::uint64_t sum = 0;
  for (const DeclaredResult& d : results) {
    const auto n = ops::partCount({d.name, d.times, false}, attrs, names);
    if (!n || *n >= kArgument) return std::nullopt;
    sum += *n;
  }
  return sum < kArgument ? std::optional<std::size_t>(sum) : std::nullopt;
}

} // namespace

const OpInfo& Shared::op(std::string_view shortName) {
  const auto [it, fresh] = m_ops.try_emplace(shortName);
  OpInfo& op = it->second;
  if (!fresh) return op;
  const std::string full = "tf." + std::string(shortName);
  op.name = m_model.names.intern(full);
  op.row = ops::find(full);
  op.constant = shortName == "Const";
  op.placeholder = shortName == "Placeholder" || shortName == "PlaceholderV2" || shortName == "PlaceholderWithDefault";
  if (op.row && op.row->results.find('*') == std::string_view::npos)
    op.results = ops::resultCount(*op.row, {}, m_model.names);
  if (m_declared)
    if (const auto d = m_declared->find(shortName); d != m_declared->end()) op.declared = &d->second;
  return op;
}

Result<AttrsId> Shared::attrs(std::span<const Bytes> entries, std::string_view subject) {
  if (entries.empty()) return AttrsId();
  std::size_t bytes = 0, hash = entries.size();
  for (const Bytes e : entries) bytes += e.size();
  const bool cached = bytes < kCacheBelow;
  if (cached) {
    for (const Bytes e : entries) hash = hash * 0x9e3779b97f4a7c15ull + std::hash<std::string_view>{}(textOf(e));
    const auto [first, last] = m_attrs.equal_range(hash);
    for (auto it = first; it != last; ++it) {
      std::string_view rest = it->second.bytes;
      const bool same = rest.size() == bytes && std::all_of(entries.begin(), entries.end(), [&](Bytes e) {
                          const bool here = rest.starts_with(textOf(e));
                          rest.remove_prefix(std::min(rest.size(), e.size()));
                          return here;
                        });
      if (same) return it->second.attrs;
    }
  }
  AttrList list;
  Bytes unknown; // fields of the NodeDef nobody has a meaning for; they mostly lie together
  std::string scattered;
  for (const Bytes e : entries) {
    Scanner s(e);
    Field f;
    s.next(f);
    if (f.is(5, Wire::bytes))
      ARA_TRY(m_values.entry(f.bytes, list, subject));
    else if (unknown.empty() && scattered.empty())
      unknown = e;
    else if (scattered.empty() && unknown.data() + unknown.size() == e.data())
      unknown = {unknown.data(), unknown.size() + e.size()};
    else
      scattered.append(scattered.empty() ? textOf(unknown) : "").append(textOf(e));
  }
  if (!scattered.empty()) {
    auto kept = std::make_shared<const std::string>(std::move(scattered));
    unknown = bytesOf(*kept);
    m_model.storage.push_back(std::move(kept));
  }
  if (!unknown.empty()) list.push_back({m_model.names.intern("_node_def_fields"), RawValue{unknown}});
  const AttrsId id = m_model.attrs.intern(std::move(list), m_model.names);
  if (cached) {
    Known known{{}, id};
    known.bytes.reserve(bytes);
    for (const Bytes e : entries) known.bytes += textOf(e);
    m_attrs.emplace(hash, std::move(known));
  }
  return id;
}

GraphBuilder::~GraphBuilder() {
  for (const Record& r : m_records)
    if (r.name.index() < m_shared.placeOf.size()) m_shared.placeOf[r.name.index()] = kNothing;
  for (const TensorId t : m_arguments)
    if (const NameId n = m_shared.model().graph(m_graph)[t].name; n && n.index() < m_shared.placeOf.size())
      m_shared.placeOf[n.index()] = kNothing;
}

void GraphBuilder::reserve(std::size_t nodes) {
  m_records.reserve(nodes);
  m_inputs.reserve(nodes * 2);
  if (!inFunction()) {
    m_shared.model().names.reserve(nodes + 128);
    m_shared.model().graphs[0].fileBytes.reserve(nodes);
  }
}

std::uint32_t GraphBuilder::placeOf(std::string_view name) const {
  const NameId id = m_shared.model().names.find(name);
  return id && id.index() < m_shared.placeOf.size() ? m_shared.placeOf[id.index()] : kNothing;
}

void GraphBuilder::setPlace(NameId name, std::uint32_t place) {
  auto& places = m_shared.placeOf;
  if (name.index() >= places.size()) places.resize(std::max(name.index() + 1, places.size() * 2), kNothing);
  places[name.index()] = place;
}

Status GraphBuilder::argument(std::string_view name, DataType type, const Shape& shape) {
  Model& model = m_shared.model();
  const NameId id = model.names.internSlice(name);
  if (placeOf(name) != kNothing)
    return fail(
        ErrorKind::BadFile,
        msg("Two arguments of function {0} are named {1}.", shown(model.names[model.graph(m_graph).name]), shown(name)),
        msg("Export the model again."), std::string(name));
  setPlace(id, kArgument + static_cast<std::uint32_t>(m_arguments.size()));
  m_arguments.push_back(GraphEdit(model, m_graph).addTensor(type, shape, id));
  model.graphs[m_graph.index()].inputs.push_back(m_arguments.back());
  return {};
}

Status GraphBuilder::add(Bytes nodeDef, std::uint64_t fileBytes) {
  Model& model = m_shared.model();
  const Source& source = m_shared.values().source();
  const std::size_t ordinal = m_records.size() + 1;
  std::string_view name, op, device;
  Bytes value; // of a Const
  Record r{};
  r.inputBegin = static_cast<std::uint32_t>(m_inputs.size());
  r.offset = source.offsetOf(nodeDef);
  m_entries.clear();
  Scanner s(nodeDef);
  for (Field f; s.next(f);) {
    if (f.is(1, Wire::bytes))
      name = f.text();
    else if (f.is(2, Wire::bytes))
      op = f.text();
    else if (f.is(3, Wire::bytes))
      m_inputs.push_back(f.text());
    else if (f.is(4, Wire::bytes))
      device = f.text();
    else
      m_entries.push_back(f.whole);
  }
  if (s.state() != State::end)
    return damaged(source, nodeDef.subspan(s.position()),
                   name.empty() ? "node " + std::to_string(ordinal) : std::string(name));
  if (name.empty() || op.empty())
    return fail(ErrorKind::BadFile,
                msg("Node {0} of {1}, at byte {2}, has no {3}.", ordinal, source.name, r.offset,
                    name.empty() ? "name" : "operator"),
                msg("Copy or export the file again."), std::string(name));
  if (m_records.size() >= kArgument || m_inputs.size() >= kNothing)
    return fail(ErrorKind::Unsupported, msg("{0} has more nodes than can be counted.", source.name),
                msg("Open a part of it."));

  r.op = &m_shared.op(op);
  if (r.op->constant) {
    std::erase_if(m_entries, [&](Bytes whole) {
      Scanner one(whole);
      Field f;
      if (!one.next(f) || !f.is(5, Wire::bytes)) return false;
      const MapEntry e = mapEntry(f.bytes);
      if (!e.whole || e.key != "value") return false;
      value = e.value;
      return true;
    });
  }
  r.name = model.names.internSlice(name);
  if (const std::uint32_t other = placeOf(name); other != kNothing) {
    const bool node = other < kArgument;
    return fail(ErrorKind::BadFile,
                node
                    ? msg("Two nodes are named {0}: node {1} (at byte {2}) and node {3} (at byte {4}).", shown(name),
                          other + 1, m_records[other].offset, ordinal, r.offset)
                    : msg("Node {0} (at byte {1}) has the name of an argument of its function.", shown(name), r.offset),
                msg("Export the graph again, each node under its own name."), std::string(name));
  }
  setPlace(r.name, static_cast<std::uint32_t>(m_records.size()));
  if (!device.empty()) r.device = model.names.internSlice(device);
  r.inputCount = static_cast<std::uint32_t>(m_inputs.size() - r.inputBegin);
  ARA_ASSIGN(r.attrs, m_shared.attrs(m_entries, name));
  if (!value.empty()) {
    TensorContent content;
    Scanner attr(value);
    for (Field f; attr.next(f);) {
      if (!f.is(8, Wire::bytes)) continue;
      ARA_ASSIGN(content, m_shared.values().tensor(f.bytes, name));
      m_constants.push_back(
          {static_cast<std::uint32_t>(m_records.size()), content.type, model.shapes.intern(content.shape), {}});
      if (content.buffer) m_constants.back().buffer = model.addBuffer(std::move(*content.buffer));
    }
    if (attr.state() != State::end) return damaged(source, value, name);
  }
  m_records.push_back(r);
  model.graphs[m_graph.index()].fileBytes.push_back(fileBytes);
  return {};
}

// The number of the result called `result` with `index` into it, from the op row, else from the file's own declaration.
std::optional<std::uint32_t> GraphBuilder::resultNamed(std::uint32_t node, std::string_view result,
                                                       std::uint32_t index) {
  const Record& r = m_records[node];
  Model& model = m_shared.model();
  const AttrList& attrs = model.attrs[r.attrs];
  std::vector<ops::SpecPart> parts = r.op->row ? ops::parseSpec(r.op->row->results) : std::vector<ops::SpecPart>();
  const auto named = [&] {
    return std::any_of(parts.begin(), parts.end(), [&](const ops::SpecPart& p) { return p.name == result; });
  };
  if (!named() && r.op->declared) {
    parts.clear();
    for (const DeclaredResult& d : *r.op->declared) parts.push_back({d.name, d.times, false});
  }
  if (!named()) return parts.size() == 1 || result.empty() ? std::optional(index) : std::nullopt;
  std::uint64_t first = 0;
  for (const ops::SpecPart& p : parts) {
    if (p.name == result) break;
    first += ops::partCount(p, attrs, model.names).value_or(1);
  }
  return first + index < kArgument ? std::optional(static_cast<std::uint32_t>(first + index)) : std::nullopt;
}

// First round over the edges of a function: result names that nobody describes are numbered as they appear.
void GraphBuilder::meet(std::string_view input) {
  if (input.starts_with('^')) return;
  const FunctionEdge e = functionEdge(input);
  const std::uint32_t place = placeOf(e.node);
  if (place >= kArgument || resultNamed(place, e.result, e.index)) return;
  Met& met = m_met[place];
  const auto [it, fresh] = met.index.try_emplace(e.result, met.counts.size());
  if (fresh)
    met.counts.push_back(e.index + 1);
  else
    met.counts[it->second] = std::max(met.counts[it->second], e.index + 1);
}

Result<GraphBuilder::Ref> GraphBuilder::resolveOne(std::string_view input, std::string_view reader, bool cut) {
  const auto missing = [&](std::string_view node) {
    return fail(ErrorKind::BadFile,
                msg("Node {0} reads {1}, and there is no node {2}.", shown(reader), shown(input), shown(node)),
                msg("Export the graph again, with that node in it."), std::string(reader));
  };
  const bool control = input.starts_with('^');
  FunctionEdge e;
  if (control) {
    e.node = input.substr(1);
  } else if (inFunction()) {
    e = functionEdge(input);
  } else {
    e.node = input;
    const auto colon = input.rfind(':');
    const auto port = colon == std::string_view::npos ? std::nullopt : number(input.substr(colon + 1));
    if (port) e.node = input.substr(0, colon), e.index = *port;
  }
  const std::uint32_t place = placeOf(e.node);
  if (place == kNothing) {
    if (!cut) return missing(e.node);
    if (control) return Ref{kNothing, kControl};
    const std::string key = e.index ? std::string(e.node) + ":" + std::to_string(e.index) : std::string(e.node);
    const auto known = m_missing.find(key);
    if (known != m_missing.end()) return Ref{known->second, 0};
    Model& model = m_shared.model();
    const std::uint32_t argument = kArgument + static_cast<std::uint32_t>(m_arguments.size());
    m_arguments.push_back(
        GraphEdit(model, m_graph).addTensor(DataType::none, Shape::unknown(), model.names.intern(key)));
    model.graphs[m_graph.index()].inputs.push_back(m_arguments.back());
    m_missing.emplace(key, argument);
    return Ref{argument, 0};
  }
  if (control) return Ref{place, kControl};
  if (place >= kArgument || !inFunction()) return Ref{place, e.index};
  if (const auto known = resultNamed(place, e.result, e.index)) return Ref{place, *known};
  const Met& met = m_met[place];
  const std::uint64_t first = met.first[met.index.at(e.result)];
  if (first + e.index >= kArgument) return missing(input);
  return Ref{place, static_cast<std::uint32_t>(first) + e.index};
}

Status GraphBuilder::resolve(Task& task, bool cut) {
  if (inFunction()) {
    for (const std::string_view input : m_inputs) meet(input);
    for (const NamedOutput& o : m_outputs) meet(o.input);
    for (auto& [node, met] : m_met) {
      std::uint64_t sum = 0;
      for (const std::uint32_t count : met.counts) met.first.push_back(sum), sum += count;
    }
  }
  m_refs.reserve(m_inputs.size() + m_outputs.size());
  for (std::size_t n = 0; n < m_records.size(); ++n) {
    if (n % 8192 == 0)
      ARA_TRY(task.checkpoint(static_cast<double>(n) / static_cast<double>(m_records.size()), "Linking nodes"));
    const Record& r = m_records[n];
    for (std::uint32_t i = 0; i < r.inputCount; ++i) {
      ARA_ASSIGN(const Ref ref, resolveOne(m_inputs[r.inputBegin + i], nameOf(n), cut));
      m_refs.push_back(ref);
    }
  }
  for (const NamedOutput& o : m_outputs) {
    ARA_ASSIGN(const Ref ref, resolveOne(o.input, o.name, cut));
    m_refs.push_back(ref);
  }
  return {};
}

// From the row; for operators without one, as many as somebody reads, at least one.
Status GraphBuilder::countResults() {
  Model& model = m_shared.model();
  std::vector<std::uint32_t> read(m_records.size(), 0), reader(m_records.size(), 0);
  for (std::size_t n = 0; n < m_records.size(); ++n)
    for (std::uint32_t i = 0; i < m_records[n].inputCount; ++i) {
      const Ref& ref = m_refs[m_records[n].inputBegin + i];
      if (ref.place >= kArgument || ref.result == kControl || ref.result + 1 <= read[ref.place]) continue;
      read[ref.place] = ref.result + 1;
      reader[ref.place] = static_cast<std::uint32_t>(n);
    }
  for (std::size_t i = m_inputs.size(); i < m_refs.size(); ++i)
    if (const Ref& ref = m_refs[i]; ref.place < kArgument && ref.result != kControl)
      read[ref.place] = std::max(read[ref.place], ref.result + 1);

  for (std::size_t n = 0; n < m_records.size(); ++n) {
    Record& r = m_records[n];
    std::optional<std::size_t> known = r.op->results;
    if (!known && r.op->row) known = ops::resultCount(*r.op->row, model.attrs[r.attrs], model.names);
    if (!known && r.op->declared) known = declaredCount(*r.op->declared, model.attrs[r.attrs], model.names);
    if (known && read[n] > *known && !m_met.contains(static_cast<std::uint32_t>(n)))
      return fail(ErrorKind::BadFile,
                  msg("Node {0} reads result {1} of {2}, and a {3} with these attributes has {4}.",
                      shown(nameOf(reader[n])), read[n] - 1, shown(nameOf(n)), shown(model.names[r.op->name].substr(3)),
                      *known),
                  msg("Export the graph again."), std::string(nameOf(reader[n])));
    const std::size_t results = std::max<std::size_t>(known.value_or(1), read[n]);
    if (results > 8 && !m_shared.grant(results))
      return fail(ErrorKind::BadFile,
                  msg("Node {0} would have {1} results, more than the file can mean.", shown(nameOf(n)), results),
                  msg("Export the graph again."), std::string(nameOf(n)));
    r.results = static_cast<std::uint32_t>(results);
  }
  return {};
}

void GraphBuilder::makeTensors() {
  Model& model = m_shared.model();
  GraphEdit edit(model, m_graph);
  std::size_t tensors = 0;
  for (const Record& r : m_records) tensors += r.results;
  edit.reserve(m_records.size(), tensors, m_inputs.size());
  std::size_t constant = 0;
  for (std::size_t n = 0; n < m_records.size(); ++n) {
    Record& r = m_records[n];
    const Constant* c = nullptr;
    while (constant < m_constants.size() && m_constants[constant].node == n) c = &m_constants[constant++];
    r.firstTensor = static_cast<std::uint32_t>(edit.graph().tensorCount());
    for (std::uint32_t i = 0; i < r.results; ++i) {
      if (c && i == 0) {
        edit.addConstant(c->type, model.shapes[c->shape], c->buffer);
      } else if (r.op->placeholder && i == 0) {
        const AttrList& attrs = model.attrs[r.attrs];
        const AttrValue* type = find(attrs, model.names.find("dtype"));
        const AttrValue* shape = find(attrs, model.names.find("shape"));
        const auto* t = type ? std::get_if<DataType>(type) : nullptr;
        const auto* s = shape ? std::get_if<Shape>(shape) : nullptr;
        // Graphs of before version 22 wrote a scalar where they meant any shape.
        const bool any = !s || (s->dims.empty() && model.producerVersion < 22);
        edit.addTensor(t ? *t : DataType::none, any ? Shape::unknown() : *s);
      } else {
        edit.addTensor(DataType::none, Shape::unknown());
      }
    }
  }
}

TensorId GraphBuilder::tensorOf(const Ref& ref) const {
  return ref.place >= kArgument ? m_arguments[ref.place - kArgument]
                                : TensorId(m_records[ref.place].firstTensor + ref.result);
}

void GraphBuilder::makeNodes() {
  GraphEdit edit(m_shared.model(), m_graph);
  std::vector<TensorId> operands, results;
  std::vector<NodeId> controls;
  for (const Record& r : m_records) {
    operands.clear();
    controls.clear();
    results.clear();
    for (std::uint32_t i = 0; i < r.inputCount; ++i) {
      const Ref& ref = m_refs[r.inputBegin + i];
      if (ref.result != kControl)
        operands.push_back(tensorOf(ref));
      else if (ref.place < kArgument)
        controls.push_back(NodeId(ref.place));
    }
    for (std::uint32_t i = 0; i < r.results; ++i) results.push_back(TensorId(r.firstTensor + i));
    const NodeId n = edit.addNode(r.op->name, r.op->row, operands, r.attrs, results, r.name);
    if (r.device) edit.setDevice(n, r.device);
    if (!controls.empty()) edit.setControls(n, controls);
  }
}

Status GraphBuilder::refuseCycles() const {
  Model& model = m_shared.model();
  const Graph& graph = model.graph(m_graph);
  const Order order = executionOrder(model, graph);
  if (order.cycle.empty()) return {};
  std::string names;
  const std::size_t most = std::min<std::size_t>(order.cycle.size(), 5);
  for (std::size_t i = 0; i < most; ++i) names += (i ? ", " : "") + shown(model.names[graph[order.cycle[i]].name]);
  if (most < order.cycle.size()) names += ", ...";
  return fail(ErrorKind::BadFile,
              order.cycle.size() == 1
                  ? msg("Node {0} reads its own result.", names)
                  : msg("The nodes {0} wait for each other, and no NextIteration closes that loop.", names),
              msg("Export the graph again."), std::string(model.names[graph[order.cycle[0]].name]));
}

Status GraphBuilder::link(Task& task, bool cut) {
  ARA_TRY(resolve(task, cut));
  ARA_TRY(countResults());
  makeTensors();
  makeNodes();
  Model& model = m_shared.model();
  Graph& graph = model.graphs[m_graph.index()];
  std::vector<TensorId> outputs;
  for (std::size_t i = 0; i < m_outputs.size(); ++i) {
    const Ref& ref = m_refs[m_inputs.size() + i];
    if (ref.result == kControl)
      return fail(
          ErrorKind::BadFile,
          msg("Function {0} returns the control edge {1}.", shown(model.names[graph.name]), shown(m_outputs[i].input)),
          msg("Export the model again."), std::string(model.names[graph.name]));
    outputs.push_back(tensorOf(ref));
    graph.outputNames.push_back(model.names.internSlice(m_outputs[i].name));
  }
  GraphEdit(model, m_graph).setOutputs(std::move(outputs));
  graph.shrink();
  return refuseCycles();
}

} // namespace ara::formats::graphdef
