#include "picture_checks.h"

namespace ara::layout::test {
namespace {

TEST(Pack, ThousandsOfSingleBoxesFormAGrid) {
  const Picture p = layOut(graph(5000, {}));
  expectNoOverlap(p);
  const double aspect = static_cast<double>(p.bounds.width) / p.bounds.height;
  EXPECT_GT(aspect, 1.2);
  EXPECT_LT(aspect, 2.2);
  double area = 0;
  for (const Rect& b : p.boxes) area += (b.width + 36.0) * (b.height + 36.0);
  EXPECT_LT(static_cast<double>(p.bounds.width) * p.bounds.height, area * 1.05);
}

TEST(Pack, SmallPartsLieBesideATallOne) {
  Request r = graph(500, {});
  for (std::uint32_t i = 1; i < 100; ++i) r.edges.push_back({i - 1, i}); // a chain, and 400 single boxes
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_FLOAT_EQ(p.bounds.height, p.boxes[99].y + p.boxes[99].height - p.boxes[0].y);
}

TEST(Pack, PartsDoNotMix) {
  // Two diamonds, their boxes numbered alternately.
  const Request r = graph(8, {{0, 2}, {0, 4}, {2, 6}, {4, 6}, {1, 3}, {1, 5}, {3, 7}, {5, 7}});
  const Picture p = layOut(r);
  expectSound(r, p);
  for (int even = 0; even < 8; even += 2)
    for (int odd = 1; odd < 8; odd += 2) EXPECT_LT(p.boxes[even].x + p.boxes[even].width, p.boxes[odd].x);
}

} // namespace
} // namespace ara::layout::test
