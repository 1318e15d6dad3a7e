// A row of the registry from its parts, for the families whose operators are pure and have nothing unusual.
#pragma once

#include "ops/arithmetic.h"

namespace ara::ops::tf {

constexpr ir::OpDef row(std::string_view name, ir::OpKind kind, std::string_view doc, std::string_view operands,
                        std::string_view results, std::string_view attrs, Status (*infer)(InferContext&),
                        Status (*evaluate)(EvalContext&), Status (*lower)(LowerContext&)) {
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

} // namespace ara::ops::tf
