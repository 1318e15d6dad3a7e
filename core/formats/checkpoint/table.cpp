#include "formats/checkpoint/table.h"

#include "base/crc32c.h"

#include <snappy.h>

namespace ara::formats::checkpoint {
namespace {

constexpr std::size_t kFooter = 48, kTrailer = 5;
constexpr std::uint64_t kMagic = 0xdb4775248b80fb57ull;
// Snappy's densest element makes 64 bytes of 3: a block that claims more than that lies.
constexpr std::uint64_t kMostUnpacked = 64;

struct Cursor {
  Bytes bytes;
  std::size_t at = 0;
  bool good = true;

  std::uint64_t varint() {
    std::uint64_t out = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at == bytes.size()) break;
      const auto b = static_cast<std::uint8_t>(bytes[at++]);
      out |= static_cast<std::uint64_t>(b & 0x7f) << shift;
      if (b < 0x80) return out;
    }
    good = false;
    return 0;
  }
  Bytes take(std::uint64_t n) {
    const auto part = subspan(bytes, at, n);
    if (!part) {
      good = false;
      return {};
    }
    at += static_cast<std::size_t>(n);
    return *part;
  }
};

struct Handle {
  std::uint64_t offset = 0, size = 0;
};

Fail damagedAt(const std::string& name, std::uint64_t offset) {
  return fail(ErrorKind::BadFile, msg("{0} is damaged at byte {1}.", name, offset),
              msg("Copy the checkpoint again, all of its files."), name);
}

struct Block {
  Bytes bytes;
  std::shared_ptr<const void> owner;
};

Result<Block> blockAt(Bytes file, const std::string& name, Handle h, bool* damaged) {
  const auto whole = subspan(file, h.offset, h.size + kTrailer);
  if (h.size > file.size() || !whole)
    return fail(ErrorKind::BadFile,
                msg("{0} has {1} bytes and points to {2} bytes at {3}.", name, file.size(), h.size, h.offset),
                msg("Copy the checkpoint again, all of its files."), name);
  const Bytes content = whole->first(static_cast<std::size_t>(h.size));
  const auto stored = loadAt<std::uint32_t>(*whole, content.size() + 1);
  if (maskedCrc(crc32c(whole->first(content.size() + 1))) != stored) {
    if (!damaged)
      return fail(ErrorKind::BadFile, msg("{0} does not agree with its checksum at byte {1}.", name, h.offset),
                  msg("Copy the checkpoint again; to look at what is there, open it anyway."), name);
    *damaged = true;
  }
  const auto packing = static_cast<std::uint8_t>((*whole)[content.size()]);
  if (packing == 0) return Block{content, nullptr};
  if (packing != 1)
    return fail(ErrorKind::Unsupported, msg("{0} is packed in a way this program does not know ({1}).", name, packing),
                msg("Save the checkpoint with TensorFlow again."), name);
  std::size_t size = 0;
  const auto text = textOf(content);
  if (!snappy::GetUncompressedLength(text.data(), text.size(), &size) || size > content.size() * kMostUnpacked)
    return damagedAt(name, h.offset);
  auto unpacked = std::make_shared<std::string>(size, '\0');
  if (!snappy::RawUncompress(text.data(), text.size(), unpacked->data())) return damagedAt(name, h.offset);
  return Block{bytesOf(*unpacked), unpacked};
}

Status eachInBlock(const Block& block, const std::string& name, std::uint64_t offset,
                   const std::function<Status(const TableEntry&)>& take) {
  if (block.bytes.size() < 4) return damagedAt(name, offset);
  const std::uint64_t restarts = loadAt<std::uint32_t>(block.bytes, block.bytes.size() - 4);
  if (restarts > (block.bytes.size() - 4) / 4) return damagedAt(name, offset);
  Cursor c{block.bytes.first(block.bytes.size() - 4 - static_cast<std::size_t>(restarts) * 4)};
  std::string key;
  while (c.at < c.bytes.size()) {
    const std::uint64_t shared = c.varint(), own = c.varint(), length = c.varint();
    const Bytes rest = c.take(own);
    const Bytes value = c.take(length);
    if (!c.good || shared > key.size()) return damagedAt(name, offset);
    key.resize(static_cast<std::size_t>(shared));
    key += textOf(rest);
    ARA_TRY(take({key, value, block.owner}));
  }
  return {};
}

} // namespace

bool looksLikeTable(Bytes file) {
  return file.size() >= kFooter && loadAt<std::uint64_t>(file, file.size() - 8) == kMagic;
}

Status eachEntry(Bytes file, const std::string& name, bool* damaged,
                 const std::function<Status(const TableEntry&)>& take) {
  if (!looksLikeTable(file))
    return fail(ErrorKind::BadFile, msg("{0} does not end as a checkpoint ends.", name),
                msg("Copy the checkpoint again, all of its files."), name);
  Cursor footer{file.subspan(file.size() - kFooter, kFooter - 8)};
  footer.varint(), footer.varint(); // metadata: filters, which checkpoints do not have
  const Handle index{footer.varint(), footer.varint()};
  if (!footer.good) return damagedAt(name, file.size() - kFooter);
  ARA_ASSIGN(const Block blocks, blockAt(file, name, index, damaged));
  std::uint64_t total = 0; // blocks that several index entries name must not multiply the work
  return eachInBlock(blocks, name, index.offset, [&](const TableEntry& e) -> Status {
    Cursor c{e.value};
    const Handle h{c.varint(), c.varint()};
    if (!c.good) return damagedAt(name, index.offset);
    total += h.size + kTrailer;
    if (h.size > file.size() || total > file.size()) return damagedAt(name, index.offset);
    ARA_ASSIGN(const Block block, blockAt(file, name, h, damaged));
    return eachInBlock(block, name, h.offset, take);
  });
}

} // namespace ara::formats::checkpoint
