// The words of a folded repeat: its name, what it is, and the sum it stands for.
#pragma once

#include "ui/canvas/folding.h"

#include <QString>

namespace ara::ui {

struct GroupWords {
  QString title; // "cell_0"
  QString about; // "LSTM cell, 64 units"
  QString sum;   // "14 ops × 200 steps = 2,800 · kernel 128×256, shared"
};

// By folded repeat; empty for those that are unfolded.
std::vector<GroupWords> groupWords(const ir::Model& model, const ir::Graph& graph, const FoldedNodes& folded);

} // namespace ara::ui
