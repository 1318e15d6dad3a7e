// What TensorFlow's own optimizer (Grappler) leaves in a graph: a product or convolution with what follows it.
#include "ops/conv_rules.h"
#include "ops/network_lower.h"

#include <array>
#include <cmath>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;
using ir::OpKind;

// --- _FusedMatMul(a, b, args*), _FusedConv2D(input, filter, args*): fused_ops names what follows, in order

Result<std::vector<std::string>> followers(const NodeView& v) {
  const AttrValue* a = v.attr("fused_ops");
  const auto* list = a ? std::get_if<std::vector<std::string>>(a) : nullptr;
  if (!list || list->empty() || list->size() > 2 || (*list)[0] != "BiasAdd" || v.operandCount() < 3)
    return v.refuse(msg("{0} {1} fuses operators that are not a bias and an activation.", v.op(), v.name()),
                    msg("Save the graph before TensorFlow's optimizer has seen it."));
  return *list;
}

std::string_view activationOf(const std::string& name) {
  struct Known {
    std::string_view tf, tfl;
  };
  static constexpr Known kKnown[] = {{"Relu", "tfl.relu"},        {"Relu6", "tfl.relu6"},
                                     {"Elu", "tfl.elu"},          {"Tanh", "tfl.tanh"},
                                     {"Sigmoid", "tfl.logistic"}, {"LeakyRelu", "tfl.leaky_relu"}};
  for (const Known& k : kKnown)
    if (k.tf == name) return k.tfl;
  return {};
}

// The activation behind `t`, in the order of axes it is in.
Result<TensorId> followed(LowerContext& c, TensorId t, const std::vector<std::string>& fused) {
  if (fused.size() < 2) return t;
  const std::string_view op = activationOf(fused[1]);
  if (op.empty()) return c.refuseAttr("fused_ops", fused[1]);
  if (fused[1] == "LeakyRelu") return c.add(op, {t}, {{"alpha", AttrValue(c.attrFloat("leakyrelu_alpha", 0.2))}});
  return c.add(op, {t});
}

// The same on values.
Status follow(EvalContext& c, const std::vector<std::string>& fused) {
  if (fused.size() < 2) return {};
  const std::string& name = fused[1];
  if (activationOf(name).empty()) return c.refuseAttr("fused_ops", name);
  const auto slope = static_cast<float>(c.attrFloat("leakyrelu_alpha", 0.2));
  for (float& v : c.out<float>(0)) {
    if (name == "Relu")
      v = v < 0 ? 0 : v;
    else if (name == "Relu6")
      v = v < 0 ? 0 : v > 6 ? 6 : v;
    else if (name == "Elu")
      v = v < 0 ? std::expm1(v) : v;
    else if (name == "Tanh")
      v = std::tanh(v);
    else if (name == "Sigmoid")
      v = 1 / (1 + std::exp(-v));
    else
      v = v < 0 ? slope * v : v;
  }
  return {};
}

Result<ConvPlan> planOf(const NodeView& v, const Shape& input, const Shape& filter) {
  ARA_ASSIGN(const SpatialLayout layout, spatialLayout(v, 2));
  ARA_ASSIGN(auto sizes, filterSizes(v, filter, hwio(2)));
  ARA_ASSIGN(auto axes, tfWindowAxes(v, layout, std::move(sizes)));
  return planConvolution(v, input, filter, hwio(2), layout, std::move(axes));
}

Status inferConv(InferContext& c) {
  ARA_ASSIGN(const ConvPlan p, planOf(c, c.shape(0), c.shape(1)));
  c.result(0, c.type(0), p.plan.output(p.filterOut));
  return {};
}

Status evaluateConv(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1, 2}));
  ARA_ASSIGN(const auto fused, followers(c));
  ARA_ASSIGN(const ConvPlan p, planOf(c, c.inputs[0].shape, c.inputs[1].shape));
  ARA_TRY(evaluateConvolution(c, p, hwio(2), {.bias = 2}));
  return follow(c, fused);
}

Status lowerConv(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_TRY(wantElements(c, c.shape(0), 1));
  ARA_TRY(wantElements(c, c.shape(1), 0));
  ARA_ASSIGN(const auto fused, followers(c));
  ARA_ASSIGN(const ConvPlan p, planOf(c, c.shape(0), c.shape(1)));
  ARA_TRY(wantRank(c, c.shape(2), 1, "its bias"));
  ARA_ASSIGN(const TensorId filter, c.transpose(c.operand(1), {3, 0, 1, 2}));
  ARA_ASSIGN(const TensorId image, preparedImage(c, c.operand(0), p.plan));
  ARA_ASSIGN(TensorId t, c.add("tfl.conv_2d", {image, filter, c.operand(2)}, windowAttrs(p.plan)));
  ARA_ASSIGN(t, followed(c, t, fused));
  if (p.plan.layout.channelsFirst) { ARA_ASSIGN(t, c.transpose(t, p.plan.layout.fromLast())); }
  return c.replace({t});
}

Status inferMatMul(InferContext& c) {
  ARA_TRY(wantRank(c, c.shape(0), 2, "its input"));
  ARA_TRY(wantRank(c, c.shape(1), 2, "its second input"));
  const bool turnA = c.attrBool("transpose_a"), turnB = c.attrBool("transpose_b");
  Shape out = Shape::of({ir::kUnknownDim, ir::kUnknownDim});
  if (c.shape(0).ranked) out.dims[0] = c.shape(0).dims[turnA ? 1 : 0];
  if (c.shape(1).ranked) out.dims[1] = c.shape(1).dims[turnB ? 0 : 1];
  c.result(0, c.type(0), std::move(out));
  return {};
}

Status evaluateMatMul(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1, 2}));
  ARA_ASSIGN(const auto fused, followers(c));
  const Shape a = c.inputs[0].shape, b = c.inputs[1].shape;
  const bool turnA = c.attrBool("transpose_a"), turnB = c.attrBool("transpose_b");
  if (a.rank() != 2 || b.rank() != 2 || a.dims[turnA ? 0 : 1] != b.dims[turnB ? 1 : 0] ||
      c.inputs[2].shape != Shape::of({b.dims[turnB ? 0 : 1]}))
    return c.refuse(msg("{0} {1} multiplies {2} by {3}.", c.op(), c.name(), a.text(), b.text()));
  const auto rows = static_cast<std::size_t>(a.dims[turnA ? 1 : 0]),
             columns = static_cast<std::size_t>(b.dims[turnB ? 0 : 1]),
             inner = static_cast<std::size_t>(a.dims[turnA ? 0 : 1]);
  ARA_TRY(c.makeResult(0, DataType::f32, Shape::of({static_cast<Dim>(rows), static_cast<Dim>(columns)})));
  const auto x = floats(c, 0), w = floats(c, 1), bias = floats(c, 2);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) {
      double sum = static_cast<double>(bias[j]);
      for (std::size_t k = 0; k < inner; ++k)
        sum += static_cast<double>(x[turnA ? k * rows + i : i * inner + k]) *
               static_cast<double>(w[turnB ? j * inner + k : k * columns + j]);
      c.out<float>(0)[i * columns + j] = static_cast<float>(sum);
    }
  return follow(c, fused);
}

Status lowerMatMul(LowerContext& c) {
  ARA_TRY(wantFloat32(c));
  ARA_ASSIGN(const auto fused, followers(c));
  ARA_TRY(wantRank(c, c.shape(0), 2, "its input"));
  ARA_TRY(wantRank(c, c.shape(1), 2, "its second input"));
  ARA_TRY(wantRank(c, c.shape(2), 1, "its bias"));
  if (!c.shape(0).ranked || !c.shape(1).ranked || !c.shape(2).ranked)
    return c.refuse(msg("{0} {1} multiplies tensors of unknown rank.", c.op(), c.name()),
                    msg("Give the shapes of the inputs."));
  TensorId x = c.operand(0), weights = c.operand(1);
  if (c.attrBool("transpose_a")) { ARA_ASSIGN(x, c.transpose(x, {1, 0})); }
  if (!c.attrBool("transpose_b")) { ARA_ASSIGN(weights, c.transpose(weights, {1, 0})); }
  ARA_ASSIGN(TensorId t, c.add("tfl.fully_connected", {x, weights, c.operand(2)},
                               {noActivation(),
                                {"weights_format", AttrValue(ir::Symbol{"DEFAULT"})},
                                {"keep_num_dims", AttrValue(false)},
                                {"asymmetric_quantize_inputs", AttrValue(false)}}));
  ARA_ASSIGN(t, followed(c, t, fused));
  return c.replace({t});
}

const std::array kRows{
    OpDef{.name = "tf._FusedConv2D",
          .kind = OpKind::convolution,
          .doc = "A convolution with its bias and activation.",
          .operands = "input, filter, args*num_args",
          .attrs = "T:type, num_args:int, strides:ints, padding:string, explicit_paddings:ints=[], "
                   "data_format:string=NHWC, dilations:ints=[1,1,1,1], fused_ops:strings=[], epsilon:float=0.0001, "
                   "leakyrelu_alpha:float=0.2",
          .infer = inferConv,
          .evaluate = evaluateConv,
          .lower = lowerConv},
    OpDef{.name = "tf._FusedMatMul",
          .kind = OpKind::matrix,
          .doc = "A matrix product with its bias and activation.",
          .operands = "a, b, args*num_args",
          .results = "product",
          .attrs = "T:type, transpose_a:bool=false, transpose_b:bool=false, num_args:int, fused_ops:strings=[], "
                   "epsilon:float=0.0001, leakyrelu_alpha:float=0.2",
          .infer = inferMatMul,
          .evaluate = evaluateMatMul,
          .lower = lowerMatMul},
};

} // namespace

std::span<const OpDef> fusedRows() { return kRows; }

} // namespace ara::ops::tf
