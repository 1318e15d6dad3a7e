// A row of the registry from its parts, for the operators few models have.
#pragma once

#include "ops/arithmetic.h"

namespace ara::ops::tfl {

constexpr ir::OpDef row(std::string_view name, int code, ir::OpKind kind, std::string_view doc,
                        std::string_view operands, std::string_view results, std::string_view attrs,
                        Status (*infer)(InferContext&), Status (*evaluate)(EvalContext&) = nullptr,
                        ir::RuntimeLimits limits = {}, bool pure = true) {
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
inline Status inferGiven(InferContext& c) {
  for (std::size_t i = 0; i < c.resultCount(); ++i) c.result(i, givenType(c, i), givenShape(c, i));
  return {};
}

} // namespace ara::ops::tfl
