#include "formats/tflite/writer.h"

#include "formats/tflite/reader.h"
#include "formats/tflite/runtime_versions.h"
#include "formats/tflite/tail.h"
#include "ir/walk.h"

#include <algorithm>
#include <cstring>

namespace ara::formats::tflite {
namespace {

constexpr std::uint64_t kFlatBufferMost = 0x7ff00000; // some room below 2^31 for padding
constexpr std::string_view kRuntimeKey = "min_runtime_version", kLocationKey = "buffer_location";
constexpr std::string_view kLocation = "outside flatbuffers";
constexpr std::size_t kRuntimeBytes = 16, kAlign = 16;

Fail tooLarge() {
  return fail(ErrorKind::Unsupported,
              msg("The tables of the model alone need more than 2 GB, more than the format can hold."),
              msg("Write it without names, or split it."));
}

} // namespace

std::uint8_t* BlockAllocator::allocate(std::size_t size) {
  block.resize(size);
  return reinterpret_cast<std::uint8_t*>(block.data());
}

void BlockAllocator::deallocate(std::uint8_t*, std::size_t) {}

std::uint8_t* BlockAllocator::reallocate_downward(std::uint8_t* old, std::size_t oldSize, std::size_t newSize,
                                                  std::size_t inUseBack, std::size_t inUseFront) {
  std::vector<std::byte> larger(newSize);
  std::memcpy(larger.data() + newSize - inUseBack, old + oldSize - inUseBack, inUseBack);
  std::memcpy(larger.data(), old, inUseFront);
  block.swap(larger);
  return reinterpret_cast<std::uint8_t*>(block.data());
}

Result<std::vector<std::byte>> write(Task& task, const ir::Model& model, const WriteOptions& options) {
  return Writer(task, model, options).write();
}

Result<std::vector<std::byte>> Writer::write() {
  ARA_TRY(planGraphs());
  ARA_TRY(planOpcodes());
  planMetadata();
  ARA_TRY(planBuffers());
  ARA_TRY(planSize());
  ARA_TRY(m_task.checkpoint(0.1, "Writing"));

  m_builder = std::make_unique<Builder>(static_cast<std::size_t>(m_structure + (m_outside ? 0 : m_constantBytes)),
                                        &m_allocator);
  ARA_ASSIGN(const auto buffers, buildBuffers());
  const auto metadata = buildMetadata();
  const auto signatures = buildSignatures();
  std::vector<Offset<schema::SubGraph>> graphs(m_plans.size());
  for (std::size_t i = m_plans.size(); i-- > 0;) {
    ARA_TRY(m_task.checkpoint(0.9 - 0.4 * static_cast<double>(i) / static_cast<double>(m_plans.size()), "Writing"));
    ARA_ASSIGN(graphs[i], buildGraph(m_plans[i]));
  }
  const auto subgraphs = b().CreateVector(graphs);
  const auto opcodes = buildOpcodes();
  std::vector<std::int32_t> unnamed;
  for (const ir::Metadata& m : m_metadata)
    if (m.name.empty()) unnamed.push_back(static_cast<std::int32_t>(m_bufferIndex[m.buffer.index()]));
  const auto metadataBuffers = unnamed.empty() ? Ints() : ints(unnamed);
  const auto description = m_model.description.empty() ? Offset<flatbuffers::String>() : text(m_model.description);

  flatbuffers::uoffset_t groups = 0, external = 0;
  if (const auto* raw = unpack<schema::Model>(m_model.raw)) {
    const auto copy = [&](const auto* list, const char* type) -> flatbuffers::uoffset_t {
      if (!list) return 0;
      std::vector<Offset<const flatbuffers::Table*>> out;
      for (const auto* t : *list) out.push_back(copyTable(b(), type, t));
      return b().CreateVector(out).o;
    };
    groups = copy(raw->external_buffer_groups(), "ExternalBufferGroup");
    external = copy(raw->external_buffers(), "ExternalBuffer");
  }

  using M = schema::Model;
  const auto start = b().StartTable();
  b().AddOffset(M::VT_EXTERNAL_BUFFERS, Offset<void>(external));
  b().AddOffset(M::VT_EXTERNAL_BUFFER_GROUPS, Offset<void>(groups));
  b().AddOffset(M::VT_SIGNATURE_DEFS, signatures);
  b().AddOffset(M::VT_METADATA, metadata);
  b().AddOffset(M::VT_METADATA_BUFFER, metadataBuffers);
  b().AddOffset(M::VT_BUFFERS, buffers);
  b().AddOffset(M::VT_DESCRIPTION, description);
  b().AddOffset(M::VT_SUBGRAPHS, subgraphs);
  b().AddOffset(M::VT_OPERATOR_CODES, opcodes);
  b().AddElement<std::uint32_t>(M::VT_VERSION, 3, 0);
  b().Finish(Offset<schema::Model>(b().EndTable(start)), "TFL3");
  ARA_TRY(m_task.checkpoint(0.95, "Writing"));
  std::vector<std::byte> file;
  ARA_TRY(finish(file));
  return file;
}

// --- Which graphs, nodes and tensors the file has

Status Writer::planGraphs() {
  const std::size_t count = m_model.graphs.size();
  if (count == 0)
    return fail(ErrorKind::Unsupported, msg("The model holds no graph."), msg("Open or convert a model first."));
  // Subgraphs of a file stay; functions that a conversion took over only when something still calls them.
  std::vector<bool> wanted(count);
  std::vector<ir::GraphId> todo;
  const auto want = [&](ir::GraphId g) {
    if (!g || g.index() >= count || wanted[g.index()]) return;
    wanted[g.index()] = true;
    todo.push_back(g);
  };
  want(ir::GraphId(0));
  for (const ir::Signature& s : m_model.signatures) want(s.graph);
  for (std::size_t g = 0; g < count; ++g)
    if (m_model.graphs[g].kind == ir::GraphKind::subgraph) want(ir::GraphId(g));
  while (!todo.empty()) {
    const ir::Graph& graph = m_model.graph(todo.back());
    todo.pop_back();
    for (const ir::NodeId n : graph.nodeIds())
      for (const ir::GraphId g : graphsNamedBy(m_model, m_model.attrs[graph[n].attrs])) want(g);
  }
  m_graphIndex.assign(count, -1);
  for (std::size_t g = 0, next = 0; g < count; ++g)
    if (wanted[g]) m_graphIndex[g] = static_cast<std::int32_t>(next++);
  for (std::size_t g = 0; g < count; ++g)
    if (wanted[g]) ARA_TRY(planGraph(ir::GraphId(g)));
  return {};
}

Status Writer::planGraph(ir::GraphId id) {
  const ir::Graph& graph = m_model.graph(id);
  GraphPlan plan;
  plan.graph = id;
  ir::Order order = executionOrder(m_model, graph);
  if (!order.cycle.empty()) {
    const ir::Node& n = graph[order.cycle.front()];
    return fail(
        ErrorKind::Unsupported,
        msg("The graph has a loop through {0}; TFLite has loops as WHILE operators only.", m_model.shortOpName(n)),
        msg("Convert the model first."), std::string(m_model.names[n.name]));
  }
  plan.nodes = std::move(order.nodes);

  // Tensors that something refers to, as first met; files keep the numbering they came with.
  plan.indexOf.assign(graph.tensorCount(), -1);
  const auto meet = [&](ir::TensorId t) {
    if (!t || plan.indexOf[t.index()] >= 0) return;
    plan.indexOf[t.index()] = 0;
    plan.tensors.push_back(t);
  };
  for (const ir::TensorId t : graph.inputs) meet(t);
  for (const ir::NodeId n : plan.nodes) {
    for (const ir::TensorId t : graph.operands(n)) meet(t);
    for (const ir::TensorId t : graph.results(n)) {
      const bool absent =
          graph[t].type == ir::DataType::none && graph.useCount(t) == 0 && !graph[t].name && !graph.isOutput(t);
      if (!absent) meet(t);
    }
  }
  for (const ir::TensorId t : graph.outputs) meet(t);
  for (const ir::Signature& s : m_model.signatures) {
    if (s.graph != id) continue;
    for (const auto* list : {&s.inputs, &s.outputs})
      for (const ir::NamedTensor& t : *list) meet(t.tensor);
  }
  for (std::size_t i = 0; i < plan.tensors.size(); ++i) { // grows: tensors of scales
    const ir::QuantId q = graph[plan.tensors[i]].quant;
    if (!q || m_model.quantizations[q.index()].raw.empty()) continue;
    const auto* details = unpack<schema::QuantizationParameters>(m_model.quantizations[q.index()].raw);
    const auto meetIndex = [&](std::int32_t at) {
      if (at >= 0 && static_cast<std::size_t>(at) < graph.tensorCount())
        meet(ir::TensorId(static_cast<std::size_t>(at)));
    };
    if (const auto* d = details ? details->details_as_BlockwiseQuantization() : nullptr)
      meetIndex(d->scales()), meetIndex(d->zero_points());
    if (const auto* d = details ? details->details_as_MultiAxisQuantization() : nullptr)
      meetIndex(d->scales()), meetIndex(d->zero_points());
  }
  if (m_model.origin.format == "TensorFlow Lite") std::ranges::sort(plan.tensors);
  for (std::size_t i = 0; i < plan.tensors.size(); ++i)
    plan.indexOf[plan.tensors[i].index()] = static_cast<std::int32_t>(i);
  m_plans.push_back(std::move(plan));
  return {};
}

// Where a file has min_runtime_version, it becomes what the operators need, and no less than what it said. Files that
// came without stay so: no runtime reads it, the operators' versions say the same, and it costs 92 bytes.
void Writer::planMetadata() {
  std::optional<Release> needed;
  bool entry = false;
  for (const ir::Metadata& m : m_model.metadata) {
    if (m.name == kLocationKey) continue;
    if (m.name != kRuntimeKey) {
      m_metadata.push_back(m);
      continue;
    }
    entry = true;
    if (const auto data = m_model.data(m.buffer)) needed = parseRelease(textOf(data->bytes));
  }
  for (const Opcode& op : m_opcodes)
    if (const auto since = firstRelease(op.code, op.version)) needed = needed ? std::max(*needed, *since) : since;
  if (!entry || !needed) return;
  const std::string number = needed->text();
  m_runtime.resize(kRuntimeBytes);
  std::memcpy(m_runtime.data(), number.data(), std::min(number.size(), kRuntimeBytes - 1));
}

// --- Constants

Status Writer::addBuffer(ir::BufferId id) {
  if (!id || m_bufferIndex[id.index()] != 0) return {};
  ARA_ASSIGN(const ir::BufferData data, m_model.data(id));
  const std::size_t hash = std::hash<std::string_view>{}(textOf(data.bytes));
  const auto [first, last] = m_byContent.equal_range(hash);
  for (auto at = first; at != last; ++at) {
    ARA_ASSIGN(const ir::BufferData other, m_model.data(m_files[at->second]));
    if (textOf(other.bytes) == textOf(data.bytes)) {
      m_bufferIndex[id.index()] = at->second;
      return {};
    }
  }
  const auto index = static_cast<std::uint32_t>(m_files.size());
  m_bufferIndex[id.index()] = index;
  m_byContent.emplace(hash, index);
  m_files.push_back(id);
  m_constantBytes += data.bytes.size() + kAlign + 32;
  return {};
}

Status Writer::planBuffers() {
  m_bufferIndex.assign(m_model.buffers.size(), 0);
  m_files.push_back({});
  for (const GraphPlan& plan : m_plans)
    for (const ir::TensorId t : plan.tensors) {
      const ir::Tensor& tensor = m_model.graph(plan.graph)[t];
      if (!tensor.variable) ARA_TRY(addBuffer(tensor.buffer));
      if (m_task.cancelled()) ARA_TRY(m_task.checkpoint(0, "Writing"));
    }
  for (const ir::Metadata& m : m_metadata) ARA_TRY(addBuffer(m.buffer));
  return {};
}

// An upper estimate, so that the builder's block is made once and a file that would not fit is seen before it is built.
Status Writer::planSize() {
  std::uint64_t bytes = 4096 + m_model.description.size() + m_model.raw.size() * 2;
  for (const GraphPlan& plan : m_plans) {
    const ir::Graph& graph = m_model.graph(plan.graph);
    for (const ir::TensorId t : plan.tensors) {
      const ir::Tensor& x = graph[t];
      bytes += 64 + (x.name       ? m_model.names[x.name].size()
                     : x.producer ? m_model.names[graph[x.producer].name].size() + 12
                                  : 0);
      if (x.extra) bytes += 2 * m_model.extras[x.extra.index()].raw.size();
    }
    for (const ir::NodeId n : plan.nodes) bytes += 64 + 4 * (graph[n].operandCount + graph[n].resultCount);
  }
  for (const ir::Quantization& q : m_model.quantizations)
    bytes += 64 + 4 * (q.scales.size() + q.min.size() + q.max.size()) + 8 * q.zeroPoints.size() + 2 * q.raw.size();
  for (const ir::Signature& s : m_model.signatures) bytes += 256 + 128 * (s.inputs.size() + s.outputs.size());
  m_structure = bytes;
  if (bytes > kFlatBufferMost) return tooLarge();
  m_outside = bytes + m_constantBytes > std::min(m_options.outsideAbove, kFlatBufferMost);
  return {};
}

Result<Writer::Offsets<schema::Buffer>> Writer::buildBuffers() {
  using B = schema::Buffer;
  std::vector<Offset<B>> tables(m_files.size());
  const auto table = [&](Bytes data) {
    b().ForceVectorAlignment(data.size(), 1, kAlign);
    const auto vector = b().CreateVector(reinterpret_cast<const std::uint8_t*>(data.data()), data.size());
    const auto start = b().StartTable();
    b().AddOffset(B::VT_DATA, vector);
    return Offset<B>(b().EndTable(start));
  };
  if (!m_runtime.empty()) {
    m_runtimeBuffer = static_cast<std::uint32_t>(tables.size());
    tables.push_back(table(m_runtime));
  }
  if (m_outside) {
    m_locationBuffer = static_cast<std::uint32_t>(tables.size());
    tables.push_back(table(bytesOf(kLocation)));
  }
  for (std::size_t i = m_files.size(); i-- > 1;) {
    if (i % 64 == 0)
      ARA_TRY(
          m_task.checkpoint(0.1 + 0.4 * (1 - static_cast<double>(i) / static_cast<double>(m_files.size())), "Writing"));
    if (m_outside && m_model.bufferBytes(m_files[i]) > 1) { // places are known when the flatbuffer is complete
      const auto start = b().StartTable();
      b().AddElement<std::uint64_t>(B::VT_SIZE, m_model.bufferBytes(m_files[i]), 0);
      b().AddElement<std::uint64_t>(B::VT_OFFSET, 1, 0);
      tables[i] = Offset<B>(b().EndTable(start));
      continue;
    }
    ARA_ASSIGN(const ir::BufferData data, m_model.data(m_files[i]));
    tables[i] = table(data.bytes);
  }
  tables[0] = Offset<B>(b().EndTable(b().StartTable()));
  m_optionTables.try_emplace("", tables[0].o); // an empty table is an empty table
  return b().CreateVector(tables);
}

Status Writer::finish(std::vector<std::byte>& file) {
  const std::size_t size = b().GetSize();
  const std::size_t begin =
      static_cast<std::size_t>(b().GetBufferPointer() - reinterpret_cast<std::uint8_t*>(m_allocator.block.data()));
  std::vector<std::byte>& block = m_allocator.block;
  std::memmove(block.data(), block.data() + begin, size);
  block.resize(size);
  file.swap(block);
  m_builder.reset();
  if (m_outside) {
    std::uint64_t at = size;
    const auto* buffers = schema::GetModel(file.data())->buffers();
    for (std::size_t i = 1; i < m_files.size(); ++i) {
      if (buffers->Get(static_cast<unsigned>(i))->offset() != 1) continue;
      at = (at + kAlign - 1) / kAlign * kAlign;
      auto* table = const_cast<schema::Buffer*>(buffers->Get(static_cast<unsigned>(i)));
      reinterpret_cast<flatbuffers::Table*>(table)->SetField<std::uint64_t>(schema::Buffer::VT_OFFSET, at, 1);
      at += m_model.bufferBytes(m_files[i]);
    }
    file.resize(
        static_cast<std::size_t>(at + kAlign)); // spare bytes behind the last constant, for kernels that read ahead
    buffers = schema::GetModel(file.data())->buffers();
    for (std::size_t i = 1; i < m_files.size(); ++i) {
      const std::uint64_t offset = buffers->Get(static_cast<unsigned>(i))->offset();
      if (offset == 0) continue;
      ARA_ASSIGN(const ir::BufferData data, m_model.data(m_files[i]));
      std::memcpy(file.data() + offset, data.bytes.data(), data.bytes.size());
    }
  }
  if (!m_model.tail.empty()) {
    const auto tail = zipAt(m_model.tail, file.size());
    file.insert(file.end(), tail.begin(), tail.end());
  }
  return {};
}

// --- Graphs, signatures, metadata

Result<Writer::Offset<schema::SubGraph>> Writer::buildGraph(const GraphPlan& plan) {
  using G = schema::SubGraph;
  const ir::Graph& graph = m_model.graph(plan.graph);
  m_isInput.assign(graph.tensorCount(), false);
  for (const ir::TensorId t : graph.inputs) m_isInput[t.index()] = true;
  std::vector<Offset<schema::Operator>> operators(plan.nodes.size());
  for (std::size_t i = plan.nodes.size(); i-- > 0;) {
    if (i % 4096 == 0 && m_task.cancelled()) ARA_TRY(m_task.checkpoint(0, "Writing"));
    ARA_ASSIGN(operators[i], buildOperator(plan, plan.nodes[i]));
  }
  const auto operatorList = b().CreateVector(operators);
  std::vector<Offset<schema::Tensor>> tensors(plan.tensors.size());
  for (std::size_t i = plan.tensors.size(); i-- > 0;) { ARA_ASSIGN(tensors[i], buildTensor(plan, plan.tensors[i])); }
  const auto tensorList = b().CreateVector(tensors);
  const auto places = [&](const std::vector<ir::TensorId>& list) {
    std::vector<std::int32_t> out;
    for (const ir::TensorId t : list) out.push_back(plan.indexOf[t.index()]);
    return ints(out);
  };
  const auto outputs = places(graph.outputs);
  const auto inputs = places(graph.inputs);
  const auto name = graph.name ? text(graph.name) : Offset<flatbuffers::String>();
  std::int32_t debug = -1;
  if (graph.kind != ir::GraphKind::function && !graph.raw.empty()) debug = std::atoi(graph.raw.c_str());

  const auto start = b().StartTable();
  b().AddElement<std::int32_t>(G::VT_DEBUG_METADATA_INDEX, debug, -1);
  b().AddOffset(G::VT_NAME, name);
  b().AddOffset(G::VT_OPERATORS, operatorList);
  b().AddOffset(G::VT_OUTPUTS, outputs);
  b().AddOffset(G::VT_INPUTS, inputs);
  b().AddOffset(G::VT_TENSORS, tensorList);
  return Offset<G>(b().EndTable(start));
}

Writer::Offsets<schema::SignatureDef> Writer::buildSignatures() {
  if (m_model.signatures.empty()) return {};
  std::vector<Offset<schema::SignatureDef>> all(m_model.signatures.size());
  for (std::size_t i = all.size(); i-- > 0;) {
    const ir::Signature& s = m_model.signatures[i];
    const auto place = static_cast<std::uint32_t>(m_graphIndex[s.graph.index()]);
    const auto maps = [&](const std::vector<ir::NamedTensor>& list) {
      using Map = schema::TensorMap;
      std::vector<Offset<Map>> out(list.size());
      for (std::size_t k = list.size(); k-- > 0;) {
        const auto name = text(list[k].name);
        const auto index = static_cast<std::uint32_t>(m_plans[place].indexOf[list[k].tensor.index()]);
        const auto start = b().StartTable();
        b().AddElement<std::uint32_t>(Map::VT_TENSOR_INDEX, index,
                                      ~index); // also 0: 4 bytes, a vtable of its own has 8
        b().AddOffset(Map::VT_NAME, name);
        out[k] = Offset<Map>(b().EndTable(start));
      }
      return b().CreateVector(out);
    };
    const auto outputs = maps(s.outputs), inputs = maps(s.inputs);
    all[i] = schema::CreateSignatureDef(b(), inputs, outputs, text(s.key), place);
  }
  return b().CreateVector(all);
}

Writer::Offsets<schema::Metadata> Writer::buildMetadata() {
  std::vector<Offset<schema::Metadata>> all;
  if (m_locationBuffer) all.push_back(schema::CreateMetadata(b(), text(kLocationKey), m_locationBuffer));
  if (m_runtimeBuffer) all.push_back(schema::CreateMetadata(b(), text(kRuntimeKey), m_runtimeBuffer));
  for (std::size_t i = m_metadata.size(); i-- > 0;)
    if (!m_metadata[i].name.empty())
      all.push_back(schema::CreateMetadata(b(), text(m_metadata[i].name), m_bufferIndex[m_metadata[i].buffer.index()]));
  std::ranges::reverse(all);
  return all.empty() ? Offsets<schema::Metadata>() : b().CreateVector(all);
}

// --- Shared pieces

bool Pieces::stands(const flatbuffers::FlatBufferBuilder& builder, flatbuffers::uoffset_t place, Bytes content,
                    std::size_t count) {
  const std::uint8_t* at = builder.GetCurrentBufferPointer() + builder.GetSize() - place;
  return flatbuffers::ReadScalar<flatbuffers::uoffset_t>(at) == count &&
         (content.empty() || std::memcmp(at + sizeof(flatbuffers::uoffset_t), content.data(), content.size()) == 0);
}

void Pieces::grow() {
  std::vector<Slot> old(m_slots.empty() ? 64 : m_slots.size() * 2);
  old.swap(m_slots);
  for (const Slot& s : old) {
    if (!s.place) continue;
    std::size_t slot = s.hash & (m_slots.size() - 1);
    while (m_slots[slot].place) slot = (slot + 1) & (m_slots.size() - 1);
    m_slots[slot] = s;
  }
}

Writer::Ints Writer::ints(std::span<const std::int32_t> values) {
  return Ints(m_ints.share(b(), std::as_bytes(values), values.size(),
                           [&] { return b().CreateVector(values.data(), values.size()).o; }));
}

Writer::Offset<flatbuffers::String> Writer::text(std::string_view s) {
  return Offset<flatbuffers::String>(
      m_texts.share(b(), bytesOf(s), s.size(), [&] { return b().CreateString(s.data(), s.size()).o; }));
}

// Each name is looked up once.
Writer::Offset<flatbuffers::String> Writer::text(ir::NameId name) {
  if (m_names.size() < m_model.names.size()) m_names.resize(m_model.names.size());
  flatbuffers::uoffset_t& place = m_names[name.index()];
  if (!place) place = text(m_model.names[name]).o;
  return Offset<flatbuffers::String>(place);
}

} // namespace ara::formats::tflite
