#include "formats/tflite/reader.h"
#include "formats/tflite/writer.h"

namespace ara::formats::tflite {

// Own name, or what the graph it came from knew it by; without either it has none.
Writer::Offset<flatbuffers::String> Writer::nameOf(const GraphPlan& plan, ir::TensorId t) {
  const ir::Graph& graph = m_model.graph(plan.graph);
  const ir::Tensor& x = graph[t];
  const bool atEnd = graph.isOutput(t) || m_isInput[t.index()];
  if (!m_options.names && !atEnd) return {};
  if (x.name) return m_model.names[x.name].empty() ? Offset<flatbuffers::String>() : text(x.name);
  const ir::NameId node = x.producer ? graph[x.producer].name : ir::NameId{};
  if (!node) return {};
  return x.result == 0 ? text(node) : text(m_model.tensorName(graph, t));
}

template<class T> Writer::Offset<flatbuffers::Vector<T>> Writer::vectorOf(const std::vector<T>& values) {
  if (values.empty()) return {};
  std::string content(1, static_cast<char>('0' + sizeof(T) + 16 * std::is_floating_point_v<T>));
  content.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  const auto [at, fresh] = m_vectors.try_emplace(std::move(content));
  if (fresh) at->second = b().CreateVector(values).o;
  return Offset<flatbuffers::Vector<T>>(at->second);
}

Result<Writer::Offset<schema::QuantizationParameters>> Writer::buildQuantization(const GraphPlan& plan,
                                                                                 ir::QuantId id) {
  using Q = schema::QuantizationParameters;
  if (!id) return Offset<Q>();
  const ir::Quantization& q = m_model.quantizations[id.index()];
  if (q == ir::Quantization{}) return Offset<Q>();
  std::string content;
  const auto add = [&](const auto& list) {
    content += std::to_string(list.size()) + ':';
    content.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(list[0]));
  };
  add(q.scales), add(q.zeroPoints), add(q.min), add(q.max), add(q.raw);
  content += std::to_string(q.axis) +
             (q.raw.empty() ? "" : "/" + std::to_string(plan.graph.value)); // details name tensors of the graph
  const auto [at, fresh] = m_quantTables.try_emplace(std::move(content));
  if (!fresh) return Offset<Q>(at->second);

  flatbuffers::uoffset_t details = 0;
  auto kind = schema::QuantizationDetails::NONE;
  if (const auto* raw = unpack<Q>(q.raw)) {
    kind = raw->details_type();
    const auto place = [&](std::int32_t t) {
      return t < 0 || static_cast<std::size_t>(t) >= plan.indexOf.size() ? -1
                                                                         : plan.indexOf[static_cast<std::size_t>(t)];
    };
    const auto list = [&](const auto* v) { return v ? b().CreateVector(v->data(), v->size()) : 0; };
    if (const auto* c = raw->details_as_CustomQuantization()) {
      details = schema::CreateCustomQuantization(b(), list(c->custom())).o;
    } else if (const auto* w = raw->details_as_BlockwiseQuantization()) {
      details = schema::CreateBlockwiseQuantization(b(), place(w->scales()), place(w->zero_points()), w->block_size(),
                                                    list(w->block_shape()))
                    .o;
    } else if (const auto* m = raw->details_as_MultiAxisQuantization()) {
      details = schema::CreateMultiAxisQuantization(b(), place(m->scales()), place(m->zero_points()), m->block_size(),
                                                    list(m->quantized_dimensions()))
                    .o;
    }
  }
  const auto zeroPoints = vectorOf(q.zeroPoints);
  const auto scales = vectorOf(q.scales), max = vectorOf(q.max), min = vectorOf(q.min);
  const auto start = b().StartTable();
  b().AddElement<std::int32_t>(Q::VT_QUANTIZED_DIMENSION, q.axis, 0);
  b().AddOffset(Q::VT_DETAILS, Offset<void>(details));
  b().AddOffset(Q::VT_ZERO_POINT, zeroPoints);
  b().AddOffset(Q::VT_SCALE, scales);
  b().AddOffset(Q::VT_MAX, max);
  b().AddOffset(Q::VT_MIN, min);
  b().AddElement<std::uint8_t>(Q::VT_DETAILS_TYPE,
                               static_cast<std::uint8_t>(details ? kind : schema::QuantizationDetails::NONE), 0);
  at->second = b().EndTable(start);
  return Offset<Q>(at->second);
}

Result<Writer::Offset<schema::Tensor>> Writer::buildTensor(const GraphPlan& plan, ir::TensorId t) {
  using T = schema::Tensor;
  const ir::Graph& graph = m_model.graph(plan.graph);
  const ir::Tensor& x = graph[t];
  const auto type = tensorTypeOf(x.type);
  const auto name = [&] { return m_model.tensorName(graph, t); };
  if (!type) {
    if (x.type == ir::DataType::none)
      return fail(ErrorKind::Unsupported, msg("The type of tensor {0} is not known.", name()),
                  msg("Tell the types of the inputs and convert again."), name());
    return fail(ErrorKind::Unsupported,
                msg("Tensor {0} has the type {1}, which TFLite does not have.", name(), ir::longName(x.type)),
                msg("Convert it to a type TFLite has, such as float32 or int32."), name());
  }

  const ir::Shape& shape = m_model.shapeOf(x);
  const ir::TensorExtra* extra = x.extra ? &m_model.extras[x.extra.index()] : nullptr;
  const bool hasShape = shape.ranked && !x.noShape;
  Ints dims, signature;
  if (hasShape) {
    std::vector<std::int32_t> known, open;
    bool isOpen = extra && extra->fileShape;
    for (const ir::Dim d : shape.dims) {
      if (d > 0x7fffffff)
        return fail(ErrorKind::Unsupported,
                    msg("Tensor {0} has the shape {1}; TFLite counts to 2147483647.", name(), shape.text()),
                    msg("Use smaller tensors."), name());
      isOpen |= !ir::isKnown(d);
      open.push_back(ir::isKnown(d) ? static_cast<std::int32_t>(d) : -1);
      known.push_back(ir::isKnown(d) ? static_cast<std::int32_t>(d) : 1);
    }
    if (extra && extra->fileShape && extra->fileShape->size() == known.size()) known = *extra->fileShape;
    if (isOpen) signature = ints(open);
    dims = ints(known);
  }
  ARA_ASSIGN(const auto quantization, buildQuantization(plan, x.quant));

  flatbuffers::uoffset_t sparsity = 0, variants = 0;
  std::uint32_t external = 0;
  if (const auto* raw = extra ? unpack<T>(extra->raw) : nullptr) {
    const auto copy = [&](const auto* table, const char* typeName) { return copyTable(b(), typeName, table); };
    external = raw->external_buffer();
    if (raw->sparsity()) sparsity = copy(raw->sparsity(), "SparsityParameters").o;
    if (raw->variant_tensors()) {
      std::vector<Offset<const flatbuffers::Table*>> list;
      for (const auto* v : *raw->variant_tensors()) list.push_back(copy(v, "VariantSubType"));
      variants = b().CreateVector(list).o;
    }
  }
  const auto nameText = nameOf(plan, t);

  const auto start = b().StartTable();
  b().AddElement<std::uint32_t>(T::VT_EXTERNAL_BUFFER, external, 0);
  b().AddOffset(T::VT_VARIANT_TENSORS, Offset<void>(variants));
  b().AddOffset(T::VT_SHAPE_SIGNATURE, signature);
  b().AddOffset(T::VT_SPARSITY, Offset<void>(sparsity));
  b().AddOffset(T::VT_QUANTIZATION, quantization);
  b().AddOffset(T::VT_NAME, nameText);
  b().AddElement<std::uint32_t>(T::VT_BUFFER, x.buffer && !x.variable ? m_bufferIndex[x.buffer.index()] : 0, 0);
  b().AddOffset(T::VT_SHAPE, dims);
  b().AddElement<std::uint8_t>(T::VT_HAS_RANK, shape.ranked && shape.dims.empty(), 0);
  b().AddElement<std::uint8_t>(T::VT_IS_VARIABLE, x.variable, 0);
  b().AddElement<std::int8_t>(T::VT_TYPE, static_cast<std::int8_t>(*type), 0);
  return Offset<T>(b().EndTable(start));
}

} // namespace ara::formats::tflite
