#include "ir/shape.h"

#include "base/bytes.h"

#include <algorithm>
#include <limits>

namespace ara::ir {

bool Shape::isStatic() const { return ranked && std::all_of(dims.begin(), dims.end(), isKnown); }

std::optional<std::uint64_t> Shape::elements() const {
  if (!isStatic()) return std::nullopt;
  if (std::find(dims.begin(), dims.end(), 0) != dims.end()) return 0;
  std::uint64_t n = 1;
  for (const Dim d : dims) {
    const auto next = checkedMul(n, static_cast<std::uint64_t>(d));
    if (!next || *next > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    n = *next;
  }
  return n;
}

std::string dimText(Dim d) {
  if (isKnown(d)) return std::to_string(d);
  return d == kUnknownDim ? "?" : "s" + std::to_string(kFirstSymbol - d);
}

std::string Shape::text() const {
  if (!ranked) return "*";
  std::string out = "[";
  for (std::size_t i = 0; i < dims.size(); ++i) out += (i ? "," : "") + dimText(dims[i]);
  return out + "]";
}

namespace {
std::size_t hashOf(const Shape& s) {
  std::size_t h = s.dims.size();
  for (const Dim d : s.dims) h = h * 0x9e3779b97f4a7c15ull + static_cast<std::size_t>(d) + (h >> 29);
  return h;
}
} // namespace

ShapeId ShapeTable::intern(const Shape& shape) {
  if (!shape.ranked) return {};
  const std::size_t h = hashOf(shape);
  const auto [first, last] = m_index.equal_range(h);
  for (auto it = first; it != last; ++it)
    if (m_shapes[it->second.index()] == shape) return it->second;
  const ShapeId id(m_shapes.size());
  m_shapes.push_back(shape);
  m_index.emplace(h, id);
  return id;
}

const Shape& ShapeTable::operator[](ShapeId id) const {
  static const Shape kUnknown;
  return id ? m_shapes[id.index()] : kUnknown;
}

} // namespace ara::ir
