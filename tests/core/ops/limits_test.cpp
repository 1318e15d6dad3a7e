// Legal only where the runtime is right: the limits of each TensorFlow Lite row against what was measured.
#include "ops/registry.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace ara::ops {
namespace {

struct Measured {
  std::string op;
  std::string_view types, quantized;
  int minRank, maxRank;
};

std::string lower(std::string_view name) {
  std::string out = "tfl.";
  for (const char c : name) out += static_cast<char>(std::tolower(c));
  return out;
}

const std::vector<Measured>& measured() {
  static const std::vector<Measured> kAll{
#define ARA_MEASURED(op, types, quantized, least, most) {lower(#op), types, quantized, least, most},
#include "tests/core/ops/runtime_limits.def"
#undef ARA_MEASURED
  };
  return kAll;
}

std::vector<std::string> words(std::string_view list) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (end > at) out.emplace_back(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool has(std::string_view list, const std::string& word) {
  const auto all = words(list);
  return std::find(all.begin(), all.end(), word) != all.end();
}

TEST(Limits, AllowNoTypeTheRuntimeWasNotSeenToComputeRightly) {
  for (const Measured& m : measured()) {
    const ir::OpDef* row = find(m.op);
    ASSERT_NE(row, nullptr) << m.op;
    EXPECT_FALSE(row->limits.types.empty()) << m.op << " may have any type, but was measured with some only";
    for (const std::string& t : words(row->limits.types))
      EXPECT_TRUE(has(m.types, t)) << m.op << " must not have " << t;
    for (const std::string& t : words(row->limits.quantized))
      EXPECT_TRUE(has(m.quantized, t)) << m.op << " must not have quantized " << t;
  }
}

TEST(Limits, AllowNoRankTheRuntimeWasNotSeenToTake) {
  for (const Measured& m : measured()) {
    const ir::OpDef* row = find(m.op);
    ASSERT_NE(row, nullptr) << m.op;
    EXPECT_GE(row->limits.minRank, m.minRank) << m.op;
    EXPECT_LE(row->limits.maxRank, m.maxRank) << m.op;
  }
}

} // namespace
} // namespace ara::ops
