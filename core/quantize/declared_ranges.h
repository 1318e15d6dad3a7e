// Ranges a network was trained with: FAKE_QUANT operators say what their operand takes.
//
//   CONV_2D -> FAKE_QUANT {min = 0, max = 6} -> ...     becomes     CONV_2D -> ...   with the range 0 to 6
#pragma once

#include "quantize/ranges.h"

namespace ara::quantize {

struct Declared {
  ir::Model model; // without the FAKE_QUANT operators whose ranges were taken
  Ranges ranges;   // by the tensors of `model`
  std::size_t count = 0;
};

// Of the main graph. Errors: Cancelled.
Result<Declared> declaredRanges(Task& task, const ir::Model& model);

} // namespace ara::quantize
