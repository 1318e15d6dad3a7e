#include "ops/pool_rules.h"

#include "ops/arithmetic.h"
#include "ops/on_codes.h"

#include <cmath>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

Result<WindowPlan> tfPoolPlan(const NodeView& v, const Shape& input, std::size_t spatial) {
  ARA_ASSIGN(const SpatialLayout layout, spatialLayout(v, spatial));
  // Version 2 has its sizes and strides as operands.
  const bool operands = v.attr("ksize") == nullptr && v.operandCount() > 2;
  const auto sizes = operands ? v.knownIntegers(1).value_or(std::vector<std::int64_t>{}) : v.attrInts("ksize");
  if (sizes.size() != layout.rank())
    return fail(
        ErrorKind::BadFile,
        msg("{0} {1} has {2} numbers in ksize, where {3} are needed.", v.op(), v.name(), sizes.size(), layout.rank()),
        {}, v.name());
  if (sizes[0] != 1 || sizes[layout.channel()] != 1)
    return v.refuse(
        msg("{0} {1} pools over the batch or the channels, which TensorFlow Lite cannot express.", v.op(), v.name()),
        msg("Reduce over that axis instead."));
  std::vector<Dim> window;
  for (std::size_t i = 0; i < spatial; ++i) window.push_back(sizes[layout.axis(i)]);
  ARA_ASSIGN(auto axes, tfWindowAxes(v, layout, window));
  for (WindowAxis& a : axes) a.dilation = 1; // pools have none
  if (operands) {
    const auto strides = v.knownIntegers(2);
    if (!strides || strides->size() != layout.rank() || (*strides)[0] != 1 || (*strides)[layout.channel()] != 1)
      return v.refuse(
          msg("{0} {1} has strides that are not known, or that step over the batch or the channels.", v.op(), v.name()),
          msg("Make them constants in the model."));
    for (std::size_t i = 0; i < spatial; ++i) axes[i].stride = (*strides)[layout.axis(i)];
  }
  return planWindows(v, input, layout, std::move(axes));
}

Result<WindowPlan> tflPoolPlan(const NodeView& v, const Shape& input) {
  ARA_ASSIGN(auto axes, tflWindowAxes(v, {v.attrInt("filter_height"), v.attrInt("filter_width")}));
  return planWindows(v, input, {}, std::move(axes));
}

namespace {

kernels::Pooling describe(const WindowPlan& plan, kernels::PoolKind kind) {
  kernels::Pooling p{.kind = kind,
                     .batch = plan.input.dims[0],
                     .channels = plan.channels(),
                     .axes = plan.kernelAxes(),
                     .in = {},
                     .out = {}};
  p.in = kernelStrides(plan.layout, p.axes, p.channels, &kernels::SpatialAxis::input);
  p.out = kernelStrides(plan.layout, p.axes, p.channels, &kernels::SpatialAxis::output);
  return p;
}

} // namespace

Status evaluatePool(EvalContext& c, const WindowPlan& plan, kernels::PoolKind kind) {
  ARA_TRY(wantFloats(c, {0}));
  const kernels::Pooling p = describe(plan, kind);
  ARA_TRY(c.makeResult(0, DataType::f32, plan.output(p.channels)));
  kernels::pool(p, floats(c, 0), c.out<float>(0));
  return applyFusedActivation(c, c.out<float>(0));
}

Result<bool> averageOnCodes(EvalContext& c, const WindowPlan& plan) {
  auto coding = codingOf(c, 0);
  if (!coding || coding->in.scales[0] != coding->out.scales[0] || coding->in.zero != coding->out.zero) return false;
  Shape output = plan.output(plan.channels());
  const auto elements = output.elements();
  if (!elements || *elements > c.budget / (2 * sizeof(double))) return false;
  ARA_TRY(wantInputs(c, 1));
  coding->in.zero = 0; // of the codes as they are
  std::vector<double> sums(static_cast<std::size_t>(*elements));
  std::vector<std::int64_t> counts(sums.size()), codes(sums.size());
  kernels::poolSums(describe(plan, kernels::PoolKind::average), centred(c, 0, coding->in), sums, counts);
  for (std::size_t i = 0; i < codes.size(); ++i)
    codes[i] = counts[i] ? static_cast<std::int64_t>(std::round(sums[i] / static_cast<double>(counts[i]))) : 0;
  return storeCodes(c, coding->out, codes, std::move(output));
}

namespace {

// The sizes, nothing when they are not known.
Result<Shape> resizedShape(const NodeView& v, const Shape& input, const std::optional<std::vector<Dim>>& size) {
  ARA_TRY(wantRank(v, input, 4, "its input"));
  if (v.attrBool("align_corners") && v.attrBool("half_pixel_centers"))
    return v.refuse(
        msg("{0} {1} asks for align_corners and half_pixel_centers at once, which nobody computes.", v.op(), v.name()),
        msg("Choose one of the two."));
  if (size && size->size() != 2)
    return fail(ErrorKind::BadFile,
                msg("{0} {1} has a size of {2} numbers instead of 2.", v.op(), v.name(), size->size()), {}, v.name());
  Shape out = input.ranked ? input : Shape::of(std::vector<Dim>(4, kUnknownDim));
  for (std::size_t i = 0; i < 2; ++i) out.dims[i + 1] = size ? (*size)[i] : kUnknownDim;
  return out;
}

Result<kernels::Resize> resizeOf(EvalContext& c, Shape& out) {
  if (c.inputs.size() < 2) return c.refuse(msg("{0} {1} lacks operands.", c.op(), c.name()));
  const TensorView& size = c.inputs[1];
  if (size.type != DataType::i32 || !size.shape.isStatic() || size.elements() != 2 ||
      size.data.bytes.size() < 2 * sizeof(std::int32_t))
    return c.refuse(msg("{0} {1} has no size of two int32 numbers.", c.op(), c.name()));
  const Shape& in = c.inputs[0].shape;
  if (!in.isStatic()) return c.refuse(msg("{0} {1} lacks its image.", c.op(), c.name()));
  ARA_ASSIGN(out, resizedShape(c, in, std::vector<Dim>{size.load<std::int32_t>(0), size.load<std::int32_t>(1)}));
  if (in.dims[1] < 1 || in.dims[2] < 1 || out.dims[1] < 1 || out.dims[2] < 1)
    return c.refuse(
        msg("{0} {1} resizes {2} to {3}; both need a height and a width.", c.op(), c.name(), in.text(), out.text()));
  return kernels::Resize{.batch = in.dims[0],
                         .height = in.dims[1],
                         .width = in.dims[2],
                         .channels = in.dims[3],
                         .newHeight = out.dims[1],
                         .newWidth = out.dims[2],
                         .alignCorners = c.attrBool("align_corners"),
                         .halfPixelCenters = c.attrBool("half_pixel_centers")};
}

} // namespace

Status inferResize(InferContext& c, DataType result) {
  ARA_ASSIGN(Shape out, resizedShape(c, c.shape(0), c.integers(1)));
  c.result(0, result, std::move(out));
  return {};
}

Status evaluateResizeBilinear(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  Shape out;
  ARA_ASSIGN(const kernels::Resize r, resizeOf(c, out));
  ARA_TRY(c.makeResult(0, DataType::f32, std::move(out)));
  kernels::resizeBilinear(r, floats(c, 0), c.out<float>(0));
  return {};
}

Status evaluateResizeNearest(EvalContext& c) {
  Shape out;
  ARA_ASSIGN(const kernels::Resize r, resizeOf(c, out));
  const TensorView& in = c.inputs[0];
  const unsigned bits = ir::bitWidth(in.type);
  const auto bytes = ir::byteSize(in.type, in.elements());
  if (bits == 0 || bits % 8 != 0 || in.data.bytes.size() < *bytes)
    return c.refuse(msg("{0} {1} is not computed here for {2}.", c.op(), c.name(), ir::longName(in.type)));
  ARA_TRY(c.makeResult(0, in.type, std::move(out)));
  kernels::resizeNearest(r, in.data.bytes, c.results[0].bytes, bits / 8);
  return {};
}

} // namespace ara::ops
