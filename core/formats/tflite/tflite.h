// TensorFlow Lite files over the complete schema. write(read(write(m))) is byte-identical.
#pragma once

#include "formats/format.h"

namespace ara::formats::tflite {

Match sniff(const Input& input);
Result<ir::Model> read(Task& task, const Input& input);
Result<ir::Model> readBytes(Task& task, Bytes bytes, std::shared_ptr<const void> owner);

struct WriteOptions {
  bool names = true;                                   // false: tensors other than inputs and outputs lose theirs
  std::uint64_t outsideAbove = std::uint64_t{1} << 31; // files that would be larger put buffers behind the FlatBuffer
};
// The whole file. Errors: Unsupported with the operator and option nobody knows; a graph whose nodes have no builtin
// code.
Result<std::vector<std::byte>> write(Task& task, const ir::Model& model, const WriteOptions& options = {});

// Every BuiltinOperator of the schema by the lower-case name the IR uses: builtinCode("conv_2d") = 3; nullopt
// otherwise.
std::optional<int> builtinCode(std::string_view lowerName);
std::string builtinName(int code); // "conv_2d"; "" when the schema has none

} // namespace ara::formats::tflite
