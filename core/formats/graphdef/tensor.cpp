// TensorProto -> type, shape, bytes. The value stands either in tensor_content, as it is in memory, or in the list of
// its type; a short list repeats its last value, an absent one means zeros:
//
//   f32 {2, 3}, tensor_content of 24 bytes     a view of the file
//   f32 {2, 3}, float_val: [0.5]               a view of 4 bytes that repeats
//   i32 {3},    int_val: [1, 2, 3]             varints, decoded into 12 bytes
//   f32 {2, 3}, nothing                        zeros
#include "formats/graphdef/values.h"

#include <algorithm>
#include <limits>

namespace ara::formats::graphdef {

using namespace ir;

namespace {

// The list a type's values stand in: its field number, and the bytes of one stored number.
struct List {
  std::uint32_t field = 0;
  unsigned numberBytes = 0; // in memory
  unsigned perElement = 1;  // 2 for complex
  enum Kind { varints, fixed, raw } kind = varints;
};

List listOf(DataType t) {
  switch (t) {
  case DataType::f32: return {5, 4, 1, List::fixed};
  case DataType::f64: return {6, 8, 1, List::fixed};
  case DataType::complex64: return {9, 4, 2, List::fixed};
  case DataType::complex128: return {12, 8, 2, List::fixed};
  case DataType::f16:
  case DataType::bf16: return {13, 2};
  case DataType::f8e4m3:
  case DataType::f8e5m2: return {18, 1, 1, List::raw};
  case DataType::i64: return {10, 8};
  case DataType::boolean: return {11, 1};
  case DataType::u32: return {16, 4};
  case DataType::u64: return {17, 8};
  case DataType::i4:
  case DataType::u4: // one byte each in the file
  case DataType::i8:
  case DataType::u8:
  case DataType::qint8:
  case DataType::quint8: return {7, 1};
  case DataType::i16:
  case DataType::u16:
  case DataType::qint16:
  case DataType::quint16: return {7, 2};
  case DataType::i32:
  case DataType::qint32: return {7, 4};
  case DataType::none:
  case DataType::i2:
  case DataType::u2:
  case DataType::string:
  case DataType::resource:
  case DataType::variant: return {};
  }
  return {};
}

// Packed varints below 128 are bytes already.
bool areBytes(Bytes packed, std::uint8_t below) {
  return std::all_of(packed.begin(), packed.end(), [&](std::byte b) { return static_cast<std::uint8_t>(b) < below; });
}

class Collector {
public:
  Collector(DataType type, const List& list, std::uint64_t wanted, const Source& source)
      : m_type(type), m_list(list), m_wanted(wanted), m_source(source) {}

  // False when the bytes of the field are no such list.
  bool take(const Field& f) {
    if (m_count >= m_wanted) return true;
    if (f.wire == Wire::bytes) return packed(f.bytes);
    if (m_list.kind == List::fixed)
      return f.wire == (m_list.numberBytes == 4 ? Wire::fixed32 : Wire::fixed64) && (add(f.value), true);
    return m_list.kind == List::varints && f.wire == Wire::varint && (add(f.value), true);
  }

  std::uint64_t count() const { return m_count; }
  Buffer buffer() {
    if (!m_heap.empty()) return heapBuffer(std::move(m_heap));
    return viewBuffer(m_view, m_view.empty() ? nullptr : m_source.owner);
  }

private:
  bool packed(Bytes bytes) {
    const bool asBytes = m_list.kind == List::raw || (m_list.kind == List::varints && m_list.numberBytes == 1 &&
                                                      areBytes(bytes, m_type == DataType::boolean ? 2 : 128));
    if (m_list.kind == List::fixed || asBytes) {
      if (bytes.size() % m_list.numberBytes) return false;
      const std::uint64_t n = std::min<std::uint64_t>(bytes.size() / m_list.numberBytes, m_wanted - m_count);
      bytes = bytes.first(static_cast<std::size_t>(n * m_list.numberBytes));
      if (m_count == 0)
        m_view = bytes;
      else
        leaveFile(), m_heap.insert(m_heap.end(), bytes.begin(), bytes.end());
      m_count += n;
      return true;
    }
    Scanner s(bytes);
    while (!s.done() && m_count < m_wanted) {
      std::uint64_t v = 0;
      if (s.varint(v) != State::end) return false;
      add(v);
    }
    return true;
  }
  void add(std::uint64_t v) {
    leaveFile();
    if (m_type == DataType::boolean) v = v != 0;
    const auto* p = reinterpret_cast<const std::byte*>(&v);
    m_heap.insert(m_heap.end(), p, p + m_list.numberBytes);
    ++m_count;
  }
  void leaveFile() {
    if (!m_view.empty()) m_heap.assign(m_view.begin(), m_view.end());
    m_view = {};
  }

  DataType m_type;
  List m_list;
  std::uint64_t m_wanted;
  const Source& m_source;
  Bytes m_view; // the values so far when they lie together in the file
  std::vector<std::byte> m_heap;
  std::uint64_t m_count = 0;
};

// Four-bit numbers, one a byte in the file, two a byte here, the first in the low half.
Buffer packedNibbles(Bytes bytes) {
  std::vector<std::byte> out((bytes.size() + 1) / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) out[i / 2] |= (bytes[i] & std::byte{15}) << (i % 2 ? 4 : 0);
  return heapBuffer(std::move(out));
}

bool isNibble(DataType t) { return t == DataType::i4 || t == DataType::u4; }

} // namespace

Result<Buffer> ValueReader::numbers(Bytes tensorProto, DataType type, std::uint64_t elements,
                                    std::string_view subject) const {
  const List list = listOf(type);
  const auto wanted = checkedMul(elements, list.perElement);
  const auto size = checkedMul(elements, std::uint64_t{list.numberBytes} * list.perElement);
  if (!wanted || !size) return damaged(m_source, tensorProto, subject);
  Collector values(type, list, *wanted, m_source);
  Scanner s(tensorProto);
  for (Field f; s.next(f);)
    if (f.number == list.field && !values.take(f)) return damaged(m_source, f.whole, subject);
  Buffer b = values.buffer();
  const unsigned elementBytes = list.numberBytes * list.perElement;
  if (b.data.size() % elementBytes) return damaged(m_source, tensorProto, subject);
  if (isNibble(type)) {
    const auto half = byteSize(type, elements);
    if (b.data.size() == elements) return packedNibbles(b.data);
    // Repeats: one byte holds the last value twice. The values before it are rare enough to be refused.
    if (b.data.size() > 1) return damaged(m_source, tensorProto, subject);
    const std::byte last = b.data.empty() ? std::byte{0} : b.data[0] & std::byte{15};
    Buffer one = heapBuffer({last | (last << 4)});
    return repeatBuffer(one.data, one.owner, *half, 1);
  }
  if (b.data.size() < *size) b = repeatBuffer(b.data, b.owner, *size, elementBytes);
  return b;
}

// Text in the layout of TFLite: count, count + 1 offsets from the start (32 bits each), then the bytes.
Result<std::optional<Buffer>> ValueReader::strings(Bytes tensorProto, Bytes content, std::uint64_t elements,
                                                   std::string_view subject) const {
  std::vector<std::string_view> texts;
  if (!content.empty()) { // all lengths, then all bytes
    if (elements > content.size()) return damaged(m_source, content, subject);
    std::vector<std::uint64_t> lengths(static_cast<std::size_t>(elements));
    Scanner s(content);
    for (std::uint64_t& n : lengths)
      if (s.varint(n) != State::end) return damaged(m_source, content, subject);
    std::uint64_t at = s.position();
    for (const std::uint64_t n : lengths) {
      const auto part = subspan(content, at, n);
      if (!part) return damaged(m_source, content, subject);
      texts.push_back(textOf(*part));
      at += n;
    }
  } else {
    Scanner s(tensorProto);
    for (Field f; s.next(f) && texts.size() < elements;) {
      if (f.number != 8) continue;
      if (f.wire != Wire::bytes) return damaged(m_source, f.whole, subject);
      texts.push_back(f.text());
    }
  }
  // A last text that repeats is laid out while that stays small: a file may ask for more than it holds.
  constexpr std::uint64_t kRepeated = 1u << 20;
  const std::string_view last = texts.empty() ? std::string_view() : texts.back();
  const auto repeated = checkedMul(elements - texts.size(), last.size() + 4);
  if (!repeated || *repeated > kRepeated) return std::optional<Buffer>();
  texts.resize(static_cast<std::size_t>(elements), last);
  std::uint64_t bytes = 4 * (elements + 2);
  for (const std::string_view t : texts) bytes += t.size();
  if (bytes > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max())) return std::optional<Buffer>();

  std::vector<std::byte> out(static_cast<std::size_t>(bytes));
  const auto put = [&](std::size_t index, std::uint64_t v) {
    const auto n = static_cast<std::int32_t>(v);
    std::memcpy(out.data() + index * 4, &n, 4);
  };
  put(0, elements);
  std::uint64_t at = 4 * (elements + 2);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    put(i + 1, at);
    if (!texts[i].empty()) std::memcpy(out.data() + at, texts[i].data(), texts[i].size());
    at += texts[i].size();
  }
  put(texts.size() + 1, at);
  return std::optional(heapBuffer(std::move(out)));
}

Result<TensorContent> ValueReader::tensor(Bytes tensorProto, std::string_view subject) const {
  TensorContent t;
  Bytes content;
  Scanner s(tensorProto);
  for (Field f; s.next(f);) {
    if (f.is(1, Wire::varint))
      t.type = fromTensorflow(static_cast<std::int64_t>(f.value));
    else if (f.is(4, Wire::bytes))
      content = f.bytes;
    else if (f.is(2, Wire::bytes)) { ARA_ASSIGN(t.shape, shape(f.bytes, subject)); }
  }
  if (s.state() != State::end) return damaged(m_source, tensorProto, subject);
  const bool hasList = listOf(t.type).field != 0;
  if (!hasList && t.type != DataType::string) return t; // handles hold nothing to show; types we do not know neither
  if (!t.shape.isStatic())
    return fail(ErrorKind::BadFile, msg("{0} holds a value of the open shape {1}.", shown(subject), t.shape.text()),
                msg("Export the model again."), std::string(subject));
  const auto elements = t.shape.elements();
  if (!elements)
    return fail(ErrorKind::BadFile,
                msg("{0} holds a value of shape {1}, more than 63 bits can count.", shown(subject), t.shape.text()),
                msg("Export the model again."), std::string(subject));
  if (t.type == DataType::string) {
    ARA_ASSIGN(t.buffer, strings(tensorProto, content, *elements, subject));
    return t;
  }
  if (content.empty()) {
    ARA_ASSIGN(Buffer b, numbers(tensorProto, t.type, *elements, subject));
    t.buffer = std::move(b);
    return t;
  }
  const auto size = isNibble(t.type) ? elements : byteSize(t.type, *elements);
  if (!size || *size != content.size())
    return fail(ErrorKind::BadFile,
                msg("{0} has the shape {1} of {2}, and {3} bytes of content where that takes {4}.", shown(subject),
                    t.shape.text(), longName(t.type), content.size(), size ? std::to_string(*size) : "too many"),
                msg("Copy or export the file again."), std::string(subject));
  t.buffer = isNibble(t.type) ? packedNibbles(content) : viewBuffer(content, m_source.owner);
  return t;
}

} // namespace ara::formats::graphdef
