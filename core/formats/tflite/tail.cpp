// end of central directory: "PK\5\6", disk(2) disk(2) entries(2) entries(2) directory size(4) directory place(4)
// comment(2) directory entry:          "PK\1\2" ... 28: name(2) extra(2) comment(2) ... 42: place of the local
// header(4), 46: name ...
#include "formats/tflite/tail.h"

#include <algorithm>
#include <optional>

namespace ara::formats::tflite {
namespace {

constexpr std::uint32_t kEnd = 0x06054b50, kEntry = 0x02014b50, kLocal = 0x04034b50;
constexpr std::size_t kEndBytes = 22, kEntryBytes = 46, kCommentMost = 0xffff;

struct Directory {
  std::size_t begin = 0; // in the given bytes
  std::size_t end = 0;   // the end record follows
  std::uint32_t place = 0;
  std::uint32_t firstLocal = 0; // smallest place of a local header
  std::vector<std::size_t> entries;
};

std::optional<Directory> directoryOf(Bytes b) {
  if (b.size() < kEndBytes) return std::nullopt;
  const std::size_t last = b.size() - kEndBytes;
  for (std::size_t at = last + 1; at-- > last - std::min(last, kCommentMost);) {
    if (loadAt<std::uint32_t>(b, at) != kEnd || at + kEndBytes + loadAt<std::uint16_t>(b, at + 20) != b.size())
      continue;
    Directory d;
    const std::uint32_t size = loadAt<std::uint32_t>(b, at + 12);
    const std::size_t count = loadAt<std::uint16_t>(b, at + 10);
    d.place = loadAt<std::uint32_t>(b, at + 16);
    if (size > at || count == 0) return std::nullopt;
    d.end = at;
    d.begin = at - size;
    d.firstLocal = 0xffffffffu;
    std::size_t entry = d.begin;
    for (std::size_t i = 0; i < count; ++i) {
      if (entry + kEntryBytes > d.end || loadAt<std::uint32_t>(b, entry) != kEntry) return std::nullopt;
      d.entries.push_back(entry);
      d.firstLocal = std::min(d.firstLocal, loadAt<std::uint32_t>(b, entry + 42));
      entry += kEntryBytes + loadAt<std::uint16_t>(b, entry + 28) + loadAt<std::uint16_t>(b, entry + 30) +
               loadAt<std::uint16_t>(b, entry + 32);
    }
    return d;
  }
  return std::nullopt;
}

} // namespace

std::uint64_t zipBegin(Bytes file) {
  const auto d = directoryOf(file);
  if (!d || d->place < d->firstLocal) return file.size();
  const std::uint64_t archive = d->place - d->firstLocal; // bytes of the local part
  if (archive > d->begin || archive < 4) return file.size();
  const std::size_t begin = d->begin - static_cast<std::size_t>(archive);
  return loadAt<std::uint32_t>(file, begin) == kLocal ? begin : file.size();
}

std::vector<std::byte> zipAt(Bytes zip, std::uint64_t begin) {
  std::vector<std::byte> out(zip.begin(), zip.end());
  const auto d = directoryOf(zip);
  if (!d || d->firstLocal == 0 || begin + zip.size() > 0xffffffffu) return out;
  const auto shift = static_cast<std::uint32_t>(begin) - d->firstLocal;
  const auto move = [&](std::size_t at) {
    const std::uint32_t to = loadAt<std::uint32_t>(zip, at) + shift;
    std::memcpy(out.data() + at, &to, sizeof to);
  };
  move(d->end + 16);
  for (const std::size_t entry : d->entries) move(entry + 42);
  return out;
}

} // namespace ara::formats::tflite
