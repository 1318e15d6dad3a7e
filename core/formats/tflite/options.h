// Option tables of operators as attributes and back, for every table of both unions, from the schema as data.
//
//   stride_w: 2, padding: SAME  ->  {"padding" = Symbol SAME, "stride_w" = 2}
//
// Members of enumerations become Symbols (numbers the schema does not name stay numbers), element types DataTypes,
// indices of subgraphs GraphIds. Attributes whose name starts with an underscore are not fields; tflite.h lists them.
#pragma once

#include "base/result.h"
#include "ir/model.h"
#include "schema/tflite_generated.h"

#include <flatbuffers/reflection.h>

#include <string>
#include <string_view>
#include <vector>

namespace ara::formats::tflite {

struct OptionField {
  std::string_view name;
  std::uint16_t offset = 0; // of its entry in the vtable
  reflection::BaseType type = reflection::BaseType::None, element = reflection::BaseType::None;
  const reflection::Enum* members = nullptr;
  enum class Role : std::uint8_t { value, dataType, graph, graphs } role = Role::value;
  std::int64_t defaultInteger = 0;
  double defaultReal = 0;
};

struct OptionTable {
  std::string_view name; // "Conv2DOptions"
  bool second = false;   // in BuiltinOptions2
  std::uint8_t number = 0;
  std::uint16_t vtableBytes = 4; // of a vtable that holds every field we know
  std::vector<OptionField> fields;
};

const OptionTable* optionTable(std::string_view name);            // nullptr: no such table
const OptionTable* optionTable(bool second, std::uint8_t number); // nullptr: a type nobody knows

const reflection::Schema& schemaAsData();
// A deep copy of a verified table of type `type` ("SparsityParameters").
flatbuffers::Offset<const flatbuffers::Table*> copyTable(flatbuffers::FlatBufferBuilder& builder, std::string_view type,
                                                         const void* table);

// The fields of `table` as attributes. Errors: a subgraph index that is none of `graphs`.
Status readOptions(const OptionTable& type, const flatbuffers::Table& table, ir::Model& model, std::size_t graphs,
                   ir::AttrList& out);
// The first field that `table` has and the schema has not: its slot, or -1.
int unknownField(const OptionTable& type, const flatbuffers::Table& table);

// Graphs that the attributes name: through GraphIds and the lists of them, which are integers.
std::vector<ir::GraphId> graphsNamedBy(const ir::Model& model, const ir::AttrList& attrs);

// The value of each field in the form the file has it, defaults left out; equal tables have equal `key`s.
struct OptionValues {
  struct Value {
    const OptionField* field = nullptr;
    std::string bytes; // scalar or vector content
  };
  const OptionTable* type = nullptr;
  std::vector<Value> values;
  std::string key;
};
// `graphIndex` is the subgraph index of each GraphId. Errors: Unsupported for a value the field cannot hold.
Result<OptionValues> optionValues(const OptionTable& type, const ir::Model& model, const ir::AttrList& attrs,
                                  const std::vector<std::int32_t>& graphIndex);
flatbuffers::Offset<void> buildOptions(flatbuffers::FlatBufferBuilder& builder, const OptionValues& values);

} // namespace ara::formats::tflite
