// The check of a recognised layer: the steps of the source and the operator that stands for them, run on the same
// random inputs, the last of them large enough to saturate every gate.
#pragma once

#include "passes/recurrent/cell.h"
#include "passes/recurrent/sequence.h"

namespace ara::passes::recurrent {

// Runs `steps` steps of the source on inputs[i][step] (float32 values of cell.inputs[i], [batch, width]): the outputs
// of every step.
using SourceRun =
    std::function<Result<std::vector<std::vector<float>>>(const std::vector<std::vector<std::vector<float>>>& inputs)>;

// Nothing when both agree within 1e-5 on every sample; else where they part. `input` and `output` are the sequence
// operator's, in the graph of `b`. Errors: what cannot be run.
Result<std::optional<Message>> disagreement(Builder& b, const Cell& cell, Sequence input, Sequence output,
                                            std::size_t steps, const SourceRun& source);
// Steps a check runs: all of them, or the first sixteen.
std::size_t checkedSteps(std::size_t steps);
ops::TensorView floatView(ir::Shape shape, std::vector<float> values);
std::vector<float> floatsOf(const ops::TensorView& view);

} // namespace ara::passes::recurrent
