#include "ops/network_lower.h"

#include "ops/spec.h"

#include <algorithm>

namespace ara::ops {

Status wantOwnOperands(const NodeView& v) {
  std::size_t i = 0;
  for (const SpecPart& part : parseSpec(v.node().def->operands)) {
    if (!part.optional && !v.has(i))
      return fail(ErrorKind::BadFile, msg("{0} {1} lacks its operand \"{2}\".", v.op(), v.name(), part.name),
                  msg("Check the model."), v.name());
    ++i;
  }
  return {};
}

Status wantFloat32(const NodeView& v, std::size_t i) {
  ARA_TRY(wantOwnOperands(v));
  const DataType t = v.type(i);
  if (t == DataType::f32 || t == DataType::none) return {};
  return v.refuse(msg("{0} {1} works on {2}, which the TensorFlow Lite runtime does not compute here.", v.op(),
                      v.name(), ir::longName(t)),
                  msg("Build the model with float32, or cut it before this node."));
}

Status wantElements(const NodeView& v, const Shape& s, std::size_t first) {
  if (s.ranked && std::find(s.dims.begin() + static_cast<std::ptrdiff_t>(std::min(first, s.rank())), s.dims.end(), 0) !=
                      s.dims.end())
    return v.refuse(
        msg("{0} {1} works on a tensor of shape {2}, which holds nothing; the TensorFlow Lite runtime does not "
            "take that.",
            v.op(), v.name(), s.text()),
        msg("Give a larger input shape."));
  return {};
}

Result<TensorId> preparedImage(LowerContext& c, TensorId image, const WindowPlan& plan, double padValue) {
  if (plan.layout.channelsFirst) { ARA_ASSIGN(image, c.transpose(image, plan.layout.toLast())); }
  if (!plan.padsExplicitly()) return image;
  std::vector<std::int32_t> pads{0, 0};
  for (const WindowAxis& a : plan.axes)
    pads.insert(pads.end(), {static_cast<std::int32_t>(a.before), static_cast<std::int32_t>(a.after)});
  pads.insert(pads.end(), {0, 0});
  const TensorId paddings = c.ints(std::move(pads), Shape::of({static_cast<Dim>(plan.layout.rank()), 2}));
  if (padValue == 0) return c.add("tfl.pad", {image, paddings});
  return c.add("tfl.padv2", {image, paddings, c.scalar(c.typeOf(image), padValue)});
}

NamedAttr noActivation() { return {"fused_activation_function", ir::Symbol{"NONE"}}; }

std::vector<NamedAttr> windowAttrs(const WindowPlan& plan, bool dilated) {
  static constexpr std::string_view kStride[] = {"stride_d", "stride_h", "stride_w"};
  static constexpr std::string_view kDilation[] = {"dilation_d_factor", "dilation_h_factor", "dilation_w_factor"};
  const bool same = plan.axes[0].padding == Padding::same;
  std::vector<NamedAttr> attrs{{"padding", ir::Symbol{same ? "SAME" : "VALID"}}, noActivation()};
  for (std::size_t i = 0; i < plan.axes.size(); ++i) {
    const std::size_t key = 3 - plan.axes.size() + i;
    attrs.emplace_back(kStride[key], plan.axes[i].stride);
    if (dilated) attrs.emplace_back(kDilation[key], plan.axes[i].dilation);
  }
  return attrs;
}

Status replaceImage(LowerContext& c, const SpatialLayout& layout, std::string_view op, std::vector<TensorId> operands,
                    std::vector<NamedAttr> attrs) {
  if (!layout.channelsFirst) return c.replaceWith(op, std::move(operands), std::move(attrs));
  ARA_ASSIGN(const TensorId made, c.add(op, std::move(operands), std::move(attrs)));
  ARA_ASSIGN(const TensorId turned, c.transpose(made, layout.fromLast()));
  return c.replace({turned});
}

} // namespace ara::ops
