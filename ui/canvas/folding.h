// Of every repeat one copy is drawn and stands for all: 400 cells of 14 operators become 2. Which copy, and which
// repeats are unfolded, is a value the canvas holds.
//
//   const FoldedNodes folded(graph, repeats, firstFolding(repeats));
//   folded.standsFor(n)          // n itself, or the node of the drawn copy at the same place
#pragma once

#include "analysis/repeats.h"

#include <cstdint>
#include <span>
#include <vector>

namespace ara::ui {

inline constexpr std::uint32_t kNoIndex = 0xffffffffu;

struct Folding {
  std::vector<std::uint32_t> shown; // by repeat: the copy that is drawn, from 0; kNoIndex: all of them
  bool operator==(const Folding&) const = default;
};

// What a graph opens with: what stands there four times or more is folded, and the second copy is shown, which reads
// the state of the one before as all later ones do.
Folding firstFolding(std::span<const analysis::Repeat> repeats);
Folding flat(std::span<const analysis::Repeat> repeats);
bool foldsAnything(const Folding& folding);

struct FoldFacts { // for the sentence above the picture
  std::size_t cells = 0, copies = 0, operators = 0, drawn = 0;
  bool alike = true; // all cells hold the same operators
};
FoldFacts foldFacts(const ir::Model& model, const ir::Graph& graph, std::span<const analysis::Repeat> repeats,
                    const Folding& folding);

class FoldedNodes {
public:
  FoldedNodes(const ir::Graph& graph, std::span<const analysis::Repeat> repeats, const Folding& folding);

  // Of the nodes of folded repeats; kNoIndex for all others.
  std::uint32_t repeatOf(ir::NodeId n) const { return m_at.empty() ? kNoIndex : m_at[n.index()].repeat; }
  std::uint32_t copyOf(ir::NodeId n) const { return m_at.empty() ? kNoIndex : m_at[n.index()].copy; }
  bool isHidden(ir::NodeId n) const { return standsFor(n) != n; }
  ir::NodeId standsFor(ir::NodeId n) const;
  ir::NodeId inCopy(ir::NodeId n, std::uint32_t copy) const; // at the same place; none when `n` is in no folded repeat
  const analysis::Repeat& repeat(std::uint32_t r) const { return m_repeats[r]; }
  std::uint32_t shown(std::uint32_t r) const { return m_shown[r]; }
  std::size_t repeats() const { return m_shown.size(); }

private:
  struct At {
    std::uint32_t repeat = kNoIndex, copy = 0, place = 0;
  };
  std::span<const analysis::Repeat> m_repeats;
  std::vector<std::uint32_t> m_shown;
  std::vector<At> m_at; // by node; empty when nothing is folded
};

} // namespace ara::ui
