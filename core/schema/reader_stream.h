// What aracari-reader hands over, record after record. Numbers are little-endian, texts are 4 bytes of length and the
// bytes.
//
//   'G' path                                                   a group
//   'A' path, name, 0, count (4), texts                        an attribute of texts
//   'A' path, name, 1, count (4), doubles                      an attribute of numbers
//   'V' path, type (1), rank (1), dims (8 each), offset (8), size (8)      an array that lies in the file as it is
//   'D' path, type (1), rank (1), dims (8 each), size (8), bytes           an array that had to be unpacked
//   'E' kind (1), path                                         why the file is not read
//   'Z'                                                        all was handed over
#pragma once

#include <cstdint>

namespace ara::reader {

enum class Refusal : std::uint8_t {
  damaged,
  externalLink,
  externalStorage,
  virtualData,
  filter,
  type,
  tooLarge,
  tooDeep,
  noSandbox
};
// The number of a type is ir::DataType's name in this order.
enum class Type : std::uint8_t { f16, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64, boolean };

} // namespace ara::reader
