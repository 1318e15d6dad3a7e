// What a node that calls other graphs knows about its results.
#pragma once

#include "ops/context.h"

namespace ara::ops {

std::vector<DataType> attrTypes(const NodeView& v, std::string_view key);
std::vector<Shape> attrShapes(const NodeView& v, std::string_view key);

// What holds whichever of two shapes it is: a dimension is known where both agree.
Shape joinShapes(const Shape& a, const Shape& b);
// The shape of output i whichever of the graphs runs; nothing is known of a graph that is a null pointer.
Shape resultShape(const NodeView& v, const std::vector<const ir::Graph*>& graphs, std::size_t i);
DataType resultType(const std::vector<const ir::Graph*>& graphs, std::size_t i);

} // namespace ara::ops
