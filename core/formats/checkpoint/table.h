// The sorted string table checkpoints are written in (LevelDB's format, with TensorFlow's magic number, which is the
// same):
//
//   blocks, a block of metadata, an index block, footer of 48 bytes: where those two are, and the magic number
//   block   = entries, restart points, their count; then 1 byte of compression (0 none, 1 Snappy), 4 of checksum
//   entry   = bytes shared with the key before, bytes of its own, bytes of the value; then those bytes
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <functional>
#include <memory>
#include <string>

namespace ara::formats::checkpoint {

struct TableEntry {
  std::string_view key;              // valid during the call
  Bytes value;                       // as long as `owner` lives
  std::shared_ptr<const void> owner; // of a block that was unpacked; null: the bytes lie in the file
};

bool looksLikeTable(Bytes file);
// Hands every entry to `take` in the order of keys. Errors: BadFile, also for a checksum that does not agree, unless
// `despiteChecksums`: then *damaged is set instead.
Status eachEntry(Bytes file, const std::string& name, bool* damaged,
                 const std::function<Status(const TableEntry&)>& take);

} // namespace ara::formats::checkpoint
