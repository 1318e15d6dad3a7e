// The panels of the window. A new panel is a folder here and a row in panels.cpp.
#pragma once

#include "ui/document/document.h"

#include <span>

class QWidget;

namespace ara::ui {

enum class PanelArea : std::uint8_t { left, right, bottom };
struct PanelRow {
  const char* id;
  QString (*title)();
  PanelArea area;
  QWidget* (*make)(Document&, QWidget* parent);
};
std::span<const PanelRow> panels();

} // namespace ara::ui
