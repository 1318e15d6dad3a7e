#include "ir/model.h"

#include <algorithm>
#include <new>

namespace ara::ir {

std::string_view name(Dialect d) {
  switch (d) {
  case Dialect::tf: return "tf";
  case Dialect::tfl: return "tfl";
  case Dialect::keras: return "keras";
  }
  return "";
}

Dialect OpDef::dialect() const {
  return name.starts_with("tfl.") ? Dialect::tfl : name.starts_with("keras.") ? Dialect::keras : Dialect::tf;
}

Buffer heapBuffer(std::vector<std::byte> bytes) {
  auto block = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
  const Bytes view(*block);
  return viewBuffer(view, std::move(block));
}

Buffer viewBuffer(Bytes bytes, std::shared_ptr<const void> owner) {
  Buffer b;
  b.data = bytes;
  b.owner = std::move(owner);
  b.size = bytes.size();
  return b;
}

Buffer repeatBuffer(Bytes stored, std::shared_ptr<const void> owner, std::uint64_t size, std::uint32_t elementBytes) {
  Buffer b = viewBuffer(stored, std::move(owner));
  b.size = size;
  b.elementBytes = elementBytes;
  return b;
}

std::size_t Graph::bytes() const {
  return m_nodes.capacity() * sizeof(Node) + m_tensors.capacity() * sizeof(Tensor) + m_uses.capacity() * sizeof(Use) +
         m_results.capacity() * sizeof(TensorId) + m_controls.capacity() * sizeof(NodeId) +
         (inputs.capacity() + outputs.capacity()) * sizeof(TensorId) + fileBytes.capacity() * sizeof(std::uint64_t);
}

void Graph::shrink() {
  m_nodes.shrink_to_fit();
  m_tensors.shrink_to_fit();
  m_uses.shrink_to_fit();
  m_results.shrink_to_fit();
  m_controls.shrink_to_fit();
  fileBytes.shrink_to_fit();
}

BufferId Model::addBuffer(Buffer b) {
  buffers.push_back(std::move(b));
  return BufferId(buffers.size() - 1);
}

QuantId Model::addQuantization(Quantization q) {
  if (!quantizations.empty() && quantizations.back() == q) return QuantId(quantizations.size() - 1);
  quantizations.push_back(std::move(q));
  return QuantId(quantizations.size() - 1);
}

std::string_view Model::shortOpName(const Node& n) const {
  const std::string_view full = names[n.op];
  const auto dot = full.find('.');
  return dot == std::string_view::npos ? full : full.substr(dot + 1);
}

std::string Model::tensorName(const Graph& g, TensorId id) const {
  const Tensor& t = g[id];
  if (t.name) return std::string(names[t.name]);
  if (t.producer && g[t.producer].name) {
    std::string out(names[g[t.producer].name]);
    if (t.result > 0) out += ":" + std::to_string(t.result);
    return out;
  }
  return "#" + std::to_string(id.value);
}

const AttrValue* Model::attr(const Node& n, std::string_view key) const {
  return find(attrs[n.attrs], names.find(key));
}

namespace {

// Elements of `source` (row-major, `dims`) in the order of the permuted axes.
void transposeInto(Bytes source, std::span<const std::uint64_t> dims, std::span<const std::uint32_t> perm,
                   std::size_t elementBytes, std::byte* out) {
  const std::size_t rank = dims.size();
  std::vector<std::uint64_t> stride(rank, 1), outDims(rank), outStride(rank), index(rank, 0);
  for (std::size_t i = rank; i-- > 1;) stride[i - 1] = stride[i] * dims[i];
  for (std::size_t i = 0; i < rank; ++i) outDims[i] = dims[perm[i]], outStride[i] = stride[perm[i]];
  std::uint64_t count = 1, from = 0;
  for (const auto d : dims) count *= d;
  for (std::uint64_t n = 0; n < count; ++n) {
    std::memcpy(out + n * elementBytes, source.data() + from * elementBytes, elementBytes);
    for (std::size_t i = rank; i-- > 0;) {
      from += outStride[i];
      if (++index[i] < outDims[i]) break;
      from -= outStride[i] * outDims[i];
      index[i] = 0;
    }
  }
}

// Whether the turned value is as large as what it is made of, and the permutation is one.
bool fits(const Buffer& b, std::uint64_t sourceBytes) {
  const std::size_t rank = b.sourceDims.size();
  std::vector<bool> seen(rank, false);
  if (b.perm.size() != rank) return false;
  for (const auto p : b.perm) {
    if (p >= rank || seen[p]) return false;
    seen[p] = true;
  }
  std::optional<std::uint64_t> bytes = b.elementBytes;
  for (const auto d : b.sourceDims) bytes = bytes ? checkedMul(*bytes, d) : bytes;
  return bytes && *bytes <= b.size && *bytes <= sourceBytes;
}

// No .tflite holds more than 2 GiB, and a short file may claim any size.
constexpr std::uint64_t kLargestExpanded = std::uint64_t{1} << 31;

} // namespace

Result<BufferData> Model::data(BufferId id) const {
  if (!id || id.index() >= buffers.size()) return BufferData{};
  const Buffer& b = buffers[id.index()];
  if (b.isPlain()) return BufferData{b.data, b.owner};
  if (b.size > kLargestExpanded)
    return fail(ErrorKind::BadFile, msg("A constant of {0} bytes is too large to be expanded.", b.size),
                msg("Keep it out of the part that is converted."));
  const auto size = static_cast<std::size_t>(b.size);
  std::shared_ptr<std::byte[]> block(new (std::nothrow) std::byte[size]);
  if (!block)
    return fail(ErrorKind::BadFile, msg("A constant of {0} bytes does not fit into memory.", b.size),
                msg("Keep it out of the part that is converted."));
  if (b.source) {
    ARA_ASSIGN(const BufferData from, data(b.source));
    if (!fits(b, from.bytes.size()))
      return fail(ErrorKind::Internal,
                  msg("A constant of {0} bytes is turned from one of {1} bytes.", b.size, from.bytes.size()));
    transposeInto(from.bytes, b.sourceDims, b.perm, b.elementBytes, block.get());
  } else {
    const std::size_t stored = std::min(b.data.size(), size), step = b.elementBytes;
    if (stored) std::memcpy(block.get(), b.data.data(), stored);
    if (stored < step)
      std::memset(block.get() + stored, 0, size - stored);
    else
      for (std::size_t at = stored; at < size; at += step)
        std::memcpy(block.get() + at, block.get() + stored - step, std::min(step, size - at));
  }
  return BufferData{{block.get(), size}, block};
}

std::size_t Model::bytes() const {
  std::size_t n = names.bytes() + buffers.capacity() * sizeof(Buffer) +
                  quantizations.capacity() * sizeof(Quantization) + extras.capacity() * sizeof(TensorExtra);
  for (const Graph& g : graphs) n += g.bytes();
  for (std::size_t i = 0; i < attrs.size(); ++i) n += sizeof(AttrList) + attrs[AttrsId(i)].capacity() * sizeof(Attr);
  for (std::size_t i = 0; i < shapes.size(); ++i) n += sizeof(Shape) + shapes[ShapeId(i)].dims.capacity() * sizeof(Dim);
  return n;
}

} // namespace ara::ir
