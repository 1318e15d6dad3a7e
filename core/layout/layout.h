// Layered layout: sizes and edges in, boxes and polylines out. Knows nothing of models.
//
//   Request r; r.boxes = {{120, 26}, {80, 26}}; r.edges = {{0, 1}};
//   ARA_ASSIGN(const Picture p, layered(task, r));
//
// Flow is top down (y grows along it), or left to right with `sideways`. Deterministic: equal requests give equal
// pictures. Cycles are allowed: edges that close one are drawn against the flow. Linear-ish: lines of one result share
// their way, and edges that span more than `connectorSpan` ranks, or leave a box with more than `connectorFan` users,
// become connectors. Lines never run through a box they do not belong to.
#pragma once

#include "base/task.h"

#include <cstdint>
#include <vector>

namespace ara::layout {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};
struct Size {
  float width = 0, height = 0;
};
struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Rect&) const = default;
};

struct Edge {
  std::uint32_t from = 0, to = 0;         // box indices; self loops are legal
  std::uint16_t fromPort = 0, toPort = 0; // result number and operand number: the order edges attach in. Edges of one
                                          // result leave at one point; operands of one number attach in any order (so
                                          // give both operands of an Add the same)
};

struct Request {
  std::vector<Size> boxes;
  std::vector<Edge> edges;
  float gapX = 24, gapY = 36;       // least distance between boxes of a rank, between ranks (seen along the flow)
  std::uint32_t connectorSpan = 64; // longer edges are drawn as a named stub at each end
  std::uint32_t connectorFan = 64;
  // Earlier top left corners (by box index; NaN for a box that had none; empty for no earlier picture). What can stay
  // stays: order is kept, and only what must give way moves.
  std::vector<Point> hint;
  bool sideways = false; // flow runs left to right: ranks are columns, first operands attach on top
};

struct Route {
  std::vector<Point>
      points; // from the bottom of the source to the top of the target; two stubs (4 points) if connector
  bool connector = false;
  bool back = false; // closes a cycle
  bool operator==(const Route&) const = default;
};

struct Picture {
  std::vector<Rect> boxes;         // by box index
  std::vector<Route> routes;       // by edge index
  std::vector<std::uint32_t> rank; // by box index, counted from 0 in every connected part
  Rect bounds;
};

// Errors: Cancelled; BadArgument when an edge names a box that is not there, or the hint has another length.
// In a picture so large that long lines would outnumber boxes several times, connectorSpan is lowered by halves.
Result<Picture> layered(Task& task, const Request& request);

} // namespace ara::layout
