// Windows of an image as tensors of their own, and other operators that are several slices.
#include "ops/tf/index_lower.h"

#include "ops/network_rules.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace ara::ops::tf {

using ir::isKnown;

namespace {

// An image padded as its windows ask for, and the windows' places.
struct Windows {
  TensorId image;
  WindowAxis rows, columns;
  Window down, across;
};

Result<Windows> windowsOf(LowerContext& c, std::span<const std::int64_t> sizes, std::string_view rates,
                          std::optional<double> edge) {
  const Shape in = c.shape(0);
  const auto strides = c.attrInts("strides"), steps = c.attrInts(rates);
  if (!in.ranked || in.rank() != 4 || !isKnown(in.dims[1]) || !isKnown(in.dims[2])) return refuseOpenShape(c, in);
  ARA_ASSIGN(const Padding padding, paddingNamed(c, c.attrString("padding")));
  if (sizes.size() != 2 || strides.size() != 4 || steps.size() != 4 || padding == Padding::explicitly)
    return c.refuseAttr("padding", c.attrString("padding"));
  Windows w;
  w.rows = {sizes[0], strides[1], steps[1], padding, 0, 0};
  w.columns = {sizes[1], strides[2], steps[2], padding, 0, 0};
  ARA_ASSIGN(w.down, window(c, in.dims[1], w.rows));
  ARA_ASSIGN(w.across, window(c, in.dims[2], w.columns));
  w.image = c.operand(0);
  const std::int64_t pads[] = {w.down.before, w.down.after, w.across.before, w.across.after};
  if (std::all_of(std::begin(pads), std::end(pads), [](std::int64_t p) { return p <= 0; })) return w;
  std::vector<std::int32_t> edges{0, 0};
  for (const std::int64_t p : pads) edges.push_back(static_cast<std::int32_t>(std::max<std::int64_t>(p, 0)));
  edges.insert(edges.end(), {0, 0});
  const TensorId paddings = c.ints(edges, Shape::of({4, 2}));
  ARA_ASSIGN(w.image, movedAs(c, "f32 f16 bf16 i8 u8 i16 i32 i64 bool", {w.image},
                              [&](LowerContext& l, const std::vector<TensorId>& x) {
                                if (edge) return l.add("tfl.padv2", {x[0], paddings, l.scalar(l.typeOf(x[0]), *edge)});
                                return l.add("tfl.pad", {x[0], paddings});
                              }));
  return w;
}

// The element each window has at row i and column j.
Result<TensorId> elementOf(LowerContext& c, const Windows& w, std::int64_t i, std::int64_t j) {
  return keepRanges(c, w.image,
                    {KeptRange{},
                     {false, i * w.rows.dilation, w.down.output, w.rows.stride},
                     {false, j * w.columns.dilation, w.across.output, w.columns.stride},
                     KeptRange{}});
}

bool hasWindows(const Windows& w) { return w.down.output > 0 && w.across.output > 0; }

constexpr std::int64_t kMostElements = 4096; // of a window

} // namespace

// --- ExtractImagePatches: one slice for each element of a window, side by side in the channels

Status lowerExtractImagePatches(LowerContext& c) {
  const auto sizes = c.attrInts("ksizes");
  if (sizes.size() != 4 || sizes[1] < 1 || sizes[2] < 1 || sizes[1] > kMostElements || sizes[2] > kMostElements ||
      sizes[1] * sizes[2] > kMostElements)
    return c.refuseAttr("ksizes", Shape::of(sizes).text());
  ARA_ASSIGN(const Windows w, windowsOf(c, std::span(sizes).subspan(1, 2), "rates", std::nullopt));
  if (!hasWindows(w)) return refuseOpenShape(c, c.shape(0));
  std::vector<TensorId> parts;
  for (std::int64_t i = 0; i < sizes[1]; ++i)
    for (std::int64_t j = 0; j < sizes[2]; ++j) {
      ARA_ASSIGN(const TensorId t, elementOf(c, w, i, j));
      parts.push_back(t);
    }
  ARA_ASSIGN(const TensorId t, concatenated(c, std::move(parts), 3));
  return c.replace({t});
}

// --- Dilation2D(input, filter): the largest sum of a window's elements and the filter's

Status lowerDilation2d(LowerContext& c) {
  ARA_TRY(wantFloat(c));
  const Shape filter = c.shape(1);
  if (!filter.isStatic() || filter.rank() != 3 || productOf(std::span(filter.dims).first(2)) > kMostElements ||
      filter.elements() == 0)
    return refuseOpenShape(c, filter);
  // What is outside of the image never wins.
  ARA_ASSIGN(const Windows w, windowsOf(c, std::span(filter.dims).first(2), "rates",
                                        static_cast<double>(std::numeric_limits<float>::lowest())));
  if (!hasWindows(w)) return refuseOpenShape(c, c.shape(0));
  TensorId best;
  for (Dim i = 0; i < filter.dims[0]; ++i)
    for (Dim j = 0; j < filter.dims[1]; ++j) {
      ARA_ASSIGN(const TensorId t, elementOf(c, w, i, j));
      ARA_ASSIGN(const TensorId add,
                 keepRanges(c, c.operand(1), {{false, i, 1, 1}, {false, j, 1, 1}, KeptRange{}}, {true, true, false}));
      ARA_ASSIGN(const TensorId sum,
                 c.add("tfl.add", {t, add}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}}));
      if (best) {
        ARA_ASSIGN(best, c.add("tfl.maximum", {best, sum}));
      } else {
        best = sum;
      }
    }
  return c.replace({best});
}

// --- Roll(input, shift, axis): the end of an axis before its beginning

Status lowerRoll(LowerContext& c) {
  const Shape in = c.shape(0);
  const auto shifts = c.knownIntegers(1) ? c.knownIntegers(1) : constantIntegers(c, 1);
  const auto axes = constantIntegers(c, 2);
  if (!axes) return refuseComputed(c, "axes");
  if (!in.ranked) return refuseOpenShape(c, in);
  TensorId t = c.operand(0);
  if (!shifts) {
    // Where each element comes from, counted while the model runs.
    if (axes->size() != 1) return refuseComputed(c, "shifts");
    ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, (*axes)[0], in.rank()));
    if (!isKnown(in.dims[axis])) return refuseOpenShape(c, in);
    if (in.dims[axis] < 2) return passThrough(c);
    ARA_ASSIGN(const TensorId shift, int32Operand(c, 1));
    ARA_ASSIGN(const TensorId by, reshapeTo(c, shift, Shape::of({1})));
    ARA_ASSIGN(const TensorId count, countUp(c, int32Scalar(c, in.dims[axis])));
    // First into 0..n-1, so that no subtraction overflows.
    ARA_ASSIGN(const TensorId small, c.add("tfl.floor_mod", {by, int32Scalar(c, in.dims[axis])}));
    ARA_ASSIGN(const TensorId from,
               c.add("tfl.sub", {count, small}, {{"fused_activation_function", AttrValue(ir::Symbol{"NONE"})}}));
    ARA_ASSIGN(const TensorId ids, c.add("tfl.floor_mod", {from, int32Scalar(c, in.dims[axis])}));
    ARA_ASSIGN(t, gathered(c, t, ids, axis));
    return c.replace({t});
  }
  if (shifts->size() != axes->size()) return refuseOpenShape(c, in);
  std::vector<std::int64_t> total(in.rank(), 0); // an axis may be named twice
  for (std::size_t i = 0; i < axes->size(); ++i) {
    ARA_ASSIGN(const std::size_t axis, normaliseAxis(c, (*axes)[i], in.rank()));
    const Dim n = in.dims[axis];
    if (!isKnown(n)) return refuseOpenShape(c, in);
    if (n > 0) total[axis] = (total[axis] + (*shifts)[i] % n + n) % n;
  }
  for (std::size_t axis = 0; axis < total.size(); ++axis) {
    const std::int64_t n = in.dims[axis], by = total[axis];
    if (by == 0) continue;
    ARA_ASSIGN(const TensorId end, keepPart(c, t, axis, n - by, by));
    ARA_ASSIGN(const TensorId start, keepPart(c, t, axis, 0, n - by));
    ARA_ASSIGN(t, concatenated(c, {end, start}, axis));
  }
  return c.replace({t});
}

// --- RFFT(input, fft_length): RFFT2D of planes of one row; the runtime takes powers of two

Status lowerRfft(LowerContext& c) {
  ARA_TRY(wantFloat(c));
  const std::size_t axes = c.op() == "RFFT2D" ? 2 : 1;
  const Shape in = c.shape(0), out = resultShape(c);
  const auto lengths = c.knownIntegers(1);
  if (!lengths || lengths->size() != axes) return refuseComputed(c, "a length");
  if (c.attrType("Tcomplex", DataType::complex64) != DataType::complex64) return refuseNumbers(c, DataType::complex128);
  if (!in.ranked || in.rank() < axes) return refuseOpenShape(c, in);
  std::vector<KeptRange> ranges(in.rank());
  bool cut = false;
  Shape planes = in;
  for (std::size_t i = 0; i < axes; ++i) {
    const std::size_t axis = in.rank() - axes + i;
    const std::int64_t n = (*lengths)[i];
    // Of one column the runtime makes something else.
    if (n < 1 || (i + 1 == axes && n < 2) || !std::has_single_bit(static_cast<std::uint64_t>(n)))
      return c.refuse(
          msg("{0} {1} transforms a length of {2}; the TensorFlow Lite runtime takes powers of two from 2 on.", c.op(),
              c.name(), n),
          msg("Pad to the next power of two in the model (fft_length)."));
    if (!isKnown(in.dims[axis]) || in.dims[axis] < n) return refuseOpenShape(c, in);
    if (in.dims[axis] > n) ranges[axis] = {false, 0, n, 1}, cut = true;
    planes.dims[axis] = n;
  }
  TensorId t = c.operand(0);
  if (cut) { ARA_ASSIGN(t, keepRanges(c, t, ranges)); }
  std::vector<std::int32_t> size(lengths->begin(), lengths->end());
  if (axes == 1) {
    size.insert(size.begin(), 1);
    planes = Shape::of({productOf(std::span(in.dims).first(in.rank() - 1)), 1, planes.dims.back()});
    ARA_ASSIGN(t, reshapeTo(c, t, planes));
  }
  ARA_ASSIGN(t, c.add("tfl.rfft2d", {t, c.ints(size)}));
  return axes == 1 ? replaceByReshape(c, t) : c.replace({t});
}

// --- MatrixBandPart(input, num_lower, num_upper): a choice between the matrix and zeros

Status lowerMatrixBandPart(LowerContext& c) {
  const Shape in = c.shape(0);
  const auto lower = c.knownIntegers(1) ? c.knownIntegers(1) : constantIntegers(c, 1);
  const auto upper = c.knownIntegers(2) ? c.knownIntegers(2) : constantIntegers(c, 2);
  if (!lower || !upper || lower->size() != 1 || upper->size() != 1) return refuseComputed(c, "a width of its band");
  if (!in.ranked || in.rank() < 2) return refuseOpenShape(c, in);
  const Dim rows = in.dims[in.rank() - 2], columns = in.dims.back();
  if (!isKnown(rows) || !isKnown(columns) || mulDims(rows, columns) > (1 << 26)) return refuseOpenShape(c, in);
  std::vector<std::byte> kept;
  bool all = true;
  for (Dim i = 0; i < rows; ++i)
    for (Dim j = 0; j < columns; ++j) {
      const bool inside = ((*lower)[0] < 0 || i - j <= (*lower)[0]) && ((*upper)[0] < 0 || j - i <= (*upper)[0]);
      kept.push_back(static_cast<std::byte>(inside));
      all = all && inside;
    }
  if (all) return passThrough(c);
  const TensorId zero = c.splat(c.type(0), Shape::scalar(), 0);
  if (!zero) return refuseNumbers(c, c.type(0));
  const TensorId mask = c.bytesConstant(DataType::boolean, Shape::of({rows, columns}), std::move(kept));
  // Older runtimes broadcast over four axes at most.
  if (in.rank() > 4) {
    Shape few = Shape::of({productOf(std::span(in.dims).first(in.rank() - 2)), rows, columns});
    ARA_ASSIGN(const TensorId seen, reshapeTo(c, c.operand(0), few));
    ARA_ASSIGN(const TensorId t, c.add("tfl.select_v2", {mask, seen, zero}));
    return replaceByReshape(c, t);
  }
  return c.replaceWith("tfl.select_v2", {mask, c.operand(0), zero});
}

} // namespace ara::ops::tf
