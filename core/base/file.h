// Files: read whole when small, mapped when large; written whole or not at all.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/task.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace ara {

// The bytes of a file. A mapped file that is cut short by somebody else reads as zeros from then on, and changed() says
// so: an error message, never a signal.
class FileBytes {
public:
  static constexpr std::uint64_t kMapAbove = 64u << 20; // smaller files are read
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes();

  Bytes bytes() const { return m_bytes; }
  // True when the file on disk is no longer the one that was opened (size, time, or a page that went away).
  bool changed() const;

private:
  friend Result<std::shared_ptr<const FileBytes>> openFile(const std::filesystem::path&, std::uint64_t);
  FileBytes() = default;
  Bytes m_bytes;
  std::unique_ptr<std::byte[]> m_heap;
  void* m_map = nullptr;
  int m_slot = -1; // in the table the signal handler reads
  std::filesystem::path m_path;
  std::uint64_t m_size = 0;
  std::int64_t m_time = 0;
};

Result<std::shared_ptr<const FileBytes>> openFile(const std::filesystem::path& path, std::uint64_t mapAbove = FileBytes::kMapAbove);

// Writes `parts` to a temporary file beside `path`, syncs it, and renames it over `path`: afterwards `path` holds either
// all of the parts or what it held before. The temporary file is removed on every failure and on cancel.
Status writeFileAtomically(Task& task, const std::filesystem::path& path, std::span<const Bytes> parts);

} // namespace ara
