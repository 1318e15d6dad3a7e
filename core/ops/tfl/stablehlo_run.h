// Reference kernels of the STABLEHLO_* operators, by what they do. Shapes of results are those the file tells; what an
// operator with a region does to two elements is read from the one operator its subgraph holds.
#pragma once

#include "ops/arithmetic.h"

namespace ara::ops::tfl {

// stablehlo_moves.cpp
Status evaluateHloReshape(EvalContext& c);
Status evaluateHloBroadcast(EvalContext& c);    // broadcast_dimensions: the result axis of each operand axis
Status evaluateHloSlice(EvalContext& c);        // start_indices, limit_indices, strides
Status evaluateHloTranspose(EvalContext& c);    // permutation
Status evaluateHloPad(EvalContext& c);          // edge_padding_low and _high may cut; interior_padding
Status evaluateHloConcatenate(EvalContext& c);  // dimension
Status evaluateHloDynamicSlice(EvalContext& c); // slice_sizes; starts are operands, brought inside
Status evaluateHloDynamicUpdate(EvalContext& c);
Status evaluateHloIota(EvalContext& c); // iota_dimension
// stablehlo_picks.cpp
Status evaluateHloGather(EvalContext& c);
Status evaluateHloScatter(EvalContext& c);
Status evaluateHloSort(EvalContext& c);
// stablehlo_sums.cpp
Status evaluateHloClamp(EvalContext& c);
Status evaluateHloCompare(EvalContext& c);
Status evaluateHloDivide(EvalContext& c); // integers: towards zero
Status evaluateHloDot(EvalContext& c);
Status evaluateHloConvolution(EvalContext& c);
Status evaluateHloReduce(EvalContext& c);
Status evaluateHloReduceWindow(EvalContext& c);
Status evaluateReduceWindow(EvalContext& c); // tfl.reduce_window: its windows are operands

// What the file tells of result i; an error unless every dimension is known.
Result<Shape> hloResultShape(const NodeView& v, std::size_t i = 0);
// The integers of an attribute, one for each of `count` axes; `otherwise` for each when it is absent. Error for another
// number of them.
Result<std::vector<std::int64_t>> hloInts(const NodeView& v, std::string_view key, std::size_t count,
                                          std::int64_t otherwise);
// What a subgraph of one operator does to its two inputs, in their order; nothing: it gives back the second.
Result<std::optional<Binary>> hloRegion(const NodeView& v, std::string_view key);
Fail hloContradicts(const NodeView& v, Message finding);

} // namespace ara::ops::tfl
