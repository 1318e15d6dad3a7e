// TensorFlow Lite operators few models have. Files with them open and are counted; the runtime has no kernel for most
// of STABLEHLO_*.
#include "ops/evaluate_index.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpDef;
using ir::OpKind;
using ir::RuntimeLimits;

constexpr OpDef row(std::string_view name, int code, OpKind kind, std::string_view doc, std::string_view operands,
                    std::string_view results, std::string_view attrs, Status (*infer)(InferContext&),
                    Status (*evaluate)(EvalContext&) = nullptr, RuntimeLimits limits = {}, bool pure = true) {
  return {.name = name,
          .kind = kind,
          .doc = doc,
          .operands = operands,
          .results = results,
          .attrs = attrs,
          .pure = pure,
          .infer = infer,
          .evaluate = evaluate,
          .builtinCode = code,
          .limits = limits};
}

// Results as the file tells them.
Status inferGiven(InferContext& c) {
  for (std::size_t i = 0; i < c.resultCount(); ++i) c.result(i, givenType(c, i), givenShape(c, i));
  return {};
}

Status inferLikeSecond(InferContext& c) {
  ARA_TRY(wantOperands(c, 3));
  c.result(0, c.type(1), c.shape(1));
  return {};
}

// As many as asked for; how many of them count is the last result.
Status inferSuppressed(InferContext& c) {
  ARA_TRY(wantOperands(c, 5));
  const auto most = c.knownIntegers(2);
  const Shape out = Shape::of({most && most->size() == 1 && (*most)[0] >= 0 ? (*most)[0] : ir::kUnknownDim});
  c.result(0, DataType::i32, out);
  if (c.resultCount() > 2) c.result(1, DataType::f32, out);
  c.result(c.resultCount() > 2 ? 2 : 1, DataType::i32, Shape::scalar());
  return {};
}

const std::array kRows{
    row("tfl.rfft2d", 131, OpKind::arithmetic, "The Fourier transform of real numbers along the last two axes.",
        "input, fft_length", "output", "", inferRealTransform, evaluateRealTransform, {.types = "f32", .minRank = 2}),
    row("tfl.lsh_projection", 15, OpKind::arithmetic, "Bits that tell on which side of random planes a vector lies.",
        "hash, input, weight?", "output", "type:symbol", inferGiven),
    row("tfl.concat_embeddings", 29, OpKind::shape, "Rows of several tables side by side.", "values*", "output", "",
        inferGiven),
    row("tfl.skip_gram", 30, OpKind::arithmetic, "Pairs and longer groups of the words of a text.", "input", "output",
        "", inferGiven),
    row("tfl.non_max_suppression_v4", 120, OpKind::arithmetic, "The boxes that overlap no better one.",
        "boxes, scores, max_output_size, iou_threshold, score_threshold", "selected_indices, valid", "",
        inferSuppressed, nullptr, {.types = "f32"}),
    row("tfl.non_max_suppression_v5", 121, OpKind::arithmetic,
        "The boxes that overlap no better one, and their scores.",
        "boxes, scores, max_output_size, iou_threshold, score_threshold, soft_nms_sigma",
        "selected_indices, selected_scores, valid", "", inferSuppressed, nullptr, {.types = "f32"}),
    row("tfl.densify", 124, OpKind::shape, "Sparse weights as a whole tensor.", "input", "output", "", inferSame),
    row("tfl.reduce_window", 205, OpKind::arithmetic, "Each window of a tensor brought to one element.",
        "input, init_value, window_shape, window_strides, window_dilations", "output", "reduce_function:symbol",
        inferGiven),
    row("tfl.stablehlo_logistic", 162, OpKind::arithmetic, "1 / (1 + e^-x) of each element.", "operand", "result", "",
        inferSame),
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
        "", inferSame),
    row("tfl.stablehlo_cbrt", 208, OpKind::arithmetic, "The cube root of each element.", "operand", "result", "",
        inferSame),
    row("tfl.stablehlo_add", 163, OpKind::arithmetic, "The sum of two tensors.", "lhs, rhs", "result", "", inferSame,
        evaluate<Binary::add>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_divide", 164, OpKind::arithmetic, "The quotient of two tensors.", "lhs, rhs", "result", "",
        inferSame),
    row("tfl.stablehlo_multiply", 165, OpKind::arithmetic, "The product of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::mul>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_maximum", 166, OpKind::arithmetic, "The larger of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::maximum>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_minimum", 181, OpKind::arithmetic, "The smaller of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::minimum>, {.types = "f32 f16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool"}),
    row("tfl.stablehlo_power", 184, OpKind::arithmetic, "One tensor to the power of another.", "lhs, rhs", "result", "",
        inferSame),
    row("tfl.stablehlo_remainder", 185, OpKind::arithmetic, "The remainder of a division.", "lhs, rhs", "result", "",
        inferSame),
    row("tfl.stablehlo_subtract", 188, OpKind::arithmetic, "The difference of two tensors.", "lhs, rhs", "result", "",
        inferSame, evaluate<Binary::sub>),
    row("tfl.stablehlo_shift_left", 207, OpKind::arithmetic, "Bits moved to the left.", "lhs, rhs", "result", "",
        inferSame, nullptr, {.types = "i8 i16 i32"}),
    row("tfl.stablehlo_and", 176, OpKind::arithmetic, "Bits both tensors have.", "lhs, rhs", "result", "", inferSame,
        nullptr, {.types = "bool i8 u8 i16 u16 i32 u32 i64 u64"}),
    row("tfl.stablehlo_or", 183, OpKind::arithmetic, "Bits one of two tensors has.", "lhs, rhs", "result", "",
        inferSame),
    row("tfl.stablehlo_reshape", 167, OpKind::shape, "The same elements in another shape.", "operand", "result", "",
        inferGiven),
    row("tfl.stablehlo_clamp", 168, OpKind::arithmetic, "Elements no smaller and no larger than two bounds.",
        "min, operand, max", "result", "", inferLikeSecond),
    row("tfl.stablehlo_concatenate", 169, OpKind::shape, "Tensors joined along one axis.", "inputs*", "result",
        "dimension:int", inferGiven),
    row("tfl.stablehlo_broadcast_in_dim", 170, OpKind::shape, "Axes repeated to a larger shape.", "operand", "result",
        "broadcast_dimensions:ints", inferGiven),
    row("tfl.stablehlo_convolution", 171, OpKind::convolution,
        "Slides filters over a tensor and sums the products at each place.", "lhs, rhs", "result", "", inferGiven),
    row("tfl.stablehlo_slice", 172, OpKind::shape, "A part of a tensor with a step on each axis.", "operand", "result",
        "start_indices:ints, limit_indices:ints, strides:ints", inferGiven),
    row("tfl.stablehlo_custom_call", 173, OpKind::unknown, "A function of another system.", "inputs*N", "outputs*N",
        "call_target_name:string", inferGiven, nullptr, RuntimeLimits{}, false),
    row("tfl.stablehlo_reduce", 174, OpKind::arithmetic, "Axes brought to one element by a subgraph.", "inputs*N",
        "outputs*N", "dimensions:ints", inferGiven),
    row("tfl.stablehlo_select", 187, OpKind::arithmetic, "Elements of one of two tensors.", "pred, on_true, on_false",
        "result", "", inferLikeSecond),
    row("tfl.stablehlo_scatter", 190, OpKind::shape, "Slices put in, or put together, at index vectors.",
        "input, indices, updates", "result", "", inferSame),
    row("tfl.stablehlo_compare", 191, OpKind::arithmetic, "Which elements compare so.", "lhs, rhs", "result",
        "comparison_direction:symbol", inferSameTest),
    row("tfl.stablehlo_convert", 192, OpKind::arithmetic, "Each element in another type.", "operand", "result", "",
        inferGiven),
    row("tfl.stablehlo_dynamic_slice", 193, OpKind::shape, "A box cut out where operands say.",
        "operand, start_indices*", "result", "slice_sizes:ints", inferGiven),
    row("tfl.stablehlo_dynamic_update_slice", 194, OpKind::shape, "A tensor with a part replaced.",
        "operand, update, start_indices*", "result", "", inferSame),
    row("tfl.stablehlo_pad", 195, OpKind::shape, "A value around a tensor and between its elements.",
        "operand, padding_value", "result", "edge_padding_low:ints, edge_padding_high:ints, interior_padding:ints",
        inferGiven),
    row("tfl.stablehlo_iota", 196, OpKind::shape, "Numbers counted along an axis.", "", "result", "iota_dimension:int",
        inferGiven),
    row("tfl.stablehlo_dot_general", 197, OpKind::matrix, "Products summed over pairs of axes.", "lhs, rhs", "result",
        "", inferGiven),
    row("tfl.stablehlo_reduce_window", 198, OpKind::arithmetic, "Each window brought to one element by a subgraph.",
        "inputs*N", "outputs*N", "", inferGiven),
    row("tfl.stablehlo_sort", 199, OpKind::arithmetic, "Axes in the order a subgraph says.", "inputs*N", "outputs*N",
        "dimension:int, is_stable:bool", inferGiven),
    row("tfl.stablehlo_while", 200, OpKind::control, "Runs a subgraph again and again while another says so.",
        "inputs*N", "outputs*N", "", inferGiven, nullptr, RuntimeLimits{}, false),
    row("tfl.stablehlo_gather", 201, OpKind::shape, "Slices picked at index vectors.", "operand, start_indices",
        "result", "", inferGiven),
    row("tfl.stablehlo_transpose", 202, OpKind::shape, "Axes in another order.", "operand", "result",
        "permutation:ints", inferGiven),
    row("tfl.stablehlo_rng_bit_generator", 204, OpKind::constant, "Random bits, and the state they leave.",
        "initial_state", "output_state, output", "algorithm:symbol", inferGiven, nullptr, RuntimeLimits{}, false),
    row("tfl.stablehlo_composite", 206, OpKind::unknown,
        "A function that a subgraph computes where no other operator does.", "inputs*N", "outputs*N", "name:string",
        inferGiven),
    row("tfl.stablehlo_case", 209, OpKind::control, "Runs one of many subgraphs.", "index, inputs*N", "outputs*N", "",
        inferGiven, nullptr, RuntimeLimits{}, false),
};

} // namespace

std::span<const OpDef> rareRows() { return kRows; }

} // namespace ara::ops::tfl
