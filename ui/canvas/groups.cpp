#include "ui/canvas/groups.h"

#include "analysis/cell_units.h"
#include "ui/canvas/facts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ara::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("ara::ui::Group", text); }
QString number(std::uint64_t n) { return QLocale(QLocale::English).toString(qulonglong(n)); }

// The part of a scope that tells it from the others: "cell_0" of rnn/cell_0/basic_lstm_cell beside rnn/cell_1/...
QString titleOf(const QStringList& scope, const std::vector<QStringList>& all) {
  qsizetype best = -1; // the innermost part in which some other scope parts from this one
  for (const QStringList& other : all) {
    qsizetype same = 0;
    while (same < std::min(scope.size(), other.size()) && scope[same] == other[same]) ++same;
    if (same < std::min(scope.size(), other.size())) best = std::max(best, same);
  }
  if (best >= 0) return scope[best];
  return scope.isEmpty() ? tr(QT_TRANSLATE_NOOP("ara::ui::Group", "Repeat")) : scope.last();
}

QString aboutOf(const ir::Model& model, const ir::Graph& graph, const analysis::Repeat& r) {
  if (const std::uint64_t units = analysis::lstmUnits(model, graph, r))
    return tr(QT_TRANSLATE_NOOP("ara::ui::Group", "LSTM cell, %1 units")).arg(number(units));
  return r.carried.empty() ? tr(QT_TRANSLATE_NOOP("ara::ui::Group", "copies with shared weights"))
                           : tr(QT_TRANSLATE_NOOP("ara::ui::Group", "step of a loop"));
}

// The largest constant all copies read.
ir::TensorId sharedWeight(const ir::Model& model, const ir::Graph& graph, const analysis::Repeat& r) {
  ir::TensorId best;
  for (std::uint32_t p = 0; p < r.places(); ++p)
    for (std::uint32_t i = 0; i < graph[r.node(p, 0)].operandCount; ++i) {
      const ir::TensorId first = constantBehind(model, graph, graph.operand(r.node(p, 0), i));
      const ir::TensorId last = constantBehind(model, graph, graph.operand(r.node(p, r.copies - 1), i));
      if (!first || first != last || model.shapeOf(graph[first]).rank() == 0) continue;
      if (!best || model.bufferBytes(graph[first].buffer) > model.bufferBytes(graph[best].buffer)) best = first;
    }
  return best;
}

// Where the weights lie that all copies share; without any, what the names of the drawn copy begin with.
QStringList scopeOf(const ir::Model& model, const ir::Graph& graph, const analysis::Repeat& r, std::uint32_t copy) {
  if (const ir::TensorId w = sharedWeight(model, graph, r)) {
    QStringList parts = QString::fromStdString(model.tensorName(graph, w)).split(QLatin1Char('/'));
    parts.removeLast();
    if (!parts.isEmpty()) return parts;
  }
  QStringList common;
  for (std::uint32_t p = 0; p < r.places(); ++p) {
    QStringList parts = nodeName(model, graph, r.node(p, copy)).split(QLatin1Char('/'));
    parts.removeLast();
    if (p == 0) common = parts;
    qsizetype same = 0;
    while (same < std::min(common.size(), parts.size()) && common[same] == parts[same]) ++same;
    common = common.mid(0, same);
  }
  return common;
}

QString sumOf(const ir::Model& model, const ir::Graph& graph, const analysis::Repeat& r) {
  QString sum = r.carried.empty() ? tr(QT_TRANSLATE_NOOP("ara::ui::Group", "%1 ops × %2 copies = %3"))
                                  : tr(QT_TRANSLATE_NOOP("ara::ui::Group", "%1 ops × %2 steps = %3"));
  sum = sum.arg(number(r.places()), number(r.copies), number(r.nodes.size()));
  if (const ir::TensorId w = sharedWeight(model, graph, r))
    sum += QStringLiteral(" · ") +
           tr(QT_TRANSLATE_NOOP("ara::ui::Group", "%1 %2, shared"))
               .arg(lastOf(QString::fromStdString(model.tensorName(graph, w))), dimsText(model.shapeOf(graph[w])));
  return sum;
}

} // namespace

std::vector<GroupWords> groupWords(const ir::Model& model, const ir::Graph& graph, const FoldedNodes& folded) {
  std::vector<GroupWords> out(folded.repeats());
  std::vector<QStringList> scopes(folded.repeats());
  for (std::uint32_t r = 0; r < folded.repeats(); ++r)
    if (folded.shown(r) != kNoIndex) scopes[r] = scopeOf(model, graph, folded.repeat(r), folded.shown(r));
  for (std::uint32_t r = 0; r < folded.repeats(); ++r) {
    if (folded.shown(r) == kNoIndex) continue;
    const analysis::Repeat& repeat = folded.repeat(r);
    out[r] = {titleOf(scopes[r], scopes), aboutOf(model, graph, repeat), sumOf(model, graph, repeat)};
  }
  return out;
}

} // namespace ara::ui
