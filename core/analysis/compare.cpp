#include "analysis/compare.h"

#include <map>
#include <unordered_map>

namespace ara::analysis {
namespace {

using TensorKey = std::pair<ir::GraphId, ir::TensorId>;

Message reasonOf(const ir::Graph& graph, ir::TensorId t) {
  for (const ir::TensorId i : graph.inputs)
    if (i == t) return msg("input");
  if (graph[t].buffer) return {};
  if (graph.isOutput(t)) return msg("output");
  return graph[t].variable ? msg("state, kept between runs") : msg("computed at run time");
}

} // namespace

Comparison compare(const ir::Model& before, std::uint64_t bytesBefore, const ir::Model& after, std::uint64_t bytesAfter,
                   std::span<const Change> changes) {
  Comparison out;
  out.before = sizeOf(before, bytesBefore);
  out.after = sizeOf(after, bytesAfter);
  const std::vector<TensorSize> old = tensorSizes(before), now = tensorSizes(after);
  std::map<TensorKey, std::size_t> byId;
  std::unordered_map<std::string, std::vector<std::size_t>> byName;
  for (std::size_t i = old.size(); i-- > 0;) {
    byId[{old[i].graph, old[i].tensor}] = i;
    byName[old[i].name].push_back(i);
  }
  std::map<TensorKey, const Change*> told;
  for (const Change& c : changes) told[{c.graph, c.tensor}] = &c;

  std::vector<bool> met(old.size());
  const auto partner = [&](const TensorSize& t) -> const TensorSize* {
    const auto same = byId.find({t.graph, t.tensor});
    std::size_t found = old.size();
    if (same != byId.end() && old[same->second].name == t.name && !met[same->second])
      found = same->second;
    else if (const auto named = byName.find(t.name); named != byName.end())
      for (const std::size_t i : named->second)
        if (!met[i] && old[i].graph == t.graph) found = i;
    if (found == old.size()) return nullptr;
    met[found] = true;
    return &old[found];
  };
  for (const TensorSize& t : now) {
    TensorRow row;
    row.tensor = t.tensor;
    row.graph = t.graph;
    row.name = t.name;
    row.shape = t.shape;
    row.after = t.type;
    row.bytesAfter = t.bytes;
    row.constant = t.constant;
    if (const TensorSize* was = partner(t)) {
      row.before = was->type;
      row.bytesBefore = was->bytes;
    }
    if (const auto change = told.find({t.graph, t.tensor}); change != told.end()) {
      row.sqnr = change->second->sqnr;
      row.scale = change->second->scale;
      row.scales = change->second->scales;
      row.why = change->second->why;
    } else {
      row.why = reasonOf(after.graph(t.graph), t.tensor);
    }
    out.rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (met[i]) continue;
    TensorRow row;
    row.graph = old[i].graph;
    row.name = old[i].name;
    row.shape = old[i].shape;
    row.before = old[i].type;
    row.bytesBefore = old[i].bytes;
    row.constant = old[i].constant;
    row.why = msg("no longer there");
    out.rows.push_back(std::move(row));
  }
  return out;
}

} // namespace ara::analysis
