// What is typed into the search field, applied to nodes: words are AND over names; "exact", -not, op:MatMul,
// type:float32.
//
//   const Query q = parseQuery("op:MatMul cell_0 -gradient");
//   const std::vector<ir::NodeId> hits = text.find(model, graph, q);
#pragma once

#include "ir/model.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace ara::ui {

struct Term {
  enum class Where : std::uint8_t { name, op, type } where = Where::name;
  QString text; // lower case
  bool exact = false, negated = false;
  bool operator==(const Term&) const = default;
};
using Query = std::vector<Term>; // all of them must hold

Query parseQuery(const QString& text);

// The names of a graph in lower case, made once and kept while one types.
class SearchText {
public:
  void clear() { m_names.clear(); }
  std::vector<ir::NodeId> find(const ir::Model& model, const ir::Graph& graph, const Query& query);

private:
  std::vector<QString> m_names; // by node
};

} // namespace ara::ui
