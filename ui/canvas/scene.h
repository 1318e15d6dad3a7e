// What the canvas draws, as plain data: boxes of segments (a strip is a box of several), lines between them, words with
// their widths. Made from one graph; knows nothing of widgets, cameras or what is selected.
//
//   Scene scene = makeScene(model, ir::GraphId(0), {.outputs = outputs}, Measure());
//   ARA_TRY(arrange(task, scene, nullptr));   // off the GUI thread
//
// Constants are not boxes: they are facts of the segments that use them (segmentOf() leads from one to the other).
#pragma once

#include "ir/model.h"
#include "layout/layout.h"
#include "ui/canvas/folding.h"
#include "ui/theme/tokens.h"

#include <QFontMetricsF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <span>
#include <vector>

namespace ara::ui {

// Widths of text at 100 %. Made on the GUI thread; the scene keeps what it needs.
struct Measure {
  Measure();
  QFontMetricsF name, fact;
};

enum class Place : std::uint8_t { inside, input, output };

struct Segment {
  ir::NodeId node;     // none: a graph input that no node makes
  ir::TensorId tensor; // its first result, or the graph input
  std::uint32_t box = 0;
  std::uint32_t label = 0, fact = 0; // words; fact 0: none
  float x = 0, width = 0;            // within the box
  Kind kind = Kind::Unknown;
  Place place = Place::inside;
};

struct Box {
  std::uint32_t first = 0, count = 0; // segments
  std::uint32_t group = kNoIndex;     // it lies in
  QRectF rect = {};                   // once placed
};

// A repeat of which one copy is drawn, left to right, on sheets that stand for all.
struct Group {
  std::uint32_t repeat = 0, copies = 0, shown = 0;
  bool steps = false;                          // each copy hands something to the next
  std::uint32_t title = 0, about = 0, sum = 0; // words
  std::vector<std::uint32_t> boxes;
  QRectF rect, header; // once placed; the sheets below reach a little farther
};

enum class Flow : std::uint8_t {
  down,     // from the bottom of a box to the top of another
  sideways, // within a group
  through,  // into a group, out of one, or both
  state,    // what a copy hands to the next
  start,    // the state before the first copy
};

struct Line {
  std::uint32_t from = 0, to = 0; // segments
  ir::TensorId tensor;
  std::uint16_t result = 0, operand = 0;
  bool shapeOnly = false; // only the shape is asked for
  bool connector = false; // drawn as a stub at each end
  bool silent = false;    // its leaving stub is drawn by another of the same box, which speaks for all
  bool back = false;      // closes a cycle
  Flow flow = Flow::down;
  std::uint32_t label = 0;   // word
  std::uint32_t breakAt = 0; // point it goes on from after the header of a group; 0: it has no break
  std::uint32_t firstPoint = 0, pointCount = 0;
};

struct Word {
  QString text;
  float width = 0;
};

struct Scene {
  std::vector<Word> words; // [0] is empty
  std::vector<Segment> segments;
  std::vector<Box> boxes;
  std::vector<Group> groups;
  std::vector<Line> lines;
  std::vector<QPointF> points;
  QRectF bounds;
  float boxHeight = 26;
  bool placed = false;

  // The segment of a node; of a constant, the segment that uses it first; of a copy that is not drawn, that of the copy
  // that is. kNoIndex when it is nowhere.
  std::uint32_t segmentOf(ir::NodeId node) const {
    return node && node.index() < m_segmentOf.size() ? m_segmentOf[node.index()] : kNoIndex;
  }
  std::span<const std::uint32_t> linesInto(std::uint32_t box) const;
  std::span<const std::uint32_t> linesFrom(std::uint32_t box) const;
  std::span<const QPointF> pointsOf(const Line& line) const {
    return {points.data() + line.firstPoint, line.pointCount};
  }
  QRectF rectOf(std::uint32_t segment) const;
  const QString& labelOf(std::uint32_t segment) const { return words[segments[segment].label].text; }

private:
  friend class SceneMaker;
  std::vector<std::uint32_t> m_segmentOf;         // by node
  std::vector<std::uint32_t> m_into, m_intoBegin; // lines by target box
  std::vector<std::uint32_t> m_from, m_fromBegin; // lines by source box
};

struct SceneOptions {
  std::span<const ir::TensorId> outputs = {};     // likely ones: orange boxes besides those the file names
  std::span<const ir::NodeId> alone = {};         // share no box, because they are picked
  std::span<const analysis::Repeat> repeats = {}; // of the graph
  Folding folding = {};
};
Scene makeScene(const ir::Model& model, ir::GraphId graph, const SceneOptions& options, const Measure& measure);

// Lays the scene out. `before`: an earlier picture of the same graph; what can stay stays. Errors: Cancelled.
Status arrange(Task& task, Scene& scene, const Scene* before);

} // namespace ara::ui
