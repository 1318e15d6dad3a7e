#include "support/damage.h"

#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace ara::test {
namespace {

std::vector<std::byte> counting(std::size_t size) {
  std::vector<std::byte> out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::byte>(i);
  return out;
}

std::size_t differingBytes(Bytes a, Bytes b) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < a.size(); ++i) n += a[i] != b[i];
  return n;
}

// A small file is cut everywhere: the empty file is among the cuts, the whole one is not.
TEST(Damage, CutsAtEveryByte) {
  const auto good = counting(5);
  std::vector<std::size_t> lengths;
  forEachTruncation(good, [&](Bytes cut, const Damage& d) {
    EXPECT_EQ(d.offset, cut.size());
    EXPECT_TRUE(std::equal(cut.begin(), cut.end(), good.begin()));
    lengths.push_back(cut.size());
  });
  EXPECT_EQ(lengths, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

// A large file is cut at both ends without a gap, and in between at different places.
TEST(Damage, SpreadsCutsOverALargeFile) {
  const auto good = counting(1000);
  std::vector<std::size_t> lengths;
  forEachTruncation(
      good, [&](Bytes cut, const Damage&) { lengths.push_back(cut.size()); }, 100);
  EXPECT_EQ(lengths.size(), 100u);
  EXPECT_TRUE(std::is_sorted(lengths.begin(), lengths.end()));
  EXPECT_EQ(std::set(lengths.begin(), lengths.end()).size(), 100u);
  EXPECT_EQ(lengths[24], 24u);
  EXPECT_EQ(lengths[75], 975u);
  EXPECT_EQ(lengths.back(), 999u);
}

// One bit differs from the good file each time, also after many; equal seeds give equal places.
TEST(Damage, FlipsOneBit) {
  const auto good = counting(64);
  std::vector<std::string> first, second, other;
  const auto into = [&](std::vector<std::string>& list) {
    return [&](Bytes bad, const Damage& d) {
      EXPECT_EQ(differingBytes(bad, good), 1u);
      EXPECT_EQ(bad[d.offset] ^ good[d.offset], std::byte{1} << d.value);
      list.push_back(d.text());
    };
  };
  forEachBitFlip(good, 50, 7, into(first));
  forEachBitFlip(good, 50, 7, into(second));
  forEachBitFlip(good, 50, 8, into(other));
  EXPECT_EQ(first.size(), 50u);
  EXPECT_EQ(first, second);
  EXPECT_NE(first, other);
}

// Every aligned field takes every lying number it can hold, and nothing outside the field changes.
TEST(Damage, SweepsFields) {
  const std::vector<std::byte> good(8, std::byte{0x55});
  std::set<std::uint64_t> atFour;
  fieldSweep(good, 4, [&](Bytes bad, const Damage& d) {
    ASSERT_EQ(loadAt<std::uint32_t>(bad, d.offset), d.value);
    EXPECT_EQ(loadAt<std::uint32_t>(bad, 4 - d.offset), 0x55555555u);
    if (d.offset == 4) atFour.insert(d.value);
  });
  EXPECT_EQ(atFour, (std::set<std::uint64_t>{0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 8, 4, 5}));
}

TEST(Damage, SaysWhatItDid) {
  EXPECT_EQ((Damage{Damage::Kind::cut, 17, 0, 0}).text(), "cut at byte 17");
  EXPECT_EQ((Damage{Damage::Kind::flip, 17, 3, 1}).text(), "bit 3 of byte 17 flipped");
  EXPECT_EQ((Damage{Damage::Kind::field, 16, 255, 4}).text(), "4 bytes at 16 set to 0xff");
}

} // namespace
} // namespace ara::test
