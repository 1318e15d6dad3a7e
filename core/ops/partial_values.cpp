#include "ops/partial_values.h"

#include <algorithm>
#include <limits>

namespace ara::ops {

std::optional<std::vector<Element>> elementsOf(const NodeView& v, std::size_t operand) {
  const auto dims = v.integers(operand);
  if (!dims) return std::nullopt;
  const bool constant = v.isConstant(operand);
  std::vector<Element> out;
  out.reserve(dims->size());
  for (const Dim d : *dims) out.push_back(constant || ir::isKnown(d) ? known(d) : Element{false, 0, d});
  return out;
}

Element known(std::int64_t n) { return {true, n, ir::kUnknownDim}; }

Dim toDim(const Element& e) { return !e.known ? e.open : e.number >= 0 ? e.number : ir::kUnknownDim; }

std::vector<Dim> toDims(std::span<const Element> elements) {
  std::vector<Dim> out;
  out.reserve(elements.size());
  for (const Element& e : elements) out.push_back(toDim(e));
  return out;
}

namespace {

bool fits(std::int64_t n, DataType type) {
  const unsigned bits = ir::bitWidth(type);
  if (bits == 0 || bits >= 64) return true;
  if (type >= DataType::u2) return n >= 0 && n < (std::int64_t{1} << bits);
  return n >= -(std::int64_t{1} << (bits - 1)) && n < (std::int64_t{1} << (bits - 1));
}

std::optional<std::int64_t> compute(Known op, std::int64_t a, std::int64_t b) {
  std::int64_t r = 0;
  switch (op) {
  case Known::add: return __builtin_add_overflow(a, b, &r) ? std::nullopt : std::optional(r);
  case Known::sub: return __builtin_sub_overflow(a, b, &r) ? std::nullopt : std::optional(r);
  case Known::mul: return __builtin_mul_overflow(a, b, &r) ? std::nullopt : std::optional(r);
  case Known::maximum: return std::max(a, b);
  case Known::minimum: return std::min(a, b);
  case Known::div:
  case Known::floorDiv:
  case Known::floorMod:
  case Known::truncateMod: break;
  }
  if (b == 0 || (a == std::numeric_limits<std::int64_t>::min() && b == -1)) return std::nullopt;
  const std::int64_t rest = a % b;
  const bool down = rest != 0 && (rest < 0) != (b < 0);
  if (op == Known::div) return a / b;
  if (op == Known::truncateMod) return rest;
  return op == Known::floorDiv ? a / b - (down ? 1 : 0) : rest + (down ? b : 0);
}

bool is(const Element& e, std::int64_t n) { return e.known && e.number == n; }

} // namespace

Element combine(Known op, const Element& a, const Element& b, DataType type) {
  if (a.known && b.known) {
    const auto r = compute(op, a.number, b.number);
    return r && fits(*r, type) ? known(*r) : Element{};
  }
  // A symbol survives where the other side changes nothing.
  switch (op) {
  case Known::add: return is(b, 0) ? a : is(a, 0) ? b : Element{};
  case Known::sub: return is(b, 0) ? a : Element{};
  case Known::mul: return is(b, 1) ? a : is(a, 1) ? b : is(a, 0) || is(b, 0) ? known(0) : Element{};
  case Known::div:
  case Known::floorDiv: return is(b, 1) ? a : Element{};
  case Known::floorMod:
  case Known::truncateMod: return is(b, 1) ? known(0) : Element{};
  case Known::maximum:
    // A size is at least 0.
    if (!a.known && !b.known && a.open == b.open && a.open != ir::kUnknownDim) return a;
    if (a.known && a.number <= 0 && b.open != ir::kUnknownDim) return b;
    if (b.known && b.number <= 0 && a.open != ir::kUnknownDim) return a;
    return {};
  case Known::minimum:
    if (!a.known && !b.known && a.open == b.open && a.open != ir::kUnknownDim) return a;
    return {};
  }
  return {};
}

void propagate(InferContext& c, Known op) {
  if (c.results.empty() || !ir::isInteger(c.results[0].type)) return;
  const Shape& sa = c.shape(0);
  const Shape& sb = c.shape(1);
  if (!sa.ranked || !sb.ranked || sa.rank() > 1 || sb.rank() > 1) return;
  const auto a = elementsOf(c, 0), b = elementsOf(c, 1);
  if (!a || !b || a->empty() || b->empty()) return;
  if (a->size() != b->size() && a->size() != 1 && b->size() != 1) return;
  std::vector<Element> out;
  for (std::size_t i = 0; i < std::max(a->size(), b->size()); ++i)
    out.push_back(combine(op, (*a)[a->size() == 1 ? 0 : i], (*b)[b->size() == 1 ? 0 : i], c.results[0].type));
  c.value(0, toDims(out));
}

} // namespace ara::ops
