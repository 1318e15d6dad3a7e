// Inference and reference evaluation that the arithmetic rows of both dialects share, as function templates that fit
// the columns of a row:
//
//   {.name = "tf.Exp", ..., .infer = inferSame, .evaluate = evaluate<Unary::exp>, ...}
#pragma once

#include "kernels/binary.h"
#include "kernels/reduce.h"
#include "kernels/unary.h"
#include "ops/shape_rules.h"

namespace ara::ops {

using kernels::Binary;
using kernels::Comparison;
using kernels::FloatTest;
using kernels::Reduction;
using kernels::Unary;

// Type of operand i, else of its neighbours, else the attribute T.
DataType typeOfOperand(const NodeView& v, std::size_t i);
// What the graph says of result i already; none and unknown when the node has no such result.
DataType givenType(const NodeView& v, std::size_t i = 0);
Shape givenShape(const NodeView& v, std::size_t i = 0);
// An error unless the first `least` operands are there.
Status wantOperands(const NodeView& v, std::size_t least);

// --- Inference
Status inferSame(InferContext& c);                    // result 0 is like operand 0, its value too
Status inferSameTest(InferContext& c);                // the shape of operand 0, bool
Status inferBinary(InferContext& c, Binary op);       // broadcast; small integer values are carried along
Status inferCompare(InferContext& c);                 // broadcast, bool
Status inferSelect(InferContext& c, bool broadcasts); // condition, t, e
Status inferSum(InferContext& c);                     // of many operands of one shape
Status inferReduce(InferContext& c, Reduction op);    // input, axes; attribute keep_dims
Status inferArg(InferContext& c, DataType index);     // input, axis
Status inferTopK(InferContext& c, std::optional<std::int64_t> k, DataType index); // values, indices
Status inferSegments(InferContext& c, std::optional<std::size_t> countOperand);   // data, ids[, count]
template<Binary op> Status infer(InferContext& c) { return inferBinary(c, op); }
template<Reduction op> Status infer(InferContext& c) { return inferReduce(c, op); }

// --- Evaluation. Quantized operands are computed with as the real numbers they stand for.
Status evaluateUnary(EvalContext& c, Unary op);
Status evaluateTest(EvalContext& c, FloatTest what);
Status evaluateNot(EvalContext& c);
Status evaluateCast(EvalContext& c); // to the type of the result tensor
Status evaluateBinary(EvalContext& c, Binary op);
Status evaluateCompare(EvalContext& c, Comparison op);
Status evaluateSelect(EvalContext& c);
Status evaluateSum(EvalContext& c); // of many operands
Status evaluateReduce(EvalContext& c, Reduction op);
Status evaluateArg(EvalContext& c, bool largest);
Status evaluateTopK(EvalContext& c, std::int64_t k);
Status evaluateCumulate(EvalContext& c, bool product);
Status evaluateSegments(EvalContext& c, Reduction op, std::optional<std::size_t> countOperand);

// Runs `inner` on real numbers where operands are quantized, and quantizes the results again.
Status onRealNumbers(EvalContext& c, Status (*inner)(EvalContext&));
// Quantizes float32 results whose tensors are quantized.
Status quantizeResults(EvalContext& c);

template<Unary op> Status evaluate(EvalContext& c) {
  return onRealNumbers(c, [](EvalContext& r) { return evaluateUnary(r, op); });
}
template<FloatTest what> Status evaluate(EvalContext& c) { return evaluateTest(c, what); }
template<Binary op> Status evaluate(EvalContext& c) {
  return onRealNumbers(c, [](EvalContext& r) { return evaluateBinary(r, op); });
}
template<Comparison op> Status evaluate(EvalContext& c) {
  return onRealNumbers(c, [](EvalContext& r) { return evaluateCompare(r, op); });
}
template<Reduction op> Status evaluate(EvalContext& c) {
  return onRealNumbers(c, [](EvalContext& r) { return evaluateReduce(r, op); });
}

// An error unless the first `count` inputs are there with all the bytes their shapes ask for.
Status wantInputs(const EvalContext& c, std::size_t count);
// Integers of an evaluated operand of type i32 or i64 (axes, ids), and the refusal of an element type.
Result<std::vector<std::int64_t>> inputIntegers(EvalContext& c, std::size_t i);
Fail refuseType(const NodeView& v, DataType type);

} // namespace ara::ops
