// What can be told of the values of a constant: range, mean, a histogram, the first few.
#pragma once

#include "base/task.h"
#include "ir/model.h"

#include <array>
#include <vector>

namespace ara::ui {

struct ValueFacts {
  std::uint64_t count = 0, notFinite = 0;
  double least = 0, most = 0, mean = 0;
  std::array<std::uint64_t, 40> histogram{};
  std::vector<double> first; // at most 8
};

// Errors: Unsupported for types that are no numbers.
Result<ValueFacts> valueFacts(Task& task, const ir::Model& model, ir::GraphId graph, ir::TensorId tensor);

} // namespace ara::ui
