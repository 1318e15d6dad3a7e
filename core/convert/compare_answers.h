// Two models on the same numbers: where their answers part, tensor by tensor. Quantized values are compared as the real
// numbers they stand for.
#pragma once

#include "convert/run_model.h"

namespace ara::convert {

struct Divergence {
  std::string name; // of the tensor, in both models; of an output that of the first
  ir::DataType first = ir::DataType::none, second = ir::DataType::none;
  bool output = false;
  bool comparable = true; // false: shapes or kinds of values differ
  double sqnr = 0;        // dB; infinite when equal
  double worst = 0;       // largest difference
};

struct Divergences {
  std::vector<Divergence> rows;    // in the order the first model computes them; outputs last
  std::optional<std::size_t> jump; // the first row that lies 10 dB or more below all before it
  bool same() const;               // every row is equal
};

// Inputs belong together by name, else by position; where the second model takes quantized integers, they are made.
// Errors are those of runModel.
Result<Divergences> compareAnswers(Task& task, const ir::Model& first, const ir::Model& second,
                                   const std::vector<formats::arrays::Array>& inputs,
                                   std::optional<std::uint64_t> seed);

} // namespace ara::convert
