// VarHandleOp, ReadVariableOp, AssignVariableOp   become   VAR_HANDLE, READ_VARIABLE, ASSIGN_VARIABLE
// HashTableV2, LookupTableFindV2, and what fills it   become   HASHTABLE, HASHTABLE_FIND, HASHTABLE_IMPORT
// and a CALL_ONCE whose subgraph gives variables and tables what they begin with.
#include "passes/keep_state.h"

#include "ir/walk.h"
#include "ops/infer.h"
#include "passes/graph_copy.h"
#include "passes/text_table.h"

#include <algorithm>

namespace ara::passes {
namespace {

using ir::NodeId;
using ir::TensorId;

constexpr std::string_view kInitializer = "initialize";

NodeId addTo(PassContext& c, ir::GraphEdit& edit, std::string_view op, std::vector<TensorId> operands,
             ir::AttrList attrs, std::size_t results) {
  const NodeId n = edit.addNode(*c.find(op), operands, c.model.attrs.intern(std::move(attrs), c.model.names), results);
  (void)ops::inferNode(edit, n);
  return n;
}

// The subgraph that runs once, and the operator that runs it: made when first asked for.
ir::GraphId initializer(PassContext& c) {
  for (const NodeId n : c.graph().nodeIds())
    if (c.is(n, "tfl.call_once"))
      if (const auto* v = c.model.attr(c.graph()[n], "init_subgraph_index"))
        if (const auto* g = std::get_if<ir::GraphId>(v)) return *g;
  const ir::GraphId made = addFunction(c.model, kInitializer);
  const NodeId once = c.edit.addNode(*c.find("tfl.call_once"), {}, {}, 0);
  c.edit.setAttr(once, "init_subgraph_index", made);
  return made;
}

NodeId callOnce(const PassContext& c) {
  for (const NodeId n : c.graph().nodeIds())
    if (c.is(n, "tfl.call_once")) return n;
  return {};
}

// Through identities.
NodeId makerOf(const PassContext& c, TensorId t) {
  for (int depth = 0; t && depth < 16; ++depth) {
    const NodeId n = c.graph()[t].producer;
    if (!n || !c.is(n, "tf.Identity") || c.graph()[n].operandCount == 0) return n;
    t = c.graph().operand(n, 0);
  }
  return {};
}

TensorId constantOf(const PassContext& c, TensorId t) {
  for (int depth = 0; t && depth < 16; ++depth) {
    if (c.graph()[t].buffer) return t;
    const NodeId n = c.graph()[t].producer;
    if (!n || !c.is(n, "tf.Identity") || c.graph()[n].operandCount == 0) return {};
    t = c.graph().operand(n, 0);
  }
  return {};
}

// --- variables

struct Access {
  NodeId node;
  char kind; // r(ead), a(ssign), + or -
};

std::optional<std::vector<Access>> accessesOf(const PassContext& c, TensorId handle, const std::vector<bool>& waited) {
  std::vector<Access> out;
  std::vector<TensorId> todo{handle};
  for (std::size_t i = 0; i < todo.size() && i < 64; ++i)
    for (const ir::UseSite use : c.graph().uses(todo[i])) {
      if (use.user.index() >= waited.size() || !waited[use.user.index()]) continue; // saving and restoring
      const ir::Node& n = c.graph()[use.user];
      const std::string_view op = c.model.opName(n);
      if (op == "tf.Identity" && n.resultCount == 1)
        todo.push_back(c.graph().result(use.user));
      else if (op == "tf.ReadVariableOp" && n.resultCount == 1)
        out.push_back({use.user, 'r'});
      else if (use.operand == 0 && n.operandCount == 2 && c.graph().operand(use.user, 1) && op == "tf.AssignVariableOp")
        out.push_back({use.user, 'a'});
      else if (use.operand == 0 && n.operandCount == 2 && c.graph().operand(use.user, 1) &&
               op == "tf.AssignAddVariableOp")
        out.push_back({use.user, '+'});
      else if (use.operand == 0 && n.operandCount == 2 && c.graph().operand(use.user, 1) &&
               op == "tf.AssignSubVariableOp")
        out.push_back({use.user, '-'});
      else
        return {};
    }
  return out;
}

} // namespace

bool keepVariable(PassContext& c, const ir::Variable& v, const std::vector<bool>& waited) {
  if (v.state != ir::Variable::State::joined || !v.value || !v.shape.isStatic() || v.type == ir::DataType::string ||
      !c.is(v.node, "tf.VarHandleOp"))
    return false;
  auto accesses = accessesOf(c, c.graph().result(v.node), waited);
  if (!accesses || accesses->empty()) return false;
  std::vector<std::size_t> position(c.graph().nodeCount());
  const std::vector<NodeId> order = *c.order();
  for (std::size_t i = 0; i < order.size(); ++i) position[order[i].index()] = i;
  std::ranges::sort(*accesses, {}, [&](const Access& a) { return position[a.node.index()]; });

  const ir::GraphId once = initializer(c);
  ir::GraphEdit inside(c.model, once);
  const auto handleIn = [&](ir::GraphEdit& edit) {
    const NodeId n = addTo(c, edit, "tfl.var_handle", {},
                           {{c.model.nameOf("container"), std::string()}, {c.model.nameOf("shared_name"), v.name}}, 1);
    return edit.graph().result(n);
  };
  addTo(c, inside, "tfl.assign_variable", {handleIn(inside), inside.addConstant(v.type, v.shape, v.value)}, {}, 0);

  const TensorId handle = handleIn(c.edit);
  NodeId before = callOnce(c);
  std::vector<NodeId> made;
  const auto after = [&](NodeId n) { // in the order TensorFlow has them
    const NodeId list[] = {before};
    c.edit.setControls(n, list);
    before = n;
    made.push_back(n);
  };
  const auto read = [&] {
    const NodeId n = addTo(c, c.edit, "tfl.read_variable", {handle}, {}, 1);
    c.edit.setType(c.graph().result(n), v.type);
    c.edit.setShape(c.graph().result(n), v.shape);
    after(n);
    return n;
  };
  for (const Access& a : *accesses) {
    if (a.kind == 'r') {
      c.edit.moveResults(a.node, read());
    } else {
      TensorId value = c.graph().operand(a.node, 1);
      if (a.kind != 'a') {
        const TensorId old = c.graph().result(read());
        const NodeId sum =
            addTo(c, c.edit, a.kind == '+' ? "tf.AddV2" : "tf.Sub", {old, value}, {{c.model.nameOf("T"), v.type}}, 1);
        value = c.graph().result(sum);
      }
      after(addTo(c, c.edit, "tfl.assign_variable", {handle, value}, {}, 0));
    }
    c.edit.rewrote("keep_state", {a.node}, {before}, msg("The variable changes while the model runs."));
    c.edit.remove(a.node);
  }
  return true;
}

namespace {

// --- tables

// By what TensorFlow tells tables apart.
std::string keyOf(const PassContext& c, NodeId table) {
  const ops::NodeView v(c.model, c.graph(), table);
  const std::string shared = v.attrString("shared_name");
  return shared.empty() ? v.name() : shared;
}

bool isTable(const PassContext& c, NodeId n) { return n && (c.is(n, "tf.HashTableV2") || c.is(n, "tf.HashTable")); }

struct Filled {
  TensorId keys, values;           // constants
  const ir::Asset* file = nullptr; // or the lines of a file,
  ir::GraphId graph{};             // which a node of this graph reads
  NodeId reader{};
};

// What fills the table: constants, by one of the operators that do that, in the graph or in a function it calls with
// them.
class Filling {
public:
  Filling(const PassContext& context, std::string key) : c(context), m_key(std::move(key)) {}

  std::optional<Filled> find() {
    std::vector<Place> todo{{ir::GraphId(0), {}}};
    for (std::size_t i = 0; i < todo.size() && i < 256; ++i) {
      const ir::Graph& g = c.model.graph(todo[i].graph);
      for (const NodeId n : g.nodeIds()) {
        const std::string_view op = c.model.shortOpName(g[n]);
        const bool fills = op == "LookupTableImportV2" || op == "LookupTableImport" || op == "InitializeTable" ||
                           op == "InitializeTableV2";
        if (fills && g[n].operandCount == 3) {
          const NodeId table = makerOf(c, outer(g, todo[i], g.operand(n, 0)));
          if (!isTable(c, table) || keyOf(c, table) != m_key) continue;
          const Filled f{constantOf(c, outer(g, todo[i], g.operand(n, 1))),
                         constantOf(c, outer(g, todo[i], g.operand(n, 2)))};
          return f.keys && f.values ? std::optional(f) : std::nullopt;
        }
        if (op.starts_with("InitializeTableFromTextFile") && g[n].operandCount == 2) {
          const NodeId table = makerOf(c, outer(g, todo[i], g.operand(n, 0)));
          if (!isTable(c, table) || keyOf(c, table) != m_key) continue;
          const ir::Asset* file = assetOf(outer(g, todo[i], g.operand(n, 1)), 0);
          return file ? std::optional(Filled{{}, {}, file, todo[i].graph, n}) : std::nullopt;
        }
        if (op != "StatefulPartitionedCall" && op != "PartitionedCall") continue;
        for (const ir::GraphId called : calledGraphs(c.model, g[n])) {
          Place inside{called, {}};
          for (const TensorId t : g.operands(n)) inside.arguments.push_back(outer(g, todo[i], t));
          todo.push_back(std::move(inside));
        }
      }
    }
    return {};
  }

private:
  // The file whose path `t` is: of an asset, a constant, or a variable that is given one.
  const ir::Asset* assetOf(TensorId t, int depth) const {
    if (!t || depth > 8) return nullptr;
    for (const ir::Asset& a : c.model.assets)
      if (a.tensor == t) return &a;
    const ir::Graph& g = c.graph();
    if (g[t].buffer) {
      const auto data = c.model.data(g[t].buffer);
      const std::string_view text = data ? textOf(data->bytes) : std::string_view();
      for (const ir::Asset& a : c.model.assets) // the path of the day it was saved
        if (text.ends_with(a.file)) return &a;
      return nullptr;
    }
    const NodeId n = g[t].producer;
    if (!n || !g[n].operandCount) return nullptr;
    if (c.is(n, "tf.Identity")) return assetOf(g.operand(n, 0), depth + 1);
    if (!c.is(n, "tf.ReadVariableOp") || !g.operand(n, 0)) return nullptr;
    for (const ir::UseSite use : g.uses(g.operand(n, 0)))
      if (c.is(use.user, "tf.AssignVariableOp") && g[use.user].operandCount == 2)
        if (const ir::Asset* a = assetOf(g.operand(use.user, 1), depth + 1)) return a;
    return nullptr;
  }

  struct Place {
    ir::GraphId graph;
    std::vector<TensorId> arguments; // of the main graph; empty in it
  };

  // The tensor of the main graph that `t` is.
  TensorId outer(const ir::Graph& g, const Place& place, TensorId t) const {
    if (!t || place.graph == ir::GraphId(0)) return t;
    for (int depth = 0; depth < 16 && g[t].producer && c.model.opName(g[g[t].producer]) == "tf.Identity" &&
                        g[g[t].producer].operandCount;
         ++depth)
      if (t = g.operand(g[t].producer, 0); !t) return {};
    const auto at = std::ranges::find(g.inputs, t);
    const auto i = static_cast<std::size_t>(at - g.inputs.begin());
    return at != g.inputs.end() && i < place.arguments.size() ? place.arguments[i] : TensorId{};
  }

  const PassContext& c;
  std::string m_key;
};

// The lines of the file as constants.
Status readFile(PassContext& c, NodeId table, Filled& filled) {
  const ops::NodeView v(c.model, c.graph(), table);
  const ir::DataType key = v.attrType("key_dtype"), value = v.attrType("value_dtype");
  ARA_ASSIGN(const ir::BufferData content, c.model.data(filled.file->content));
  const ops::NodeView reader(c.model, c.model.graph(filled.graph), filled.reader);
  ARA_ASSIGN(TextTable lines, readTextTable(reader, content.bytes, key, value));
  const ir::Shape shape = ir::Shape::of({lines.rows});
  filled.keys = c.edit.addConstant(key, shape, c.model.addBuffer(std::move(lines.keys)));
  filled.values = c.edit.addConstant(value, shape, c.model.addBuffer(std::move(lines.values)));
  return {};
}

bool runtimeHas(ir::DataType key, ir::DataType value) {
  return (key == ir::DataType::string && value == ir::DataType::i64) ||
         (key == ir::DataType::i64 && value == ir::DataType::string);
}

void keepTable(PassContext& c, NodeId find, std::vector<std::string>& tables) {
  if (c.graph()[find].operandCount != 3 || c.graph()[find].resultCount != 1) return;
  const NodeId table = makerOf(c, c.graph().operand(find, 0));
  if (!isTable(c, table)) return;
  const std::string key = keyOf(c, table), name = ops::NodeView(c.model, c.graph(), find).name();
  const TensorId sought = c.graph().operand(find, 1), otherwise = c.graph().operand(find, 2);
  if (!sought || !otherwise) return;
  auto filled = Filling(c, key).find();
  if (filled && filled->file) {
    if (auto read = readFile(c, table, *filled); !read) {
      c.refused.push_back(std::move(read).error());
      return;
    }
  }
  if (!filled) {
    c.refused.push_back({ErrorKind::Unsupported,
                         msg("Nothing in the model says what stands in table {0}.", key),
                         msg("Save the model as a SavedModel, whose initializer fills it."),
                         name,
                         {}});
    return;
  }
  const ir::Tensor keys = c.graph()[filled->keys], values = c.graph()[filled->values];
  if (!runtimeHas(keys.type, values.type)) {
    c.refused.push_back(
        {ErrorKind::Unsupported,
         msg("Table {0} goes from {1} to {2}; TensorFlow Lite has tables from int64 to text and from text to int64.",
             key, ir::longName(keys.type), ir::longName(values.type)),
         msg("Cut the model after the table, or change its types."),
         name,
         {}});
    return;
  }
  auto at = std::ranges::find(tables, key);
  const bool fresh = at == tables.end();
  const auto id = static_cast<std::int64_t>(at - tables.begin()) + 1;
  const auto handleIn = [&](ir::GraphEdit& edit) {
    const NodeId n = addTo(c, edit, "tfl.hashtable", {},
                           {{c.model.nameOf("table_id"), id},
                            {c.model.nameOf("key_dtype"), keys.type},
                            {c.model.nameOf("value_dtype"), values.type}},
                           1);
    return edit.graph().result(n);
  };
  const ir::GraphId once = initializer(c);
  if (fresh) {
    tables.push_back(key);
    ir::GraphEdit inside(c.model, once);
    const TensorId own = inside.addConstant(keys.type, c.model.shapes[keys.shape], keys.buffer);
    const TensorId given = inside.addConstant(values.type, c.model.shapes[values.shape], values.buffer);
    addTo(c, inside, "tfl.hashtable_import", {handleIn(inside), own, given}, {}, 0);
  }
  const NodeId made = addTo(c, c.edit, "tfl.hashtable_find", {handleIn(c.edit), sought, otherwise}, {}, 1);
  c.edit.setType(c.graph().result(made), values.type);
  const NodeId list[] = {callOnce(c)};
  c.edit.setControls(made, list);
  c.edit.moveResults(find, made);
  c.edit.rewrote("keep_state", {find}, {made});
  c.edit.remove(find);
}

} // namespace

Status keep_tables(PassContext& c) {
  if (c.edit.id() != ir::GraphId(0)) return {};
  const std::vector<bool> waited = ir::neededFor(c.graph(), c.graph().outputs, true);
  std::vector<std::string> tables;
  for (std::size_t i = 0; i < waited.size(); ++i) {
    const NodeId n(i);
    if (waited[i] && (c.is(n, "tf.LookupTableFindV2") || c.is(n, "tf.LookupTableFind"))) keepTable(c, n, tables);
  }
  return {};
}

} // namespace ara::passes
