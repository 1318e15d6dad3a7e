#include "ir/text_values.h"

#include "base/strings.h"

#include <charconv>
#include <limits>
#include <utility>

namespace ara::ir {
namespace {

constexpr int kDeepest = 128; // functions in attributes of functions

std::optional<double> toDouble(std::string_view s) {
  if (s == "nan") return std::numeric_limits<double>::quiet_NaN();
  if (s == "inf") return std::numeric_limits<double>::infinity();
  if (s == "-inf") return -std::numeric_limits<double>::infinity();
  double v = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), v);
  if (error != std::errc() || end != s.data() + s.size()) return std::nullopt;
  return v;
}

bool isFloatText(std::string_view s) { return s.find_first_of(".en") != std::string_view::npos; }

template<class T> void append(std::vector<std::byte>& out, T v) {
  const auto b = std::as_bytes(std::span(&v, 1));
  out.insert(out.end(), b.begin(), b.end());
}

template<class T> bool appendInteger(std::vector<std::byte>& out, std::optional<std::int64_t> v) {
  if (!v || !std::in_range<T>(*v)) return false;
  append(out, static_cast<T>(*v));
  return true;
}

bool appendElement(std::vector<std::byte>& out, DataType type, std::string_view text) {
  const auto i = parseInteger(text);
  const auto d = toDouble(text);
  switch (type) {
  case DataType::f32:
    if (d) append(out, static_cast<float>(*d));
    return d.has_value();
  case DataType::f64:
    if (d) append(out, *d);
    return d.has_value();
  case DataType::boolean:
  case DataType::u8: return appendInteger<std::uint8_t>(out, i);
  case DataType::i8: return appendInteger<std::int8_t>(out, i);
  case DataType::i16: return appendInteger<std::int16_t>(out, i);
  case DataType::u16: return appendInteger<std::uint16_t>(out, i);
  case DataType::u32: return appendInteger<std::uint32_t>(out, i);
  case DataType::i32: return appendInteger<std::int32_t>(out, i);
  case DataType::i64: return appendInteger<std::int64_t>(out, i);
  default: return false;
  }
}

} // namespace

Result<double> ValueParser::number() {
  const auto v = toDouble(x.peek().value);
  if (!v || x.peek().kind == Token::Kind::text) return x.unexpected("a number");
  x.take();
  return *v;
}

Result<std::int64_t> ValueParser::integer() {
  const auto v = parseInteger(x.peek().value);
  if (!v || x.peek().kind != Token::Kind::number) return x.unexpected("an integer");
  x.take();
  return *v;
}

Result<Shape> ValueParser::shape() {
  if (x.takeIf("*")) return Shape::unknown();
  ARA_TRY(x.expect("["));
  Shape s = Shape::scalar();
  while (!x.takeIf("]")) {
    if (!s.dims.empty()) ARA_TRY(x.expect(","));
    const std::string& text = x.peek().value;
    const std::int64_t symbol =
        text.starts_with('s') ? parseInteger(std::string_view(text).substr(1)).value_or(-1) : -1;
    if (x.takeIf("?")) {
      s.dims.push_back(kUnknownDim);
    } else if (x.peek().kind == Token::Kind::word && symbol >= 0) {
      s.dims.push_back(kFirstSymbol - symbol);
      x.take();
    } else {
      ARA_ASSIGN(const std::int64_t n, integer());
      if (n < 0) return x.unexpected("a dimension before it");
      s.dims.push_back(n);
    }
  }
  return s;
}

Result<ParsedType> ValueParser::type() {
  const auto typeOf = [&](DataType& to) -> Status {
    if (x.takeIf("?")) return {};
    const auto t = x.peek().kind == Token::Kind::word ? dataTypeNamed(x.peek().value) : std::nullopt;
    if (!t) return x.unexpected("a type");
    x.take();
    to = *t;
    return {};
  };
  ParsedType p;
  ARA_TRY(typeOf(p.type));
  ARA_ASSIGN(p.shape, shape());
  if (x.takeIf("of")) {
    ARA_TRY(typeOf(p.handleType));
    ARA_ASSIGN(p.handleShape, shape());
  }
  if (x.takeIf("quant")) {
    Quantization q;
    ARA_TRY(x.expect("("));
    ARA_ASSIGN(const std::int64_t axis, integer());
    q.axis = static_cast<std::int32_t>(axis);
    while (!x.takeIf(")")) {
      ARA_TRY(x.expect(","));
      // "0.5:3" is one token for the lexer, "0.5:-3" is three.
      const std::string pair = x.peek().value;
      const auto colon = pair.find(':');
      const auto scale = toDouble(std::string_view(pair).substr(0, colon));
      if (!scale || x.peek().kind == Token::Kind::text) return x.unexpected("scale:zero point");
      if (colon != std::string::npos) {
        const auto zero = parseInteger(std::string_view(pair).substr(colon + 1));
        if (!zero) return x.unexpected("scale:zero point");
        q.zeroPoints.push_back(*zero);
        x.take();
      } else {
        x.take();
        ARA_TRY(x.expect(":"));
        ARA_ASSIGN(const std::int64_t negative, integer());
        q.zeroPoints.push_back(negative);
      }
      q.scales.push_back(static_cast<float>(*scale));
    }
    p.quant = std::move(q);
  }
  p.variable = x.takeIf("variable");
  p.noShape = x.takeIf("unshaped");
  return p;
}

Result<BufferId> ValueParser::payload(DataType type, const Shape& shape) {
  if (x.takeIf("bytes")) {
    Buffer b;
    ARA_ASSIGN(const std::int64_t size, integer());
    if (size < 0) return x.unexpected("a number of bytes before it");
    b.size = static_cast<std::uint64_t>(size);
    const std::string hash = x.peek().value;
    std::uint64_t h = 0;
    if (hash.size() != 17 || hash[0] != '#' ||
        std::from_chars(hash.data() + 1, hash.data() + 17, h, 16).ec != std::errc())
      return x.unexpected("#hash");
    x.take();
    b.unprinted = h;
    return m.addBuffer(std::move(b));
  }
  ARA_TRY(x.expect("["));
  std::vector<std::byte> bytes;
  std::uint64_t count = 0;
  while (!x.takeIf("]")) {
    if (count++) ARA_TRY(x.expect(","));
    if (count == 2 && x.takeIf("*")) { // the first, repeated
      ARA_TRY(x.expect("]"));
      const auto all = shape.elements() ? byteSize(type, *shape.elements()) : std::nullopt;
      if (!all || bytes.empty() || *all < bytes.size()) return x.unexpected("an element to repeat before it");
      const auto one = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
      return m.addBuffer(repeatBuffer(*one, one, *all, static_cast<std::uint32_t>(one->size())));
    }
    if (!appendElement(bytes, type, x.peek().value)) return x.unexpected(fmt::format("a {} element", name(type)));
    x.take();
  }
  if (shape.elements() != count)
    return x.unexpected(fmt::format("{} elements before it", shape.elements().value_or(0)));
  return m.addBuffer(heapBuffer(std::move(bytes)));
}

Result<AttrList> ValueParser::attrs() { return attrsAt(0); }

Result<AttrList> ValueParser::attrsAt(int depth) {
  AttrList out;
  while (!x.takeIf("}")) {
    if (!out.empty()) ARA_TRY(x.expect(","));
    ARA_ASSIGN(const std::string key, x.label());
    ARA_TRY(x.expect("="));
    ARA_ASSIGN(AttrValue v, value(depth));
    out.push_back({m.names.intern(key), std::move(v)});
  }
  return out;
}

Result<AttrValue> ValueParser::list(std::string_view word, int depth) {
  ARA_TRY(x.expect("["));
  if (x.takeIf("]")) {
    if (word == "ints") return AttrValue(std::vector<std::int64_t>{});
    if (word == "floats") return AttrValue(std::vector<double>{});
    if (word == "bools") return AttrValue(std::vector<bool>{});
    if (word == "strings") return AttrValue(std::vector<std::string>{});
    if (word == "types") return AttrValue(std::vector<DataType>{});
    if (word == "shapes") return AttrValue(std::vector<Shape>{});
    return AttrValue(std::vector<FunctionValue>{});
  }
  ARA_ASSIGN(AttrValue first, value(depth + 1));
  const auto rest = [&]<class T>(std::vector<T> all) -> Result<AttrValue> {
    while (!x.takeIf("]")) {
      ARA_TRY(x.expect(","));
      ARA_ASSIGN(AttrValue v, value(depth + 1));
      T* same = std::get_if<T>(&v);
      if (!same) return x.unexpected("a list of one kind before it");
      all.push_back(std::move(*same));
    }
    return AttrValue(std::move(all));
  };
  if (auto* v = std::get_if<bool>(&first)) return rest(std::vector<bool>{*v});
  if (auto* v = std::get_if<std::int64_t>(&first)) return rest(std::vector<std::int64_t>{*v});
  if (auto* v = std::get_if<double>(&first)) return rest(std::vector<double>{*v});
  if (auto* v = std::get_if<std::string>(&first)) return rest(std::vector<std::string>{std::move(*v)});
  if (auto* v = std::get_if<DataType>(&first)) return rest(std::vector<DataType>{*v});
  if (auto* v = std::get_if<Shape>(&first)) return rest(std::vector<Shape>{std::move(*v)});
  if (auto* v = std::get_if<FunctionValue>(&first)) return rest(std::vector<FunctionValue>{std::move(*v)});
  return x.unexpected("a list of numbers, texts, types, shapes or functions before it");
}

Result<GraphId> ValueParser::graphNumber() {
  ARA_TRY(x.expect("("));
  if (x.takeIf("-")) {
    ARA_TRY(x.expect(")"));
    return GraphId{};
  }
  ARA_ASSIGN(const std::int64_t i, integer());
  if (!std::in_range<std::uint32_t>(i)) return x.unexpected("the number of a graph before it");
  ARA_TRY(x.expect(")"));
  return GraphId(static_cast<std::size_t>(i));
}

Result<AttrValue> ValueParser::value(int depth) {
  if (depth > kDeepest) return x.unexpected("less nesting");
  const Token t = x.peek();
  if (t.kind == Token::Kind::text) return AttrValue(x.take().value);
  if (t.value == "[") return list("", depth);
  if (t.value == "'") {
    x.take();
    ARA_ASSIGN(std::string word, x.label());
    return AttrValue(Symbol{std::move(word)});
  }
  if (t.kind == Token::Kind::number || t.value == "nan" || t.value == "inf" || t.value == "-inf") {
    if (!isFloatText(t.value)) {
      ARA_ASSIGN(const std::int64_t i, integer());
      return AttrValue(i);
    }
    ARA_ASSIGN(const double d, number());
    return AttrValue(d);
  }
  if (t.kind != Token::Kind::word) return x.unexpected("a value");
  x.take();
  if (t.value == "none") return AttrValue(std::monostate{});
  if (t.value == "true") return AttrValue(true);
  if (t.value == "false") return AttrValue(false);
  if (t.value == "untyped") return AttrValue(DataType::none);
  if (t.value == "shape") {
    ARA_ASSIGN(Shape s, shape());
    return AttrValue(std::move(s));
  }
  if (t.value == "graph") {
    ARA_ASSIGN(const GraphId callee, graphNumber());
    return AttrValue(callee);
  }
  if (t.value == "tensor") {
    ARA_ASSIGN(const ParsedType p, type());
    TensorValue v{p.type, p.shape, {}};
    if (x.takeIf("=")) { ARA_ASSIGN(v.buffer, payload(p.type, p.shape)); }
    return AttrValue(std::move(v));
  }
  if (t.value == "func") {
    FunctionValue f;
    ARA_ASSIGN(f.name, x.expectText());
    if (x.takeIf("graph")) { ARA_ASSIGN(f.graph, graphNumber()); }
    if (x.takeIf("{")) {
      ARA_ASSIGN(AttrList bound, attrsAt(depth + 1));
      f.attrs = std::make_shared<const AttrList>(std::move(bound));
    }
    return AttrValue(std::move(f));
  }
  if (t.value == "raw") {
    ARA_ASSIGN(const std::string hex, x.expectText());
    auto block = std::make_shared<std::vector<std::byte>>();
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
      unsigned byte = 0;
      if (std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16).ec != std::errc())
        return x.unexpected("hexadecimal bytes before it");
      block->push_back(static_cast<std::byte>(byte));
    }
    const Bytes bytes(*block);
    m.storage.push_back(std::move(block));
    return AttrValue(RawValue{bytes});
  }
  for (const std::string_view word : {"ints", "floats", "bools", "strings", "types", "shapes", "funcs"})
    if (t.value == word && x.peek().value == "[") return list(word, depth);
  if (const auto type = dataTypeNamed(t.value)) return AttrValue(*type);
  return AttrValue(Symbol{t.value});
}

} // namespace ara::ir
