#include "layout/engine.h"
#include "picture_checks.h"

namespace ara::layout::test {
namespace {

TEST(Order, SmallPlanarGraphsHaveNoCrossing) {
  const std::vector<Request> graphs = {
      graph(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}}),                                                 // diamond
      graph(7, {{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 5}, {2, 6}}),                                 // tree
      graph(7, {{3, 1}, {4, 1}, {5, 2}, {6, 2}, {1, 0}, {2, 0}}),                                 // tree, upside down
      graph(8, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {0, 7}, {1, 6}, {2, 5}}), // nested skips
      graph(9, {{0, 8}, {1, 7}, {2, 6}, {3, 5}, {4, 5}}),                                         // parts, out of order
  };
  for (std::size_t i = 0; i < graphs.size(); ++i) {
    const Picture p = layOut(graphs[i]);
    expectSound(graphs[i], p);
    EXPECT_EQ(crossings(p), 0) << "graph " << i;
  }
}

TEST(Order, GraphsOfTwoRanksHaveTheKnownCrossings) {
  // A ring of 2n boxes needs n - 1 in two ranks, the complete K(3,3) needs 9.
  EXPECT_EQ(crossings(layOut(graph(6, {{0, 3}, {0, 4}, {1, 4}, {1, 5}, {2, 5}, {2, 3}}))), 2);
  Request r = graph(6, {});
  for (std::uint32_t a = 0; a < 3; ++a)
    for (std::uint32_t b = 3; b < 6; ++b) r.edges.push_back({a, b});
  EXPECT_EQ(crossings(layOut(r)), 9);
}

TEST(Order, ResultsLeaveInTheirOrder) {
  // Split with four results; users are named in another order.
  const Request r = graph(5, {{0, 3, 2, 0}, {0, 1, 0, 0}, {0, 4, 3, 0}, {0, 2, 1, 0}});
  const Picture p = layOut(r);
  expectSound(r, p);
  for (int i = 1; i < 4; ++i) EXPECT_LT(p.boxes[i].x, p.boxes[i + 1].x);
  EXPECT_LT(p.routes[1].points[0].x, p.routes[3].points[0].x);
  EXPECT_LT(p.routes[3].points[0].x, p.routes[0].points[0].x);
  EXPECT_EQ(crossings(p), 0);
}

TEST(Order, OperandsArriveInTheirOrder) {
  const Request r = graph(4, {{0, 3, 0, 2}, {1, 3, 0, 0}, {2, 3, 0, 1}});
  const Picture p = layOut(r);
  EXPECT_LT(p.boxes[1].x, p.boxes[2].x);
  EXPECT_LT(p.boxes[2].x, p.boxes[0].x);
  EXPECT_EQ(crossings(p), 0);
}

TEST(Order, OperandsOfOneNumberArriveWhereTheyComeFrom) {
  // An Add of something left and something right: no crossing, whichever is named first.
  Request r = graph(8, {{0, 1, 0}, {0, 2, 1}, {0, 3, 2}, {2, 4}, {3, 5}, {4, 6}, {1, 6}, {5, 7}});
  EXPECT_EQ(crossings(layOut(r)), 0);
  std::swap(r.edges[5], r.edges[6]);
  EXPECT_EQ(crossings(layOut(r)), 0);
}

// The counting tree and the plain count must agree with counting every pair.
TEST(Order, CountsCrossingsAsDefined) {
  using namespace detail;
  Dice dice(5);
  for (const std::uint32_t links : {2u, 10u, 39u, 41u, 200u}) {
    Request r = graph(24, {});
    for (std::uint32_t i = 0; i < links; ++i)
      r.edges.push_back(
          {dice(12), 12 + dice(12), static_cast<std::uint16_t>(dice(3)), static_cast<std::uint16_t>(dice(3))});
    r.connectorFan = 1000;
    Task task;
    Pace pace(task);
    const Graph g = *orient(pace, r);
    Ranks ranks{std::vector<Index>(24, 0), std::vector<std::uint8_t>(links, 0)};
    for (Index b = 12; b < 24; ++b) ranks.rank[b] = 1;
    const std::vector<std::uint8_t> connector(links, 0);
    Shared shared{g, ranks, connector, std::vector<Index>(24, kNone), std::vector<Index>(links, kNone), {}, {}};
    std::vector<Index> all;
    for (Index b = 0; b < 24; ++b) all.push_back(b);
    const Layers layers = *buildLayers(pace, shared, all);
    std::uint64_t expected = 0;
    const auto less = [](const Edge& a, const Edge& b) {
      return std::pair(a.from, a.fromPort) < std::pair(b.from, b.fromPort) &&
             std::pair(a.to, a.toPort) > std::pair(b.to, b.toPort);
    };
    for (std::size_t a = 0; a < links; ++a)
      for (std::size_t b = a + 1; b < links; ++b)
        expected += less(r.edges[a], r.edges[b]) || less(r.edges[b], r.edges[a]);
    std::vector<Index> scratch;
    EXPECT_EQ(crossingsBelow(layers, 0, scratch), expected);
  }
}

} // namespace
} // namespace ara::layout::test
