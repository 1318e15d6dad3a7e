// Runs a model on arrays with our own kernels: what `aracari-cli run` does, and what a person compares answers with.
//
//   RunRequest r;
//   r.inputs = arrays;                       // named "x", or "in:0", or one without a name
//   const auto answers = runModel(task, model, r);
#pragma once

#include "base/task.h"
#include "formats/arrays/arrays.h"
#include "ir/model.h"

#include <optional>

namespace ara::convert {

struct RunRequest {
  std::vector<formats::arrays::Array> inputs;
  std::vector<std::string> outputs;  // names; empty: the model's own
  std::vector<std::string> watch;    // further tensors, by name
  std::optional<std::uint64_t> seed; // inputs that are not given are random
};

struct Answer {
  std::string name;             // of the tensor
  formats::arrays::Array value; // named "out:0", "out:1", ... or, when watched, as the tensor
};

// The model with inputs and outputs: a graph that is not cut yet has placeholders only. Empty `outputs`: the likely ones.
Result<ir::Model> readyToRun(Task& task, const ir::Model& model, const std::vector<std::string>& outputs);

// Errors: Unsupported with the input that is missing, has another type or rank, or the operator that cannot be
// computed.
Result<std::vector<Answer>> runModel(Task& task, const ir::Model& model, const RunRequest& request);

} // namespace ara::convert
