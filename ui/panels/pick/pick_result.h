// What the picks do, in numbers.
#pragma once

#include "ui/document/document.h"

#include <QStringList>

#include <utility>
#include <vector>

namespace ara::ui {

// Kept, Dropped, Refused, result shapes.
std::vector<std::pair<QString, QString>> pickFacts(const Document& document);
// Names of nodes the picks drop, at most `most`, then how many more.
QStringList droppedNames(const Document& document, int most);

} // namespace ara::ui
