// Which operators compute with integers, and the scale of every tensor between them. Nothing is changed yet: the plan
// is what integers() carries out.
#pragma once

#include "quantize/integer_rules.h"
#include "quantize/quantize.h"

#include <optional>

namespace ara::quantize {

struct IntegerPlan {
  std::vector<ir::NodeId> order;             // living nodes, each after what it reads
  std::vector<const IntegerRule*> rules;     // by NodeId; nullptr: computes in float
  std::vector<Message> why;                  // by NodeId: why it does
  std::vector<std::optional<Affine>> scales; // by TensorId: of fed, computed, and some constant tensors
};

// i8 from -128 to 127 and u8 from 0 to 255 with a zero point, i16 around zero. Zero is always one of the codes.
Affine affineFor(const Range& range, ir::DataType codes);

IntegerPlan planIntegers(const ir::Model& model, const Ranges& ranges, const IntegerOptions& options);

} // namespace ara::quantize
