#include "ui/panels/pick/pick_result.h"

#include "convert/report.h"
#include "ir/walk.h"
#include "ui/models/tables.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ara::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(PickPanel)
};

constexpr std::size_t kShapes = 4; // results whose shape is told

QString number(std::size_t n) { return QLocale().toString(qulonglong(n)); }
QString unknown() { return QStringLiteral("–"); }

bool isLikely(const analysis::Candidate& c) { return c.rank >= analysis::kLikely; }

void addShapes(const convert::Conversion& c, std::vector<PickFact>& facts) {
  const ir::Graph& g = c.model.graph();
  for (std::size_t i = 0; i < std::min({g.outputs.size(), kShapes, c.settings.outputs.size()}); ++i)
    facts.push_back({Words::tr("Result shape of %1").arg(QString::fromStdString(c.settings.outputs[i])),
                     {},
                     shapeText(c.model.shapeOf(g[g.outputs[i]]))});
}

} // namespace

bool hasSuggestions(const Document& d) {
  const auto any = [](const auto& list) { return std::any_of(list.begin(), list.end(), isLikely); };
  return d.isOpen() && ((d.settings().inputs.empty() && any(d.opened().inputs)) ||
                        (d.settings().outputs.empty() && any(d.opened().outputs)));
}

std::vector<bool> keptNodes(const Document& d) {
  if (!d.kept().empty()) return d.kept();
  std::vector<ir::TensorId> roots;
  for (const auto& c : d.opened().outputs)
    if (isLikely(c)) roots.push_back(c.tensor);
  if (roots.empty()) return {};
  return ir::neededFor(d.source().graph(), roots, false);
}

std::vector<PickFact> pickFacts(const Document& d, std::optional<std::size_t> refusedBefore) {
  const std::vector<bool> kept = keptNodes(d);
  const std::size_t all = d.source().graph().liveNodeCount();
  std::size_t left = kept.empty() ? all : 0;
  for (const ir::NodeId n : d.source().graph().nodeIds()) left += n.index() < kept.size() && kept[n.index()];
  std::vector<PickFact> facts{{Words::tr("Kept"), number(all), number(left)},
                              {Words::tr("Dropped"), number(0), number(all - left)}};
  const auto c = d.check();
  const bool known = c && !d.checkError();
  PickFact refused{Words::tr("Refused"), refusedBefore ? number(*refusedBefore) : unknown(),
                   known ? number(c->refused.size()) : unknown()};
  if (known) refused.tone = c->refused.empty() ? Tone::Accent : Tone::Error;
  facts.push_back(refused);
  if (!known || !c->refused.empty()) return facts;
  addShapes(*c, facts);
  facts.push_back({Words::tr("Operators after"), {}, number(c->model.graph().liveNodeCount())});
  return facts;
}

QStringList droppedNames(const Document& d, const std::vector<bool>& kept, int most) {
  QStringList names;
  if (kept.empty()) return names;
  std::size_t dropped = 0;
  const ir::Model& m = d.source();
  for (const ir::NodeId n : m.graph().nodeIds()) {
    if (n.index() < kept.size() && kept[n.index()]) continue;
    if (m.shortOpName(m.graph()[n]) == "Const") continue; // values that go with their users
    if (++dropped <= std::size_t(most)) names << QString::fromStdString(std::string(m.names[m.graph()[n].name]));
  }
  if (dropped > std::size_t(most)) names << Words::tr("%1 more").arg(number(dropped - std::size_t(most)));
  return names;
}

} // namespace ara::ui
