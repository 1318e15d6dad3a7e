// One value against a background of another: one-hot vectors, sparse values, diagonals.
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

// --- MatrixDiag(diagonal), MatrixSetDiag(matrix, diagonal), MatrixDiagPart(matrix)
// Versions 2 and 3 add a band of diagonals: k, rows, columns, padding. Only the main diagonal of a square is moved
// here; anything else stays unknown.

bool mainDiagonal(const Given& g, std::size_t k) {
  if (!g.has(k)) return true;
  const auto band = g.known(k);
  return band && !band->empty() && std::all_of(band->begin(), band->end(), [](std::int64_t n) { return n == 0; });
}

bool plainSize(const Given& g, std::size_t i, Dim diagonal) {
  if (!g.has(i)) return true;
  const auto n = g.known(i);
  return n && n->size() == 1 && ((*n)[0] == -1 || ((*n)[0] == diagonal && isKnown(diagonal)));
}

Result<Shapes> matrixDiagShapes(const Given& g) {
  Shape out = g.shape(0);
  if (!out.ranked) return Shapes{std::move(out)};
  if (out.rank() == 0) return g.contradicts(msg("its diagonal is a scalar."));
  const Dim n = out.dims.back();
  if (!mainDiagonal(g, 1) || !plainSize(g, 2, n) || !plainSize(g, 3, n)) return Shapes{Shape::unknown()};
  out.dims.push_back(n);
  return Shapes{std::move(out)};
}

// Walks the diagonals of the matrices of `shape`: batch axes as one, then along the diagonal.
struct Diagonals {
  std::int64_t batch = 1, rows = 0, columns = 0, length = 0;
};
std::optional<Diagonals> diagonalsOf(const Shape& matrices) {
  if (matrices.rank() < 2) return std::nullopt;
  Diagonals d;
  for (std::size_t i = 0; i + 2 < matrices.rank(); ++i) d.batch *= matrices.dims[i];
  d.rows = matrices.dims[matrices.rank() - 2], d.columns = matrices.dims.back();
  d.length = std::min(d.rows, d.columns);
  return d;
}

bool placeDiagonal(const Shape& matrices, Bytes from, std::span<std::byte> to, unsigned width) {
  const auto d = diagonalsOf(matrices);
  return d && kernels::move(to, from, {{d->batch, d->length}, {d->rows * d->columns, d->columns + 1}, {d->length, 1}},
                            width);
}

// Versions 2 and 3 say what stands beside the diagonal.
std::vector<std::size_t> diagonalAndPadding(const Given& g) {
  return g.count() > 4 ? std::vector<std::size_t>{0, 4} : std::vector<std::size_t>{0};
}

bool runMatrixDiag(const Given&, const Shapes& out, Elements& e) {
  if (e.in.size() > 1 && !fillWith(e.out[0], out[0], e.in[1], e.width)) return false;
  return placeDiagonal(out[0], e.in[0], e.out[0], e.width);
}

Result<Shapes> matrixSetDiagShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (in.ranked && in.rank() < 2) return g.contradicts(msg("its matrices have shape {0}.", in.text()));
  const Shape& d = g.shape(1);
  if (in.ranked && d.ranked && mainDiagonal(g, 2)) {
    Shape wanted = in;
    const Dim rows = in.dims[in.rank() - 2], columns = in.dims.back();
    wanted.dims.resize(in.rank() - 1);
    wanted.dims.back() = isKnown(rows) && isKnown(columns) ? std::min(rows, columns) : kUnknownDim;
    if (!mayEqual(wanted, d))
      return g.contradicts(msg("a diagonal of shape {0} does not fit {1}.", d.text(), in.text()));
  }
  return Shapes{in};
}

bool runMatrixSetDiag(const Given& g, const Shapes& out, Elements& e) {
  if (!mainDiagonal(g, 2)) return false;
  std::copy(e.in[0].begin(), e.in[0].end(), e.out[0].begin());
  return placeDiagonal(out[0], e.in[1], e.out[0], e.width);
}

Result<Shapes> matrixDiagPartShapes(const Given& g) {
  Shape out = g.shape(0);
  if (!out.ranked) return Shapes{std::move(out)};
  if (out.rank() < 2) return g.contradicts(msg("its matrices have shape {0}.", out.text()));
  if (!mainDiagonal(g, 1)) return Shapes{Shape::unknown()};
  const Dim rows = out.dims[out.rank() - 2], columns = out.dims.back();
  out.dims.pop_back();
  out.dims.back() = isKnown(rows) && isKnown(columns) ? std::min(rows, columns) : rows == columns ? rows : kUnknownDim;
  return Shapes{std::move(out)};
}

bool runMatrixDiagPart(const Given& g, const Shapes&, Elements& e) {
  const auto d = diagonalsOf(g.shape(0));
  return d && kernels::move(e.out[0], e.in[0],
                            {{d->batch, d->length}, {d->length, 1}, {d->rows * d->columns, d->columns + 1}}, e.width);
}

} // namespace

const Movement kOneHot{dataAt<2, 3>, oneHotShapes, runOneHot};
const Movement kSparseToDense{dataAt<2, 3>, sparseShapes, runSparse};
const Movement kMatrixDiag{diagonalAndPadding, matrixDiagShapes, runMatrixDiag};
const Movement kMatrixSetDiag{dataAt<0, 1>, matrixSetDiagShapes, runMatrixSetDiag};
const Movement kMatrixDiagPart{dataAt<0>, matrixDiagPartShapes, runMatrixDiagPart};

} // namespace ara::ops
