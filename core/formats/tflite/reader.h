// The parts of reading: tensors.cpp, operators.cpp and model.cpp share this state of one read.
#pragma once

#include "formats/tflite/options.h"
#include "ir/edit.h"

#include "base/task.h"

#include <map>
#include <tuple>
#include <unordered_map>

namespace ara::formats::tflite {

// Attributes that are not option fields.
namespace key {
inline constexpr std::string_view kVersion = "_version";          // int: version of the operator
inline constexpr std::string_view kNoOptions = "_no_options";     // bool: the usual table is missing
inline constexpr std::string_view kOptionsType = "_options_type"; // symbol: another table; int: a type nobody knows
inline constexpr std::string_view kUnknownField = "_options_unknown_field"; // int: slot of a field nobody knows
inline constexpr std::string_view kMutating = "_mutating";                  // bools: mutating_variable_inputs
inline constexpr std::string_view kIntermediates = "_intermediates";        // int: how many results at the end are such
inline constexpr std::string_view kDebug = "_debug_metadata_index";         // int
inline constexpr std::string_view kCustomCode = "custom_code";              // string
inline constexpr std::string_view kCustomOptions = "_custom_options";       // string: bytes
inline constexpr std::string_view kCustomFormat = "_custom_options_format"; // int, when it is not flexbuffers
} // namespace key

// Whom a sentence is about, "Tensor 7 (x)"; becomes text only when something has to be said.
struct Who {
  const char* kind;
  std::size_t index = 0;
  const flatbuffers::String* name = nullptr;
  operator std::string() const {
    return name && name->size() ? fmt::format("{} {} ({})", kind, index, name->string_view())
                                : fmt::format("{} {}", kind, index);
  }
};
inline Who whoIs(const schema::Tensor& t, std::size_t index) { return {"Tensor", index, t.name()}; }

} // namespace ara::formats::tflite

template<> struct fmt::formatter<ara::formats::tflite::Who> : fmt::formatter<std::string> {
  template<class Context> auto format(const ara::formats::tflite::Who& who, Context& c) const {
    return fmt::formatter<std::string>::format(std::string(who), c);
  }
};

namespace ara::formats::tflite {

class Reader {
public:
  Reader(Task& task, Bytes bytes, std::shared_ptr<const void> owner)
      : m_task(task), m_bytes(bytes), m_owner(std::move(owner)) {}
  Result<ir::Model> read();

private:
  using File = schema::Model;

  // model.cpp
  Status locate();
  Status readModelParts();
  Status readSignatures();
  Status refuseRecursion() const;
  Status charge(std::uint64_t entries);

  // tensors.cpp
  Result<ir::BufferId> bufferAt(std::uint32_t index);
  Result<Bytes> bytesOfBuffer(const schema::Buffer& buffer, std::uint32_t index) const;
  Status readTensors(const schema::SubGraph& from, ir::GraphEdit& edit);
  Status readTensor(const schema::Tensor& from, std::size_t index, std::size_t count, ir::GraphEdit& edit);
  Status readShape(const schema::Tensor& from, ir::GraphEdit& edit, ir::TensorId t, Who who);
  Status readQuantization(const schema::Tensor& from, std::size_t count, ir::GraphEdit& edit, ir::TensorId t, Who who);
  Status readConstant(const schema::Tensor& from, ir::GraphEdit& edit, ir::TensorId t, Who who);
  Status checkStrings(ir::BufferId buffer, std::uint64_t elements, Who who);
  std::string rawOf(const schema::Tensor& from, Who who, Status& status);
  ir::NameId nameOf(const flatbuffers::String* s);

  // operators.cpp
  Status readGraph(std::size_t index);
  Status readOperators(const schema::SubGraph& from, ir::GraphEdit& edit);
  Status readOperator(const schema::Operator& from, std::size_t index, ir::GraphEdit& edit);
  Result<ir::AttrsId> readAttributes(const schema::Operator& from, int code, const schema::OperatorCode& opcode);
  Status checkOrder(const schema::SubGraph& from, ir::GraphEdit& edit) const;
  Result<std::vector<ir::TensorId>> tensorList(const flatbuffers::Vector<std::int32_t>* from, std::size_t count,
                                               bool absentOk, Who who, const char* role);
  Result<int> codeOf(const schema::Operator& from, std::size_t index) const;
  std::string operatorText(const schema::SubGraph& from, std::size_t index) const;

  Task& m_task;
  Bytes m_bytes;
  std::shared_ptr<const void> m_owner;
  const File* m_file = nullptr;
  ir::Model m_model;
  std::uint64_t m_budget = 0; // entries of lists that may still be read: shared lists make small files long
  std::vector<ir::BufferId> m_buffers;
  std::vector<bool> m_bufferSeen;
  std::unordered_map<const void*, ir::ShapeId> m_shapes;
  std::unordered_map<const void*, ir::NameId> m_names;
  std::unordered_map<const void*, ir::QuantId> m_quants;
  using AttrsKey = std::tuple<const void*, std::uint32_t, std::uint8_t, std::uint8_t>; // options, code, their types
  std::map<AttrsKey, ir::AttrsId> m_attrs;
  std::unordered_map<std::uint32_t, std::uint64_t> m_strings; // buffer id -> strings in it, once checked
};

inline Message exportAgain() { return msg("The file is damaged or its exporter has a fault; export the model again."); }

// Model-level parts of a file that we carry as one small flatbuffer.
std::string pack(flatbuffers::FlatBufferBuilder& builder);
// The root of such a packed part, or nullptr when it is none.
template<class T> const T* unpack(const std::string& raw) {
  const auto* p = reinterpret_cast<const std::uint8_t*>(raw.data());
  if (raw.size() < 8) return nullptr;
  flatbuffers::Verifier verifier(p, raw.size());
  return verifier.VerifyBuffer<T>(nullptr) ? flatbuffers::GetRoot<T>(p) : nullptr;
}

} // namespace ara::formats::tflite
