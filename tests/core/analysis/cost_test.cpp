// What a result costs, worked out by hand.
#include "analysis/cost.h"
#include "ir/text.h"
#include "ops/registry.h"

#include <gtest/gtest.h>

namespace ara::analysis {
namespace {

ir::Model parsed(std::string_view text) {
  auto m = ir::parse(text, ops::find);
  EXPECT_TRUE(m) << m.error().text();
  return m ? *std::move(m) : ir::Model();
}

// %a lives from the first to the second operator, %b to the third, %c to the fourth: %c takes the place of %a.
TEST(Arena, BlocksOf64BytesTakeTheFirstGapThatFits) {
  const auto arena = firstFitArena(parsed(R"(graph (%x: f32[17]) {
  %a = tfl.tanh(%x) : f32[17]
  %b = tfl.tanh(%a) : f32[17]
  %c = tfl.tanh(%b) : f32[17]
  %y = tfl.tanh(%c) : f32[17]
  return %y
}
)"));
  ASSERT_TRUE(arena);
  EXPECT_EQ(arena->total, 256u) << "17 floats are two blocks";
  EXPECT_EQ(arena->mostAtOnce, 256u);
  EXPECT_FALSE(firstFitArena(
      parsed("graph (%x: f32[?]) {\n  %a = tfl.tanh(%x) : f32[?]\n  %y = tfl.tanh(%a) : f32[?]\n  return %y\n}\n")));
}

TEST(Operations, CountAMultiplyAddAsTwo) {
  EXPECT_EQ(arithmeticOperations(parsed(R"(graph (%x: f32[3,4]) {
  %w = const f32[5,4] = bytes 80 #0000000000000000
  %b = const f32[5] = [1, 2, 3, 4, 5]
  %d = tfl.fully_connected(%x, %w, %b) : f32[3,5]
  %y = tfl.tanh(%d) : f32[3,5]
  return %y
}
)")),
            2u * 20 * 3 + 15 + 64 * 15);
}

} // namespace
} // namespace ara::analysis
