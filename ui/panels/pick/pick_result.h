// What the picks do, in numbers.
#pragma once

#include "ui/document/document.h"
#include "ui/theme/roles.h"

#include <QStringList>

#include <vector>

namespace ara::ui {

struct PickFact {
  QString name, before, now; // before: of the whole model; empty where there is no such thing
  Tone tone = Tone::Text;    // of `now`
};

// Whether something likely is still not picked: the facts are then those of accepting it.
bool hasSuggestions(const Document& document);
// By node: what the picks keep, and what accepting would keep while nothing is picked. Empty: everything.
std::vector<bool> keptNodes(const Document& document);
// Kept, dropped, refused; result shapes and operators once the check is through. `refusedBefore`: of the check of the
// whole model, where that is known.
std::vector<PickFact> pickFacts(const Document& document, std::optional<std::size_t> refusedBefore);
// Names of nodes the picks drop, at most `most`, then how many more.
QStringList droppedNames(const Document& document, const std::vector<bool>& kept, int most);

} // namespace ara::ui
