// Checkpoints of TensorFlow: the V2 form (PREFIX.index, PREFIX.data-00000-of-00001, ...) and the V1 form (one table).
// Values are views of the mapped data files; nothing is read that nobody asks for.
//
//   ARA_ASSIGN(const Checkpoint c, readCheckpoint(task, prefix, {}));
//   if (const Entry* e = c.find("conv1/weights")) ARA_ASSIGN(const ir::Buffer b, valueOf(c, *e));
#pragma once

#include "formats/format.h"

#include <optional>
#include <unordered_map>

namespace ara::formats::checkpoint {

// A part of a partitioned tensor: where it begins, how far it goes, what it holds.
struct Part {
  std::vector<std::int64_t> start, length;
  ir::Buffer value;
  std::optional<std::uint32_t> crc; // masked
  std::uint32_t shard = 0;
};

struct Entry {
  std::string name;
  ir::DataType type = ir::DataType::none;
  ir::Shape shape;
  std::uint64_t bytes = 0; // of the whole value
  std::vector<Part> parts; // one, unless the tensor was saved in parts
  bool partitioned() const { return parts.size() > 1; }
};

struct Checkpoint {
  std::string prefix; // path without ".index"
  int version = 2;
  std::uint32_t shards = 1;
  std::uint64_t fileBytes = 0;
  bool damaged = false;       // opened although checksums do not agree: values are left out
  std::vector<Entry> entries; // by name
  std::string objectGraph;    // TrackableObjectGraph, serialised; empty when there is none
  std::vector<std::shared_ptr<const FileBytes>> files;
  std::unordered_map<std::string, std::size_t> index;

  const Entry* find(const std::string& name) const {
    const auto it = index.find(name);
    return it == index.end() ? nullptr : &entries[it->second];
  }
};

// The prefix any of the files stands for: PREFIX.index, PREFIX.data-*, PREFIX.meta, PREFIX itself, a V1 file, a folder
// with a file `checkpoint` (the newest it names), or that file. Empty when there is no checkpoint.
std::filesystem::path prefixOf(const std::filesystem::path& any);

// Errors: BadFile, Io. A missing shard is an error that names the file.
Result<Checkpoint> readCheckpoint(Task& task, const std::filesystem::path& prefix, bool despiteChecksums = false);

// The value, parts joined. Errors: BadFile when parts leave a hole, or above what a model can hold.
Result<ir::Buffer> valueOf(const Checkpoint& c, const Entry& e);
// The part of the value that begins at `start` and goes `length` far.
Result<ir::Buffer> sliceOf(const Checkpoint& c, const Entry& e, std::span<const std::int64_t> start,
                           std::span<const std::int64_t> length);
// The one text of a scalar string tensor in a data file, as it lies there.
std::optional<std::string_view> textScalar(Bytes stored);

// As a format: a model without nodes whose tensors are the variables.
Match sniff(const Input& input);
Result<ir::Model> read(Task& task, const Input& input);

} // namespace ara::formats::checkpoint
