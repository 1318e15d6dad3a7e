#include "ui/canvas/picking.h"

#include <algorithm>

namespace ara::ui {

Picker::Picker(const ir::Model& model, std::vector<ir::TensorId> likelyOutputs)
    : m_model(model), m_names(model), m_likelyOutputs(std::move(likelyOutputs)) {
  const ir::Graph& g = model.graph();
  if (m_likelyOutputs.empty()) m_likelyOutputs = g.outputs;
  if (m_likelyOutputs.empty()) // every end is an output then
    for (const ir::NodeId n : g.nodeIds())
      for (const ir::TensorId t : g.results(n))
        if (g.useCount(t) == 0) m_likelyOutputs.push_back(t);
}

Cut Picker::with(const convert::Settings& settings, PickOf kind, ir::TensorId candidate, bool add,
                 const convert::Conversion* check) const {
  const ir::Graph& g = m_model.graph();
  std::vector<ir::TensorId> roots, inputs;
  if (kind != PickOf::output || add)
    for (const std::string& name : settings.outputs)
      if (const auto t = m_names.find(name)) roots.push_back(*t);
  if (kind != PickOf::input || add)
    for (const convert::InputPick& pick : settings.inputs)
      if (const auto t = m_names.find(pick.name)) inputs.push_back(*t);
  if (kind == PickOf::output) roots.push_back(candidate);
  if (kind == PickOf::input) inputs.push_back(candidate);
  if (roots.empty()) roots = m_likelyOutputs;

  Cut cut;
  cut.kept = convert::keptNodes(g, roots, inputs);
  cut.keptCount = static_cast<std::size_t>(std::count(cut.kept.begin(), cut.kept.end(), true));
  cut.total = g.liveNodeCount();
  if (check)
    for (const convert::Verdict& v : check->verdicts) {
      if (v.outcome != convert::Outcome::refused || v.node.index() >= cut.kept.size()) continue;
      ++cut.refusedBefore;
      if (cut.kept[v.node.index()]) ++cut.refusedAfter;
    }
  return cut;
}

std::string pickName(const ir::Model& model, const ir::Graph& graph, ir::TensorId tensor) {
  return model.tensorName(graph, tensor);
}

} // namespace ara::ui
