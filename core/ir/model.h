// The model: graphs of nodes and tensors in flat pools. Ids are dense and never reused within a model; removed nodes stay
// as dead entries until a writer leaves them out. Only GraphEdit (edit.h) changes links.
//
//   for (const NodeId n : model.graph().nodeIds())          // living nodes, in file order
//     for (const TensorId t : model.graph().operands(n)) ...
#pragma once

#include "ir/attr.h"
#include "ir/buffer.h"
#include "ir/op_def.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace ara::ir {

using NodeId = Id<struct NodeTag>;
using TensorId = Id<struct TensorTag>;
using QuantId = Id<struct QuantTag>;
using ExtraId = Id<struct ExtraTag>;
using UseId = Id<struct UseTag>;

// real = scale * (q - zeroPoint). One entry, or one per index of `axis`.
struct Quantization {
  std::vector<float> scales;
  std::vector<std::int64_t> zeroPoints;
  std::int32_t axis = 0;
  std::vector<float> min, max; // informational, as in the file
  std::uint32_t blockSize = 0; // > 0: blockwise; `raw` holds the rest
  std::string raw;             // details of the file we carry but do not interpret (serialised by the reader)
  bool operator==(const Quantization&) const = default;
};

// What few tensors have.
struct TensorExtra {
  std::optional<std::vector<Dim>> value; // content of a small integer tensor as far as it is known, row-major
  DataType handleType = DataType::none;  // behind a resource or variant handle
  ShapeId handleShape;
  std::optional<std::vector<std::int32_t>> fileShape; // TFLite: `shape` where it is not the known dims with 1 for unknown
  std::string raw;                       // TFLite sparsity, variant_tensors, external buffer (serialised by the reader)
};

struct Tensor {
  DataType type = DataType::none;
  bool variable = false; // TFLite is_variable
  bool noShape = false;  // TFLite: the file gives no shape vector
  bool isOutput = false; // stands in Graph::outputs
  ShapeId shape;
  NodeId producer;            // none: graph input, constant without a node, or dead
  std::uint32_t result = 0;   // which result of the producer
  UseId firstUse;             // list of uses, newest first
  std::uint32_t useCount = 0;
  NameId name;                // none: derived from the producer ("node" or "node:2")
  BufferId buffer;            // set: the value is known (a constant)
  QuantId quant;
  ExtraId extra;
};

struct Node {
  const OpDef* def = nullptr; // nullptr: an op no row knows
  NameId op;                  // full name, "tf.Conv2D"; for custom TFLite ops "tfl.custom" with attribute custom_code
  NameId name;                // may be none (TFLite operators have none)
  NameId device;
  AttrsId attrs;
  std::uint32_t operandBegin = 0, operandCount = 0;
  std::uint32_t resultBegin = 0, resultCount = 0;
  std::uint32_t controlBegin = 0, controlCount = 0;
  bool dead = false;
};

// One operand of one node: the entry of the node's operand list and of the tensor's use list at once.
struct Use {
  TensorId tensor; // none: an optional operand that is absent
  NodeId user;
  UseId next, previous;
};

enum class GraphKind : std::uint8_t { main, function, subgraph };

class Graph {
public:
  NameId name;
  GraphKind kind = GraphKind::main;
  // Inputs have no producer; either may hold a tensor twice where the file does. Set through GraphEdit.
  std::vector<TensorId> inputs, outputs;
  std::vector<NameId> outputNames;       // functions: names of the results, as callers write them
  std::string raw;                       // functions: signature details we carry but do not interpret
  std::vector<std::uint64_t> fileBytes;  // what each node read takes in its file, by NodeId; empty where nodes have no place

  std::size_t nodeCount() const { return m_nodes.size(); }     // ids handed out, dead ones included
  std::size_t liveNodeCount() const { return m_nodes.size() - m_dead; }
  std::size_t tensorCount() const { return m_tensors.size(); }
  const Node& operator[](NodeId id) const { return m_nodes[id.index()]; }
  const Tensor& operator[](TensorId id) const { return m_tensors[id.index()]; }

  // Operands by position; a none id is an absent optional operand.
  struct OperandRange;
  OperandRange operands(NodeId id) const;
  TensorId operand(NodeId id, std::size_t i) const;
  std::span<const TensorId> results(NodeId id) const;
  TensorId result(NodeId id, std::size_t i = 0) const { return results(id)[i]; }
  std::span<const NodeId> controls(NodeId id) const; // nodes that must run before; may name dead nodes
  struct UseRange;
  UseRange uses(TensorId id) const; // living users, newest first: each with the operand position
  std::uint32_t useCount(TensorId id) const { return m_tensors[id.index()].useCount; }
  NodeId onlyUser(TensorId id) const; // the user when there is exactly one use and it is no graph output; else none
  bool isOutput(TensorId id) const { return m_tensors[id.index()].isOutput; }

  struct NodeRange;
  NodeRange nodeIds() const; // living nodes in id order

  // Another number after every change of a link, a node or a control edge, different from that of any other graph: what
  // was worked out from the links holds as long as it stays.
  std::uint64_t links() const { return m_links; }
  std::size_t bytes() const; // memory held
  void shrink();             // gives growth slack back, after reading

private:
  friend class GraphEdit;
  std::vector<Node> m_nodes;
  std::vector<Tensor> m_tensors;
  std::vector<Use> m_uses;
  std::vector<TensorId> m_results;
  std::vector<NodeId> m_controls;
  std::size_t m_dead = 0;
  std::uint64_t m_links = 0;
};

struct Graph::OperandRange {
  const Use* first;
  std::size_t count;
  struct Iterator {
    const Use* at;
    TensorId operator*() const { return at->tensor; }
    Iterator& operator++() { ++at; return *this; }
    bool operator==(const Iterator&) const = default;
  };
  Iterator begin() const { return {first}; }
  Iterator end() const { return {first + count}; }
  std::size_t size() const { return count; }
  bool empty() const { return count == 0; }
  TensorId operator[](std::size_t i) const { return first[i].tensor; }
};

struct UseSite {
  NodeId user;
  std::uint32_t operand;
};
struct Graph::UseRange {
  const Graph* graph;
  UseId first;
  struct Iterator {
    const Graph* graph;
    UseId at;
    UseSite operator*() const {
      const Use& u = graph->m_uses[at.index()];
      return {u.user, at.value - graph->m_nodes[u.user.index()].operandBegin};
    }
    Iterator& operator++() { at = graph->m_uses[at.index()].next; return *this; }
    bool operator==(const Iterator& o) const { return at == o.at; }
  };
  Iterator begin() const { return {graph, first}; }
  Iterator end() const { return {graph, {}}; }
  bool empty() const { return !first; }
};

struct Graph::NodeRange {
  const Graph* graph;
  struct Iterator {
    const Graph* graph;
    std::size_t at;
    NodeId operator*() const { return NodeId(at); }
    Iterator& operator++() { ++at; skip(); return *this; }
    void skip() { while (at < graph->m_nodes.size() && graph->m_nodes[at].dead) ++at; }
    bool operator==(const Iterator& o) const { return at == o.at; }
  };
  Iterator begin() const { Iterator i{graph, 0}; i.skip(); return i; }
  Iterator end() const { return {graph, graph->m_nodes.size()}; }
};

// Asked for millions of times in a pass over a large graph.
inline Graph::OperandRange Graph::operands(NodeId id) const {
  const Node& n = m_nodes[id.index()];
  return {m_uses.data() + n.operandBegin, n.operandCount};
}

inline TensorId Graph::operand(NodeId id, std::size_t i) const {
  const Node& n = m_nodes[id.index()];
  return i < n.operandCount ? m_uses[n.operandBegin + i].tensor : TensorId{};
}

inline std::span<const TensorId> Graph::results(NodeId id) const {
  const Node& n = m_nodes[id.index()];
  return {m_results.data() + n.resultBegin, n.resultCount};
}

inline std::span<const NodeId> Graph::controls(NodeId id) const {
  const Node& n = m_nodes[id.index()];
  return {m_controls.data() + n.controlBegin, n.controlCount};
}

inline Graph::UseRange Graph::uses(TensorId id) const { return {this, m_tensors[id.index()].firstUse}; }

inline Graph::NodeRange Graph::nodeIds() const { return {this}; }

inline NodeId Graph::onlyUser(TensorId id) const {
  const Tensor& t = m_tensors[id.index()];
  return t.useCount == 1 && !isOutput(id) ? m_uses[t.firstUse.index()].user : NodeId{};
}

struct NamedTensor {
  std::string name; // as people know it: the key of the signature
  TensorId tensor;
  bool operator==(const NamedTensor&) const = default;
};
struct Signature {
  std::string key; // "serving_default"
  GraphId graph;
  std::vector<NamedTensor> inputs, outputs;
  bool operator==(const Signature&) const = default;
};
struct Metadata {
  std::string name;
  BufferId buffer;
  bool operator==(const Metadata&) const = default;
};

// A variable of a graph, or of a checkpoint that was opened alone, and the value it gets.
struct Variable {
  enum class State : std::uint8_t {
    joined,    // `value` is what the graph needs
    missing,   // the checkpoint has no tensor for it
    spare,     // the checkpoint has a tensor that no variable asks for
    otherForm, // the checkpoint's tensor has another type or shape
  };
  std::string name; // in the graph
  std::string key;  // of the tensor in the checkpoint
  State state = State::missing;
  NodeId node;      // in the main graph; none for spare ones
  DataType type = DataType::none;
  Shape shape;                    // as the graph says, else as the checkpoint does
  Shape stored;                   // as the checkpoint says
  std::uint64_t bytes = 0;        // in the checkpoint
  std::uint32_t shard = 0, parts = 1;
  BufferId value;
  std::optional<std::uint32_t> crc; // of the value, masked; absent: already compared, or none
};

// A layer of a Keras model, as its configuration tells.
struct Layer {
  std::string name, kind;   // "conv2d_1", "Conv2D"
  std::string path;         // models it lies in: "encoder/conv2d_1"
  std::string config;       // JSON
  std::uint64_t parameters = 0;
  std::vector<Shape> outputs;
};

// A file that belongs to the model, such as the words of a lookup table: `tensor` holds its path when the model runs.
struct Asset {
  std::string file; // below the folder assets
  TensorId tensor;  // of the main graph; none when only its name tells
  BufferId content;
};

struct Origin {
  std::string path;   // as given
  std::string format; // row of the format table, "GraphDef"
  std::uint64_t bytes = 0;
};

class Model {
public:
  NameTable names;
  ShapeTable shapes;
  AttrsTable attrs;
  std::vector<Buffer> buffers;             // by BufferId
  std::vector<Quantization> quantizations; // by QuantId
  std::vector<TensorExtra> extras;         // by ExtraId
  std::vector<Graph> graphs;               // by GraphId; [0] is the main graph
  std::unordered_map<NameId, GraphId> graphNamed;
  std::vector<Signature> signatures;
  std::vector<Metadata> metadata;
  std::vector<Variable> variables;         // with the values a checkpoint beside the graph has for them
  std::vector<Layer> layers;               // of a Keras model, in its own order
  std::vector<Asset> assets;               // of a SavedModel
  std::string description;
  std::int32_t producerVersion = 0, minConsumerVersion = 0; // GraphDef versions
  Bytes tail;                              // bytes after the model that travel with it (appended zip)
  std::string raw;                         // model-level parts of the file we carry but do not interpret
  Origin origin;
  std::vector<std::shared_ptr<const void>> storage; // files and blocks that slices point into

  const Graph& graph(GraphId id = GraphId(0)) const { return graphs[id.index()]; }

  BufferId addBuffer(Buffer b);
  QuantId addQuantization(Quantization q);
  NameId nameOf(std::string_view s) { return names.intern(s); }

  std::string_view opName(const Node& n) const { return names[n.op]; }      // "tf.Conv2D"
  std::string_view shortOpName(const Node& n) const;                        // "Conv2D"
  std::string tensorName(const Graph& g, TensorId t) const;                 // own name, or "node", "node:2", or "#7"
  const AttrValue* attr(const Node& n, std::string_view key) const;         // nullptr when absent
  const Shape& shapeOf(const Tensor& t) const { return shapes[t.shape]; }
  std::uint64_t bufferBytes(BufferId id) const { return id ? buffers[id.index()].size : 0; }

  // The contiguous bytes of a buffer. Errors: BadFile when it is larger than can be held.
  Result<BufferData> data(BufferId id) const;

  std::size_t bytes() const; // memory held, without file bytes
};

} // namespace ara::ir
