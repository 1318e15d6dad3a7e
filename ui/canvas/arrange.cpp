// From a scene to places: what lies in a group is laid out left to right, then the groups as boxes among the others,
// top down. Lines at borders are put together from both pictures; states run around the inside of their group.
#include "ui/canvas/scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace ara::ui {
namespace {

using layout::Picture;
using layout::Request;

// At a box height of 26.
constexpr double kHeader = 28, kPad = 12, kChannel = 15, kSheets = 8, kState = 8;

QPointF point(const layout::Point& p) { return {double(p.x), double(p.y)}; }
QRectF rectangle(const layout::Rect& r) { return {double(r.x), double(r.y), double(r.width), double(r.height)}; }

// How a state goes from its maker to its reader.
struct Way {
  std::uint32_t line = 0;
  bool below = false;                   // along the bottom of the group; else along the top
  bool outSide = false, inSide = false; // leaves to the right, enters from the left; else straight up or down
};

struct Inner {
  Picture picture;
  std::vector<std::uint32_t> lines; // edges of the picture
  std::vector<Way> ways;
  std::size_t above = 0, below = 0; // states along the top, along the bottom
  QPointF origin;                   // of the picture within the group
  layout::Size size;
};

class Arranger {
public:
  Arranger(Task& task, Scene& scene) : m_task(task), m_scene(scene), m_unit(double(scene.boxHeight) / 26) {}

  Status run(const Scene* before) {
    if (m_scene.groups.empty()) {
      ARA_ASSIGN(const Picture picture, layout::layered(m_task, requestFor(before)));
      return placeFlat(picture);
    }
    m_inner.resize(m_scene.groups.size());
    for (std::uint32_t g = 0; g < m_scene.groups.size(); ++g) ARA_TRY(arrangeGroup(g));
    ARA_ASSIGN(const Picture picture, layout::layered(m_task, outerRequest(before)));
    placeGroups(picture);
    drawLines(picture);
    finish(picture);
    return {};
  }

private:
  // Without groups.

  Request requestFor(const Scene* before) const {
    Request request = emptyRequest();
    for (const Box& b : m_scene.boxes) request.boxes.push_back({float(b.rect.width()), float(b.rect.height())});
    request.edges.reserve(m_scene.lines.size());
    for (const Line& l : m_scene.lines) request.edges.push_back({boxOf(l.from), boxOf(l.to), l.result, l.operand});
    if (before && before->placed && before->groups.empty()) {
      constexpr float kNew = std::numeric_limits<float>::quiet_NaN();
      for (const Box& b : m_scene.boxes) {
        const std::uint32_t was = before->segmentOf(m_scene.segments[b.first].node);
        const QPointF at = was == kNoIndex ? QPointF() : before->rectOf(was).topLeft();
        request.hint.push_back(was == kNoIndex ? layout::Point{kNew, kNew}
                                               : layout::Point{float(at.x()), float(at.y())});
      }
    }
    return request;
  }

  static Request emptyRequest() {
    Request request;
    request.gapX = 20;
    request.gapY = 24;
    request.connectorSpan = 6;
    request.connectorFan = 8;
    return request;
  }

  Status placeFlat(const Picture& picture) {
    for (std::size_t i = 0; i < m_scene.boxes.size(); ++i) m_scene.boxes[i].rect = rectangle(picture.boxes[i]);
    m_scene.points.clear();
    for (std::size_t i = 0; i < m_scene.lines.size(); ++i) takeRoute(m_scene.lines[i], picture.routes[i], {});
    finish(picture);
    return {};
  }

  void takeRoute(Line& line, const layout::Route& route, QPointF origin) {
    line.connector = route.connector;
    line.back = route.back;
    line.breakAt = 0;
    line.firstPoint = std::uint32_t(m_scene.points.size());
    line.pointCount = std::uint32_t(route.points.size());
    for (const layout::Point& p : route.points) m_scene.points.push_back(point(p) + origin);
  }

  void finish(const Picture& picture) {
    // Two hundred stubs under one Split are a bar: the middle one stands for all.
    for (std::uint32_t b = 0; b < m_scene.boxes.size(); ++b) {
      std::vector<std::uint32_t> stubs;
      for (const std::uint32_t l : m_scene.linesFrom(b))
        if (m_scene.lines[l].connector) stubs.push_back(l);
      if (stubs.size() > 4)
        for (std::size_t i = 0; i < stubs.size(); ++i) m_scene.lines[stubs[i]].silent = i != stubs.size() / 2;
    }
    m_scene.bounds = rectangle(picture.bounds);
    m_scene.placed = true;
  }

  std::uint32_t boxOf(std::uint32_t segment) const { return m_scene.segments[segment].box; }
  std::uint32_t groupOf(std::uint32_t segment) const { return m_scene.boxes[boxOf(segment)].group; }

  // Within a group.

  Status arrangeGroup(std::uint32_t g) {
    Group& group = m_scene.groups[g];
    Inner& inner = m_inner[g];
    Request request;
    request.sideways = true;
    request.gapX = float(9 * m_unit);
    request.gapY = float(18 * m_unit);
    m_outer.resize(m_scene.boxes.size(), kNoIndex);
    std::vector<std::uint32_t>& at = m_outer; // within this group, until the outer picture is made
    for (const std::uint32_t b : group.boxes) {
      at[b] = std::uint32_t(request.boxes.size());
      request.boxes.push_back({float(m_scene.boxes[b].rect.width()), float(m_scene.boxes[b].rect.height())});
    }
    for (const std::uint32_t b : group.boxes)
      for (const std::uint32_t l : m_scene.linesFrom(b)) {
        const Line& line = m_scene.lines[l];
        if (line.flow != Flow::sideways) continue;
        inner.lines.push_back(l);
        request.edges.push_back({at[boxOf(line.from)], at[boxOf(line.to)], line.result, line.operand});
      }
    ARA_ASSIGN(inner.picture, layout::layered(m_task, request));
    for (std::size_t i = 0; i < group.boxes.size(); ++i)
      m_scene.boxes[group.boxes[i]].rect = rectangle(inner.picture.boxes[i]);
    for (const std::uint32_t b : group.boxes)
      for (const std::uint32_t l : m_scene.linesFrom(b))
        if (m_scene.lines[l].flow == Flow::state) inner.ways.push_back(wayOf(l, group));
    // Long ways go outside short ones.
    std::ranges::stable_sort(inner.ways, std::greater(), [&](const Way& w) {
      const Line& line = m_scene.lines[w.line];
      return std::abs(m_scene.boxes[boxOf(line.from)].rect.center().x() - m_scene.rectOf(line.to).center().x());
    });
    for (const Way& way : inner.ways) ++(way.below ? inner.below : inner.above);
    const double left = kPad + kChannel * double(std::ranges::count_if(inner.ways, &Way::inSide));
    inner.origin = QPointF(left, kHeader + kPad + kChannel * double(inner.above)) * m_unit -
                   rectangle(inner.picture.bounds).topLeft();
    const double words = double(m_scene.words[group.title].width) + double(m_scene.words[group.about].width) +
                         double(m_scene.words[group.sum].width);
    const double right = kPad + kChannel * double(std::ranges::count_if(inner.ways, &Way::outSide));
    const double width = inner.picture.bounds.width + (left + right) * m_unit;
    const double height =
        inner.picture.bounds.height + (kHeader + 2 * kPad + kChannel * double(inner.above + inner.below)) * m_unit;
    inner.size = {float(std::max(width, words + 170 * m_unit)), float(height)};
    return {};
  }

  // The way that runs over the fewest boxes: states come back along the top or the bottom, like a drawing in a
  // textbook.
  Way wayOf(std::uint32_t l, const Group& group) const {
    const QRectF from = m_scene.boxes[boxOf(m_scene.lines[l].from)].rect, to = m_scene.rectOf(m_scene.lines[l].to);
    const auto inTheWay = [&](const QRectF& area) {
      int count = 0;
      for (const std::uint32_t b : group.boxes) {
        const QRectF& r = m_scene.boxes[b].rect;
        if (r != from && !r.contains(to.center()) && r.intersects(area)) ++count;
      }
      return count;
    };
    constexpr double kFar = 1e6;
    const auto column = [&](const QRectF& r, bool below) {
      return below ? QRectF(r.center().x() - 2, r.bottom() + 1, 4, kFar)
                   : QRectF(r.center().x() - 2, r.top() - kFar, 4, kFar - 1);
    };
    const bool rightFree = inTheWay(QRectF(from.right() + 1, from.center().y() - 2, kFar, 4)) == 0;
    const bool leftFree = inTheWay(QRectF(to.left() - kFar, to.center().y() - 2, kFar - 1, 4)) == 0;
    Way best;
    int least = std::numeric_limits<int>::max();
    for (const bool below : {true, false}) {
      const int out = rightFree ? 0 : inTheWay(column(from, below)), in = leftFree ? 0 : inTheWay(column(to, below));
      // What begins a copy is read from the left; everything else prefers the top.
      const int cost = 4 * (out + in) + (below == leftFree ? 0 : 1);
      if (cost < least) least = cost, best = {l, below, rightFree, leftFree};
    }
    return best;
  }

  // Among the others.

  Request outerRequest(const Scene* before) {
    Request request = emptyRequest();
    request.gapY = float(28 * m_unit);
    m_outer.assign(m_scene.boxes.size(), kNoIndex);
    m_groupBox.assign(m_scene.groups.size(), kNoIndex);
    for (std::uint32_t b = 0; b < m_scene.boxes.size(); ++b) {
      const Box& box = m_scene.boxes[b];
      std::uint32_t& at = box.group == kNoIndex ? m_outer[b] : m_groupBox[box.group];
      if (at == kNoIndex) {
        at = std::uint32_t(request.boxes.size());
        const layout::Size size = box.group == kNoIndex
                                      ? layout::Size{float(box.rect.width()), float(box.rect.height())}
                                      : m_inner[box.group].size;
        const float sheets = box.group == kNoIndex ? 0 : float(kSheets * m_unit);
        request.boxes.push_back({size.width + sheets, size.height + sheets});
      }
      if (box.group != kNoIndex) m_outer[b] = at;
    }
    if (before && before->placed && before->groups.size() == m_scene.groups.size()) keepPlaces(request, *before);
    m_edgeOf.assign(m_scene.lines.size(), kNoIndex);
    std::map<std::uint32_t, std::uint32_t> firstGroup; // by what gives an initial state: the group it is drawn to
    for (std::uint32_t l = 0; l < m_scene.lines.size(); ++l) {
      const Line& line = m_scene.lines[l];
      if (line.flow == Flow::sideways || line.flow == Flow::state) continue;
      if (line.flow == Flow::start &&
          firstGroup.try_emplace(m_outer[boxOf(line.from)], groupOf(line.to)).first->second != groupOf(line.to))
        continue;
      m_edgeOf[l] = std::uint32_t(request.edges.size());
      request.edges.push_back({m_outer[boxOf(line.from)], m_outer[boxOf(line.to)], portOf(line.from, line.result),
                               portOf(line.to, line.operand)});
    }
    return request;
  }

  void keepPlaces(Request& request, const Scene& before) const {
    constexpr float kNew = std::numeric_limits<float>::quiet_NaN();
    request.hint.assign(request.boxes.size(), {kNew, kNew});
    const auto keep = [&](std::uint32_t at, QPointF was) { request.hint[at] = {float(was.x()), float(was.y())}; };
    for (std::uint32_t b = 0; b < m_scene.boxes.size(); ++b)
      if (const std::uint32_t was = before.segmentOf(m_scene.segments[m_scene.boxes[b].first].node);
          m_scene.boxes[b].group == kNoIndex && was != kNoIndex)
        keep(m_outer[b], before.rectOf(was).topLeft());
    for (std::uint32_t g = 0; g < m_scene.groups.size(); ++g)
      if (before.groups[g].repeat == m_scene.groups[g].repeat && m_groupBox[g] != kNoIndex)
        keep(m_groupBox[g], before.groups[g].rect.topLeft());
  }

  // Lines attach to a group in the order of what they lead to.
  std::uint16_t portOf(std::uint32_t segment, std::uint16_t own) const {
    if (groupOf(segment) == kNoIndex) return own;
    return std::uint16_t(std::clamp(m_scene.rectOf(segment).center().x(), 0.0, 65535.0));
  }

  void placeGroups(const Picture& picture) {
    for (std::uint32_t b = 0; b < m_scene.boxes.size(); ++b)
      if (m_scene.boxes[b].group == kNoIndex) m_scene.boxes[b].rect = rectangle(picture.boxes[m_outer[b]]);
    for (std::uint32_t g = 0; g < m_scene.groups.size(); ++g) {
      if (m_groupBox[g] == kNoIndex) continue; // a copy of nothing but constants
      Group& group = m_scene.groups[g];
      const Inner& inner = m_inner[g];
      const QPointF corner = rectangle(picture.boxes[m_groupBox[g]]).topLeft();
      group.rect = QRectF(corner, QSizeF(double(inner.size.width), double(inner.size.height)));
      group.header = QRectF(corner, QSizeF(group.rect.width(), kHeader * m_unit));
      for (const std::uint32_t b : group.boxes) m_scene.boxes[b].rect.translate(corner + inner.origin);
    }
  }

  void drawLines(const Picture& picture) {
    m_scene.points.clear();
    for (std::uint32_t g = 0; g < m_scene.groups.size(); ++g) {
      const Inner& inner = m_inner[g];
      const QPointF origin = m_scene.groups[g].rect.topLeft() + inner.origin;
      for (std::size_t i = 0; i < inner.lines.size(); ++i)
        takeRoute(m_scene.lines[inner.lines[i]], inner.picture.routes[i], origin);
      Lanes lanes;
      for (const Way& way : inner.ways) drawState(way, m_scene.groups[g], lanes);
    }
    std::vector<int> starts(m_scene.groups.size());
    for (std::uint32_t l = 0; l < m_scene.lines.size(); ++l) {
      Line& line = m_scene.lines[l];
      if (m_edgeOf[l] == kNoIndex) {
        if (line.flow == Flow::start) drawStub(line, starts);
        continue;
      }
      takeRoute(line, picture.routes[m_edgeOf[l]], {});
      if (line.flow == Flow::through || line.flow == Flow::start) joinBorders(line, starts);
    }
  }

  struct Lanes { // taken so far, from the border inwards
    std::array<int, 2> along{};
    int left = 0, right = 0;
  };

  void drawState(const Way& way, const Group& group, Lanes& lanes) {
    Line& line = m_scene.lines[way.line];
    const QRectF from = m_scene.boxes[boxOf(line.from)].rect, to = m_scene.rectOf(line.to);
    const double step = kChannel * m_unit, off = kState * m_unit * 0.6, rim = 0.75 * kPad * m_unit;
    const int lane = lanes.along[way.below]++;
    const double y = way.below ? group.rect.bottom() - rim - step * lane : group.header.bottom() + rim + step * lane;
    const double right = group.rect.right() - rim - step * double(way.outSide ? lanes.right++ : 0);
    const double left = group.rect.left() + rim + step * double(way.inSide ? lanes.left++ : 0);
    std::vector<QPointF> p;
    if (way.outSide) {
      const double start = from.center().y() + (way.below ? off : -off);
      p = {{from.right(), start}, {right, start}, {right, y}};
    } else {
      const double x = from.center().x();
      p = {{x, way.below ? from.bottom() : from.top()}, {x, y}};
    }
    if (way.inSide) {
      const double end = to.center().y();
      p.insert(p.end(), {{left, y}, {left, end}, {to.left(), end}});
    } else {
      const double x = to.center().x() - (way.below ? 0 : off);
      p.insert(p.end(), {{x, y}, {x, way.below ? to.bottom() : to.top()}});
    }
    line.firstPoint = std::uint32_t(m_scene.points.size());
    line.pointCount = std::uint32_t(p.size());
    m_scene.points.insert(m_scene.points.end(), p.begin(), p.end());
  }

  QPointF startOf(const Group& group, int before) const {
    const double room = group.rect.width() * 0.4;
    return {group.rect.right() - std::min(room, (60 + 44 * double(before)) * m_unit), group.rect.top()};
  }

  // An initial state that another group gets, too: a named stub says where from.
  void drawStub(Line& line, std::vector<int>& starts) {
    const std::uint32_t g = groupOf(line.to);
    const QPointF end = startOf(m_scene.groups[g], starts[g]++), out(0, 12 * m_unit);
    const QRectF from = m_scene.rectOf(line.from);
    const QPointF leaves(from.center().x(), from.bottom());
    line.connector = line.silent = true;
    line.firstPoint = std::uint32_t(m_scene.points.size());
    line.pointCount = 4;
    m_scene.points.insert(m_scene.points.end(), {leaves, leaves + out, end - out, end});
  }

  // The route ends at the borders of groups: what leads on inside is added at both ends.
  void joinBorders(Line& line, std::vector<int>& starts) {
    if (line.connector || line.pointCount < 2) return;
    std::vector<QPointF> p(m_scene.pointsOf(line).begin(), m_scene.pointsOf(line).end());
    m_scene.points.resize(line.firstPoint);
    if (const std::uint32_t g = groupOf(line.from); g != kNoIndex) {
      const QRectF from = m_scene.rectOf(line.from);
      const double x = from.center().x();
      p.front() = {x, m_scene.groups[g].rect.bottom() + kSheets * m_unit};
      p.insert(p.begin(), {x, from.bottom()});
    }
    if (const std::uint32_t g = groupOf(line.to); g != kNoIndex) {
      const Group& group = m_scene.groups[g];
      if (line.flow == Flow::start) {
        p.back() = startOf(group, starts[g]++);
      } else {
        const QRectF to = m_scene.rectOf(line.to);
        const double x = to.left() + std::min(to.width() / 2, 30 * m_unit);
        p.back() = {x, group.rect.top()};
        line.breakAt = std::uint32_t(p.size());
        p.insert(p.end(), {{x, group.header.bottom()}, {x, to.top()}});
      }
    }
    line.pointCount = std::uint32_t(p.size());
    m_scene.points.insert(m_scene.points.end(), p.begin(), p.end());
  }

  Task& m_task;
  Scene& m_scene;
  const double m_unit;
  std::vector<Inner> m_inner;                     // by group
  std::vector<std::uint32_t> m_outer, m_groupBox; // by box, by group: box of the outer picture
  std::vector<std::uint32_t> m_edgeOf;            // by line: edge of the outer picture
};

} // namespace

Status arrange(Task& task, Scene& scene, const Scene* before) { return Arranger(task, scene).run(before); }

} // namespace ara::ui
