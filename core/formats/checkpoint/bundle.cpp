// Version 2: PREFIX.index tells where in PREFIX.data-SSSSS-of-NNNNN each tensor lies.
//
//   ""    -> BundleHeaderProto { 1: shards, 2: 1 when big-endian }
//   name  -> BundleEntryProto { 1: type, 2: shape, 3: shard, 4: offset, 5: size, 6: checksum, 7: slices }
//   a slice of a partitioned tensor -> the same; its key is made of name and slice (sliceKey)
#include "base/strings.h"
#include "formats/checkpoint/parts.h"

#include <algorithm>
#include <map>

namespace ara::formats::checkpoint {

using graphdef::Field;
using graphdef::Scanner;
using graphdef::State;
using graphdef::Wire;

namespace {

constexpr std::uint64_t kMapData = 1u << 20; // of data only what is used is read
constexpr std::string_view kObjectGraph = "_CHECKPOINTABLE_OBJECT_GRAPH";

struct Record {
  ir::DataType type = ir::DataType::none;
  ir::Shape shape;
  std::uint64_t shard = 0, offset = 0, size = 0;
  std::optional<std::uint32_t> crc;
  std::vector<Slice> slices;
};

// Numbers and names in TensorFlow's ordered code: keys sort as what they stand for.
void putNumber(std::string& out, std::uint64_t v) {
  std::string digits;
  for (; v; v >>= 8) digits.insert(digits.begin(), static_cast<char>(v));
  out += static_cast<char>(digits.size());
  out += digits;
}
void putText(std::string& out, std::string_view text) {
  for (const char c : text) {
    out += c;
    if (c == '\0') out += '\xff';
    if (c == '\xff') out += '\0';
  }
  out += '\0';
  out += '\x01';
}
void putSigned(std::string& out, std::int64_t v) {
  const auto magnitude = static_cast<std::uint64_t>(v < 0 ? ~v : v);
  std::size_t length = 1;
  while (length < 10 && 7 * length - 1 < 64 && (magnitude >> (7 * length - 1)) != 0) ++length;
  std::uint8_t bytes[10];
  for (std::size_t i = 0; i < 10; ++i)
    bytes[i] = i < 2 ? (v < 0 ? 0xff : 0) : static_cast<std::uint8_t>(static_cast<std::uint64_t>(v) >> (8 * (9 - i)));
  // The first `length` bits tell the length: ones, and then the sign turned.
  std::uint8_t* begin = bytes + 10 - length;
  for (std::size_t bit = 0; bit < length; ++bit) begin[bit / 8] ^= static_cast<std::uint8_t>(0x80u >> (bit % 8));
  out.append(reinterpret_cast<const char*>(begin), length);
}

std::string sliceKey(std::string_view name, const Slice& s) {
  std::string key;
  putNumber(key, 0);
  putText(key, name);
  putNumber(key, s.start.size());
  for (std::size_t i = 0; i < s.start.size(); ++i) putSigned(key, s.start[i]), putSigned(key, s.length[i]);
  return key;
}

class Reader {
public:
  Reader(std::shared_ptr<const FileBytes> index, const std::filesystem::path& prefix, bool anyway)
      : m_index(std::move(index)), m_prefix(prefix), m_name(prefix.filename().string() + ".index"),
        m_anyway(anyway), m_source{m_index->bytes(), m_index, m_name, 0} {
    m_out.prefix = prefix.string();
    m_out.fileBytes = m_index->bytes().size();
  }

  Result<Checkpoint> run(Task& task) {
    ARA_TRY(eachEntry(m_index->bytes(), m_name, m_anyway ? &m_out.damaged : nullptr,
                      [&](const TableEntry& e) { return e.key.empty() ? header(e.value) : record(e.key, e.value); }));
    std::size_t seen = 0;
    for (const auto& [key, r] : m_records) {
      if (++seen % 1024 == 0) ARA_TRY(task.checkpoint(double(seen) / double(m_records.size()), "Reading variables"));
      if (!key.empty() && key[0] != '\0') ARA_TRY(entry(key, r));
    }
    for (std::size_t i = 0; i < m_out.entries.size(); ++i) m_out.index.emplace(m_out.entries[i].name, i);
    return std::move(m_out);
  }

private:
  Status header(Bytes value) {
    Scanner s(value);
    for (Field f; s.next(f);) {
      if (f.is(1, Wire::varint)) m_out.shards = static_cast<std::uint32_t>(std::min<std::uint64_t>(f.value, 99999));
      if (f.is(2, Wire::varint) && f.value == 1)
        return fail(ErrorKind::Unsupported, msg("{0} was written on a big-endian machine.", m_name),
                    msg("Save the checkpoint again on a common machine."), m_name);
    }
    return s.state() == State::end ? Status() : damagedEntry(m_name, "");
  }

  Status record(std::string_view key, Bytes value) {
    Record r;
    const graphdef::ValueReader values(m_scratch, m_source);
    r.shape = ir::Shape::scalar();
    Scanner s(value);
    for (Field f; s.next(f);) {
      if (f.is(1, Wire::varint))
        r.type = ir::fromTensorflow(static_cast<std::int64_t>(f.value));
      else if (f.is(3, Wire::varint))
        r.shard = f.value;
      else if (f.is(4, Wire::varint))
        r.offset = f.value;
      else if (f.is(5, Wire::varint))
        r.size = f.value;
      else if (f.is(6, Wire::fixed32))
        r.crc = static_cast<std::uint32_t>(f.value);
      else if (f.is(2, Wire::bytes)) {
        auto shape = values.shape(f.bytes, key);
        if (!shape) return damagedEntry(m_name, key);
        r.shape = *std::move(shape);
      } else if (f.is(7, Wire::bytes)) {
        Slice slice;
        if (!readSlice(f.bytes, slice)) return damagedEntry(m_name, key);
        r.slices.push_back(std::move(slice));
      }
    }
    if (s.state() != State::end || !r.shape.isStatic() || !r.shape.elements()) return damagedEntry(m_name, key);
    m_records.insert_or_assign(std::string(key), std::move(r));
    return {};
  }

  Result<std::shared_ptr<const FileBytes>> dataFile(std::uint64_t shard) {
    const auto known = m_files.find(shard);
    if (known != m_files.end()) return known->second;
    const std::string name = fmt::format("{}.data-{:05}-of-{:05}", m_prefix.filename().string(), shard, m_out.shards);
    if (shard >= m_out.shards)
      return fail(ErrorKind::BadFile, msg("{0} names data file {1} of {2}.", m_name, shard + 1, m_out.shards),
                  msg("Copy the checkpoint again, all of its files."), m_name);
    const std::filesystem::path path = m_prefix.parent_path() / name;
    std::error_code none;
    if (!std::filesystem::exists(path, none))
      return fail(ErrorKind::Io, msg("{0} is missing beside {1}.", name, m_name),
                  msg("Copy it there: the values lie in it."), name);
    ARA_ASSIGN(auto file, openFile(path, kMapData));
    m_files.emplace(shard, file);
    m_out.files.push_back(file);
    m_out.fileBytes += file->bytes().size();
    return file;
  }

  Result<Part> part(const std::string& name, const Record& r, std::optional<Slice> slice, const ir::Shape& whole) {
    Part p;
    if (!slice) slice = Slice{};
    if (!fitSlice(*slice, whole)) return damagedEntry(m_name, name);
    p.start = std::move(slice->start), p.length = std::move(slice->length);
    p.shard = static_cast<std::uint32_t>(r.shard);
    if (m_out.damaged) return p;
    auto file = dataFile(r.shard);
    if (!file) {
      if (m_anyway && file.error().kind == ErrorKind::Io) return p;
      return Fail(file.error());
    }
    const auto bytes = subspan((*file)->bytes(), r.offset, r.size);
    if (!bytes)
      return fail(ErrorKind::BadFile,
                  msg("{0} places {1} at bytes {2} to {3} of a data file that ends at {4}.", m_name, printable(name),
                      r.offset, r.offset + r.size, (*file)->bytes().size()),
                  msg("Copy the checkpoint again, all of its files."), name);
    if (name == kObjectGraph) {
      if (const auto text = textScalar(*bytes)) m_out.objectGraph = *text;
    } else if (r.type == ir::DataType::string) {
      if (const auto text = textScalar(*bytes); text && r.shape.dims.empty()) p.value = textBuffer(*text);
    } else if (ir::bitWidth(r.type)) {
      const auto size = bytesOf(r.type, p.length);
      if (!size || *size != r.size)
        return fail(ErrorKind::BadFile,
                    msg("{0} gives {1} the shape {2} of {3} and {4} bytes.", m_name, printable(name), whole.text(),
                        ir::longName(r.type), r.size),
                    msg("Copy the checkpoint again, all of its files."), name);
      p.value = ir::viewBuffer(*bytes, *file);
      p.crc = r.crc;
    }
    return p;
  }

  static ir::Buffer textBuffer(std::string_view text) {
    std::vector<std::byte> out(12 + text.size());
    const std::int32_t head[] = {1, 12, static_cast<std::int32_t>(out.size())};
    std::memcpy(out.data(), head, sizeof head);
    std::copy_n(reinterpret_cast<const std::byte*>(text.data()), text.size(), out.begin() + 12);
    return ir::heapBuffer(std::move(out));
  }

  Status entry(const std::string& name, const Record& r) {
    Entry e{name, r.type, r.shape, 0, {}};
    if (r.slices.empty()) {
      e.bytes = r.size;
      ARA_ASSIGN(Part p, part(name, r, {}, r.shape));
      e.parts.push_back(std::move(p));
    }
    for (const Slice& s : r.slices) {
      const auto it = m_records.find(sliceKey(name, s));
      if (it == m_records.end())
        return fail(ErrorKind::BadFile, msg("{0} names a part of {1} that it does not hold.", m_name, printable(name)),
                    msg("Save the checkpoint again."), name);
      ARA_ASSIGN(Part p, part(name, it->second, s, r.shape));
      e.bytes += it->second.size;
      e.parts.push_back(std::move(p));
    }
    if (name != kObjectGraph) m_out.entries.push_back(std::move(e));
    return {};
  }

  std::shared_ptr<const FileBytes> m_index;
  std::filesystem::path m_prefix;
  std::string m_name;
  bool m_anyway;
  ir::Model m_scratch;
  graphdef::Source m_source;
  std::map<std::string, Record> m_records; // in the order of names
  std::map<std::uint64_t, std::shared_ptr<const FileBytes>> m_files;
  Checkpoint m_out;
};

} // namespace

std::optional<std::string_view> textScalar(Bytes stored) {
  Scanner s(stored);
  std::uint64_t length = 0;
  if (s.varint(length) != State::end) return std::nullopt;
  const auto text = subspan(stored, s.position() + 4, length); // 4: checksum of the lengths
  return text ? std::optional(textOf(*text)) : std::nullopt;
}

Result<Checkpoint> readV2(Task& task, std::shared_ptr<const FileBytes> index, const std::filesystem::path& prefix,
                          bool despiteChecksums) {
  return Reader(std::move(index), prefix, despiteChecksums).run(task);
}

} // namespace ara::formats::checkpoint
