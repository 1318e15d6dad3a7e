// What is true of segments at the moment: verdicts, picks, what is lit. Changes often, where the scene does not.
#pragma once

#include "ui/canvas/scene.h"

#include <vector>

namespace ara::ui {

enum class Verdict : std::uint8_t { none, converts, fuses, folds, refused };

struct Marks {
  enum : std::uint16_t {
    kLit = 1,     // found by the search, or highlighted from outside
    kDropped = 2, // the picks leave it out
    kInput = 4,   // picked
    kOutput = 8,
    kLikelyInput = 16, // suggested, not picked
    kLikelyOutput = 32,
    kDoomed = 64, // would be dropped by the pick under the pointer
  };
  std::vector<std::uint16_t> of;    // by segment
  std::vector<Verdict> verdicts;    // by segment
  std::vector<std::uint16_t> order; // by segment: 1 for "Input 1"
  bool dimRest = false;             // what is not lit is drawn at 35 %

  void reset(std::size_t segments) {
    of.assign(segments, 0);
    verdicts.assign(segments, Verdict::none);
    order.assign(segments, 0);
    dimRest = false;
  }
  bool has(std::uint32_t segment, std::uint16_t mark) const { return (of[segment] & mark) != 0; }
  void clear(std::uint16_t mark) {
    for (auto& m : of) m = std::uint16_t(m & ~mark);
  }
  void add(std::uint32_t segment, std::uint16_t mark) { of[segment] = std::uint16_t(of[segment] | mark); }
};

} // namespace ara::ui
