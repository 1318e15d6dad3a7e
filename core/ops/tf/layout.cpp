// Orders of axes, and blocks of space moved into the batch or the channels.
#include "ops/tf/index_lower.h"

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

// --- SpaceToBatch(ND), BatchToSpace(ND): the runtime takes one block axis with rank 3, or two with rank 4. Blocks over
// more axes go into the batch one axis after the other, the last axis first: the batch then counts blocks as TensorFlow
// does.

struct BlockAxis {
  std::int32_t block = 1, before = 0, after = 0; // of padding, or of crops
  bool still() const { return block == 1 && before == 0 && after == 0; }
};

// Axes first..first+1 of `shape`, blocks moved into the batch or out of it; all other axes are seen as one.
Result<TensorId> moveBlocks(LowerContext& c, std::string_view op, TensorId t, std::vector<Dim>& shape,
                            std::size_t first, const std::vector<BlockAxis>& axes) {
  const bool gathers = op == "tfl.space_to_batch_nd";
  const std::span<const Dim> all = shape;
  // Between the batch and a single block axis the axes before it are a block axis that stays as it is.
  std::vector<std::int32_t> blocks, edges;
  Shape seen = Shape::of({shape[0]});
  std::size_t last = first;
  if (first > 0) {
    seen.dims.insert(seen.dims.end(), {productOf(all.subspan(1, first)), all[first + 1]});
    blocks = {1, axes[first].block}, edges = {0, 0, axes[first].before, axes[first].after};
  } else {
    last = std::min<std::size_t>(1, axes.size() - 1);
    for (std::size_t i = 0; i <= last; ++i) {
      seen.dims.push_back(all[i + 1]);
      blocks.push_back(axes[i].block);
      edges.insert(edges.end(), {axes[i].before, axes[i].after});
    }
  }
  seen.dims.push_back(productOf(all.subspan(last + 2)));
  const auto count = static_cast<Dim>(blocks.size());
  ARA_ASSIGN(t, reshapeTo(c, t, seen));
  ARA_ASSIGN(t, c.add(op, {t, c.ints(blocks), c.ints(edges, Shape::of({count, 2}))}));
  for (std::size_t i = first; i <= last; ++i) {
    const BlockAxis& a = axes[i];
    Dim &batch = shape[0], &d = shape[i + 1];
    if (gathers) {
      d = addDims(addDims(d, a.before), a.after);
      d = isKnown(d) ? d / a.block : d;
      batch = mulDims(batch, a.block);
    } else {
      batch = isKnown(batch) ? batch / a.block : batch;
      d = subDims(subDims(mulDims(d, a.block), a.before), a.after);
    }
  }
  return t;
}

Status lowerBlocks(LowerContext& c, std::string_view op) {
  const Shape in = c.shape(0);
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
  std::vector<BlockAxis> axes;
  for (std::size_t i = 0; i < m; ++i)
    axes.push_back({static_cast<std::int32_t>((*block)[i]), static_cast<std::int32_t>((*pads)[2 * i]),
                    static_cast<std::int32_t>((*pads)[2 * i + 1])});
  while (!axes.empty() && axes.back().still()) axes.pop_back();
  if (axes.empty()) return passThrough(c);
  if (m <= 2 && in.rank() == m + 2) { // as the runtime has it
    std::vector<std::int32_t> edges(pads->begin(), pads->end());
    return c.replaceWith(op, {c.operand(0), c.ints(std::vector<std::int32_t>(block->begin(), block->end())),
                              c.ints(edges, Shape::of({static_cast<Dim>(m), 2}))});
  }
  std::vector<std::size_t> steps{0}; // the first two axes together, then each further one
  for (std::size_t i = 2; i < axes.size(); ++i)
    if (!axes[i].still()) steps.push_back(i);
  if (axes.size() > 2 && axes[0].still()) { // one step less
    steps.erase(steps.begin());
    if (!axes[1].still()) steps.insert(steps.begin(), 1);
  } else if (axes[0].still() && axes[1].still()) {
    steps.erase(steps.begin());
  }
  if (op == "tfl.space_to_batch_nd") std::reverse(steps.begin(), steps.end());
  TensorId t = c.operand(0);
  std::vector<Dim> shape = in.dims;
  for (const std::size_t first : steps) { ARA_ASSIGN(t, moveBlocks(c, op, t, shape, first, axes)); }
  return replaceByReshape(c, t);
}

Status lowerSpaceToBatch(LowerContext& c) { return lowerBlocks(c, "tfl.space_to_batch_nd"); }
Status lowerBatchToSpace(LowerContext& c) { return lowerBlocks(c, "tfl.batch_to_space_nd"); }

// --- DepthToSpace, SpaceToDepth

Status lowerDepth(LowerContext& c, std::string_view op) {
  const std::string format = c.attrString("data_format", "NHWC");
  if (format != "NHWC" && format != "NCHW") return c.refuseAttr("data_format", format);
  TensorId t = c.operand(0);
  if (format == "NCHW") { ARA_ASSIGN(t, c.transpose(t, {0, 2, 3, 1})); }
  ARA_ASSIGN(t, movedAs(c, "f32 i8 u8 i32 i64", {t}, [&](LowerContext& l, const std::vector<TensorId>& x) {
               return l.add(op, {x[0]}, {{"block_size", AttrValue(l.attrInt("block_size"))}});
             }));
  if (format == "NCHW") { ARA_ASSIGN(t, c.transpose(t, {0, 3, 1, 2})); }
  return c.replace({t});
}

Status lowerDepthToSpace(LowerContext& c) { return lowerDepth(c, "tfl.depth_to_space"); }
Status lowerSpaceToDepth(LowerContext& c) { return lowerDepth(c, "tfl.space_to_depth"); }

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
     .infer = inferMoved<kExtractPatches>,
     .evaluate = evaluateMoved<kExtractPatches>,
     .lower = lowered<lowerExtractImagePatches>},
};

} // namespace

std::span<const ir::OpDef> layoutRows() { return kRows; }

} // namespace ara::ops::tf
