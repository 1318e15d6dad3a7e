#include "formats/graphdef/encode.h"

#include <bit>

namespace ara::formats::graphdef {

using namespace ir;

namespace {

constexpr std::size_t kCopyBelow = 4096; // contents shorter than this are copied: fewer parts to write

void putFloat(std::string& out, std::uint32_t field, double v) {
  putVarint(out, (std::uint64_t{field} << 3) | 5);
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(v));
  for (unsigned i = 0; i < 4; ++i) out += static_cast<char>(bits >> (8 * i));
}

std::string shapeMessage(const Shape& shape) {
  std::string out;
  if (!shape.ranked) {
    putNumber(out, 3, 1);
    return out;
  }
  for (const Dim d : shape.dims) {
    std::string one;
    putNumber(one, 1, static_cast<std::uint64_t>(d < 0 ? -1 : d));
    putText(out, 2, one);
  }
  return out;
}

// The list that numbers shorter than their shape stand in; TensorFlow repeats the last.
std::uint32_t listField(DataType t) {
  switch (t) {
  case DataType::f32: return 5;
  case DataType::f64: return 6;
  case DataType::complex64: return 9;
  case DataType::complex128: return 12;
  case DataType::f16:
  case DataType::bf16: return 13;
  case DataType::i64: return 10;
  case DataType::boolean: return 11;
  case DataType::u32: return 16;
  case DataType::u64: return 17;
  case DataType::f8e4m3:
  case DataType::f8e5m2: return 18;
  default: return 7;
  }
}

bool isSigned(DataType t) {
  return t == DataType::i8 || t == DataType::i16 || t == DataType::i32 || t == DataType::i64 || t == DataType::qint8 ||
         t == DataType::qint16 || t == DataType::qint32;
}

// The stored elements of a buffer that repeats its last.
std::string shortList(DataType t, Bytes data) {
  std::string list;
  const std::uint32_t field = listField(t);
  if (field == 5 || field == 6 || field == 9 || field == 12 || field == 18) {
    list = textOf(data);
  } else {
    const std::size_t width = bitWidth(t) / 8;
    for (std::size_t i = 0; i + width <= data.size(); i += width) {
      std::uint64_t v = 0;
      for (std::size_t b = 0; b < width; ++b) v |= static_cast<std::uint64_t>(data[i + b]) << (8 * b);
      if (isSigned(t) && width < 8 && (v >> (8 * width - 1)) & 1) v |= ~std::uint64_t{0} << (8 * width);
      putVarint(list, v);
    }
  }
  std::string out;
  putText(out, field, list);
  return out;
}

// The texts of a buffer in TFLite's layout: count, offsets, bytes.
bool putTexts(std::string& out, Bytes data) {
  const auto count = tryLoad<std::int32_t>(data, 0);
  if (!count || *count < 0) return false;
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(*count); ++i) {
    const auto from = tryLoad<std::int32_t>(data, 4 * (i + 1)), to = tryLoad<std::int32_t>(data, 4 * (i + 2));
    if (!from || !to || *from < 0 || *to < *from) return false;
    const auto text = subspan(data, static_cast<std::uint64_t>(*from), static_cast<std::uint64_t>(*to - *from));
    if (!text) return false;
    putText(out, 8, textOf(*text));
  }
  return true;
}

Fail cannotHold(std::string_view subject, std::string_view what) {
  return fail(ErrorKind::Unsupported,
              msg("{0} holds {1}, which a GraphDef has no place for.", std::string(subject), std::string(what)),
              msg("Convert the model to .tflite instead."), std::string(subject));
}

Result<std::string> functionMessage(const Model& model, const FunctionValue& fn, std::string_view subject) {
  std::string out;
  putText(out, 1, fn.name);
  if (fn.attrs)
    for (const Attr& a : *fn.attrs) {
      ARA_ASSIGN(const std::string value, attrMessage(model, a.value, subject));
      std::string entry;
      putText(entry, 1, model.names[a.key]);
      putText(entry, 2, value);
      putText(out, 2, entry);
    }
  return out;
}

struct Encoder {
  const Model& model;
  std::string_view subject;
  std::string out{};

  Status operator()(std::monostate) { return {}; }
  Status operator()(bool v) { return putNumber(out, 5, v), Status(); }
  Status operator()(std::int64_t v) { return putNumber(out, 3, static_cast<std::uint64_t>(v)), Status(); }
  Status operator()(double v) { return putFloat(out, 4, v), Status(); }
  Status operator()(const std::string& v) { return putText(out, 2, v), Status(); }
  Status operator()(const Symbol& v) { return putText(out, 2, v.name), Status(); }
  Status operator()(DataType v) {
    putNumber(out, 6, static_cast<std::uint64_t>(tensorflowNumber(v)));
    return {};
  }
  Status operator()(const Shape& v) { return putText(out, 7, shapeMessage(v)), Status(); }
  Status operator()(GraphId) { return cannotHold(subject, "a subgraph without a name"); }
  Status operator()(const RawValue& v) { return out += textOf(v.bytes), Status(); }
  Status operator()(const TensorValue& v) {
    ARA_ASSIGN(const Message t, tensorMessage(model, v.type, v.shape, v.buffer, subject));
    putText(out, 8, t.head + std::string(textOf(t.tail)));
    return {};
  }
  Status operator()(const FunctionValue& v) {
    ARA_ASSIGN(const std::string fn, functionMessage(model, v, subject));
    putText(out, 10, fn);
    return {};
  }
  Status operator()(const std::vector<FunctionValue>& v) {
    std::string list;
    for (const FunctionValue& one : v) {
      ARA_ASSIGN(const std::string fn, functionMessage(model, one, subject));
      putText(list, 9, fn);
    }
    return putText(out, 1, list), Status();
  }
  template<class T> Status operator()(const std::vector<T>& v) {
    std::string list, packed;
    std::uint32_t field = 0; // of a packed list
    for (const auto& x : v) {
      if constexpr (std::is_same_v<T, std::string>)
        putText(list, 2, x);
      else if constexpr (std::is_same_v<T, Shape>)
        putText(list, 7, shapeMessage(x));
      else if constexpr (std::is_same_v<T, double>)
        putFloat(list, 4, x);
      else if constexpr (std::is_same_v<T, DataType>)
        field = 6, putVarint(packed, static_cast<std::uint64_t>(tensorflowNumber(x)));
      else
        field = std::is_same_v<T, bool> ? 5 : 3, putVarint(packed, static_cast<std::uint64_t>(x));
    }
    if (!packed.empty()) putText(list, field, packed);
    return putText(out, 1, list), Status();
  }
};

} // namespace

void putVarint(std::string& out, std::uint64_t v) {
  for (; v >= 0x80; v >>= 7) out += static_cast<char>(v | 0x80);
  out += static_cast<char>(v);
}

void putNumber(std::string& out, std::uint32_t field, std::uint64_t v) {
  putVarint(out, std::uint64_t{field} << 3);
  putVarint(out, v);
}

void putText(std::string& out, std::uint32_t field, std::string_view text) {
  putVarint(out, (std::uint64_t{field} << 3) | 2);
  putVarint(out, text.size());
  out += text;
}

Message asField(std::uint32_t field, Message inner) {
  std::string head;
  putVarint(head, (std::uint64_t{field} << 3) | 2);
  putVarint(head, inner.size());
  inner.head.insert(0, head);
  return inner;
}

std::string typeAttr(DataType type) {
  std::string out;
  putNumber(out, 6, static_cast<std::uint64_t>(tensorflowNumber(type)));
  return out;
}

std::string shapeAttr(const Shape& shape) {
  std::string out;
  putText(out, 7, shapeMessage(shape));
  return out;
}

Result<Message> tensorMessage(const Model& model, DataType type, const Shape& shape, BufferId buffer,
                              std::string_view subject) {
  if (tensorflowNumber(type) == 0 || type == DataType::i4 || type == DataType::u4)
    return cannotHold(subject, longName(type));
  if (!buffer)
    return fail(ErrorKind::Unsupported, msg("The value of {0} is not in the model.", std::string(subject)),
                msg("Leave that node out, or export the model again."), std::string(subject));
  Message m;
  putNumber(m.head, 1, static_cast<std::uint64_t>(tensorflowNumber(type)));
  putText(m.head, 2, shapeMessage(shape));
  const Buffer& stored = model.buffers[buffer.index()];
  if (type != DataType::string && !stored.source && stored.data.size() < stored.size) {
    if (!stored.data.empty()) m.head += shortList(type, stored.data); // nothing stored: zeros
    return m;
  }
  ARA_ASSIGN(BufferData data, model.data(buffer));
  if (type == DataType::string) {
    if (!putTexts(m.head, data.bytes)) return cannotHold(subject, "text that is not laid out as text");
    return m;
  }
  if (data.bytes.empty()) return m;
  if (data.bytes.size() < kCopyBelow) {
    putText(m.head, 4, textOf(data.bytes));
    return m;
  }
  putVarint(m.head, (4u << 3) | 2);
  putVarint(m.head, data.bytes.size());
  m.tail = data.bytes;
  m.owner = std::move(data.owner);
  return m;
}

Result<std::string> attrMessage(const Model& model, const AttrValue& value, std::string_view subject) {
  Encoder e{model, subject};
  ARA_TRY(std::visit(e, value));
  return std::move(e.out);
}

} // namespace ara::formats::graphdef
