// File:  root offset(4) "TFL3" tables ...  [buffers behind the flatbuffer]  [zip archive]
#include "formats/tflite/reader.h"

#include "formats/tflite/codes.h"
#include "formats/tflite/tail.h"
#include "formats/tflite/tflite.h"

#include <algorithm>

namespace ara::formats::tflite {
namespace {

constexpr std::uint64_t kMostFlatBuffer = 0x7ffffffe;
constexpr std::uint64_t kFreeEntries = 4u << 20;

bool hasIdentifier(Bytes b, std::size_t at) { return b.size() >= at + 4 && textOf(b.subspan(at, 4)) == "TFL3"; }
bool isSizePrefixed(Bytes b) {
  return !hasIdentifier(b, 4) && hasIdentifier(b, 8) && loadAt<std::uint32_t>(b, 0) + 4u <= b.size();
}

Bytes aligned(Bytes bytes, std::shared_ptr<const void>& owner) {
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 == 0) return bytes;
  auto block = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
  const Bytes view(*block);
  owner = std::move(block);
  return view;
}

} // namespace

std::string pack(flatbuffers::FlatBufferBuilder& builder) {
  return {reinterpret_cast<const char*>(builder.GetBufferPointer()), builder.GetSize()};
}

Match sniff(const Input& input) {
  const Bytes b = input.bytes();
  return hasIdentifier(b, 4) || isSizePrefixed(b) ? Match::yes : Match::no;
}

Result<ir::Model> read(Task& task, const Input& input) {
  ARA_ASSIGN(ir::Model model, readBytes(task, input.bytes(), input.file));
  model.origin.path = input.path.string();
  return model;
}

Result<ir::Model> readBytes(Task& task, Bytes bytes, std::shared_ptr<const void> owner) {
  return Reader(task, bytes, std::move(owner)).read();
}

Result<ir::Model> Reader::read() {
  ARA_TRY(locate());
  ARA_TRY(readModelParts());
  const std::size_t graphs = m_file->subgraphs()->size();
  m_model.graphs.resize(graphs);
  for (std::size_t i = 0; i < graphs; ++i) {
    ARA_TRY(m_task.checkpoint(static_cast<double>(i) / static_cast<double>(graphs), "Reading"));
    if (graphs == 1)
      ARA_TRY(readGraph(i));
    else
      ARA_TRY(within(readGraph(i), fmt::format("subgraph {}", i)));
  }
  ARA_TRY(refuseRecursion());
  ARA_TRY(readSignatures());
  return std::move(m_model);
}

Status Reader::locate() {
  m_bytes = aligned(m_bytes, m_owner);
  m_model.storage.push_back(m_owner);
  m_model.origin.format = "TensorFlow Lite";
  m_model.origin.bytes = m_bytes.size();
  const bool prefixed = isSizePrefixed(m_bytes);
  if (!prefixed && !hasIdentifier(m_bytes, 4))
    return fail(ErrorKind::BadFile, msg("The file does not begin like a TensorFlow Lite model (TFL3 at byte 4)."),
                msg("Open a .tflite file; files written before 2018 need the converter of their time."));
  // Tables are counted each time something refers to them; a file of n bytes cannot hold more than n honest references.
  flatbuffers::Verifier::Options limits;
  const std::uint64_t size = std::min<std::uint64_t>(m_bytes.size(), kMostFlatBuffer);
  m_budget = kFreeEntries + 2 * size;
  limits.max_tables = static_cast<flatbuffers::uoffset_t>(std::min<std::uint64_t>(m_budget, 0x7fffffff));
  const auto* p = reinterpret_cast<const std::uint8_t*>(m_bytes.data());
  flatbuffers::Verifier verifier(p, static_cast<std::size_t>(size), limits);
  if (prefixed ? !schema::VerifySizePrefixedModelBuffer(verifier) : !schema::VerifyModelBuffer(verifier))
    return fail(ErrorKind::BadFile,
                msg("The file is damaged: a table or list in it does not lie within its {0} bytes.", m_bytes.size()),
                msg("It may have been cut short; copy or download it again."));
  m_file = prefixed ? schema::GetSizePrefixedModel(p) : schema::GetModel(p);
  return {};
}

Status Reader::charge(std::uint64_t entries) {
  if (entries > m_budget)
    return fail(ErrorKind::BadFile,
                msg("The file repeats its lists more often than its {0} bytes explain.", m_bytes.size()),
                exportAgain());
  m_budget -= entries;
  return {};
}

Status Reader::readModelParts() {
  if (m_file->version() != 3)
    return fail(ErrorKind::BadFile,
                msg("The file has schema version {0}; runtimes read version 3 only.", m_file->version()),
                msg("Convert it with the TensorFlow release that wrote it, or export the model again."));
  if (!m_file->subgraphs() || m_file->subgraphs()->size() == 0)
    return fail(ErrorKind::BadFile, msg("The file holds no subgraph."), exportAgain());
  if (!m_file->buffers()) return fail(ErrorKind::BadFile, msg("The file holds no buffers."), exportAgain());
  if (m_file->description()) m_model.description = m_file->description()->str();
  m_buffers.resize(m_file->buffers()->size());
  m_bufferSeen.resize(m_buffers.size());

  const std::uint64_t tail = zipBegin(m_bytes);
  m_model.tail = m_bytes.subspan(static_cast<std::size_t>(tail));

  const auto metadata = [&](std::string name, std::uint32_t index) -> Status {
    if (index >= m_buffers.size())
      return fail(ErrorKind::BadFile,
                  msg("Metadata {0} names buffer {1}, but there are {2}.", name, index, m_buffers.size()),
                  exportAgain());
    ARA_ASSIGN(ir::BufferId id, bufferAt(index));
    if (name == "buffer_location") return {}; // says where this file keeps its buffers; the next one says its own
    if (!id) id = m_model.addBuffer({});
    m_model.metadata.push_back({std::move(name), id});
    return {};
  };
  if (const auto* list = m_file->metadata())
    for (const schema::Metadata* m : *list) ARA_TRY(metadata(m->name() ? m->name()->str() : "", m->buffer()));
  if (const auto* list = m_file->metadata_buffer()) // the form before metadata had names
    for (const std::int32_t i : *list) ARA_TRY(metadata("", static_cast<std::uint32_t>(i)));

  if (m_file->external_buffers() || m_file->external_buffer_groups()) {
    flatbuffers::FlatBufferBuilder b;
    const auto copy = [&](const auto* list, const char* type) {
      std::vector<flatbuffers::Offset<const flatbuffers::Table*>> out;
      if (list)
        for (const auto* t : *list) out.push_back(copyTable(b, type, t));
      return out.empty() ? 0 : b.CreateVector(out).o;
    };
    const auto groups = copy(m_file->external_buffer_groups(), "ExternalBufferGroup");
    const auto buffers = copy(m_file->external_buffers(), "ExternalBuffer");
    const auto start = b.StartTable();
    b.AddOffset(File::VT_EXTERNAL_BUFFER_GROUPS, flatbuffers::Offset<void>(groups));
    b.AddOffset(File::VT_EXTERNAL_BUFFERS, flatbuffers::Offset<void>(buffers));
    b.Finish(flatbuffers::Offset<File>(b.EndTable(start)));
    m_model.raw = pack(b);
  }
  return {};
}

Status Reader::readSignatures() {
  const auto* list = m_file->signature_defs();
  if (!list) return {};
  for (const schema::SignatureDef* from : *list) {
    ir::Signature s;
    if (!from->signature_key())
      return fail(ErrorKind::BadFile, msg("A signature has no key, the name it is called by."), exportAgain());
    s.key = from->signature_key()->str();
    if (from->subgraph_index() >= m_model.graphs.size())
      return fail(ErrorKind::BadFile,
                  msg("Signature {0} names subgraph {1}, but there are {2}.", s.key, from->subgraph_index(),
                      m_model.graphs.size()),
                  exportAgain(), s.key);
    s.graph = ir::GraphId(from->subgraph_index());
    const std::size_t tensors = m_model.graph(s.graph).tensorCount();
    const auto maps = [&](const auto* entries, std::vector<ir::NamedTensor>& to) -> Status {
      if (!entries) return {};
      ARA_TRY(charge(entries->size()));
      for (const schema::TensorMap* m : *entries) {
        std::string name = m->name() ? m->name()->str() : "";
        if (m->tensor_index() >= tensors)
          return fail(
              ErrorKind::BadFile,
              msg("{0} of signature {1} is tensor {2}, but there are {3}.", name, s.key, m->tensor_index(), tensors),
              exportAgain(), s.key);
        to.push_back({std::move(name), ir::TensorId(m->tensor_index())});
      }
      return {};
    };
    ARA_TRY(maps(from->inputs(), s.inputs));
    ARA_TRY(maps(from->outputs(), s.outputs));
    m_model.signatures.push_back(std::move(s));
  }
  return {};
}

// A graph that calls itself, through however many others, never ends in any runtime.
Status Reader::refuseRecursion() const {
  const std::size_t count = m_model.graphs.size();
  std::vector<std::vector<ir::GraphId>> calls(count);
  for (std::size_t g = 0; g < count; ++g)
    for (const ir::NodeId n : m_model.graphs[g].nodeIds())
      for (const ir::GraphId to : graphsNamedBy(m_model, m_model.attrs[m_model.graphs[g][n].attrs]))
        calls[g].push_back(to);
  for (auto& list : calls) {
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
  }
  enum : std::uint8_t { fresh, open, done };
  std::vector<std::uint8_t> state(count, fresh);
  std::vector<std::pair<std::size_t, std::size_t>> stack; // graph, next call to follow
  for (std::size_t root = 0; root < count; ++root) {
    if (state[root] != fresh) continue;
    stack.push_back({root, 0});
    state[root] = open;
    while (!stack.empty()) {
      const std::size_t g = stack.back().first;
      if (stack.back().second == calls[g].size()) {
        state[g] = done;
        stack.pop_back();
        continue;
      }
      const std::size_t to = calls[g][stack.back().second++].index();
      if (state[to] == open)
        return fail(ErrorKind::BadFile, msg("Subgraph {0} calls itself, by way of subgraph {1}.", to, g),
                    exportAgain());
      if (state[to] == fresh) {
        state[to] = open;
        stack.push_back({to, 0});
      }
    }
  }
  return {};
}

} // namespace ara::formats::tflite
