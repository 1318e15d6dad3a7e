#include "formats/tflite/codes.h"

#include "formats/tflite/tflite.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

namespace ara::formats::tflite {
namespace {

using ir::DataType;

// By TensorType.
constexpr std::array kTypes = {
    DataType::f32,    DataType::f16,        DataType::i32,    DataType::u8,        DataType::i64,
    DataType::string, DataType::boolean,    DataType::i16,    DataType::complex64, DataType::i8,
    DataType::f64,    DataType::complex128, DataType::u64,    DataType::resource,  DataType::variant,
    DataType::u32,    DataType::u16,        DataType::i4,     DataType::bf16,      DataType::i2,
    DataType::u4,     DataType::f8e4m3,     DataType::f8e5m2,
};
static_assert(kTypes.size() == static_cast<std::size_t>(schema::TensorType::MAX) + 1);

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

} // namespace

std::optional<ir::DataType> dataTypeOf(schema::TensorType t) {
  const auto i = static_cast<std::size_t>(t);
  return i < kTypes.size() ? std::optional(kTypes[i]) : std::nullopt;
}

std::optional<schema::TensorType> tensorTypeOf(ir::DataType t) {
  const auto at = std::find(kTypes.begin(), kTypes.end(), t);
  if (at == kTypes.end()) return std::nullopt;
  return static_cast<schema::TensorType>(at - kTypes.begin());
}

std::string builtinName(int code) {
  const auto op = static_cast<schema::BuiltinOperator>(code);
  if (op < schema::BuiltinOperator::MIN || op > schema::BuiltinOperator::MAX) return {};
  return lower(schema::EnumNameBuiltinOperator(op));
}

std::optional<int> builtinCode(std::string_view lowerName) {
  static const auto kCodes = [] {
    std::unordered_map<std::string, int> codes;
    for (const schema::BuiltinOperator op : schema::EnumValuesBuiltinOperator())
      codes.emplace(lower(schema::EnumNameBuiltinOperator(op)), static_cast<int>(op));
    return codes;
  }();
  const auto at = kCodes.find(std::string(lowerName));
  return at == kCodes.end() ? std::nullopt : std::optional(at->second);
}

std::string operatorName(int code) {
  const std::string known = builtinName(code);
  return known.empty() ? "tfl.builtin_" + std::to_string(code) : "tfl." + known;
}

std::optional<int> operatorCode(std::string_view fullName) {
  constexpr std::string_view kDialect = "tfl.", kNumber = "builtin_";
  if (!fullName.starts_with(kDialect)) return std::nullopt;
  fullName.remove_prefix(kDialect.size());
  if (const auto known = builtinCode(fullName)) return known;
  if (!fullName.starts_with(kNumber)) return std::nullopt;
  fullName.remove_prefix(kNumber.size());
  int code = 0;
  const auto [end, error] = std::from_chars(fullName.data(), fullName.data() + fullName.size(), code);
  if (error != std::errc() || end != fullName.data() + fullName.size() || code < 0) return std::nullopt;
  return code;
}

} // namespace ara::formats::tflite
