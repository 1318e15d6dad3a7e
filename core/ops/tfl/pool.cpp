// Pools and resizing of TensorFlow Lite.
#include "ops/pool_rules.h"

#include <array>
#include <span>

namespace ara::ops::tfl {
namespace {

using ir::OpKind;
using kernels::PoolKind;

Status inferPool(InferContext& c) {
  ARA_ASSIGN(const WindowPlan p, tflPoolPlan(c, c.shape(0)));
  c.result(0, c.type(0), p.output(p.channels()));
  return {};
}

template<PoolKind kind> Status evaluate(EvalContext& c) {
  ARA_TRY(wantFloats(c, {0}));
  ARA_ASSIGN(const WindowPlan p, tflPoolPlan(c, c.inputs[0].shape));
  return evaluatePool(c, p, kind);
}

Result<bool> averagePoolOnCodes(EvalContext& c) {
  if (c.inputs.empty()) return false;
  ARA_ASSIGN(const WindowPlan p, tflPoolPlan(c, c.inputs[0].shape));
  return averageOnCodes(c, p);
}

Status inferResizeLike(InferContext& c) { return inferResize(c, c.type(0)); }

// Runtimes that do not know half_pixel_centers would place the elements elsewhere; they do not take version 3.
int versionOfResize(const VersionContext& c) { return c.attrBool("half_pixel_centers") ? 3 : 1; }

const std::array kRows{
    ir::OpDef{.name = "tfl.average_pool_2d",
              .kind = OpKind::pool,
              .doc = "The mean of each window of an image.",
              .operands = "input",
              .infer = inferPool,
              .evaluate = evaluate<PoolKind::average>,
              .evaluateCodes = averagePoolOnCodes,
              .builtinCode = 1,
              .limits = {.types = "f32 i8 u8 i16", .minRank = 4, .maxRank = 4}},
    ir::OpDef{.name = "tfl.max_pool_2d",
              .kind = OpKind::pool,
              .doc = "The largest element of each window of an image.",
              .operands = "input",
              .infer = inferPool,
              .evaluate = evaluate<PoolKind::max>,
              .builtinCode = 17,
              .limits = {.types = "f32 i8 u8 i16", .minRank = 4, .maxRank = 4}},
    ir::OpDef{.name = "tfl.l2_pool_2d",
              .kind = OpKind::pool,
              .doc = "The root of the mean square of each window of an image.",
              .operands = "input",
              .infer = inferPool,
              .evaluate = evaluate<PoolKind::rootMeanSquare>,
              .builtinCode = 12,
              .limits = {.types = "f32", .minRank = 4, .maxRank = 4}},
    ir::OpDef{.name = "tfl.resize_bilinear",
              .kind = OpKind::pool,
              .doc = "Resizes an image, mixing the four nearest elements.",
              .operands = "input, size",
              .infer = inferResizeLike,
              .evaluate = evaluateResizeBilinear,
              .builtinCode = 23,
              .version = versionOfResize,
              .limits = {.types = "f32 i8 u8 i16", .minRank = 4, .maxRank = 4}},
    ir::OpDef{.name = "tfl.resize_nearest_neighbor",
              .kind = OpKind::pool,
              .doc = "Resizes an image, repeating the nearest element.",
              .operands = "input, size",
              .infer = inferResizeLike,
              .evaluate = evaluateResizeNearest,
              .builtinCode = 97,
              .version = versionOfResize,
              .limits = {.types = "f32 f16 bf16 i8 u8 i16 u16 i32 u32 bool", .minRank = 4, .maxRank = 4}},
};

} // namespace

std::span<const ir::OpDef> poolRows() { return kRows; }

} // namespace ara::ops::tfl
