// Messages, errors, tasks, checked bytes.
#include "base/bytes.h"
#include "base/id.h"
#include "base/task.h"

#include <gtest/gtest.h>

namespace ara {
namespace {

TEST(Message, PutsArgumentsInPlaces) {
  EXPECT_EQ(msg("{0} has {1}, not {0}", "a", 2).text(), "a has 2, not a");
  EXPECT_EQ(msg("{1}{0}", "a", "b").text(), "ba") << "a translation may turn them round";
  EXPECT_EQ(msg("{2} {x} {", "a").text(), "{2} {x} {") << "a place without an argument stays";
  EXPECT_EQ(msg("{0}", "{1}", "b").text(), "{1}") << "arguments are not looked into: they come from files";
  EXPECT_TRUE(Message{}.empty());
}

TEST(Error, TellsFindingRemedyAndTrailOnOneLine) {
  const Status failed = fail(ErrorKind::BadFile, msg("The file ends at byte {0}.", 7), msg("Copy it again."), "m.pb");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().text(), "The file ends at byte 7. Copy it again.");
  EXPECT_EQ(failed.error().subject, "m.pb");
  const Status deeper = within(within(failed, "reading node 3"), "reading the graph");
  EXPECT_EQ(deeper.error().text(), "The file ends at byte 7. Copy it again. (while reading node 3, reading the graph)");
  EXPECT_TRUE(within(Status{}, "anything")) << "success has no trail";
}

Result<int> half(int n) {
  if (n % 2) return fail(ErrorKind::BadArgument, msg("{0} is odd.", n));
  return n / 2;
}
Result<int> quarter(int n) {
  ARA_ASSIGN(const int h, half(n));
  ARA_TRY(half(h));
  return half(h);
}

TEST(Result, MacrosHandErrorsOn) {
  EXPECT_EQ(quarter(12).value(), 3);
  EXPECT_EQ(quarter(6).error().text(), "3 is odd.");
  EXPECT_EQ(quarter(7).error().kind, ErrorKind::BadArgument);
}

TEST(Task, StopsAtTheNextCheckpoint) {
  const auto stop = std::make_shared<std::atomic<bool>>(false);
  Task task(stop, nullptr);
  EXPECT_TRUE(task.checkpoint(0, "Reading"));
  stop->store(true);
  const Status stopped = task.checkpoint(0.5, "Reading");
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
  EXPECT_FALSE(task.part(0, 1).checkpoint(0, "Part")) << "parts stop with the whole";
}

TEST(Task, PartsReportTheirShare) {
  std::vector<double> seen;
  Task task(nullptr, [&](const Progress& p) { seen.push_back(p.fraction); });
  Task second = task.part(0.5, 1);
  ASSERT_TRUE(second.checkpoint(0.5, "x"));
  ASSERT_TRUE(second.part(0.5, 1).checkpoint(1, "x"));
  EXPECT_EQ(seen, (std::vector<double>{0.75, 1.0}));
}

TEST(Task, NotesOfPartsAreNotesOfTheWhole) {
  Task task;
  task.part(0, 1).note(Severity::warning, msg("Look at {0}.", "a"), {}, "a");
  ASSERT_EQ(task.notes().size(), 1u);
  EXPECT_EQ(task.notes()[0].what.text(), "Look at a.");
}

TEST(Bytes, ArithmeticKnowsItsLimits) {
  constexpr std::uint64_t kMost = ~std::uint64_t{0};
  EXPECT_EQ(checkedMul(1u << 31, 1u << 31), std::uint64_t{1} << 62);
  EXPECT_FALSE(checkedMul(kMost, 2));
  EXPECT_EQ(checkedAdd(kMost - 1, 1), kMost);
  EXPECT_FALSE(checkedAdd(kMost, 1));
}

TEST(Bytes, PartsAreInside) {
  const Bytes b = bytesOf("abcdef");
  EXPECT_EQ(textOf(*subspan(b, 2, 3)), "cde");
  EXPECT_TRUE(subspan(b, 6, 0));
  EXPECT_FALSE(subspan(b, 7, 0));
  EXPECT_FALSE(subspan(b, 4, 3));
  EXPECT_FALSE(subspan(b, 4, ~std::uint64_t{0})) << "the sum would wrap round";
}

TEST(Bytes, LoadsWhereverANumberLies) {
  const Bytes b = bytesOf(std::string_view("\x00\x01\x02\x03\x04", 5));
  EXPECT_EQ(loadAt<std::uint32_t>(b, 1), 0x04030201u);
  EXPECT_EQ(tryLoad<std::uint16_t>(b, 3), 0x0403);
  EXPECT_FALSE(tryLoad<std::uint32_t>(b, 2));
}

TEST(Id, NoneIsNothing) {
  using A = Id<struct ATag>;
  EXPECT_FALSE(A());
  EXPECT_TRUE(A(0));
  EXPECT_LT(A(1), A(2));
  EXPECT_EQ(std::hash<A>{}(A(7)), std::hash<A>{}(A(7)));
}

} // namespace
} // namespace ara
