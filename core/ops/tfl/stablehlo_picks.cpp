// STABLEHLO_GATHER, _SCATTER and _SORT: elements chosen, placed and ordered by number.
#include "ops/movement/movement.h"
#include "ops/tfl/stablehlo_run.h"

#include <algorithm>
#include <numeric>

namespace ara::ops::tfl {
namespace {

using kernels::rowMajor;

// The axes of a result split between index vectors and windows.
struct Split {
  std::vector<std::size_t> window, batch; // axes, ascending
};
std::optional<Split> splitAxes(std::size_t rank, const std::vector<std::int64_t>& window) {
  Split s;
  for (std::size_t i = 0; i < rank; ++i)
    (std::ranges::count(window, static_cast<std::int64_t>(i)) ? s.window : s.batch).push_back(i);
  if (s.window.size() != window.size()) return std::nullopt;
  return s;
}

// Index vectors lie along `axis` of the tensor of indices, or are single numbers when it is the rank of that.
struct IndexVectors {
  std::vector<std::int64_t> values;
  std::vector<Dim> batch; // dims of the tensor without the axis
  std::int64_t length = 1, step = 1;
  std::vector<std::int64_t> strides; // of the batch axes
};
std::optional<IndexVectors> indexVectors(const TensorView& t, std::int64_t axis) {
  auto values = integersOf(t);
  const std::vector<Dim>& dims = t.shape.dims;
  if (!values || axis < 0 || static_cast<std::size_t>(axis) > dims.size()) return std::nullopt;
  IndexVectors v{.values = std::move(*values), .batch = {}, .strides = {}};
  const auto strides = rowMajor(dims);
  for (std::size_t i = 0; i < dims.size(); ++i) {
    if (static_cast<std::int64_t>(i) == axis) {
      v.length = dims[i], v.step = strides[i];
      continue;
    }
    v.batch.push_back(dims[i]);
    v.strides.push_back(strides[i]);
  }
  return v;
}

// Which axis of the operand each window axis of the other tensor walks: those that are not dropped, in order.
std::vector<std::size_t> keptAxes(std::size_t rank, const std::vector<std::int64_t>& dropped) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < rank; ++i)
    if (!std::ranges::count(dropped, static_cast<std::int64_t>(i))) kept.push_back(i);
  return kept;
}

bool namesAxes(const std::vector<std::int64_t>& axes, std::size_t rank) {
  return std::ranges::all_of(axes, [&](std::int64_t a) { return a >= 0 && static_cast<std::size_t>(a) < rank; });
}

// Counts through `dims` in row-major order.
bool next(std::vector<Dim>& at, const std::vector<Dim>& dims) {
  for (std::size_t i = dims.size(); i-- > 0;) {
    if (++at[i] < dims[i]) return true;
    at[i] = 0;
  }
  return false;
}

// What gather and scatter share: for every element of the tensor of windows (the result, the updates), where it lies in
// the operand. f(element, place); place is -1 when the window leaves an operand that is not to be clamped.
struct Windows {
  std::vector<std::int64_t> windowAxes, dropped, map; // as the attributes tell
  std::vector<std::int64_t> sizes;                    // of a window on each operand axis; gather clamps by them
  bool clamp = false;
};
template<class F> bool walkWindows(const Shape& operand, const TensorView& indices, std::int64_t vectorAxis,
                                   const Shape& windows, const Windows& w, F&& f) {
  const auto vectors = indexVectors(indices, vectorAxis);
  const auto split = splitAxes(windows.rank(), w.windowAxes);
  const auto kept = keptAxes(operand.rank(), w.dropped);
  if (!vectors || !split || kept.size() != split->window.size() || split->batch.size() != vectors->batch.size() ||
      static_cast<std::int64_t>(w.map.size()) != vectors->length || !namesAxes(w.map, operand.rank()) ||
      !namesAxes(w.dropped, operand.rank()))
    return false;
  for (std::size_t i = 0; i < split->batch.size(); ++i)
    if (windows.dims[split->batch[i]] != vectors->batch[i]) return false;
  // The extent of a window on every operand axis: 1 where the axis is dropped.
  std::vector<Dim> extent(operand.rank(), 1);
  for (std::size_t i = 0; i < kept.size(); ++i) extent[kept[i]] = windows.dims[split->window[i]];
  for (std::size_t i = 0; i < operand.rank(); ++i)
    if (extent[i] > operand.dims[i] && windows.elements() != 0) return false;
  if (w.clamp && w.sizes != extent && windows.elements() != 0) return false;

  const auto strides = rowMajor(operand.dims);
  std::vector<Dim> at(windows.rank(), 0), start(operand.rank());
  if (windows.elements() == 0) return true;
  std::uint64_t element = 0;
  do {
    std::int64_t from = 0;
    for (std::size_t i = 0; i < split->batch.size(); ++i) from += at[split->batch[i]] * vectors->strides[i];
    std::ranges::fill(start, 0);
    for (std::size_t k = 0; k < w.map.size(); ++k)
      start[static_cast<std::size_t>(w.map[k])] =
          vectors->values[static_cast<std::size_t>(from + static_cast<std::int64_t>(k) * vectors->step)];
    std::int64_t place = 0;
    bool inside = true;
    for (std::size_t i = 0; i < start.size(); ++i) {
      if (w.clamp) start[i] = std::clamp<Dim>(start[i], 0, operand.dims[i] - extent[i]);
      inside = inside && start[i] >= 0 && start[i] <= operand.dims[i] - extent[i];
      if (inside) place += start[i] * strides[i];
    }
    for (std::size_t i = 0; i < kept.size(); ++i) place += at[split->window[i]] * strides[kept[i]];
    f(element++, inside ? place : -1);
  } while (next(at, windows.dims));
  return true;
}

Fail unlike(const NodeView& v) {
  return hloContradicts(v, msg("its index vectors and windows do not fit its operand."));
}

} // namespace

Status evaluateHloGather(EvalContext& c) {
  ARA_TRY(wantInputs(c, 2));
  ARA_ASSIGN(const Shape out, hloResultShape(c));
  const Shape operand = c.inputs[0].shape;
  const TensorView indices = c.inputs[1];
  const Windows w{.windowAxes = c.attrInts("offset_dims"),
                  .dropped = c.attrInts("collapsed_slice_dims"),
                  .map = c.attrInts("start_index_map"),
                  .sizes = c.attrInts("slice_sizes"),
                  .clamp = true};
  const std::size_t data[] = {0};
  bool fits = true;
  ARA_TRY(moveElements(c, data, {out}, [&](Elements& e) {
    fits = walkWindows(operand, indices, c.attrInt("index_vector_dim"), out, w, [&](std::uint64_t i, std::int64_t at) {
      std::copy_n(e.in[0].begin() + at * static_cast<std::int64_t>(e.width), e.width,
                  e.out[0].begin() + static_cast<std::int64_t>(i * e.width));
    });
    return true;
  }));
  return fits ? Status{} : unlike(c);
}

Status evaluateHloScatter(EvalContext& c) {
  ARA_TRY(wantInputs(c, 3));
  ARA_ASSIGN(const auto meet, hloRegion(c, "update_computation_subgraph_index"));
  const Shape operand = c.inputs[0].shape, updates = c.inputs[2].shape;
  const TensorView indices = c.inputs[1];
  const DataType type = c.inputs[0].type;
  if (c.inputs[2].type != type) return refuseType(c, c.inputs[2].type);
  const Windows w{.windowAxes = c.attrInts("update_window_dims"),
                  .dropped = c.attrInts("inserted_window_dims"),
                  .map = c.attrInts("scatter_dims_to_operand_dims"),
                  .sizes = {}};
  ARA_TRY(c.makeResult(0, type, operand));
  bool fits = true, known = true;
  using namespace kernels;
  const bool done = withType<Floats | Integers | Booleans>(type, [&]<class T>() {
    const auto x = c.in<T>(0), u = c.in<T>(2);
    const auto y = c.out<T>(0);
    std::copy_n(x.begin(), y.size(), y.begin());
    fits =
        walkWindows(operand, indices, c.attrInt("index_vector_dim"), updates, w, [&](std::uint64_t i, std::int64_t at) {
          if (at < 0) return; // a window that leaves the operand is left out
          const auto place = static_cast<std::size_t>(at);
          if (!meet) {
            y[place] = u[i];
            return;
          }
          const Shape one = Shape::scalar();
          const T before = y[place];
          known = known && binary<T>(*meet, one, one, one, std::span(&before, 1), u.subspan(i, 1),
                                     y.subspan(place, 1)) == Outcome::done;
        });
  });
  if (!done || !known) return refuseType(c, type);
  return fits ? Status{} : unlike(c);
}

namespace {

// A comparison of the two values of one operand: which operand, and whether the first is to be the larger one.
struct Key {
  std::size_t operand = 0;
  bool descending = false;
};
std::optional<Key> sortKey(const NodeView& v) {
  const AttrValue* a = v.attr("comparator_subgraph_index");
  const auto* id = a ? std::get_if<ir::GraphId>(a) : nullptr;
  if (!id || !*id || id->index() >= v.model().graphs.size()) return std::nullopt;
  const ir::Graph& g = v.model().graph(*id);
  if (g.outputs.size() != 1 || !g[g.outputs[0]].producer) return std::nullopt;
  const NodeView compare(v.model(), g, g[g.outputs[0]].producer);
  const std::string op = compare.op(), direction = compare.attrString("comparison_direction");
  const bool less = op == "less" || op == "less_equal" || direction.ends_with("_LT") || direction.ends_with("_LE");
  const bool greater =
      op == "greater" || op == "greater_equal" || direction.ends_with("_GT") || direction.ends_with("_GE");
  if ((!less && !greater) || compare.operandCount() != 2) return std::nullopt;
  // Inputs of the comparator come in pairs: first and second value of each operand.
  for (std::size_t i = 0; 2 * i + 1 < g.inputs.size(); ++i) {
    const TensorId first = g.inputs[2 * i], second = g.inputs[2 * i + 1];
    if (compare.operand(0) == first && compare.operand(1) == second) return Key{i, greater};
    if (compare.operand(0) == second && compare.operand(1) == first) return Key{i, less};
  }
  return std::nullopt;
}

} // namespace

Status evaluateHloSort(EvalContext& c) {
  ARA_TRY(wantInputs(c, std::max<std::size_t>(1, c.inputs.size())));
  const auto key = sortKey(c);
  if (!key || key->operand >= c.inputs.size())
    return c.refuse(msg("{0} {1} orders by more than one comparison, which is not computed here.", c.op(), c.name()));
  const Shape shape = c.inputs[0].shape;
  ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, c.attrInt("dimension"), shape.rank()));
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (c.inputs[i].shape != shape)
      return hloContradicts(c, msg("it orders {0} by {1}.", c.inputs[i].shape.text(), shape.text()));
    all.push_back(i);
  }
  const kernels::AxisBlocks b = kernels::blocksAround(shape, axis);
  std::vector<std::uint64_t> order(static_cast<std::size_t>(*shape.elements())); // the element that comes to each place
  const DataType type = c.inputs[key->operand].type;
  using namespace kernels;
  const bool done = withType<Floats | Integers>(type, [&]<class T>() {
    const auto x = c.in<T>(key->operand);
    std::vector<std::uint64_t> row(b.size);
    for (std::uint64_t o = 0; o < b.outer; ++o)
      for (std::uint64_t i = 0; i < b.inner; ++i) {
        const auto place = [&](std::uint64_t k) { return (o * b.size + k) * b.inner + i; };
        std::iota(row.begin(), row.end(), std::uint64_t{0});
        // NaN goes last, so that there is an order at all.
        const auto isNan = [](Wide<T> v) { return v != v; };
        std::ranges::stable_sort(row, [&](std::uint64_t p, std::uint64_t q) {
          const Wide<T> left = widen(x[place(p)]), right = widen(x[place(q)]);
          if (isNan(left) || isNan(right)) return !isNan(left) && isNan(right);
          return key->descending ? left > right : left < right;
        });
        for (std::uint64_t k = 0; k < b.size; ++k) order[place(k)] = place(row[k]);
      }
  });
  if (!done) return refuseType(c, type);
  for (const std::size_t i : all) {
    const unsigned bits = ir::bitWidth(c.inputs[i].type);
    if (bits == 0 || bits % 8 != 0) return refuseType(c, c.inputs[i].type);
    const std::size_t width = bits / 8;
    ARA_TRY(c.makeResult(i, c.inputs[i].type, shape));
    const auto out = c.out<std::byte>(i);
    for (std::size_t k = 0; k < order.size(); ++k)
      std::memcpy(out.data() + k * width, c.inputs[i].data.bytes.data() + order[k] * width, width);
  }
  return {};
}

} // namespace ara::ops::tfl
