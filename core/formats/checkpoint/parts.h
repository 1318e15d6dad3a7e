// What the two versions share: reading shapes and slices, and putting entries together.
#pragma once

#include "formats/checkpoint/checkpoint.h"
#include "formats/checkpoint/table.h"
#include "formats/graphdef/values.h"

namespace ara::formats::checkpoint {

struct Slice {
  std::vector<std::int64_t> start, length; // -1: all of the dimension
};
// TensorSliceProto. False when its bytes are damaged.
bool readSlice(Bytes slice, Slice& out);
// Fills in the full dimensions. False when the slice does not fit the shape.
bool fitSlice(Slice& slice, const ir::Shape& shape);
std::optional<std::uint64_t> bytesOf(ir::DataType type, std::span<const std::int64_t> dims);

Fail damagedEntry(const std::string& file, std::string_view key);
Result<Checkpoint> readV1(Task& task, std::shared_ptr<const FileBytes> file, const std::filesystem::path& path,
                          bool despiteChecksums);
Result<Checkpoint> readV2(Task& task, std::shared_ptr<const FileBytes> index, const std::filesystem::path& prefix,
                          bool despiteChecksums);

} // namespace ara::formats::checkpoint
