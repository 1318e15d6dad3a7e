// What a model tells a cell beyond its text; painted by ui/widgets/cell_delegate.h. No widget is needed to include
// this.
//
//   case kKindRole: return int(Kind::Matrix);     // a tile before the text
//   case kToneRole: return int(Tone::Warn);       // colour of the text
//   case kBarRole:  return 0.5;                   // a bar, half the width
#pragma once

#include "ui/theme/tokens.h"

#include <Qt>

namespace ara::ui {

enum class Tone : std::uint8_t { Text, Text2, Text3, Accent, In, Out, Warn, Error };
const QColor& toneColor(Tone tone, const Tokens& t);
const QColor& toneFill(Tone tone, const Tokens& t); // the tinted surface that goes with it

enum Role : int {
  kKindRole = Qt::UserRole + 0x100, // int(Kind)
  kToneRole,                        // int(Tone)
  kBoldRole,                        // bool
  kStruckRole,                      // bool: dropped, drawn with a line through and a dim tile
  kBarRole,                         // double 0..1: length of the bar (before)
  kBarAfterRole,                    // double 0..1: the filled part of it (after); absent for a plain bar
  kBarKindRole,                     // int(Kind): colour of the bar; grey without
  kSortRole,                        // the value to sort by, where the text is not it
};

} // namespace ara::ui
