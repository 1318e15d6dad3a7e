// TensorFlow operators over segments: rows that have one number belong together.
#include "ops/arithmetic.h"
#include "ops/movement/movement.h"
#include "ops/tf/segment_lower.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;

Status inferOrdered(InferContext& c) { return inferSegments(c, std::nullopt); }
Status inferCounted(InferContext& c) { return inferSegments(c, 2); }
template<Reduction op> Status evaluateCounted(EvalContext& c) { return evaluateSegments(c, op, 2); }

// Segments without rows are 0 here, where the unsorted operators have the lowest or highest number.
template<Reduction op> Status evaluateOrdered(EvalContext& c) {
  ARA_TRY(evaluateSegments(c, op == Reduction::mean ? Reduction::sum : op, std::nullopt));
  if (op == Reduction::sum || op == Reduction::prod) return {};
  ARA_ASSIGN(const auto ids, inputIntegers(c, 1));
  std::vector<double> sizes(c.results[0].shape.dims[0] > 0 ? static_cast<std::size_t>(c.results[0].shape.dims[0]) : 0,
                            0);
  for (const std::int64_t i : ids) ++sizes[static_cast<std::size_t>(i)];
  kernels::withType<kernels::Floats | kernels::Integers>(c.results[0].type, [&]<class T>() {
    const auto out = c.out<T>(0);
    const std::size_t row = sizes.empty() ? 1 : out.size() / sizes.size();
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double n = sizes[i / row];
      if (n == 0) out[i] = T{};
      if constexpr (op == Reduction::mean) {
        if constexpr (std::is_arithmetic_v<T>) {
          if (n != 0) out[i] = static_cast<T>(out[i] / static_cast<T>(n));
        } else if (n != 0) {
          out[i] = kernels::narrow<T>(kernels::widen(out[i]) / static_cast<float>(n));
        }
      }
    }
  });
  return {};
}

template<Reduction op>
constexpr OpDef ordered(std::string_view name, std::string_view doc, Status (*lower)(LowerContext&)) {
  return {.name = name,
          .kind = ir::OpKind::arithmetic,
          .doc = doc,
          .operands = "data, segment_ids",
          .attrs = "T:type, Tindices:type",
          .infer = inferOrdered,
          .evaluate = evaluateOrdered<op>,
          .lower = lower};
}

template<Reduction op>
constexpr OpDef counted(std::string_view name, std::string_view doc, Status (*lower)(LowerContext&)) {
  return {.name = name,
          .kind = ir::OpKind::arithmetic,
          .doc = doc,
          .operands = "data, segment_ids, num_segments",
          .attrs = "T:type, Tindices:type, Tnumsegments:type=int32",
          .infer = inferCounted,
          .evaluate = evaluateCounted<op>,
          .lower = lower};
}

const std::array kRows{
    ordered<Reduction::sum>("tf.SegmentSum", "The sum of the rows of each segment; segment numbers do not decrease.",
                            lowerSegmentSum),
    ordered<Reduction::mean>("tf.SegmentMean", "The mean of the rows of each segment.", lowerSegmentMean),
    ordered<Reduction::prod>("tf.SegmentProd", "The product of the rows of each segment.", lowerSegmentProd),
    ordered<Reduction::max>("tf.SegmentMax", "The largest of the rows of each segment.", lowerSegmentMax),
    ordered<Reduction::min>("tf.SegmentMin", "The smallest of the rows of each segment.", lowerSegmentMin),
    counted<Reduction::sum>("tf.UnsortedSegmentSum", "The sum of the rows of each segment.", lowerUnsortedSegmentSum),
    counted<Reduction::prod>("tf.UnsortedSegmentProd", "The product of the rows of each segment.",
                             lowerUnsortedSegmentProd),
    counted<Reduction::max>("tf.UnsortedSegmentMax", "The largest of the rows of each segment.",
                            lowerUnsortedSegmentMax),
    counted<Reduction::min>("tf.UnsortedSegmentMin", "The smallest of the rows of each segment.",
                            lowerUnsortedSegmentMin),
};

} // namespace

std::span<const OpDef> segmentRows() { return kRows; }

} // namespace ara::ops::tf
