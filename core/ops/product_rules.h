// Products of stacks of matrices, as MatMul, BatchMatMul and BATCH_MATMUL mean them.
#pragma once

#include "ops/network_rules.h"

namespace ara::ops {

// The last two axes are a matrix, those before them are broadcast.
struct ProductPlan {
  Shape output;
  Dim rows = ir::kUnknownDim, inner = ir::kUnknownDim, columns = ir::kUnknownDim;
};
Result<ProductPlan> planProduct(const NodeView& v, const Shape& a, const Shape& b, bool turnA, bool turnB);
Status evaluateProduct(EvalContext& c, bool turnA, bool turnB);

} // namespace ara::ops
