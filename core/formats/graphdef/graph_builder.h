// One graph from its NodeDefs: the main graph, or the body of a function. Nodes come in any order and name their
// inputs, so they are read first and linked when all are known.
//
//   GraphBuilder b(shared, GraphId(0));
//   for (Bytes node : nodes) ARA_TRY(b.add(node, node.size()));
//   ARA_TRY(b.link(task, {}));
#pragma once

#include "base/task.h"
#include "formats/graphdef/values.h"
#include "ir/edit.h"

#include <map>
#include <unordered_map>

namespace ara::formats::graphdef {

// The results of an operator as the file itself declares them (MetaGraphDef's stripped op list).
struct DeclaredResult {
  std::string_view name, times; // times: the attribute that says how many; empty: one
};
using DeclaredOps = std::unordered_map<std::string_view, std::vector<DeclaredResult>>;

struct OpInfo {
  ir::NameId name; // "tf.Conv2D"
  const ir::OpDef* row = nullptr;
  std::optional<std::size_t> results; // when no attribute is needed to tell
  const std::vector<DeclaredResult>* declared = nullptr;
  bool constant = false, placeholder = false;
};

// What the graphs of one file share: op names looked up once, equal attribute bytes decoded once.
class Shared {
public:
  Shared(ir::Model& model, const ValueReader& values, const DeclaredOps* declared)
      : m_model(model), m_values(values), m_declared(declared) {}

  ir::Model& model() { return m_model; }
  const ValueReader& values() const { return m_values; }
  const OpInfo& op(std::string_view shortName);
  Result<ir::AttrsId> attrs(std::span<const Bytes> entries, std::string_view subject);

  // Results that nothing but a number in the file asks for; false when the file could not mean that many.
  bool grant(std::uint64_t results) {
    return (m_granted += results) <= (1u << 16) + m_values.source().bytes.size() / 8;
  }

  std::vector<std::uint32_t>
      placeOf; // by NameId, what the name is in the graph being read; GraphBuilder keeps it clean

private:
  struct Known {
    std::string bytes;
    ir::AttrsId attrs;
  };
  ir::Model& m_model;
  const ValueReader& m_values;
  const DeclaredOps* m_declared;
  std::unordered_map<std::string_view, OpInfo> m_ops;
  std::unordered_multimap<std::size_t, Known> m_attrs;
  std::uint64_t m_granted = 0;
};

class GraphBuilder {
public:
  GraphBuilder(Shared& shared, ir::GraphId graph) : m_shared(shared), m_graph(graph) {}
  GraphBuilder(const GraphBuilder&) = delete;
  GraphBuilder& operator=(const GraphBuilder&) = delete;
  ~GraphBuilder();

  void reserve(std::size_t nodes);
  // One NodeDef without its tag; `fileBytes` is what it takes in the file with it.
  Status add(Bytes nodeDef, std::uint64_t fileBytes);
  // Functions: the next argument. Inputs are then written "argument", "node:result:index" or "node:result".
  Status argument(std::string_view name, ir::DataType type, const ir::Shape& shape);
  // Functions: what is returned, as the file writes it, under the caller's name for it.
  void output(std::string_view input, std::string_view name) { m_outputs.push_back({input, name}); }

  // Resolves all names. `cut`: the file ends too early; what is missing becomes inputs of the graph.
  Status link(Task& task, bool cut);

private:
  struct Record {
    ir::NameId name, device;
    const OpInfo* op;
    ir::AttrsId attrs;
    std::uint32_t inputBegin, inputCount;
    std::uint32_t results = 0, firstTensor = 0;
    std::uint64_t offset;
  };
  struct Ref {           // what an input means
    std::uint32_t place; // of a node, an argument (kArgument +), or kControl as `result`
    std::uint32_t result;
  };
  struct Constant {
    std::uint32_t node;
    ir::DataType type;
    ir::ShapeId shape;
    ir::BufferId buffer;
  };
  struct NamedOutput {
    std::string_view input, name;
  };
  // Of a node of a function whose operator nobody describes: its results by name, numbered as they are met.
  struct Met {
    std::vector<std::uint32_t> counts; // of each name
    std::vector<std::uint64_t> first;  // the sums before each, once all are met
    std::unordered_map<std::string_view, std::size_t> index;
  };

  bool inFunction() const { return m_graph != ir::GraphId(0); }
  std::string_view nameOf(std::size_t node) const { return m_shared.model().names[m_records[node].name]; }
  std::uint32_t placeOf(std::string_view name) const;
  void setPlace(ir::NameId name, std::uint32_t place);
  Status resolve(Task& task, bool cut);
  Result<Ref> resolveOne(std::string_view input, std::string_view reader, bool cut);
  void meet(std::string_view input);
  std::optional<std::uint32_t> resultNamed(std::uint32_t node, std::string_view result, std::uint32_t index);
  Status countResults();
  void makeTensors();
  void makeNodes();
  ir::TensorId tensorOf(const Ref& ref) const;
  Status refuseCycles() const;

  Shared& m_shared;
  ir::GraphId m_graph;
  std::vector<Record> m_records;
  std::vector<std::string_view> m_inputs; // of all nodes, one after the other
  std::vector<Ref> m_refs;                // one for each of m_inputs, then one for each of m_outputs
  std::vector<Constant> m_constants;
  std::vector<ir::TensorId> m_arguments;
  std::vector<NamedOutput> m_outputs;
  std::unordered_map<std::uint32_t, Met> m_met;
  std::map<std::string, std::uint32_t, std::less<>> m_missing; // of a cut file: input -> argument
  std::vector<Bytes> m_entries;                                // scratch
};

} // namespace ara::formats::graphdef
