// Text -> model. A node may use values that are defined later (loops, file order), so that operands are linked when the
// whole graph has been read.
#include "ir/labels.h"
#include "ir/text.h"
#include "ir/text_values.h"

#include <unordered_map>

namespace ara::ir {
namespace {

struct PendingNode {
  NodeId node;
  std::vector<std::string> operands; // "" = absent
  std::vector<std::string> controls;
  std::uint32_t line;
};

class Parser {
public:
  Parser(std::string_view text, OpLookup ops) : x(text), v(x, m), m_ops(ops) {}

  Result<Model> run() {
    while (x.peek().kind != Token::Kind::end) {
      if (x.takeIf("graph"))
        ARA_TRY(graph(GraphKind::main));
      else if (x.takeIf("function"))
        ARA_TRY(graph(GraphKind::function));
      else if (x.takeIf("subgraph"))
        ARA_TRY(graph(GraphKind::subgraph));
      else if (x.takeIf("signature"))
        ARA_TRY(signature());
      else
        return x.unexpected("graph, function, subgraph or signature");
    }
    if (m.graphs.empty()) return x.unexpected("a graph");
    return std::move(m);
  }

private:
  // "%label" and the tensor's own name when given: present("" = nameless).
  struct Label {
    std::string text;
    std::optional<std::string> own;
  };

  Result<Label> valueLabel() {
    ARA_TRY(x.expect("%"));
    Label l;
    ARA_ASSIGN(l.text, x.label());
    if (x.peek().kind == Token::Kind::text) l.own = x.take().value;
    return l;
  }

  NameId nameFor(const Label& l) {
    if (l.own) return l.own->empty() ? NameId{} : m.names.intern(*l.own);
    return l.text.starts_with('#') ? NameId{} : m.names.intern(l.text);
  }

  Result<TensorId> addTensor(GraphEdit& edit, const Label& l, NameId name, const ParsedType& p) {
    const TensorId t = edit.addTensor(p.type, p.shape, name);
    ARA_TRY(define(l.text, t));
    return typed(edit, t, p);
  }

  Status define(const std::string& label, TensorId t) {
    if (!m_values.try_emplace(label, t).second)
      return fail(ErrorKind::BadFile, msg("Line {0}: %{1} is defined twice.", x.peek().line, label));
    return {};
  }

  TensorId typed(GraphEdit& edit, TensorId t, const ParsedType& p) {
    edit.setType(t, p.type);
    edit.setShape(t, p.shape);
    if (p.handleType != DataType::none) {
      const ShapeId behind = m.shapes.intern(p.handleShape);
      edit.extra(t).handleType = p.handleType;
      edit.extra(t).handleShape = behind;
    }
    if (p.quant) edit.setQuantization(t, m.addQuantization(*p.quant));
    edit.setVariable(t, p.variable);
    edit.setNoShape(t, p.noShape);
    return t;
  }

  Status graph(GraphKind kind) {
    m.graphs.emplace_back();
    const GraphId id(m.graphs.size() - 1);
    m.graphs.back().kind = kind;
    m_values.clear();
    m_nodes.clear();
    m_pending.clear();
    if (x.takeIf("@")) {
      ARA_ASSIGN(const std::string name, x.label());
      m.graphs.back().name = m.names.intern(name);
      m.graphNamed.try_emplace(m.graphs.back().name, id);
    }
    GraphEdit edit(m, id);
    ARA_TRY(x.expect("("));
    std::vector<TensorId> inputs;
    while (!x.takeIf(")")) {
      if (!inputs.empty()) ARA_TRY(x.expect(","));
      ARA_ASSIGN(const Label l, valueLabel());
      ARA_TRY(x.expect(":"));
      ARA_ASSIGN(const ParsedType p, v.type());
      // A graph may list one input twice, as TFLite files do.
      if (const auto known = m_values.find(l.text); known != m_values.end()) {
        if (x.takeIf("=")) ARA_TRY(v.payload(p.type, p.shape));
        inputs.push_back(known->second);
        continue;
      }
      ARA_ASSIGN(const TensorId t, addTensor(edit, l, nameFor(l), p));
      if (x.takeIf("=")) {
        ARA_ASSIGN(const BufferId b, v.payload(p.type, p.shape));
        edit.setBuffer(t, b);
      }
      inputs.push_back(t);
    }
    edit.setInputs(std::move(inputs));
    ARA_TRY(x.expect("{"));
    while (!x.takeIf("return")) ARA_TRY(line(edit));
    ARA_TRY(returns(edit, id));
    ARA_TRY(x.expect("}"));
    ARA_TRY(link(edit));
    m_labels.push_back(m_values);
    return {};
  }

  Status line(GraphEdit& edit) {
    std::vector<Label> results;
    if (x.peek().value == "%" && x.peek().kind == Token::Kind::punctuation) {
      do {
        ARA_ASSIGN(Label l, valueLabel());
        results.push_back(std::move(l));
      } while (x.takeIf(","));
      ARA_TRY(x.expect("="));
      if (results.size() == 1 && x.takeIf("const")) return loose(edit, results[0], true);
      if (results.size() == 1 && x.takeIf("tensor")) return loose(edit, results[0], false);
    }
    return node(edit, results);
  }

  Status loose(GraphEdit& edit, const Label& l, bool constant) {
    ARA_ASSIGN(const ParsedType p, v.type());
    ARA_ASSIGN(const TensorId t, addTensor(edit, l, nameFor(l), p));
    if (!constant) return {};
    if (x.takeIf("=")) {
      ARA_ASSIGN(const BufferId b, v.payload(p.type, p.shape));
      edit.setBuffer(t, b);
      return {};
    }
    // "const f32[4,3]": a test that does not care for the values gets zeros.
    const auto count = p.shape.elements();
    const auto size = count ? byteSize(p.type, *count) : std::nullopt;
    if (!size) return x.unexpected("a static shape before it");
    Buffer zeros;
    zeros.size = *size;
    edit.setBuffer(t, m.addBuffer(std::move(zeros)));
    return {};
  }

  Status node(GraphEdit& edit, const std::vector<Label>& labels) {
    const std::uint32_t line = x.peek().line;
    if (x.peek().kind != Token::Kind::word && x.peek().kind != Token::Kind::text) return x.unexpected("an operator");
    const std::string op = x.take().value;
    const bool named = !op.starts_with("tfl.");
    std::optional<std::string> nodeName;
    if (x.takeIf("@")) {
      if (x.takeIf("-")) {
        nodeName = "";
      } else {
        ARA_ASSIGN(nodeName, x.expectText());
      }
    }
    PendingNode pending;
    pending.line = line;
    ARA_TRY(x.expect("("));
    while (!x.takeIf(")")) {
      if (!pending.operands.empty()) ARA_TRY(x.expect(","));
      if (x.takeIf("-")) {
        pending.operands.emplace_back();
        continue;
      }
      ARA_TRY(x.expect("%"));
      ARA_ASSIGN(std::string label, x.label());
      pending.operands.push_back(std::move(label));
    }
    if (x.takeIf("after")) {
      ARA_TRY(x.expect("("));
      do {
        ARA_TRY(x.expect("^"));
        ARA_ASSIGN(std::string label, x.label());
        pending.controls.push_back(std::move(label));
      } while (x.takeIf(","));
      ARA_TRY(x.expect(")"));
    }
    NameId device;
    if (x.takeIf("on")) {
      ARA_ASSIGN(const std::string where, x.expectText());
      device = m.names.intern(where);
    }
    AttrsId attrs;
    if (x.takeIf("{")) {
      ARA_ASSIGN(AttrList list, v.attrs());
      attrs = m.attrs.intern(std::move(list), m.names);
    }
    std::vector<TensorId> results;
    for (const Label& l : labels) {
      const NameId own = named ? (l.own && !l.own->empty() ? m.names.intern(*l.own) : NameId{}) : nameFor(l);
      results.push_back(edit.addTensor(DataType::none, Shape::unknown(), own));
      ARA_TRY(define(l.text, results.back()));
    }
    if (x.takeIf(":")) {
      for (std::size_t i = 0; i < results.size(); ++i) {
        if (i) ARA_TRY(x.expect(","));
        ARA_ASSIGN(const ParsedType p, v.type());
        typed(edit, results[i], p);
        if (x.takeIf("=")) {
          ARA_ASSIGN(const BufferId b, v.payload(p.type, p.shape));
          edit.setBuffer(results[i], b);
        }
      }
    }
    NameId name;
    if (nodeName)
      name = nodeName->empty() ? NameId{} : m.names.intern(*nodeName);
    else if (named && !labels.empty() && !labels[0].text.starts_with('#'))
      name = m.names.intern(labels[0].text);
    pending.node = edit.addNode(m.names.intern(op), m_ops ? m_ops(op) : nullptr, {}, attrs, results, name);
    if (device) edit.setDevice(pending.node, device);
    m_nodes.push_back(pending.node);
    m_pending.push_back(std::move(pending));
    return {};
  }

  Status returns(GraphEdit& edit, GraphId id) {
    std::vector<TensorId> outputs;
    while (x.peek().value == "%" && x.peek().kind == Token::Kind::punctuation) {
      x.take();
      ARA_ASSIGN(const std::string label, x.label());
      const auto it = m_values.find(label);
      if (it == m_values.end()) return unknown(label, x.peek().line);
      outputs.push_back(it->second);
      if (x.takeIf("as")) {
        ARA_ASSIGN(const std::string name, x.expectText());
        m.graphs[id.index()].outputNames.push_back(m.names.intern(name));
      }
      if (!x.takeIf(",")) break;
    }
    edit.setOutputs(std::move(outputs));
    return {};
  }

  static Fail unknown(const std::string& label, std::uint32_t line) {
    return fail(ErrorKind::BadFile, msg("Line {0}: %{1} is not defined.", line, label));
  }

  Status link(GraphEdit& edit) {
    std::unordered_map<std::string, NodeId> byLabel;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
      byLabel.try_emplace("#" + std::to_string(i), m_nodes[i]);
      if (const NameId name = edit.graph()[m_nodes[i]].name)
        byLabel.try_emplace(std::string(m.names[name]), m_nodes[i]);
    }
    for (const PendingNode& p : m_pending) {
      std::vector<TensorId> operands;
      for (const std::string& label : p.operands) {
        const auto it = m_values.find(label);
        if (!label.empty() && it == m_values.end()) return unknown(label, p.line);
        operands.push_back(label.empty() ? TensorId{} : it->second);
      }
      edit.setOperands(p.node, operands);
      std::vector<NodeId> controls;
      for (const std::string& label : p.controls) {
        const auto it = byLabel.find(label);
        if (it == byLabel.end()) return unknown("^" + label, p.line);
        controls.push_back(it->second);
      }
      if (!controls.empty()) edit.setControls(p.node, controls);
    }
    return {};
  }

  Status signature() {
    Signature s;
    ARA_ASSIGN(s.key, x.expectText());
    ARA_TRY(x.expect("graph"));
    ARA_TRY(x.expect("("));
    ARA_ASSIGN(const std::int64_t graph, v.integer());
    if (graph < 0 || static_cast<std::size_t>(graph) >= m_labels.size())
      return x.unexpected("the number of a graph before it");
    s.graph = GraphId(static_cast<std::size_t>(graph));
    ARA_TRY(x.expect(")"));
    const auto ends = [&](std::vector<NamedTensor>& to) -> Status {
      ARA_TRY(x.expect("("));
      while (!x.takeIf(")")) {
        if (!to.empty()) ARA_TRY(x.expect(","));
        ARA_ASSIGN(std::string name, x.expectText());
        ARA_TRY(x.expect("="));
        ARA_TRY(x.expect("%"));
        ARA_ASSIGN(const std::string label, x.label());
        const auto& labels = m_labels[s.graph.index()];
        const auto it = labels.find(label);
        if (it == labels.end()) return unknown(label, x.peek().line);
        to.push_back({std::move(name), it->second});
      }
      return {};
    };
    ARA_TRY(ends(s.inputs));
    ARA_TRY(x.expect("->"));
    ARA_TRY(ends(s.outputs));
    m.signatures.push_back(std::move(s));
    return {};
  }

  Model m;
  Lexer x;
  ValueParser v;
  OpLookup m_ops;
  std::unordered_map<std::string, TensorId> m_values;
  std::vector<std::unordered_map<std::string, TensorId>> m_labels; // of graphs already read
  std::vector<NodeId> m_nodes;
  std::vector<PendingNode> m_pending;
};

} // namespace

Result<Model> parse(std::string_view text, OpLookup ops) { return Parser(text, ops).run(); }

} // namespace ara::ir
