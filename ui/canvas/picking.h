// What a pick would keep: reachability over the source with the pick applied, before it is made.
//
//   Picker picker(model, outputs);                 // once for each model
//   const Cut cut = picker.with(settings, PickOf::input, tensor, /*add*/ false);
#pragma once

#include "convert/convert.h"
#include "convert/picks.h"

#include <optional>
#include <vector>

namespace ara::ui {

enum class PickOf : std::uint8_t { nothing, input, output };

struct Cut {
  std::vector<bool> kept; // by node
  std::size_t keptCount = 0, total = 0;
  std::size_t refusedBefore = 0, refusedAfter = 0; // of the nodes the last check refused
};

class Picker {
public:
  // `likelyOutputs` stand in while no output is picked.
  Picker(const ir::Model& model, std::vector<ir::TensorId> likelyOutputs);

  Cut with(const convert::Settings& settings, PickOf kind, ir::TensorId candidate, bool add,
           const convert::Conversion* check) const;
  std::optional<ir::TensorId> find(const std::string& name) const { return m_names.find(name); }

private:
  const ir::Model& m_model;
  convert::TensorNames m_names;
  std::vector<ir::TensorId> m_likelyOutputs;
};

// The name a pick is asked for by: "node", "node:2", or a tensor's own name.
std::string pickName(const ir::Model& model, const ir::Graph& graph, ir::TensorId tensor);

} // namespace ara::ui
