// Counts crossings between two neighbouring ranks. Links that share an end (the same port of the same node) never
// cross; links at different ports of one node do when their other ends lie the other way round.
#include "layout/engine.h"

#include <algorithm>

namespace ara::layout::detail {
namespace {

constexpr std::size_t kFew = 40; // up to here inserting into a sorted row beats the counting tree

std::uint64_t keyOf(const Layers& l, const Half& h) {
  return static_cast<std::uint64_t>(l.place[h.other]) << 16 | h.otherSlot;
}

} // namespace

std::uint64_t crossingsBelow(const Layers& l, Index rank, std::vector<Index>& tree) {
  if (rank + 1 >= l.ranks()) return 0;
  std::size_t total = 0;
  for (const Index n : l.row(rank)) total += l.downFirst[n + 1] - l.downFirst[n];
  if (total < 2) return 0;

  std::uint64_t sum = 0;
  std::uint64_t sorted[kFew];
  std::size_t have = 0;
  std::vector<Index> base; // by place in the lower row: ends left of it
  if (total > kFew) {
    base.assign(1, 0);
    for (const Index n : l.row(rank + 1)) {
      const auto ups = l.up(n);
      base.push_back(base.back() + (ups.empty() ? 0 : ups.back().slot + 1u));
    }
    tree.assign(base.back() + 1, 0);
  }
  const auto larger = [&](std::uint64_t key) -> std::uint64_t { // ends inserted right of key
    if (total <= kFew) {
      std::size_t i = have;
      while (i > 0 && sorted[i - 1] > key) --i;
      return have - i;
    }
    std::uint64_t upTo = 0;
    for (Index i = base[key >> 16] + static_cast<Index>(key & 0xffff) + 1; i > 0; i &= i - 1) upTo += tree[i];
    return have - upTo;
  };
  const auto insert = [&](std::uint64_t key) {
    if (total <= kFew) {
      std::size_t i = have++;
      for (; i > 0 && sorted[i - 1] > key; --i) sorted[i] = sorted[i - 1];
      sorted[i] = key;
      return;
    }
    ++have;
    for (Index i = base[key >> 16] + static_cast<Index>(key & 0xffff) + 1; i < tree.size(); i += i & (~i + 1))
      ++tree[i];
  };
  for (const Index n : l.row(rank)) {
    const auto downs = l.down(n);
    for (std::size_t i = 0; i < downs.size();) {
      std::size_t end = i;
      for (; end < downs.size() && downs[end].slot == downs[i].slot; ++end) sum += larger(keyOf(l, downs[end]));
      for (; i < end; ++i) insert(keyOf(l, downs[i]));
    }
  }
  return sum;
}

} // namespace ara::layout::detail
