// Version 1: one table.
//
//   ""        -> SavedTensorSlices { 1: SavedTensorSliceMeta { 1: SavedSliceMeta { 1: name, 2: shape, 3: type, 4:
//   slices } } } any other -> SavedTensorSlices { 2: SavedSlice { 1: name, 2: slice, 3: TensorProto with the values
//   only } }
#include "formats/checkpoint/parts.h"
#include "formats/graphdef/reader.h"

#include <map>

namespace ara::formats::checkpoint {

using graphdef::Field;
using graphdef::Scanner;
using graphdef::State;
using graphdef::Wire;

namespace {

class Reader {
public:
  Reader(std::shared_ptr<const FileBytes> file, const std::filesystem::path& path, bool anyway)
      : m_file(std::move(file)), m_name(path.filename().string()),
        m_anyway(anyway), m_source{m_file->bytes(), m_file, m_name, 0} {
    m_out.prefix = path.string();
    m_out.version = 1;
    m_out.fileBytes = m_file->bytes().size();
    m_out.files.push_back(m_file);
  }

  Result<Checkpoint> run() {
    ARA_TRY(eachEntry(m_file->bytes(), m_name, m_anyway ? &m_out.damaged : nullptr,
                      [&](const TableEntry& e) { return saved(e.value); }));
    for (auto& [name, e] : m_entries) {
      if (e.parts.empty() && !m_out.damaged)
        return fail(ErrorKind::BadFile, msg("{0} holds no values of {1}.", m_name, name),
                    msg("Name all files of the checkpoint, or save it again."), name);
      for (const Part& p : e.parts) e.bytes += p.value.size;
      m_out.index.emplace(name, m_out.entries.size());
      m_out.entries.push_back(std::move(e));
    }
    return std::move(m_out);
  }

private:
  Status saved(Bytes value) {
    Scanner s(value);
    for (Field f; s.next(f);) {
      if (f.is(1, Wire::bytes)) ARA_TRY(meta(f.bytes));
      if (f.is(2, Wire::bytes)) ARA_TRY(slice(f.bytes));
    }
    return s.state() == State::end ? Status() : damagedEntry(m_name, "");
  }

  Status meta(Bytes bytes) {
    Scanner s(bytes);
    for (Field f; s.next(f);) {
      if (!f.is(1, Wire::bytes)) continue;
      Entry e;
      e.shape = ir::Shape::scalar();
      Scanner one(f.bytes);
      for (Field g; one.next(g);) {
        if (g.is(1, Wire::bytes)) e.name = g.text();
        if (g.is(3, Wire::varint)) e.type = ir::fromTensorflow(static_cast<std::int64_t>(g.value));
        if (!g.is(2, Wire::bytes)) continue;
        auto shape = graphdef::ValueReader(m_scratch, m_source).shape(g.bytes, e.name);
        if (!shape) return damagedEntry(m_name, e.name);
        e.shape = *std::move(shape);
      }
      if (one.state() != State::end || !e.shape.isStatic() || !e.shape.elements()) return damagedEntry(m_name, e.name);
      std::string name = e.name;
      m_entries.insert_or_assign(std::move(name), std::move(e));
    }
    return s.state() == State::end ? Status() : damagedEntry(m_name, "");
  }

  Status slice(Bytes bytes) {
    std::string name;
    Slice place;
    Bytes data;
    Scanner s(bytes);
    for (Field f; s.next(f);) {
      if (f.is(1, Wire::bytes)) name = f.text();
      if (f.is(2, Wire::bytes) && !readSlice(f.bytes, place)) return damagedEntry(m_name, name);
      if (f.is(3, Wire::bytes)) data = f.bytes;
    }
    const auto it = m_entries.find(name);
    if (s.state() != State::end || it == m_entries.end() || !fitSlice(place, it->second.shape))
      return damagedEntry(m_name, name);
    if (m_out.damaged) return {};
    // The values say neither type nor shape: both are put before them.
    auto proto = std::make_shared<std::string>();
    const auto number = [&](std::uint64_t v) {
      for (; v >= 0x80; v >>= 7) *proto += static_cast<char>(v | 0x80);
      *proto += static_cast<char>(v);
    };
    *proto += '\x08';
    number(static_cast<std::uint64_t>(ir::tensorflowNumber(it->second.type)));
    std::string dims;
    for (const std::int64_t d : place.length) {
      std::string one(1, '\x08');
      auto v = static_cast<std::uint64_t>(d);
      for (; v >= 0x80; v >>= 7) one += static_cast<char>(v | 0x80);
      one += static_cast<char>(v);
      graphdef::appendField(dims, 2, ara::bytesOf(one));
    }
    graphdef::appendField(*proto, 2, ara::bytesOf(dims));
    Scanner fields(data);
    for (Field f; fields.next(f);)
      if (f.number > 2) *proto += textOf(f.whole);
    const graphdef::Source source{ara::bytesOf(*proto), proto, m_name, 0};
    auto content = graphdef::ValueReader(m_scratch, source).tensor(source.bytes, name);
    if (!content || !content->buffer) return damagedEntry(m_name, name);
    // A short list means a repeated value in a graph, but a lost one here.
    if (!content->buffer->isPlain()) {
      if (content->buffer->size > m_file->bytes().size() * 16) return damagedEntry(m_name, name);
      std::vector<std::byte> all(static_cast<std::size_t>(content->buffer->size));
      const Bytes stored = content->buffer->data;
      const std::size_t step = content->buffer->elementBytes;
      if (stored.size() < step || step == 0) return damagedEntry(m_name, name);
      for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i < stored.size() ? stored[i] : stored[stored.size() - step + i % step];
      content->buffer = ir::heapBuffer(std::move(all));
    }
    it->second.parts.push_back({place.start, place.length, std::move(*content->buffer), std::nullopt, 0});
    return {};
  }

  std::shared_ptr<const FileBytes> m_file;
  std::string m_name;
  bool m_anyway;
  ir::Model m_scratch;
  graphdef::Source m_source;
  std::map<std::string, Entry> m_entries;
  Checkpoint m_out;
};

} // namespace

Result<Checkpoint> readV1(Task&, std::shared_ptr<const FileBytes> file, const std::filesystem::path& path,
                          bool despiteChecksums) {
  return Reader(std::move(file), path, despiteChecksums).run();
}

} // namespace ara::formats::checkpoint
