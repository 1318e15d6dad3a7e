// Where the arrow keys lead: along lines, to siblings, along the order of running.
#pragma once

#include "ui/canvas/scene.h"

namespace ara::ui {

// kNoIndex where the way ends. Up and down go along the line that leads straightest.
std::uint32_t producerOf(const Scene& scene, std::uint32_t segment);
std::uint32_t userOf(const Scene& scene, std::uint32_t segment);
// The neighbour in a strip, or the box beside it on the same height.
std::uint32_t siblingOf(const Scene& scene, std::uint32_t segment, bool right);
std::uint32_t firstOf(const Scene& scene, Place place, std::uint32_t after);        // inputs or outputs in turn
std::uint32_t nextInOrder(const Scene& scene, std::uint32_t segment, bool forward); // by node number

} // namespace ara::ui
