// The checks of picture_checks.h, and proof that they can fail.
#include "picture_checks.h"

#include <gtest/gtest-spi.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace ara::layout::test {
namespace {

constexpr double kEps = 0.01;

double right(const Rect& r) { return static_cast<double>(r.x) + r.width; }

double turn(Point a, Point b, Point c) {
  return (static_cast<double>(b.x) - a.x) * (static_cast<double>(c.y) - a.y) -
         (static_cast<double>(b.y) - a.y) * (static_cast<double>(c.x) - a.x);
}

bool cross(Point a, Point b, Point c, Point d) {
  const double s = turn(a, b, c), t = turn(a, b, d), u = turn(c, d, a), v = turn(c, d, b);
  return s * t < -kEps && u * v < -kEps;
}

// Does the piece a-b run through the inside of the box? Both are convex: look for a separating line.
bool runsThrough(Point a, Point b, const Rect& box) {
  if (std::max(a.x, b.x) <= box.x + kEps || std::min(a.x, b.x) >= right(box) - kEps) return false;
  if (std::max(a.y, b.y) <= box.y + kEps || std::min(a.y, b.y) >= bottom(box) - kEps) return false;
  const Point corners[] = {
      {box.x, box.y}, {box.x + box.width, box.y}, {box.x, box.y + box.height}, {box.x + box.width, box.y + box.height}};
  int left = 0, beyond = 0;
  for (const Point& c : corners) {
    left += turn(a, b, c) <= kEps;
    beyond += turn(a, b, c) >= -kEps;
  }
  return left < 4 && beyond < 4;
}

void expectRoute(const Request& r, const Picture& p, std::size_t e) {
  SCOPED_TRACE(testing::Message() << "edge " << e << ": " << r.edges[e].from << " to " << r.edges[e].to);
  const Route& route = p.routes[e];
  const Rect &from = p.boxes[r.edges[e].from], &to = p.boxes[r.edges[e].to];
  ASSERT_GE(route.points.size(), 2u);
  const Point first = route.points.front(), last = route.points.back();
  EXPECT_NEAR(first.y, bottom(from), kEps);
  EXPECT_NEAR(last.y, to.y, kEps);
  EXPECT_GE(first.x, from.x - kEps);
  EXPECT_LE(first.x, right(from) + kEps);
  EXPECT_GE(last.x, to.x - kEps);
  EXPECT_LE(last.x, right(to) + kEps);
  EXPECT_EQ(route.back, p.rank[r.edges[e].from] >= p.rank[r.edges[e].to]);
  if (route.connector) {
    ASSERT_EQ(route.points.size(), 4u);
    return;
  }
  for (std::size_t i = 1; i < route.points.size(); ++i) {
    const Point a = route.points[i - 1], b = route.points[i];
    EXPECT_TRUE(std::isfinite(b.x) && std::isfinite(b.y));
    EXPECT_TRUE(route.back || a.y <= b.y + kEps) << "a forward line climbs";
    for (std::size_t k = 0; k < p.boxes.size(); ++k)
      EXPECT_FALSE(runsThrough(a, b, p.boxes[k])) << "the line runs through box " << k;
  }
}

} // namespace

Request graph(std::size_t count, std::vector<Edge> edges) {
  Request r;
  r.boxes.assign(count, {80, 26});
  r.edges = std::move(edges);
  return r;
}

Picture layOut(const Request& request) {
  Task task;
  auto p = layered(task, request);
  EXPECT_TRUE(p.has_value()) << p.error().text();
  return p ? *std::move(p) : Picture{};
}

double middleX(const Rect& box) { return box.x + box.width / 2.0; }
double bottom(const Rect& box) { return static_cast<double>(box.y) + box.height; }

void expectNoOverlap(const Picture& p) {
  // From left to right; the boxes a vertical line meets, by y, are disjoint as long as nothing overlaps.
  struct Event {
    double x;
    bool opens;
    std::size_t box;
  };
  std::vector<Event> events;
  for (std::size_t i = 0; i < p.boxes.size(); ++i) {
    if (p.boxes[i].width <= 0 || p.boxes[i].height <= 0) continue;
    events.push_back({p.boxes[i].x + kEps, true, i});
    events.push_back({right(p.boxes[i]) - kEps, false, i});
  }
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return a.x != b.x ? a.x < b.x : a.opens != b.opens ? b.opens : a.box < b.box;
  });
  std::set<std::pair<double, std::size_t>> open;
  for (const Event& e : events) {
    const auto key = std::pair(static_cast<double>(p.boxes[e.box].y), e.box);
    if (!e.opens) {
      open.erase(key);
      continue;
    }
    const auto at = open.insert(key).first;
    const bool above = at != open.begin(), below = std::next(at) != open.end();
    ASSERT_TRUE(!below || std::next(at)->first >= bottom(p.boxes[e.box]) - kEps) << "box " << e.box;
    ASSERT_TRUE(!above || bottom(p.boxes[std::prev(at)->second]) <= key.first + kEps) << "box " << e.box;
  }
}

void expectSound(const Request& r, const Picture& p) {
  ASSERT_EQ(p.boxes.size(), r.boxes.size());
  ASSERT_EQ(p.rank.size(), r.boxes.size());
  ASSERT_EQ(p.routes.size(), r.edges.size());
  for (std::size_t i = 0; i < p.boxes.size(); ++i) {
    EXPECT_EQ(p.boxes[i].width, r.boxes[i].width);
    EXPECT_EQ(p.boxes[i].height, r.boxes[i].height);
    EXPECT_GE(p.boxes[i].x, p.bounds.x - kEps);
    EXPECT_GE(p.boxes[i].y, p.bounds.y - kEps);
    EXPECT_LE(right(p.boxes[i]), right(p.bounds) + kEps);
    EXPECT_LE(bottom(p.boxes[i]), bottom(p.bounds) + kEps);
  }
  expectNoOverlap(p);
  for (std::size_t e = 0; e < p.routes.size(); ++e) expectRoute(r, p, e);
}

int crossings(const Picture& p) {
  int sum = 0;
  for (std::size_t a = 0; a < p.routes.size(); ++a)
    for (std::size_t b = a + 1; b < p.routes.size(); ++b)
      for (std::size_t i = 1; i < p.routes[a].points.size(); ++i)
        for (std::size_t k = 1; k < p.routes[b].points.size(); ++k)
          sum +=
              cross(p.routes[a].points[i - 1], p.routes[a].points[i], p.routes[b].points[k - 1], p.routes[b].points[k]);
  return sum;
}

namespace {

TEST(Checks, ALineThroughABoxIsSeen) {
  Request r = graph(3, {{0, 2}});
  r.boxes[1].height = 6; // fits between the two ranks
  Picture p = layOut(r);
  expectSound(r, p);
  p.boxes[1].x = p.routes[0].points[0].x - 40;
  p.boxes[1].y = p.boxes[0].y + 30;
  EXPECT_NONFATAL_FAILURE(expectSound(r, p), "runs through box 1");
}

TEST(Checks, AnOverlapIsSeen) {
  Picture p = layOut(graph(3, {}));
  p.boxes[2] = {p.boxes[0].x + 79, p.boxes[0].y + 25, 80, 26};
  testing::TestPartResultArray found;
  {
    testing::ScopedFakeTestPartResultReporter reporter(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &found);
    expectNoOverlap(p);
  }
  EXPECT_EQ(found.size(), 1);
}

TEST(Checks, CrossingsAreCounted) {
  Picture p;
  p.routes.resize(3);
  p.routes[0].points = {{0, 0}, {10, 10}};
  p.routes[1].points = {{10, 0}, {0, 10}};
  p.routes[2].points = {{0, 0}, {0, 10}}; // meets both at an end
  EXPECT_EQ(crossings(p), 1);
}

} // namespace
} // namespace ara::layout::test
