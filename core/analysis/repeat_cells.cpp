#include "analysis/repeat_cells.h"

#include <algorithm>
#include <unordered_map>

namespace ara::analysis {
namespace {

constexpr std::uint32_t kNone = 0xffffffffu;

PlaceGraph placesOf(const ir::Graph& g, const Repeat& r) {
  PlaceGraph out;
  out.users.resize(r.places());
  out.carriedUsers.resize(r.places());
  std::unordered_map<ir::NodeId, std::uint32_t> place; // of the second copy's nodes
  const std::uint32_t copy = r.copies - 1;
  for (std::uint32_t p = 0; p < r.places(); ++p) place.emplace(r.node(p, copy), p);
  for (std::uint32_t p = 0; p < r.places(); ++p)
    for (const ir::TensorId t : g.operands(r.node(p, copy)))
      if (t && g[t].producer)
        if (const auto it = place.find(g[t].producer); it != place.end()) out.users[it->second].push_back(p);
  for (const Carried& c : r.carried) out.carriedUsers[c.from].push_back(c.place);
  return out;
}

// Strongly connected components over both kinds of edges (Tarjan, with an explicit stack). Components are numbered with
// users before producers.
std::vector<std::uint32_t> components(const PlaceGraph& g, std::uint32_t& count) {
  const auto n = static_cast<std::uint32_t>(g.users.size());
  std::vector<std::uint32_t> index(n, kNone), low(n), component(n, kNone), stack;
  struct Frame {
    std::uint32_t place, next;
  };
  std::vector<Frame> frames;
  std::uint32_t counter = 0;
  count = 0;
  const auto edge = [&](std::uint32_t p, std::uint32_t i) {
    return i < g.users[p].size() ? g.users[p][i] : g.carriedUsers[p][i - g.users[p].size()];
  };
  for (std::uint32_t root = 0; root < n; ++root) {
    if (index[root] != kNone) continue;
    frames.push_back({root, 0});
    while (!frames.empty()) {
      Frame& f = frames.back();
      const std::uint32_t p = f.place;
      if (f.next == 0) index[p] = low[p] = counter++, stack.push_back(p);
      if (f.next < g.users[p].size() + g.carriedUsers[p].size()) {
        const std::uint32_t q = edge(p, f.next++);
        if (index[q] == kNone)
          frames.push_back({q, 0});
        else if (component[q] == kNone)
          low[p] = std::min(low[p], index[q]);
        continue;
      }
      if (low[p] == index[p]) {
        for (std::uint32_t q = kNone; q != p;) {
          q = stack.back();
          stack.pop_back();
          component[q] = count;
        }
        ++count;
      }
      frames.pop_back();
      if (!frames.empty()) low[frames.back().place] = std::min(low[frames.back().place], low[p]);
    }
  }
  return component;
}

} // namespace

std::vector<std::vector<std::uint32_t>> cellGroups(const PlaceGraph& places) {
  std::uint32_t count = 0;
  const std::vector<std::uint32_t> cell = components(places, count);
  const auto n = static_cast<std::uint32_t>(cell.size());
  std::vector<bool> keepsState(count);
  for (std::uint32_t p = 0; p < n; ++p)
    for (const std::uint32_t q : places.carriedUsers[p])
      if (cell[p] == cell[q]) keepsState[cell[p]] = true;
  std::vector<std::vector<std::uint32_t>> members(count);
  for (std::uint32_t p = 0; p < n; ++p) members[cell[p]].push_back(p);
  // What keeps no state goes to the one cell it feeds: users have smaller numbers, so they are settled first.
  std::vector<std::uint32_t> home(count);
  for (std::uint32_t c = 0; c < count; ++c) {
    home[c] = c;
    if (keepsState[c]) continue;
    std::uint32_t only = kNone;
    bool one = true;
    for (const std::uint32_t p : members[c])
      for (const auto* users : {&places.users[p], &places.carriedUsers[p]})
        for (const std::uint32_t q : *users) {
          const std::uint32_t h = home[cell[q]];
          if (h == c) continue;
          one = one && (only == kNone || only == h);
          only = h;
        }
    if (one && only != kNone && keepsState[only]) home[c] = only;
  }
  std::vector<std::vector<std::uint32_t>> groups(count);
  for (std::uint32_t p = 0; p < n; ++p) groups[home[cell[p]]].push_back(p);
  std::erase_if(groups, [](const auto& g) { return g.empty(); });
  std::ranges::reverse(groups);
  return groups;
}

std::vector<Repeat> cellsOf(const ir::Graph& graph, Repeat block) {
  if (block.carried.empty()) return {std::move(block)};
  const auto groups = cellGroups(placesOf(graph, block));
  std::vector<std::uint32_t> groupOf(block.places()), renumbered(block.places());
  std::vector<Repeat> out(groups.size());
  for (std::uint32_t i = 0; i < groups.size(); ++i) {
    out[i].copies = block.copies;
    for (const std::uint32_t p : groups[i]) {
      groupOf[p] = i;
      renumbered[p] = out[i].places();
      for (std::uint32_t copy = 0; copy < block.copies; ++copy) out[i].nodes.push_back(block.node(p, copy));
    }
  }
  for (const Carried& k : block.carried)
    if (groupOf[k.place] == groupOf[k.from])
      out[groupOf[k.place]].carried.push_back({renumbered[k.place], k.operand, renumbered[k.from], k.result});
  return out;
}

} // namespace ara::analysis
