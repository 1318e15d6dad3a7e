// Numbers of the TFLite schema and what the IR calls them.
#pragma once

#include "ir/model.h"
#include "schema/tflite_generated.h"

#include <optional>
#include <string>
#include <string_view>

namespace ara::formats::tflite {

std::optional<ir::DataType> dataTypeOf(schema::TensorType t);   // nullopt for a number the schema does not have
std::optional<schema::TensorType> tensorTypeOf(ir::DataType t); // nullopt for types TFLite cannot store

// "tfl.conv_2d" from 3; "tfl.builtin_300" from a number the schema does not have.
std::string operatorName(int code);
// The reverse; nullopt for names of other dialects and of no operator.
std::optional<int> operatorCode(std::string_view fullName);

// The builtin number of a node, and the version it has in a file: as read, else what its row asks for (1 without a
// row).
std::optional<int> operatorCode(const ir::Model& model, const ir::Node& node);
std::int64_t operatorVersion(const ir::Model& model, const ir::Graph& graph, ir::NodeId node);

// The option table an operator usually has, "Conv2DOptions"; empty for those without one.
std::string_view usualOptionsName(int builtinCode);

} // namespace ara::formats::tflite
