#include "layout/engine.h"

#include <algorithm>
#include <cmath>

namespace ara::layout {
namespace {

using namespace detail;

float sound(float v, float most) { return std::isfinite(v) ? std::clamp(v, 0.0f, most) : 0.0f; }

Status check(const Request& r) {
  constexpr std::size_t kMost = kNone / 4;
  if (r.boxes.size() > kMost || r.edges.size() > kMost)
    return fail(ErrorKind::BadArgument,
                msg("{0} boxes and {1} edges are more than a picture can hold.", r.boxes.size(), r.edges.size()));
  if (!r.hint.empty() && r.hint.size() != r.boxes.size())
    return fail(ErrorKind::BadArgument,
                msg("The earlier picture has {0} boxes, this one {1}.", r.hint.size(), r.boxes.size()),
                msg("Give every box its earlier place, or NaN."));
  return {};
}

// A copy with flow top down, and with sizes that can be calculated with.
Request prepared(const Request& request) {
  constexpr float kMostSize = 1e6f;
  Request r = request;
  for (Size& s : r.boxes) {
    s = {sound(s.width, kMostSize), sound(s.height, kMostSize)};
    if (r.sideways) std::swap(s.width, s.height);
  }
  for (Point& p : r.hint) {
    if (r.sideways) std::swap(p.x, p.y);
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) p = {NAN, NAN};
  }
  r.gapX = sound(r.gapX, kMostSize);
  r.gapY = sound(r.gapY, kMostSize);
  return r;
}

void turnSideways(Picture& p) {
  for (Rect& b : p.boxes) b = {b.y, b.x, b.height, b.width};
  for (Route& r : p.routes)
    for (Point& q : r.points) q = {q.y, q.x};
  p.bounds = {p.bounds.y, p.bounds.x, p.bounds.height, p.bounds.width};
}

// Where the parts go, once each is drawn at 0, 0.
class Arrangement {
public:
  Arrangement(Pace& pace, const Request& request, const Lists& parts, std::span<const Size> sizes,
              const Picture& picture)
      : m_pace(pace), m_r(request), m_parts(parts), m_sizes(sizes), m_picture(picture) {}

  Result<std::vector<Point>> corners() {
    const float gap = std::max(m_r.gapX, m_r.gapY);
    if (m_r.hint.empty()) return pack(m_pace, m_sizes, gap);
    std::vector<Point> out(m_sizes.size());
    std::vector<Index> loose, kept;
    for (Index p = 0; p < m_sizes.size(); ++p) (earlier(p, out[p]) ? kept : loose).push_back(p);
    ARA_TRY(dropColliding(out, kept, loose));
    std::vector<Size> sizes;
    for (const Index p : loose) sizes.push_back(m_sizes[p]);
    ARA_ASSIGN(const std::vector<Point> beside, pack(m_pace, sizes, gap));
    Point corner; // new parts go to the right of what stays
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const Index p = kept[i];
      const float right = out[p].x + m_sizes[p].width + gap;
      corner = i ? Point{std::max(corner.x, right), std::min(corner.y, out[p].y)} : Point{right, out[p].y};
    }
    for (std::size_t i = 0; i < loose.size(); ++i) out[loose[i]] = {corner.x + beside[i].x, corner.y + beside[i].y};
    return out;
  }

private:
  // The corner at which most boxes of the part are where they were.
  bool earlier(Index p, Point& corner) const {
    std::vector<float> x, y;
    for (const Index b : m_parts.of(p))
      if (!std::isnan(m_r.hint[b].x)) {
        x.push_back(m_r.hint[b].x - m_picture.boxes[b].x);
        y.push_back(m_r.hint[b].y - m_picture.boxes[b].y);
      }
    if (x.empty()) return false;
    for (auto* v : {&x, &y})
      std::nth_element(v->begin(), v->begin() + static_cast<std::ptrdiff_t>(v->size() / 2), v->end());
    corner = {x[x.size() / 2], y[y.size() / 2]};
    return true;
  }

  // Of two parts that would lie on each other, the smaller one has to go.
  Status dropColliding(const std::vector<Point>& corner, std::vector<Index>& kept, std::vector<Index>& loose) {
    std::stable_sort(kept.begin(), kept.end(), [&](Index a, Index b) { return corner[a].y < corner[b].y; });
    std::vector<std::uint8_t> drop(m_sizes.size(), 0);
    const auto area = [&](Index p) { return static_cast<double>(m_sizes[p].width) * m_sizes[p].height; };
    for (std::size_t i = 0; i < kept.size(); ++i)
      for (std::size_t k = i + 1; k < kept.size() && !drop[kept[i]]; ++k) {
        ARA_TRY(m_pace.work(1));
        const Index a = kept[i], b = kept[k];
        if (corner[b].y >= corner[a].y + m_sizes[a].height) break;
        if (corner[b].x >= corner[a].x + m_sizes[a].width || corner[a].x >= corner[b].x + m_sizes[b].width) continue;
        drop[area(b) > area(a) ? a : b] = 1;
      }
    for (const Index p : kept)
      if (drop[p]) loose.push_back(p);
    std::erase_if(kept, [&](Index p) { return drop[p] != 0; });
    std::sort(loose.begin(), loose.end());
    return {};
  }

  Pace& m_pace;
  const Request& m_r;
  const Lists& m_parts;
  std::span<const Size> m_sizes;
  const Picture& m_picture;
};

Status moveParts(Pace& pace, const Graph& g, const Lists& parts, const std::vector<Point>& corners, Picture& picture) {
  for (Index p = 0; p < corners.size(); ++p)
    for (const Index b : parts.of(p)) {
      ARA_TRY(pace.work(4 + (g.down.size(b) + g.loops.size(b)) * 8));
      picture.boxes[b].x += corners[p].x;
      picture.boxes[b].y += corners[p].y;
      for (const auto edges : {g.down.of(b), g.loops.of(b)})
        for (const Index e : edges)
          for (Point& q : picture.routes[e].points) q = {q.x + corners[p].x, q.y + corners[p].y};
    }
  return {};
}

Rect boundsOf(const std::vector<Point>& corners, const std::vector<Size>& sizes) {
  if (corners.empty()) return {};
  float left = corners[0].x, top = corners[0].y, right = left, bottom = top;
  for (std::size_t p = 0; p < corners.size(); ++p) {
    left = std::min(left, corners[p].x);
    top = std::min(top, corners[p].y);
    right = std::max(right, corners[p].x + sizes[p].width);
    bottom = std::max(bottom, corners[p].y + sizes[p].height);
  }
  return {left, top, right - left, bottom - top};
}

} // namespace

Result<Picture> layered(Task& task, const Request& request) {
  ARA_TRY(check(request));
  const Request r = prepared(request);
  Pace pace(task);
  ARA_ASSIGN(const Graph graph, orient(pace, r));
  ARA_ASSIGN(Ranks ranks, rankBoxes(pace, graph));
  ARA_ASSIGN(const Lists parts, connectedParts(pace, graph));
  closeRanks(parts, ranks);
  const std::vector<std::uint8_t> connector = chooseConnectors(graph, ranks);

  Picture picture;
  picture.boxes.resize(r.boxes.size());
  picture.routes.resize(r.edges.size());
  Shared shared{graph,
                ranks,
                connector,
                std::vector<Index>(r.boxes.size(), kNone),
                std::vector<Index>(r.edges.size(), kNone),
                std::vector<double>(r.edges.size()),
                std::vector<double>(r.edges.size())};
  std::vector<Size> sizes;
  std::size_t drawn = 0;
  for (Index p = 0; p + 1 < parts.first.size(); ++p) {
    const auto part = parts.of(p);
    pace.at(0.1 + 0.8 * static_cast<double>(drawn) / static_cast<double>(r.boxes.size()));
    ARA_ASSIGN(Layers layers, buildLayers(pace, shared, part));
    ARA_TRY(orderLayers(pace, layers));
    ARA_TRY(placeLayers(pace, r, layers));
    ARA_ASSIGN(const Size size, drawPart(pace, shared, layers, picture));
    sizes.push_back(size);
    drawn += part.size();
  }
  pace.at(0.9);
  ARA_ASSIGN(const std::vector<Point> corners, Arrangement(pace, r, parts, sizes, picture).corners());
  ARA_TRY(moveParts(pace, graph, parts, corners, picture));
  picture.bounds = boundsOf(corners, sizes);
  picture.rank = std::move(ranks.rank);
  if (r.sideways) turnSideways(picture);
  return picture;
}

} // namespace ara::layout
