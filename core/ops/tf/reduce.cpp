// TensorFlow operators that bring many elements to one: reductions, positions of extremes, running sums.
#include "ops/arithmetic_lower.h"
#include "ops/refusals.h"
#include "ops/tf/reduce_lower.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;
using ir::OpKind;
using Infer = Status (*)(InferContext&);
using Evaluate = Status (*)(EvalContext&);
using Lower = Status (*)(LowerContext&);

Status inferPosition(InferContext& c) { return inferArg(c, c.attrType("output_type", DataType::i64)); }
template<bool largest> Status evaluatePosition(EvalContext& c) { return evaluateArg(c, largest); }

Status inferTopKAttr(InferContext& c) { return inferTopK(c, c.attrInt("k"), DataType::i32); }
Status evaluateTopKAttr(EvalContext& c) { return evaluateTopK(c, c.attrInt("k")); }
Status inferTopKV2(InferContext& c) {
  const auto k = c.knownIntegers(1);
  return inferTopK(c, k && k->size() == 1 ? std::optional((*k)[0]) : std::nullopt,
                   c.attrType("index_type", DataType::i32));
}
Status evaluateTopKV2(EvalContext& c) {
  if (c.attrType("index_type", DataType::i32) != DataType::i32) return refuseType(c, c.attrType("index_type"));
  ARA_ASSIGN(const auto k, inputIntegers(c, 1));
  return evaluateTopK(c, k.size() == 1 ? k[0] : -1);
}

template<bool product> Status evaluateRunning(EvalContext& c) { return evaluateCumulate(c, product); }

constexpr OpDef row(std::string_view name, std::string_view doc, std::string_view operands, std::string_view results,
                    std::string_view attrs, Infer infer, Evaluate evaluate, Lower lower) {
  return {.name = name,
          .kind = OpKind::arithmetic,
          .doc = doc,
          .operands = operands,
          .results = results,
          .attrs = attrs,
          .infer = infer,
          .evaluate = evaluate,
          .lower = lower};
}

template<Reduction op> constexpr OpDef reducer(std::string_view name, std::string_view doc, Lower lower) {
  constexpr bool logic = op == Reduction::any || op == Reduction::all;
  return row(name, doc, "input, reduction_indices", "output",
             logic ? "keep_dims:bool=false, Tidx:type=int32" : "keep_dims:bool=false, T:type, Tidx:type=int32",
             infer<op>, evaluate<op>, lower);
}

constexpr OpDef position(std::string_view name, std::string_view doc, Evaluate evaluate, Lower lower) {
  return row(name, doc, "input, dimension", "output", "T:type, Tidx:type=int32, output_type:type=int64", inferPosition,
             evaluate, lower);
}

constexpr OpDef running(std::string_view name, std::string_view doc, Evaluate evaluate, Lower lower) {
  return row(name, doc, "x, axis", "out", "exclusive:bool=false, reverse:bool=false, T:type, Tidx:type=int32",
             inferSame, evaluate, lower);
}

const std::array kRows{
    reducer<Reduction::sum>("tf.Sum", "The sum over the given axes.", lowerSum),
    reducer<Reduction::mean>("tf.Mean", "The mean over the given axes.", lowerMean),
    reducer<Reduction::max>("tf.Max", "The largest element over the given axes.", lowerMax),
    reducer<Reduction::min>("tf.Min", "The smallest element over the given axes.", lowerMin),
    reducer<Reduction::prod>("tf.Prod", "The product over the given axes.", lowerProd),
    reducer<Reduction::any>("tf.Any", "Whether some element over the given axes is true.", lowerAny),
    reducer<Reduction::all>("tf.All", "Whether every element over the given axes is true.", lowerAll),
    reducer<Reduction::euclideanNorm>("tf.EuclideanNorm", "The length of the vectors over the given axes.",
                                      lowerEuclideanNorm),
    position("tf.ArgMax", "The position of the largest element along an axis.", evaluatePosition<true>, lowerArgMax),
    position("tf.ArgMin", "The position of the smallest element along an axis.", evaluatePosition<false>, lowerArgMin),
    row("tf.TopK", "The k largest elements of the last axis and their positions.", "input", "values, indices",
        "k:int, sorted:bool=true, T:type", inferTopKAttr, evaluateTopKAttr, lowerTopK),
    row("tf.TopKV2", "The k largest elements of the last axis and their positions.", "input, k", "values, indices",
        "sorted:bool=true, T:type, Tk:type=int32, index_type:type=int32", inferTopKV2, evaluateTopKV2, lowerTopK),
    running("tf.Cumsum", "The running sum along an axis.", evaluateRunning<false>, lowerCumsum),
    running("tf.Cumprod", "The running product along an axis.", evaluateRunning<true>, lowerRefused),
};

} // namespace

std::span<const OpDef> reduceRows() { return kRows; }

} // namespace ara::ops::tf
