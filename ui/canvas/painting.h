// Paints a scene as far as the scale allows: zooming in adds facts, not larger letters.
//
//   const PaintStats s = paintScene(painter, {scene, index, marks, camera, tokens(this), facts, dpr});
#pragma once

#include "ui/canvas/camera.h"
#include "ui/canvas/hit_index.h"
#include "ui/canvas/marks.h"

#include <functional>

class QPainter;

namespace ara::ui {

enum class Detail : std::uint8_t { density, bars, names, full, rich };
Detail detailAt(double zoom);

// What only the model knows, asked for while few boxes are in view.
struct NodeFacts {
  QString name, shape, type, bytes;
  QString number; // "#512"
  struct Weight {
    QString name, fact;
  };
  std::vector<Weight> weights;
};

struct View {
  const Scene& scene;
  const HitIndex& index;
  const Marks& marks;
  const Camera& camera;
  const Tokens& tokens;
  std::function<NodeFacts(std::uint32_t segment)> facts;
  std::function<QString(const Line&)> lineText;      // shape of what a line carries; may be empty
  std::function<QString(const Line&)> connectorText; // name on a stub
  qreal dpr = 1;
  bool allVerdicts = false; // below 160 %, too

  double snap(double v) const;           // to a device pixel
  QRectF snapped(const QRectF& r) const; // scene to view, edges on device pixels
};

struct PaintStats { // what was drawn; tests and measurements read it
  Detail detail = Detail::full;
  int boxes = 0, bars = 0, lines = 0, texts = 0, groups = 0;
};

PaintStats paintScene(QPainter& painter, const View& view, const QRectF& viewArea);

// Parts, each in its own file.
void paintGroups(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats);
void paintDensity(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats);
void paintBars(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats);
void paintLines(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats);
void paintBoxes(QPainter& painter, const View& view, const QRectF& viewArea, PaintStats& stats);

void paintHatching(QPainter& painter, const QRectF& where, const QColor& colour, double step = 8);
QString verdictIcon(Verdict verdict);
QColor segmentColour(const View& view, std::uint32_t segment); // category colour, dimmed where it must

} // namespace ara::ui
