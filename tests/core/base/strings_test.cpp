#include "base/strings.h"

#include <gtest/gtest.h>

namespace ara {
namespace {

using Parts = std::vector<std::string_view>;

TEST(Strings, Split) {
  EXPECT_EQ(split("a,,b", ','), (Parts{"a", "", "b"}));
  EXPECT_EQ(split("a", ','), (Parts{"a"}));
  EXPECT_EQ(split(",", ','), (Parts{"", ""}));
  EXPECT_TRUE(split("", ',').empty());
}

TEST(Strings, ParseIntegerTakesTheWholeText) {
  EXPECT_EQ(parseInteger("-42"), -42);
  EXPECT_EQ(parseInteger("9223372036854775807"), 9223372036854775807);
  for (const char* bad : {"", "4x", " 4", "4 ", "+4", "0x4", "9223372036854775808", "-"})
    EXPECT_FALSE(parseInteger(bad)) << bad;
}

TEST(Strings, Numbers) {
  EXPECT_EQ(withCommas(0), "0");
  EXPECT_EQ(withCommas(999), "999");
  EXPECT_EQ(withCommas(6862), "6,862");
  EXPECT_EQ(withCommas(18446744073709551615u), "18,446,744,073,709,551,615");
  EXPECT_EQ(plural(1, "node", "nodes"), "1 node");
  EXPECT_EQ(plural(0, "node", "nodes"), "0 nodes");
}

TEST(Strings, EditDistanceStopsAtItsLimit) {
  EXPECT_EQ(editDistance("kitten", "sitting", 9), 3u);
  EXPECT_EQ(editDistance("kitten", "sitting", 2), 3u) << "one more than the limit";
  EXPECT_EQ(editDistance("", "abc", 9), 3u);
  EXPECT_EQ(editDistance("same", "same", 0), 0u);
}

// A name from a file must not move the cursor, end the line or turn the text around, and what comes out is UTF-8.
TEST(Strings, PrintableKeepsTextAndShowsTheRest) {
  EXPECT_EQ(printable("conv/größe_卷积_🦜"), "conv/größe_卷积_🦜");
  EXPECT_EQ(printable("a\nb\x1b[2J\x7f"), "a\\x0ab\\x1b[2J\\x7f");
  EXPECT_EQ(printable("\xc2\x9b"), "\\xc2\\x9b") << "a control of the second block";
  EXPECT_EQ(printable("\xe2\x80\xae"), "\\xe2\\x80\\xae") << "right-to-left override";
  EXPECT_EQ(printable("\xe2\x80\xa8"), "\\xe2\\x80\\xa8") << "line separator";
  EXPECT_EQ(printable("\xff\xc3"), "\\xff\\xc3") << "no characters";
  EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf") << "a slash written too long";
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "half of a pair";
  EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond the last character";
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
}

TEST(Strings, PrintableLeavesOutTheMiddle) {
  EXPECT_EQ(printable("0123456789", 10), "0123456789");
  EXPECT_EQ(printable("0123456789a", 9), "012…56789a");
  EXPECT_EQ(printable("äöüäöüäöü", 9), "ä…äöü") << "characters are not cut";
}

TEST(Strings, ShellQuoted) {
  EXPECT_EQ(shellQuoted("input:0=1,224,224,3"), "input:0=1,224,224,3");
  EXPECT_EQ(shellQuoted("a b"), "'a b'");
  EXPECT_EQ(shellQuoted("it's"), "'it'\\''s'");
  EXPECT_EQ(shellQuoted(""), "''");
  EXPECT_EQ(shellQuoted("$(rm -rf)"), "'$(rm -rf)'");
}

} // namespace
} // namespace ara
