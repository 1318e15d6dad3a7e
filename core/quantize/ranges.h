// What values the tensors of a float model take on examples: the float model is run on each of them.
//
//   ARA_ASSIGN(const Ranges ranges, calibrate(task, model, examples, {}));
//   ranges.of[t.index()]          // {-1.5, 2.25}
//
// leastMost      from the least to the most value of all examples
// movingAverage  of the least and the most of each example, the newest weighing a hundredth: single outliers count
// little percentile     what holds the given part of all values leastError     the cut that leaves the least squared
// error of 8 bits, told from a histogram
#pragma once

#include "base/task.h"
#include "runtime/evaluate.h"

#include <string>
#include <vector>

namespace ara::quantize {

enum class Calibration : std::uint8_t { leastMost, movingAverage, percentile, leastError };

struct CalibrationOptions {
  Calibration method = Calibration::leastMost;
  double percent = 99.99; // of percentile
  bool operator==(const CalibrationOptions&) const = default;
};

struct Range {
  float least = 0, most = 0;
  bool seen = false;
  bool finite = true; // false: it took NaN or infinity, and is not seen
};

struct Ranges {
  std::vector<Range> of; // by TensorId of the main graph; only float32 tensors that are computed or fed are seen
  std::size_t examples = 0;
};

using Example = std::vector<runtime::Feed>; // one value for each input of the main graph

// Errors: BadArgument for no examples, Unsupported for an operator without a kernel and for an example that holds NaN
// or infinity, Cancelled.
Result<Ranges> calibrate(Task& task, const ir::Model& model, const std::vector<Example>& examples,
                         const CalibrationOptions& options);

} // namespace ara::quantize
