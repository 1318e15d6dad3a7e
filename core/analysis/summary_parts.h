// What the faces of the summary (text, JSON, sentence) share.
#pragma once

#include "analysis/summary.h"

#include <map>

namespace ara::analysis {

// True for models of TensorFlow Lite, whose inputs and outputs are declared and whose operators are builtins.
bool isLite(const ir::Model& model);

// "SOFTMAX", a custom operator by its own code, or TensorFlow's "Softmax".
std::string publicOpName(const ir::Model& model, const ir::Node& node);

std::string lowered(std::string_view s); // ASCII letters in lower case

// TensorFlow's name of a type: "float", "half", "INVALID".
std::string tensorflowTypeName(ir::DataType type);

struct Parameters {
  std::uint64_t constant = 0, variable = 0;    // elements
  std::map<ir::DataType, std::uint64_t> bytes; // of constants
};
Parameters parametersOf(const ir::Model& model);

// Nodes in nobody's way: no result is read, and no node waits for them.
std::vector<ir::NodeId> unusedNodes(const ir::Model& model, const ir::Graph& graph);

bool isVariableOp(std::string_view shortName, bool handles); // Variable, VariableV2; with `handles` VarHandleOp too

// Operators of the main graph: what computes, so neither constants nor inputs.
std::size_t operatorCount(const ir::Model& model);

} // namespace ara::analysis
