// PAD with zeros that is what SAME padding would add, then CONV_2D VALID     becomes     CONV_2D SAME
// The same for DEPTHWISE_CONV_2D. Other amounts stay: the runtime knows no explicit padding.
#include "passes/constants.h"

#include <array>

namespace ara::passes {
namespace {

struct Axis {
  ir::Dim size, kernel, stride, dilation;
};

// Zeros SAME padding puts before and after, for an input of `size`.
std::array<ir::Dim, 2> same(const Axis& a) {
  const ir::Dim out = (a.size + a.stride - 1) / a.stride;
  const ir::Dim total = std::max<ir::Dim>(0, (out - 1) * a.stride + (a.kernel - 1) * a.dilation + 1 - a.size);
  return {total / 2, total - total / 2};
}

// The PAD before `n`, when SAME padding of `n` does what it does.
ir::NodeId replaceable(const PassContext& c, ir::NodeId n) {
  const ir::Graph& g = c.graph();
  const ops::NodeView conv(c.model, g, n);
  if (conv.operandCount() < 2 || conv.resultCount() != 1 || conv.attrString("padding") != "VALID" || !conv.has(0) ||
      !conv.has(1))
    return {};
  const ir::TensorId padded = conv.operand(0);
  const ir::NodeId pad = g[padded].producer;
  if (!pad || !c.is(pad, "tfl.pad") || g.onlyUser(padded) != n || g[pad].operandCount != 2 || !g.operand(pad, 0))
    return {};
  const ops::NodeView view(c.model, g, pad);
  const auto amounts = view.knownIntegers(1);
  const ir::Shape &in = view.shape(0), &kernel = conv.shape(1);
  if (!amounts || amounts->size() != 8 || !in.isStatic() || in.rank() != 4 || !kernel.isStatic() ||
      kernel.rank() != 4 || view.type(0) != ir::DataType::f32)
    return {};
  for (const std::size_t i : {0, 1, 6, 7})
    if ((*amounts)[i] != 0) return {};
  const std::array<Axis, 2> axes{
      Axis{in.dims[1], kernel.dims[1], conv.attrInt("stride_h", 1), conv.attrInt("dilation_h_factor", 1)},
      Axis{in.dims[2], kernel.dims[2], conv.attrInt("stride_w", 1), conv.attrInt("dilation_w_factor", 1)}};
  for (std::size_t i = 0; i < 2; ++i) {
    const Axis& a = axes[i];
    const bool sane = a.size > 0 && a.kernel > 0 && a.stride > 0 && a.dilation > 0 && a.size < (1 << 24) &&
                      a.kernel < (1 << 24) && a.stride < (1 << 24) && a.dilation < (1 << 24);
    if (!sane) return {};
    const auto wanted = same(a);
    if ((*amounts)[2 + 2 * i] != wanted[0] || (*amounts)[3 + 2 * i] != wanted[1]) return {};
  }
  return pad;
}

} // namespace

Status fuse_padding(PassContext& c) {
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) { // no order needed
    const ir::NodeId n(i);
    if (!c.is(n, "tfl.conv_2d") && !c.is(n, "tfl.depthwise_conv_2d")) continue;
    const ir::NodeId pad = replaceable(c, n);
    if (!pad) continue;
    c.edit.setOperand(n, 0, c.graph().operand(pad, 0));
    c.edit.setAttr(n, "padding", ir::Symbol{"SAME"});
    c.edit.rewrote("fuse_padding", {pad, n}, {n});
    c.edit.remove(pad);
  }
  return {};
}

} // namespace ara::passes
