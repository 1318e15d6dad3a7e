#include "ui/panels/pick/pick_result.h"

#include "convert/report.h"
#include "ui/models/tables.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ara::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(PickPanel)
};

QString number(std::size_t n) { return QLocale().toString(qulonglong(n)); }

} // namespace

std::vector<std::pair<QString, QString>> pickFacts(const Document& d) {
  const std::size_t all = d.source().graph().liveNodeCount();
  std::size_t kept = all;
  if (!d.kept().empty()) kept = std::size_t(std::count(d.kept().begin(), d.kept().end(), true));
  std::vector<std::pair<QString, QString>> facts{{Words::tr("Kept"), number(kept)}, {Words::tr("Dropped"), number(all - kept)}};
  const auto c = d.check();
  if (!c) {
    facts.emplace_back(Words::tr("Refused"), QStringLiteral("–"));
    return facts;
  }
  facts.emplace_back(Words::tr("Refused"), number(c->refused.size()));
  if (c->refused.empty() && !d.checkError()) {
    const ir::Graph& g = c->model.graph();
    for (std::size_t i = 0; i < g.outputs.size() && i < 4 && i < c->settings.outputs.size(); ++i)
      facts.emplace_back(Words::tr("Result shape of %1").arg(QString::fromStdString(c->settings.outputs[i])),
                         shapeText(c->model.shapeOf(g[g.outputs[i]])));
    facts.emplace_back(Words::tr("Operators after"), number(g.liveNodeCount()));
  }
  return facts;
}

QStringList droppedNames(const Document& d, int most) {
  QStringList names;
  if (d.kept().empty()) return names;
  std::size_t dropped = 0;
  const ir::Model& m = d.source();
  for (const ir::NodeId n : m.graph().nodeIds()) {
    if (n.index() < d.kept().size() && d.kept()[n.index()]) continue;
    const std::string_view op = m.shortOpName(m.graph()[n]);
    if (op == "Const") continue; // values that go with their users
    if (++dropped <= std::size_t(most)) names << QString::fromStdString(std::string(m.names[m.graph()[n].name]));
  }
  if (dropped > std::size_t(most)) names << Words::tr("%1 more").arg(number(dropped - std::size_t(most)));
  return names;
}

} // namespace ara::ui
