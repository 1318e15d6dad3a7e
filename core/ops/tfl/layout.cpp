#include "ops/movement/rules.h"

#include <span>

namespace ara::ops::tfl {
namespace {

// Element types the movers of the runtime copy without looking at them.
#define ARA_ALL_TYPES "f32 f16 bf16 f64 i8 u8 i16 u16 i32 u32 i64 u64 bool c64"

constexpr ir::OpDef kRows[] = {
    {.name = "tfl.transpose",
     .kind = ir::OpKind::shape,
     .doc = "Axes in another order.",
     .operands = "input, perm",
     .infer = inferMoved<kTranspose>,
     .evaluate = evaluateMoved<kTranspose>,
     .builtinCode = 39,
     .limits = {.types = ARA_ALL_TYPES " i4 u4"}},
    {.name = "tfl.space_to_batch_nd",
     .kind = ir::OpKind::shape,
     .doc = "Blocks of space moved into the batch, after padding.",
     .operands = "input, block_shape, paddings",
     .infer = inferMoved<kSpaceToBatchNd>,
     .evaluate = evaluatePadding<kSpaceToBatchNd>,
     .builtinCode = 38,
     .limits = {.types = ARA_ALL_TYPES, .minRank = 3, .maxRank = 4}},
    {.name = "tfl.batch_to_space_nd",
     .kind = ir::OpKind::shape,
     .doc = "The batch laid out as blocks of space, then cropped.",
     .operands = "input, block_shape, crops",
     .infer = inferMoved<kBatchToSpaceNd>,
     .evaluate = evaluateMoved<kBatchToSpaceNd>,
     .builtinCode = 37,
     .limits = {.types = ARA_ALL_TYPES, .minRank = 3, .maxRank = 4}},
    {.name = "tfl.depth_to_space",
     .kind = ir::OpKind::shape,
     .doc = "Channels laid out as blocks of space.",
     .operands = "input",
     .attrs = "block_size:int",
     .infer = inferMoved<kDepthToSpace>,
     .evaluate = evaluateMoved<kDepthToSpace>,
     .builtinCode = 5,
     .limits = {.types = "f32 i8 u8 i32 i64", .minRank = 4, .maxRank = 4}},
    {.name = "tfl.space_to_depth",
     .kind = ir::OpKind::shape,
     .doc = "Blocks of space moved into the channels.",
     .operands = "input",
     .attrs = "block_size:int",
     .infer = inferMoved<kSpaceToDepth>,
     .evaluate = evaluateMoved<kSpaceToDepth>,
     .builtinCode = 26,
     .limits = {.types = "f32 i8 u8 i32 i64", .minRank = 4, .maxRank = 4}},
};

} // namespace

std::span<const ir::OpDef> layoutRows() { return kRows; }

} // namespace ara::ops::tfl
