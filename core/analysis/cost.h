// What a result costs to run: bytes of activations and arithmetic operations.
//
//   const auto arena = firstFitArena(model);        // article's CNN: 17,024 bytes, 16,064 at one operator
//   const auto ops = arithmeticOperations(model);   // 1,660,140
#pragma once

#include "ir/model.h"

#include <optional>

namespace ara::analysis {

struct Arena {
  std::uint64_t total = 0;      // highest end of any block
  std::uint64_t mostAtOnce = 0; // most that one operator reads and writes; no order of blocks needs less
};

// Blocks of 64 bytes for every tensor that is neither constant, input nor output, alive from the first to the last
// operator that touches it, each in the first gap that is wide enough: what toco told. Nothing where a size is not
// known.
std::optional<Arena> firstFitArena(const ir::Model& model);

// Multiplications and additions, a multiply-add as two, in toco's meaning: exact for products, 64 for each element of a
// function such as tanh, nothing for what toco did not count. Nothing where a counted operator lacks a shape.
std::optional<std::uint64_t> arithmeticOperations(const ir::Model& model);

} // namespace ara::analysis
