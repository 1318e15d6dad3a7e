// Products of matrices, and the bias that follows them.
#include "ops/network_lower.h"
#include "ops/product_rules.h"
#include "ops/tf/einsum.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;
using ir::OpKind;

std::vector<NamedAttr> layerAttrs(bool keepDims) {
  return {noActivation(), {"weights_format", ir::Symbol{"DEFAULT"}}, {"keep_num_dims", keepDims}};
}

Status wantInner(const NodeView& v, const ProductPlan& p) {
  if (p.inner != 0) return {};
  return v.refuse(
      msg("{0} {1} sums over an axis of size 0, which the TensorFlow Lite runtime does not take.", v.op(), v.name()),
      msg("Give a larger input shape."));
}

// The weights of FULLY_CONNECTED lie as [columns, inner].
Result<TensorId> weightsOf(LowerContext& c, TensorId b, bool turned) {
  if (turned) return b;
  return c.transpose(b, {1, 0});
}

// --- MatMul
Status inferMatMul(InferContext& c) {
  const bool turnA = c.attrBool("transpose_a"), turnB = c.attrBool("transpose_b");
  ARA_TRY(wantRank(c, c.shape(0), 2, "its first operand"));
  ARA_TRY(wantRank(c, c.shape(1), 2, "its second operand"));
  ARA_ASSIGN(const ProductPlan p, planProduct(c, c.shape(0), c.shape(1), turnA, turnB));
  c.result(0, c.type(0), Shape::of({p.rows, p.columns}));
  return {};
}

Status evaluateMatMul(EvalContext& c) {
  return evaluateProduct(c, c.attrBool("transpose_a"), c.attrBool("transpose_b"));
}

Status lowerMatMul(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_TRY(wantRank(c, c.shape(0), 2, "its first operand"));
  ARA_TRY(wantRank(c, c.shape(1), 2, "its second operand"));
  const bool turnA = c.attrBool("transpose_a"), turnB = c.attrBool("transpose_b");
  ARA_ASSIGN(const ProductPlan p, planProduct(c, c.shape(0), c.shape(1), turnA, turnB));
  ARA_TRY(wantInner(c, p));
  TensorId a = c.operand(0), b = c.operand(1);
  if (!c.constant(b) && (turnA || !turnB))
    return c.replaceWith("tfl.batch_matmul", {a, b}, {{"adj_x", turnA}, {"adj_y", turnB}});
  if (turnA) { ARA_ASSIGN(a, c.transpose(a, {1, 0})); }
  ARA_ASSIGN(b, weightsOf(c, b, turnB));
  return c.replaceWith("tfl.fully_connected", {a, b}, layerAttrs(false));
}

// --- BatchMatMul, BatchMatMulV2, BatchMatMulV3
Status inferBatchMatMul(InferContext& c) {
  ARA_ASSIGN(const ProductPlan p, planProduct(c, c.shape(0), c.shape(1), c.attrBool("adj_x"), c.attrBool("adj_y")));
  c.result(0, c.attrType("Tout", c.type(0)), p.output);
  return {};
}

Status evaluateBatchMatMul(EvalContext& c) { return evaluateProduct(c, c.attrBool("adj_x"), c.attrBool("adj_y")); }

// The runtime takes five axes: stacks of equal shape are joined to one axis.
Status lowerDeepProduct(LowerContext& c, const ProductPlan& p) {
  const Shape a = c.shape(0), b = c.shape(1);
  const auto stack = [](const Shape& s) { return Shape::of({s.dims.begin(), s.dims.end() - 2}); };
  if (!p.output.isStatic() || stack(a) != stack(b) || !a.isStatic() || !b.isStatic())
    return c.refuse(msg("{0} {1} multiplies stacks of shapes {2} and {3}; the TensorFlow Lite runtime takes five axes.",
                        c.op(), c.name(), a.text(), b.text()),
                    msg("Reshape both to at most five axes before the product."));
  const Dim count = productOf(stack(a).dims);
  const auto flat = [&](const Shape& s) { return std::vector<Dim>{count, s.dims[s.rank() - 2], s.dims[s.rank() - 1]}; };
  ARA_ASSIGN(const TensorId x, c.reshape(c.operand(0), flat(a)));
  ARA_ASSIGN(const TensorId y, c.reshape(c.operand(1), flat(b)));
  ARA_ASSIGN(const TensorId product,
             c.add("tfl.batch_matmul", {x, y}, {{"adj_x", c.attrBool("adj_x")}, {"adj_y", c.attrBool("adj_y")}}));
  ARA_ASSIGN(const TensorId made, c.reshape(product, p.output.dims));
  return c.replace({made});
}

Status lowerBatchMatMul(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  const bool turnA = c.attrBool("adj_x"), turnB = c.attrBool("adj_y");
  ARA_ASSIGN(const ProductPlan p, planProduct(c, c.shape(0), c.shape(1), turnA, turnB));
  ARA_TRY(wantInner(c, p));
  const Shape &a = c.shape(0), &b = c.shape(1);
  if (c.isConstant(1) && b.ranked && b.rank() == 2 && a.ranked && !turnA) {
    const bool deep = a.rank() > 2;
    ARA_ASSIGN(const TensorId weights, weightsOf(c, c.operand(1), turnB));
    return c.replaceWith("tfl.fully_connected", {c.operand(0), weights}, layerAttrs(deep));
  }
  if (a.rank() > 5 || b.rank() > 5) return lowerDeepProduct(c, p);
  return c.replaceWith("tfl.batch_matmul", {c.operand(0), c.operand(1)}, {{"adj_x", turnA}, {"adj_y", turnB}});
}

// --- BiasAdd, BiasAddV1
Result<std::optional<std::size_t>> biasAxis(const NodeView& v, const Shape& value) {
  if (!value.ranked) return std::optional<std::size_t>();
  if (value.rank() < 2)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} adds a bias per channel to {2}, which has no channels.", v.op(), v.name(), value.text()),
                msg("Check the shapes given to the model's inputs."), v.name());
  return std::optional(v.attrString("data_format", "NHWC") == "NCHW" ? std::size_t{1} : value.rank() - 1);
}

Status inferBiasAdd(InferContext& c) {
  ARA_TRY(wantRank(c, c.shape(1), 1, "its bias"));
  ARA_ASSIGN(const auto axis, biasAxis(c, c.shape(0)));
  if (axis && c.shape(1).ranked && !mayEqual(c.shape(0).dims[*axis], c.shape(1).dims[0]))
    return fail(ErrorKind::BadFile,
                msg("{0} {1} adds a bias {2} to {3}, which has another number of channels.", c.op(), c.name(),
                    c.shape(1).text(), c.shape(0).text()),
                msg("Check the model, or the shapes given to its inputs."), c.name());
  return inferLikeFirst(c);
}

Status evaluateBiasAdd(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  const Shape& s = c.inputs[0].shape;
  ARA_ASSIGN(const auto axis, biasAxis(c, s));
  const auto x = floats(c, 0), bias = floats(c, 1);
  if (bias.size() != static_cast<std::size_t>(s.dims[*axis]))
    return c.refuse(msg("{0} {1} adds a bias {2} to {3}.", c.op(), c.name(), c.inputs[1].shape.text(), s.text()));
  ARA_TRY(c.makeResult(0, DataType::f32, s));
  const auto y = c.out<float>(0);
  std::size_t inner = 1;
  for (std::size_t i = *axis + 1; i < s.rank(); ++i) inner *= static_cast<std::size_t>(s.dims[i]);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = x[i] + bias[i / inner % bias.size()];
  return {};
}

Status lowerBiasAdd(LowerContext& c) {
  ARA_TRY(wantOwnOperands(c));
  if (ir::isFloat(c.type(0))) ARA_TRY(wantFloat32(c));
  const Shape value = c.shape(0);
  ARA_TRY(wantRank(c, c.shape(1), 1, "its bias"));
  ARA_ASSIGN(const auto axis, biasAxis(c, value));
  const bool last = c.attrString("data_format", "NHWC") != "NCHW" || (axis && *axis + 1 == value.rank());
  if (last) return c.replaceWith("tfl.add", {c.operand(0), c.operand(1)}, {noActivation()});
  const Dim channels = c.shape(1).ranked ? c.shape(1).dims[0] : ir::kUnknownDim;
  if (!axis || !isKnown(channels))
    return c.refuse(
        msg("{0} {1} adds a bias to channels that come first, in a tensor of unknown rank.", c.op(), c.name()),
        msg("Give the shapes of the model's inputs."));
  // Above four axes runtimes of TensorFlow 2.12 and before do not broadcast: the axes behind the channels become one.
  const bool deep = value.rank() > 4 && value.isStatic();
  std::vector<Dim> around(deep ? 2 : value.rank() - *axis, 1);
  around[0] = channels;
  ARA_ASSIGN(const TensorId bias, c.reshape(c.operand(1), around));
  if (!deep) return c.replaceWith("tfl.add", {c.operand(0), bias}, {noActivation()});
  const Dim inner = productOf(std::span(value.dims).subspan(2));
  ARA_ASSIGN(const TensorId flat, c.reshape(c.operand(0), {value.dims[0], channels, inner}));
  ARA_ASSIGN(const TensorId sum, c.add("tfl.add", {flat, bias}, {noActivation()}));
  ARA_ASSIGN(const TensorId made, c.reshape(sum, value.dims));
  return c.replace({made});
}

constexpr std::string_view kBatchDoc = "Multiplies two stacks of matrices.";

const std::array kRows{
    ir::OpDef{.name = "tf.MatMul",
              .kind = OpKind::matrix,
              .doc = "Multiplies two matrices.",
              .operands = "a, b",
              .results = "product",
              .attrs = "transpose_a:bool=false, transpose_b:bool=false, T:type",
              .infer = inferMatMul,
              .evaluate = evaluateMatMul,
              .lower = lowerMatMul},
    ir::OpDef{.name = "tf.BatchMatMul",
              .kind = OpKind::matrix,
              .doc = kBatchDoc,
              .operands = "x, y",
              .attrs = "T:type, adj_x:bool=false, adj_y:bool=false",
              .infer = inferBatchMatMul,
              .evaluate = evaluateBatchMatMul,
              .lower = lowerBatchMatMul},
    ir::OpDef{.name = "tf.BatchMatMulV2",
              .kind = OpKind::matrix,
              .doc = kBatchDoc,
              .operands = "x, y",
              .attrs = "T:type, adj_x:bool=false, adj_y:bool=false",
              .infer = inferBatchMatMul,
              .evaluate = evaluateBatchMatMul,
              .lower = lowerBatchMatMul},
    ir::OpDef{.name = "tf.BatchMatMulV3",
              .kind = OpKind::matrix,
              .doc = kBatchDoc,
              .operands = "x, y",
              .attrs = "Ta:type, Tb:type, Tout:type, adj_x:bool=false, adj_y:bool=false",
              .infer = inferBatchMatMul,
              .evaluate = evaluateBatchMatMul,
              .lower = lowerBatchMatMul},
    ir::OpDef{.name = "tf.BiasAdd",
              .kind = OpKind::arithmetic,
              .doc = "Adds a number per channel.",
              .operands = "value, bias",
              .attrs = "T:type, data_format:string=NHWC",
              .infer = inferBiasAdd,
              .evaluate = evaluateBiasAdd,
              .lower = lowerBiasAdd},
    ir::OpDef{.name = "tf.BiasAddV1",
              .kind = OpKind::arithmetic,
              .doc = "Adds a number per channel, the last axis.",
              .operands = "value, bias",
              .attrs = "T:type",
              .infer = inferBiasAdd,
              .evaluate = evaluateBiasAdd,
              .lower = lowerBiasAdd},
    ir::OpDef{.name = "tf.Einsum",
              .kind = OpKind::matrix,
              .doc = "Products and sums over labelled axes, as its equation says.",
              .operands = "inputs*N",
              .attrs = "equation:string, N:int, T:type",
              .infer = inferEinsum,
              .evaluate = evaluateEinsum,
              .lower = lowerEinsum},
};

} // namespace

std::span<const ir::OpDef> matrixRows() { return kRows; }

} // namespace ara::ops::tf
