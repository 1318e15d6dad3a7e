// Between the steps of a layer as single tensors [batch, width] and the whole sequence as one tensor.
#pragma once

#include "passes/recurrent/build.h"

namespace ara::passes::recurrent {

struct Sequence {
  ir::TensorId tensor; // [steps, batch, width], or [batch, steps, width]
  bool timeMajor = true;
};

// The sequence of `steps`: the tensor they were cut from, in either order of time, else all of them packed.
Result<Sequence> joined(Builder& b, std::span<const ir::TensorId> steps);
// What uses `steps` uses parts of `whole` from now on: the whole where all are packed or joined again, else slices.
// Users in `leaving` are about to be removed and do not count. The tensors of `steps` keep their names.
Status handOut(Builder& b, Sequence whole, std::span<const ir::TensorId> steps, const std::vector<bool>& leaving);

} // namespace ara::passes::recurrent
