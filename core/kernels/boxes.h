// Boxes over images: which overlap too much, and cutting them out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ara::kernels {

// Intersection over union of two boxes of two opposite corners (y1, x1, y2, x2), in either order; 0 without area.
float overlap(std::span<const float, 4> a, std::span<const float, 4> b);

struct Suppression {
  std::size_t most = 0; // boxes to select at most
  float overlap = 0.5f; // a box that overlaps a better one more than this is dropped
  bool orEqual = false; // as TensorFlow Lite has it: that much already
  float score = 0;      // only boxes that score more
  float sigma = 0;      // above 0, a box that overlaps better ones loses some of its score instead
};
struct Selected {
  std::vector<std::int32_t> indices; // best first; of equal scores the earlier first
  std::vector<float> scores;         // as they were when the box was selected
};
// `boxes` holds 4 numbers for each of the scores.
Selected suppressOverlaps(const Suppression& s, std::span<const float> boxes, std::span<const float> scores);

struct Crop {
  std::int64_t batch = 1, height = 1, width = 1, channels = 1; // of the images
  std::int64_t newHeight = 1, newWidth = 1;
  bool nearest = false;
  float outside = 0; // the value of what lies outside the image
};
// `which` names the image of each box; false when it names none of them. out: [boxes, newHeight, newWidth, channels]
bool cropAndResize(const Crop& c, std::span<const float> images, std::span<const float> boxes,
                   std::span<const std::int32_t> which, std::span<float> out);

} // namespace ara::kernels
