// What the canvas draws, as plain data: boxes of segments (a strip is a box of several), lines between them, words with
// their widths. Made from one graph; knows nothing of widgets, cameras or what is selected.
//
//   Scene scene = makeScene(model, ir::GraphId(0), outputs, {}, Measure());
//   ARA_ASSIGN(const layout::Picture p, layout::layered(task, layoutRequest(scene)));   // off the GUI thread
//   place(scene, p);
//
// Constants are not boxes: they are facts of the segments that use them (segmentOf() leads from one to the other).
#pragma once

#include "ir/model.h"
#include "layout/layout.h"
#include "ui/theme/tokens.h"

#include <QFontMetricsF>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <span>
#include <vector>

namespace ara::ui {

inline constexpr std::uint32_t kNoIndex = 0xffffffffu;

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
  QRectF rect;                        // once placed
};

struct Line {
  std::uint32_t from = 0, to = 0; // segments
  ir::TensorId tensor;
  std::uint16_t result = 0, operand = 0;
  bool shapeOnly = false; // only the shape is asked for
  bool connector = false; // drawn as a stub at each end
  bool silent = false;    // its leaving stub is drawn by another of the same box, which speaks for all
  bool back = false;      // closes a cycle
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
  std::vector<Line> lines;
  std::vector<QPointF> points;
  QRectF bounds;
  float boxHeight = 26;
  bool placed = false;

  // The segment of a node; of a constant, the segment that uses it first. kNoIndex when it is nowhere.
  std::uint32_t segmentOf(ir::NodeId node) const {
    return node && node.index() < m_segmentOf.size() ? m_segmentOf[node.index()] : kNoIndex;
  }
  bool isFolded(ir::NodeId node) const; // a constant that is part of its user
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

// `likelyOutputs`: results that become orange boxes besides the outputs the file names. `alone`: nodes that share no
// box, because they are picked.
Scene makeScene(const ir::Model& model, ir::GraphId graph, std::span<const ir::TensorId> likelyOutputs,
                std::span<const ir::NodeId> alone, const Measure& measure);
// `before`: an earlier picture of the same graph; what can stay stays.
layout::Request layoutRequest(const Scene& scene, const Scene* before = nullptr);
void place(Scene& scene, const layout::Picture& picture);

} // namespace ara::ui
