// y = relu(conv_2d(x, w, b))   becomes   y = conv_2d(x, w, b) {fused_activation_function = RELU}
// Only the activations the runtime applies (it ignores TANH and SIGN_BIT in silence), only for the operators that take
// them.
#include "passes/pass.h"

#include <algorithm>
#include <array>

namespace ara::passes {
namespace {

struct Activation {
  std::string_view op, symbol;
};
constexpr std::array<Activation, 3> kActivations = {
    {{"tfl.relu", "RELU"}, {"tfl.relu6", "RELU6"}, {"tfl.relu_n1_to_1", "RELU_N1_TO_1"}}};
constexpr std::array<std::string_view, 10> kTakers = {
    "tfl.conv_2d", "tfl.depthwise_conv_2d", "tfl.fully_connected", "tfl.add",       "tfl.sub", "tfl.mul",
    "tfl.div",     "tfl.average_pool_2d",   "tfl.max_pool_2d",     "tfl.l2_pool_2d"};

} // namespace

Status fuse_activation(PassContext& c) {
  for (const auto order = c.order(); const ir::NodeId n : *order) {
    const auto activation =
        std::find_if(kActivations.begin(), kActivations.end(), [&](const Activation& a) { return c.is(n, a.op); });
    if (activation == kActivations.end()) continue;
    const ir::TensorId x = c.graph().operand(n, 0), y = c.graph().result(n);
    if (!x) continue;
    const ir::NodeId taker = c.graph()[x].producer;
    if (!taker || !c.graph().onlyUser(x) || c.graph()[x].type != ir::DataType::f32) continue;
    if (std::none_of(kTakers.begin(), kTakers.end(), [&](std::string_view op) { return c.is(taker, op); })) continue;
    const ops::NodeView view(c.model, c.graph(), taker);
    if (view.attrString("fused_activation_function", "NONE") != "NONE") continue;
    c.edit.setAttr(taker, "fused_activation_function", ir::Symbol{std::string(activation->symbol)});
    c.edit.detach(y);
    c.edit.rewrote("fuse_activation", {taker, n}, {taker});
    c.edit.remove(n);
    c.edit.takeResult(taker, 0, y);
  }
  return {};
}

} // namespace ara::passes
