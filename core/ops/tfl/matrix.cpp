// Products of TensorFlow Lite: a layer of weights stored [outputs, inputs], and stacks of matrices.
#include "ops/arithmetic.h"
#include "ops/on_codes.h"
#include "ops/product_rules.h"

#include "kernels/matmul.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::isKnown;
using ir::kUnknownDim;
using ir::OpKind;

// --- fully_connected
// The input is seen as rows as long as a row of the weights; the result keeps its axes where keep_num_dims says so.
Result<Shape> shapeOfLayer(const NodeView& v, const Shape& input, const Shape& weights) {
  ARA_TRY(wantRank(v, weights, 2, "its weights"));
  const Dim outputs = weights.ranked ? weights.dims[0] : kUnknownDim;
  const Dim inner = weights.ranked ? weights.dims[1] : kUnknownDim;
  const auto doNotFit = [&] {
    return fail(
        ErrorKind::BadFile,
        msg("{0} {1}: its input {2} does not fit its weights {3}.", v.op(), v.name(), input.text(), weights.text()),
        msg("Check the shapes given to the inputs."), v.name());
  };
  if (v.attrBool("keep_num_dims")) {
    if (!input.ranked) return Shape::unknown();
    if (input.rank() == 0 || !mayEqual(input.dims.back(), inner)) return doNotFit();
    Shape out = input;
    out.dims.back() = outputs;
    return out;
  }
  if (!input.ranked) return Shape::of({kUnknownDim, outputs});
  if (input.rank() == 2 && mayEqual(input.dims[1], inner)) return Shape::of({input.dims[0], outputs});
  const auto count = input.elements();
  if (!count || !isKnown(inner)) return Shape::of({kUnknownDim, outputs});
  if (inner == 0 || *count % static_cast<std::uint64_t>(inner) != 0) return doNotFit();
  return Shape::of({static_cast<Dim>(*count / static_cast<std::uint64_t>(inner)), outputs});
}

Status inferLayer(InferContext& c) {
  ARA_ASSIGN(Shape out, shapeOfLayer(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status evaluateLayer(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  const bool biased = c.inputs.size() > 2 && c.inputs[2].type != DataType::none;
  if (c.attrString("weights_format", "DEFAULT") != "DEFAULT" || c.resultCount() != 1)
    return c.refuse(
        msg("{0} {1} keeps its weights in an order of their own, which is not computed here.", c.op(), c.name()));
  ARA_ASSIGN(const Shape out, shapeOfLayer(c, c.inputs[0].shape, c.inputs[1].shape));
  if (!out.isStatic()) return c.refuse(msg("{0} {1} has no definite shape.", c.op(), c.name()));
  ARA_TRY(c.makeResult(0, DataType::f32, out));
  const Shape& weights = c.inputs[1].shape;
  const auto y = c.out<float>(0);
  const auto columns = static_cast<std::uint64_t>(weights.dims[0]);
  const kernels::MatrixProduct m{.rows = columns == 0 ? 0 : y.size() / columns,
                                 .inner = static_cast<std::uint64_t>(weights.dims[1]),
                                 .columns = columns,
                                 .transposeB = true};
  kernels::multiply(m, floats(c, 0), floats(c, 1), y);
  if (biased) {
    ARA_TRY(wantFloats(c, {2}));
    const auto bias = floats(c, 2);
    if (bias.size() != columns)
      return c.refuse(msg("{0} {1}: its bias {2} does not fit its weights {3}.", c.op(), c.name(),
                          c.inputs[2].shape.text(), weights.text()));
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += bias[i % columns];
  }
  return applyFusedActivation(c, y);
}

Result<bool> layerOnCodes(EvalContext& c) {
  const auto coding = codingOf(c, 0);
  const auto weights = c.inputs.size() > 1 ? codedOf(c, c.operand(1), c.inputs[1].type) : std::nullopt;
  if (!coding || !weights || c.attrString("weights_format", "DEFAULT") != "DEFAULT") return false;
  ARA_TRY(wantInputs(c, 2));
  ARA_ASSIGN(Shape out, shapeOfLayer(c, c.inputs[0].shape, c.inputs[1].shape));
  const auto elements = out.elements();
  if (!elements || *elements > c.budget / sizeof(double)) return false;
  const std::vector<float> x = centred(c, 0, coding->in), w = centred(c, 1, *weights);
  const auto columns = static_cast<std::size_t>(c.inputs[1].shape.dims[0]),
             inner = static_cast<std::size_t>(c.inputs[1].shape.dims[1]);
  std::vector<double> sums(static_cast<std::size_t>(*elements));
  for (std::size_t i = 0; i < sums.size(); ++i)
    for (std::size_t k = 0; k < inner; ++k)
      sums[i] += static_cast<double>(x[i / columns * inner + k]) * static_cast<double>(w[i % columns * inner + k]);
  return finishLayer(c, *coding, sums, static_cast<std::int64_t>(columns), 1, 2, std::move(out));
}

// Runtimes that do not know keep_num_dims would flatten; they do not take version 5.
int versionOfLayer(const VersionContext& c) { return c.attrBool("keep_num_dims") ? 5 : 1; }

// --- batch_matmul
Status inferProduct(InferContext& c) {
  ARA_ASSIGN(const ProductPlan p, planProduct(c, c.shape(0), c.shape(1), c.attrBool("adj_x"), c.attrBool("adj_y")));
  c.result(0, c.type(0), p.output);
  return {};
}

Status evaluateBatchMatMul(EvalContext& c) { return evaluateProduct(c, c.attrBool("adj_x"), c.attrBool("adj_y")); }

const std::array kRows{
    ir::OpDef{.name = "tfl.fully_connected",
              .kind = OpKind::matrix,
              .doc = "Multiplies rows of the input by a matrix of weights and adds a bias.",
              .operands = "input, weights, bias?",
              .infer = inferLayer,
              .evaluate = evaluateLayer,
              .evaluateCodes = layerOnCodes,
              .builtinCode = 9,
              .version = versionOfLayer,
              .limits = {.types = "f32", .quantized = "i8 u8 i16"},
              .hybridWeights = "1"},
    ir::OpDef{.name = "tfl.batch_matmul",
              .kind = OpKind::matrix,
              .doc = "Multiplies two stacks of matrices.",
              .operands = "x, y",
              .infer = inferProduct,
              .evaluate = evaluateBatchMatMul,
              .builtinCode = 126,
              .limits = {.types = "f32", .quantized = "i8 i16", .minRank = 2, .maxRank = 5},
              .hybridWeights = "1"},
};

} // namespace

std::span<const ir::OpDef> matrixRows() { return kRows; }

} // namespace ara::ops::tfl
