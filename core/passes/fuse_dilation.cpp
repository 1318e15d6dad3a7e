// SpaceToBatchND -> conv (VALID, stride 1) [-> BiasAdd] -> BatchToSpaceND   becomes   a dilated conv [-> BiasAdd]
// so for Conv2D and DepthwiseConv2dNative, and for those over one axis between ExpandDims and Squeeze.
//
// Together they convolve the padded input with holes in the filter and cut the borders off; what is padded beyond what
// is cut is the padding of the dilated convolution: none (VALID), or as much as SAME pads.
#include "passes/formulas.h"

#include "ops/infer.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

struct Chain {
  ir::NodeId split, expand, conv, bias, squeeze, join;
};

ir::NodeId onlyUser(const PassContext& c, ir::NodeId n, std::string_view op) {
  const ir::NodeId user = c.graph()[n].resultCount == 1 ? c.graph().onlyUser(c.graph().result(n)) : ir::NodeId{};
  return user && c.is(user, op) && operandAt(c, user, 0) == c.graph().result(n) ? user : ir::NodeId{};
}

std::optional<Chain> chainOf(const PassContext& c, ir::NodeId conv) {
  Chain k;
  k.conv = conv;
  ir::TensorId x = operandAt(c, conv, 0);
  if ((k.expand = producer(c, x, "tf.ExpandDims"))) {
    if (!c.graph().onlyUser(x)) return {};
    x = operandAt(c, k.expand, 0);
  }
  k.split = producer(c, x, "tf.SpaceToBatchND");
  if (!k.split || !c.graph().onlyUser(x)) return {};
  ir::NodeId last = conv;
  const auto follow = [&](ir::NodeId& slot, std::string_view op) {
    if (const ir::NodeId next = onlyUser(c, last, op)) last = slot = next;
  };
  follow(k.bias, "tf.BiasAdd");
  if (k.expand) follow(k.squeeze, "tf.Squeeze");
  if (k.squeeze && !k.bias) follow(k.bias, "tf.BiasAdd");
  k.join = onlyUser(c, last, "tf.BatchToSpaceND");
  if (!k.join || static_cast<bool>(k.expand) != static_cast<bool>(k.squeeze)) return {};
  return k;
}

struct Axis {
  std::int64_t dilation = 1, before = 0, after = 0; // padding of the dilated convolution
};

// Of height and width; nothing where the numbers are not known or do not belong together.
std::optional<std::array<Axis, 2>> axesOf(const PassContext& c, const Chain& k) {
  if (!isWhole(c, k.split, 3) || !isWhole(c, k.join, 3) || (k.expand && !isWhole(c, k.expand, 2))) return {};
  const ops::NodeView split(c.model, c.graph(), k.split), join(c.model, c.graph(), k.join);
  const auto block = split.knownIntegers(1), pads = split.knownIntegers(2), same = join.knownIntegers(1),
             crops = join.knownIntegers(2);
  if (!block || !pads || !same || !crops || *block != *same || pads->size() != 2 * block->size() ||
      crops->size() != pads->size())
    return {};
  std::array<Axis, 2> axes;
  const auto set = [&](std::size_t at, std::size_t from) {
    axes[at] = {(*block)[from], (*pads)[2 * from] - (*crops)[2 * from], (*pads)[2 * from + 1] - (*crops)[2 * from + 1]};
    return axes[at].dilation >= 1 && axes[at].before >= 0 && axes[at].after >= 0;
  };
  if (!k.expand) return block->size() == 2 && set(0, 0) && set(1, 1) ? std::optional(axes) : std::nullopt;
  const ops::NodeView expand(c.model, c.graph(), k.expand), squeeze(c.model, c.graph(), k.squeeze);
  const auto at = expand.knownIntegers(1);
  const auto gone = squeeze.attrInts("squeeze_dims");
  if (!at || at->size() != 1 || block->size() != 1 || gone.size() != 1 || expand.shape(0).rank() != 3) return {};
  const std::int64_t axis = (*at)[0] < 0 ? (*at)[0] + 4 : (*at)[0], out = gone[0] < 0 ? gone[0] + 4 : gone[0];
  if (axis != out || (axis != 1 && axis != 2)) return {};
  return set(axis == 1 ? 1 : 0, 0) ? std::optional(axes) : std::nullopt;
}

bool isPlain(const ops::NodeView& conv) {
  const auto ones = [&](std::string_view key) {
    const auto v = conv.attrInts(key);
    return std::ranges::all_of(v, [](std::int64_t i) { return i == 1; });
  };
  return conv.attrString("padding") == "VALID" && conv.attrString("data_format", "NHWC") == "NHWC" && ones("strides") &&
         ones("dilations");
}

void fuse(PassContext& c, ir::NodeId n) {
  if (!isWhole(c, n, 2)) return;
  const ops::NodeView conv(c.model, c.graph(), n);
  const auto chain = isPlain(conv) ? chainOf(c, n) : std::nullopt;
  const auto axes = chain ? axesOf(c, *chain) : std::nullopt;
  const ir::Shape& filter = conv.shape(1);
  if (!axes || !filter.isStatic() || filter.rank() != 4) return;
  bool valid = true, same = true;
  for (const std::size_t i : {0, 1}) {
    const Axis& a = (*axes)[i];
    const std::int64_t total = (filter.dims[i] - 1) * a.dilation;
    valid = valid && a.before == 0 && a.after == 0;
    same = same && a.before == total / 2 && a.after == total - total / 2;
  }
  if (!valid && !same) return;
  // Everything between the two takes the place of all.
  const Chain k = *chain;
  const ir::TensorId x = operandAt(c, k.split, 0), y = c.graph().result(k.join);
  const ir::TensorId end = operandAt(c, k.join, 0);
  c.edit.setOperand(k.expand ? k.expand : k.conv, 0, x);
  c.edit.setAttr(k.conv, "padding", std::string(valid ? "VALID" : "SAME"));
  c.edit.setAttr(k.conv, "dilations", std::vector<std::int64_t>{1, (*axes)[0].dilation, (*axes)[1].dilation, 1});
  const ir::NodeId last = c.graph()[end].producer;
  c.edit.detach(y);
  c.edit.rewrote("fuse_dilation", {k.split, k.conv, k.join}, {k.conv});
  c.edit.remove(k.join);
  c.edit.remove(k.split);
  c.edit.takeResult(last, 0, y);
  for (const ir::NodeId between : {k.expand, k.conv, k.bias && k.bias != last ? k.bias : ir::NodeId{},
                                   k.squeeze && k.squeeze != last ? k.squeeze : ir::NodeId{}}) {
    if (!between || between == last) continue;
    c.edit.setShape(c.graph().result(between), ir::Shape::unknown());
  }
  for (const ir::NodeId between : {k.expand, k.conv, k.bias, k.squeeze})
    if (between && between != last) (void)ops::inferNode(c.edit, between);
}

} // namespace

Status fuse_dilation(PassContext& c) {
  for (std::size_t i = 0, count = c.graph().nodeCount(); i < count; ++i) { // no order needed
    const ir::NodeId n(i);
    if (c.is(n, "tf.Conv2D") || c.is(n, "tf.DepthwiseConv2dNative")) fuse(c, n);
  }
  return {};
}

} // namespace ara::passes
