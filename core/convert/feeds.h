// Arrays as values of a model's inputs: found by name, checked, or made at random.
#pragma once

#include "formats/arrays/arrays.h"
#include "runtime/evaluate.h"

namespace ara::convert {

// The array named as the tensor, as its signature names it, or "in:POSITION"; of one without a name when there is one input.
const formats::arrays::Array* givenFor(const ir::Model& m, ir::TensorId t, std::size_t position, std::size_t inputs,
                                       const std::vector<formats::arrays::Array>& given);

// The same numbers for the same seed on every machine; floats lie in [-1, 1). Errors: Unsupported.
Result<formats::arrays::Array> randomFor(const ir::Model& m, ir::TensorId t, std::uint64_t seed);

// Errors: Unsupported when type or shape contradict the tensor's.
Status checkFits(const ir::Model& m, ir::TensorId t, const formats::arrays::Array& a);

ops::TensorView viewOf(const formats::arrays::Array& a);

} // namespace ara::convert
