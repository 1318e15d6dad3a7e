#include "ui/panels/details/value_facts.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ara::ui {
namespace {

std::optional<double> valueAt(const ir::BufferData& d, ir::DataType t, std::size_t i) {
  using ir::DataType;
  switch (t) {
  case DataType::f32: return double(d.load<float>(i));
  case DataType::f64: return d.load<double>(i);
  case DataType::f16: return double(d.load<_Float16>(i));
  case DataType::i8: return d.load<std::int8_t>(i);
  case DataType::i16: return d.load<std::int16_t>(i);
  case DataType::i32: return d.load<std::int32_t>(i);
  case DataType::i64: return double(d.load<std::int64_t>(i));
  case DataType::u8:
  case DataType::boolean: return d.load<std::uint8_t>(i);
  case DataType::u16: return d.load<std::uint16_t>(i);
  case DataType::u32: return d.load<std::uint32_t>(i);
  default: return std::nullopt;
  }
}

} // namespace

Result<ValueFacts> valueFacts(Task& task, const ir::Model& model, ir::GraphId graph, ir::TensorId tensor) {
  const ir::Tensor& t = model.graph(graph)[tensor];
  const auto count = model.shapeOf(t).elements();
  const auto bytes = count ? ir::byteSize(t.type, *count) : std::nullopt;
  ARA_ASSIGN(const ir::BufferData data, model.data(t.buffer));
  if (!bytes || data.bytes.size() < *bytes || *count == 0 || !valueAt(data, t.type, 0))
    return fail(ErrorKind::Unsupported, msg("The values cannot be shown as numbers."));
  ValueFacts f;
  f.count = *count;
  long double sum = 0; // as wide as the machine has: extremes of double must not overflow it
  f.least = INFINITY;
  f.most = -INFINITY;
  for (std::size_t i = 0; i < f.count; ++i) {
    if (i % (1u << 18) == 0) ARA_TRY(task.checkpoint(0.5 * double(i) / double(f.count), "Looking at values"));
    const double v = *valueAt(data, t.type, i);
    if (i < 8) f.first.push_back(v);
    if (!std::isfinite(v)) {
      ++f.notFinite;
      continue;
    }
    f.least = std::min(f.least, v);
    f.most = std::max(f.most, v);
    sum += static_cast<long double>(v);
  }
  if (f.notFinite == f.count) {
    f.least = f.most = 0;
    return f;
  }
  f.mean = static_cast<double>(sum / static_cast<long double>(f.count - f.notFinite));
  const double half = f.most / 2 - f.least / 2; // the whole range may be more than a double holds
  const double bars = double(f.histogram.size());
  for (std::size_t i = 0; i < f.count; ++i) {
    if (i % (1u << 18) == 0) ARA_TRY(task.checkpoint(0.5 + 0.5 * double(i) / double(f.count), "Looking at values"));
    const double v = *valueAt(data, t.type, i);
    if (!std::isfinite(v)) continue;
    const double at = half > 0 ? std::clamp((v / 2 - f.least / 2) / half * bars, 0.0, bars - 1) : 0;
    ++f.histogram[std::size_t(at)];
  }
  return f;
}

} // namespace ara::ui
