// Windows of images side by side, axes turned around, bands of matrices.
#include "ops/movement/rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

using kernels::rowMajor;
using kernels::Walk;

// --- ExtractImagePatches(images), attributes ksizes, strides, rates, padding

struct Patches {
  WindowAxis axes[2];
  Window places[2];
};

Result<Patches> patchesOf(const Given& g) {
  const NodeView& v = g.view();
  const auto sizes = v.attrInts("ksizes"), strides = v.attrInts("strides"), rates = v.attrInts("rates");
  if (sizes.size() != 4 || strides.size() != 4 || rates.size() != 4)
    return g.contradicts(msg("its windows are not told for four axes."));
  ARA_ASSIGN(const Padding padding, paddingNamed(v, v.attrString("padding")));
  Patches p;
  for (std::size_t i = 0; i < 2; ++i) {
    p.axes[i] = {sizes[i + 1], strides[i + 1], rates[i + 1], padding, 0, 0};
    const Dim in = g.shape(0).ranked ? g.shape(0).dims[i + 1] : kUnknownDim;
    ARA_ASSIGN(p.places[i], window(v, in, p.axes[i]));
  }
  return p;
}

Result<Shapes> patchShapes(const Given& g) {
  ARA_TRY(wantRank(g.view(), g.shape(0), 4, "its input"));
  ARA_ASSIGN(const Patches p, patchesOf(g));
  Shape out = g.shape(0).ranked ? g.shape(0) : Shape::of(std::vector<Dim>(4, kUnknownDim));
  for (std::size_t i = 0; i < 2; ++i) out.dims[i + 1] = p.places[i].output;
  out.dims[3] = mulDims(mulDims(p.axes[0].size, p.axes[1].size), out.dims[3]);
  return Shapes{std::move(out)};
}

bool runPatches(const Given& g, const Shapes& out, Elements& e) {
  const auto p = patchesOf(g);
  if (!p) return false;
  const std::vector<Dim>&in = g.shape(0).dims, &to = out[0].dims;
  const std::size_t pixel = static_cast<std::size_t>(in[3]) * e.width;
  if (pixel == 0) return true;
  std::size_t at = 0;
  const std::int64_t batches = e.out[0].empty() ? 0 : in[0];
  for (std::int64_t n = 0; n < batches; ++n)
    for (std::int64_t y = 0; y < to[1]; ++y)
      for (std::int64_t x = 0; x < to[2]; ++x)
        for (std::int64_t i = 0; i < p->axes[0].size; ++i)
          for (std::int64_t j = 0; j < p->axes[1].size; ++j, at += pixel) {
            const std::int64_t row = y * p->axes[0].stride - p->places[0].before + i * p->axes[0].dilation;
            const std::int64_t column = x * p->axes[1].stride - p->places[1].before + j * p->axes[1].dilation;
            if (row < 0 || row >= in[1] || column < 0 || column >= in[2]) continue; // zeros are there
            const auto from = static_cast<std::size_t>((n * in[1] + row) * in[2] + column) * pixel;
            std::memcpy(e.out[0].data() + at, e.in[0].data() + from, pixel);
          }
  return true;
}

// --- Roll(input, shift, axis)

Result<Shapes> sameAsFirst(const Given& g) { return Shapes{g.shape(0)}; }

bool runRoll(const Given& g, const Shapes& out, Elements& e) {
  const auto shifts = g.known(1), axes = g.known(2);
  const std::vector<Dim>& dims = out[0].dims;
  if (!shifts || !axes || shifts->size() != axes->size()) return false;
  std::vector<std::int64_t> by(dims.size(), 0);
  for (std::size_t i = 0; i < axes->size(); ++i) {
    const auto axis = normaliseAxis(g.view(), (*axes)[i], dims.size());
    if (!axis) return false;
    const Dim n = dims[*axis];
    if (n > 0) by[*axis] = (by[*axis] + (*shifts)[i] % n + n) % n;
  }
  // Along each axis the end before the beginning, in turn between the result and a copy.
  const auto steps = rowMajor(dims);
  std::copy(e.in[0].begin(), e.in[0].end(), e.out[0].begin());
  for (std::size_t axis = 0; axis < dims.size(); ++axis) {
    if (by[axis] == 0) continue;
    const std::vector<std::byte> before(e.out[0].begin(), e.out[0].end());
    Walk w{dims, steps, steps};
    w.dims[axis] = by[axis];
    w.fromStart = (dims[axis] - by[axis]) * steps[axis];
    if (!kernels::move(e.out[0], before, w, e.width)) return false;
    w.dims[axis] = dims[axis] - by[axis];
    w.fromStart = 0, w.toStart = by[axis] * steps[axis];
    if (!kernels::move(e.out[0], before, w, e.width)) return false;
  }
  return true;
}

// --- MatrixBandPart(input, num_lower, num_upper)

Result<Shapes> bandShapes(const Given& g) {
  if (g.shape(0).ranked && g.shape(0).rank() < 2)
    return g.contradicts(msg("its matrices have shape {0}.", g.shape(0).text()));
  return Shapes{g.shape(0)};
}

bool runBand(const Given& g, const Shapes& out, Elements& e) {
  const auto lower = g.known(1), upper = g.known(2);
  if (!lower || !upper || lower->size() != 1 || upper->size() != 1) return false;
  const std::int64_t rows = out[0].dims[out[0].rank() - 2], columns = out[0].dims.back();
  const std::size_t row = static_cast<std::size_t>(columns) * e.width;
  for (std::size_t at = 0; row > 0 && at < e.out[0].size(); at += row) {
    const auto i = static_cast<std::int64_t>(at / row) % rows;
    const std::int64_t first = (*lower)[0] < 0 ? 0 : std::max<std::int64_t>(0, i - (*lower)[0]);
    const std::int64_t last =
        (*upper)[0] < 0 || (*upper)[0] >= columns ? columns : std::min(columns, i + (*upper)[0] + 1);
    if (first >= last) continue;
    const std::size_t from = at + static_cast<std::size_t>(first) * e.width;
    std::memcpy(e.out[0].data() + from, e.in[0].data() + from, static_cast<std::size_t>(last - first) * e.width);
  }
  return true;
}

} // namespace

const Movement kExtractPatches{dataAt<0>, patchShapes, runPatches};
const Movement kRoll{dataAt<0>, sameAsFirst, runRoll};
const Movement kMatrixBandPart{dataAt<0>, bandShapes, runBand};

} // namespace ara::ops
