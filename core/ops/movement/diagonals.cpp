#include "ops/movement/diagonals.h"

#include "ops/movement/rules.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {

using Map = Result<std::optional<DiagonalMap>>;

constexpr Dim kMostElements = Dim{1} << 24; // of a list of positions

struct Band {
  std::int64_t low = 0, high = 0;
};

Result<std::optional<Band>> bandOf(const Given& g, std::size_t k) {
  if (!g.has(k)) return Band{};
  const auto given = g.known(k);
  if (!given) return std::nullopt;
  constexpr std::int64_t kMost = std::int64_t{1} << 31;
  if (given->empty() || given->size() > 2 || given->front() > given->back() || given->front() < -kMost ||
      given->back() > kMost)
    return g.contradicts(msg("its band of diagonals is not one number or two in order."));
  return Band{given->front(), given->back()};
}

// How many elements diagonal d of rows x columns has.
Dim lengthOf(std::int64_t d, Dim rows, Dim columns) {
  return std::min(rows + std::min<std::int64_t>(d, 0), columns - std::max<std::int64_t>(d, 0));
}

// How far diagonal d is moved to the right in its row of `m.length` elements. Version 2 fills up on the right.
std::int64_t shiftOf(const Given& g, std::int64_t d, const DiagonalMap& m) {
  const bool version3 = g.view().op().ends_with("V3");
  const std::string align = g.view().attrString("align", version3 ? "RIGHT_LEFT" : "LEFT_LEFT");
  const bool above = d >= 0 && align.starts_with("LEFT"), below = d <= 0 && align.ends_with("LEFT");
  return above || below ? 0 : m.length - lengthOf(d, m.rows, m.columns);
}

// Where row i, column j of a matrix stands among its diagonals; -1 outside of the band.
std::int64_t placeOf(const Given& g, const Band& b, const DiagonalMap& m, Dim i, Dim j) {
  const std::int64_t d = j - i;
  if (d < b.low || d > b.high) return -1;
  return (b.high - d) * m.length + std::min(i, j) + shiftOf(g, d, m);
}

bool isMain(const Band& b) { return b.low == 0 && b.high == 0; }

// Rows, columns and the longest diagonal of the matrices of `s`, when the band lies inside.
Result<std::optional<DiagonalMap>> partsOf(const Given& g, const Shape& s, const Band& b) {
  if (s.rank() < 2) return g.contradicts(msg("its matrices have shape {0}.", s.text()));
  DiagonalMap m;
  m.rows = s.dims[s.rank() - 2], m.columns = s.dims.back();
  m.main = isMain(b);
  if (!isKnown(m.rows) || !isKnown(m.columns)) return std::nullopt;
  const bool inside = (b.low > -m.rows || b.low == 0) && (b.high < m.columns || b.high == 0);
  if (!inside) return g.contradicts(msg("diagonals {0} to {1} are not all in {2}.", b.low, b.high, s.text()));
  m.diagonals = b.high - b.low + 1;
  m.single = m.diagonals == 1;
  m.length = std::min(m.rows + std::min<std::int64_t>(b.high, 0), m.columns - std::max<std::int64_t>(b.low, 0));
  return m;
}

bool tooMany(Dim a, Dim b) {
  const Dim n = mulDims(a, b);
  return !isKnown(n) || n > kMostElements;
}

} // namespace

Map mapOfDiagPart(const Given& g) {
  if (!g.shape(0).ranked) return std::nullopt;
  ARA_ASSIGN(const auto band, bandOf(g, 1));
  if (!band) return std::nullopt;
  ARA_ASSIGN(auto m, partsOf(g, g.shape(0), *band));
  if (!m || tooMany(m->diagonals, m->length)) return std::nullopt;
  for (std::int64_t d = band->high; d >= band->low; --d)
    for (Dim k = 0; k < m->length; ++k) {
      const Dim at = k - shiftOf(g, d, *m);
      const bool there = at >= 0 && at < lengthOf(d, m->rows, m->columns);
      m->from.push_back(there ? (at + std::max<std::int64_t>(-d, 0)) * m->columns + at + std::max<std::int64_t>(d, 0)
                              : -1);
    }
  return m;
}

Map mapOfSetDiag(const Given& g) {
  if (!g.shape(0).ranked) return std::nullopt;
  ARA_ASSIGN(const auto band, bandOf(g, 2));
  if (!band) return std::nullopt;
  ARA_ASSIGN(auto m, partsOf(g, g.shape(0), *band));
  if (!m || tooMany(m->rows, m->columns)) return std::nullopt;
  for (Dim i = 0; i < m->rows; ++i)
    for (Dim j = 0; j < m->columns; ++j) {
      const std::int64_t at = placeOf(g, *band, *m, i, j);
      m->from.push_back(at < 0 ? i * m->columns + j : m->rows * m->columns + at);
    }
  return m;
}

Map mapOfDiag(const Given& g) {
  const Shape& s = g.shape(0);
  if (!s.ranked) return std::nullopt;
  if (s.rank() == 0) return g.contradicts(msg("its diagonal is a scalar."));
  ARA_ASSIGN(const auto band, bandOf(g, 1));
  if (!band) return std::nullopt;
  DiagonalMap m;
  m.diagonals = band->high - band->low + 1;
  m.single = m.diagonals == 1;
  m.main = isMain(*band);
  m.length = s.dims.back();
  if (!m.single && (s.rank() < 2 || !mayEqual(s.dims[s.rank() - 2], m.diagonals)))
    return g.contradicts(msg("{0} does not hold {1} diagonals.", s.text(), m.diagonals));
  if (!isKnown(m.length)) return std::nullopt;
  const Dim leastRows = m.length - std::min<std::int64_t>(band->high, 0);
  const Dim leastColumns = m.length + std::max<std::int64_t>(band->low, 0);
  const auto sizeOf = [&](std::size_t i) -> std::optional<Dim> {
    if (!g.has(i)) return -1;
    const auto n = g.known(i);
    return n && n->size() == 1 ? std::optional((*n)[0]) : std::nullopt;
  };
  const auto rows = sizeOf(2), columns = sizeOf(3);
  if (!rows || !columns) return std::nullopt;
  const bool square = *rows == -1 && *columns == -1;
  m.rows = square ? std::max(leastRows, leastColumns) : *rows == -1 ? leastRows : *rows;
  m.columns = square ? m.rows : *columns == -1 ? leastColumns : *columns;
  if (m.rows < leastRows || m.columns < leastColumns || (m.rows != leastRows && m.columns != leastColumns && !square))
    return g.contradicts(msg("its diagonals of {0} do not fit {1} rows and {2} columns.", s.text(), m.rows, m.columns));
  if (tooMany(m.rows, m.columns)) return std::nullopt;
  for (Dim i = 0; i < m.rows; ++i)
    for (Dim j = 0; j < m.columns; ++j) m.from.push_back(placeOf(g, *band, m, i, j));
  return m;
}

namespace {

// Moves matrix after matrix: `first` and `second` elements of the data operands belong to each.
bool runMap(const DiagonalMap& m, std::size_t first, std::size_t second, Elements& e, Bytes padding) {
  const std::size_t count = m.from.size(), width = e.width;
  if (count == 0) return true;
  const std::size_t matrices = e.out[0].size() / width / count;
  if (e.in[0].size() < matrices * first * width || (second > 0 && e.in[1].size() < matrices * second * width))
    return false;
  for (std::size_t b = 0; b < matrices; ++b)
    for (std::size_t i = 0; i < count; ++i) {
      const std::int64_t from = m.from[i];
      std::byte* to = e.out[0].data() + (b * count + i) * width;
      const auto at = static_cast<std::size_t>(from);
      if (from < 0) {
        if (padding.size() >= width) std::memcpy(to, padding.data(), width);
      } else if (at < first) {
        std::memcpy(to, e.in[0].data() + (b * first + at) * width, width);
      } else {
        if (at - first >= second) return false;
        std::memcpy(to, e.in[1].data() + (b * second + at - first) * width, width);
      }
    }
  return true;
}

std::size_t elements(Dim a, Dim b) { return static_cast<std::size_t>(a * b); }

// The shape of the diagonals of matrices whose batch axes are `batch`.
Shape shapeOfDiagonals(std::span<const Dim> batch, const DiagonalMap& m) {
  Shape out = Shape::of({batch.begin(), batch.end()});
  if (!m.single) out.dims.push_back(m.diagonals);
  out.dims.push_back(m.length);
  return out;
}

// --- MatrixDiag(diagonal[, k, rows, columns, padding])

Result<Shapes> diagShapes(const Given& g) {
  ARA_ASSIGN(const auto m, mapOfDiag(g));
  Shape out = g.shape(0);
  if (!out.ranked) return Shapes{std::move(out)};
  if (!m) {
    if (g.has(1)) return Shapes{Shape::unknown()};
    out.dims.push_back(out.dims.back());
    return Shapes{std::move(out)};
  }
  out.dims.resize(out.rank() - (m->single ? 1 : 2));
  out.dims.insert(out.dims.end(), {m->rows, m->columns});
  return Shapes{std::move(out)};
}

// Versions 2 and 3 say what stands beside the diagonal.
template<std::size_t padding> std::vector<std::size_t> withPadding(const Given& g) {
  return g.count() > padding ? std::vector<std::size_t>{0, padding} : std::vector<std::size_t>{0};
}

bool runDiag(const Given& g, const Shapes&, Elements& e) {
  const auto m = mapOfDiag(g);
  return m && *m && runMap(**m, elements((*m)->diagonals, (*m)->length), 0, e, e.in.size() > 1 ? e.in[1] : Bytes{});
}

// --- MatrixSetDiag(matrix, diagonal[, k])

Result<Shapes> setDiagShapes(const Given& g) {
  const Shape &in = g.shape(0), &d = g.shape(1);
  if (in.ranked && in.rank() < 2) return g.contradicts(msg("its matrices have shape {0}.", in.text()));
  ARA_ASSIGN(const auto m, mapOfSetDiag(g));
  if (m && d.ranked) {
    const Shape wanted = shapeOfDiagonals(std::span(in.dims).first(in.rank() - 2), *m);
    // One diagonal may come with an axis for it.
    Shape seen = d;
    if (m->single && seen.rank() == wanted.rank() + 1 && seen.dims[seen.rank() - 2] == 1)
      seen.dims.erase(seen.dims.end() - 2);
    if (!mayEqual(wanted, seen))
      return g.contradicts(msg("a diagonal of shape {0} does not fit {1}.", d.text(), in.text()));
  }
  return Shapes{in};
}

bool runSetDiag(const Given& g, const Shapes&, Elements& e) {
  const auto m = mapOfSetDiag(g);
  return m && *m && runMap(**m, elements((*m)->rows, (*m)->columns), elements((*m)->diagonals, (*m)->length), e, {});
}

// --- MatrixDiagPart(matrix[, k, padding])

Result<Shapes> diagPartShapes(const Given& g) {
  const Shape& in = g.shape(0);
  if (!in.ranked) return Shapes{Shape::unknown()};
  ARA_ASSIGN(const auto m, mapOfDiagPart(g));
  if (m) return Shapes{shapeOfDiagonals(std::span(in.dims).first(in.rank() - 2), *m)};
  if (g.has(1)) return Shapes{Shape::unknown()};
  Shape out = in;
  out.dims.pop_back();
  if (in.dims.back() != out.dims.back()) out.dims.back() = kUnknownDim;
  return Shapes{std::move(out)};
}

bool runDiagPart(const Given& g, const Shapes&, Elements& e) {
  const auto m = mapOfDiagPart(g);
  return m && *m && runMap(**m, elements((*m)->rows, (*m)->columns), 0, e, e.in.size() > 1 ? e.in[1] : Bytes{});
}

} // namespace

const Movement kMatrixDiag{withPadding<4>, diagShapes, runDiag};
const Movement kMatrixSetDiag{dataAt<0, 1>, setDiagShapes, runSetDiag};
const Movement kMatrixDiagPart{withPadding<2>, diagPartShapes, runDiagPart};

} // namespace ara::ops
