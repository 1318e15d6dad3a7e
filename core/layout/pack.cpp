// Packs rectangles into a picture of about 8:5: the tallest first, each as high up as it fits, then as far left. The
// skyline is the lower edge of what lies already:
//
//   +--------+----+---+
//   |        |    |---'
//   |        '----'         <- the next goes under the lowest-lying step that is wide enough
//   '--------'
#include "layout/engine.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ara::layout::detail {
namespace {

constexpr double kAspect = 1.6;
constexpr std::size_t kFew = 200;

struct Step {
  double x, y, width;
};

class Skyline {
public:
  explicit Skyline(double width) { m_steps.push_back({0, 0, width}); }
  std::size_t steps() const { return m_steps.size(); }

  Point add(double width, double height) {
    std::size_t best = 0;
    double bestY = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
      if (m_steps[i].y >= bestY) continue;
      const double y = fit(i, width);
      if (y < bestY) {
        best = i;
        bestY = y;
      }
    }
    const double x = m_steps[best].x;
    place(best, {x, bestY + height, width});
    return {static_cast<float>(x), static_cast<float>(bestY)};
  }

private:
  // How far down a rectangle that starts at step i comes to lie; infinity when it does not fit.
  double fit(std::size_t i, double width) const {
    double y = 0, left = width;
    for (; i < m_steps.size(); ++i) {
      y = std::max(y, m_steps[i].y);
      left -= m_steps[i].width;
      if (left <= 1e-6) return y;
    }
    return std::numeric_limits<double>::infinity();
  }

  void place(std::size_t at, Step step) {
    std::size_t end = at;
    double covered = step.width;
    while (end < m_steps.size() && covered >= m_steps[end].width - 1e-6) covered -= m_steps[end++].width;
    if (end < m_steps.size() && covered > 0) {
      m_steps[end].x += covered;
      m_steps[end].width -= covered;
    }
    const auto first = m_steps.begin() + static_cast<std::ptrdiff_t>(at);
    if (at > 0 && m_steps[at - 1].y == step.y) {
      m_steps[at - 1].width += step.width;
      m_steps.erase(first, m_steps.begin() + static_cast<std::ptrdiff_t>(end));
    } else if (end > at) {
      *first = step;
      m_steps.erase(first + 1, m_steps.begin() + static_cast<std::ptrdiff_t>(end));
    } else {
      m_steps.insert(first, step);
    }
  }

  std::vector<Step> m_steps;
};

} // namespace

Result<std::vector<Point>> pack(Pace& pace, std::span<const Size> sizes, float gap) {
  double area = 0, widest = 0;
  for (const Size& s : sizes) {
    const double w = static_cast<double>(s.width) + gap, h = static_cast<double>(s.height) + gap;
    area += w * h;
    widest = std::max(widest, w);
  }
  std::vector<Index> order(sizes.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return sizes[a].height > sizes[b].height; });
  // Few parts leave gaps that depend much on the width: try some.
  std::vector<Point> best, now(sizes.size());
  double bestCost = std::numeric_limits<double>::infinity();
  for (const double stretch : {1.0, 1.2, 1.45, 1.75}) {
    if (!best.empty() && sizes.size() > kFew) break;
    Skyline skyline(std::max(widest, std::sqrt(area * kAspect) * stretch));
    double right = 1, bottom = 1;
    for (const Index i : order) {
      ARA_TRY(pace.work(8 + skyline.steps()));
      now[i] = skyline.add(static_cast<double>(sizes[i].width) + gap, static_cast<double>(sizes[i].height) + gap);
      right = std::max(right, static_cast<double>(now[i].x) + sizes[i].width);
      bottom = std::max(bottom, static_cast<double>(now[i].y) + sizes[i].height);
    }
    // How far one must zoom out to see it all.
    const double cost = std::max(right, bottom * kAspect);
    if (cost >= bestCost * 0.999) continue;
    bestCost = cost;
    best = now;
  }
  return best;
}

} // namespace ara::layout::detail
