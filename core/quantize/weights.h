// Which operands of an operator are weights, and whether its kernel takes them as int8 beside float activations.
#pragma once

#include "ir/model.h"

#include <vector>

namespace ara::quantize {

struct WeightOperands {
  std::vector<std::size_t> operands; // empty: the operator has no weights we know
  bool hybrid = false;               // it computes with int8 weights; otherwise they are turned back by a DEQUANTIZE
  bool needsSlices = false;          // with one scale for all it does not compute, or computes nonsense
  int axis = -1;                     // of one scale per slice; -1: one scale for all
  int version = 1;                   // the operator needs when it runs hybrid
  bool asymmetric = false;           // it is told to quantize its activations with a zero point
};

// `perSlice`: the later scheme, a scale per output channel of convolutions and activations with a zero point.
WeightOperands weightOperands(const ir::Model& model, const ir::Graph& graph, ir::NodeId node, bool perSlice);

} // namespace ara::quantize
