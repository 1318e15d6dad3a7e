// One value against a background of another: one-hot vectors, sparse values.
#include "ops/movement/rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

using kernels::rowMajor;
using kernels::Walk;

bool fillWith(std::span<std::byte> to, const Shape& shape, Bytes one, unsigned width) {
  return kernels::move(to, one, {shape.dims, rowMajor(shape.dims), std::vector<std::int64_t>(shape.rank(), 0)}, width);
}

// --- OneHot(indices, depth, on, off)

Result<std::size_t> oneHotAxis(const Given& g, std::size_t indicesRank) {
  return normaliseAxis(g.view(), g.view().attrInt("axis", -1), indicesRank + 1);
}

Result<Shapes> oneHotShapes(const Given& g) {
  Shape out = g.shape(0);
  if (!out.ranked) return Shapes{std::move(out)};
  ARA_ASSIGN(const std::size_t axis, oneHotAxis(g, out.rank()));
  const auto depth = g.partial(1);
  const auto given = g.known(1);
  if (given && given->size() == 1 && (*given)[0] < 0) return g.contradicts(msg("its depth is {0}.", (*given)[0]));
  out.dims.insert(out.dims.begin() + static_cast<std::ptrdiff_t>(axis),
                  depth && depth->size() == 1 ? (*depth)[0] : kUnknownDim);
  return Shapes{std::move(out)};
}

bool runOneHot(const Given& g, const Shapes& out, Elements& e) {
  const auto indices = g.known(0);
  const auto axis = oneHotAxis(g, g.shape(0).rank());
  if (!indices || !axis || e.in.size() < 2 || !fillWith(e.out[0], out[0], e.in[1], e.width) || e.in[0].size() < e.width)
    return false;
  std::int64_t inner = 1;
  for (std::size_t i = *axis + 1; i < out[0].rank(); ++i) inner *= out[0].dims[i];
  const std::int64_t depth = out[0].dims[*axis];
  for (std::size_t k = 0; k < indices->size(); ++k) {
    const std::int64_t i = (*indices)[k], outer = static_cast<std::int64_t>(k) / inner,
                       in = static_cast<std::int64_t>(k) % inner;
    if (i < 0 || i >= depth) continue; // no element is on
    std::memcpy(e.out[0].data() + static_cast<std::size_t>((outer * depth + i) * inner + in) * e.width, e.in[0].data(),
                e.width);
  }
  return true;
}

// --- SparseToDense(indices, shape, values, default)

Result<Shapes> sparseShapes(const Given& g) {
  const auto dims = g.partial(1);
  if (dims) return Shapes{Shape::of(*dims)};
  const Shape& s = g.shape(1);
  return Shapes{s.isStatic() && s.rank() == 1 && s.dims[0] <= 64
                    ? Shape::of(std::vector<Dim>(static_cast<std::size_t>(s.dims[0]), kUnknownDim))
                    : Shape::unknown()};
}

bool runSparse(const Given& g, const Shapes& out, Elements& e) {
  const auto indices = g.known(0);
  const Shape &ids = g.shape(0), &values = g.shape(2);
  const std::size_t rank = out[0].rank();
  if (!indices || rank == 0 || ids.rank() > 2 || values.rank() > 1 || e.in.size() < 2) return false;
  if (ids.rank() == 2 && ids.dims[1] != static_cast<Dim>(rank)) return false;
  if (ids.rank() < 2 && rank != 1) return false;
  const std::size_t count = indices->size() / rank, step = values.rank() == 0 ? 0 : e.width;
  if (values.rank() == 1 && values.dims[0] != static_cast<Dim>(count)) return false;
  if (!fillWith(e.out[0], out[0], e.in[1], e.width)) return false;
  for (std::size_t k = 0; k < count; ++k) {
    std::int64_t at = 0;
    for (std::size_t i = 0; i < rank; ++i) {
      const std::int64_t n = (*indices)[k * rank + i];
      if (n < 0 || n >= out[0].dims[i]) return false;
      at = at * out[0].dims[i] + n;
    }
    std::memcpy(e.out[0].data() + static_cast<std::size_t>(at) * e.width, e.in[0].data() + k * step, e.width);
  }
  return true;
}

} // namespace

const Movement kOneHot{dataAt<2, 3>, oneHotShapes, runOneHot};
const Movement kSparseToDense{dataAt<2, 3>, sparseShapes, runSparse};

} // namespace ara::ops
