// The parts of writing: writer.cpp, write_tensors.cpp and write_operators.cpp share this state of one write.
//
// Everything that may be shared is shared: equal integer lists (shapes, inputs and outputs alike), names, option
// tables, quantization tables and the bytes of constants stand in the file once. A flatbuffer is built from its end, so
// lists are built last entry first to stand in order.
#pragma once

#include "formats/tflite/codes.h"
#include "formats/tflite/options.h"
#include "formats/tflite/tflite.h"

#include <map>
#include <span>
#include <unordered_map>

namespace ara::formats::tflite {

// Keeps the block of the builder, so that it can be handed on without copying it to another.
class BlockAllocator : public flatbuffers::Allocator {
public:
  std::uint8_t* allocate(std::size_t size) override;
  void deallocate(std::uint8_t* p, std::size_t size) override;
  std::uint8_t* reallocate_downward(std::uint8_t* old, std::size_t oldSize, std::size_t newSize, std::size_t inUseBack,
                                    std::size_t inUseFront) override;
  std::vector<std::byte> block;
};

// What a graph becomes.
struct GraphPlan {
  ir::GraphId graph;
  std::vector<ir::NodeId> nodes;     // in the order they run
  std::vector<ir::TensorId> tensors; // in file order
  std::vector<std::int32_t> indexOf; // by tensor id: place in `tensors`, or -1
};

// Vectors that stand in the file already, found by content: the file is the table's memory, so a million of them cost
// 8 bytes each.
class Pieces {
public:
  // The place of a vector of `count` elements with these bytes, else what `build` makes.
  template<class Build> flatbuffers::uoffset_t share(const flatbuffers::FlatBufferBuilder& builder, Bytes content,
                                                     std::size_t count, Build build) {
    if ((m_used + 1) * 3 > m_slots.size() * 2) grow();
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>{}(textOf(content)));
    std::size_t slot = hash & (m_slots.size() - 1);
    for (; m_slots[slot].place; slot = (slot + 1) & (m_slots.size() - 1))
      if (m_slots[slot].hash == hash && stands(builder, m_slots[slot].place, content, count))
        return m_slots[slot].place;
    m_slots[slot] = {hash, build()};
    ++m_used;
    return m_slots[slot].place;
  }

private:
  struct Slot {
    std::uint32_t hash = 0;
    flatbuffers::uoffset_t place = 0; // from the end of the file; 0: free
  };
  static bool stands(const flatbuffers::FlatBufferBuilder& builder, flatbuffers::uoffset_t place, Bytes content,
                     std::size_t count);
  void grow();
  std::vector<Slot> m_slots;
  std::size_t m_used = 0;
};

class Writer {
public:
  Writer(Task& task, const ir::Model& model, const WriteOptions& options)
      : m_task(task), m_model(model), m_options(options) {}
  Result<std::vector<std::byte>> write();

private:
  using Builder = flatbuffers::FlatBufferBuilder;
  template<class T> using Offset = flatbuffers::Offset<T>;
  template<class T> using Offsets = Offset<flatbuffers::Vector<Offset<T>>>;
  using Ints = Offset<flatbuffers::Vector<std::int32_t>>;

  // writer.cpp
  Status planGraphs();
  Status planGraph(ir::GraphId id);
  void planMetadata();
  Status planBuffers();
  Status planSize();
  Status addBuffer(ir::BufferId id);
  Result<Offsets<schema::Buffer>> buildBuffers();
  Result<Offset<schema::SubGraph>> buildGraph(const GraphPlan& plan);
  Offsets<schema::SignatureDef> buildSignatures();
  Offsets<schema::Metadata> buildMetadata();
  Status finish(std::vector<std::byte>& file);

  // write_tensors.cpp
  Result<Offset<schema::Tensor>> buildTensor(const GraphPlan& plan, ir::TensorId t);
  Result<Offset<schema::QuantizationParameters>> buildQuantization(const GraphPlan& plan, ir::QuantId id);
  Offset<flatbuffers::String> nameOf(const GraphPlan& plan, ir::TensorId t);

  // write_operators.cpp
  Status planOpcodes();
  Result<Offset<schema::Operator>> buildOperator(const GraphPlan& plan, ir::NodeId n);
  Result<std::uint32_t> opcodeOf(const GraphPlan& plan, ir::NodeId n);
  Result<std::pair<std::uint8_t, flatbuffers::uoffset_t>> buildOptionTable(const ir::Node& node, int code,
                                                                           bool& second);
  Offsets<schema::OperatorCode> buildOpcodes();

  // Shared pieces.
  Ints ints(std::span<const std::int32_t> values);
  Offset<flatbuffers::String> text(std::string_view s);
  Offset<flatbuffers::String> text(ir::NameId name);
  template<class T> Offset<flatbuffers::Vector<T>> vectorOf(const std::vector<T>& values);

  struct Opcode {
    int code = 0;
    std::string custom;
    int version = 1;
    auto operator<=>(const Opcode&) const = default;
  };

  Task& m_task;
  const ir::Model& m_model;
  const WriteOptions& m_options;
  BlockAllocator m_allocator;
  std::unique_ptr<Builder> m_builder;
  Builder& b() { return *m_builder; }

  std::vector<GraphPlan> m_plans;
  std::vector<bool> m_isInput;            // by TensorId of the graph being built
  std::vector<std::int32_t> m_graphIndex; // by GraphId: place in the file, or -1
  std::vector<ir::Metadata> m_metadata;   // by name; an entry without name is of the old form
  std::vector<std::byte> m_runtime;       // content of min_runtime_version; empty: no such entry
  bool m_outside = false;
  std::uint64_t m_structure = 0; // upper estimate of everything but constants

  std::vector<ir::Buffer> m_own;            // buffers that are no part of the model
  std::vector<ir::BufferId> m_files;        // buffers of the file, [0] none
  std::vector<std::uint32_t> m_bufferIndex; // by BufferId; 0 unless planned
  std::unordered_multimap<std::size_t, std::uint32_t> m_byContent;
  std::uint32_t m_runtimeBuffer = 0, m_locationBuffer = 0;
  std::uint64_t m_constantBytes = 0;

  std::vector<Opcode> m_opcodes;
  std::map<Opcode, std::uint32_t> m_opcodeIndex;
  std::vector<std::vector<std::uint32_t>> m_nodeOpcode; // by plan, by place in its nodes

  Pieces m_ints, m_texts;
  std::vector<flatbuffers::uoffset_t> m_names; // by NameId; 0 when it does not stand in the file yet
  std::unordered_map<std::string, flatbuffers::uoffset_t> m_vectors, m_optionTables, m_quantTables;
  std::map<std::pair<std::uint32_t, int>, std::pair<std::uint8_t, flatbuffers::uoffset_t>> m_optionsOf; // attrs, code
  std::vector<std::byte> m_file;
};

} // namespace ara::formats::tflite
