#include "ops/context.h"
#include "ops/infer.h"

#include <algorithm>

namespace ara::ops {
namespace {

std::vector<std::byte> encode(DataType type, double value) {
  std::vector<std::byte> out;
  const auto put = [&](auto v) {
    const auto b = std::as_bytes(std::span(&v, 1));
    out.assign(b.begin(), b.end());
  };
  switch (type) {
  case DataType::f32: put(static_cast<float>(value)); break;
  case DataType::f64: put(value); break;
  case DataType::f16: put(static_cast<_Float16>(value)); break;
  case DataType::i8: put(static_cast<std::int8_t>(value)); break;
  case DataType::i16: put(static_cast<std::int16_t>(value)); break;
  case DataType::i32: put(static_cast<std::int32_t>(value)); break;
  case DataType::i64: put(static_cast<std::int64_t>(value)); break;
  case DataType::u8: put(static_cast<std::uint8_t>(value)); break;
  case DataType::u16: put(static_cast<std::uint16_t>(value)); break;
  case DataType::u32: put(static_cast<std::uint32_t>(value)); break;
  case DataType::u64: put(static_cast<std::uint64_t>(value)); break;
  case DataType::boolean: put(static_cast<std::uint8_t>(value != 0)); break;
  default: break;
  }
  return out;
}

} // namespace

TensorId LowerContext::bytesConstant(DataType type, Shape shape, std::vector<std::byte> bytes) {
  std::tuple key(static_cast<int>(type), shape.dims, std::string(textOf(bytes)));
  auto [it, fresh] = m_memo.constants.try_emplace(std::move(key));
  if (fresh) it->second = m_edit.addConstant(type, shape, m_edit.model().addBuffer(ir::heapBuffer(std::move(bytes))));
  return it->second;
}

TensorId LowerContext::ints(std::vector<std::int32_t> values, std::optional<Shape> shape) {
  const auto b = std::as_bytes(std::span(values));
  const Shape s = shape ? *shape : Shape::of({static_cast<Dim>(values.size())});
  return bytesConstant(DataType::i32, s, {b.begin(), b.end()});
}

TensorId LowerContext::scalar(DataType type, double value) {
  return bytesConstant(type, Shape::scalar(), encode(type, value));
}

TensorId LowerContext::splat(DataType type, Shape shape, double value) {
  const auto one = encode(type, value);
  const auto count = shape.elements();
  if (!count || one.empty()) return {};
  const auto size = checkedMul(*count, one.size());
  if (!size) return {};
  if (*count <= 1024) {
    std::vector<std::byte> all;
    for (std::uint64_t i = 0; i < *count; ++i) all.insert(all.end(), one.begin(), one.end());
    return bytesConstant(type, std::move(shape), std::move(all));
  }
  const auto stored = std::make_shared<const std::vector<std::byte>>(one);
  return m_edit.addConstant(
      type, shape,
      m_edit.model().addBuffer(ir::repeatBuffer(*stored, stored, *size, static_cast<std::uint32_t>(one.size()))));
}

Result<TensorId> LowerContext::transposedConstant(TensorId t, std::vector<std::uint32_t> perm) {
  const ir::Tensor& from = (*m_graph)[t];
  const Shape shape = m_model->shapeOf(from);
  const unsigned bits = ir::bitWidth(from.type);
  if (!from.buffer || !shape.isStatic() || shape.rank() != perm.size() || bits % 8 != 0 || bits == 0)
    return refuse(msg("{0} {1} needs a constant that can be turned, but has {2} {3}.", op(), name(),
                      ir::longName(from.type), shape.text()));
  if (const ir::Buffer& b = m_model->buffers[from.buffer.index()]; // one element repeated looks the same from all sides
      !b.source && !b.isPlain() && b.data.size() == b.elementBytes && b.elementBytes == bits / 8) {
    Shape turned = shape;
    for (std::size_t i = 0; i < perm.size(); ++i) {
      if (perm[i] >= perm.size()) return refuse(msg("{0} {1} has axes in an order that is none.", op(), name()));
      turned.dims[i] = shape.dims[perm[i]];
    }
    return m_edit.addConstant(from.type, turned, from.buffer, from.name);
  }
  // The same bytes under another shape or type turn into something else.
  std::vector<std::uint32_t> request(perm);
  request.push_back(static_cast<std::uint32_t>(from.type));
  for (const Dim d : shape.dims) {
    request.push_back(static_cast<std::uint32_t>(d));
    request.push_back(static_cast<std::uint32_t>(d >> 32));
  }
  const auto key = std::pair(from.buffer.value, std::move(request));
  if (const auto it = m_memo.transposed.find(key); it != m_memo.transposed.end()) return it->second;
  ir::Buffer b;
  b.source = from.buffer;
  b.size = m_model->bufferBytes(from.buffer);
  b.elementBytes = bits / 8;
  b.perm = perm;
  std::vector<Dim> dims;
  for (const Dim d : shape.dims) b.sourceDims.push_back(static_cast<std::uint64_t>(d));
  for (const auto p : perm) dims.push_back(shape.dims[p]);
  const ir::NameId label = m_edit.model().names.intern(m_model->tensorName(*m_graph, t));
  const TensorId made =
      m_edit.addConstant(from.type, Shape::of(std::move(dims)), m_edit.model().addBuffer(std::move(b)), label);
  m_memo.transposed.emplace(key, made);
  return made;
}

Result<TensorId> LowerContext::reshapedConstant(TensorId t, Shape shape) {
  const ir::Tensor from = (*m_graph)[t];
  if (!from.buffer || shape.elements() != m_model->shapeOf(from).elements())
    return refuse(
        msg("{0} {1} cannot see {2} as shape {3}.", op(), name(), m_model->shapeOf(from).text(), shape.text()));
  if (m_model->shapeOf(from) == shape) return t;
  const ir::NameId label = m_edit.model().names.intern(m_model->tensorName(*m_graph, t));
  return m_edit.addConstant(from.type, shape, from.buffer, label);
}

Result<TensorId> LowerContext::reshape(TensorId t, std::vector<Dim> shape) {
  if (shapeOf(t) == Shape::of(shape)) return t;
  if (constant(t) && Shape::of(shape).isStatic()) return reshapedConstant(t, Shape::of(shape));
  std::vector<std::int32_t> dims;
  for (const Dim d : shape) dims.push_back(static_cast<std::int32_t>(ir::isKnown(d) ? d : -1));
  return add("tfl.reshape", {t, ints(dims)});
}

Result<TensorId> LowerContext::transpose(TensorId t, std::vector<std::int32_t> perm) {
  if (constant(t)) return transposedConstant(t, {perm.begin(), perm.end()});
  return add("tfl.transpose", {t, ints(std::move(perm))});
}

Result<std::vector<TensorId>> LowerContext::addMany(std::string_view opName, std::vector<TensorId> operands,
                                                    std::size_t results, std::vector<NamedAttr> attrs) {
  const ir::OpDef* row = m_find(opName);
  if (!row || !row->infer) return fail(ErrorKind::Internal, msg("The op table has no complete row {0}.", opName));
  ir::AttrList list;
  for (auto& [key, value] : attrs) list.push_back({m_edit.model().names.intern(key), std::move(value)});
  const ir::AttrsId attrsId = m_edit.model().attrs.intern(std::move(list), m_edit.model().names);
  const ir::NodeId n = m_edit.addNode(*row, operands, attrsId, results);
  m_added.push_back(n);
  if (auto ok = inferNode(m_edit, n); !ok) {
    Error e = std::move(ok).error();
    e.subject = name();
    return Fail(std::move(e));
  }
  ARA_TRY(checkLimits(NodeView(*m_model, *m_graph, n), *this));
  const auto made = m_graph->results(n);
  return std::vector<TensorId>(made.begin(), made.end());
}

Result<TensorId> LowerContext::add(std::string_view opName, std::vector<TensorId> operands,
                                   std::vector<NamedAttr> attrs) {
  ARA_ASSIGN(const auto made, addMany(opName, std::move(operands), 1, std::move(attrs)));
  return made[0];
}

Status LowerContext::replaceWith(std::string_view opName, std::vector<TensorId> operands,
                                 std::vector<NamedAttr> attrs) {
  ARA_ASSIGN(const auto made, addMany(opName, std::move(operands), resultCount(), std::move(attrs)));
  return replace(made);
}

Status LowerContext::replace(std::vector<TensorId> results) {
  const ir::NodeId old = m_node;
  for (std::size_t i = 0; i < results.size() && i < resultCount(); ++i) {
    const TensorId known = m_graph->result(old, i), made = results[i];
    const ir::NodeId producer = (*m_graph)[made].producer;
    const bool ours = producer && std::find(m_added.begin(), m_added.end(), producer) != m_added.end() &&
                      std::find(results.begin(), results.begin() + static_cast<std::ptrdiff_t>(i), made) ==
                          results.begin() + static_cast<std::ptrdiff_t>(i);
    if (ours) { // the new operator produces the tensor people know
      m_edit.detach(known);
      m_edit.replaceUses(made, known);
      m_edit.takeResult(producer, (*m_graph)[made].result, known);
    } else { // an operand or a constant stands for it
      m_edit.replaceUses(known, made);
    }
  }
  // Intermediate tensors are named after the node, so that people find them.
  m_edit.rewrote("lower", {old}, m_added);
  m_edit.remove(old);
  return {};
}

} // namespace ara::ops
