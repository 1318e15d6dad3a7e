#include "ops/network_rules.h"

#include <algorithm>
#include <limits>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

std::vector<std::int32_t> SpatialLayout::toLast() const {
  std::vector<std::int32_t> perm{0};
  for (std::size_t i = 0; i < count; ++i) perm.push_back(static_cast<std::int32_t>(axis(i)));
  perm.push_back(static_cast<std::int32_t>(channel()));
  return perm;
}

std::vector<std::int32_t> SpatialLayout::fromLast() const {
  std::vector<std::int32_t> perm(rank());
  const auto to = toLast();
  for (std::size_t i = 0; i < to.size(); ++i) perm[static_cast<std::size_t>(to[i])] = static_cast<std::int32_t>(i);
  return perm;
}

Result<SpatialLayout> spatialLayout(const NodeView& v, std::size_t count) {
  const std::string format = v.attrString("data_format", count == 3 ? "NDHWC" : "NHWC");
  SpatialLayout layout{.count = count};
  if (format == (count == 3 ? "NDHWC" : "NHWC")) return layout;
  layout.channelsFirst = true;
  if (format == (count == 3 ? "NCDHW" : "NCHW")) return layout;
  return v.refuse(msg("{0} {1} stores images as {2}, which is not supported.", v.op(), v.name(), format),
                  msg("Build the model with data format NHWC."));
}

namespace {

Fail wrongList(const NodeView& v, std::string_view key, std::size_t found, std::size_t wanted) {
  return fail(ErrorKind::BadFile,
              msg("{0} {1} has {2} numbers in {3}, where {4} are needed.", v.op(), v.name(), found, key, wanted), {},
              v.name());
}

// A list with one number per axis of the image, absent = all 1; its batch and channel must be 1.
Result<std::vector<std::int64_t>> perSpatialAxis(const NodeView& v, const SpatialLayout& layout, std::string_view key) {
  const auto list = v.attrInts(key);
  if (list.empty()) return std::vector<std::int64_t>(layout.count, 1);
  if (list.size() != layout.rank()) return wrongList(v, key, list.size(), layout.rank());
  if (list[0] != 1 || list[layout.channel()] != 1)
    return v.refuse(msg("{0} {1} steps over the batch or the channels ({2}), which TensorFlow Lite cannot express.",
                        v.op(), v.name(), key),
                    msg("Use a step of 1 there."));
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < layout.count; ++i) out.push_back(list[layout.axis(i)]);
  return out;
}

} // namespace

Result<std::vector<WindowAxis>> tfWindowAxes(const NodeView& v, const SpatialLayout& layout, std::vector<Dim> sizes) {
  ARA_ASSIGN(const Padding padding, paddingNamed(v, v.attrString("padding", "VALID")));
  ARA_ASSIGN(const auto strides, perSpatialAxis(v, layout, "strides"));
  ARA_ASSIGN(const auto dilations, perSpatialAxis(v, layout, "dilations"));
  const auto pads = v.attrInts("explicit_paddings");
  if (padding == Padding::explicitly && pads.size() != 2 * layout.rank())
    return wrongList(v, "explicit_paddings", pads.size(), 2 * layout.rank());
  std::vector<WindowAxis> axes;
  for (std::size_t i = 0; i < layout.count; ++i) {
    WindowAxis a{.size = sizes[i], .stride = strides[i], .dilation = dilations[i], .padding = padding};
    if (padding == Padding::explicitly) a.before = pads[2 * layout.axis(i)], a.after = pads[2 * layout.axis(i) + 1];
    axes.push_back(a);
  }
  return axes;
}

Result<std::vector<WindowAxis>> tflWindowAxes(const NodeView& v, std::vector<Dim> sizes) {
  ARA_ASSIGN(const Padding padding, paddingNamed(v, v.attrString("padding", "SAME")));
  static constexpr std::string_view kStride[] = {"stride_d", "stride_h", "stride_w"};
  static constexpr std::string_view kDilation[] = {"dilation_d_factor", "dilation_h_factor", "dilation_w_factor"};
  std::vector<WindowAxis> axes;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::size_t key = 3 - sizes.size() + i;
    axes.push_back({.size = sizes[i],
                    .stride = v.attrInt(kStride[key]),
                    .dilation = v.attrInt(kDilation[key], 1),
                    .padding = padding});
  }
  return axes;
}

Result<WindowPlan> planWindows(const NodeView& v, const Shape& input, const SpatialLayout& layout,
                               std::vector<WindowAxis> axes) {
  ARA_TRY(wantRank(v, input, layout.rank(), "its input"));
  WindowPlan plan{.layout = layout,
                  .input = input.ranked ? input : Shape::of(std::vector<Dim>(layout.rank(), kUnknownDim)),
                  .axes = std::move(axes),
                  .windows = {}};
  for (std::size_t i = 0; i < layout.count; ++i) {
    WindowAxis a = plan.axes[i];
    const bool open = !isKnown(a.size);
    if (open) a.size = 1; // what SAME makes does not depend on it
    ARA_ASSIGN(Window w, window(v, plan.input.dims[layout.axis(i)], a));
    if (open && a.padding != Padding::same) w.output = kUnknownDim;
    plan.windows.push_back(w);
  }
  return plan;
}

Shape WindowPlan::output(Dim outputChannels) const {
  Shape out = input;
  out.dims[layout.channel()] = outputChannels;
  for (std::size_t i = 0; i < layout.count; ++i) out.dims[layout.axis(i)] = windows[i].output;
  return out;
}

bool WindowPlan::padsExplicitly() const {
  return std::any_of(axes.begin(), axes.end(), [](const WindowAxis& a) {
    return a.padding == Padding::explicitly && (a.before != 0 || a.after != 0);
  });
}

kernels::SpatialAxes WindowPlan::kernelAxes() const {
  kernels::SpatialAxes out;
  for (std::size_t i = 0; i < layout.count; ++i)
    out[3 - layout.count + i] = {.input = input.dims[layout.axis(i)],
                                 .output = windows[i].output,
                                 .size = axes[i].size,
                                 .stride = axes[i].stride,
                                 .dilation = axes[i].dilation,
                                 .before = windows[i].before};
  return out;
}

kernels::SpatialStrides kernelStrides(const SpatialLayout& layout, const kernels::SpatialAxes& axes, Dim channels,
                                      std::int64_t kernels::SpatialAxis::*extent) {
  return layout.channelsFirst ? kernels::channelsFirst(axes, channels, extent)
                              : kernels::channelsLast(axes, channels, extent);
}

Status wantFloats(const EvalContext& c, std::initializer_list<std::size_t> operands) {
  for (const std::size_t i : operands) {
    if (i >= c.inputs.size()) return c.refuse(msg("{0} {1} lacks operand {2}.", c.op(), c.name(), i));
    const TensorView& t = c.inputs[i];
    if (t.type != DataType::f32)
      return c.refuse(
          msg("{0} {1} is computed here in float32 only, not in {2}.", c.op(), c.name(), ir::longName(t.type)),
          msg("Compare an output before it."));
    const auto count = t.shape.elements();
    if (!count || t.data.bytes.size() / sizeof(float) < *count)
      return c.refuse(msg("{0} {1} lacks bytes of an operand of shape {2}.", c.op(), c.name(), t.shape.text()));
  }
  return {};
}

std::span<const float> floats(EvalContext& c, std::size_t i) {
  return c.in<float>(i).first(static_cast<std::size_t>(c.inputs[i].elements()));
}

Status applyFusedActivation(const NodeView& v, std::span<float> values) {
  const std::string name = v.attrString("fused_activation_function", "NONE");
  float low = std::numeric_limits<float>::lowest(), high = std::numeric_limits<float>::max();
  if (name == "NONE") return {};
  if (name == "RELU" || name == "RELU6") low = 0;
  if (name == "RELU6") high = 6;
  if (name == "RELU_N1_TO_1") low = -1, high = 1;
  if (name == "TANH" || name == "SIGN_BIT")
    return v.refuse(
        msg("{0} {1} has the fused activation {2}, which the TensorFlow Lite runtime ignores.", v.op(), v.name(), name),
        msg("Compare an output before it."));
  for (float& x : values) x = std::min(std::max(x, low), high);
  return {};
}

Status inferLikeFirst(InferContext& c) {
  c.result(0, c.type(0), c.shape(0));
  return {};
}

} // namespace ara::ops
