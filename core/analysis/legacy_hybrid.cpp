#include "analysis/legacy_hybrid.h"

#include "base/strings.h"

#include <algorithm>

namespace ara::analysis {
namespace {

// "1-11,16": whether `position` is among them.
bool among(std::string_view list, std::size_t position) {
  for (const std::string_view part : split(list, ',')) {
    const auto dash = part.find('-');
    const auto first = parseInteger(part.substr(0, dash));
    const auto last = dash == part.npos ? first : parseInteger(part.substr(dash + 1));
    if (first && last && static_cast<std::int64_t>(position) >= *first && static_cast<std::int64_t>(position) <= *last)
      return true;
  }
  return false;
}

} // namespace

bool isLegacyHybridWeight(const ir::Model& model, const ir::Graph& graph, ir::TensorId tensor) {
  const ir::Tensor& t = graph[tensor];
  if (t.type != ir::DataType::u8 || !t.buffer || !t.quant) return false;
  const ir::Quantization& q = model.quantizations[t.quant.index()];
  if (q.scales.size() != 1 ||
      std::any_of(q.zeroPoints.begin(), q.zeroPoints.end(), [](std::int64_t z) { return z != 0; }))
    return false;
  for (const ir::UseSite use : graph.uses(tensor)) {
    const ir::OpDef* row = graph[use.user].def;
    const ir::TensorId input = graph.operand(use.user, 0);
    // A weight of an operator that takes float activations with whole-number weights.
    if (row && among(row->hybridWeights, use.operand) && input && graph[input].type == ir::DataType::f32) return true;
  }
  return false;
}

std::size_t legacyHybridWeights(const ir::Model& model) {
  std::size_t n = 0;
  for (const ir::Graph& g : model.graphs)
    for (std::size_t i = 0; i < g.tensorCount(); ++i) n += isLegacyHybridWeight(model, g, ir::TensorId(i));
  return n;
}

} // namespace ara::analysis
