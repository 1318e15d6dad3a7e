#include "formats/tflite/options.h"

#include "formats/tflite/codes.h"

#include <algorithm>

namespace ara::formats::tflite {
namespace {

using flatbuffers::Table;
using ir::AttrValue;
using reflection::BaseType;
using Role = OptionField::Role;

std::size_t widthOf(BaseType t) { return flatbuffers::GetTypeSize(t); }
bool isReal(BaseType t) { return t == BaseType::Float || t == BaseType::Double; }

std::int64_t integerAt(const std::uint8_t* p, BaseType t) {
  switch (t) {
  case BaseType::Bool:
  case BaseType::UByte:
  case BaseType::UType: return flatbuffers::ReadScalar<std::uint8_t>(p);
  case BaseType::Byte: return flatbuffers::ReadScalar<std::int8_t>(p);
  case BaseType::Short: return flatbuffers::ReadScalar<std::int16_t>(p);
  case BaseType::UShort: return flatbuffers::ReadScalar<std::uint16_t>(p);
  case BaseType::Int: return flatbuffers::ReadScalar<std::int32_t>(p);
  case BaseType::UInt: return flatbuffers::ReadScalar<std::uint32_t>(p);
  default: return flatbuffers::ReadScalar<std::int64_t>(p);
  }
}
double realAt(const std::uint8_t* p, BaseType t) {
  return t == BaseType::Float ? static_cast<double>(flatbuffers::ReadScalar<float>(p))
                              : flatbuffers::ReadScalar<double>(p);
}

template<class T> void append(std::string& out, T v) { out.append(reinterpret_cast<const char*>(&v), sizeof v); }
void appendInteger(std::string& out, BaseType t, std::int64_t v) {
  out.append(reinterpret_cast<const char*>(&v), widthOf(t)); // little-endian: the low bytes
}
void appendReal(std::string& out, BaseType t, double v) {
  if (t == BaseType::Float)
    append(out, static_cast<float>(v));
  else
    append(out, v);
}
bool fits(BaseType t, std::int64_t v) {
  std::string bytes;
  appendInteger(bytes, t, v);
  bytes.resize(8);
  return integerAt(reinterpret_cast<const std::uint8_t*>(bytes.data()), t) == v;
}

Result<AttrValue> graphValue(std::string_view field, std::int64_t index, std::size_t graphs) {
  if (index < 0 || static_cast<std::uint64_t>(index) >= graphs)
    return fail(ErrorKind::BadFile, msg("{0} names subgraph {1}, but there are {2}.", field, index, graphs),
                msg("The file is damaged; export the model again."));
  return AttrValue(ir::GraphId(static_cast<std::size_t>(index)));
}

Result<AttrValue> scalarValue(const OptionField& f, const std::uint8_t* p, std::size_t graphs) {
  if (isReal(f.type)) return AttrValue(p ? realAt(p, f.type) : f.defaultReal);
  const std::int64_t v = p ? integerAt(p, f.type) : f.defaultInteger;
  if (f.type == BaseType::Bool) return v == f.defaultInteger ? AttrValue() : AttrValue(v != 0);
  if (f.role == Role::graph) return graphValue(f.name, v, graphs);
  if (f.role == Role::dataType) {
    if (f.name == "quantized_bias_type" && v == f.defaultInteger) return AttrValue();
    if (const auto type = dataTypeOf(static_cast<schema::TensorType>(v))) return AttrValue(*type);
  } else if (f.members) {
    if (const auto* member = f.members->values()->LookupByKey(v)) return AttrValue(ir::Symbol{member->name()->str()});
  }
  return AttrValue(v);
}

Result<AttrValue> vectorValue(const OptionField& f, const std::uint8_t* p, std::size_t graphs) {
  const auto size = flatbuffers::ReadScalar<flatbuffers::uoffset_t>(p);
  const std::uint8_t* data = p + sizeof(flatbuffers::uoffset_t);
  if (f.type == BaseType::String || f.element == BaseType::UByte)
    return AttrValue(std::string(reinterpret_cast<const char*>(data), size));
  const auto fill = [&](auto list, auto get) {
    list.reserve(size);
    for (std::size_t i = 0; i < size; ++i) list.push_back(get(data + i * widthOf(f.element), f.element));
    return AttrValue(std::move(list));
  };
  if (f.element == BaseType::Bool)
    return fill(std::vector<bool>(), [](const std::uint8_t* at, BaseType t) { return integerAt(at, t) != 0; });
  if (isReal(f.element)) return fill(std::vector<double>(), realAt);
  AttrValue list = fill(std::vector<std::int64_t>(), integerAt);
  if (f.role == Role::graphs)
    for (const std::int64_t i : std::get<std::vector<std::int64_t>>(list)) ARA_TRY(graphValue(f.name, i, graphs));
  return list;
}

Fail wrongKind(const OptionField& f) {
  return fail(ErrorKind::Unsupported, msg("The option {0} has a value of a kind its field cannot hold.", f.name),
              msg("Set it to a value of the kind the operator expects."));
}

Result<std::int64_t> integerOf(const OptionField& f, const AttrValue& v, const std::vector<std::int32_t>& graphIndex) {
  std::int64_t n = 0;
  if (const auto* b = std::get_if<bool>(&v))
    n = *b;
  else if (const auto* i = std::get_if<std::int64_t>(&v))
    n = *i;
  else if (const auto* g = std::get_if<ir::GraphId>(&v)) {
    if (g->index() >= graphIndex.size() || graphIndex[g->index()] < 0) return wrongKind(f);
    n = graphIndex[g->index()];
  } else if (const auto* t = std::get_if<ir::DataType>(&v)) {
    const auto type = tensorTypeOf(*t);
    if (f.role != Role::dataType || !type)
      return fail(ErrorKind::Unsupported,
                  msg("The option {0} is {1}, a type TFLite does not have.", f.name, ir::longName(*t)),
                  msg("Use a type TFLite has, such as float32 or int32."));
    n = static_cast<std::int64_t>(*type);
  } else {
    const auto* symbol = std::get_if<ir::Symbol>(&v);
    const auto* text = std::get_if<std::string>(&v);
    if (!f.members || (!symbol && !text)) return wrongKind(f);
    const std::string& name = symbol ? symbol->name : *text;
    for (const reflection::EnumVal* member : *f.members->values())
      if (member->name()->str() == name) return member->value();
    return fail(ErrorKind::Unsupported, msg("The option {0} is {1}, which TFLite does not know.", f.name, name),
                msg("Use one of the values the operator's description lists."));
  }
  if (!fits(f.type, n))
    return fail(ErrorKind::Unsupported, msg("The option {0} is {1}, more than its field holds.", f.name, n),
                msg("Use a smaller number."));
  return n;
}

// Content of a field, or nothing when it is the default.
Result<std::optional<std::string>> fieldBytes(const OptionField& f, const AttrValue& v,
                                              const std::vector<std::int32_t>& graphIndex) {
  std::string out;
  if (f.type == BaseType::String || (f.type == BaseType::Vector && f.element == BaseType::UByte)) {
    const auto* text = std::get_if<std::string>(&v);
    if (!text) return wrongKind(f);
    return std::optional(*text);
  }
  if (f.type == BaseType::Vector) {
    if (const auto* bools = std::get_if<std::vector<bool>>(&v)) {
      for (const bool b : *bools) appendInteger(out, f.element, b);
    } else if (const auto* reals = std::get_if<std::vector<double>>(&v); reals && isReal(f.element)) {
      for (const double r : *reals) appendReal(out, f.element, r);
    } else if (const auto* ints = std::get_if<std::vector<std::int64_t>>(&v)) {
      for (std::int64_t i : *ints) {
        if (f.role == Role::graphs) {
          if (i < 0 || static_cast<std::uint64_t>(i) >= graphIndex.size() ||
              graphIndex[static_cast<std::size_t>(i)] < 0)
            return wrongKind(f);
          i = graphIndex[static_cast<std::size_t>(i)];
        }
        if (isReal(f.element))
          appendReal(out, f.element, static_cast<double>(i));
        else if (fits(f.element, i))
          appendInteger(out, f.element, i);
        else
          return wrongKind(f);
      }
    } else {
      return wrongKind(f);
    }
    return std::optional(std::move(out));
  }
  if (isReal(f.type)) {
    const auto* real = std::get_if<double>(&v);
    const auto* integer = std::get_if<std::int64_t>(&v);
    if (!real && !integer) return wrongKind(f);
    appendReal(out, f.type, real ? *real : static_cast<double>(*integer));
    std::string byDefault;
    appendReal(byDefault, f.type, f.defaultReal);
    return out == byDefault ? std::nullopt : std::optional(std::move(out));
  }
  ARA_ASSIGN(const std::int64_t n, integerOf(f, v, graphIndex));
  if (n == f.defaultInteger) return std::nullopt;
  appendInteger(out, f.type, n);
  return std::optional(std::move(out));
}

} // namespace

Status readOptions(const OptionTable& type, const Table& table, ir::Model& model, std::size_t graphs,
                   ir::AttrList& out) {
  for (const OptionField& f : type.fields) {
    const flatbuffers::voffset_t at = table.GetOptionalFieldOffset(f.offset);
    const std::uint8_t* p = at ? reinterpret_cast<const std::uint8_t*>(&table) + at : nullptr;
    AttrValue value;
    if (f.type == BaseType::Vector || f.type == BaseType::String) {
      if (!p) continue;
      ARA_ASSIGN(value, vectorValue(f, p + flatbuffers::ReadScalar<flatbuffers::uoffset_t>(p), graphs));
    } else {
      ARA_ASSIGN(value, scalarValue(f, p, graphs));
    }
    if (!std::holds_alternative<std::monostate>(value))
      out.push_back({model.names.internSlice(f.name), std::move(value)});
  }
  return {};
}

std::vector<ir::GraphId> graphsNamedBy(const ir::Model& model, const ir::AttrList& attrs) {
  std::vector<ir::GraphId> named;
  for (const ir::Attr& a : attrs) {
    if (const auto* g = std::get_if<ir::GraphId>(&a.value)) named.push_back(*g);
    const std::string_view key = model.names[a.key];
    if (key != "branch_subgraph_indices" && key != "called_computations") continue;
    if (const auto* list = std::get_if<std::vector<std::int64_t>>(&a.value))
      for (const std::int64_t i : *list)
        if (i >= 0) named.push_back(ir::GraphId(static_cast<std::size_t>(i)));
  }
  return named;
}

Result<OptionValues> optionValues(const OptionTable& type, const ir::Model& model, const ir::AttrList& attrs,
                                  const std::vector<std::int32_t>& graphIndex) {
  OptionValues out;
  out.type = &type;
  out.key = std::string(type.name);
  for (const OptionField& f : type.fields) {
    const AttrValue* v = ir::find(attrs, model.names.find(f.name));
    if (!v) continue;
    ARA_ASSIGN(std::optional<std::string> bytes, fieldBytes(f, *v, graphIndex));
    if (!bytes) continue;
    append(out.key, f.offset);
    append(out.key, bytes->size());
    out.key += *bytes;
    out.values.push_back({&f, std::move(*bytes)});
  }
  if (out.values.empty()) out.key.clear(); // tables without content are all alike
  return out;
}

flatbuffers::Offset<void> buildOptions(flatbuffers::FlatBufferBuilder& builder, const OptionValues& options) {
  const auto isVector = [](const OptionField& f) { return f.type == BaseType::Vector || f.type == BaseType::String; };
  std::vector<flatbuffers::uoffset_t> vectors(options.values.size());
  for (std::size_t i = options.values.size(); i-- > 0;) {
    const auto& [field, bytes] = options.values[i];
    if (!isVector(*field)) continue;
    if (field->type == BaseType::String) {
      vectors[i] = builder.CreateString(bytes).o;
      continue;
    }
    const std::size_t width = widthOf(field->element);
    builder.StartVector(bytes.size() / width, width);
    builder.PushBytes(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    vectors[i] = builder.EndVector(bytes.size() / width);
  }
  const auto start = builder.StartTable();
  for (const std::size_t width : {8, 4, 2, 1}) { // the widest first: no gaps between them
    for (std::size_t i = options.values.size(); i-- > 0;) {
      const auto& [field, bytes] = options.values[i];
      if (isVector(*field)) {
        if (width == 4) builder.AddOffset(field->offset, flatbuffers::Offset<void>(vectors[i]));
      } else if (bytes.size() == width) {
        const auto* p = reinterpret_cast<const std::uint8_t*>(bytes.data());
        // The value is not the default, so the "default" given here must differ from it to have it stored.
        const auto add = [&]<class T>(T v) { builder.AddElement<T>(field->offset, v, static_cast<T>(v + 1)); };
        if (width == 8)
          add(flatbuffers::ReadScalar<std::uint64_t>(p));
        else if (width == 4)
          add(flatbuffers::ReadScalar<std::uint32_t>(p));
        else if (width == 2)
          add(flatbuffers::ReadScalar<std::uint16_t>(p));
        else
          add(*p);
      }
    }
  }
  return flatbuffers::Offset<void>(builder.EndTable(start));
}

} // namespace ara::formats::tflite
