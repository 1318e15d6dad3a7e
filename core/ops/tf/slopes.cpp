// Gradients that stay in graphs people convert, and two searches TensorFlow Lite has an operator for: Bucketize and
// ApproxTopK.
#include "ops/arithmetic_lower.h"
#include "ops/evaluate_index.h"
#include "ops/movement/lowering.h"
#include "ops/network_rules.h"
#include "ops/tf/row.h"

#include <array>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::OpDef;
using ir::OpKind;

enum class Slope { sigmoid, tanh, relu, relu6 };

// Of a sigmoid and a tanh from their results y (operand 0) and the gradient above; of a rectifier from the gradient
// above (operand 0) and what it was applied to.
template<Slope slope> float slopeAt(float a, float b) {
  switch (slope) {
  case Slope::sigmoid: return b * a * (1 - a);
  case Slope::tanh: return b * (1 - a * a);
  case Slope::relu: return b > 0 ? a : 0.0f;
  case Slope::relu6: return b > 0 && b < 6 ? a : 0.0f;
  }
  return 0;
}

template<Slope slope> Status evaluate(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0, 1}));
  if (c.inputs[0].shape != c.inputs[1].shape)
    return c.refuse(msg("{0} {1} has a gradient of shape {2} for {3}.", c.op(), c.name(), c.inputs[1].shape.text(),
                        c.inputs[0].shape.text()));
  ARA_TRY(c.makeResult(0, DataType::f32, c.inputs[0].shape));
  const auto a = floats(c, 0), b = floats(c, 1);
  const auto y = c.out<float>(0);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = slopeAt<slope>(a[i], b[i]);
  return {};
}

template<Slope slope> Status lower(LowerContext& c) {
  return lowerNumbers(c, {.direct = "f32"}, [](LowerContext& l, const std::vector<TensorId>& x) -> Result<TensorId> {
    const auto binary = [&](std::string_view op, TensorId a, TensorId b) {
      return l.add(op, {a, b}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}});
    };
    const auto number = [&](double v) { return l.scalar(DataType::f32, v); };
    if constexpr (slope == Slope::relu || slope == Slope::relu6) {
      ARA_ASSIGN(TensorId open, l.add("tfl.greater", {x[1], number(0)}));
      if constexpr (slope == Slope::relu6) {
        ARA_ASSIGN(const TensorId below, l.add("tfl.less", {x[1], number(6)}));
        ARA_ASSIGN(open, l.add("tfl.logical_and", {open, below}));
      }
      return l.add("tfl.select_v2", {open, x[0], number(0)});
    } else if constexpr (slope == Slope::sigmoid) {
      ARA_ASSIGN(const TensorId rest, binary("tfl.sub", number(1), x[0]));
      ARA_ASSIGN(const TensorId scaled, binary("tfl.mul", x[1], x[0]));
      return binary("tfl.mul", scaled, rest);
    } else {
      ARA_ASSIGN(const TensorId squared, binary("tfl.mul", x[0], x[0]));
      ARA_ASSIGN(const TensorId rest, binary("tfl.sub", number(1), squared));
      return binary("tfl.mul", x[1], rest);
    }
  });
}

Status lowerBucketize(LowerContext& c) {
  const auto* edges = c.attr("boundaries") ? std::get_if<std::vector<double>>(c.attr("boundaries")) : nullptr;
  if (!edges) return c.refuse(msg("{0} {1} has no boundaries.", c.op(), c.name()));
  if (!typeListed("f32 f64 i32 i64", c.type(0))) return refuseNumbers(c, c.type(0));
  return c.replaceWith("tfl.bucketize", {c.operand(0)}, {{"boundaries", AttrValue(*edges)}});
}

// The axis counts from the end when negative; only the last one is searched.
Status inferApproxTopK(InferContext& c) {
  ARA_TRY(wantOperands(c, 1));
  return inferTopK(c, c.attrInt("k"), DataType::i32);
}

Status wantLastAxis(const NodeView& v, const Shape& in) {
  const std::int64_t axis = v.attrInt("reduction_dimension", -1);
  if (axis == -1 || (in.ranked && axis == static_cast<std::int64_t>(in.rank()) - 1)) return {};
  return v.refuseAttr("reduction_dimension", std::to_string(axis),
                      msg("Transpose its input so that the axis is the last."));
}

Status evaluateApproxTopK(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  ARA_TRY(wantLastAxis(c, c.inputs[0].shape));
  if (c.attrBool("is_max_k", true)) return evaluateTopK(c, c.attrInt("k"));
  auto turned = std::make_shared<std::vector<float>>(floats(c, 0).begin(), floats(c, 0).end());
  for (float& v : *turned) v = -v;
  c.inputs[0].data = {std::as_bytes(std::span(*turned)), turned};
  ARA_TRY(evaluateTopK(c, c.attrInt("k")));
  for (float& v : c.out<float>(0)) v = -v;
  return {};
}

// The exact answer is an approximation of any quality that is asked for.
Status lowerApproxTopK(LowerContext& c) {
  if (c.type(0) != DataType::f32) return refuseNumbers(c, c.type(0));
  ARA_TRY(wantLastAxis(c, c.shape(0)));
  const std::int64_t k = c.attrInt("k");
  if (k < 1 || k > std::numeric_limits<std::int32_t>::max())
    return c.refuseAttr("k", std::to_string(k), msg("Let k be 1 or more."));
  const bool largest = c.attrBool("is_max_k", true);
  TensorId x = c.operand(0);
  if (!largest) { ARA_ASSIGN(x, c.add("tfl.neg", {x})); }
  ARA_ASSIGN(auto made, c.addMany("tfl.topk_v2", {x, c.ints({static_cast<std::int32_t>(k)}, Shape::scalar())}, 2));
  if (!largest) { ARA_ASSIGN(made[0], c.add("tfl.neg", {made[0]})); }
  return c.replace(std::move(made));
}

const std::array kRows{
    row("tf.SigmoidGrad", OpKind::arithmetic, "The gradient of a sigmoid, from its result.", "y, dy", "z", "T:type",
        infer<Binary::mul>, evaluate<Slope::sigmoid>, lower<Slope::sigmoid>),
    row("tf.TanhGrad", OpKind::arithmetic, "The gradient of a hyperbolic tangent, from its result.", "y, dy", "z",
        "T:type", infer<Binary::mul>, evaluate<Slope::tanh>, lower<Slope::tanh>),
    row("tf.ReluGrad", OpKind::arithmetic, "The gradient of a rectifier.", "gradients, features", "backprops", "T:type",
        infer<Binary::mul>, evaluate<Slope::relu>, lower<Slope::relu>),
    row("tf.Relu6Grad", OpKind::arithmetic, "The gradient of a rectifier that ends at 6.", "gradients, features",
        "backprops", "T:type", infer<Binary::mul>, evaluate<Slope::relu6>, lower<Slope::relu6>),
    row("tf.Bucketize", OpKind::arithmetic, "The number of the interval each element falls into.", "input", "output",
        "T:type, boundaries:floats", inferBucketize, evaluateBucketize, lowered<lowerBucketize>),
    row("tf.ApproxTopK", OpKind::arithmetic, "The k largest or smallest of the last axis, and where they stand.",
        "input", "values, indices",
        "k:int, reduction_dimension:int=-1, recall_target:float=0.95, is_max_k:bool=true, "
        "reduction_input_size_override:int=-1, aggregate_to_topk:bool=true, T:type",
        inferApproxTopK, evaluateApproxTopK, lowered<lowerApproxTopK>),
};

} // namespace

std::span<const OpDef> slopesRows() { return kRows; }

} // namespace ara::ops::tf
