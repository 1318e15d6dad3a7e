// Which operands of an operator are weights, and whether its kernel takes them as int8 beside float activations.
#pragma once

#include "ir/model.h"

#include <vector>

namespace ara::quantize {

struct WeightOperands {
  std::vector<std::size_t> operands; // empty: the operator has no weights we know
  bool hybrid = false;               // it computes with int8 weights; otherwise they are turned back by a DEQUANTIZE
  int axis = -1;                     // of one scale per slice, when the kernel takes that; -1: one scale only
  int version = 1;                   // of the operator when it runs hybrid
  int versionPerSlice = 1;
};

// `perSlice`: one scale per output channel is wanted.
WeightOperands weightOperands(const ir::Model& model, const ir::Graph& graph, ir::NodeId node, bool perSlice);

} // namespace ara::quantize
