#include "passes/recurrent/build.h"

#include "ops/infer.h"
#include "passes/constants.h"

namespace ara::passes::recurrent {

Result<ir::TensorId> Builder::add(std::string_view op, std::vector<ir::TensorId> operands,
                                  std::vector<std::pair<std::string_view, ir::AttrValue>> attrs, std::size_t results) {
  const ir::OpDef* row = c.find(op);
  if (!row) return fail(ErrorKind::Internal, msg("There is no operator {0}.", op));
  ir::AttrList list;
  for (auto& [key, value] : attrs) list.push_back({c.model.names.intern(key), std::move(value)});
  const ir::NodeId n = c.edit.addNode(*row, operands, c.model.attrs.intern(std::move(list), c.model.names), results);
  m_added.push_back(n);
  ARA_TRY(ops::inferNode(c.edit, n));
  const ops::NodeView view(c.model, c.graph(), n);
  if (op.starts_with("tfl.")) ARA_TRY(ops::checkLimits(view, view));
  return c.graph().result(n);
}

ir::TensorId Builder::ints(std::vector<std::int32_t> values) {
  return c.edit.addConstant(ir::DataType::i32, ir::Shape::of({static_cast<ir::Dim>(values.size())}),
                            c.model.addBuffer(ir::heapBufferOf<std::int32_t>(values)));
}

ir::TensorId Builder::scalar(std::int32_t value) {
  const std::int32_t values[] = {value};
  return c.edit.addConstant(ir::DataType::i32, ir::Shape::scalar(),
                            c.model.addBuffer(ir::heapBufferOf<std::int32_t>(values)));
}

ir::TensorId Builder::floats(ir::Shape shape, std::span<const float> values, std::string_view suffix) {
  return addFloats(c.edit, shape, values, nameOf(suffix));
}

void Builder::undo() {
  for (std::size_t i = m_added.size(); i-- > 0;) c.edit.remove(m_added[i]);
  m_added.clear();
}

} // namespace ara::passes::recurrent
