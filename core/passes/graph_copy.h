// Copies what tensors depend on from one graph of a model into another: bodies of loops and branches, calls put in
// place.
//
//   GraphCopy copy(model, from, edit);          // edit: of another graph
//   copy.set(argument, operand);                // what stands for a tensor of `from`
//   ARA_ASSIGN(const TensorId out, copy.bring(result));
#pragma once

#include "ir/edit.h"

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ara::passes {

class GraphCopy {
public:
  // `prefix` comes before the names of nodes: the path of the call.
  GraphCopy(ir::Model& model, ir::GraphId from, ir::GraphEdit& to, std::string prefix = {})
      : m_model(model), m_from(from), m_to(to), m_prefix(std::move(prefix)) {}

  void set(ir::TensorId from, ir::TensorId to) { m_tensors[from] = to; }
  // Asked for every tensor nothing stands for yet; a none id: copy its producer.
  std::function<ir::TensorId(ir::TensorId)> standIn;
  // Nodes that are never copied. To need a result of one that nothing stands for is a refusal.
  std::unordered_set<ir::NodeId> barrier;

  // The copy of `t`, with all it depends on. No recursion; errors: Unsupported for a cycle, a barrier or a missing
  // input.
  Result<ir::TensorId> bring(ir::TensorId t);
  ir::GraphEdit& target() { return m_to; }
  const std::vector<ir::NodeId>& copied() const { return m_copied; } // nodes of `from`, each after what it needs

private:
  ir::TensorId known(ir::TensorId t);
  Status copyNode(ir::NodeId n);
  Fail refuse(ir::NodeId n, Message finding) const;

  ir::Model& m_model;
  ir::GraphId m_from;
  ir::GraphEdit& m_to;
  std::string m_prefix;
  std::unordered_map<ir::TensorId, ir::TensorId> m_tensors;
  std::unordered_map<ir::NodeId, ir::NodeId> m_nodes; // none: being copied
  std::vector<ir::NodeId> m_copied;
};

// A new graph of the model, for a body or a branch.
ir::GraphId addFunction(ir::Model& model, std::string_view name);
// A copy of a function for one caller alone.
Result<ir::GraphId> copyFunction(ir::Model& model, ir::GraphId from);
// The graphs a node runs, by its attributes.
std::vector<ir::GraphId> calledGraphs(const ir::Model& model, const ir::Node& node);
// The main graph and all that run from it, callers first.
std::vector<ir::GraphId> reachableGraphs(const ir::Model& model);

} // namespace ara::passes
