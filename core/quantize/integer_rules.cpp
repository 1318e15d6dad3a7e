#include "quantize/integer_rules.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ara::quantize {
namespace {

constexpr std::uint32_t kAll = 0xffffffffu;
using enum Scales;

// Alphabetical: found by halving. Operators whose integer kernel is absent from a runtime of the last years, or
// computes something else than the float one, are not here.
constexpr IntegerRule kRules[] = {
    {"abs", own, 1, 2, 4},
    {"add", own, 3, 2, 3},
    {"arg_max", integer, 1, 2},
    {"arg_min", integer, 1, 2},
    {"average_pool_2d", same, 1, 2, 3},
    {"batch_matmul", own, 3, 2, 3},
    {"batch_to_space_nd", same, 1, 2, 4},
    {"broadcast_to", same, 1, 2, 3},
    {"concatenation", shared, kAll, 2, 3},
    {"conv_2d", layer, 7, 3, 4},
    {"depth_to_space", same, 1, 2},
    {"depthwise_conv_2d", layer, 7, 3, 5, {}, {}, 3},
    {"elu", own, 1, 1},
    {"equal", integer, 3, 2},
    {"exp", own, 1, 2, 2},
    {"expand_dims", same, 1, 1, 1},
    {"fully_connected", layer, 7, 4, 7},
    {"gather", same, 1, 2, 4},
    {"gather_nd", same, 1, 1, 3},
    {"gelu", own, 1, 2},
    {"greater", integer, 3, 2},
    {"greater_equal", integer, 3, 2},
    {"hard_swish", own, 1, 1},
    {"l2_normalization", fixed, 1, 2, 0, {1.0f / 128, 0}},
    {"leaky_relu", own, 1, 2, 2},
    {"less", integer, 3, 2},
    {"less_equal", integer, 3, 2},
    {"log", own, 1, 2},
    {"log_softmax", fixed, 1, 2, 0, {16.0f / 256, 127}},
    {"logistic", fixed, 1, 2, 3, {1.0f / 256, -128}, {1.0f / 32768, 0}},
    {"max_pool_2d", same, 1, 2, 3},
    {"maximum", shared, 3, 2, 4},
    {"mean", own, 1, 2, 3},
    {"minimum", shared, 3, 2, 4},
    {"mirror_pad", same, 1, 2, 3},
    {"mul", own, 3, 2, 4},
    {"not_equal", integer, 3, 2},
    {"pack", shared, kAll, 2, 3},
    {"pad", same, 1, 2, 3},
    {"padv2", shared, 5, 2, 3},
    {"prelu", own, 3, 1},
    {"reduce_max", same, 1, 2, 3},
    {"reduce_min", same, 1, 2, 3},
    {"relu", own, 1, 2, 3},
    {"relu6", own, 1, 2, 3},
    {"relu_n1_to_1", own, 1, 1},
    {"reshape", same, 1, 1, 1},
    {"resize_bilinear", same, 1, 2, 4},
    {"resize_nearest_neighbor", same, 1, 2, 4},
    {"reverse_v2", same, 1, 2, 3},
    {"rsqrt", own, 1, 2},
    {"select", shared, 6, 2, 3},
    {"select_v2", shared, 6, 1, 1},
    {"slice", same, 1, 2, 4},
    {"softmax", fixed, 1, 2, 3, {1.0f / 256, -128}, {1.0f / 32768, 0}},
    {"space_to_batch_nd", same, 1, 2, 4},
    {"space_to_depth", same, 1, 2},
    {"split", same, 2, 2, 4},
    {"split_v", same, 1, 2, 2},
    {"sqrt", own, 1, 2},
    {"squared_difference", own, 3, 2},
    {"squeeze", same, 1, 1, 1},
    {"strided_slice", same, 1, 2, 4},
    {"sub", own, 3, 2, 5},
    {"sum", own, 1, 2},
    {"tanh", fixed, 1, 2, 3, {1.0f / 128, 0}, {1.0f / 32768, 0}},
    {"tile", same, 1, 2},
    {"topk_v2", same, 1, 2, 3},
    {"transpose", same, 1, 2, 5},
    {"transpose_conv", layer, 14, 3, 3, {}, {}, 0, {2, 1, 3}},
    {"unpack", same, 1, 2, 3},
};
static_assert(std::ranges::is_sorted(kRules, {}, &IntegerRule::op));

// Kernels younger than uint8 activations, which they never had.
constexpr std::string_view kNoUint8[] = {"abs",  "batch_matmul",      "elu", "exp", "gelu", "log", "rsqrt",
                                         "sqrt", "squared_difference"};

} // namespace

int IntegerRule::version(ir::DataType codes) const {
  if (codes == ir::DataType::i16) return version16;
  if (codes == ir::DataType::i8) return version8;
  return std::ranges::find(kNoUint8, op) == std::end(kNoUint8) ? 1 : 0;
}

Affine IntegerRule::fixed(ir::DataType codes) const {
  if (codes == ir::DataType::i16) return fixed16;
  return {fixed8.scale, codes == ir::DataType::u8 ? fixed8.zero + 128 : fixed8.zero};
}

const IntegerRule* integerRule(std::string_view op) {
  const auto at = std::ranges::lower_bound(kRules, op, {}, &IntegerRule::op);
  return at != std::end(kRules) && at->op == op ? &*at : nullptr;
}

} // namespace ara::quantize
