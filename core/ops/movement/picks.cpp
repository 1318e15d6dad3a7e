// Elements and slices chosen by index, and placed by index; reversed order.
#include "ops/movement/rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

using kernels::rowMajor;
using kernels::Walk;

std::int64_t product(std::span<const Dim> dims) {
  std::int64_t n = 1;
  for (const Dim d : dims) n *= d;
  return n;
}

// Copies slice after slice; `width` is the bytes of one slice.
void copySlice(std::span<std::byte> to, std::int64_t i, Bytes from, std::int64_t k, std::size_t width) {
  std::memcpy(to.data() + static_cast<std::size_t>(i) * width, from.data() + static_cast<std::size_t>(k) * width,
              width);
}

// --- Gather(params, indices, axis?) with batch_dims

struct GatherAxes {
  std::size_t axis = 0, batch = 0;
};
Result<std::optional<GatherAxes>> gatherAxes(const Given& g) {
  const Shape &params = g.shape(0), &indices = g.shape(1);
  if (!params.ranked || !indices.ranked) return std::nullopt;
  GatherAxes a;
  if (g.has(2)) {
    ARA_ASSIGN(const auto axis, g.axis(2, params.rank()));
    if (!axis) return std::nullopt;
    a.axis = *axis;
  } else {
    ARA_ASSIGN(a.axis, normaliseAxis(g.view(), g.view().attrInt("axis"), params.rank()));
  }
  std::int64_t batch = g.view().attrInt("batch_dims");
  if (batch < 0) batch += static_cast<std::int64_t>(indices.rank());
  if (batch < 0 || batch > static_cast<std::int64_t>(std::min(indices.rank(), a.axis)))
    return g.contradicts(msg("it gathers with {0} batch axes along axis {1} of {2} by {3}.", batch, a.axis,
                             params.text(), indices.text()));
  a.batch = static_cast<std::size_t>(batch);
  return a;
}

Result<Shapes> gatherShapes(const Given& g) {
  ARA_ASSIGN(const auto a, gatherAxes(g));
  if (!a) return Shapes{Shape::unknown()};
  const std::vector<Dim>&p = g.shape(0).dims, &i = g.shape(1).dims;
  Shape out = Shape::scalar();
  for (std::size_t k = 0; k < a->batch; ++k) {
    if (!mayEqual(p[k], i[k]))
      return g.contradicts(msg("the batch axes of {0} and {1} differ.", g.shape(0).text(), g.shape(1).text()));
    out.dims.push_back(isKnown(p[k]) ? p[k] : i[k]);
  }
  out.dims.insert(out.dims.end(), p.begin() + static_cast<std::ptrdiff_t>(a->batch),
                  p.begin() + static_cast<std::ptrdiff_t>(a->axis));
  out.dims.insert(out.dims.end(), i.begin() + static_cast<std::ptrdiff_t>(a->batch), i.end());
  out.dims.insert(out.dims.end(), p.begin() + static_cast<std::ptrdiff_t>(a->axis) + 1, p.end());
  return Shapes{std::move(out)};
}

bool runGather(const Given& g, const Shapes&, Elements& e) {
  const auto a = gatherAxes(g);
  const auto indices = g.known(1);
  if (!a || !*a || !indices) return false;
  const std::span<const Dim> p = g.shape(0).dims, ids = g.shape(1).dims;
  const std::int64_t batches = product(p.first((*a)->batch)), size = p[(*a)->axis];
  const std::int64_t outer = product(p.subspan((*a)->batch, (*a)->axis - (*a)->batch));
  const std::int64_t count = product(ids.subspan((*a)->batch));
  const std::size_t slice = static_cast<std::size_t>(product(p.subspan((*a)->axis + 1))) * e.width;
  if (std::any_of(indices->begin(), indices->end(), [&](std::int64_t i) { return i < 0 || i >= size; })) return false;
  if (slice == 0) return true;
  std::int64_t at = 0;
  for (std::int64_t b = 0; b < batches; ++b)
    for (std::int64_t o = 0; o < outer; ++o)
      for (std::int64_t k = 0; k < count; ++k)
        copySlice(e.out[0], at++, e.in[0], (b * outer + o) * size + (*indices)[static_cast<std::size_t>(b * count + k)],
                  slice);
  return true;
}

// --- tfl embedding_lookup(ids, table)

Result<Shapes> embeddingShapes(const Given& g) {
  const Shape &ids = g.shape(0), &table = g.shape(1);
  if (!ids.ranked || !table.ranked) return Shapes{Shape::unknown()};
  if (table.rank() == 0) return g.contradicts(msg("its table is a scalar."));
  Shape out = ids;
  out.dims.insert(out.dims.end(), table.dims.begin() + 1, table.dims.end());
  return Shapes{std::move(out)};
}

bool runEmbedding(const Given& g, const Shapes&, Elements& e) {
  const auto ids = g.known(0);
  if (!ids) return false;
  const std::span<const Dim> table = g.shape(1).dims;
  const std::size_t slice = static_cast<std::size_t>(product(table.subspan(1))) * e.width;
  if (std::any_of(ids->begin(), ids->end(), [&](std::int64_t i) { return i < 0 || i >= table[0]; })) return false;
  for (std::size_t i = 0; i < ids->size() && slice > 0; ++i)
    copySlice(e.out[0], static_cast<std::int64_t>(i), e.in[0], (*ids)[i], slice);
  return true;
}

// --- GatherNd(params, indices), TensorScatterUpdate(tensor, indices, updates)

// Where each index vector of operand `indices` points in `shape`, as the number of its slice; nothing when outside.
std::optional<std::vector<std::int64_t>> slicesOf(const Given& g, std::size_t indices, const Shape& shape,
                                                  std::size_t& depth) {
  const auto ids = g.known(indices);
  const Shape& s = g.shape(indices);
  if (!ids || s.rank() == 0) return std::nullopt;
  depth = static_cast<std::size_t>(s.dims.back());
  if (depth > shape.rank()) return std::nullopt;
  const std::int64_t vectors = product(std::span(s.dims).first(s.rank() - 1));
  if (depth == 0 && vectors > 65536) return std::nullopt; // no bytes stand behind that many
  std::vector<std::int64_t> out;
  for (std::int64_t v = 0; v < vectors; ++v) {
    std::int64_t at = 0;
    for (std::size_t k = 0; k < depth; ++k) {
      const std::int64_t i = (*ids)[static_cast<std::size_t>(v) * depth + k];
      if (i < 0 || i >= shape.dims[k]) return std::nullopt;
      at = at * shape.dims[k] + i;
    }
    out.push_back(at);
  }
  return out;
}

Result<Shapes> gatherNdShapes(const Given& g) {
  const Shape &params = g.shape(0), &indices = g.shape(1);
  if (!params.ranked || !indices.ranked) return Shapes{Shape::unknown()};
  if (indices.rank() == 0) return g.contradicts(msg("its indices are a scalar."));
  const Dim depth = indices.dims.back();
  if (!isKnown(depth)) return Shapes{Shape::unknown()};
  if (depth > static_cast<Dim>(params.rank()))
    return g.contradicts(
        msg("its indices have {0} numbers for the {1} axes of {2}.", depth, params.rank(), params.text()));
  Shape out = indices;
  out.dims.pop_back();
  out.dims.insert(out.dims.end(), params.dims.begin() + depth, params.dims.end());
  return Shapes{std::move(out)};
}

bool runGatherNd(const Given& g, const Shapes&, Elements& e) {
  std::size_t depth = 0;
  const auto at = slicesOf(g, 1, g.shape(0), depth);
  if (!at) return false;
  const std::size_t slice = static_cast<std::size_t>(product(std::span(g.shape(0).dims).subspan(depth))) * e.width;
  for (std::size_t i = 0; i < at->size() && slice > 0; ++i)
    copySlice(e.out[0], static_cast<std::int64_t>(i), e.in[0], (*at)[i], slice);
  return true;
}

Result<Shapes> sameAsFirst(const Given& g) { return Shapes{g.shape(0)}; }

bool runScatterUpdate(const Given& g, const Shapes& out, Elements& e) {
  std::size_t depth = 0;
  const auto at = slicesOf(g, 1, out[0], depth);
  if (!at) return false;
  const std::size_t slice = static_cast<std::size_t>(product(std::span(out[0].dims).subspan(depth))) * e.width;
  if (e.in[1].size() != at->size() * slice) return false;
  std::copy(e.in[0].begin(), e.in[0].end(), e.out[0].begin());
  for (std::size_t i = 0; i < at->size() && slice > 0; ++i)
    copySlice(e.out[0], (*at)[i], e.in[1], static_cast<std::int64_t>(i), slice);
  return true;
}

// --- Reverse(input, flags), ReverseV2(input, axes), ReverseSequence(input, lengths)

bool reverseAxes(const std::vector<bool>& turned, const Shapes& out, Elements& e) {
  const auto steps = rowMajor(out[0].dims);
  Walk w{out[0].dims, steps, steps};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!turned[i] || out[0].dims[i] == 0) continue;
    w.from[i] = -steps[i];
    w.fromStart += (out[0].dims[i] - 1) * steps[i];
  }
  return kernels::move(e.out[0], e.in[0], w, e.width);
}

bool runReverseV2(const Given& g, const Shapes& out, Elements& e) {
  const auto axes = g.known(1);
  if (!axes) return false;
  std::vector<bool> turned(out[0].rank(), false);
  for (const std::int64_t a : *axes) {
    const auto axis = normaliseAxis(g.view(), a, out[0].rank());
    if (!axis || turned[*axis]) return false;
    turned[*axis] = true;
  }
  return reverseAxes(turned, out, e);
}

Result<Shapes> reverseV2Shapes(const Given& g) {
  const auto axes = g.known(1);
  if (axes && g.shape(0).ranked) ARA_TRY(normaliseAxes(g.view(), *axes, g.shape(0).rank()));
  return Shapes{g.shape(0)};
}

// The flags are boolean and so no integers of the graph: only evaluation sees them.
bool runReverse(const Given& g, const Shapes& out, Elements& e) {
  const auto flags = g.flags(1);
  return flags && flags->size() == out[0].rank() && reverseAxes(*flags, out, e);
}

bool runReverseSequence(const Given& g, const Shapes& out, Elements& e) {
  const auto lengths = g.known(1);
  const std::size_t rank = out[0].rank();
  const auto seq = normaliseAxis(g.view(), g.view().attrInt("seq_dim"), rank);
  const auto batch = normaliseAxis(g.view(), g.view().attrInt("batch_dim"), rank);
  if (!lengths || !seq || !batch || *seq == *batch || static_cast<Dim>(lengths->size()) != out[0].dims[*batch])
    return false;
  std::copy(e.in[0].begin(), e.in[0].end(), e.out[0].begin());
  const auto steps = rowMajor(out[0].dims);
  Walk w{out[0].dims, steps, steps};
  w.dims[*batch] = 1;
  w.from[*seq] = -steps[*seq];
  for (std::size_t i = 0; i < lengths->size(); ++i) {
    const std::int64_t n = (*lengths)[i];
    if (n < 0 || n > out[0].dims[*seq]) return false;
    w.dims[*seq] = n;
    w.toStart = static_cast<std::int64_t>(i) * steps[*batch];
    w.fromStart = w.toStart + (n - 1) * steps[*seq];
    if (n > 0 && !kernels::move(e.out[0], e.in[0], w, e.width)) return false;
  }
  return true;
}

Result<Shapes> reverseSequenceShapes(const Given& g) {
  Shape out = g.shape(0);
  if (!out.ranked) return Shapes{std::move(out)};
  ARA_ASSIGN(const std::size_t seq, normaliseAxis(g.view(), g.view().attrInt("seq_dim"), out.rank()));
  ARA_ASSIGN(const std::size_t batch, normaliseAxis(g.view(), g.view().attrInt("batch_dim"), out.rank()));
  if (seq == batch) return g.contradicts(msg("its sequence axis and its batch axis are one."));
  return Shapes{std::move(out)};
}

// --- DynamicStitch(indices*N, data*N)

std::vector<std::size_t> secondHalf(const Given& g) {
  std::vector<std::size_t> out;
  for (std::size_t i = g.count() / 2; i < g.count(); ++i) out.push_back(i);
  return out;
}

Result<Shapes> stitchShapes(const Given& g) {
  const std::size_t n = g.count() / 2;
  Shape rest = Shape::unknown();
  Dim most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Shape &ids = g.shape(i), &data = g.shape(n + i);
    const auto known = g.known(i);
    if (!known) most = kUnknownDim;
    for (std::size_t k = 0; known && isKnown(most) && k < known->size(); ++k)
      most = std::max(most, addDims((*known)[k], 1));
    if (!ids.ranked || !data.ranked) continue;
    if (data.rank() < ids.rank()) return g.contradicts(msg("it stitches {0} by indices {1}.", data.text(), ids.text()));
    ARA_ASSIGN(rest,
               mergeShapes(g.view(), rest,
                           Shape::of({data.dims.begin() + static_cast<std::ptrdiff_t>(ids.rank()), data.dims.end()})));
  }
  if (!rest.ranked) return Shapes{std::move(rest)};
  rest.dims.insert(rest.dims.begin(), most);
  return Shapes{std::move(rest)};
}

bool runStitch(const Given& g, const Shapes& out, Elements& e) {
  const std::size_t slice = static_cast<std::size_t>(product(std::span(out[0].dims).subspan(1))) * e.width;
  for (std::size_t i = 0; i < e.in.size(); ++i) {
    const auto ids = g.known(i);
    if (!ids || e.in[i].size() != ids->size() * slice) return false;
    for (std::size_t k = 0; k < ids->size(); ++k) {
      if ((*ids)[k] < 0 || (*ids)[k] >= out[0].dims[0]) return false;
      if (slice > 0) copySlice(e.out[0], (*ids)[k], e.in[i], static_cast<std::int64_t>(k), slice);
    }
  }
  return true;
}

// --- DynamicPartition(data, partitions)

Result<Shapes> partitionShapes(const Given& g) {
  const std::size_t n = g.view().resultCount();
  const Shape &data = g.shape(0), &parts = g.shape(1);
  if (!data.ranked || !parts.ranked) return Shapes(n, Shape::unknown());
  if (data.rank() < parts.rank())
    return g.contradicts(msg("it parts {0} by numbers of shape {1}.", data.text(), parts.text()));
  std::vector<Dim> counts(n, kUnknownDim);
  if (const auto numbers = g.known(1)) {
    counts.assign(n, 0);
    for (const std::int64_t p : *numbers) {
      if (p < 0 || p >= static_cast<std::int64_t>(n)) return g.contradicts(msg("it has no part {0}.", p));
      ++counts[static_cast<std::size_t>(p)];
    }
  }
  Shapes out;
  for (const Dim count : counts) {
    Shape& s = out.emplace_back(Shape::of({count}));
    s.dims.insert(s.dims.end(), data.dims.begin() + static_cast<std::ptrdiff_t>(parts.rank()), data.dims.end());
  }
  return out;
}

bool runPartition(const Given& g, const Shapes& out, Elements& e) {
  const auto numbers = g.known(1);
  if (!numbers || out.empty()) return false;
  const std::size_t slice = static_cast<std::size_t>(product(std::span(out[0].dims).subspan(1))) * e.width;
  if (e.in[0].size() != numbers->size() * slice) return false;
  std::vector<std::int64_t> at(out.size(), 0);
  for (std::size_t i = 0; i < numbers->size() && slice > 0; ++i) {
    const auto p = static_cast<std::size_t>((*numbers)[i]);
    copySlice(e.out[p], at[p]++, e.in[0], static_cast<std::int64_t>(i), slice);
  }
  return true;
}

} // namespace

const Movement kDynamicPartition{dataAt<0>, partitionShapes, runPartition};
const Movement kGather{dataAt<0>, gatherShapes, runGather};
const Movement kEmbeddingLookup{dataAt<1>, embeddingShapes, runEmbedding};
const Movement kGatherNd{dataAt<0>, gatherNdShapes, runGatherNd};
const Movement kTensorScatterUpdate{dataAt<0, 2>, sameAsFirst, runScatterUpdate};
const Movement kReverse{dataAt<0>, sameAsFirst, runReverse};
const Movement kReverseV2{dataAt<0>, reverseV2Shapes, runReverseV2};
const Movement kReverseSequence{dataAt<0>, reverseSequenceShapes, runReverseSequence};
const Movement kDynamicStitch{secondHalf, stitchShapes, runStitch};

} // namespace ara::ops
