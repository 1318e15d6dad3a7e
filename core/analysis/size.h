// Where the bytes of a TFLite file are, tensor by tensor, adding up to the file to the byte. compare.h sets two models
// side by side.
//
//   const SizeReport r = sizeOf(model, fileBytes);   // constants + structure == file
#pragma once

#include "ir/model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ara::analysis {

struct SizeReport {
  std::uint64_t file = 0;      // bytes of the whole file
  std::uint64_t constants = 0; // bytes of buffers that tensors use (each buffer once)
  std::uint64_t structure = 0; // file - constants: tables, names, shapes, scales, padding
  // The parts of structure; those that are equal are counted once, as they are written. They add up to it.
  std::uint64_t names = 0; // of tensors, graphs and signatures
  std::uint64_t shapes = 0;
  std::uint64_t quantization = 0; // scales, zero points, ranges
  std::uint64_t operators = 0;    // operators with their lists of operands and results
  std::uint64_t attachments = 0;  // metadata and what follows the model in the file
  std::uint64_t rest = 0;         // tables of tensors, options, padding
};
SizeReport sizeOf(const ir::Model& model, std::uint64_t fileBytes);

// Every tensor that something refers to, graph by graph in id order. The bytes add up to SizeReport::constants.
struct TensorSize {
  ir::GraphId graph;
  ir::TensorId tensor;
  std::string name;
  ir::DataType type = ir::DataType::none;
  ir::Shape shape;
  bool constant = false;
  std::uint64_t bytes = 0;                // 0 for computed ones and for all but the first user of a shared buffer
  std::optional<ir::TensorId> sharesWith; // the first user, when that is another tensor of the same graph
};
std::vector<TensorSize> tensorSizes(const ir::Model& model);

// Every operator with the constants it is the first to use: the leaves of a treemap. Constants that no operator uses
// are left over, so the bytes add up to SizeReport::constants or less.
struct NodeSize {
  ir::GraphId graph;
  ir::NodeId node;
  std::uint64_t bytes = 0;
};
std::vector<NodeSize> nodeSizes(const ir::Model& model);

// Whether something refers to `t`: an operator, the graph's inputs or outputs.
bool isReferred(const ir::Graph& graph, ir::TensorId t);

} // namespace ara::analysis
