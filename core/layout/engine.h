// The steps of layered(), in the order they run. Private to this folder.
//
//   orient -> rankBoxes -> connectedParts -> for every part: buildLayers -> orderLayers -> placeLayers -> drawPart ->
//   pack
#pragma once

#include "layout/layout.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace ara::layout::detail {

using Index = std::uint32_t;
inline constexpr Index kNone = std::numeric_limits<Index>::max();

inline constexpr Index kLarge = 50'000; // nodes from which on a part gets less polish
inline constexpr float kLoopRoom = 14;  // beside a box that has an edge to itself

// Asks the task every few thousand units of work, a unit being some nanoseconds.
class Pace {
public:
  explicit Pace(Task& task) : m_task(task) {}
  void at(double fraction) { m_fraction = fraction; }
  Status work(std::size_t units) {
    m_done += units;
    if (m_done < kUnits) return {};
    m_done = 0;
    return m_task.checkpoint(m_fraction, "Arranging");
  }

private:
  static constexpr std::size_t kUnits = 100'000;
  Task& m_task;
  std::size_t m_done = kUnits; // the first call asks
  double m_fraction = 0;
};

// Lists of edges by box, in one array.
struct Lists {
  std::vector<Index> first, items;
  std::span<const Index> of(Index i) const { return {items.data() + first[i], items.data() + first[i + 1]}; }
  std::size_t size(Index i) const { return first[i + 1] - first[i]; }
};

enum class Turn : std::uint8_t { forward, back, self };

// Edges as the layering sees them: `top` above `bottom`; a back edge has its ends swapped.
struct Graph {
  const Request* request = nullptr;
  std::vector<Turn> turn; // by edge
  Lists down, up;         // by box: edges to lower boxes in port order, edges to upper ones; no self loops
  std::vector<Index> fan; // by box: edges that leave it, self loops left out
  Lists loops;            // by box: edges to itself
  Index boxes() const { return static_cast<Index>(request->boxes.size()); }
  Index edges() const { return static_cast<Index>(request->edges.size()); }
  Index top(Index e) const { return turn[e] == Turn::back ? request->edges[e].to : request->edges[e].from; }
  Index bottom(Index e) const { return turn[e] == Turn::back ? request->edges[e].from : request->edges[e].to; }
};
Result<Graph> orient(Pace& pace, const Request& request);

struct Ranks {
  std::vector<Index> rank;         // by box
  std::vector<std::uint8_t> aside; // by edge: leads from a mere feeder or to a mere dead end, never part of a trunk
};
Result<Ranks> rankBoxes(Pace& pace, const Graph& graph);

// Connected parts, in the order of their first box; boxes ascend within a part.
Result<Lists> connectedParts(Pace& pace, const Graph& graph);
// Leaves no rank of a part empty and lets every part begin at 0.
void closeRanks(const Lists& parts, Ranks& ranks);

// By edge: drawn as two stubs.
std::vector<std::uint8_t> chooseConnectors(const Graph& graph, const Ranks& ranks);

enum class LinkKind : std::uint8_t { // from weak to strong
  hidden,                            // no line: keeps related things together
  aside,                             // from a mere feeder, or to a mere dead end
  bypass,                            // an end of a long line past other boxes between the same two
  main,                              // all other ends at boxes
  inner,                             // bend point to bend point
};
struct Link {
  Index top = 0, bottom = 0; // nodes of neighbouring ranks
  std::uint16_t topPort = 0, bottomPort = 0;
  LinkKind kind = LinkKind::main;
};
// One end of a link, seen from the node at the other end.
struct Half {
  Index other = 0;
  float at = 0;                // where along the other node, -0.5..0.5
  std::uint16_t otherSlot = 0; // the same as a number: distinct ports of the other node, from the left
  std::uint16_t slot = 0;      // and of this node
  LinkKind kind = LinkKind::main;
};

// One connected part, cut into ranks with links between neighbouring ranks only. Nodes are boxes, then bend points.
struct Layers {
  std::vector<Index> box;   // by node; kNone for a bend point
  std::vector<Index> rank;  // by node
  std::vector<float> reach; // by node: half its width
  std::vector<Link> links;
  std::vector<Index> upFirst, downFirst; // by node, into ups and downs
  std::vector<Half> ups, downs;
  std::vector<Index> rankFirst; // by rank, into line
  std::vector<Index> line;      // nodes rank by rank, from the left
  std::vector<Index> place;     // by node: index in its rank
  std::vector<double> x;        // by node: centre
  std::vector<double> wish;     // by node: centre in the earlier picture or NaN; empty without one

  Index nodes() const { return static_cast<Index>(box.size()); }
  Index ranks() const { return static_cast<Index>(rankFirst.size() - 1); }
  std::span<const Half> up(Index n) const { return {ups.data() + upFirst[n], ups.data() + upFirst[n + 1]}; }
  std::span<const Half> down(Index n) const { return {downs.data() + downFirst[n], downs.data() + downFirst[n + 1]}; }
  std::span<Index> row(Index r) { return {line.data() + rankFirst[r], line.data() + rankFirst[r + 1]}; }
  std::span<const Index> row(Index r) const { return {line.data() + rankFirst[r], line.data() + rankFirst[r + 1]}; }
};

// What the steps of one part share with the whole.
struct Shared {
  const Graph& graph;
  const Ranks& ranks;
  const std::vector<std::uint8_t>& connector;
  std::vector<Index> node;        // by box: its node in the part at hand
  std::vector<Index> chain;       // by edge: first bend point of its way, kNone when it has none
  std::vector<double> fromX, toX; // by edge: where it attaches, in the part at hand
};
Result<Layers> buildLayers(Pace& pace, Shared& shared, std::span<const Index> part);
Status orderLayers(Pace& pace, Layers& layers);
// By node: the one it stands exactly below, in the rank above; kNone for none.
Result<std::vector<Index>> alignLayers(Pace& pace, const Layers& layers);
Status placeLayers(Pace& pace, const Request& request, Layers& layers);
std::uint64_t crossingsBelow(const Layers& layers, Index rank, std::vector<Index>& scratch);

// Writes boxes and routes of the part; its top left corner comes to lie at 0, 0. Returns its size.
Result<Size> drawPart(Pace& pace, Shared& shared, const Layers& layers, Picture& picture);

// Places rectangles compactly, about 8:5 in all; returns their corners.
Result<std::vector<Point>> pack(Pace& pace, std::span<const Size> sizes, float gap);

} // namespace ara::layout::detail
