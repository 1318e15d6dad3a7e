// What the two files of the source family share.
#pragma once

#include "ops/arithmetic.h"
#include "ops/partial_values.h"
#include "ops/subgraph_rules.h"

#include <span>

namespace ara::ops::tf {

std::span<const ir::OpDef> statefulRows(); // variables, tables, random numbers, lists, queues

Status inferNothing(InferContext& c); // no results
Status inferText(InferContext& c);    // one string
Status lowerAway(LowerContext& c);    // nothing stands for the node

inline constexpr bool kPure = true, kImpure = false;

constexpr ir::OpDef row(std::string_view name, ir::OpKind kind, std::string_view doc, std::string_view operands,
                        std::string_view results, std::string_view attrs, bool pure, Status (*infer)(InferContext&),
                        Status (*evaluate)(EvalContext&), Status (*lower)(LowerContext&)) {
  return {.name = name,
          .kind = kind,
          .doc = doc,
          .operands = operands,
          .results = results,
          .attrs = attrs,
          .pure = pure,
          .infer = infer,
          .evaluate = evaluate,
          .lower = lower};
}

} // namespace ara::ops::tf
