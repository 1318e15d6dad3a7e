// Layers that move elements: reshape, permute, pad, crop, repeat, enlarge.
#include "formats/keras/layer.h"

#include <array>

namespace ara::formats::keras {
namespace {

Dim product(std::span<const Dim> dims) {
  Dim n = 1;
  for (const Dim d : dims) {
    if (!ir::isKnown(d) || __builtin_mul_overflow(n, d, &n)) return ir::kUnknownDim;
  }
  return n;
}

Result<Tensors> emitFlatten(Call& c) {
  TensorId x = c.x();
  const std::size_t rank = c.e.rank(x);
  if (c.channelsFirst() && rank > 2) {
    std::vector<std::int32_t> perm{0};
    for (std::size_t i = 2; i < rank; ++i) perm.push_back(static_cast<std::int32_t>(i));
    perm.push_back(1);
    x = c.e.transpose(x, perm);
  }
  const Dim n = rank == 0 ? 1 : product(std::span(c.e.shape(x).dims).subspan(1));
  return Tensors{c.e.reshape(x, {-1, n})};
}

Result<Tensors> emitReshape(Call& c) {
  std::vector<Dim> dims{-1};
  const Json& target = c.config("target_shape");
  if (!target.is_array()) return c.refuse(msg("it has no target shape."));
  Dim known = 1;
  std::optional<std::size_t> open;
  for (const Json& d : target) {
    const Dim n = d.is_number_integer() ? d.get<Dim>() : -1;
    if (n < 0)
      open = dims.size();
    else
      known *= n;
    dims.push_back(n);
  }
  if (open) {
    const Dim all = c.e.rank(c.x()) ? product(std::span(c.e.shape(c.x()).dims).subspan(1)) : ir::kUnknownDim;
    if (!ir::isKnown(all) || known <= 0 || all % known != 0)
      return c.refuse(msg("the size of its result is not known."));
    dims[*open] = all / known;
  }
  return Tensors{c.e.reshape(c.x(), dims)};
}

Result<Tensors> emitPermute(Call& c) {
  std::vector<std::int32_t> perm{0};
  const Json& dims = c.config("dims");
  if (dims.is_array())
    for (const Json& d : dims) perm.push_back(d.is_number_integer() ? d.get<std::int32_t>() : 0);
  if (perm.size() != c.e.rank(c.x())) return c.refuse(msg("its input has the shape {0}.", c.e.shape(c.x()).text()));
  return Tensors{c.e.transpose(c.x(), perm)};
}

Result<Tensors> emitRepeat(Call& c) {
  const auto n = static_cast<std::int32_t>(c.integer("n", 1));
  return Tensors{c.e.op("Tile", {c.e.expand(c.x(), 1), c.e.ints({1, n, 1})}, {{"Tmultiples", DataType::i32}})};
}

// [[before, after], ...] of each spatial axis; a number or a pair stands for both.
std::vector<std::pair<std::int64_t, std::int64_t>> sides(const Json& v, std::size_t n) {
  std::vector<std::pair<std::int64_t, std::int64_t>> out(n, {1, 1});
  const auto whole = [](const Json& j) { return j.is_number_integer() ? j.get<std::int64_t>() : std::int64_t{0}; };
  if (v.is_number_integer()) {
    out.assign(n, {whole(v), whole(v)});
  } else if (n == 1 && v.is_array() && v.size() == 2 && v[0].is_number_integer()) {
    out[0] = {whole(v[0]), whole(v[1])};
  } else if (v.is_array()) {
    for (std::size_t i = 0; i < n && i < v.size(); ++i)
      out[i] = v[i].is_array() && v[i].size() == 2 ? std::pair(whole(v[i][0]), whole(v[i][1]))
                                                   : std::pair(whole(v[i]), whole(v[i]));
  }
  return out;
}

template<std::size_t N> Result<Tensors> emitPadding(Call& c) {
  const auto pads = sides(c.config("padding"), N);
  std::vector<std::int32_t> all(2 * (N + 2), 0);
  const std::size_t first = c.channelsFirst() ? 2 : 1;
  for (std::size_t i = 0; i < N; ++i) {
    all[2 * (first + i)] = static_cast<std::int32_t>(pads[i].first);
    all[2 * (first + i) + 1] = static_cast<std::int32_t>(pads[i].second);
  }
  if (c.e.rank(c.x()) != N + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(c.x()).text()));
  return Tensors{
      c.e.op("Pad", {c.x(), c.e.reshape(c.e.ints(all), {static_cast<Dim>(N + 2), 2})}, {{"Tpaddings", DataType::i32}})};
}

template<std::size_t N> Result<Tensors> emitCropping(Call& c) {
  const auto crops = sides(c.config("cropping"), N);
  TensorId x = c.x();
  if (c.e.rank(x) != N + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  const std::size_t first = c.channelsFirst() ? 2 : 1;
  for (std::size_t i = 0; i < N; ++i) {
    if (crops[i].first == 0 && crops[i].second == 0) continue;
    const Dim whole = c.e.dim(x, first + i);
    if (!ir::isKnown(whole)) return c.refuse(msg("the size of its input is not known."));
    if (crops[i].first < 0 || crops[i].second < 0 || crops[i].first + crops[i].second >= whole)
      return c.refuse(msg("it leaves nothing."));
    x = c.e.slice(x, first + i, crops[i].first, whole - crops[i].second);
  }
  return Tensors{x};
}

// Every element `times` times along one axis: [.., n, ..] -> [.., n, 1, ..] -> [.., n, times, ..] -> [.., n * times,
// ..]
Result<TensorId> repeated(Call& c, TensorId t, std::size_t axis, std::int64_t times) {
  if (times == 1) return t;
  std::vector<Dim> dims = c.e.shape(t).dims;
  if (axis >= dims.size() || !ir::isKnown(dims[axis])) return c.refuse(msg("the size of its input is not known."));
  std::vector<Dim> split = dims;
  split.insert(split.begin() + static_cast<std::ptrdiff_t>(axis) + 1, 1);
  std::vector<std::int32_t> multiples(split.size(), 1);
  multiples[axis + 1] = static_cast<std::int32_t>(times);
  dims[axis] *= times;
  return c.e.reshape(c.e.op("Tile", {c.e.reshape(t, split), c.e.ints(multiples)}, {{"Tmultiples", DataType::i32}}),
                     dims);
}

template<std::size_t N> Result<Tensors> emitRepeatAxes(Call& c) {
  const auto size = c.integers("size", N, 2);
  TensorId x = c.x();
  if (c.e.rank(x) != N + 2) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  for (std::size_t i = 0; i < N; ++i) { ARA_ASSIGN(x, repeated(c, x, i + (c.channelsFirst() ? 2 : 1), size[i])); }
  return Tensors{x};
}

Result<Tensors> resized(Call& c, TensorId x, Dim height, Dim width, const std::string& how) {
  const char* op = how == "nearest"    ? "ResizeNearestNeighbor"
                   : how == "bilinear" ? "ResizeBilinear"
                   : how == "bicubic"  ? "ResizeBicubic"
                                       : nullptr;
  if (!op) return c.refuse(msg("it enlarges by {0}.", how), msg("Use nearest, bilinear or bicubic."));
  if (!ir::isKnown(height) || !ir::isKnown(width)) return c.refuse(msg("the size of its input is not known."));
  const TensorId size = c.e.ints({static_cast<std::int32_t>(height), static_cast<std::int32_t>(width)});
  return Tensors{c.e.op(op, {x, size}, {{"align_corners", false}, {"half_pixel_centers", true}})};
}

Result<Tensors> emitUpSampling2D(Call& c) {
  const auto size = c.integers("size", 2, 2);
  TensorId x = c.x();
  if (c.e.rank(x) != 4) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  if (c.channelsFirst()) x = c.e.transpose(x, {0, 2, 3, 1});
  const Dim h = c.e.dim(x, 1), w = c.e.dim(x, 2);
  ARA_ASSIGN(Tensors y, resized(c, x, ir::isKnown(h) ? h * size[0] : h, ir::isKnown(w) ? w * size[1] : w,
                                c.text("interpolation", "nearest")));
  if (c.channelsFirst()) y[0] = c.e.transpose(y[0], {0, 3, 1, 2});
  return y;
}

Result<Tensors> emitResizing(Call& c) {
  if (c.flag("crop_to_aspect_ratio") || c.flag("pad_to_aspect_ratio"))
    return c.refuse(msg("it keeps the aspect ratio."), msg("Build it without."));
  TensorId x = c.x();
  if (c.e.rank(x) != 4) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  if (c.channelsFirst()) x = c.e.transpose(x, {0, 2, 3, 1});
  ARA_ASSIGN(Tensors y, resized(c, x, c.integer("height"), c.integer("width"), c.text("interpolation", "bilinear")));
  if (c.channelsFirst()) y[0] = c.e.transpose(y[0], {0, 3, 1, 2});
  return y;
}

Result<Tensors> emitCenterCrop(Call& c) {
  TensorId x = c.x();
  const std::size_t rank = c.e.rank(x);
  if (rank < 3) return c.refuse(msg("its input has the shape {0}.", c.e.shape(x).text()));
  const std::size_t first = c.channelsFirst() ? rank - 2 : rank - 3;
  const Dim wanted[] = {c.integer("height"), c.integer("width")};
  for (std::size_t i = 0; i < 2; ++i) {
    const Dim whole = c.e.dim(x, first + i);
    if (!ir::isKnown(whole) || wanted[i] < 1 || wanted[i] > whole)
      return c.refuse(msg("it wants {0} of {1}, which would resize.", wanted[i], ir::dimText(whole)));
    const Dim begin = (whole - wanted[i]) / 2;
    if (wanted[i] != whole) x = c.e.slice(x, first + i, begin, begin + wanted[i]);
  }
  return Tensors{x};
}

constexpr std::array kRows{
    LayerRow{"Flatten", emitFlatten},
    LayerRow{"Reshape", emitReshape},
    LayerRow{"Permute", emitPermute},
    LayerRow{"RepeatVector", emitRepeat},
    LayerRow{"ZeroPadding1D", emitPadding<1>},
    LayerRow{"ZeroPadding2D", emitPadding<2>},
    LayerRow{"ZeroPadding3D", emitPadding<3>},
    LayerRow{"Cropping1D", emitCropping<1>},
    LayerRow{"Cropping2D", emitCropping<2>},
    LayerRow{"Cropping3D", emitCropping<3>},
    LayerRow{"UpSampling1D", emitRepeatAxes<1>},
    LayerRow{"UpSampling2D", emitUpSampling2D},
    LayerRow{"UpSampling3D", emitRepeatAxes<3>},
    LayerRow{"Resizing", emitResizing},
    LayerRow{"CenterCrop", emitCenterCrop},
};

} // namespace

std::span<const LayerRow> shapeLayers() { return kRows; }

} // namespace ara::formats::keras
