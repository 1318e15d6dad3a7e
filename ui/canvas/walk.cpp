#include "ui/canvas/walk.h"

#include <cmath>

namespace ara::ui {
namespace {

template<class Lines, class Other>
std::uint32_t straightest(const Scene& scene, std::uint32_t segment, const Lines& lines, Other other) {
  const double x = scene.rectOf(segment).center().x();
  std::uint32_t best = kNoIndex;
  double least = 0;
  for (const std::uint32_t l : lines) {
    const std::uint32_t to = other(scene.lines[l]);
    // Connectors only where nothing nearer leads on.
    const double away = std::abs(scene.rectOf(to).center().x() - x) + (scene.lines[l].connector ? 1e7 : 0);
    if (best == kNoIndex || away < least) best = to, least = away;
  }
  return best;
}

} // namespace

std::uint32_t producerOf(const Scene& scene, std::uint32_t segment) {
  const Box& box = scene.boxes[scene.segments[segment].box];
  if (segment > box.first) return segment - 1;
  return straightest(scene, segment, scene.linesInto(scene.segments[segment].box),
                     [](const Line& l) { return l.from; });
}

std::uint32_t userOf(const Scene& scene, std::uint32_t segment) {
  const Box& box = scene.boxes[scene.segments[segment].box];
  if (segment + 1 < box.first + box.count) return segment + 1;
  return straightest(scene, segment, scene.linesFrom(scene.segments[segment].box), [](const Line& l) { return l.to; });
}

std::uint32_t siblingOf(const Scene& scene, std::uint32_t segment, bool right) {
  const Box& box = scene.boxes[scene.segments[segment].box];
  if (right && segment + 1 < box.first + box.count) return segment + 1;
  if (!right && segment > box.first) return segment - 1;
  const QRectF here = box.rect;
  std::uint32_t best = kNoIndex;
  double least = 0;
  for (const Box& other : scene.boxes) {
    if (other.first == box.first || std::abs(other.rect.center().y() - here.center().y()) > here.height()) continue;
    const double away = right ? other.rect.left() - here.right() : here.left() - other.rect.right();
    if (away < 0 || (best != kNoIndex && away >= least)) continue;
    best = right ? other.first : other.first + other.count - 1;
    least = away;
  }
  return best;
}

std::uint32_t firstOf(const Scene& scene, Place place, std::uint32_t after) {
  std::uint32_t first = kNoIndex;
  for (std::uint32_t s = 0; s < scene.segments.size(); ++s) {
    if (scene.segments[s].place != place) continue;
    if (first == kNoIndex) first = s;
    if (after != kNoIndex && s > after && scene.segments[after].place == place) return s;
  }
  return first;
}

std::uint32_t nextInOrder(const Scene& scene, std::uint32_t segment, bool forward) {
  // Nodes are numbered in the order of the file, which is the order of running or close to it.
  const ir::NodeId here = scene.segments[segment].node;
  std::uint32_t best = kNoIndex;
  for (std::uint32_t s = 0; s < scene.segments.size(); ++s) {
    const ir::NodeId n = scene.segments[s].node;
    if (!n || (here && (forward ? n <= here : n >= here))) continue;
    if (best == kNoIndex || (forward ? n < scene.segments[best].node : n > scene.segments[best].node)) best = s;
  }
  return best;
}

} // namespace ara::ui
