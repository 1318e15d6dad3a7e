// Orders of axes, and blocks of space moved into the batch or the channels.
#include "ops/movement/lowering.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace ara::ops::tf {
namespace {

using ir::isKnown;

// --- Transpose, ConjugateTranspose

// Axes of length 1 do not count, and axes that stay together are one.
struct FewAxes {
  std::vector<Dim> dims;          // of the input
  std::vector<std::int32_t> perm; // of them
};
FewAxes fewAxes(const Shape& in, const std::vector<std::size_t>& perm) {
  std::vector<std::size_t> order;
  for (const std::size_t p : perm)
    if (in.dims[p] != 1) order.push_back(p);
  std::vector<std::size_t> kept = order; // input axes by position, longer than 1
  std::sort(kept.begin(), kept.end());
  const auto rankOf = [&](std::size_t axis) { return std::lower_bound(kept.begin(), kept.end(), axis) - kept.begin(); };
  std::vector<std::vector<std::size_t>> groups; // in the order of the result
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && rankOf(order[i]) == rankOf(order[i - 1]) + 1)
      groups.back().push_back(order[i]);
    else
      groups.push_back({order[i]});
  }
  std::vector<std::size_t> byInput(groups.size());
  std::iota(byInput.begin(), byInput.end(), std::size_t{0});
  std::sort(byInput.begin(), byInput.end(), [&](std::size_t a, std::size_t b) { return groups[a][0] < groups[b][0]; });
  FewAxes few;
  few.perm.resize(groups.size());
  for (std::size_t k = 0; k < byInput.size(); ++k) {
    Dim n = 1;
    for (const std::size_t axis : groups[byInput[k]]) n = mulDims(n, in.dims[axis]);
    few.dims.push_back(n);
    few.perm[byInput[k]] = static_cast<std::int32_t>(k);
  }
  return few;
}

Status lowerTranspose(LowerContext& c) {
  const Shape in = c.shape(0);
  if ((c.type(0) == DataType::complex64 || c.type(0) == DataType::complex128) && c.op() == "ConjugateTranspose")
    return c.refuse(
        msg("{0} {1} conjugates complex numbers, for which TensorFlow Lite has no operator.", c.op(), c.name()),
        msg("Cut the model before this node."));
  const auto given = c.knownIntegers(1);
  constexpr std::size_t kMostAxes = 6;
  if (!given || !in.ranked) {
    if (!in.ranked || in.rank() > kMostAxes) return refuseComputed(c, "an order of axes");
    ARA_ASSIGN(const TensorId perm, int32Operand(c, 1));
    return c.replaceWith("tfl.transpose", {c.operand(0), perm});
  }
  ARA_ASSIGN(const auto sorted, normaliseAxes(c, *given, in.rank()));
  if (sorted.size() != in.rank() || given->size() != in.rank())
    return Given(static_cast<const NodeView&>(c))
        .contradicts(msg("its permutation does not name each of the {0} axes once.", in.rank()));
  std::vector<std::size_t> perm;
  for (const std::int64_t p : *given)
    perm.push_back(static_cast<std::size_t>(p < 0 ? p + static_cast<std::int64_t>(in.rank()) : p));
  if (std::is_sorted(perm.begin(), perm.end())) return passThrough(c);
  const FewAxes few = fewAxes(in, perm);
  if (std::is_sorted(few.perm.begin(), few.perm.end()) && openDims(resultShape(c)) <= 1)
    return replaceByReshape(c, c.operand(0));
  if (in.rank() <= kMostAxes) {
    ARA_ASSIGN(const TensorId t, c.transpose(c.operand(0), {perm.begin(), perm.end()}));
    return c.replace({t});
  }
  if (few.dims.size() > kMostAxes)
    return c.refuse(msg("{0} {1} reorders {2} axes at once; TensorFlow Lite runtimes take {3}.", c.op(), c.name(),
                        few.dims.size(), kMostAxes),
                    msg("Join axes in the model."));
  ARA_ASSIGN(const TensorId seen, reshapeTo(c, c.operand(0), Shape::of(few.dims)));
  ARA_ASSIGN(const TensorId turned, c.transpose(seen, few.perm));
  return replaceByReshape(c, turned);
}

// Complex numbers would have to be conjugated; real ones are moved.
Status evaluateConjugated(EvalContext& c) {
  const DataType t = c.inputs.empty() ? DataType::none : c.inputs[0].type;
  if (t == DataType::complex64 || t == DataType::complex128)
    return c.refuse(
        msg("{0} {1} conjugates complex numbers, for which there is no reference kernel.", c.op(), c.name()));
  return evaluateMovement(c, kTranspose);
}

// --- SpaceToBatch(ND), BatchToSpace(ND): the runtime takes one block axis with rank 3, or two with rank 4

Status lowerBlocks(LowerContext& c, std::string_view op) {
  const Shape in = c.shape(0), out = resultShape(c);
  const bool vector = c.operandCount() > 2;
  const std::size_t at = vector ? 2 : 1;
  const std::int64_t size = c.attrInt("block_size");
  const auto block = vector ? c.knownIntegers(1) : std::optional(std::vector<std::int64_t>{size, size});
  const auto pads = c.knownIntegers(at);
  if (!block || !pads) {
    // The runtime reads them while it runs, if there is one for each axis between batch and channels.
    const bool fits = vector && in.ranked && c.shape(1) == Shape::of({static_cast<Dim>(in.rank()) - 2});
    if (!fits) return refuseComputed(c, "block sizes or paddings");
    ARA_ASSIGN(const TensorId blocks, int32Operand(c, 1));
    ARA_ASSIGN(const TensorId edges, int32Operand(c, 2));
    return c.replaceWith(op, {c.operand(0), blocks, edges});
  }
  if (!in.ranked) return refuseOpenShape(c, in);
  const std::size_t m = block->size();
  if (pads->size() != 2 * m || in.rank() <= m) return refuseOpenShape(c, in);
  if (m == 0 || m > 2)
    return c.refuse(
        msg("{0} {1} works on blocks over {2} axes; TensorFlow Lite takes one or two.", c.op(), c.name(), m),
        msg("Rebuild it from Reshape and Transpose in the model."));
  const auto narrow = [](const std::vector<std::int64_t>& v) { return std::vector<std::int32_t>(v.begin(), v.end()); };
  const TensorId blocks = c.ints(narrow(*block));
  const TensorId edges = c.ints(narrow(*pads), Shape::of({static_cast<Dim>(m), 2}));
  if (in.rank() == m + 2) return c.replaceWith(op, {c.operand(0), blocks, edges});
  // What follows the block axes is one axis to the runtime.
  Shape seen = in;
  seen.dims.resize(m + 1);
  seen.dims.push_back(productOf(std::span(in.dims).subspan(m + 1)));
  ARA_ASSIGN(const TensorId t, reshapeTo(c, c.operand(0), seen));
  ARA_ASSIGN(const TensorId moved, c.add(op, {t, blocks, edges}));
  return replaceByReshape(c, moved);
}

Status lowerSpaceToBatch(LowerContext& c) { return lowerBlocks(c, "tfl.space_to_batch_nd"); }
Status lowerBatchToSpace(LowerContext& c) { return lowerBlocks(c, "tfl.batch_to_space_nd"); }

// --- DepthToSpace, SpaceToDepth

Status lowerDepth(LowerContext& c, std::string_view op) {
  const std::string format = c.attrString("data_format", "NHWC");
  if (format != "NHWC") return c.refuseAttr("data_format", format, msg("Save the model with channels last (NHWC)."));
  return c.replaceWith(op, {c.operand(0)}, {{"block_size", AttrValue(c.attrInt("block_size"))}});
}

Status lowerDepthToSpace(LowerContext& c) { return lowerDepth(c, "tfl.depth_to_space"); }
Status lowerSpaceToDepth(LowerContext& c) { return lowerDepth(c, "tfl.space_to_depth"); }

Status inferPatches(InferContext& c) {
  c.result(0, c.operandCount() ? c.type(0) : DataType::none, Shape::unknown());
  return {};
}

constexpr ir::OpKind kShape = ir::OpKind::shape;

constexpr ir::OpDef kRows[] = {
    {.name = "tf.Transpose",
     .kind = kShape,
     .doc = "Axes in another order.",
     .operands = "x, perm",
     .results = "y",
     .attrs = "T:type, Tperm:type",
     .infer = inferMoved<kTranspose>,
     .evaluate = evaluateMoved<kTranspose>,
     .lower = lowered<lowerTranspose>},
    {.name = "tf.ConjugateTranspose",
     .kind = kShape,
     .doc = "Axes in another order, complex numbers conjugated.",
     .operands = "x, perm",
     .results = "y",
     .attrs = "T:type, Tperm:type",
     .infer = inferMoved<kTranspose>,
     .evaluate = evaluateConjugated,
     .lower = lowered<lowerTranspose>},
    {.name = "tf.SpaceToBatch",
     .kind = kShape,
     .doc = "Square blocks of space moved into the batch, after padding.",
     .operands = "input, paddings",
     .attrs = "T:type, Tpaddings:type, block_size:int",
     .infer = inferMoved<kSpaceToBatchNd>,
     .evaluate = evaluateMoved<kSpaceToBatchNd>,
     .lower = lowered<lowerSpaceToBatch>},
    {.name = "tf.BatchToSpace",
     .kind = kShape,
     .doc = "The batch laid out as square blocks of space, then cropped.",
     .operands = "input, crops",
     .attrs = "T:type, Tidx:type, block_size:int",
     .infer = inferMoved<kBatchToSpaceNd>,
     .evaluate = evaluateMoved<kBatchToSpaceNd>,
     .lower = lowered<lowerBatchToSpace>},
    {.name = "tf.SpaceToBatchND",
     .kind = kShape,
     .doc = "Blocks of space moved into the batch, after padding.",
     .operands = "input, block_shape, paddings",
     .attrs = "T:type, Tblock_shape:type, Tpaddings:type",
     .infer = inferMoved<kSpaceToBatchNd>,
     .evaluate = evaluateMoved<kSpaceToBatchNd>,
     .lower = lowered<lowerSpaceToBatch>},
    {.name = "tf.BatchToSpaceND",
     .kind = kShape,
     .doc = "The batch laid out as blocks of space, then cropped.",
     .operands = "input, block_shape, crops",
     .attrs = "T:type, Tblock_shape:type, Tcrops:type",
     .infer = inferMoved<kBatchToSpaceNd>,
     .evaluate = evaluateMoved<kBatchToSpaceNd>,
     .lower = lowered<lowerBatchToSpace>},
    {.name = "tf.DepthToSpace",
     .kind = kShape,
     .doc = "Channels laid out as blocks of space.",
     .operands = "input",
     .attrs = "T:type, block_size:int, data_format:string=NHWC",
     .infer = inferMoved<kDepthToSpace>,
     .evaluate = evaluateMoved<kDepthToSpace>,
     .lower = lowered<lowerDepthToSpace>},
    {.name = "tf.SpaceToDepth",
     .kind = kShape,
     .doc = "Blocks of space moved into the channels.",
     .operands = "input",
     .attrs = "T:type, block_size:int, data_format:string=NHWC",
     .infer = inferMoved<kSpaceToDepth>,
     .evaluate = evaluateMoved<kSpaceToDepth>,
     .lower = lowered<lowerSpaceToDepth>},
    {.name = "tf.ExtractImagePatches",
     .kind = kShape,
     .doc = "The windows of an image, each as channels.",
     .operands = "images",
     .results = "patches",
     .attrs = "T:type, ksizes:ints, strides:ints, rates:ints, padding:string",
     .infer = inferPatches,
     .lower = lowerRefused},
};

} // namespace

std::span<const ir::OpDef> layoutRows() { return kRows; }

} // namespace ara::ops::tf
