// The TFLite schema as data: which fields an option table has, their types, slots and defaults. With it one piece of
// code reads and writes every option table, instead of one piece per operator.
//
//   const reflection::Schema& s = *reflection::GetSchema(ara::tfliteBinarySchema().data());
//   const reflection::Object* conv = s.objects()->LookupByKey("ara.schema.Conv2DOptions");
//
// Objects are named with the namespace "ara.schema."; fields of an object are sorted by name, Field::id() is the slot.
#pragma once

#include "base/bytes.h"

namespace ara {

Bytes tfliteBinarySchema();

} // namespace ara
