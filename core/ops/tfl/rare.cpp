// TensorFlow Lite operators few models have.
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
                    Status (*evaluate)(EvalContext&) = nullptr, RuntimeLimits limits = {}) {
  return {.name = name,
          .kind = kind,
          .doc = doc,
          .operands = operands,
          .results = results,
          .attrs = attrs,
          .infer = infer,
          .evaluate = evaluate,
          .builtinCode = code,
          .limits = limits};
}

const std::array kRows{
    row("tfl.rfft2d", 131, OpKind::arithmetic, "The Fourier transform of real numbers along the last two axes.",
        "input, fft_length", "output", "", inferRealTransform, evaluateRealTransform, {.types = "f32", .minRank = 2}),
};

} // namespace

std::span<const OpDef> rareRows() { return kRows; }

} // namespace ara::ops::tfl
