#include "ir/types.h"

#include "base/bytes.h"

#include <array>

namespace ara::ir {
namespace {

struct Row {
  DataType type;
  std::string_view name, longName;
  unsigned bits;
  int tensorflow;
};

constexpr std::array<Row, kDataTypeCount> kRows{{
    {DataType::none, "?", "unknown", 0, 0},
    {DataType::f32, "f32", "float32", 32, 1},
    {DataType::f64, "f64", "float64", 64, 2},
    {DataType::f16, "f16", "float16", 16, 19},
    {DataType::bf16, "bf16", "bfloat16", 16, 14},
    {DataType::f8e4m3, "f8e4m3", "float8_e4m3fn", 8, 25},
    {DataType::f8e5m2, "f8e5m2", "float8_e5m2", 8, 24},
    {DataType::i2, "i2", "int2", 2, 0},
    {DataType::i4, "i4", "int4", 4, 29},
    {DataType::i8, "i8", "int8", 8, 6},
    {DataType::i16, "i16", "int16", 16, 5},
    {DataType::i32, "i32", "int32", 32, 3},
    {DataType::i64, "i64", "int64", 64, 9},
    {DataType::u2, "u2", "uint2", 2, 0},
    {DataType::u4, "u4", "uint4", 4, 30},
    {DataType::u8, "u8", "uint8", 8, 4},
    {DataType::u16, "u16", "uint16", 16, 17},
    {DataType::u32, "u32", "uint32", 32, 22},
    {DataType::u64, "u64", "uint64", 64, 23},
    {DataType::boolean, "bool", "bool", 8, 10},
    {DataType::string, "string", "string", 0, 7},
    {DataType::complex64, "c64", "complex64", 64, 8},
    {DataType::complex128, "c128", "complex128", 128, 18},
    {DataType::qint8, "qint8", "qint8", 8, 11},
    {DataType::quint8, "quint8", "quint8", 8, 12},
    {DataType::qint16, "qint16", "qint16", 16, 15},
    {DataType::quint16, "quint16", "quint16", 16, 16},
    {DataType::qint32, "qint32", "qint32", 32, 13},
    {DataType::resource, "resource", "resource", 0, 20},
    {DataType::variant, "variant", "variant", 0, 21},
}};

constexpr bool inOrder() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (static_cast<std::size_t>(kRows[i].type) != i) return false;
  return true;
}
static_assert(inOrder());

const Row& row(DataType t) { return kRows[static_cast<std::size_t>(t)]; }

} // namespace

std::string_view name(DataType t) { return row(t).name; }
std::string_view longName(DataType t) { return row(t).longName; }
unsigned bitWidth(DataType t) { return row(t).bits; }
int tensorflowNumber(DataType t) { return row(t).tensorflow; }

std::optional<DataType> dataTypeNamed(std::string_view either) {
  for (const Row& r : kRows)
    if (r.name == either || r.longName == either) return r.type;
  return std::nullopt;
}

std::optional<std::uint64_t> byteSize(DataType t, std::uint64_t elements) {
  const auto bits = bitWidth(t) ? checkedMul(elements, bitWidth(t)) : std::nullopt;
  const auto rounded = bits ? checkedAdd(*bits, 7) : std::nullopt;
  return rounded ? std::optional(*rounded / 8) : std::nullopt;
}

bool isFloat(DataType t) { return t >= DataType::f32 && t <= DataType::f8e5m2; }
bool isInteger(DataType t) { return t >= DataType::i2 && t <= DataType::u64; }

DataType fromTensorflow(std::int64_t number) {
  for (const Row& r : kRows)
    if (number != 0 && r.tensorflow == number) return r.type;
  return DataType::none;
}

} // namespace ara::ir
