// The .npy format: a magic word, a version, a Python dictionary of three entries as text, the elements.
#include "formats/arrays/arrays.h"

#include "base/strings.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

namespace ara::formats::arrays {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

Fail damaged(std::string_view what) {
  return fail(ErrorKind::BadFile, msg("The array file is damaged: {0}.", what),
              msg("Save the array again with numpy.save."));
}

struct Header {
  std::string descr;
  bool fortran = false;
  std::vector<ir::Dim> dims;
};

// The dictionary as numpy.save writes it; entries in any order, either quote.
class DictReader {
public:
  explicit DictReader(std::string_view text) : m_text(text) {}

  Result<Header> read() {
    Header h;
    bool descr = false, order = false, shape = false;
    if (!take('{')) return damaged("its header is no dictionary");
    while (!take('}')) {
      const auto key = string();
      if (!key || !take(':')) return damaged("its header is no dictionary");
      if (*key == "descr") {
        const auto v = string();
        if (!v)
          return fail(ErrorKind::Unsupported, msg("The array holds records of several fields."),
                      msg("Save each field as an array of its own."));
        h.descr = *v, descr = true;
      } else if (*key == "fortran_order") {
        const auto v = word();
        if (v != "True" && v != "False") return damaged("fortran_order is neither True nor False");
        h.fortran = v == "True", order = true;
      } else if (*key == "shape") {
        if (!tuple(h.dims)) return damaged("its shape is no tuple of sizes");
        shape = true;
      } else {
        return damaged("its header has an entry nobody knows");
      }
      if (!take(',') && peek() != '}') return damaged("its header is no dictionary");
    }
    if (!descr || !order || !shape) return damaged("its header lacks an entry");
    return h;
  }

private:
  char peek() {
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n')) ++m_at;
    return m_at < m_text.size() ? m_text[m_at] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++m_at;
    return true;
  }
  std::optional<std::string> string() {
    const char quote = peek();
    if (quote != '\'' && quote != '"') return std::nullopt;
    const auto end = m_text.find(quote, m_at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string out(m_text.substr(m_at + 1, end - m_at - 1));
    m_at = end + 1;
    return out;
  }
  std::string_view word() {
    (void)peek();
    const std::size_t from = m_at;
    while (m_at < m_text.size() && std::isalpha(static_cast<unsigned char>(m_text[m_at]))) ++m_at;
    return m_text.substr(from, m_at - from);
  }
  bool tuple(std::vector<ir::Dim>& out) {
    if (!take('(')) return false;
    while (!take(')')) {
      (void)peek();
      const std::size_t from = m_at;
      while (m_at < m_text.size() && std::isdigit(static_cast<unsigned char>(m_text[m_at]))) ++m_at;
      const auto n = parseInteger(m_text.substr(from, m_at - from));
      if (!n || *n < 0 || out.size() >= 32) return false;
      out.push_back(*n);
      if (m_at < m_text.size() && m_text[m_at] == 'L') ++m_at; // written by Python 2
      if (!take(',') && peek() != ')') return false;
    }
    return true;
  }
  std::string_view m_text;
  std::size_t m_at = 0;
};

std::optional<ir::DataType> numberType(char kind, std::int64_t width) {
  using enum ir::DataType;
  switch (kind) {
  case 'f':
    return width == 2   ? std::optional(f16)
           : width == 4 ? std::optional(f32)
           : width == 8 ? std::optional(f64)
                        : std::nullopt;
  case 'i':
    return width == 1   ? std::optional(i8)
           : width == 2 ? std::optional(i16)
           : width == 4 ? std::optional(i32)
           : width == 8 ? std::optional(i64)
                        : std::nullopt;
  case 'u':
    return width == 1   ? std::optional(u8)
           : width == 2 ? std::optional(u16)
           : width == 4 ? std::optional(u32)
           : width == 8 ? std::optional(u64)
                        : std::nullopt;
  case 'b': return width == 1 ? std::optional(boolean) : std::nullopt;
  case 'c': return width == 8 ? std::optional(complex64) : width == 16 ? std::optional(complex128) : std::nullopt;
  default: return std::nullopt;
  }
}

void appendUtf8(std::string& out, std::uint32_t c) {
  if (c >= 0x110000) c = 0xfffd;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += {static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  } else if (c < 0x10000) {
    out += {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
            static_cast<char>(0x80 | (c & 63))};
  } else {
    out += {static_cast<char>(0xf0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
            static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
  }
}

// One element of a text array: fixed width, zeros behind it.
std::string textAt(Bytes element, bool unicode, bool swapped) {
  if (!unicode) {
    std::string s(textOf(element));
    s.resize(s.find_last_not_of('\0') + 1);
    return s;
  }
  std::string out;
  std::size_t zeros = 0;
  for (std::size_t i = 0; i + 4 <= element.size(); i += 4) {
    std::uint32_t c;
    std::memcpy(&c, element.data() + i, 4);
    if (swapped) c = __builtin_bswap32(c);
    if (c == 0) {
      ++zeros;
      continue;
    }
    out.append(zeros, '\0');
    zeros = 0;
    appendUtf8(out, c);
  }
  return out;
}

std::vector<std::byte> packStrings(const std::vector<std::string>& all) {
  std::vector<std::byte> out((all.size() + 2) * 4);
  const auto put = [&](std::size_t slot, std::size_t v) {
    const auto n = static_cast<std::int32_t>(v);
    std::memcpy(out.data() + slot * 4, &n, 4);
  };
  put(0, all.size());
  std::size_t at = out.size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    put(i + 1, at);
    at += all[i].size();
  }
  put(all.size() + 1, at);
  for (const std::string& s : all) {
    const Bytes b = bytesOf(s);
    out.insert(out.end(), b.begin(), b.end());
  }
  return out;
}

// Column-major elements in row-major order.
std::vector<std::byte> rowMajor(Bytes data, const std::vector<ir::Dim>& dims, std::size_t width) {
  std::vector<std::byte> out(data.size());
  std::vector<std::size_t> at(dims.size());
  std::vector<std::size_t> stride(dims.size(), width);
  for (std::size_t i = 1; i < dims.size(); ++i) stride[i] = stride[i - 1] * static_cast<std::size_t>(dims[i - 1]);
  std::size_t from = 0;
  for (std::size_t to = 0; to < out.size(); to += width) {
    std::memcpy(out.data() + to, data.data() + from, width);
    for (std::size_t i = dims.size(); i-- > 0;) {
      from += stride[i];
      if (++at[i] < static_cast<std::size_t>(dims[i])) break;
      from -= stride[i] * at[i];
      at[i] = 0;
    }
  }
  return out;
}

} // namespace

Result<Array> readNpy(Bytes file) {
  if (file.size() < 10 || !textOf(file).starts_with(kMagic)) return damaged("it does not start as one");
  const auto byteAt = [&](std::size_t i) { return std::to_integer<std::size_t>(file[i]); };
  const std::size_t major = byteAt(6);
  if (major < 1 || major > 3) return damaged("its version is not known");
  const std::size_t begin = major == 1 ? 10 : 12;
  if (file.size() < begin) return damaged("it ends in its header");
  const std::size_t length =
      major == 1 ? byteAt(8) | byteAt(9) << 8 : byteAt(8) | byteAt(9) << 8 | byteAt(10) << 16 | byteAt(11) << 24;
  const auto text = subspan(file, begin, length);
  if (!text || length > 65536) return damaged("it ends in its header");
  ARA_ASSIGN(const Header h, DictReader(textOf(*text)).read());

  std::string_view descr = h.descr;
  const bool swapped = descr.starts_with('>');
  if (!descr.empty() && std::string_view("<>|=").find(descr[0]) != std::string_view::npos) descr.remove_prefix(1);
  if (descr.starts_with('O'))
    return fail(ErrorKind::Unsupported, msg("The array holds Python objects, which are not read."),
                msg("Save it as numbers, or as text of type S or U."));
  const auto width = descr.empty() ? std::nullopt : parseInteger(descr.substr(1));
  const bool unicode = descr.starts_with('U'), isText = unicode || descr.starts_with('S');
  const auto number = width ? numberType(descr[0], *width) : std::nullopt;
  if (!width || *width < 0 || *width > 1 << 24 || (!number && !isText))
    return fail(ErrorKind::Unsupported, msg("The array has elements of type {0}, which no tensor has.", h.descr),
                msg("Convert it with astype('float32') before saving."));

  Array out;
  out.shape = ir::Shape::of(h.dims);
  const auto count = out.shape.elements();
  const std::size_t element = static_cast<std::size_t>(unicode ? *width * 4 : *width);
  const auto size = count ? checkedMul(*count, element) : std::nullopt;
  const auto data = size ? subspan(file, begin + length, *size) : std::nullopt;
  if (!data || !count || (element == 0 && *count > file.size()))
    return damaged("it has fewer bytes than its shape asks for");

  std::vector<std::byte> bytes = h.fortran && element > 0 && h.dims.size() > 1
                                     ? rowMajor(*data, h.dims, element)
                                     : std::vector<std::byte>(data->begin(), data->end());
  if (isText) {
    std::vector<std::string> all(static_cast<std::size_t>(*count));
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] = textAt(Bytes(bytes).subspan(i * element, element), unicode, swapped);
    out.type = ir::DataType::string;
    out.bytes = packStrings(all);
    return out;
  }
  if (swapped) {
    const std::size_t part = descr[0] == 'c' ? element / 2 : element;
    for (std::size_t i = 0; i + part <= bytes.size(); i += part)
      std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                   bytes.begin() + static_cast<std::ptrdiff_t>(i + part));
  }
  out.type = *number;
  out.bytes = std::move(bytes);
  return out;
}

namespace {

std::string_view descrOf(ir::DataType t) {
  using enum ir::DataType;
  switch (t) {
  case f16: return "<f2";
  case f32: return "<f4";
  case f64: return "<f8";
  case i8: return "|i1";
  case i16: return "<i2";
  case i32: return "<i4";
  case i64: return "<i8";
  case u8: return "|u1";
  case u16: return "<u2";
  case u32: return "<u4";
  case u64: return "<u8";
  case boolean: return "|b1";
  case complex64: return "<c8";
  case complex128: return "<c16";
  default: return "";
  }
}

// The strings of TFLite's layout, which the caller has checked.
Result<std::vector<std::string_view>> unpackStrings(Bytes data, std::uint64_t count) {
  const auto bad = [] {
    return fail(ErrorKind::BadFile, msg("A list of texts is damaged."), msg("Run the model again."));
  };
  const auto wordAt = [&](std::uint64_t i) {
    std::int32_t v = -1;
    if ((i + 1) * 4 <= data.size()) std::memcpy(&v, data.data() + i * 4, 4);
    return v;
  };
  if (wordAt(0) < 0 || static_cast<std::uint64_t>(wordAt(0)) != count) return bad();
  std::vector<std::string_view> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::int32_t from = wordAt(i + 1), to = wordAt(i + 2);
    if (from < 0 || to < from || static_cast<std::uint64_t>(to) > data.size()) return bad();
    out.push_back(textOf(data).substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
  }
  return out;
}

} // namespace

Result<std::vector<std::byte>> writeNpy(const Array& a) {
  std::string descr(descrOf(a.type));
  std::vector<std::byte> fixed;
  Bytes body = a.bytes;
  if (a.type == ir::DataType::string) {
    ARA_ASSIGN(const auto texts, unpackStrings(a.bytes, a.shape.elements().value_or(0)));
    std::size_t width = 1;
    for (const auto s : texts) width = std::max(width, s.size());
    fixed.resize(width * texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
      std::memcpy(fixed.data() + i * width, texts[i].data(), texts[i].size());
    descr = fmt::format("|S{}", width);
    body = fixed;
  }
  if (descr.empty())
    return fail(ErrorKind::Unsupported,
                msg("{0} is of type {1}, which NumPy does not have.", a.name, ir::longName(a.type)),
                msg("Ask for a tensor of another type."), a.name);
  std::string shape;
  for (const ir::Dim d : a.shape.dims) shape += fmt::format("{}{}", shape.empty() ? "" : ", ", d);
  if (a.shape.dims.size() == 1) shape += ',';
  std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}), }}", descr, shape);
  header.append(63 - (kMagic.size() + 4 + header.size()) % 64, ' ');
  header += '\n'; // the elements start at a multiple of 64
  std::string front(kMagic);
  front += {'\1', '\0', static_cast<char>(header.size() & 0xff), static_cast<char>(header.size() >> 8)};
  front += header;
  const Bytes f = bytesOf(front);
  std::vector<std::byte> out(f.begin(), f.end());
  out.insert(out.end(), body.begin(), body.end());
  return out;
}

} // namespace ara::formats::arrays
