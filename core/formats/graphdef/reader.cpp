#include "formats/graphdef/reader.h"

#include "ops/spec.h"

#include <algorithm>

namespace ara::formats::graphdef {

using namespace ir;

namespace {

// The parts of a GraphDef, or of as much of one as there is.
struct Parts {
  std::vector<Bytes> nodes;           // NodeDefs
  std::vector<std::uint32_t> headers; // bytes of tag and length before each
  std::vector<Bytes> functions;       // FunctionDefs
  std::string raw;                    // a GraphDef of what is not interpreted: gradients, bad consumers, unknown fields
  std::int32_t producer = 0, minConsumer = 0;
  std::optional<std::size_t> cutAt; // where the field begins that the file ends in
  bool cutInLibrary = false;
};

void appendVarint(std::string& out, std::uint64_t v) {
  for (; v >= 0x80; v >>= 7) out += static_cast<char>(v | 0x80);
  out += static_cast<char>(v);
}

// Tag 0x0a a node, 0x12 the library: what the file ends in, when it still tells.
bool endsInLibrary(Bytes rest) { return !rest.empty() && rest[0] == std::byte{0x12}; }

Result<Parts> partsOf(Task& task, const Source& source) {
  Parts p;
  std::string library;
  Scanner s(source.bytes);
  std::size_t steps = 0;
  for (Field f; s.next(f);) {
    if (++steps % 8192 == 0)
      ARA_TRY(task.checkpoint(static_cast<double>(s.position()) / static_cast<double>(source.bytes.size()), "Reading"));
    if (f.is(1, Wire::bytes)) {
      p.nodes.push_back(f.bytes);
      p.headers.push_back(static_cast<std::uint32_t>(f.whole.size() - f.bytes.size()));
    } else if (f.is(2, Wire::bytes)) {
      Scanner inside(f.bytes);
      for (Field g; inside.next(g);) {
        if (g.is(1, Wire::bytes))
          p.functions.push_back(g.bytes);
        else
          library += textOf(g.whole);
      }
      if (inside.state() != State::end)
        return damaged(source, f.bytes.subspan(inside.position()), "its function library");
    } else if (f.is(3, Wire::varint)) {
      if (p.producer == 0) p.producer = static_cast<std::int32_t>(f.value);
    } else if (f.is(4, Wire::bytes)) {
      bool more = false;
      Scanner inside(f.bytes);
      for (Field g; inside.next(g);) {
        if (g.is(1, Wire::varint))
          p.producer = static_cast<std::int32_t>(g.value);
        else if (g.is(2, Wire::varint))
          p.minConsumer = static_cast<std::int32_t>(g.value);
        else
          more = true;
      }
      if (inside.state() != State::end) return damaged(source, f.bytes.subspan(inside.position()), "its versions");
      if (more) p.raw += textOf(f.whole);
    } else {
      p.raw += textOf(f.whole);
    }
  }
  if (!library.empty()) appendField(p.raw, 2, bytesOf(library));
  if (s.state() == State::broken) return damaged(source, source.bytes.subspan(s.position()), "its list of nodes");
  if (s.state() == State::cut) {
    p.cutAt = s.position();
    p.cutInLibrary = endsInLibrary(source.bytes.subspan(s.position()));
  }
  return p;
}

struct Function {
  std::string_view name;
  Bytes signature;
  std::vector<Bytes> nodes;
  std::vector<std::uint32_t> headers;
  std::unordered_map<std::uint64_t, Bytes> argAttrs; // by number of the argument
  std::unordered_map<std::string_view, std::string_view> returns;
  std::string raw;
};

Result<Function> functionOf(const Source& source, Bytes functionDef) {
  Function fn;
  Scanner s(functionDef);
  for (Field f; s.next(f);) {
    if (f.is(3, Wire::bytes)) {
      fn.nodes.push_back(f.bytes);
      fn.headers.push_back(static_cast<std::uint32_t>(f.whole.size() - f.bytes.size()));
      continue;
    }
    fn.raw += textOf(f.whole);
    if (f.is(1, Wire::bytes))
      fn.signature = f.bytes;
    else if (f.is(4, Wire::bytes)) {
      const MapEntry e = mapEntry(f.bytes);
      if (!e.whole) return damaged(source, f.whole, "the results of a function");
      fn.returns[e.key] = textOf(e.value);
    } else if (f.is(7, Wire::bytes)) {
      std::uint64_t argument = 0;
      Bytes attrs;
      Scanner entry(f.bytes);
      for (Field g; entry.next(g);) {
        if (g.is(1, Wire::varint))
          argument = g.value;
        else if (g.is(2, Wire::bytes))
          attrs = g.bytes;
      }
      fn.argAttrs[argument] = attrs;
    }
  }
  if (s.state() != State::end) return damaged(source, functionDef.subspan(s.position()), "a function");
  Scanner sig(fn.signature);
  for (Field f; sig.next(f);)
    if (f.is(1, Wire::bytes)) fn.name = f.text();
  if (sig.state() != State::end) return damaged(source, functionDef, "the signature of a function");
  if (fn.name.empty())
    return fail(ErrorKind::BadFile,
                msg("A function of {0}, at byte {1}, has no name.", source.name, source.offsetOf(functionDef)),
                msg("Copy or export the file again."));
  return fn;
}

// The shape that arg_attr gives an argument (attribute _output_shapes), where it does.
Result<Shape> argumentShape(const Function& fn, const ValueReader& values, std::uint64_t argument) {
  const auto found = fn.argAttrs.find(argument);
  if (found == fn.argAttrs.end()) return Shape::unknown();
  Scanner attrs(found->second);
  for (Field f; attrs.next(f);) {
    if (!f.is(1, Wire::bytes)) continue;
    const MapEntry e = mapEntry(f.bytes);
    if (e.key != "_output_shapes") continue;
    ARA_ASSIGN(const AttrValue v, values.value(e.value, fn.name));
    if (const auto* shapes = std::get_if<std::vector<Shape>>(&v); shapes && shapes->size() == 1) return shapes->front();
  }
  return Shape::unknown();
}

Status buildFunction(Task& task, Shared& shared, GraphId id, const Function& fn) {
  Model& model = shared.model();
  const ValueReader& values = shared.values();
  GraphBuilder builder(shared, id);
  std::vector<std::string_view> results;
  std::uint64_t argument = 0;
  Scanner sig(fn.signature);
  for (Field f; sig.next(f);) {
    if (!f.is(2, Wire::bytes) && !f.is(3, Wire::bytes)) continue;
    std::string_view name;
    DataType type = DataType::none;
    DataType behind = DataType::none;
    Shape behindShape;
    Scanner arg(f.bytes);
    for (Field g; arg.next(g);) {
      if (g.is(1, Wire::bytes))
        name = g.text();
      else if (g.is(3, Wire::varint))
        type = fromTensorflow(static_cast<std::int64_t>(g.value));
      else if (g.is(7, Wire::bytes)) {
        Scanner handle(g.bytes);
        for (Field h; handle.next(h);) {
          if (h.is(1, Wire::varint))
            behind = fromTensorflow(static_cast<std::int64_t>(h.value));
          else if (h.is(2, Wire::bytes)) { ARA_ASSIGN(behindShape, values.shape(h.bytes, fn.name)); }
        }
      }
    }
    if (arg.state() != State::end) return damaged(values.source(), f.bytes, fn.name);
    if (f.number == 3) {
      results.push_back(name);
      continue;
    }
    ARA_ASSIGN(const Shape shape, argumentShape(fn, values, argument++));
    ARA_TRY(builder.argument(name, type, shape));
    if (behind != DataType::none) {
      TensorExtra& extra = GraphEdit(model, id).extra(model.graph(id).inputs.back());
      extra.handleType = behind;
      extra.handleShape = model.shapes.intern(behindShape);
    }
  }
  builder.reserve(fn.nodes.size());
  for (std::size_t i = 0; i < fn.nodes.size(); ++i)
    ARA_TRY(builder.add(fn.nodes[i], fn.nodes[i].size() + fn.headers[i]));
  for (const std::string_view result : results) {
    const auto it = fn.returns.find(result);
    if (it == fn.returns.end())
      return fail(ErrorKind::BadFile,
                  msg("Function {0} does not say where its result {1} comes from.", shown(fn.name), shown(result)),
                  msg("Export the model again."), std::string(fn.name));
    builder.output(it->second, result);
  }
  model.graphs[id.index()].raw = fn.raw;
  return within(builder.link(task, false), "reading function " + shown(fn.name));
}

void noteCut(Task& task, const Source& source, const Parts& p) {
  const std::size_t n = p.nodes.size();
  const std::uint64_t end = source.base + source.bytes.size();
  task.note(Severity::warning,
            p.cutInLibrary ? msg("{0} ends at byte {1} inside its function library.", source.name, end)
                           : msg("{0} ends at byte {1} inside node {2}.", source.name, end, n + 1),
            n == 1 ? msg("Copy it again; the one node before it is shown.")
                   : msg("Copy it again; {0} nodes before it are shown, and what they miss is drawn as inputs.", n),
            source.name);
}

} // namespace

void appendField(std::string& out, std::uint32_t number, Bytes bytes) {
  appendVarint(out, (std::uint64_t{number} << 3) | 2);
  appendVarint(out, bytes.size());
  out += textOf(bytes);
}

Result<Model> readGraphDef(Task& task, const Source& source, const DeclaredOps* declared) {
  ARA_ASSIGN(Parts parts, partsOf(task, source));
  if (parts.cutAt && parts.nodes.empty())
    return fail(
        ErrorKind::BadFile,
        msg("{0} ends at byte {1}, before its first node is complete.", source.name, source.base + source.bytes.size()),
        msg("Copy it again."), source.name);
  Model model;
  model.storage.push_back(source.owner);
  model.producerVersion = parts.producer;
  model.minConsumerVersion = parts.minConsumer;
  model.raw = std::move(parts.raw);
  model.graphs.emplace_back();

  // Functions get their ids first: attributes name them.
  std::vector<Function> functions;
  functions.reserve(parts.functions.size());
  std::vector<Bytes> bodies;
  for (const Bytes body : parts.functions) {
    ARA_ASSIGN(Function fn, functionOf(source, body));
    const NameId name = model.names.internSlice(fn.name);
    const auto [it, fresh] = model.graphNamed.emplace(name, GraphId(model.graphs.size()));
    if (!fresh) {
      if (textOf(bodies[it->second.index() - 1]) == textOf(body)) continue;
      return fail(ErrorKind::BadFile,
                  msg("Two different functions are named {0}, at bytes {1} and {2}.", shown(fn.name),
                      source.offsetOf(bodies[it->second.index() - 1]), source.offsetOf(body)),
                  msg("Export the model again."), std::string(fn.name));
    }
    model.graphs.emplace_back();
    model.graphs.back().name = name;
    model.graphs.back().kind = GraphKind::function;
    bodies.push_back(body);
    functions.push_back(std::move(fn));
  }

  const ValueReader values(model, source);
  Shared shared(model, values, declared);
  {
    GraphBuilder builder(shared, GraphId(0));
    builder.reserve(parts.nodes.size());
    for (std::size_t i = 0; i < parts.nodes.size(); ++i) {
      if (i % 4096 == 0)
        ARA_TRY(task.checkpoint(static_cast<double>(i) / static_cast<double>(parts.nodes.size()), "Reading nodes"));
      ARA_TRY(builder.add(parts.nodes[i], parts.nodes[i].size() + parts.headers[i]));
    }
    ARA_TRY(builder.link(task, parts.cutAt.has_value()));
  }
  for (std::size_t i = 0; i < functions.size(); ++i) {
    ARA_TRY(task.checkpoint(static_cast<double>(i) / static_cast<double>(functions.size()), "Reading functions"));
    ARA_TRY(buildFunction(task, shared, GraphId(i + 1), functions[i]));
  }
  model.buffers.shrink_to_fit();
  if (parts.cutAt) noteCut(task, source, parts);
  return model;
}

bool looksLikeNode(Bytes nodeDef) {
  bool named = false, op = false;
  Scanner s(nodeDef);
  for (Field f; s.next(f);) {
    if (f.number > 64) return false;
    if (f.number > 5) continue;
    if (f.wire != Wire::bytes) return false;
    if (f.number == 1) named = !f.bytes.empty();
    if (f.number == 2)
      op = !f.bytes.empty() && std::all_of(f.bytes.begin(), f.bytes.end(),
                                           [](std::byte b) { return b > std::byte{32} && b != std::byte{127}; });
  }
  return s.state() == State::end && named && op;
}

Match looksLikeGraphDef(Bytes bytes) {
  std::size_t nodes = 0, other = 0;
  Scanner s(bytes);
  for (Field f; nodes < 8 && s.next(f);) {
    const bool known = (f.number == 1 || f.number == 2 || f.number == 4) ? f.wire == Wire::bytes
                       : f.number == 3                                   ? f.wire == Wire::varint
                                                                         : f.number < 64;
    if (!known || (f.number == 1 && !looksLikeNode(f.bytes))) return Match::no;
    ++(f.number == 1 ? nodes : other);
  }
  if (nodes > 0) return Match::yes;
  // The first node may be the one the file ends in: its name must at least begin as one.
  if (s.state() == State::cut && other == 0 && bytes.size() > 4 && bytes[0] == std::byte{0x0a}) {
    std::uint64_t length = 0;
    Scanner inner(bytes.subspan(1));
    if (inner.varint(length) == State::end && inner.position() + 1 < bytes.size() &&
        bytes[inner.position() + 1] == std::byte{0x0a})
      return Match::maybe;
  }
  return s.state() == State::end && other > 0 ? Match::maybe : Match::no;
}

} // namespace ara::formats::graphdef
