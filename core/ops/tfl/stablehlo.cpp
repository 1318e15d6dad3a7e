// STABLEHLO_* operators: files with them open, are counted and run here; the official runtime has a kernel for those of
// them alone whose types are limited below, and for GATHER, SCATTER, PAD, REDUCE_WINDOW, COMPOSITE and CASE.
#include "kernels/activation.h"
#include "ops/tfl/rare_row.h"
#include "ops/tfl/stablehlo_run.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpDef;
using ir::OpKind;
using ir::RuntimeLimits;

Status inferLikeSecond(InferContext& c) {
  ARA_TRY(wantOperands(c, 3));
  c.result(0, c.type(1), c.shape(1));
  return {};
}

Status evaluateLogistic(EvalContext& c) {
  ARA_TRY(wantInputs(c, 1));
  const DataType type = c.inputs[0].type;
  ARA_TRY(c.makeResult(0, type, c.inputs[0].shape));
  const bool done = kernels::withType<kernels::Floats>(type, [&]<class T>() {
    kernels::map(c.in<T>(0), c.out<T>(0), [](kernels::Wide<T> v) { return kernels::sigmoid(v); });
  });
  return done ? Status{} : refuseType(c, type);
}

const std::array kRows{
    row("tfl.stablehlo_logistic", 162, OpKind::arithmetic, "1 / (1 + e^-x) of each element.", "operand", "result", "",
        inferSame, evaluateLogistic),
    row("tfl.stablehlo_abs", 175, OpKind::arithmetic, "The magnitude of each element.", "operand", "result", "",
        inferSame, evaluate<Unary::abs>),
    row("tfl.stablehlo_cosine", 177, OpKind::arithmetic, "The cosine of each element.", "operand", "result", "",
        inferSame, evaluate<Unary::cos>),
    row("tfl.stablehlo_exponential", 178, OpKind::arithmetic, "e to the power of each element.", "operand", "result",
        "", inferSame, evaluate<Unary::exp>),
    row("tfl.stablehlo_floor", 179, OpKind::arithmetic, "Rounds each element down.", "operand", "result", "", inferSame,
        evaluate<Unary::floor>),
    row("tfl.stablehlo_log", 180, OpKind::arithmetic, "The natural logarithm of each element.", "operand", "result", "",
        inferSame, evaluate<Unary::log>),
    row("tfl.stablehlo_negate", 182, OpKind::arithmetic, "Each element with the other sign.", "operand", "result", "",
        inferSame, evaluate<Unary::neg>),
    row("tfl.stablehlo_rsqrt", 186, OpKind::arithmetic, "One over the square root of each element.", "operand",
        "result", "", inferSame, evaluate<Unary::rsqrt>),
    row("tfl.stablehlo_tanh", 189, OpKind::arithmetic, "The hyperbolic tangent of each element.", "operand", "result",
        "", inferSame, evaluate<Unary::tanh>),
    row("tfl.stablehlo_cbrt", 208, OpKind::arithmetic, "The cube root of each element.", "operand", "result", "",
        inferSame, evaluate<Unary::cbrt>),
    row("tfl.stablehlo_add", 163, OpKind::arithmetic, "The sum of two tensors.", "lhs, rhs", "result", "", inferSame,
        evaluate<Binary::add>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_divide", 164, OpKind::arithmetic, "The quotient of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluateHloDivide),
    row("tfl.stablehlo_multiply", 165, OpKind::arithmetic, "The product of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::mul>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_maximum", 166, OpKind::arithmetic, "The larger of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::maximum>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_minimum", 181, OpKind::arithmetic, "The smaller of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::minimum>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_power", 184, OpKind::arithmetic, "One tensor to the power of another.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::pow>),
    row("tfl.stablehlo_remainder", 185, OpKind::arithmetic, "The remainder of a division.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::truncateMod>),
    row("tfl.stablehlo_subtract", 188, OpKind::arithmetic, "The difference of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::sub>),
    row("tfl.stablehlo_shift_left", 207, OpKind::arithmetic, "Bits moved to the left.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::shiftLeft>, {.types = "i8 i16 i32"}),
    row("tfl.stablehlo_and", 176, OpKind::arithmetic, "Bits both tensors have.", "lhs, rhs", "result", "", inferSame,
        evaluate<Binary::bitAnd>, {.types = "bool i8 u8 i16 u16 i32 u32 i64 u64"}),
    row("tfl.stablehlo_or", 183, OpKind::arithmetic, "Bits one of two tensors has.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::bitOr>),
    row("tfl.stablehlo_reshape", 167, OpKind::shape, "The same elements in another shape.", "operand", "result", "",
        inferGiven, evaluateHloReshape),
    row("tfl.stablehlo_clamp", 168, OpKind::arithmetic, "Elements no smaller and no larger than two bounds.",
        "min, operand, max", "result", "", inferLikeSecond, evaluateHloClamp),
    row("tfl.stablehlo_concatenate", 169, OpKind::shape, "Tensors joined along one axis.", "inputs*", "result",
        "dimension:int", inferGiven, evaluateHloConcatenate),
    row("tfl.stablehlo_broadcast_in_dim", 170, OpKind::shape, "Axes repeated to a larger shape.", "operand", "result",
        "broadcast_dimensions:ints", inferGiven, evaluateHloBroadcast),
    row("tfl.stablehlo_convolution", 171, OpKind::convolution,
        "Slides filters over a tensor and sums the products at each place.", "lhs, rhs", "result",
        "window_strides:ints, padding:ints, lhs_dilation:ints, rhs_dilation:ints", inferGiven, evaluateHloConvolution),
    row("tfl.stablehlo_slice", 172, OpKind::shape, "A part of a tensor with a step on each axis.", "operand", "result",
        "start_indices:ints, limit_indices:ints, strides:ints", inferGiven, evaluateHloSlice),
    row("tfl.stablehlo_custom_call", 173, OpKind::unknown, "A function of another system.", "inputs*N", "outputs*N",
        "call_target_name:string", inferGiven, nullptr, RuntimeLimits{}, false),
    row("tfl.stablehlo_reduce", 174, OpKind::arithmetic, "Axes brought to one element by a subgraph.", "inputs*N",
        "outputs*N", "dimensions:ints", inferGiven, evaluateHloReduce),
    row("tfl.stablehlo_select", 187, OpKind::arithmetic, "Elements of one of two tensors.", "pred, on_true, on_false",
        "result", "", inferLikeSecond, evaluateSelect),
    row("tfl.stablehlo_scatter", 190, OpKind::shape, "Slices put in, or put together, at index vectors.",
        "input, indices, updates", "result", "", inferSame, evaluateHloScatter),
    row("tfl.stablehlo_compare", 191, OpKind::arithmetic, "Which elements compare so.", "lhs, rhs", "result",
        "comparison_direction:symbol", inferSameTest, evaluateHloCompare),
    row("tfl.stablehlo_convert", 192, OpKind::arithmetic, "Each element in another type.", "operand", "result", "",
        inferGiven, evaluateCast),
    row("tfl.stablehlo_dynamic_slice", 193, OpKind::shape, "A box cut out where operands say.",
        "operand, start_indices*", "result", "slice_sizes:ints", inferGiven, evaluateHloDynamicSlice),
    row("tfl.stablehlo_dynamic_update_slice", 194, OpKind::shape, "A tensor with a part replaced.",
        "operand, update, start_indices*", "result", "", inferSame, evaluateHloDynamicUpdate),
    row("tfl.stablehlo_pad", 195, OpKind::shape, "A value around a tensor and between its elements.",
        "operand, padding_value", "result", "edge_padding_low:ints, edge_padding_high:ints, interior_padding:ints",
        inferGiven, evaluateHloPad),
    row("tfl.stablehlo_iota", 196, OpKind::shape, "Numbers counted along an axis.", "", "result", "iota_dimension:int",
        inferGiven, evaluateHloIota),
    row("tfl.stablehlo_dot_general", 197, OpKind::matrix, "Products summed over pairs of axes.", "lhs, rhs", "result",
        "", inferGiven, evaluateHloDot),
    row("tfl.stablehlo_reduce_window", 198, OpKind::arithmetic, "Each window brought to one element by a subgraph.",
        "inputs*N", "outputs*N", "", inferGiven, evaluateHloReduceWindow),
    row("tfl.stablehlo_sort", 199, OpKind::arithmetic, "Axes in the order a subgraph says.", "inputs*N", "outputs*N",
        "dimension:int, is_stable:bool", inferGiven, evaluateHloSort),
    row("tfl.stablehlo_while", 200, OpKind::control, "Runs a subgraph again and again while another says so.",
        "inputs*N", "outputs*N", "", inferGiven, nullptr, RuntimeLimits{}, false),
    row("tfl.stablehlo_gather", 201, OpKind::shape, "Slices picked at index vectors.", "operand, start_indices",
        "result", "", inferGiven, evaluateHloGather),
    row("tfl.stablehlo_transpose", 202, OpKind::shape, "Axes in another order.", "operand", "result",
        "permutation:ints", inferGiven, evaluateHloTranspose),
    row("tfl.stablehlo_rng_bit_generator", 204, OpKind::constant, "Random bits, and the state they leave.",
        "initial_state", "output_state, output", "algorithm:symbol", inferGiven, nullptr, RuntimeLimits{}, false),
    row("tfl.stablehlo_composite", 206, OpKind::unknown,
        "A function that a subgraph computes where no other operator does.", "inputs*N", "outputs*N", "name:string",
        inferGiven),
    row("tfl.stablehlo_case", 209, OpKind::control, "Runs one of many subgraphs.", "index, inputs*N", "outputs*N", "",
        inferGiven, nullptr, RuntimeLimits{}, false),
};

} // namespace

std::span<const OpDef> stablehloRows() { return kRows; }

} // namespace ara::ops::tfl
