// What the path bar says of a document: six stations, the next useful act, Save As. Pure: read, not remembered.
#pragma once

#include "ui/document/document.h"
#include "ui/widgets/path_bar.h"

#include <vector>

namespace ara::ui {

enum class Stop : std::uint8_t { look, pick, check, convert, quantize, compare };
inline constexpr int kStops = 6;
enum class Act : std::uint8_t { none, accept, convert, quantize, requantize };

struct PathState {
  std::vector<Station> stations;
  PathAction main, saveAs;
  Act act = Act::none;         // what the main button does
  Stop missingAt = Stop::look; // where a click on a grey button leads
  bool ready() const { return main.look != PathAction::Look::Grey && act != Act::none; }
};
PathState pathState(const Document& document, Stop current);

// Dimensions that must be given before anything can be converted: of the picked inputs, or of the suggested ones while
// none is picked.
struct OpenDimension {
  std::string input;
  std::size_t axis = 0;
  bool operator==(const OpenDimension&) const = default;
};
std::vector<OpenDimension> openDimensions(const Document& document);

// Operators of the source that the picks keep: neither constants nor inputs, nor what is cut away.
std::size_t operatorsUsed(const Document& document);

bool isLiteSource(const Document& document); // a TensorFlow Lite file needs no conversion

} // namespace ara::ui
