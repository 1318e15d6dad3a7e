// Element types of tensors, as the union of what TensorFlow and TensorFlow Lite can store.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ara::ir {

enum class DataType : std::uint8_t {
  none, // not known (yet)
  f32, f64, f16, bf16, f8e4m3, f8e5m2,
  i2, i4, i8, i16, i32, i64,
  u2, u4, u8, u16, u32, u64,
  boolean, string, complex64, complex128,
  qint8, quint8, qint16, quint16, qint32,
  resource, variant, // handles: what is behind them is in TensorExtra
};
inline constexpr int kDataTypeCount = static_cast<int>(DataType::variant) + 1;

std::string_view name(DataType t);     // "f32", as in the text form
std::string_view longName(DataType t); // "float32", as people write it
std::optional<DataType> dataTypeNamed(std::string_view either);

// Bits of one element in a buffer; 0 for string, resource, variant and none.
unsigned bitWidth(DataType t);
// Bytes of `elements` packed elements (sub-byte types round up), or nothing on overflow or for types without a width.
std::optional<std::uint64_t> byteSize(DataType t, std::uint64_t elements);

bool isFloat(DataType t);   // f64 f32 f16 bf16 f8*
bool isInteger(DataType t); // iN and uN, not bool, not the q types

// Numbers of TensorFlow's DataType enumeration (types.proto); 0 (DT_INVALID) for none and what it cannot say.
int tensorflowNumber(DataType t);
DataType fromTensorflow(std::int64_t number); // none when unknown; reference types (100 + n) are not mapped

} // namespace ara::ir
