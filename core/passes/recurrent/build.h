// Putting tf and tfl operators beside each other with their types and shapes known at once.
#pragma once

#include "passes/pass.h"

#include <initializer_list>

namespace ara::passes::recurrent {

class Builder {
public:
  Builder(PassContext& context, std::string name) : c(context), m_name(std::move(name)) {}

  // The first result of a new operator. Errors: what its row says to the operands, or the runtime's limits.
  Result<ir::TensorId> add(std::string_view op, std::vector<ir::TensorId> operands,
                           std::vector<std::pair<std::string_view, ir::AttrValue>> attrs = {}, std::size_t results = 1);
  ir::TensorId ints(std::vector<std::int32_t> values);
  ir::TensorId scalar(std::int32_t value);
  ir::TensorId floats(ir::Shape shape, std::span<const float> values, std::string_view suffix);
  const ir::Shape& shapeOf(ir::TensorId t) const { return c.model.shapeOf(c.graph()[t]); }
  const std::vector<ir::NodeId>& added() const { return m_added; }
  ir::NameId nameOf(std::string_view suffix) { return c.model.names.intern(m_name + std::string(suffix)); }
  void setName(std::string name) { m_name = std::move(name); }
  // Takes back all that was added.
  void undo();

  PassContext& c;

private:
  std::string m_name; // what names of constants begin with
  std::vector<ir::NodeId> m_added;
};

} // namespace ara::passes::recurrent
