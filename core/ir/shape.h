// Shapes: each dimension known, a symbol (the same number wherever it stands) or unknown; the rank may be unknown too.
#pragma once

#include "base/id.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ara::ir {

using Dim = std::int64_t;           // >= 0 known, kUnknownDim, or symbol k as kFirstSymbol - k
inline constexpr Dim kUnknownDim = -1;
inline constexpr Dim kFirstSymbol = -2;
inline bool isKnown(Dim d) { return d >= 0; }

struct Shape {
  bool ranked = false;
  std::vector<Dim> dims;

  static Shape unknown() { return {}; }
  static Shape of(std::vector<Dim> dims) { return {true, std::move(dims)}; }
  static Shape scalar() { return {true, {}}; }

  std::size_t rank() const { return dims.size(); } // meaningful when ranked
  bool isStatic() const;                           // ranked and every dimension known
  std::optional<std::uint64_t> elements() const;   // of a static shape, when 63 bits hold it
  std::string text() const;                        // "[1,?,64]", "*" for unknown rank; symbols as s0, s1, ...
  bool operator==(const Shape&) const = default;
};

std::string dimText(Dim d); // "64", "?", "s0"

using ShapeId = Id<struct ShapeTag>; // none = unknown rank

// Every different shape of a model, once. References stay valid for the life of the table.
class ShapeTable {
public:
  ShapeId intern(const Shape& shape); // none for unknown rank
  const Shape& operator[](ShapeId id) const;
  std::size_t size() const { return m_shapes.size(); }

private:
  std::deque<Shape> m_shapes;
  std::unordered_multimap<std::size_t, ShapeId> m_index;
};

} // namespace ara::ir
