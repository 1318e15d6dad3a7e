#include "formats/keras/emit.h"

#include "ops/infer.h"
#include "ops/registry.h"

#include <algorithm>

namespace ara::formats::keras {

std::string Emitter::unique(std::string wanted) {
  const auto [it, fresh] = m_names.try_emplace(wanted, 0);
  if (fresh) return wanted;
  for (;;) {
    std::string next = wanted + "_" + std::to_string(++it->second);
    if (m_names.try_emplace(next, 0).second) return next;
  }
}

std::vector<TensorId> Emitter::many(std::string_view kind, std::vector<TensorId> operands, std::size_t results,
                                    Attrs attrs) {
  const std::vector<TensorId> none(results);
  if (m_error) return none;
  const bool keras = kind.starts_with("keras.");
  const std::string full = keras ? std::string(kind) : "tf." + std::string(kind);
  const ir::OpDef* row = ops::find(full);
  if (!row) {
    refuse({ErrorKind::Internal, msg("There is no operator {0}.", full), {}, m_scope, {}});
    return none;
  }
  ir::AttrList list;
  const DataType first = !operands.empty() && operands[0] ? type(operands[0]) : DataType::none;
  if (first != DataType::none && kind != "Cast") list.push_back({m_model.nameOf("T"), first});
  for (auto& [key, value] : attrs) list.push_back({m_model.nameOf(key), std::move(value)});
  const std::string name =
      unique(m_scope.empty() ? std::string(row->shortName()) : m_scope + "/" + std::string(row->shortName()));
  const ir::NodeId n = m_edit.addNode(*row, operands, m_model.attrs.intern(std::move(list), m_model.names), results,
                                      m_model.nameOf(name));
  if (auto known = ops::inferNode(m_edit, n); !known) {
    refuse(std::move(known).error());
    return none;
  }
  const auto made = m_model.graph().results(n);
  return {made.begin(), made.end()};
}

TensorId Emitter::op(std::string_view kind, std::vector<TensorId> operands, Attrs attrs) {
  return many(kind, std::move(operands), 1, std::move(attrs))[0];
}

TensorId Emitter::named(const std::string& name, std::string_view kind, std::vector<TensorId> operands, Attrs attrs) {
  const TensorId t = op(kind, std::move(operands), std::move(attrs));
  if (t) m_edit.setNodeName(m_model.graph()[t].producer, m_model.nameOf(unique(name)));
  return t;
}

TensorId Emitter::placeholder(const std::string& name, DataType type, const Shape& shape) {
  const TensorId t = named(name, "Placeholder", {}, {{"dtype", type}, {"shape", shape}});
  if (!t) return t;
  m_edit.setType(t, type);
  m_edit.setShape(t, shape);
  return t;
}

TensorId Emitter::constant(DataType type, const Shape& shape, ir::Buffer buffer, std::string_view name) {
  const ir::OpDef* row = ops::find("tf.Const");
  if (!row) return {};
  ir::AttrList list{{m_model.nameOf("dtype"), type}};
  const std::string unused = unique(m_scope.empty() ? std::string(name) : m_scope + "/" + std::string(name));
  const ir::NodeId n =
      m_edit.addNode(*row, {}, m_model.attrs.intern(std::move(list), m_model.names), 1, m_model.nameOf(unused));
  const TensorId t = m_model.graph().result(n);
  m_edit.setType(t, type);
  m_edit.setShape(t, shape);
  m_edit.setBuffer(t, m_model.addBuffer(std::move(buffer)));
  return t;
}

TensorId Emitter::floats(std::span<const float> values, std::vector<Dim> dims) {
  return constant(DataType::f32, Shape::of(std::move(dims)), ir::heapBufferOf(values), "Const");
}
TensorId Emitter::number(double value) {
  const float v = static_cast<float>(value);
  return floats(std::span(&v, 1), {});
}
TensorId Emitter::ints(std::vector<std::int32_t> values) {
  return constant(DataType::i32, Shape::of({static_cast<Dim>(values.size())}), ir::heapBufferOf<std::int32_t>(values),
                  "Const");
}
TensorId Emitter::integer(std::int32_t value) {
  return constant(DataType::i32, Shape::scalar(), ir::heapBufferOf<std::int32_t>(std::span(&value, 1)), "Const");
}

TensorId Emitter::weight(const Array& a) {
  const auto known = m_weights.find(a.bytes.data());
  if (known != m_weights.end() && known->second.first == a.shape) return known->second.second;
  const TensorId t = constant(a.type, a.shape, ir::viewBuffer(a.bytes, a.owner), "weight");
  if (!a.bytes.empty()) m_weights.insert_or_assign(a.bytes.data(), std::pair(a.shape, t));
  return t;
}

TensorId Emitter::reshape(TensorId t, std::vector<Dim> dims) {
  std::vector<std::int32_t> wanted;
  for (const Dim d : dims) wanted.push_back(ir::isKnown(d) ? static_cast<std::int32_t>(d) : -1);
  if (std::count(wanted.begin(), wanted.end(), -1) > 1) {
    refuse({ErrorKind::Unsupported,
            msg("Layer {0} needs more of its shape than the model tells ({1}).", m_scope, shape(t).text()),
            msg("Give every dimension but the first when the model is built."),
            m_scope,
            {}});
    return {};
  }
  return op("Reshape", {t, ints(std::move(wanted))});
}
TensorId Emitter::transpose(TensorId t, std::vector<std::int32_t> perm) {
  return op("Transpose", {t, ints(std::move(perm))});
}
TensorId Emitter::expand(TensorId t, std::int32_t axis) { return op("ExpandDims", {t, integer(axis)}); }
TensorId Emitter::squeeze(TensorId t, std::int64_t axis) {
  return op("Squeeze", {t}, {{"squeeze_dims", std::vector<std::int64_t>{axis}}});
}

TensorId Emitter::concat(std::vector<TensorId> parts, std::int32_t axis) {
  if (parts.size() == 1) return parts[0];
  const auto n = static_cast<std::int64_t>(parts.size());
  parts.push_back(integer(axis));
  return op("ConcatV2", std::move(parts), {{"N", n}});
}

TensorId Emitter::reduce(std::string_view kind, TensorId t, std::vector<std::int32_t> axes, bool keep) {
  return op(kind, {t, ints(std::move(axes))}, {{"keep_dims", keep}});
}

TensorId Emitter::slice(TensorId t, std::size_t axis, Dim begin, Dim end) {
  const std::size_t n = rank(t);
  std::vector<std::int32_t> from(n, 0), to(n, 0), step(n, 1);
  std::int64_t mask = 0;
  for (std::size_t i = 0; i < n; ++i)
    if (i != axis) mask |= std::int64_t{1} << i;
  if (axis < n) from[axis] = static_cast<std::int32_t>(begin), to[axis] = static_cast<std::int32_t>(end);
  return op("StridedSlice", {t, ints(from), ints(to), ints(step)}, {{"begin_mask", mask}, {"end_mask", mask}});
}

TensorId Emitter::at(TensorId t, std::size_t axis, Dim index) {
  const std::size_t n = rank(t);
  std::vector<std::int32_t> from(n, 0), to(n, 0), step(n, 1);
  std::int64_t mask = 0;
  for (std::size_t i = 0; i < n; ++i)
    if (i != axis) mask |= std::int64_t{1} << i;
  if (axis < n) from[axis] = static_cast<std::int32_t>(index), to[axis] = static_cast<std::int32_t>(index + 1);
  return op("StridedSlice", {t, ints(from), ints(to), ints(step)},
            {{"begin_mask", mask}, {"end_mask", mask}, {"shrink_axis_mask", std::int64_t{1} << axis}});
}

TensorId Emitter::matmul(TensorId a, TensorId b) {
  if (rank(a) == 2) return op("MatMul", {a, b});
  std::vector<Dim> dims = shape(a).dims;
  if (dims.empty()) {
    refuse({ErrorKind::BadFile,
            msg("Layer {0} is given a tensor without dimensions.", m_scope),
            msg("Save the model again."),
            m_scope,
            {}});
    return {};
  }
  const TensorId product = op("MatMul", {reshape(a, {-1, dims.back()}), b});
  dims.back() = last(b);
  return reshape(product, dims);
}

} // namespace ara::formats::keras
