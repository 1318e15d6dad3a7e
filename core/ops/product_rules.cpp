#include "ops/product_rules.h"

#include "kernels/broadcast.h"
#include "kernels/matmul.h"

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

Result<ProductPlan> planProduct(const NodeView& v, const Shape& a, const Shape& b, bool turnA, bool turnB) {
  const auto tooFlat = [&](const Shape& s) {
    return fail(ErrorKind::BadFile,
                msg("{0} {1} multiplies matrices, but an operand has shape {2}.", v.op(), v.name(), s.text()),
                msg("Check the model, or the shapes given to its inputs."), v.name());
  };
  if (a.ranked && a.rank() < 2) return tooFlat(a);
  if (b.ranked && b.rank() < 2) return tooFlat(b);
  ProductPlan p;
  Dim innerB = kUnknownDim;
  if (a.ranked) {
    p.rows = a.dims[a.rank() - (turnA ? 1 : 2)];
    p.inner = a.dims[a.rank() - (turnA ? 2 : 1)];
  }
  if (b.ranked) {
    p.columns = b.dims[b.rank() - (turnB ? 2 : 1)];
    innerB = b.dims[b.rank() - (turnB ? 1 : 2)];
  }
  if (!mayEqual(p.inner, innerB))
    return fail(ErrorKind::BadFile,
                msg("{0} {1} multiplies {2} by {3}: {4} columns do not meet {5} rows.", v.op(), v.name(), a.text(),
                    b.text(), p.inner, innerB),
                msg("Check the model, or the shapes given to its inputs."), v.name());
  if (!isKnown(p.inner)) p.inner = innerB;
  if (!a.ranked || !b.ranked) return p;
  const auto stack = [](const Shape& s) { return Shape::of({s.dims.begin(), s.dims.end() - 2}); };
  ARA_ASSIGN(p.output, broadcastShapes(v, stack(a), stack(b)));
  p.output.dims.push_back(p.rows);
  p.output.dims.push_back(p.columns);
  return p;
}

Status evaluateProduct(EvalContext& c, bool turnA, bool turnB) {
  ARA_TRY(wantFloats(c, {0, 1}));
  const Shape &a = c.inputs[0].shape, &b = c.inputs[1].shape;
  ARA_ASSIGN(const ProductPlan p, planProduct(c, a, b, turnA, turnB));
  ARA_TRY(c.makeResult(0, DataType::f32, p.output));
  const auto out = c.out<float>(0);
  if (out.empty()) return {};
  const auto stack = [](const Shape& s) { return Shape::of({s.dims.begin(), s.dims.end() - 2}); };
  const kernels::MatrixProduct m{.rows = static_cast<std::uint64_t>(p.rows),
                                 .inner = static_cast<std::uint64_t>(p.inner),
                                 .columns = static_cast<std::uint64_t>(p.columns),
                                 .transposeA = turnA,
                                 .transposeB = turnB};
  const auto left = floats(c, 0), right = floats(c, 1);
  kernels::walkBroadcast<2>(stack(p.output), {stack(a), stack(b)},
                            [&](std::uint64_t i, const std::array<std::uint64_t, 2>& at) {
                              kernels::multiply(m, left.subspan(at[0] * m.rows * m.inner, m.rows * m.inner),
                                                right.subspan(at[1] * m.inner * m.columns, m.inner * m.columns),
                                                out.subspan(i * m.rows * m.columns, m.rows * m.columns));
                            });
  return {};
}

} // namespace ara::ops
