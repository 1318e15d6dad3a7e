// Two models side by side, before and after quantization: one row per tensor, with totals that are both files to the
// byte.
#pragma once

#include "analysis/size.h"

#include <span>

namespace ara::analysis {

// One line of the before/after table.
struct TensorRow {
  ir::TensorId tensor; // of the after model; none when only the model before has it
  ir::GraphId graph;
  std::string name;
  ir::Shape shape;
  ir::DataType before = ir::DataType::none, after = ir::DataType::none; // none: not in that model
  std::uint64_t bytesBefore = 0,
                bytesAfter = 0; // constants; 0 for computed ones and for all but the first user of a shared buffer
  bool constant = false;
  std::optional<double> sqnr;
  std::optional<float> scale;
  std::size_t scales = 0;
  Message why; // "900 elements, limit 1,024", "bias stays float", "computed at run time", "input", ...
};

// What a quantization tells of a tensor.
struct Change {
  ir::GraphId graph;
  ir::TensorId tensor;
  std::optional<double> sqnr;
  std::optional<float> scale;
  std::size_t scales = 0;
  Message why; // empty when it changed
};

struct Comparison {
  std::vector<TensorRow> rows; // graph by graph, in the order of the after model
  SizeReport before, after;    // constants of each are the sums of the rows
};

// Tensors belong together when they have the same id and name, else when they have the same name.
Comparison compare(const ir::Model& before, std::uint64_t bytesBefore, const ir::Model& after, std::uint64_t bytesAfter,
                   std::span<const Change> changes = {});

} // namespace ara::analysis
