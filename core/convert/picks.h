// From the names a person gave to tensors of a graph, and the cut they make.
#pragma once

#include "base/task.h"
#include "convert/settings.h"
#include "ir/edit.h"

namespace ara::convert {

// Finds tensors by the names people use: "node", "node:2", "node:0", or a tensor's own name.
class TensorNames {
public:
  explicit TensorNames(const ir::Model& model, ir::GraphId graph = ir::GraphId(0));
  std::optional<ir::TensorId> find(std::string_view name) const;
  bool exists(std::string_view name) const { return find(name).has_value(); }
  // "Did you mean ...": the names that come nearest, at most three.
  std::vector<std::string> nearest(std::string_view name) const;

private:
  const ir::Model& m_model;
  const ir::Graph& m_graph;
  std::vector<ir::NodeId> m_nodes;     // by NameId
  std::vector<ir::TensorId> m_tensors; // by NameId, tensors with a name of their own
};

// "The model has no tensor conv1x to be an input. Did you mean conv1?"
Fail noSuchName(const TensorNames& names, std::string_view role, std::string_view name);

// Inputs and outputs that nobody named: what the analysis finds likely (inputs: those the outputs need).
Result<Settings> fillDefaults(const ir::Model& source, Settings settings);

// Cuts the main graph of `model` at the inputs and outputs. Inputs become graph inputs with the type and shape asked
// for. Errors: Unsupported, with the name, what is wrong, and what to give.
Status apply(Task& task, ir::Model& model, const Settings& settings, ir::Journal& journal);

// The nodes a cut keeps, by node: what `outputs` need, looking no further behind `inputs`.
std::vector<bool> keptNodes(const ir::Graph& graph, std::span<const ir::TensorId> outputs,
                            std::span<const ir::TensorId> inputs);

// Removes every node the outputs neither need nor wait for. Unlike the pass remove_unneeded, control edges count: in
// the branches of TensorFlow 1 they are what tells a value that comes from one that does not.
void pruneUnneeded(ir::Model& model, ir::Journal& journal);

// After clean-up: a dimension that the file leaves open and nobody gave is an error that asks for a number.
Status checkOpen(const ir::Model& model, const Settings& settings);
// After clean-up: whatever else the outputs need from outside must be named too.
Status checkFed(const ir::Model& model);
// Inputs nobody asked for by name and nothing uses any more (the keep probability of a dropout) are no inputs.
void dropUnusedInputs(ir::Model& model, Settings& settings);

} // namespace ara::convert
