#include "picture_checks.h"

#include <algorithm>
#include <cmath>

namespace ara::layout::test {
namespace {

std::vector<Point> corners(const Picture& p) {
  std::vector<Point> out;
  for (const Rect& b : p.boxes) out.push_back({b.x, b.y});
  return out;
}

Request ladder() {
  Request r = graph(14, {});
  for (std::uint32_t i = 0; i + 3 < 12; i += 3) {
    r.edges.push_back({i, i + 1, 0, 0});
    r.edges.push_back({i, i + 2, 1, 0});
    r.edges.push_back({i + 1, i + 3, 0, 0});
    r.edges.push_back({i + 2, i + 3, 0, 1});
  }
  r.edges.push_back({0, 9, 0, 2}); // a long line past the others
  r.edges.push_back({12, 13});     // a part of its own
  return r;
}

void expectSamePlaces(const Picture& a, const Picture& b, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    EXPECT_NEAR(a.boxes[i].x, b.boxes[i].x, 0.5) << i;
    EXPECT_NEAR(a.boxes[i].y, b.boxes[i].y, 0.5) << i;
  }
}

TEST(Hint, TheSameGraphStaysWhereItWas) {
  Request r = ladder();
  const Picture before = layOut(r);
  r.hint = corners(before);
  const Picture after = layOut(r);
  expectSound(r, after);
  expectSamePlaces(before, after, 14);
}

TEST(Hint, ALargeTangleStaysWhereItWas) {
  Dice dice(31);
  Request r = graph(200, {});
  for (Size& s : r.boxes) s.width = dice.size(40, 100);
  for (std::uint32_t i = 1; i < 200; ++i) r.edges.push_back({i - 1 - dice(std::min(i, 8u)), i});
  const Picture before = layOut(r);
  r.hint = corners(before);
  const Picture after = layOut(r);
  expectSound(r, after);
  expectSamePlaces(before, after, 200);
}

TEST(Hint, APersonsOrderIsKept) {
  // Three equal branches, dragged into the order 3, 1, 2.
  Request r = graph(5, {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}});
  r.hint = {{200, 0}, {200, 62}, {400, 62}, {0, 62}, {200, 124}};
  const Picture p = layOut(r);
  expectSound(r, p);
  EXPECT_LT(p.boxes[3].x, p.boxes[1].x);
  EXPECT_LT(p.boxes[1].x, p.boxes[2].x);
}

TEST(Hint, ANewBoxLeavesTheOthersAlone) {
  Request r = ladder();
  const Picture before = layOut(r);
  r.hint = corners(before);
  r.boxes.push_back({80, 26}); // one more user of the last box of the ladder
  r.edges.push_back({9, 14});
  r.hint.push_back({NAN, NAN});
  const Picture after = layOut(r);
  expectSound(r, after);
  expectSamePlaces(before, after, 12);
}

TEST(Hint, ANewPartGoesBesideTheOld) {
  Request r = ladder();
  const Picture before = layOut(r);
  r.hint = corners(before);
  r.boxes.push_back({300, 26});
  r.hint.push_back({NAN, NAN});
  const Picture after = layOut(r);
  expectSound(r, after);
  expectSamePlaces(before, after, 14);
}

TEST(Hint, PartsThatGrowIntoEachOtherMoveApart) {
  Request r = graph(4, {{0, 1}, {2, 3}});
  r.hint = {{0, 0}, {0, 62}, {90, 0}, {90, 62}};
  r.boxes[1].width = 400;
  expectSound(r, layOut(r));
}

TEST(Hint, NonsenseIsHarmless) {
  Request r = ladder();
  r.hint.assign(14, {0, 0}); // all in one place
  expectSound(r, layOut(r));
  r.hint.assign(14, {INFINITY, -INFINITY});
  expectSound(r, layOut(r));
  r.hint.assign(3, {0, 0});
  Task task;
  const auto p = layered(task, r);
  ASSERT_FALSE(p.has_value());
  EXPECT_EQ(p.error().kind, ErrorKind::BadArgument);
  EXPECT_EQ(p.error().text(),
            "The earlier picture has 3 boxes, this one 14. Give every box its earlier place, or NaN.");
}

} // namespace
} // namespace ara::layout::test
