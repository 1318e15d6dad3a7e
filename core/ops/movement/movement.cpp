#include "ops/movement/movement.h"

#include <algorithm>

namespace ara::ops {

using ir::isKnown;
using ir::kUnknownDim;

namespace {
// The largest content of a shape-like tensor that inference follows.
constexpr std::uint64_t kSmall = 1024;
} // namespace

std::optional<std::vector<std::int64_t>> integersOf(const TensorView& t) {
  const auto count = t.shape.elements();
  const auto bytes = count ? ir::byteSize(t.type, *count) : std::nullopt;
  if (!bytes || t.data.bytes.size() < *bytes) return std::nullopt;
  std::vector<std::int64_t> out(static_cast<std::size_t>(*count));
  const auto read = [&]<class T>(T) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::int64_t>(t.load<T>(i));
    return true;
  };
  const auto all = [&] {
    switch (t.type) {
    case DataType::i8: return read(std::int8_t{});
    case DataType::i16: return read(std::int16_t{});
    case DataType::i32: return read(std::int32_t{});
    case DataType::i64: return read(std::int64_t{});
    case DataType::u8: return read(std::uint8_t{});
    case DataType::u16: return read(std::uint16_t{});
    case DataType::u32: return read(std::uint32_t{});
    default: return false;
    }
  };
  return all() ? std::optional(std::move(out)) : std::nullopt;
}

DataType Given::type(std::size_t i) const {
  return !has(i) ? DataType::none : m_eval ? m_eval->inputs[i].type : m_view->type(i);
}

const Shape& Given::shape(std::size_t i) const {
  static const Shape kUnknown;
  return !has(i) ? kUnknown : m_eval ? m_eval->inputs[i].shape : m_view->shape(i);
}

Status wantOperands(const NodeView& v) {
  const std::string_view list = v.node().def ? v.node().def->operands : std::string_view();
  std::size_t needed = 0;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    if (list.substr(at, end - at).find_first_of("?*") == std::string_view::npos) ++needed;
    at = end + 1;
  }
  std::size_t have = 0;
  for (std::size_t i = 0; i < v.operandCount(); ++i) have += v.has(i);
  // Only an operand named with "?" may be left out, and none of these rows has one in the first place.
  const bool gaps = list.find('?') == std::string_view::npos ? have < v.operandCount() : needed > 0 && !v.has(0);
  if (have >= needed && !gaps) return {};
  return fail(ErrorKind::BadFile, msg("{0} {1} has {2} inputs, but takes {3}.", v.op(), v.name(), have, list),
              msg("The file is damaged or was written by a faulty program."), v.name());
}

Status wantOperands(const EvalContext& c) {
  ARA_TRY(wantOperands(static_cast<const NodeView&>(c)));
  for (std::size_t i = 0; i < c.operandCount(); ++i)
    if (i >= c.inputs.size() || !c.inputs[i].shape.elements())
      return c.refuse(msg("{0} {1} has an input without a value.", c.op(), c.name()));
  return {};
}

std::optional<std::vector<std::int64_t>> Given::known(std::size_t i) const {
  if (!has(i)) return std::nullopt;
  return m_eval ? integersOf(m_eval->inputs[i]) : m_view->knownIntegers(i);
}

std::optional<std::vector<Dim>> Given::partial(std::size_t i) const {
  if (!has(i)) return std::nullopt;
  auto v = m_eval ? integersOf(m_eval->inputs[i]) : m_view->integers(i);
  if (v && (m_eval || m_view->isConstant(i)))
    for (Dim& d : *v) d = d < 0 ? kUnknownDim : d; // a real -5 must not read as a symbol
  return v;
}

std::optional<std::vector<std::optional<std::int64_t>>> Given::each(std::size_t i) const {
  std::vector<std::optional<std::int64_t>> out;
  if (const auto all = known(i)) {
    out.assign(all->begin(), all->end());
    return out;
  }
  const auto some = partial(i);
  if (!some) return std::nullopt;
  for (const Dim d : *some) out.push_back(isKnown(d) ? std::optional(d) : std::nullopt);
  return out;
}

std::optional<std::vector<bool>> Given::flags(std::size_t i) const {
  if (!has(i) || type(i) != DataType::boolean) return std::nullopt;
  const auto count = shape(i).elements();
  if (!count) return std::nullopt;
  ir::BufferData data;
  if (m_eval) {
    data = m_eval->inputs[i].data;
  } else {
    if (!m_view->isConstant(i) || *count > kSmall) return std::nullopt;
    const auto read = m_view->model().data(m_view->graph()[m_view->operand(i)].buffer);
    if (!read) return std::nullopt;
    data = *read;
  }
  if (data.bytes.size() < *count) return std::nullopt;
  std::vector<bool> out;
  for (std::uint64_t k = 0; k < *count; ++k) out.push_back(data.load<std::uint8_t>(k) != 0);
  return out;
}

Result<std::optional<std::size_t>> Given::axis(std::size_t i, std::size_t rank) const {
  const auto v = known(i);
  if (!v || v->size() != 1) return std::nullopt;
  ARA_ASSIGN(const std::size_t a, normaliseAxis(*m_view, (*v)[0], rank));
  return a;
}

Fail Given::contradicts(Message finding) const {
  return fail(ErrorKind::BadFile, msg("{0} {1}: {2}", m_view->op(), m_view->name(), finding.text()),
              msg("Check the model, or the shapes given to its inputs."), m_view->name());
}

namespace {

// What the results hold, when the operands are small integers of which something is known.
void inferValues(InferContext& c, const Given& g, const Movement& m, std::span<const std::size_t> data,
                 const Shapes& shapes) {
  Elements e;
  e.width = sizeof(Dim);
  std::vector<std::vector<Dim>> from, to;
  bool anything = false;
  for (const std::size_t i : data) {
    if (!g.has(i)) {
      from.emplace_back();
      continue;
    }
    const auto count = g.shape(i).elements();
    if (!count || *count > kSmall) return;
    const auto v = g.partial(i);
    anything = anything || v;
    from.push_back(v ? *v : std::vector<Dim>(static_cast<std::size_t>(*count), kUnknownDim));
    if (from.back().size() != *count) return;
  }
  if (!anything) return;
  for (const Shape& s : shapes) {
    const auto count = s.elements();
    if (!count || *count > kSmall) return;
    to.emplace_back(static_cast<std::size_t>(*count), 0);
  }
  for (const auto& f : from) e.in.push_back(std::as_bytes(std::span(f)));
  for (auto& t : to) e.out.push_back(std::as_writable_bytes(std::span(t)));
  if (!m.run(g, shapes, e)) return;
  for (std::size_t i = 0; i < to.size(); ++i) c.value(i, std::move(to[i]));
}

} // namespace

Status inferMovement(InferContext& c, const Movement& m) {
  ARA_TRY(wantOperands(c));
  const Given g(static_cast<const NodeView&>(c));
  const auto data = m.data(g);
  DataType type = DataType::none;
  for (const std::size_t i : data) {
    if (!g.has(i) || g.type(i) == DataType::none) continue;
    if (type != DataType::none && g.type(i) != type)
      return g.contradicts(
          msg("its inputs are of types {0} and {1}, but must be of one.", ir::longName(type), ir::longName(g.type(i))));
    type = g.type(i);
  }
  ARA_ASSIGN(const Shapes shapes, m.shapes(g));
  for (std::size_t i = 0; i < shapes.size(); ++i) c.result(i, type, shapes[i]);
  if (type == DataType::i32 || type == DataType::i64) inferValues(c, g, m, data, shapes);
  return {};
}

Status evaluateMovement(EvalContext& c, const Movement& m) {
  ARA_TRY(wantOperands(c));
  const Given g(c);
  ARA_ASSIGN(const Shapes shapes, m.shapes(g));
  for (const Shape& s : shapes)
    if (!s.isStatic())
      return c.refuse(msg("{0} {1} has operands from which its result shape cannot be computed.", c.op(), c.name()));
  return moveElements(c, m.data(g), shapes, [&](Elements& e) { return m.run(g, shapes, e); });
}

} // namespace ara::ops
