// The same elements in another order of axes, and blocks of space moved into the batch or the channels and back.
#include "ops/movement/rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

using kernels::rowMajor;
using kernels::Walk;

// --- Transpose(input, perm)

Result<std::optional<std::vector<std::size_t>>> permOf(const Given& g, std::size_t rank) {
  const auto given = g.known(1);
  if (!given) return std::nullopt;
  ARA_ASSIGN(const auto sorted, normaliseAxes(g.view(), *given, rank));
  if (given->size() != rank || sorted.size() != rank)
    return g.contradicts(msg("its permutation does not name each of the {0} axes once.", rank));
  std::vector<std::size_t> perm;
  for (const std::int64_t p : *given)
    perm.push_back(static_cast<std::size_t>(p < 0 ? p + static_cast<std::int64_t>(rank) : p));
  return perm;
}

Result<Shapes> transposeShapes(const Given& g) {
  const Shape &in = g.shape(0), &p = g.shape(1);
  if (!in.ranked)
    return Shapes{p.isStatic() && p.rank() == 1 && p.dims[0] <= 64
                      ? Shape::of(std::vector<Dim>(static_cast<std::size_t>(p.dims[0]), kUnknownDim))
                      : Shape::unknown()};
  ARA_ASSIGN(const auto perm, permOf(g, in.rank()));
  Shape out = Shape::of(std::vector<Dim>(in.rank(), kUnknownDim));
  if (perm)
    for (std::size_t i = 0; i < in.rank(); ++i) out.dims[i] = in.dims[(*perm)[i]];
  return Shapes{std::move(out)};
}

bool runTranspose(const Given& g, const Shapes& out, Elements& e) {
  const auto perm = permOf(g, out[0].rank());
  if (!perm || !*perm) return false;
  const auto steps = rowMajor(g.shape(0).dims);
  Walk w{out[0].dims, rowMajor(out[0].dims), {}};
  for (const std::size_t p : **perm) w.from.push_back(steps[p]);
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

// --- SpaceToBatch(ND), BatchToSpace(ND): input, block vector (or attribute block_size for two axes), paddings or crops

struct Blocks {
  std::vector<std::int64_t> block, pads; // pads: before, after of each block axis
  std::int64_t product = 1;
};

Result<std::optional<Blocks>> blocksOf(const Given& g) {
  Blocks b;
  const bool vector = g.count() > 2;
  const auto pads = g.known(vector ? 2 : 1);
  const std::int64_t size = g.view().attrInt("block_size");
  const auto block = vector ? g.known(1) : std::optional(std::vector<std::int64_t>{size, size});
  if (!pads || !block) return std::nullopt;
  b.block = *block, b.pads = *pads;
  if (b.pads.size() != 2 * b.block.size() || (g.shape(0).ranked && g.shape(0).rank() <= b.block.size()))
    return g.contradicts(
        msg("its {0} block sizes and {1} paddings do not fit {2}.", b.block.size(), b.pads.size(), g.shape(0).text()));
  for (const std::int64_t n : b.block) {
    b.product = mulDims(b.product, n);
    if (n < 1 || !isKnown(b.product)) return g.contradicts(msg("it has a block size of {0}.", n));
  }
  if (std::any_of(b.pads.begin(), b.pads.end(), [](std::int64_t p) { return p < 0; }))
    return g.contradicts(msg("it has a negative padding or crop."));
  return b;
}

Result<Shapes> spaceToBatchShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes{Shape::unknown()};
  ARA_ASSIGN(const auto b, blocksOf(g));
  Shape out = Shape::of(std::vector<Dim>(in.rank(), kUnknownDim));
  if (!b) return Shapes{std::move(out)};
  out = in;
  out.dims[0] = mulDims(in.dims[0], b->product);
  for (std::size_t i = 0; i < b->block.size(); ++i) {
    const Dim padded = addDims(addDims(in.dims[i + 1], b->pads[2 * i]), b->pads[2 * i + 1]);
    if (isKnown(padded) && padded % b->block[i] != 0)
      return g.contradicts(
          msg("axis {0} of {1} with its padding does not divide into blocks of {2}.", i + 1, in.text(), b->block[i]));
    out.dims[i + 1] = b->block[i] == 1 ? padded : isKnown(padded) ? padded / b->block[i] : kUnknownDim;
  }
  return Shapes{std::move(out)};
}

Result<Shapes> batchToSpaceShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes{Shape::unknown()};
  ARA_ASSIGN(const auto b, blocksOf(g));
  Shape out = Shape::of(std::vector<Dim>(in.rank(), kUnknownDim));
  if (!b) return Shapes{std::move(out)};
  out = in;
  if (isKnown(in.dims[0]) && in.dims[0] % b->product != 0)
    return g.contradicts(msg("the batch of {0} does not divide by {1}.", in.text(), b->product));
  out.dims[0] = b->product == 1 ? in.dims[0] : isKnown(in.dims[0]) ? in.dims[0] / b->product : kUnknownDim;
  for (std::size_t i = 0; i < b->block.size(); ++i) {
    const Dim whole = mulDims(in.dims[i + 1], b->block[i]), crop = addDims(b->pads[2 * i], b->pads[2 * i + 1]);
    if (isKnown(whole) && (crop > whole || !isKnown(crop)))
      return g.contradicts(msg("it crops more than axis {0} of {1} has.", i + 1, in.text()));
    out.dims[i + 1] = subDims(whole, crop);
  }
  return Shapes{std::move(out)};
}

// Both directions are one walk between the batched array [b1, .., bm, N, s1, .., sm, rest] and the space array
// [N, s1, b1, .., sm, bm, rest].
Walk blockWalk(const std::vector<std::int64_t>& block, const std::vector<Dim>& batched, const std::vector<Dim>& space,
               bool toBatched) {
  const std::size_t m = block.size();
  const auto batchSteps = rowMajor(batched), spaceSteps = rowMajor(space);
  Walk w;
  std::vector<std::int64_t> inBatched, inSpace;
  const auto axis = [&](std::int64_t n, std::int64_t b, std::int64_t s) {
    w.dims.push_back(n);
    inBatched.push_back(b);
    inSpace.push_back(s);
  };
  std::int64_t n = batched[0];
  for (const std::int64_t b : block) n /= b;
  std::int64_t outer = batched[0] * batchSteps[0];
  for (std::size_t i = 0; i < m; ++i) axis(block[i], outer /= block[i], spaceSteps[i + 1]);
  axis(n, batchSteps[0], spaceSteps[0]);
  for (std::size_t i = 0; i < m; ++i) axis(batched[i + 1], batchSteps[i + 1], spaceSteps[i + 1] * block[i]);
  for (std::size_t i = m + 1; i < batched.size(); ++i) axis(batched[i], batchSteps[i], spaceSteps[i]);
  w.to = toBatched ? inBatched : inSpace;
  w.from = toBatched ? inSpace : inBatched;
  return w;
}

// Copies between an array and the inner part of a larger one.
bool placeInside(std::span<std::byte> large, Bytes from, const std::vector<Dim>& largeDims,
                 const std::vector<Dim>& dims, const Blocks& b, bool intoLarge, std::span<std::byte> small,
                 unsigned width) {
  Walk w{dims, rowMajor(largeDims), rowMajor(dims)};
  for (std::size_t i = 0; i < b.block.size(); ++i) w.toStart += b.pads[2 * i] * w.to[i + 1];
  if (intoLarge) return kernels::move(large, from, w, width);
  std::swap(w.to, w.from);
  std::swap(w.toStart, w.fromStart);
  return kernels::move(small, large, w, width);
}

bool runSpaceToBatch(const Given& g, const Shapes& out, Elements& e) {
  const auto b = blocksOf(g);
  if (!b || !*b) return false;
  std::vector<Dim> padded = g.shape(0).dims;
  for (std::size_t i = 0; i < (*b)->block.size(); ++i) padded[i + 1] = out[0].dims[i + 1] * (*b)->block[i];
  std::vector<std::byte> space(e.out[0].size());
  return placeInside(space, e.in[0], padded, g.shape(0).dims, **b, true, {}, e.width) &&
         kernels::move(e.out[0], space, blockWalk((*b)->block, out[0].dims, padded, true), e.width);
}

bool runBatchToSpace(const Given& g, const Shapes& out, Elements& e) {
  const auto b = blocksOf(g);
  if (!b || !*b) return false;
  const std::vector<Dim>& batched = g.shape(0).dims;
  std::vector<Dim> whole = batched;
  whole[0] /= (*b)->product;
  for (std::size_t i = 0; i < (*b)->block.size(); ++i) whole[i + 1] *= (*b)->block[i];
  std::vector<std::byte> space(e.in[0].size());
  return kernels::move(space, e.in[0], blockWalk((*b)->block, batched, whole, false), e.width) &&
         placeInside(space, {}, whole, out[0].dims, **b, false, e.out[0], e.width);
}

// --- DepthToSpace, SpaceToDepth

struct SpatialAxes {
  std::size_t height, width, depth;
};
std::optional<SpatialAxes> axesOf(const Given& g) {
  const std::string format = g.view().attrString("data_format", "NHWC");
  if (format == "NHWC") return SpatialAxes{1, 2, 3};
  if (format == "NCHW") return SpatialAxes{2, 3, 1};
  return std::nullopt;
}

Result<Shapes> depthShapes(const Given& g, bool toSpace) {
  const Shape& in = g.shape(0);
  const auto axes = axesOf(g);
  const std::int64_t block = g.view().attrInt("block_size");
  if (block < 1 || block > 65536) return g.contradicts(msg("it has a block size of {0}.", block));
  if (!axes) return Shapes{Shape::unknown()};
  Shape out = Shape::of(std::vector<Dim>(4, kUnknownDim));
  if (!in.ranked) return Shapes{std::move(out)};
  ARA_TRY(wantRank(g.view(), in, 4, "its input"));
  out.dims[0] = in.dims[0];
  bool fits = true;
  const auto divided = [&](Dim d, std::int64_t by) {
    if (!isKnown(d)) return by == 1 ? d : kUnknownDim;
    fits = fits && d % by == 0;
    return d / by;
  };
  for (const std::size_t i : {axes->height, axes->width})
    out.dims[i] = toSpace ? mulDims(in.dims[i], block) : divided(in.dims[i], block);
  const Dim depth = in.dims[axes->depth];
  out.dims[axes->depth] = toSpace ? divided(depth, block * block) : mulDims(depth, block * block);
  if (!fits) return g.contradicts(msg("{0} does not divide into blocks of {1}.", in.text(), block));
  return Shapes{std::move(out)};
}

// Between space [N, h, a, w, b, c] and depth [N, h, w, a, b, c] (or their NCHW forms).
bool runDepth(const Given& g, const Shapes& out, Elements& e, bool toSpace) {
  const auto axes = axesOf(g);
  if (!axes) return false;
  const std::int64_t block = g.view().attrInt("block_size");
  const Shape& space = toSpace ? out[0] : g.shape(0);
  const Shape& depth = toSpace ? g.shape(0) : out[0];
  const auto s = rowMajor(space.dims), d = rowMajor(depth.dims);
  const std::int64_t channels = space.dims[axes->depth];
  Walk w;
  std::vector<std::int64_t> inSpace, inDepth;
  const auto axis = [&](std::int64_t n, std::int64_t a, std::int64_t b) {
    w.dims.push_back(n);
    inSpace.push_back(a);
    inDepth.push_back(b);
  };
  axis(space.dims[0], s[0], d[0]);
  axis(depth.dims[axes->height], s[axes->height] * block, d[axes->height]);
  axis(block, s[axes->height], d[axes->depth] * channels * block);
  axis(depth.dims[axes->width], s[axes->width] * block, d[axes->width]);
  axis(block, s[axes->width], d[axes->depth] * channels);
  axis(channels, s[axes->depth], d[axes->depth]);
  w.to = toSpace ? inSpace : inDepth;
  w.from = toSpace ? inDepth : inSpace;
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

Result<Shapes> depthToSpaceShapes(const Given& g) { return depthShapes(g, true); }
Result<Shapes> spaceToDepthShapes(const Given& g) { return depthShapes(g, false); }
bool runDepthToSpace(const Given& g, const Shapes& out, Elements& e) { return runDepth(g, out, e, true); }
bool runSpaceToDepth(const Given& g, const Shapes& out, Elements& e) { return runDepth(g, out, e, false); }

} // namespace

const Movement kTranspose{dataAt<0>, transposeShapes, runTranspose};
const Movement kSpaceToBatchNd{dataAt<0>, spaceToBatchShapes, runSpaceToBatch};
const Movement kBatchToSpaceNd{dataAt<0>, batchToSpaceShapes, runBatchToSpace};
const Movement kDepthToSpace{dataAt<0>, depthToSpaceShapes, runDepthToSpace};
const Movement kSpaceToDepth{dataAt<0>, spaceToDepthShapes, runSpaceToDepth};

} // namespace ara::ops
