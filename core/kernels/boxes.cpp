#include "kernels/boxes.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace ara::kernels {

float overlap(std::span<const float, 4> a, std::span<const float, 4> b) {
  const auto low = [](std::span<const float, 4> s, std::size_t i) { return std::min(s[i], s[i + 2]); };
  const auto high = [](std::span<const float, 4> s, std::size_t i) { return std::max(s[i], s[i + 2]); };
  const auto area = [&](std::span<const float, 4> s) { return (high(s, 0) - low(s, 0)) * (high(s, 1) - low(s, 1)); };
  const float areaA = area(a), areaB = area(b);
  if (areaA <= 0 || areaB <= 0) return 0;
  const auto shared = [&](std::size_t i) {
    return std::max(std::min(high(a, i), high(b, i)) - std::max(low(a, i), low(b, i)), 0.0f);
  };
  const float both = shared(0) * shared(1);
  return both / (areaA + areaB - both);
}

Selected suppressOverlaps(const Suppression& s, std::span<const float> boxes, std::span<const float> scores) {
  struct Candidate {
    std::size_t box;
    float score;
    std::size_t seen; // selected boxes it was compared with already
  };
  const auto worse = [](const Candidate& a, const Candidate& b) {
    return a.score < b.score || (a.score == b.score && a.box > b.box);
  };
  std::priority_queue<Candidate, std::vector<Candidate>, decltype(worse)> waiting(worse);
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (scores[i] > s.score) waiting.push({i, scores[i], 0});

  const auto box = [&](std::size_t i) { return boxes.subspan(4 * i).first<4>(); };
  Selected out;
  while (out.indices.size() < s.most && !waiting.empty()) {
    Candidate next = waiting.top();
    waiting.pop();
    const float before = next.score;
    bool dropped = false;
    for (std::size_t j = out.indices.size(); j-- > next.seen && !dropped;) {
      const float shared = overlap(box(next.box), box(static_cast<std::size_t>(out.indices[j])));
      dropped = s.orEqual ? shared >= s.overlap : shared > s.overlap;
      if (!dropped && s.sigma > 0) next.score *= std::exp(-0.5f / s.sigma * shared * shared);
      if (next.score <= s.score) break;
    }
    next.seen = out.indices.size();
    if (dropped) continue;
    if (next.score == before) {
      out.indices.push_back(static_cast<std::int32_t>(next.box));
      out.scores.push_back(next.score);
    } else if (next.score > s.score) {
      waiting.push(next); // others may be better now
    }
  }
  return out;
}

bool cropAndResize(const Crop& c, std::span<const float> images, std::span<const float> boxes,
                   std::span<const std::int32_t> which, std::span<float> out) {
  const auto place = [](float first, float last, std::int64_t size, std::int64_t count, std::int64_t i) {
    const auto end = static_cast<float>(size - 1);
    if (count > 1) return first * end + static_cast<float>(i) * ((last - first) * end / static_cast<float>(count - 1));
    return 0.5f * (first + last) * end;
  };
  std::size_t to = 0;
  for (std::size_t b = 0; b < which.size(); ++b) {
    if (which[b] < 0 || which[b] >= c.batch) return false;
    const std::span<const float> box = boxes.subspan(4 * b, 4);
    const auto pixel = [&](std::int64_t y, std::int64_t x, std::int64_t d) {
      return images[static_cast<std::size_t>(((which[b] * c.height + y) * c.width + x) * c.channels + d)];
    };
    for (std::int64_t i = 0; i < c.newHeight; ++i)
      for (std::int64_t j = 0; j < c.newWidth; ++j) {
        const float y = place(box[0], box[2], c.height, c.newHeight, i),
                    x = place(box[1], box[3], c.width, c.newWidth, j);
        const bool inside =
            y >= 0 && y <= static_cast<float>(c.height - 1) && x >= 0 && x <= static_cast<float>(c.width - 1);
        for (std::int64_t d = 0; d < c.channels; ++d, ++to) {
          if (!inside) {
            out[to] = c.outside;
          } else if (c.nearest) {
            out[to] = pixel(std::llround(y), std::llround(x), d);
          } else {
            const auto top = static_cast<std::int64_t>(std::floor(y)), low = static_cast<std::int64_t>(std::ceil(y));
            const auto left = static_cast<std::int64_t>(std::floor(x)), right = static_cast<std::int64_t>(std::ceil(x));
            const float across = x - static_cast<float>(left), down = y - static_cast<float>(top);
            const float above = pixel(top, left, d) + (pixel(top, right, d) - pixel(top, left, d)) * across;
            const float below = pixel(low, left, d) + (pixel(low, right, d) - pixel(low, left, d)) * across;
            out[to] = above + (below - above) * down;
          }
        }
      }
  }
  return true;
}

} // namespace ara::kernels
