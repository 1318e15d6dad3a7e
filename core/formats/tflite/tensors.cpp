#include "formats/tflite/reader.h"

#include "formats/tflite/codes.h"

#include <cmath>

namespace ara::formats::tflite {
namespace {

std::string dimsText(const flatbuffers::Vector<std::int32_t>& dims) {
  std::string out = "[";
  for (unsigned i = 0; i < dims.size() && i < 16; ++i) out += (i ? "," : "") + std::to_string(dims[i]);
  return out + (dims.size() > 16 ? ",...]" : "]");
}

template<class T> std::vector<T> copyOf(const flatbuffers::Vector<T>* v) {
  return v ? std::vector<T>(v->begin(), v->end()) : std::vector<T>();
}

// Elements of the file's shape; nothing when 63 bits do not hold the count.
std::optional<std::uint64_t> elementsOf(const flatbuffers::Vector<std::int32_t>* shape) {
  std::uint64_t n = 1;
  if (!shape) return n;
  bool empty = false;
  for (const std::int32_t d : *shape) empty |= d == 0;
  if (empty) return 0;
  for (const std::int32_t d : *shape) {
    const auto product = checkedMul(n, static_cast<std::uint64_t>(d));
    if (!product || *product >> 62) return std::nullopt;
    n = *product;
  }
  return n;
}

} // namespace

Result<Bytes> Reader::bytesOfBuffer(const schema::Buffer& buffer, std::uint32_t index) const {
  if (buffer.offset() <= 1) {
    const auto* data = buffer.data();
    return data ? Bytes(reinterpret_cast<const std::byte*>(data->data()), data->size()) : Bytes();
  }
  const auto part = subspan(m_bytes, buffer.offset(), buffer.size());
  if (!part)
    return fail(ErrorKind::BadFile,
                msg("Buffer {0} lies at byte {1}, {2} bytes long, but the file has {3} bytes.", index, buffer.offset(),
                    buffer.size(), m_bytes.size()),
                msg("The file may have been cut short; copy or download it again."));
  return *part;
}

// The buffer at a place of the file's table; none for buffer 0 and for buffers without data. Empty data counts as data.
Result<ir::BufferId> Reader::bufferAt(std::uint32_t index) {
  if (index == 0) return ir::BufferId();
  if (!m_bufferSeen[index]) {
    m_bufferSeen[index] = true;
    const schema::Buffer& buffer = *m_file->buffers()->Get(index);
    ARA_ASSIGN(const Bytes bytes, bytesOfBuffer(buffer, index));
    if (buffer.data() || buffer.offset() > 1) m_buffers[index] = m_model.addBuffer(ir::viewBuffer(bytes, m_owner));
  }
  return m_buffers[index];
}

ir::NameId Reader::nameOf(const flatbuffers::String* s) {
  if (!s) return {};
  const auto [at, fresh] = m_names.try_emplace(s);
  if (fresh) at->second = m_model.names.internSlice({s->c_str(), s->size()});
  return at->second;
}

Status Reader::readTensors(const schema::SubGraph& from, ir::GraphEdit& edit) {
  if (!from.tensors()) return {};
  const std::size_t count = from.tensors()->size();
  ARA_TRY(charge(count));
  for (std::size_t i = 0; i < count; ++i)
    ARA_TRY(readTensor(*from.tensors()->Get(static_cast<unsigned>(i)), i, count, edit));
  return {};
}

Status Reader::readTensor(const schema::Tensor& from, std::size_t index, std::size_t count, ir::GraphEdit& edit) {
  const Who who = whoIs(from, index);
  const auto type = dataTypeOf(from.type());
  if (!type)
    return fail(ErrorKind::BadFile,
                msg("{0} has element type {1}, which the format does not have.", who, static_cast<int>(from.type())),
                msg("The file is damaged or newer than this program."), who);
  const ir::TensorId t = edit.addTensor(*type, ir::Shape::unknown(), nameOf(from.name()));
  edit.setVariable(t, from.is_variable());
  ARA_TRY(readShape(from, edit, t, who));
  ARA_TRY(readConstant(from, edit, t, who));
  ARA_TRY(readQuantization(from, count, edit, t, who));
  if (from.sparsity() || from.variant_tensors() || from.external_buffer()) {
    Status status;
    edit.extra(t).raw = rawOf(from, who, status);
    ARA_TRY(std::move(status));
  }
  return {};
}

Status Reader::readShape(const schema::Tensor& from, ir::GraphEdit& edit, ir::TensorId t, Who who) {
  const auto* shape = from.shape();
  const auto* signature = from.shape_signature();
  if (!shape) {
    edit.setNoShape(t, true);
    if (from.has_rank()) edit.setShape(t, ir::Shape::scalar());
    return {};
  }
  const bool open = signature && signature->size() == shape->size() && signature->size() > 0;
  const void* memoKey = open ? static_cast<const void*>(signature) : shape;
  const auto [at, fresh] = m_shapes.try_emplace(memoKey);
  if (fresh) {
    const auto& dims = open ? *signature : *shape;
    ir::Shape s = ir::Shape::scalar();
    s.dims.reserve(dims.size());
    for (const std::int32_t d : dims) {
      if (d < -1 || (d < 0 && !open))
        return fail(ErrorKind::BadFile, msg("{0} has the shape {1}; sizes cannot be negative.", who, dimsText(dims)),
                    exportAgain(), who);
      s.dims.push_back(d);
    }
    at->second = m_model.shapes.intern(s);
  }
  const ir::Shape& s = m_model.shapes[at->second];
  edit.setShape(t, s);
  if (!elementsOf(shape))
    return fail(ErrorKind::BadFile,
                msg("{0} has the shape {1}, more elements than can be counted.", who, dimsText(*shape)), exportAgain(),
                who);
  if (!open) return {};
  ARA_TRY(charge(shape->size()));
  bool usual = true;
  for (unsigned i = 0; i < shape->size(); ++i) {
    const std::int32_t d = (*shape)[i];
    if (d < 0)
      return fail(ErrorKind::BadFile, msg("{0} has the shape {1}; sizes cannot be negative.", who, dimsText(*shape)),
                  exportAgain(), who);
    usual &= d == (s.dims[i] == ir::kUnknownDim ? 1 : s.dims[i]);
  }
  if (!usual) edit.extra(t).fileShape = copyOf(shape);
  return {};
}

Status Reader::readConstant(const schema::Tensor& from, ir::GraphEdit& edit, ir::TensorId t, Who who) {
  if (from.buffer() >= m_buffers.size() && from.buffer() != 0)
    return fail(ErrorKind::BadFile,
                msg("{0} names buffer {1}, but there are {2}.", who, from.buffer(), m_buffers.size()), exportAgain(),
                who);
  ARA_ASSIGN(const ir::BufferId buffer, bufferAt(from.buffer()));
  const std::uint64_t size = m_model.bufferBytes(buffer);
  if (!buffer || size == 0) {
    // Old exporters gave every tensor an empty buffer: only a constant of no elements is one (decided when its graph is
    // complete, see checkOrder).
    if (buffer && elementsOf(from.shape()) == 0u && !from.is_variable()) edit.setBuffer(t, buffer);
    return {};
  }
  if (from.is_variable())
    return fail(ErrorKind::BadFile, msg("{0} is a variable and has a constant value of {1} bytes.", who, size),
                exportAgain(), who);
  edit.setBuffer(t, buffer);
  if (from.sparsity()) return {}; // holds the values that are there only
  const auto type = *dataTypeOf(from.type());
  if (!from.shape()) { // no size to compare with; one element is a scalar
    if (ir::byteSize(type, 1) == size) edit.setShape(t, ir::Shape::scalar());
    return {};
  }
  const std::uint64_t elements = *elementsOf(from.shape());
  if (type == ir::DataType::string) return checkStrings(buffer, elements, who);
  const auto needed = ir::byteSize(type, elements);
  if (ir::bitWidth(type) == 0) return {};
  if (!needed || *needed > size)
    return fail(ErrorKind::BadFile,
                msg("{0} is {1} of shape {2} and needs {3} bytes, but its buffer has {4}.", who, ir::longName(type),
                    dimsText(*from.shape()), needed ? std::to_string(*needed) : "too many", size),
                msg("The file is damaged or cut short; copy or export it again."), who);
  return {};
}

// count(4), offset of each string from the buffer's start (4 each), offset of the end (4), bytes.
Status Reader::checkStrings(ir::BufferId buffer, std::uint64_t elements, Who who) {
  const auto known = m_strings.find(buffer.value);
  std::uint64_t count = 0;
  const auto damaged = [&](const char* what) {
    return fail(ErrorKind::BadFile, msg("{0} holds a list of texts whose {1} is wrong.", who, what), exportAgain(),
                who);
  };
  if (known != m_strings.end()) {
    count = known->second;
  } else {
    const Bytes b = m_model.buffers[buffer.index()].data;
    const auto first = tryLoad<std::int32_t>(b, 0);
    if (!first || *first < 0 || 4 * (static_cast<std::uint64_t>(*first) + 2) > b.size()) return damaged("count");
    count = static_cast<std::uint64_t>(*first);
    std::int32_t before = static_cast<std::int32_t>(4 * (count + 2));
    if (loadAt<std::int32_t>(b, 4) != before) return damaged("first offset");
    for (std::uint64_t i = 0; i <= count; ++i) {
      const auto at = loadAt<std::int32_t>(b, static_cast<std::size_t>(4 + 4 * i));
      if (at < before || static_cast<std::uint64_t>(at) > b.size()) return damaged("offset");
      before = at;
    }
    m_strings.emplace(buffer.value, count);
  }
  if (count < elements) return damaged("length");
  return {};
}

Status Reader::readQuantization(const schema::Tensor& from, std::size_t count, ir::GraphEdit& edit, ir::TensorId t,
                                Who who) {
  const schema::QuantizationParameters* q = from.quantization();
  if (!q) return {};
  const auto bad = [&](Message finding) { return fail(ErrorKind::BadFile, std::move(finding), exportAgain(), who); };
  const std::size_t scales = q->scale() ? q->scale()->size() : 0;
  const std::size_t zeros = q->zero_point() ? q->zero_point()->size() : 0;
  if (scales > 0) {
    if (scales != zeros) return bad(msg("{0} has {1} scales and {2} zero points.", who, scales, zeros));
    const auto* shape = from.shape();
    const std::size_t rank = shape ? shape->size() : 0;
    if (rank > 0) {
      if (q->quantized_dimension() < 0 || static_cast<std::size_t>(q->quantized_dimension()) >= rank)
        return bad(msg("{0} is quantized along axis {1}, but has {2} axes.", who, q->quantized_dimension(), rank));
      const auto along = static_cast<std::size_t>((*shape)[static_cast<unsigned>(q->quantized_dimension())]);
      if (scales != 1 && scales != along)
        return bad(
            msg("{0} has {1} scales for {2} entries along axis {3}.", who, scales, along, q->quantized_dimension()));
    } else if (shape && scales != 1) {
      return bad(msg("{0} has {1} scales, but only one element.", who, scales));
    }
    for (const float s : *q->scale())
      if (!(s > 0) || std::isinf(s)) {
        m_task.note(Severity::warning, msg("{0} has the scale {1}; runtimes stop at it.", who, s), exportAgain(), who);
        break;
      }
  }
  // Indices of tensors, so in the range of this graph, whoever shares the table.
  const auto inGraph = [&](std::int32_t i) { return i >= -1 && i < static_cast<std::int64_t>(count); };
  if (const auto* b = q->details_as_BlockwiseQuantization(); b && (!inGraph(b->scales()) || !inGraph(b->zero_points())))
    return bad(msg("{0} names a tensor of scales that is not there.", who));
  if (const auto* m = q->details_as_MultiAxisQuantization(); m && (!inGraph(m->scales()) || !inGraph(m->zero_points())))
    return bad(msg("{0} names a tensor of scales that is not there.", who));

  const auto [at, fresh] = m_quants.try_emplace(q);
  if (fresh) {
    ir::Quantization out;
    out.scales = copyOf(q->scale());
    if (scales > 0) out.zeroPoints = copyOf(q->zero_point());
    out.axis = scales > 0 || q->details() ? q->quantized_dimension() : 0;
    out.min = copyOf(q->min());
    out.max = copyOf(q->max());
    if (q->details()) {
      if (q->details_type() > schema::QuantizationDetails::MAX)
        return fail(ErrorKind::Unsupported,
                    msg("{0} has quantization details of type {1}, which nobody knows.", who,
                        static_cast<int>(q->details_type())),
                    msg("The file is newer than this program; look for an update."), who);
      if (const auto* b = q->details_as_BlockwiseQuantization())
        out.blockSize = static_cast<std::uint32_t>(b->block_size());
      flatbuffers::FlatBufferBuilder builder;
      const char* types[] = {"", "CustomQuantization", "BlockwiseQuantization", "MultiAxisQuantization"};
      const auto kind = static_cast<std::uint8_t>(q->details_type());
      const auto details = copyTable(builder, types[kind], q->details());
      const auto start = builder.StartTable();
      builder.AddOffset(schema::QuantizationParameters::VT_DETAILS, details);
      builder.AddElement<std::uint8_t>(schema::QuantizationParameters::VT_DETAILS_TYPE, kind, 0);
      builder.Finish(flatbuffers::Offset<schema::QuantizationParameters>(builder.EndTable(start)));
      out.raw = pack(builder);
    }
    if (out != ir::Quantization{}) at->second = m_model.addQuantization(std::move(out));
  }
  edit.setQuantization(t, at->second);
  return {};
}

std::string Reader::rawOf(const schema::Tensor& from, Who who, Status& status) {
  flatbuffers::FlatBufferBuilder b;
  flatbuffers::uoffset_t sparsity = 0, variants = 0;
  const auto copy = [&](const auto* table, const char* type) { return copyTable(b, type, table); };
  if (from.sparsity()) {
    const auto* dims = from.sparsity()->dim_metadata();
    for (unsigned i = 0; dims && i < dims->size(); ++i) {
      const schema::DimensionMetadata& d = *dims->Get(i);
      if (d.array_segments_type() <= schema::SparseIndexVector::MAX &&
          d.array_indices_type() <= schema::SparseIndexVector::MAX &&
          (d.array_segments() || d.array_segments_type() == schema::SparseIndexVector::NONE) &&
          (d.array_indices() || d.array_indices_type() == schema::SparseIndexVector::NONE))
        continue;
      status =
          fail(ErrorKind::BadFile, msg("{0} has a sparse index list of a kind nobody knows.", who), exportAgain(), who);
      return {};
    }
    sparsity = copy(from.sparsity(), "SparsityParameters").o;
  }
  if (const auto* list = from.variant_tensors()) {
    std::vector<flatbuffers::Offset<const flatbuffers::Table*>> copies;
    for (const auto* v : *list) copies.push_back(copy(v, "VariantSubType"));
    variants = b.CreateVector(copies).o;
  }
  const auto start = b.StartTable();
  b.AddOffset(schema::Tensor::VT_SPARSITY, flatbuffers::Offset<void>(sparsity));
  b.AddOffset(schema::Tensor::VT_VARIANT_TENSORS, flatbuffers::Offset<void>(variants));
  b.AddElement<std::uint32_t>(schema::Tensor::VT_EXTERNAL_BUFFER, from.external_buffer(), 0);
  b.Finish(flatbuffers::Offset<schema::Tensor>(b.EndTable(start)));
  std::string raw = pack(b);
  status = charge(raw.size());
  return raw;
}

} // namespace ara::formats::tflite
