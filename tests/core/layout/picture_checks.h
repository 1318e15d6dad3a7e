// What must hold in every picture, and small helpers to describe graphs.
//
//   const Request r = graph(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
//   const Picture p = layOut(r);       // fails the test when layered() fails
//   expectSound(r, p);
#pragma once

#include "layout/layout.h"

#include <gtest/gtest.h>

#include <vector>

namespace ara::layout::test {

// `count` boxes of 80 x 26.
Request graph(std::size_t count, std::vector<Edge> edges);
Picture layOut(const Request& request);

double middleX(const Rect& box);
double bottom(const Rect& box);

// No two boxes overlap; forward edges go down and back edges up; lines begin at the bottom of their source, end at the
// top of their target and touch no other box; everything is finite and within bounds.
void expectSound(const Request& request, const Picture& picture);
void expectNoOverlap(const Picture& picture);

// Pairs of line pieces that cross, not counting those that only meet at an end.
int crossings(const Picture& picture);

// Deterministic numbers, equal on every machine.
class Dice {
public:
  explicit Dice(std::uint64_t seed) : m_state(seed) {}
  std::uint32_t operator()(std::uint32_t below) {
    m_state = m_state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((m_state >> 33) % below);
  }
  float size(float least, std::uint32_t range) { return least + static_cast<float>((*this)(range)); }

private:
  std::uint64_t m_state;
};

} // namespace ara::layout::test
