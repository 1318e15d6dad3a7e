// TensorFlow Lite operators that bring many elements to one: reductions, positions of extremes, running sums, segments.
#include "ops/arithmetic.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpDef;
using ir::OpKind;
using ir::RuntimeLimits;

// ARG_MAX goes by the type of its result tensor.
Status inferPosition(InferContext& c) {
  const DataType given = givenType(c);
  return inferArg(c, given != DataType::none ? given : c.attrType("output_type", DataType::i32));
}
template<bool largest> Status evaluatePosition(EvalContext& c) { return evaluateArg(c, largest); }

Status inferLargest(InferContext& c) {
  const auto k = c.knownIntegers(1);
  return inferTopK(c, k && k->size() == 1 ? std::optional((*k)[0]) : std::nullopt, DataType::i32);
}
Status evaluateLargest(EvalContext& c) {
  ARA_ASSIGN(const auto k, inputIntegers(c, 1));
  return evaluateTopK(c, k.size() == 1 ? k[0] : -1);
}

Status evaluateRunningSum(EvalContext& c) { return evaluateCumulate(c, false); }

Status inferOrdered(InferContext& c) { return inferSegments(c, std::nullopt); }
Status inferCounted(InferContext& c) { return inferSegments(c, 2); }
Status evaluateOrdered(EvalContext& c) { return evaluateSegments(c, Reduction::sum, std::nullopt); }
template<Reduction op> Status evaluateCounted(EvalContext& c) { return evaluateSegments(c, op, 2); }

constexpr OpDef row(std::string_view name, int code, std::string_view doc, std::string_view operands,
                    std::string_view attrs, Status (*infer)(InferContext&), Status (*evaluate)(EvalContext&),
                    RuntimeLimits limits) {
  return {.name = name,
          .kind = OpKind::arithmetic,
          .doc = doc,
          .operands = operands,
          .attrs = attrs,
          .infer = infer,
          .evaluate = evaluate,
          .builtinCode = code,
          .limits = limits};
}

constexpr OpDef reducer(std::string_view name, int code, std::string_view doc, Status (*infer)(InferContext&),
                        Status (*evaluate)(EvalContext&), RuntimeLimits limits) {
  return row(name, code, doc, "input, axes", "keep_dims:bool=false", infer, evaluate, limits);
}

constexpr OpDef withResults(OpDef r, std::string_view results) {
  r.results = results;
  return r;
}

constexpr RuntimeLimits kSums{.types = "f32 i32 i64", .quantized = "i8 u8 i16"};
constexpr RuntimeLimits kExtremes{.types = "f32 i8 u8 i16 i32 i64"};
constexpr RuntimeLimits kPositions{.types = "f32 i8 u8 i32 bool", .minRank = 1};
constexpr RuntimeLimits kSegments{.types = "f32 i32", .minRank = 1};
constexpr RuntimeLimits kBool{.types = "bool"};
constexpr std::string_view kSegmentOperands = "data, segment_ids, num_segments";

const std::array kRows{
    reducer("tfl.sum", 74, "The sum over the given axes.", infer<Reduction::sum>, evaluate<Reduction::sum>, kSums),
    reducer("tfl.mean", 40, "The mean over the given axes.", infer<Reduction::mean>, evaluate<Reduction::mean>, kSums),
    reducer("tfl.reduce_prod", 81, "The product over the given axes.", infer<Reduction::prod>,
            evaluate<Reduction::prod>, kExtremes),
    reducer("tfl.reduce_max", 82, "The largest element over the given axes.", infer<Reduction::max>,
            evaluate<Reduction::max>, kExtremes),
    reducer("tfl.reduce_min", 89, "The smallest element over the given axes.", infer<Reduction::min>,
            evaluate<Reduction::min>, kExtremes),
    reducer("tfl.reduce_any", 91, "Whether some element over the given axes is true.", infer<Reduction::any>,
            evaluate<Reduction::any>, kBool),
    reducer("tfl.reduce_all", 140, "Whether every element over the given axes is true.", infer<Reduction::all>,
            evaluate<Reduction::all>, kBool),
    row("tfl.arg_max", 56, "The position of the largest element along an axis.", "input, axis",
        "output_type:type=int32", inferPosition, evaluatePosition<true>, kPositions),
    row("tfl.arg_min", 79, "The position of the smallest element along an axis.", "input, axis",
        "output_type:type=int32", inferPosition, evaluatePosition<false>, kPositions),
    withResults(row("tfl.topk_v2", 48, "The k largest elements of the last axis and their positions.", "input, k", "",
                    inferLargest, evaluateLargest, {.types = "f32 i8 u8 i16 i32 i64", .minRank = 1}),
                "values, indices"),
    row("tfl.cumsum", 128, "The running sum along an axis.", "input, axis", "exclusive:bool=false, reverse:bool=false",
        inferSame, evaluateRunningSum, {.types = "f32 i32 i64", .minRank = 1}),
    row("tfl.segment_sum", 125, "The sum of the rows of each segment; segment numbers grow by steps of one.",
        "data, segment_ids", "", inferOrdered, evaluateOrdered, kSegments),
    row("tfl.unsorted_segment_sum", 155, "The sum of the rows of each segment.", kSegmentOperands, "", inferCounted,
        evaluateCounted<Reduction::sum>, kSegments),
    row("tfl.unsorted_segment_prod", 153, "The product of the rows of each segment.", kSegmentOperands, "",
        inferCounted, evaluateCounted<Reduction::prod>, kSegments),
    row("tfl.unsorted_segment_max", 154, "The largest of the rows of each segment.", kSegmentOperands, "", inferCounted,
        evaluateCounted<Reduction::max>, kSegments),
    row("tfl.unsorted_segment_min", 157, "The smallest of the rows of each segment.", kSegmentOperands, "",
        inferCounted, evaluateCounted<Reduction::min>, kSegments),
};

} // namespace

std::span<const OpDef> reduceRows() { return kRows; }

} // namespace ara::ops::tfl
