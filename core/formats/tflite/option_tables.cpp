// The option tables, read once from the schema that is compiled in.
#include "formats/tflite/options.h"

#include "schema/tflite_reflection.h"

#include <algorithm>
#include <unordered_map>

namespace ara::formats::tflite {
namespace {

using reflection::BaseType;

std::string_view view(const flatbuffers::String& s) { return {s.c_str(), s.size()}; }

OptionField::Role roleOf(std::string_view field, const reflection::Enum* members) {
  if (members && view(*members->name()) == "ara.schema.TensorType") return OptionField::Role::dataType;
  if (field.ends_with("subgraph_index") || field == "subgraph") return OptionField::Role::graph;
  if (field == "branch_subgraph_indices" || field == "called_computations") return OptionField::Role::graphs;
  return OptionField::Role::value;
}

OptionTable tableOf(const reflection::Schema& schema, const reflection::EnumVal& member, bool second) {
  OptionTable table;
  table.second = second;
  table.number = static_cast<std::uint8_t>(member.value());
  const reflection::Object& object = *schema.objects()->Get(static_cast<unsigned>(member.union_type()->index()));
  table.name = view(*object.name());
  table.name.remove_prefix(table.name.rfind('.') + 1);
  for (const reflection::Field* f : *object.fields()) {
    table.vtableBytes = std::max<std::uint16_t>(table.vtableBytes, static_cast<std::uint16_t>(f->offset() + 2));
    if (f->deprecated()) continue;
    OptionField field;
    field.name = view(*f->name());
    field.offset = f->offset();
    field.type = f->type()->base_type();
    field.element = f->type()->element();
    const bool scalar = field.type != BaseType::Vector && field.type != BaseType::String;
    if (scalar && f->type()->index() >= 0)
      field.members = schema.enums()->Get(static_cast<unsigned>(f->type()->index()));
    field.role = roleOf(field.name, field.members);
    field.defaultInteger = f->default_integer();
    field.defaultReal = f->default_real();
    table.fields.push_back(field);
  }
  std::ranges::sort(table.fields, {}, &OptionField::offset);
  return table;
}

struct Tables {
  std::vector<OptionTable> unions[2]; // by number - 1
  std::unordered_map<std::string_view, const OptionTable*> byName;

  Tables() {
    const reflection::Schema& schema = schemaAsData();
    for (const bool second : {false, true}) {
      const std::string_view name = second ? "ara.schema.BuiltinOptions2" : "ara.schema.BuiltinOptions";
      for (const reflection::Enum* e : *schema.enums()) {
        if (view(*e->name()) != name) continue;
        for (const reflection::EnumVal* member : *e->values())
          if (member->value() != 0) unions[second].push_back(tableOf(schema, *member, second));
      }
    }
    for (const auto& tables : unions)
      for (const OptionTable& t : tables) byName.emplace(t.name, &t);
  }
};

const Tables& tables() {
  static const Tables kTables;
  return kTables;
}

} // namespace

const reflection::Schema& schemaAsData() { return *reflection::GetSchema(tfliteBinarySchema().data()); }

flatbuffers::Offset<const flatbuffers::Table*> copyTable(flatbuffers::FlatBufferBuilder& builder, std::string_view type,
                                                         const void* table) {
  constexpr std::string_view kNamespace = "ara.schema.";
  for (const reflection::Object* object : *schemaAsData().objects()) {
    const std::string_view name = view(*object->name());
    if (name.size() == kNamespace.size() + type.size() && name.ends_with(type))
      return CopyTable(builder, schemaAsData(), *object, *static_cast<const flatbuffers::Table*>(table));
  }
  return {};
}

const OptionTable* optionTable(std::string_view name) {
  const auto at = tables().byName.find(name);
  return at == tables().byName.end() ? nullptr : at->second;
}

const OptionTable* optionTable(bool second, std::uint8_t number) {
  const auto& all = tables().unions[second];
  return number >= 1 && number <= all.size() ? &all[number - 1u] : nullptr;
}

int unknownField(const OptionTable& type, const flatbuffers::Table& table) {
  const std::uint8_t* vtable = table.GetVTable();
  const auto bytes = flatbuffers::ReadScalar<flatbuffers::voffset_t>(vtable);
  for (std::uint16_t at = type.vtableBytes; at + 2 <= bytes; at = static_cast<std::uint16_t>(at + 2))
    if (flatbuffers::ReadScalar<flatbuffers::voffset_t>(vtable + at) != 0) return (at - 4) / 2;
  return -1;
}

} // namespace ara::formats::tflite
