#include "formats/keras/hdf5.h"

#include "base/child.h"
#include "base/strings.h"
#include "schema/reader_stream.h"

namespace ara::formats::keras {
namespace {

using reader::Refusal;

Fail refusal(std::uint8_t kind, const std::string& name, const std::string& where) {
  const std::string at = where.empty() ? "its beginning" : printable(where);
  switch (static_cast<Refusal>(kind)) {
  case Refusal::damaged:
    return fail(ErrorKind::BadFile, msg("{0} is damaged at {1}.", name, at), msg("Copy it again."), name);
  case Refusal::externalLink:
    return fail(ErrorKind::Unsupported, msg("{0} names another file at {1}, which is not opened.", name, at),
                msg("Save the model again, in one file."), name);
  case Refusal::externalStorage:
    return fail(ErrorKind::Unsupported, msg("{0} keeps {1} in another file, which is not opened.", name, at),
                msg("Save the model again, in one file."), name);
  case Refusal::virtualData:
    return fail(ErrorKind::Unsupported, msg("{0} puts {1} together from other data, which is not read.", name, at),
                msg("Save the model with Keras."), name);
  case Refusal::filter:
    return fail(ErrorKind::Unsupported, msg("{0} packs {1} in a way this program does not know.", name, at),
                msg("Save the model with Keras, or with gzip."), name);
  case Refusal::tooLarge:
    return fail(ErrorKind::BadFile, msg("{0} claims more for {1} than it holds.", name, at), msg("Copy it again."),
                name);
  case Refusal::tooDeep:
    return fail(ErrorKind::BadFile, msg("The groups of {0} run in a circle at {1}.", name, at),
                msg("Save the model again."), name);
  case Refusal::noSandbox:
    return fail(ErrorKind::Unsupported,
                msg("This system does not let HDF5 files be decoded apart from the rest; {0} was not opened.", name),
                msg("Save the model as a SavedModel."), name);
  case Refusal::type: break;
  }
  return fail(ErrorKind::BadFile, msg("{0} was not understood.", name), msg("Save the model again."), name);
}

std::optional<ir::DataType> typeOf(std::uint8_t number) {
  constexpr ir::DataType kTypes[] = {ir::DataType::f16, ir::DataType::f32, ir::DataType::f64, ir::DataType::i8,
                                     ir::DataType::i16, ir::DataType::i32, ir::DataType::i64, ir::DataType::u8,
                                     ir::DataType::u16, ir::DataType::u32, ir::DataType::u64, ir::DataType::boolean};
  return number < std::size(kTypes) ? std::optional(kTypes[number]) : std::nullopt;
}

// The records of the reader. It may have been taken over: nothing it says is believed without a check.
class Stream {
public:
  Stream(Bytes bytes, Bytes file) : m_bytes(bytes), m_file(file) {}

  template<class T> T number() {
    const auto v = tryLoad<T>(m_bytes, m_at);
    if (!v) return m_good = false, T{};
    m_at += sizeof(T);
    return *v;
  }
  Bytes take(std::uint64_t size) {
    const auto part = subspan(m_bytes, m_at, size);
    if (!part) return m_good = false, Bytes{};
    m_at += static_cast<std::size_t>(size);
    return *part;
  }
  std::string text() { return std::string(textOf(take(number<std::uint32_t>()))); }
  bool good() const { return m_good; }
  bool done() const { return m_at >= m_bytes.size(); }

  bool attribute(Hdf5& out) {
    const std::string path = text(), name = text();
    const auto kind = number<std::uint8_t>();
    const auto count = number<std::uint32_t>();
    if (!m_good || count > m_bytes.size()) return false;
    Attribute& a = out.attributes[path][name];
    for (std::uint32_t i = 0; i < count && m_good; ++i) {
      if (kind == 0)
        a.texts.push_back(text());
      else
        a.numbers.push_back(number<double>());
    }
    return m_good;
  }

  bool array(Hdf5& out, bool inFile, const std::shared_ptr<const void>& fileOwner,
             const std::shared_ptr<const void>& owner) {
    const std::string path = text();
    const auto type = typeOf(number<std::uint8_t>());
    const auto rank = number<std::uint8_t>();
    if (!m_good || !type || rank > 32) return false;
    std::vector<ir::Dim> dims;
    for (unsigned i = 0; i < rank; ++i) {
      const auto d = number<std::uint64_t>();
      if (d > static_cast<std::uint64_t>(std::numeric_limits<ir::Dim>::max())) return false;
      dims.push_back(static_cast<ir::Dim>(d));
    }
    const std::uint64_t offset = inFile ? number<std::uint64_t>() : 0;
    const auto size = number<std::uint64_t>();
    Array a{*type, ir::Shape::of(std::move(dims)), {}, inFile ? fileOwner : owner};
    const auto elements = a.shape.elements();
    const auto wanted = elements ? ir::byteSize(*type, *elements) : std::nullopt;
    if (!m_good || !wanted || *wanted != size) return false;
    if (!inFile) {
      a.bytes = take(size);
    } else {
      const auto part = subspan(m_file, offset, size);
      if (!part) return false;
      a.bytes = *part;
    }
    out.arrays.insert_or_assign(path, std::move(a));
    return m_good;
  }

private:
  Bytes m_bytes, m_file;
  std::size_t m_at = 0;
  bool m_good = true;
};

} // namespace

std::optional<std::vector<std::string>> Hdf5::texts(const std::string& path, const std::string& name) const {
  const auto group = attributes.find(path);
  if (group == attributes.end()) return std::nullopt;
  if (const auto it = group->second.find(name); it != group->second.end()) return it->second.texts;
  std::vector<std::string> all;
  bool any = false;
  for (std::size_t i = 0;; ++i) {
    const auto it = group->second.find(name + std::to_string(i));
    if (it == group->second.end()) break;
    any = true;
    all.insert(all.end(), it->second.texts.begin(), it->second.texts.end());
  }
  return any ? std::optional(std::move(all)) : std::nullopt;
}

std::optional<std::string> Hdf5::text(const std::string& path, const std::string& name) const {
  auto all = texts(path, name);
  if (!all || all->empty()) return std::nullopt;
  std::string out;
  for (const std::string& t : *all) out += t;
  return out;
}

Result<Hdf5> readHdf5(Task& task, const std::filesystem::path& path, Bytes bytes, std::shared_ptr<const void> owner,
                      const std::string& name) {
  constexpr std::uint64_t kMost = std::uint64_t{6} << 30;
  ARA_ASSIGN(const ChildOutput output, runHelper(task, "aracari-reader", path, bytes, kMost, 600));
  Hdf5 out;
  Stream s(*output.bytes, bytes);
  bool whole = false;
  while (!s.done() && s.good() && !whole) {
    const auto record = s.number<char>();
    bool good = true;
    if (record == 'G')
      out.attributes[s.text()];
    else if (record == 'A')
      good = s.attribute(out);
    else if (record == 'V' || record == 'D')
      good = s.array(out, record == 'V', owner, output.bytes);
    else if (record == 'E') {
      const auto kind = s.number<std::uint8_t>();
      const std::string where = s.text();
      if (s.good()) return refusal(kind, name, where);
    } else if (record == 'Z')
      whole = true;
    else
      good = false;
    if (!good) break;
  }
  if (!whole || !output.clean)
    return fail(ErrorKind::BadFile, msg("Decoding {0} ended early: the file is damaged, or asks for too much.", name),
                msg("Copy it again, or save the model again with Keras."), name);
  return out;
}

} // namespace ara::formats::keras
