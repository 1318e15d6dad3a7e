#include "ui/canvas/search.h"

#include "ui/canvas/facts.h"

namespace ara::ui {
namespace {

QString text(std::string_view s) { return QString::fromUtf8(s.data(), qsizetype(s.size())); }

bool holds(const Term& term, const QString& value) {
  if (term.where != Term::Where::name) return value == term.text;
  return term.exact ? value == term.text || value.endsWith(QLatin1Char('/') + term.text) : value.contains(term.text);
}

} // namespace

Query parseQuery(const QString& typed) {
  Query query;
  qsizetype i = 0;
  while (i < typed.size()) {
    if (typed[i].isSpace()) {
      ++i;
      continue;
    }
    Term term;
    if (typed[i] == QLatin1Char('-')) term.negated = true, ++i;
    const QString rest = typed.mid(i);
    if (rest.startsWith(QLatin1String("op:"), Qt::CaseInsensitive))
      term.where = Term::Where::op, i += 3;
    else if (rest.startsWith(QLatin1String("type:"), Qt::CaseInsensitive))
      term.where = Term::Where::type, i += 5;
    qsizetype end;
    if (i < typed.size() && typed[i] == QLatin1Char('"')) {
      term.exact = true;
      end = typed.indexOf(QLatin1Char('"'), ++i);
      if (end < 0) end = typed.size();
      term.text = typed.mid(i, end - i).toLower();
      i = end + 1;
    } else {
      end = i;
      while (end < typed.size() && !typed[end].isSpace()) ++end;
      term.text = typed.mid(i, end - i).toLower();
      i = end;
    }
    if (!term.text.isEmpty()) query.push_back(term); // "op:" alone: still being typed
  }
  return query;
}

std::vector<ir::NodeId> SearchText::find(const ir::Model& model, const ir::Graph& graph, const Query& query) {
  std::vector<ir::NodeId> hits;
  if (query.empty()) return hits;
  if (m_names.size() != graph.nodeCount()) {
    m_names.assign(graph.nodeCount(), {});
    for (const ir::NodeId n : graph.nodeIds()) m_names[n.index()] = nodeName(model, graph, n).toLower();
  }
  for (const ir::NodeId n : graph.nodeIds()) {
    const ir::Node& node = graph[n];
    bool all = true;
    for (const Term& term : query) {
      bool one = false;
      switch (term.where) {
      case Term::Where::name: one = holds(term, m_names[n.index()]); break;
      case Term::Where::op:
        one = holds(term, text(model.shortOpName(node)).toLower()) || holds(term, opLabel(model, node).toLower());
        break;
      case Term::Where::type:
        for (const ir::TensorId t : graph.results(n))
          one = one || holds(term, text(ir::longName(graph[t].type))) || holds(term, text(ir::name(graph[t].type)));
        break;
      }
      if (one == term.negated) {
        all = false;
        break;
      }
    }
    if (all) hits.push_back(n);
  }
  return hits;
}

} // namespace ara::ui
