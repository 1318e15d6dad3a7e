// TensorFlow Lite operators few models have.
#include "ops/evaluate_index.h"
#include "ops/tfl/rare_row.h"
#include "ops/tfl/rare_run.h"
#include "ops/tfl/stablehlo_run.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpDef;
using ir::OpKind;
using ir::RuntimeLimits;

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
        "ngram_size:int, max_skip_size:int, include_all_ngrams:bool", inferGiven, evaluateSkipGram),
    row("tfl.non_max_suppression_v4", 120, OpKind::arithmetic, "The boxes that overlap no better one.",
        "boxes, scores, max_output_size, iou_threshold, score_threshold", "selected_indices, valid", "",
        inferSuppressed, evaluateSuppression, {.types = "f32"}),
    row("tfl.non_max_suppression_v5", 121, OpKind::arithmetic,
        "The boxes that overlap no better one, and their scores.",
        "boxes, scores, max_output_size, iou_threshold, score_threshold, soft_nms_sigma",
        "selected_indices, selected_scores, valid", "", inferSuppressed, evaluateSuppression, {.types = "f32"}),
    row("tfl.densify", 124, OpKind::shape, "Sparse weights as a whole tensor.", "input", "output", "", inferSame),
    row("tfl.reduce_window", 205, OpKind::arithmetic, "Each window of a tensor brought to one element.",
        "input, init_value, window_shape, window_strides, window_dilations", "output", "reduce_function:symbol",
        inferGiven, evaluateReduceWindow),
};

} // namespace

std::span<const OpDef> rareRows() { return kRows; }

} // namespace ara::ops::tfl
