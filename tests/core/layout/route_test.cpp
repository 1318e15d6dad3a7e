#include "picture_checks.h"

namespace ara::layout::test {
namespace {

TEST(Route, EdgesLongerThanTheSpanBecomeConnectors) {
  Request r = graph(12, {{0, 11, 0, 1}, {0, 5, 0, 1}});
  for (std::uint32_t i = 1; i < 12; ++i) r.edges.push_back({i - 1, i});
  r.connectorSpan = 6;
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_TRUE(p.routes[0].connector);
  EXPECT_FALSE(p.routes[1].connector);
  // A stub below the source, one above the target.
  const auto& stub = p.routes[0].points;
  EXPECT_EQ(stub[0].x, stub[1].x);
  EXPECT_EQ(stub[2].x, stub[3].x);
  EXPECT_LT(stub[1].y, bottom(p.boxes[0]) + r.gapY);
  EXPECT_GT(stub[2].y, p.boxes[11].y - r.gapY);
}

TEST(Route, BoxesWithMoreUsersThanTheFanGetConnectors) {
  Request r = graph(10, {});
  for (std::uint32_t i = 1; i < 10; ++i) r.edges.push_back({0, i});
  r.connectorFan = 8;
  Picture p = layOut(r);
  expectSound(r, p);
  for (const Route& route : p.routes) EXPECT_TRUE(route.connector);
  r.connectorFan = 9;
  p = layOut(r);
  for (const Route& route : p.routes) EXPECT_FALSE(route.connector);
}

TEST(Route, LinesOfOneResultLeaveAtOnePoint) {
  const Picture p = layOut(graph(4, {{0, 1, 0}, {0, 2, 0}, {0, 3, 1}}));
  EXPECT_EQ(p.routes[0].points[0], p.routes[1].points[0]);
  EXPECT_LT(p.routes[1].points[0].x, p.routes[2].points[0].x);
}

TEST(Route, OperandsEnterSideBySide) {
  const Request r = graph(2, {{0, 1, 0, 0}, {0, 1, 0, 1}, {0, 1, 0, 2}}); // x * x, and once more
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_LT(p.routes[0].points.back().x, p.routes[1].points.back().x);
  EXPECT_LT(p.routes[1].points.back().x, p.routes[2].points.back().x);
  EXPECT_NEAR(middleX(p.boxes[0]), middleX(p.boxes[1]), 0.01);
}

TEST(Route, ASelfLoopRunsBesideItsBox) {
  const Request r = graph(3, {{0, 1}, {1, 1, 0, 1}, {1, 2}});
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_TRUE(p.routes[1].back);
  float right = 0;
  for (const Point& q : p.routes[1].points) right = std::max(right, q.x);
  EXPECT_GT(right, p.boxes[1].x + p.boxes[1].width);
  EXPECT_LE(right, p.bounds.x + p.bounds.width);
}

TEST(Route, TallNeighboursAreNotCut) {
  // The line of the low box 1 must pass the tall box 2 before it slants.
  Request r = graph(5, {{0, 1, 0}, {0, 2, 1}, {1, 3}, {2, 4}, {1, 4, 0, 1}});
  r.boxes[2].height = 400;
  const Picture p = layOut(r);
  expectSound(r, p);
}

TEST(Route, SidewaysIsTheSamePictureMirrored) {
  Request r = graph(6, {{0, 1, 0}, {0, 2, 1}, {1, 3}, {2, 3, 0, 1}, {3, 0, 0, 0}, {3, 4}, {0, 5, 1}});
  const Picture down = layOut(r);
  for (Size& s : r.boxes) std::swap(s.width, s.height);
  r.sideways = true;
  const Picture right = layOut(r);
  for (std::size_t b = 0; b < 6; ++b)
    EXPECT_EQ(right.boxes[b], (Rect{down.boxes[b].y, down.boxes[b].x, down.boxes[b].height, down.boxes[b].width}));
  for (std::size_t e = 0; e < r.edges.size(); ++e)
    EXPECT_EQ(right.routes[e].points[0], (Point{down.routes[e].points[0].y, down.routes[e].points[0].x}));
  EXPECT_EQ(right.bounds, (Rect{down.bounds.y, down.bounds.x, down.bounds.height, down.bounds.width}));
}

} // namespace
} // namespace ara::layout::test
