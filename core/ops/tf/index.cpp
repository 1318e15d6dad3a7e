// Counting, choosing and placing by number: the rows.
#include "ops/evaluate_index.h"
#include "ops/movement/rules.h"
#include "ops/tf/index_lower.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;

constexpr OpDef row(std::string_view name, std::string_view doc, std::string_view operands, std::string_view results,
                    std::string_view attrs, Status (*infer)(InferContext&), Status (*evaluate)(EvalContext&),
                    Status (*lower)(LowerContext&), ir::OpKind kind = ir::OpKind::arithmetic) {
  return {.name = name,
          .kind = kind,
          .doc = doc,
          .operands = operands,
          .results = results,
          .attrs = attrs,
          .infer = infer,
          .evaluate = evaluate,
          .lower = lower};
}

constexpr OpDef scatter(std::string_view name, std::string_view doc, Status (*evaluate)(EvalContext&),
                        Status (*lower)(LowerContext&)) {
  return row(name, doc, "tensor, indices, updates", "output", "T:type, Tindices:type", inferSame, evaluate, lower,
             ir::OpKind::shape);
}

constexpr auto kShape = ir::OpKind::shape;

const std::array kRows{
    row("tf.Bincount", "How often each number occurs, or the sum of its weights.", "arr, size, weights", "bins",
        "T:type", inferBincount, evaluateBincount, lowered<lowerBincount>),
    row("tf.DenseBincount", "How often each number occurs, or the sum of its weights.", "input, size, weights",
        "output", "Tidx:type, T:type, binary_output:bool=false", inferBincount, evaluateBincount,
        lowered<lowerDenseBincount>),
    row("tf.HistogramFixedWidth", "How many values fall into each of equally wide bins.", "values, value_range, nbins",
        "out", "T:type, dtype:type=int32", inferHistogram, evaluateHistogram, lowered<lowerHistogramFixedWidth>),
    row("tf.InTopK", "Whether each target is among the k highest classes.", "predictions, targets", "precision",
        "k:int, T:type=int32", inferInTop, evaluateInTop, lowered<lowerInTopK>),
    row("tf.InTopKV2", "Whether each target is among the k highest classes.", "predictions, targets, k", "precision",
        "T:type=int32", inferInTop, evaluateInTop, lowered<lowerInTopK>),
    row("tf.NthElement", "The element that is at a place once the last axis is sorted.", "input, n", "values",
        "reverse:bool=false, T:type", inferNth, evaluateNth, lowered<lowerNthElement>),
    scatter("tf.TensorScatterAdd", "A tensor with slices added at index vectors.", evaluateScattered<Meet::add>,
            lowered<lowerTensorScatterAdd>),
    scatter("tf.TensorScatterSub", "A tensor with slices subtracted at index vectors.",
            evaluateScattered<Meet::subtract>, lowered<lowerTensorScatterSub>),
    scatter("tf.TensorScatterMax", "The larger of a tensor and slices at index vectors.",
            evaluateScattered<Meet::largest>, lowered<lowerTensorScatterMax>),
    scatter("tf.TensorScatterMin", "The smaller of a tensor and slices at index vectors.",
            evaluateScattered<Meet::smallest>, lowered<lowerTensorScatterMin>),
    row("tf.SparseTensorDenseAdd", "A tensor with numbers added at given positions.", "a_indices, a_values, a_shape, b",
        "output", "T:type, Tindices:type", inferSparseAdd, evaluateSparseAdd, lowered<lowerSparseTensorDenseAdd>),
    row("tf.Roll", "Axes turned around: what leaves at the end comes in at the beginning.", "input, shift, axis",
        "output", "T:type, Tshift:type, Taxis:type", inferMoved<kRoll>, evaluateMoved<kRoll>, lowered<lowerRoll>,
        kShape),
    row("tf.MatrixBandPart", "Matrices with zeros outside of a band around the diagonal.",
        "input, num_lower, num_upper", "band", "T:type, Tindex:type=int64", inferMoved<kMatrixBandPart>,
        evaluateMoved<kMatrixBandPart>, lowered<lowerMatrixBandPart>, kShape),
    row("tf.RFFT", "The Fourier transform of real numbers along the last axis.", "input, fft_length", "output",
        "Treal:type=float32, Tcomplex:type=complex64", inferRealTransform, evaluateRealTransform, lowered<lowerRfft>),
    row("tf.RFFT2D", "The Fourier transform of real numbers along the last two axes.", "input, fft_length", "output",
        "Treal:type=float32, Tcomplex:type=complex64", inferRealTransform, evaluateRealTransform, lowered<lowerRfft>),
    row("tf.Dilation2D", "The largest sum of a window's elements and a filter's.", "input, filter", "output",
        "T:type, strides:ints, rates:ints, padding:string", inferDilation, evaluateDilation, lowered<lowerDilation2d>,
        ir::OpKind::pool),
};

} // namespace

std::span<const OpDef> indexRows() { return kRows; }

} // namespace ara::ops::tf
