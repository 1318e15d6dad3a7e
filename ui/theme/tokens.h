// The tokens: every colour, distance and type size of the window has a name here and nowhere else.
//
//   void Thing::paintEvent(QPaintEvent*) {
//     const Tokens& t = tokens(this);
//     painter.setPen(t.line2);
//   }
//
// Which set is in force is read from the palette, so that a widget, a delegate (option.palette) and a style agree
// without a global; a change of theme reaches a widget as QEvent::PaletteChange and repaints it by itself.
#pragma once

#include <QColor>
#include <QPalette>

#include <array>
#include <cstdint>

class QWidget;

namespace ara::ui {

// What an op is, for its tile. The order is the order of legends.
enum class Kind : std::uint8_t {
  Matrix,
  Convolution,
  Recurrent,
  Activation,
  Arithmetic,
  Shape,
  Pool,
  Normalisation,
  Quantization,
  Control,
  Constant,
  Unknown,
};
inline constexpr int kKindCount = 12;

struct Tokens {
  bool dark = false;
  QColor chrome, panel, base;      // surfaces: bars, docks, fields and tables
  QColor canvas, node, group;      // surfaces of the graph
  QColor line, line2, hover;       // decoration, never the only sign of something
  QColor control, edge;            // outlines of controls, edges of the graph
  QColor text, text2, text3;       // body, secondary, notes
  QColor accent, onAccent, select; // action, text on it, selected rows
  QColor in, inBg, out, outBg;     // picked inputs and outputs
  QColor ok, warn, warnBg, error, errorBg;
  QColor loop, shadow;
  QColor stripe; // every second row of a wide table
  QColor onTile; // the glyph on a kind tile
  std::array<QColor, kKindCount> kinds;

  const QColor& kind(Kind k) const { return kinds[static_cast<std::size_t>(k)]; }
};

const Tokens& lightTokens();
const Tokens& darkTokens();

// The set a palette was made from. A palette that is not ours counts as light.
const Tokens& tokens(const QPalette& palette);
const Tokens& tokens(const QWidget* widget);

// The palette that carries a set. Surfaces without a role of their own in Qt borrow one:
QPalette paletteOf(const Tokens& t);
inline constexpr QPalette::ColorRole kPanelRole = QPalette::Light;     // setBackgroundRole(kPanelRole): docks
inline constexpr QPalette::ColorRole kCanvasRole = QPalette::Midlight; // behind the graph, welcome page

// Fills a widget with one of the surfaces, through every change of theme.
void setSurface(QWidget* widget, QPalette::ColorRole role);

// Half-way colours: `share` of `over`, the rest `under`.
QColor mixed(const QColor& under, const QColor& over, double share);

// WCAG 2 contrast, 1 to 21; both colours opaque.
double contrast(const QColor& a, const QColor& b);

namespace space {
inline constexpr int k2 = 2, k4 = 4, k6 = 6, k8 = 8, k12 = 12, k16 = 16, k24 = 24, k32 = 32;
}
namespace radius {
inline constexpr int kBox = 4, kCard = 6, kChip = 3, kTile = 3;
}
namespace height {
inline constexpr int kRow = 22, kHeader = 26, kField = 26, kButton = 30, kBar = 30, kTab = 34, kPath = 52,
                     kMenuBar = 26, kStatus = 27, kTarget = 24;
}
namespace type {
inline constexpr int kNote = 11, kTable = 12, kBody = 13, kTitle = 15, kFigure = 20, kWelcome = 24;
}

} // namespace ara::ui
