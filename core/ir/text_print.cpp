// Model -> text. One line a node; see text.h and the grammar in core/README.md.
#include "ir/labels.h"
#include "ir/text.h"

#include <cmath>
#include <fmt/format.h>

namespace ara::ir {
namespace {

// Always with a point, an exponent or a letter, so that it cannot be taken for an integer.
std::string exact(double v) {
  if (std::isnan(v)) return "nan";
  if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
  std::string out = fmt::format("{}", v);
  return out.find_first_of(".en") == std::string::npos ? out + ".0" : out;
}

// The shortest text that is this float, where it is one.
std::string number(double v) {
  const auto single = static_cast<float>(v);
  if (std::isnan(v) || std::isinf(v) || static_cast<double>(single) != v) return exact(v);
  std::string out = fmt::format("{}", single);
  return out.find_first_of(".en") == std::string::npos ? out + ".0" : out;
}

std::string shapeText(const Shape& s) { return s.ranked ? s.text() : "*"; }

template<class T, class F> std::string list(const std::vector<T>& values, std::string_view emptyWord, F&& one) {
  if (values.empty()) return std::string(emptyWord) + "[]";
  std::string out = "[";
  for (std::size_t i = 0; i < values.size(); ++i) out += (i ? ", " : "") + one(values[i]);
  return out + "]";
}

std::uint64_t hashOf(const Buffer& b) {
  if (b.unprinted) return b.unprinted;
  std::uint64_t h = 0xcbf29ce484222325ull ^ b.size;
  for (const std::byte x : b.data) h = (h ^ static_cast<std::uint64_t>(x)) * 0x100000001b3ull;
  return h ? h : 1;
}

double asDouble(const BufferData& d, DataType t, std::size_t i, bool& whole) {
  whole = true;
  switch (t) {
  case DataType::boolean:
  case DataType::u8: return d.load<std::uint8_t>(i);
  case DataType::i8: return d.load<std::int8_t>(i);
  case DataType::i16: return d.load<std::int16_t>(i);
  case DataType::u16: return d.load<std::uint16_t>(i);
  case DataType::u32: return d.load<std::uint32_t>(i);
  case DataType::i32: return d.load<std::int32_t>(i);
  case DataType::f64: whole = false; return d.load<double>(i);
  case DataType::f32: whole = false; return static_cast<double>(d.load<float>(i));
  default: return 0;
  }
}

bool printable(DataType t) {
  switch (t) {
  case DataType::boolean:
  case DataType::u8:
  case DataType::i8:
  case DataType::i16:
  case DataType::u16:
  case DataType::u32:
  case DataType::i32:
  case DataType::i64:
  case DataType::f64:
  case DataType::f32: return true;
  default: return false;
  }
}

class Printer {
public:
  Printer(const Model& model, const PrintOptions& options) : m(model), o(options) {}

  std::string payload(DataType type, const Shape& shape, BufferId id) const {
    const Buffer& b = m.buffers[id.index()];
    const auto count = shape.elements();
    const auto bytes = count ? byteSize(type, *count) : std::nullopt;
    const bool repeats = !b.source && !b.isPlain() && !b.data.empty() && b.data.size() == b.elementBytes;
    if (repeats && count && *count > o.valuesUpTo && printable(type) && bytes && *bytes == b.size &&
        byteSize(type, 1) == b.elementBytes) {
      bool whole = true;
      const BufferData one{b.data, b.owner};
      const double v = type == DataType::i64 ? 0 : asDouble(one, type, 0, whole);
      return fmt::format("[{}, *]", type == DataType::i64   ? std::to_string(one.load<std::int64_t>(0))
                                    : whole                 ? fmt::format("{}", static_cast<std::int64_t>(v))
                                    : type == DataType::f64 ? exact(v)
                                                            : number(v));
    }
    if (b.unprinted || !count || *count > o.valuesUpTo || !printable(type) || !bytes || *bytes > b.size)
      return fmt::format("bytes {} #{:016x}", b.size, hashOf(b));
    const auto data = m.data(id);
    if (!data) return fmt::format("bytes {} #{:016x}", b.size, hashOf(b));
    std::string out = "[";
    for (std::size_t i = 0; i < *count; ++i) {
      bool whole = true;
      if (i) out += ", ";
      if (type == DataType::i64)
        out += std::to_string(data->load<std::int64_t>(i));
      else if (const double v = asDouble(*data, type, i, whole); whole)
        out += fmt::format("{}", static_cast<std::int64_t>(v));
      else
        out += type == DataType::f64 ? exact(v) : number(v);
    }
    return out + "]";
  }

  std::string typeText(const Tensor& t) const {
    std::string out = fmt::format("{}{}", name(t.type), shapeText(m.shapeOf(t)));
    if (t.extra) {
      const TensorExtra& x = m.extras[t.extra.index()];
      if (x.handleType != DataType::none)
        out += fmt::format(" of {}{}", name(x.handleType), shapeText(m.shapes[x.handleShape]));
    }
    if (t.quant) out += quantText(m.quantizations[t.quant.index()]);
    if (t.variable) out += " variable";
    if (t.noShape) out += " unshaped";
    return out;
  }

  std::string valueText(const Tensor& t) const {
    return t.buffer ? " = " + payload(t.type, m.shapeOf(t), t.buffer) : std::string();
  }

  std::string attrText(const AttrValue& value) const {
    return std::visit([&](const auto& v) { return text(v); }, value);
  }

  std::string attrs(const AttrList& all) const {
    if (all.empty()) return "";
    std::string out = " {";
    for (std::size_t i = 0; i < all.size(); ++i)
      out += (i ? ", " : "") + quotedUnlessPlain(m.names[all[i].key]) + " = " + attrText(all[i].value);
    return out + "}";
  }

  void graph(const Graph& g, std::string& out) const {
    const Labels l = labelsOf(m, g);
    const auto label = [&](TensorId t) { return t ? "%" + quotedUnlessPlain(l.tensors[t.index()]) : std::string("-"); };
    // A tensor's own name, where its label does not say it already.
    const auto own = [&](TensorId t, bool labelIsName) {
      const std::string_view n = m.names[g[t].name];
      if (labelIsName &&
          (n.empty() ? l.tensors[t.index()].starts_with('#') : n == l.tensors[t.index()] && !n.starts_with('#')))
        return std::string();
      return n.empty() ? std::string(" \"\"") : " " + quoted(n);
    };
    out += g.kind == GraphKind::main ? "graph" : g.kind == GraphKind::function ? "function" : "subgraph";
    if (g.name) out += " @" + quotedUnlessPlain(m.names[g.name]);
    out += " (";
    for (std::size_t i = 0; i < g.inputs.size(); ++i)
      out += (i ? ", " : "") + label(g.inputs[i]) + own(g.inputs[i], true) + ": " + typeText(g[g.inputs[i]]) +
             valueText(g[g.inputs[i]]);
    out += ") {\n";
    for (const TensorId t : l.loose) {
      out += "  " + label(t) + own(t, true) + " = " + (g[t].buffer ? "const " : "tensor ") + typeText(g[t]) +
             valueText(g[t]) + '\n';
    }
    for (const NodeId n : g.nodeIds()) node(g, l, n, label, own, out);
    out += "  return";
    for (std::size_t i = 0; i < g.outputs.size(); ++i) {
      out += (i ? ", " : " ") + label(g.outputs[i]);
      if (i < g.outputNames.size()) out += " as " + quoted(m.names[g.outputNames[i]]);
    }
    out += "\n}\n";
  }

private:
  static std::string quantText(const Quantization& q) {
    std::string out = fmt::format(" quant({}", q.axis);
    for (std::size_t i = 0; i < q.scales.size(); ++i)
      out += fmt::format(", {}:{}", number(static_cast<double>(q.scales[i])),
                         i < q.zeroPoints.size() ? q.zeroPoints[i] : 0);
    return out + ")";
  }

  std::string text(std::monostate) const { return "none"; }
  std::string text(bool v) const { return v ? "true" : "false"; }
  std::string text(std::int64_t v) const { return std::to_string(v); }
  std::string text(double v) const { return number(v); }
  std::string text(const std::string& v) const { return quoted(v); }
  // A bare word, where it cannot be taken for something else.
  std::string text(const Symbol& v) const {
    const std::string word = quotedUnlessPlain(v.name);
    const bool bare = word[0] >= 'A' && word[0] <= 'Z';
    return bare ? word : "'" + word;
  }
  std::string text(DataType v) const { return v == DataType::none ? "untyped" : std::string(name(v)); }
  std::string text(const Shape& v) const { return "shape" + shapeText(v); }
  std::string text(GraphId v) const { return v ? fmt::format("graph({})", v.value) : "graph(-)"; }
  std::string text(const std::vector<bool>& v) const {
    return list(v, "bools", [](bool b) { return std::string(b ? "true" : "false"); });
  }
  std::string text(const std::vector<std::int64_t>& v) const {
    return list(v, "ints", [](auto i) { return std::to_string(i); });
  }
  std::string text(const std::vector<double>& v) const {
    return list(v, "floats", [](double d) { return number(d); });
  }
  std::string text(const std::vector<std::string>& v) const {
    return list(v, "strings", [](const auto& s) { return quoted(s); });
  }
  std::string text(const std::vector<DataType>& v) const {
    return list(v, "types", [&](DataType t) { return text(t); });
  }
  std::string text(const std::vector<Shape>& v) const {
    return list(v, "shapes", [&](const Shape& s) { return text(s); });
  }
  std::string text(const TensorValue& v) const {
    std::string out = fmt::format("tensor {}{}", name(v.type), shapeText(v.shape));
    return v.buffer ? out + " = " + payload(v.type, v.shape, v.buffer) : out;
  }
  std::string text(const FunctionValue& v) const {
    return "func " + quoted(v.name) + (v.graph ? " " + text(v.graph) : "") + (v.attrs ? attrs(*v.attrs) : "");
  }
  std::string text(const std::vector<FunctionValue>& v) const {
    return list(v, "funcs", [&](const FunctionValue& f) { return text(f); });
  }
  std::string text(const RawValue& v) const {
    std::string out = "raw \"";
    for (const std::byte b : v.bytes) out += fmt::format("{:02x}", static_cast<unsigned>(b));
    return out + "\"";
  }

  template<class L, class O>
  void node(const Graph& g, const Labels& l, NodeId n, const L& label, const O& own, std::string& out) const {
    const Node& x = g[n];
    const bool named = !m.names[x.op].starts_with("tfl."); // the dialect decides what a label names
    const auto results = g.results(n);
    const std::string_view nodeName = m.names[x.name];
    out += "  ";
    for (std::size_t i = 0; i < results.size(); ++i) {
      out += (i ? ", " : "") + label(results[i]);
      if (named ? static_cast<bool>(g[results[i]].name) : true) {
        if (named)
          out += own(results[i], false);
        else
          out += own(results[i], true);
      }
    }
    if (!results.empty()) out += " = ";
    out += quotedUnlessPlain(m.names[x.op]);
    const bool told = named && !results.empty() && !nodeName.empty() && l.tensors[results[0].index()] == nodeName &&
                      !g[results[0]].name;
    if (named ? !told : !nodeName.empty()) out += " @" + (nodeName.empty() ? std::string("-") : quoted(nodeName));
    out += "(";
    const auto operands = g.operands(n);
    for (std::size_t i = 0; i < operands.size(); ++i) out += (i ? ", " : "") + label(operands[i]);
    out += ")";
    bool first = true;
    for (const NodeId c : g.controls(n)) {
      if (g[c].dead) continue;
      out += (first ? " after(" : ", ") + std::string("^") + quotedUnlessPlain(l.nodes[c.index()]);
      first = false;
    }
    if (!first) out += ")";
    if (x.device) out += " on " + quoted(m.names[x.device]);
    out += attrs(m.attrs[x.attrs]);
    for (std::size_t i = 0; i < results.size(); ++i) {
      const Tensor& t = g[results[i]];
      out += (i ? ", " : " : ") + typeText(t) + valueText(t);
    }
    out += '\n';
  }

  const Model& m;
  const PrintOptions& o;
};

} // namespace

std::string print(const Model& model, const PrintOptions& options) {
  const Printer printer(model, options);
  std::string out;
  for (std::size_t i = 0; i < model.graphs.size(); ++i) {
    if (i) out += '\n';
    printer.graph(model.graphs[i], out);
  }
  for (const Signature& s : model.signatures) {
    const Labels l = labelsOf(model, model.graph(s.graph));
    const auto ends = [&](const std::vector<NamedTensor>& list) {
      std::string text = "(";
      for (std::size_t i = 0; i < list.size(); ++i)
        text += (i ? ", " : "") + quoted(list[i].name) + " = %" + quotedUnlessPlain(l.tensors[list[i].tensor.index()]);
      return text + ")";
    };
    out += "\nsignature " + quoted(s.key) + fmt::format(" graph({}) ", s.graph.value) + ends(s.inputs) + " -> " +
           ends(s.outputs) + "\n";
  }
  return out;
}

} // namespace ara::ir
