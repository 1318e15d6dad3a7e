// NumPy's files: one array (.npy) or several under names (.npz). What people feed a model with, and what it answers.
//
//   const auto arrays = readArrays(task, input);     // of an .npy: one, without a name
//   const auto bytes = writeNpz(arrays);             // equal arrays, equal bytes
#pragma once

#include "base/task.h"
#include "ir/buffer.h"
#include "ir/shape.h"
#include "ir/types.h"

namespace ara::formats::arrays {

struct Array {
  std::string name;
  ir::DataType type = ir::DataType::none;
  ir::Shape shape;              // static
  std::vector<std::byte> bytes; // row-major, little-endian; strings in TFLite's layout (count, offsets, bytes)
};

// Told apart by content. Errors: BadFile for what is no such file or is cut short, Unsupported for arrays of Python
// objects, of records, and above `budget` bytes unpacked.
Result<std::vector<Array>> readArrays(Task& task, Bytes file, std::uint64_t budget = std::uint64_t{1} << 32);
Result<Array> readNpy(Bytes file);
// The same from a path, which is what errors speak of.
Result<std::vector<Array>> readArrayFile(Task& task, const std::string& path);

// Strings are written as NumPy's fixed-width bytes. Errors: Unsupported for types NumPy does not have.
Result<std::vector<std::byte>> writeNpy(const Array& array);
Result<std::vector<std::byte>> writeNpz(std::span<const Array> arrays);

} // namespace ara::formats::arrays
