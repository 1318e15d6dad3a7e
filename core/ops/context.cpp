#include "ops/context.h"

#include "base/bytes.h"


namespace ara::ops {

std::string NodeView::name() const {
  const ir::Node& n = node();
  if (n.name) return std::string(m_model->names[n.name]);
  return resultCount() ? m_model->tensorName(*m_graph, m_graph->result(m_node)) : "#" + std::to_string(m_node.value);
}

DataType NodeView::type(std::size_t i) const {
  const TensorId t = operand(i);
  return t ? (*m_graph)[t].type : DataType::none;
}

const Shape& NodeView::shape(std::size_t i) const {
  static const Shape kUnknown;
  const TensorId t = operand(i);
  return t ? m_model->shapeOf((*m_graph)[t]) : kUnknown;
}

bool NodeView::isConstant(std::size_t i) const {
  const TensorId t = operand(i);
  return t && (*m_graph)[t].buffer;
}

namespace {
template<class T> const T* as(const AttrValue* v) { return v ? std::get_if<T>(v) : nullptr; }
} // namespace

bool NodeView::attrBool(std::string_view key, bool otherwise) const {
  const bool* v = as<bool>(attr(key));
  return v ? *v : otherwise;
}
std::int64_t NodeView::attrInt(std::string_view key, std::int64_t otherwise) const {
  const std::int64_t* v = as<std::int64_t>(attr(key));
  return v ? *v : otherwise;
}
double NodeView::attrFloat(std::string_view key, double otherwise) const {
  const AttrValue* a = attr(key);
  if (const double* v = as<double>(a)) return *v;
  if (const std::int64_t* v = as<std::int64_t>(a)) return static_cast<double>(*v);
  return otherwise;
}
std::string NodeView::attrString(std::string_view key, std::string_view otherwise) const {
  const AttrValue* a = attr(key);
  if (const std::string* v = as<std::string>(a)) return *v;
  if (const ir::Symbol* v = as<ir::Symbol>(a)) return v->name;
  return std::string(otherwise);
}
DataType NodeView::attrType(std::string_view key, DataType otherwise) const {
  const DataType* v = as<DataType>(attr(key));
  return v ? *v : otherwise;
}
std::vector<std::int64_t> NodeView::attrInts(std::string_view key) const {
  const auto* v = as<std::vector<std::int64_t>>(attr(key));
  return v ? *v : std::vector<std::int64_t>{};
}
std::optional<Shape> NodeView::attrShape(std::string_view key) const {
  const Shape* v = as<Shape>(attr(key));
  return v ? std::optional(*v) : std::nullopt;
}

namespace {

std::optional<Dim> integerAt(const ir::BufferData& d, DataType t, std::size_t i) {
  switch (t) {
  case DataType::i8: return d.load<std::int8_t>(i);
  case DataType::i16: return d.load<std::int16_t>(i);
  case DataType::i32: return d.load<std::int32_t>(i);
  case DataType::i64: return d.load<std::int64_t>(i);
  case DataType::u8: return d.load<std::uint8_t>(i);
  case DataType::u16: return d.load<std::uint16_t>(i);
  case DataType::u32: return d.load<std::uint32_t>(i);
  default: return std::nullopt;
  }
}

} // namespace

std::optional<std::vector<Dim>> NodeView::integers(std::size_t i) const {
  const TensorId id = operand(i);
  if (!id) return std::nullopt;
  const ir::Tensor& t = (*m_graph)[id];
  if (!t.buffer) {
    if (!t.extra) return std::nullopt;
    return m_model->extras[t.extra.index()].value;
  }
  const auto count = m_model->shapeOf(t).elements();
  const auto bytes = count ? ir::byteSize(t.type, *count) : std::nullopt;
  if (!bytes || *count > 1024 || m_model->bufferBytes(t.buffer) < *bytes) return std::nullopt;
  const auto data = m_model->data(t.buffer);
  if (!data) return std::nullopt;
  std::vector<Dim> out;
  for (std::size_t k = 0; k < *count; ++k) {
    const auto v = integerAt(*data, t.type, k);
    if (!v) return std::nullopt;
    out.push_back(*v);
  }
  return out;
}

std::optional<std::vector<std::int64_t>> NodeView::knownIntegers(std::size_t i) const {
  auto v = integers(i);
  if (!v || isConstant(i)) return v;
  for (const Dim d : *v)
    if (d < 0) return std::nullopt; // partial values mark what is unknown with negative numbers
  return v;
}

Fail NodeView::refuse(Message finding, Message remedy) const {
  return fail(ErrorKind::Unsupported, std::move(finding), std::move(remedy), name());
}

Fail NodeView::refuseAttr(std::string_view key, std::string value, Message remedy) const {
  return refuse(msg("{0} {1} has {2} = {3}, which TensorFlow Lite cannot express.", op(), name(), key, value),
                std::move(remedy));
}

void InferContext::result(std::size_t i, DataType type, Shape shape) {
  if (results.size() <= i) results.resize(i + 1);
  results[i].type = type;
  results[i].shape = std::move(shape);
}

void InferContext::value(std::size_t i, std::vector<Dim> integers) {
  if (results.size() <= i) results.resize(i + 1);
  if (integers.size() <= 1024) results[i].value = std::move(integers);
}

Status EvalContext::makeResult(std::size_t i, DataType type, Shape shape) {
  if (results.size() <= i) results.resize(i + 1);
  const auto count = shape.elements();
  const auto bytes = count ? ir::byteSize(type, *count) : std::nullopt;
  if (!bytes || *bytes > budget)
    return refuse(msg("{0} {1} would make a value of shape {2}, which is too large.", op(), name(), shape.text()),
                  msg("Give smaller input shapes."));
  budget -= *bytes;
  results[i] = {type, std::move(shape), std::vector<std::byte>(static_cast<std::size_t>(*bytes))};
  return {};
}

const std::byte* EvalContext::aligned(std::size_t i) {
  auto& copy = m_aligned[i];
  const Bytes b = inputs[i].data.bytes;
  if (copy.size() != b.size()) copy.assign(b.begin(), b.end());
  return copy.data();
}

namespace {

bool listed(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

} // namespace

Status checkLimits(const NodeView& v, const NodeView& source) {
  const ir::OpDef* row = v.node().def;
  if (!row) return {};
  const ir::RuntimeLimits& limits = row->limits;
  const TensorId id = v.operand(limits.typedBy);
  if (!id) return {};
  const ir::Tensor& t = v.graph()[id];
  if (t.type == DataType::none)
    return source.refuse(msg("{0} {1} works on a tensor whose type is not known.", source.op(), source.name()),
                         msg("Make its operand an input and give its type."));
  const bool quantized = static_cast<bool>(t.quant);
  if (!limits.types.empty() && !listed(limits.types, ir::name(t.type)) &&
      !(quantized && listed(limits.quantized, ir::name(t.type))))
    return source.refuse(msg("{0} {1} works on {2}, which the TensorFlow Lite runtime does not compute.", source.op(),
                             source.name(), ir::longName(t.type)),
                         msg("Cast it to float32 or int32 in the model, or cut the model before it."));
  const Shape& s = v.model().shapeOf(t);
  if (s.ranked && (s.rank() < limits.minRank || s.rank() > limits.maxRank))
    return source.refuse(msg("{0} {1} works on a tensor of rank {2}; the TensorFlow Lite runtime takes {3} to {4}.",
                             source.op(), source.name(), s.rank(), limits.minRank, limits.maxRank),
                         msg("Reshape the tensor in the model."));
  return {};
}

} // namespace ara::ops
