// Requests nobody draws on purpose: they must end soon, and in a sound picture or a plain error.
#include "picture_checks.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctime>
#include <memory>

namespace ara::layout::test {
namespace {

Request large(std::uint32_t seed) {
  Dice dice(seed);
  Request r = graph(100'000, {});
  for (Size& s : r.boxes) s.width = dice.size(40, 100);
  for (std::uint32_t i = 1; i < 100'000; ++i) {
    r.edges.push_back({i - 1 - dice(std::min(i, 30u)), i, 0, 0});
    if (dice(3) == 0) r.edges.push_back({i - 1 - dice(std::min(i, 30u)), i, 0, 1});
  }
  return r;
}

TEST(Hostile, NothingAndOneBox) {
  EXPECT_EQ(layOut({}).bounds, Rect{});
  const Picture p = layOut(graph(1, {}));
  EXPECT_EQ(p.bounds, (Rect{0, 0, 80, 26}));
  EXPECT_EQ(p.boxes[0], p.bounds);
}

TEST(Hostile, AnEdgeToNowhereIsRefused) {
  Task task;
  for (const Edge e : {Edge{0, 3}, Edge{3, 0}, Edge{0xffffffff, 0xffffffff}}) {
    const auto p = layered(task, graph(3, {{0, 1}, e}));
    ASSERT_FALSE(p.has_value());
    EXPECT_EQ(p.error().kind, ErrorKind::BadArgument);
  }
  EXPECT_EQ(layered(task, graph(3, {{0, 1}, {1, 7}})).error().text(),
            "Edge 1 joins boxes 1 and 7, but there are 3 boxes. Number boxes from 0.");
}

TEST(Hostile, SizesAndGapsThatAreNoNumbers) {
  Request r = graph(5, {{0, 1}, {1, 2}, {0, 3}, {3, 2}, {4, 4}});
  r.boxes = {{NAN, 26}, {-5, INFINITY}, {1e30f, 26}, {0, 0}, {80, -1}};
  r.gapX = NAN;
  r.gapY = -3;
  const Picture p = layOut(r);
  for (const Rect& b : p.boxes) {
    EXPECT_TRUE(std::isfinite(b.x) && std::isfinite(b.y) && std::isfinite(b.width) && std::isfinite(b.height));
    EXPECT_GE(b.width, 0);
  }
  expectNoOverlap(p);
}

TEST(Hostile, ZeroGapsStillDoNotOverlap) {
  Request r = graph(40, {});
  Dice dice(17);
  for (int e = 0; e < 60; ++e) r.edges.push_back({dice(40), dice(40)});
  r.gapX = r.gapY = 0;
  expectNoOverlap(layOut(r));
}

TEST(Hostile, AChainOfAHundredThousand) {
  Request r = graph(100'000, {});
  for (std::uint32_t i = 1; i < 100'000; ++i) r.edges.push_back({i - 1, i});
  const Picture p = layOut(r);
  EXPECT_EQ(p.rank[99'999], 99'999u);
  EXPECT_EQ(p.bounds.width, 80);
  expectNoOverlap(p);
}

TEST(Hostile, ACycleOfAHundredThousand) {
  Request r = graph(100'000, {{99'999, 0}});
  for (std::uint32_t i = 1; i < 100'000; ++i) r.edges.push_back({i - 1, i});
  const Picture p = layOut(r);
  EXPECT_TRUE(p.routes[0].back);
  EXPECT_TRUE(p.routes[0].connector);
}

TEST(Hostile, StarsInAndOut) {
  Request r = graph(50'000, {});
  for (std::uint32_t i = 1; i < 50'000; ++i) r.edges.push_back({0, i});
  expectNoOverlap(layOut(r));
  for (Edge& e : r.edges) std::swap(e.from, e.to);
  const Picture p = layOut(r);
  expectNoOverlap(p);
  EXPECT_EQ(p.rank[0], 1u);
}

TEST(Hostile, AMillionEdgesOnOneBox) {
  Request r = graph(2, {});
  r.connectorFan = 0xffffffff;
  for (std::uint32_t i = 0; i < 1'000'000; ++i)
    r.edges.push_back(
        {i % 5 ? 0u : 1u, i % 7 ? 1u : 0u, static_cast<std::uint16_t>(i * 31), static_cast<std::uint16_t>(i)});
  const Picture p = layOut(r);
  EXPECT_EQ(p.routes.size(), 1'000'000u);
  EXPECT_TRUE(std::ranges::all_of(p.routes, [](const Route& route) { return route.points.size() >= 2; }));
}

// Every box feeds every later one: chains of bend points must not grow with the square of that.
TEST(Hostile, EverybodyFeedsEverybody) {
  Request r = graph(300, {});
  for (std::uint32_t a = 0; a < 300; ++a)
    for (std::uint32_t b = a + 1; b < 300; ++b) r.edges.push_back({a, b, 0, static_cast<std::uint16_t>(a)});
  r.connectorFan = r.connectorSpan = 0xffffffff;
  expectNoOverlap(layOut(r));
}

// 60,000 results that each pass hundreds of ranks: bend points are limited, the rest becomes connectors.
TEST(Hostile, BendPointsStayFewerThanAFewTimesTheBoxes) {
  Request r = graph(1000, {});
  for (std::uint32_t i = 1; i < 1000; ++i) r.edges.push_back({i - 1, i});
  for (std::uint32_t i = 0; i < 500; ++i)
    for (std::uint16_t port = 1; port < 120; ++port) r.edges.push_back({i, i + 500, port, port});
  r.connectorFan = r.connectorSpan = 0xffffffff;
  const Picture p = layOut(r);
  std::size_t points = 0;
  for (const Route& route : p.routes) points += route.points.size();
  EXPECT_LT(points, 10 * r.edges.size());
}

// Parts of all heights, each alone: packing must not look at all of them again for each.
TEST(Hostile, AHundredThousandPartsOfAllSizes) {
  Request r = graph(100'000, {});
  Dice dice(23);
  for (Size& s : r.boxes) s = {dice.size(10, 300), dice.size(10, 300)};
  const Picture p = layOut(r);
  expectNoOverlap(p);
  EXPECT_LT(p.bounds.width, 4 * p.bounds.height);
}

TEST(Hostile, EqualRequestsGiveEqualPictures) {
  Dice dice(1);
  Request r = graph(500, {});
  for (int e = 0; e < 900; ++e) r.edges.push_back({dice(500), dice(500), static_cast<std::uint16_t>(dice(4)), 0});
  const Picture a = layOut(r), b = layOut(r);
  EXPECT_EQ(a.boxes, b.boxes);
  EXPECT_EQ(a.routes, b.routes);
  EXPECT_EQ(a.rank, b.rank);
  EXPECT_EQ(a.bounds, b.bounds);
}

TEST(Hostile, AHundredThousandBoxesAreSound) {
  const Request r = large(11);
  const Picture p = layOut(r);
  expectNoOverlap(p);
  for (const Edge& e : r.edges) ASSERT_LT(p.rank[e.from], p.rank[e.to]);
}

TEST(Cancel, AStopBeforeTheStartIsHeeded) {
  Task task(std::make_shared<const std::atomic<bool>>(true), nullptr);
  const auto p = layered(task, graph(3, {{0, 1}, {1, 2}}));
  ASSERT_FALSE(p.has_value());
  EXPECT_EQ(p.error().kind, ErrorKind::Cancelled);
}

// Counted in processor time, which other work on the machine does not change much.
TEST(Cancel, AStopIsHeededSoonWhereverTheWorkIs) {
  const Request r = large(12);
  int calls = 0;
  {
    Task task(nullptr, [&](const Progress&) { ++calls; });
    ASSERT_TRUE(layered(task, r).has_value());
  }
  ASSERT_GT(calls, 50); // otherwise single steps are too long to stop soon
  for (const int at : {1, calls / 4, calls / 2, calls * 3 / 4, calls - 1}) {
    const auto stop = std::make_shared<std::atomic<bool>>(false);
    int seen = 0;
    std::clock_t asked = 0;
    Task task(stop, [&](const Progress&) {
      if (++seen == at) {
        stop->store(true);
        asked = std::clock();
      }
    });
    const auto p = layered(task, r);
    const double ms = 1000.0 * static_cast<double>(std::clock() - asked) / CLOCKS_PER_SEC;
    ASSERT_FALSE(p.has_value());
    EXPECT_EQ(p.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(ms, 250) << "after call " << at << " of " << calls; // 50 in a release build; sanitizers take their time
  }
}

TEST(Cancel, ProgressRises) {
  double last = 0;
  Task task(nullptr, [&](const Progress& p) {
    EXPECT_GE(p.fraction, last);
    EXPECT_LE(p.fraction, 1);
    last = p.fraction;
  });
  ASSERT_TRUE(layered(task, large(13)).has_value());
  EXPECT_GE(last, 0.9);
}

} // namespace
} // namespace ara::layout::test
