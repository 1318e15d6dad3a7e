#include "ui/canvas/folding.h"

#include <algorithm>

namespace ara::ui {
namespace {

constexpr std::uint32_t kFewestCopies = 4;

std::vector<std::string_view> operatorsOf(const ir::Model& model, const ir::Graph& graph, const analysis::Repeat& r) {
  std::vector<std::string_view> ops;
  for (std::uint32_t p = 0; p < r.places(); ++p) ops.push_back(model.opName(graph[r.node(p, 0)]));
  std::ranges::sort(ops);
  return ops;
}

} // namespace

Folding firstFolding(std::span<const analysis::Repeat> repeats) {
  Folding f;
  for (const analysis::Repeat& r : repeats) f.shown.push_back(r.copies >= kFewestCopies ? 1 : kNoIndex);
  return f;
}

Folding flat(std::span<const analysis::Repeat> repeats) {
  return {std::vector<std::uint32_t>(repeats.size(), kNoIndex)};
}

bool foldsAnything(const Folding& folding) {
  return std::ranges::any_of(folding.shown, [](std::uint32_t copy) { return copy != kNoIndex; });
}

FoldFacts foldFacts(const ir::Model& model, const ir::Graph& graph, std::span<const analysis::Repeat> repeats,
                    const Folding& folding) {
  FoldFacts f;
  std::vector<std::string_view> first;
  const auto isStep = [&](std::size_t i) { return folding.shown[i] != kNoIndex && !repeats[i].carried.empty(); };
  bool steps = false; // beside steps of loops, a few alike nodes are not worth a word
  for (std::size_t i = 0; i < repeats.size() && i < folding.shown.size(); ++i) steps = steps || isStep(i);
  for (std::size_t i = 0; i < repeats.size() && i < folding.shown.size(); ++i) {
    if (folding.shown[i] == kNoIndex || (steps && !isStep(i))) continue;
    const analysis::Repeat& r = repeats[i];
    const auto ops = operatorsOf(model, graph, r);
    f.alike = f.alike && (f.cells == 0 || ops == first);
    if (f.cells++ == 0) first = ops;
    f.copies += r.copies;
    f.operators += r.nodes.size();
    f.drawn += r.places();
  }
  return f;
}

FoldedNodes::FoldedNodes(const ir::Graph& graph, std::span<const analysis::Repeat> repeats, const Folding& folding)
    : m_repeats(repeats), m_shown(folding.shown) {
  m_shown.resize(repeats.size(), kNoIndex);
  if (!foldsAnything({m_shown})) return;
  m_at.resize(graph.nodeCount());
  for (std::uint32_t r = 0; r < repeats.size(); ++r) {
    if (m_shown[r] == kNoIndex) continue;
    m_shown[r] = std::min(m_shown[r], repeats[r].copies - 1);
    for (std::uint32_t p = 0; p < repeats[r].places(); ++p)
      for (std::uint32_t c = 0; c < repeats[r].copies; ++c) m_at[repeats[r].node(p, c).index()] = {r, c, p};
  }
}

ir::NodeId FoldedNodes::standsFor(ir::NodeId n) const {
  if (m_at.empty() || m_at[n.index()].repeat == kNoIndex) return n;
  const At& at = m_at[n.index()];
  return m_repeats[at.repeat].node(at.place, m_shown[at.repeat]);
}

ir::NodeId FoldedNodes::inCopy(ir::NodeId n, std::uint32_t copy) const {
  if (repeatOf(n) == kNoIndex) return {};
  const At& at = m_at[n.index()];
  return m_repeats[at.repeat].node(at.place, copy);
}

} // namespace ara::ui
