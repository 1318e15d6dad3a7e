// Results whose size or content depends on every element: Where, Unique, ScatterNd with its sums.
#include "ops/movement/rules.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

// --- Where(condition)

namespace {

// Which bits of an element say that it is not zero: all but the sign of a float.
std::uint64_t magnitude(DataType t) {
  const unsigned bits = ir::bitWidth(t);
  const std::uint64_t all = bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  return ir::isFloat(t) ? all >> 1 : all;
}

template<class T> std::vector<std::uint64_t> nonZero(Bytes b, std::uint64_t count, std::uint64_t mask) {
  std::vector<std::uint64_t> out;
  for (std::uint64_t i = 0; i < count; ++i)
    if ((loadAt<T>(b, static_cast<std::size_t>(i) * sizeof(T)) & static_cast<T>(mask)) != 0) out.push_back(i);
  return out;
}

} // namespace

Status inferWhere(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const Shape& in = c.shape(0);
  const auto n = in.elements();
  c.result(0, DataType::i64,
           Shape::of({n && *n == 0 ? 0 : kUnknownDim, in.ranked ? static_cast<Dim>(in.rank()) : kUnknownDim}));
  return {};
}

Status evaluateWhere(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const TensorView& in = c.inputs[0];
  const auto bytes = ir::byteSize(in.type, in.elements());
  const unsigned bits = ir::bitWidth(in.type);
  if (!bytes || in.data.bytes.size() < *bytes || (bits != 8 && bits != 16 && bits != 32 && bits != 64) ||
      in.type == DataType::complex64)
    return c.refuse(
        msg("{0} {1} searches {2}, for which there is no reference kernel.", c.op(), c.name(), ir::longName(in.type)));
  const Bytes b = in.data.bytes;
  const std::uint64_t mask = magnitude(in.type);
  const auto found = bits == 8    ? nonZero<std::uint8_t>(b, in.elements(), mask)
                     : bits == 16 ? nonZero<std::uint16_t>(b, in.elements(), mask)
                     : bits == 32 ? nonZero<std::uint32_t>(b, in.elements(), mask)
                                  : nonZero<std::uint64_t>(b, in.elements(), mask);
  const std::size_t rank = in.shape.rank();
  ARA_TRY(c.makeResult(0, DataType::i64, Shape::of({static_cast<Dim>(found.size()), static_cast<Dim>(rank)})));
  const auto out = c.out<std::int64_t>(0);
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::uint64_t at = found[i];
    for (std::size_t k = rank; k-- > 0;) {
      const auto d = static_cast<std::uint64_t>(in.shape.dims[k]);
      out[i * rank + k] = static_cast<std::int64_t>(at % d);
      at /= d;
    }
  }
  return {};
}

// --- Unique(x)

namespace {

DataType indexType(const NodeView& v) { return v.attrType("idx_out_type", v.attrType("out_idx", DataType::i32)); }

} // namespace

Status inferUnique(InferContext& c) {
  ARA_TRY(wantOperands(c));
  ARA_TRY(wantRank(c, c.shape(0), 1, "its input"));
  const auto n = c.shape(0).elements();
  c.result(0, c.type(0), Shape::of({n && *n == 0 ? 0 : kUnknownDim}));
  c.result(1, indexType(c), c.shape(0).ranked ? c.shape(0) : Shape::of({kUnknownDim}));
  if (c.resultCount() > 2) c.result(2, indexType(c), Shape::of({n && *n == 0 ? 0 : kUnknownDim}));
  return {};
}

namespace {

// The values as numbers that are equal when the values are; nothing for other types and for NaN, which equals nothing.
std::optional<std::vector<std::int64_t>> comparable(const TensorView& t) {
  if (t.type != DataType::f32) return integersOf(t);
  std::vector<std::int64_t> out;
  for (std::uint64_t i = 0; i < t.elements(); ++i) {
    const auto v = t.data.load<float>(i);
    if (v != v) return std::nullopt;
    out.push_back(v == 0 ? 0 : std::bit_cast<std::int32_t>(v)); // -0 is 0
  }
  return out;
}

} // namespace

Status evaluateUnique(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const TensorView& x = c.inputs[0];
  const auto bytes = x.shape.isStatic() ? ir::byteSize(x.type, x.elements()) : std::nullopt;
  const auto values = bytes && x.data.bytes.size() >= *bytes ? comparable(x) : std::nullopt;
  if (!values || c.inputs[0].shape.rank() != 1)
    return c.refuse(msg("{0} {1} sorts out {2} of shape {3}, for which there is no reference kernel.", c.op(), c.name(),
                        ir::longName(c.inputs[0].type), c.inputs[0].shape.text()));
  std::unordered_map<std::int64_t, std::size_t> seen;
  std::vector<std::size_t> first, index;
  for (std::size_t i = 0; i < values->size(); ++i) {
    const auto [it, fresh] = seen.try_emplace((*values)[i], first.size());
    if (fresh) first.push_back(i);
    index.push_back(it->second);
  }
  const DataType type = c.inputs[0].type;
  ARA_TRY(c.makeResult(0, type, Shape::of({static_cast<Dim>(first.size())})));
  const std::size_t width = ir::bitWidth(type) / 8;
  for (std::size_t i = 0; i < first.size(); ++i)
    std::memcpy(c.results[0].bytes.data() + i * width, c.inputs[0].data.bytes.data() + first[i] * width, width);
  ARA_TRY(c.makeResult(1, indexType(c), c.inputs[0].shape));
  const auto put = [&](std::size_t result, std::span<const std::size_t> numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (indexType(c) == DataType::i64)
        c.out<std::int64_t>(result)[i] = static_cast<std::int64_t>(numbers[i]);
      else
        c.out<std::int32_t>(result)[i] = static_cast<std::int32_t>(numbers[i]);
    }
  };
  put(1, index);
  if (c.resultCount() > 2) { // how often each occurs
    std::vector<std::size_t> counts(first.size(), 0);
    for (const std::size_t i : index) ++counts[i];
    ARA_TRY(c.makeResult(2, indexType(c), Shape::of({static_cast<Dim>(counts.size())})));
    put(2, counts);
  }
  return {};
}

// --- ScatterNd(indices, updates, shape): what meets is summed

Status inferScatterNd(InferContext& c) {
  ARA_TRY(wantOperands(c));
  const Given g(static_cast<const NodeView&>(c));
  const auto dims = g.partial(2);
  const Shape& s = c.shape(2);
  Shape out = Shape::unknown();
  if (dims)
    out = Shape::of(*dims);
  else if (s.isStatic() && s.rank() == 1 && s.dims[0] <= 64)
    out = Shape::of(std::vector<Dim>(static_cast<std::size_t>(s.dims[0]), kUnknownDim));
  c.result(0, c.type(1), std::move(out));
  return {};
}

namespace {

template<class T> bool addSlices(EvalContext& c, std::span<const std::int64_t> ids, std::size_t depth) {
  const std::vector<Dim> dims = c.results[0].shape.dims;
  std::size_t slice = 1;
  for (std::size_t i = depth; i < dims.size(); ++i) slice *= static_cast<std::size_t>(dims[i]);
  const auto updates = c.in<T>(1);
  const auto out = c.template out<T>(0);
  const std::size_t vectors = depth ? ids.size() / depth : 0;
  if (updates.size() != vectors * slice) return false;
  for (std::size_t v = 0; v < vectors; ++v) {
    std::int64_t at = 0;
    for (std::size_t k = 0; k < depth; ++k) {
      const std::int64_t i = ids[v * depth + k];
      if (i < 0 || i >= dims[k]) return false;
      at = at * dims[k] + i;
    }
    for (std::size_t i = 0; i < slice; ++i) {
      T& to = out[static_cast<std::size_t>(at) * slice + i];
      if constexpr (std::is_integral_v<T>)
        to = static_cast<T>(static_cast<std::uint64_t>(to) + static_cast<std::uint64_t>(updates[v * slice + i]));
      else
        to += updates[v * slice + i];
    }
  }
  return true;
}

} // namespace

Status evaluateScatterNd(EvalContext& c) {
  ARA_TRY(wantOperands(c));
  const auto ids = integersOf(c.inputs[0]), shape = integersOf(c.inputs[2]);
  const Shape& s = c.inputs[0].shape;
  const auto outside = [&] {
    return c.refuse(msg("{0} {1} has indices or updates that do not fit its shape.", c.op(), c.name()),
                    msg("Check the indices and sizes it is given."));
  };
  if (!ids || !shape || s.rank() == 0 || s.dims.back() > static_cast<Dim>(shape->size()) ||
      std::any_of(shape->begin(), shape->end(), [](std::int64_t d) { return d < 0; }))
    return outside();
  const DataType type = c.inputs[1].type;
  ARA_TRY(c.makeResult(0, type, Shape::of(*shape)));
  const auto depth = static_cast<std::size_t>(s.dims.back());
  const auto run = [&]() -> std::optional<bool> {
    switch (type) {
    case DataType::f32: return addSlices<float>(c, *ids, depth);
    case DataType::f64: return addSlices<double>(c, *ids, depth);
    case DataType::i8: return addSlices<std::int8_t>(c, *ids, depth);
    case DataType::u8: return addSlices<std::uint8_t>(c, *ids, depth);
    case DataType::i16: return addSlices<std::int16_t>(c, *ids, depth);
    case DataType::i32: return addSlices<std::int32_t>(c, *ids, depth);
    case DataType::u32: return addSlices<std::uint32_t>(c, *ids, depth);
    case DataType::i64: return addSlices<std::int64_t>(c, *ids, depth);
    default: return std::nullopt;
    }
  }();
  if (!run)
    return c.refuse(
        msg("{0} {1} adds {2}, for which there is no reference kernel.", c.op(), c.name(), ir::longName(type)));
  return *run ? Status() : outside();
}

} // namespace ara::ops
