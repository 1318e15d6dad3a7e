#include "picture_checks.h"

namespace ara::layout::test {
namespace {

TEST(Rank, EveryEdgeOfATangleFlowsDown) {
  Dice dice(7);
  for (int round = 0; round < 20; ++round) {
    Request r = graph(30, {});
    for (Size& s : r.boxes) s = {dice.size(20.0f, 120), dice.size(26.0f, 60)};
    for (int e = 0; e < 45; ++e) {
      const std::uint32_t a = dice(30), b = dice(30);
      if (a != b) r.edges.push_back({std::min(a, b), std::max(a, b), static_cast<std::uint16_t>(dice(3)), 0});
    }
    const Picture p = layOut(r);
    expectSound(r, p);
    for (const Route& route : p.routes) EXPECT_FALSE(route.back);
  }
}

TEST(Rank, RanksKeepTheirDistance) {
  Request r = graph(3, {{0, 1}, {1, 2}});
  r.boxes[1].height = 200;
  r.gapY = 50;
  const Picture p = layOut(r);
  EXPECT_FLOAT_EQ(p.boxes[1].y - p.boxes[0].y, 26 + 50);
  EXPECT_FLOAT_EQ(p.boxes[2].y - p.boxes[1].y, 200 + 50);
}

// A weight used late belongs beside its user, not at the top of the picture.
TEST(Rank, SourcesLieJustAboveTheirFirstUser) {
  const Picture p = layOut(graph(6, {{0, 1}, {1, 2}, {2, 3}, {4, 3, 0, 1}, {5, 4}}));
  EXPECT_EQ(p.rank, (std::vector<std::uint32_t>{0, 1, 2, 3, 2, 1}));
}

TEST(Rank, ASharedSourceLiesAboveTheFirstOfItsUsers) {
  const Picture p = layOut(graph(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {5, 2, 0, 1}, {5, 4, 0, 1}}));
  EXPECT_EQ(p.rank[5], p.rank[2] - 1);
}

TEST(Rank, DeadEndsLieJustBelowTheirProducer) {
  // 5 is pulled down to its user 4; its other user 6 leads nowhere and goes with it.
  const Picture p = layOut(graph(7, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {5, 4, 0, 1}, {5, 6}}));
  EXPECT_EQ(p.rank[5], 3u);
  EXPECT_EQ(p.rank[6], 4u);
}

TEST(Rank, ALoopHasOneEdgeThatClimbs) {
  // Enter, Merge, body, NextIteration, and back to Merge.
  const Request r = graph(5, {{0, 1}, {1, 2}, {2, 3}, {3, 1, 0, 1}, {2, 4}});
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_EQ(p.rank, (std::vector<std::uint32_t>{0, 1, 2, 3, 3}));
  for (std::size_t e = 0; e < r.edges.size(); ++e) EXPECT_EQ(p.routes[e].back, e == 3);
}

TEST(Rank, CyclesWithoutAWayInAreDrawnToo) {
  const Request r = graph(4, {{0, 1}, {1, 0}, {2, 3}, {3, 2}});
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_FALSE(p.routes[0].back);
  EXPECT_TRUE(p.routes[1].back);
}

TEST(Rank, TanglesWithManyCyclesStaySound) {
  Dice dice(99);
  for (int round = 0; round < 20; ++round) {
    Request r = graph(20, {});
    for (int e = 0; e < 35; ++e) r.edges.push_back({dice(20), dice(20), static_cast<std::uint16_t>(dice(2)), 0});
    expectSound(r, layOut(r));
  }
}

} // namespace
} // namespace ara::layout::test
