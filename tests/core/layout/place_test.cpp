#include "picture_checks.h"

#include <algorithm>
#include <cmath>

namespace ara::layout::test {
namespace {

TEST(Place, AChainIsAStraightLine) {
  Request r = graph(50, {});
  Dice dice(3);
  for (std::uint32_t i = 0; i < 50; ++i) {
    r.boxes[i].width = dice.size(30.0f, 100);
    if (i > 0) r.edges.push_back({i - 1, i});
  }
  const Picture p = layOut(r);
  for (const Rect& b : p.boxes) EXPECT_NEAR(middleX(b), middleX(p.boxes[0]), 0.01);
  for (const Route& route : p.routes) EXPECT_EQ(route.points.size(), 2u);
}

TEST(Place, ATrunkStaysStraightBesideItsWeights) {
  // MatMul, BiasAdd, MatMul, BiasAdd, ... each with a constant as second operand.
  Request r = graph(1, {});
  std::uint32_t trunk = 0;
  for (int i = 0; i < 20; ++i) {
    const auto op = static_cast<std::uint32_t>(r.boxes.size());
    r.boxes.push_back({90, 26});
    r.boxes.push_back({70, 26});
    r.edges.push_back({trunk, op, 0, 0});
    r.edges.push_back({op + 1, op, 0, 1});
    trunk = op;
  }
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_EQ(crossings(p), 0);
  for (std::uint32_t op = 3; op < 41; op += 2) EXPECT_NEAR(middleX(p.boxes[op]), middleX(p.boxes[1]), 0.01);
  for (std::uint32_t op = 3; op < 41; op += 2) EXPECT_GT(p.boxes[op + 1].x, p.boxes[op].x); // second operand: right
}

TEST(Place, ALongLineHasTwoBendsAtMost) {
  // A skip connection over ten boxes.
  Request r = graph(12, {{0, 11, 0, 1}});
  for (std::uint32_t i = 1; i < 12; ++i) r.edges.push_back({i - 1, i});
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_LE(p.routes[0].points.size(), 6u); // leaves, slants out, runs straight, slants in, enters
  for (std::uint32_t i = 1; i < 12; ++i) EXPECT_NEAR(middleX(p.boxes[i]), middleX(p.boxes[0]), 0.01);
}

TEST(Place, ForksAndJoinsAreSymmetric) {
  for (const std::uint32_t branches : {2u, 3u, 4u, 7u}) {
    Request r = graph(branches + 2, {});
    for (std::uint32_t b = 0; b < branches; ++b) {
      r.edges.push_back({0, b + 1});
      r.edges.push_back({b + 1, branches + 1, 0, static_cast<std::uint16_t>(b)});
    }
    const Picture p = layOut(r);
    expectSound(r, p);
    double left = 1e9, right = -1e9;
    for (std::uint32_t b = 1; b <= branches; ++b) {
      left = std::min(left, middleX(p.boxes[b]));
      right = std::max(right, middleX(p.boxes[b]));
    }
    EXPECT_NEAR(middleX(p.boxes[0]), (left + right) / 2, 1) << branches;
    EXPECT_NEAR(middleX(p.boxes[branches + 1]), (left + right) / 2, 1) << branches;
  }
}

TEST(Place, GapsAreKept) {
  Request r = graph(9, {});
  for (std::uint32_t b = 1; b < 9; ++b) r.edges.push_back({0, b});
  r.gapX = 40;
  const Picture p = layOut(r);
  std::vector<float> x;
  for (std::uint32_t b = 1; b < 9; ++b) x.push_back(p.boxes[b].x);
  std::sort(x.begin(), x.end());
  for (std::size_t i = 1; i < x.size(); ++i) EXPECT_GE(x[i] - x[i - 1], 80 + 40 - 0.01);
}

// A recurrent network unrolled: every step leans a little to one side. The picture must not drift away with them.
TEST(Place, AThousandLeaningStepsStayNarrow) {
  Request r;
  std::uint32_t last = 0;
  r.boxes.push_back({80, 26});
  for (int step = 0; step < 1000; ++step) {
    const auto first = static_cast<std::uint32_t>(r.boxes.size());
    for (int i = 0; i < 4; ++i) r.boxes.push_back({80, 26});
    r.edges.push_back({last, first, 0, 0});
    r.edges.push_back({last, first + 1, 1, 0});
    r.edges.push_back({first, first + 2, 0, 0});
    r.edges.push_back({first + 1, first + 3, 0, 1}); // one branch ends, the flow goes on through the other
    r.edges.push_back({first + 2, first + 3, 0, 0});
    last = first + 3;
  }
  const Picture p = layOut(r);
  expectNoOverlap(p);
  EXPECT_LT(p.bounds.width, 1000);
}

} // namespace
} // namespace ara::layout::test
