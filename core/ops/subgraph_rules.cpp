#include "ops/subgraph_rules.h"

namespace ara::ops {

std::vector<DataType> attrTypes(const NodeView& v, std::string_view key) {
  const AttrValue* a = v.attr(key);
  const auto* list = a ? std::get_if<std::vector<DataType>>(a) : nullptr;
  return list ? *list : std::vector<DataType>{};
}

std::vector<Shape> attrShapes(const NodeView& v, std::string_view key) {
  const AttrValue* a = v.attr(key);
  const auto* list = a ? std::get_if<std::vector<Shape>>(a) : nullptr;
  return list ? *list : std::vector<Shape>{};
}

Shape joinShapes(const Shape& a, const Shape& b) {
  if (!a.ranked || !b.ranked || a.rank() != b.rank()) return Shape::unknown();
  Shape out = a;
  for (std::size_t i = 0; i < out.rank(); ++i)
    if (a.dims[i] != b.dims[i]) out.dims[i] = ir::kUnknownDim;
  return out;
}

Shape resultShape(const NodeView& v, const std::vector<const ir::Graph*>& graphs, std::size_t i) {
  std::optional<Shape> out;
  for (const ir::Graph* g : graphs) {
    if (!g || i >= g->outputs.size() || !g->outputs[i]) return Shape::unknown();
    const Shape& s = v.model().shapeOf((*g)[g->outputs[i]]);
    out = out ? joinShapes(*out, s) : s;
  }
  return out.value_or(Shape::unknown());
}

DataType resultType(const std::vector<const ir::Graph*>& graphs, std::size_t i) {
  for (const ir::Graph* g : graphs)
    if (g && i < g->outputs.size() && g->outputs[i] && (*g)[g->outputs[i]].type != DataType::none)
      return (*g)[g->outputs[i]].type;
  return DataType::none;
}

} // namespace ara::ops
