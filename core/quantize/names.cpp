#include "quantize/names.h"

#include <set>

namespace ara::quantize {

Status namesExist(const ir::Model& model, const std::vector<std::string>& skip, const std::vector<std::string>& only) {
  if (skip.empty() && only.empty()) return {};
  std::set<std::string, std::less<>> known;
  for (const ir::Graph& graph : model.graphs)
    for (std::size_t t = 0; t < graph.tensorCount(); ++t) known.insert(model.tensorName(graph, ir::TensorId(t)));
  for (const auto* list : {&skip, &only})
    for (const std::string& n : *list)
      if (!known.contains(n))
        return fail(ErrorKind::BadArgument, msg("No tensor of the model is called {0}.", n),
                    msg("Take the name from the list of tensors."), n);
  return {};
}

} // namespace ara::quantize
