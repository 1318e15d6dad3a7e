#include "ui/panels/operators/operators_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace ara::ui {
namespace {

constexpr int kCount = 1; // column of operatorsTable

QString number(std::uint64_t n) { return QLocale().toString(qulonglong(n)); }

// Numbers in constants, each buffer once.
std::uint64_t constantValues(const ir::Model& m) {
  std::uint64_t sum = 0;
  std::unordered_set<ir::BufferId> seen;
  for (const ir::Graph& g : m.graphs)
    for (std::size_t i = 0; i < g.tensorCount(); ++i) {
      const ir::Tensor& t = g[ir::TensorId(i)];
      if (t.buffer && seen.insert(t.buffer).second) sum += m.shapeOf(t).elements().value_or(0);
    }
  return sum;
}

} // namespace

OperatorsPanel::OperatorsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::k12, 0, 0);
  column->setSpacing(space::k8);
  addHead();
  m_table = new TableView(tr("Filter operators"), this);
  m_bars = new BarDelegate(&m_table->view());
  m_table->view().setItemDelegateForColumn(kCount, m_bars);
  m_table->view().horizontalHeader()->setProperty(kPlain, true);
  m_table->sortBy(kCount, Qt::DescendingOrder);
  column->addWidget(m_table, 1);
  addFoot();

  connect(&m_document, &Document::openedChanged, this, &OperatorsPanel::rebuild);
  connect(&m_document, &Document::checkChanged, this, [this] {
    if (m_document.isOpen() && m_document.kept() != m_kept) countKept();
  });
  connect(m_table, &TableView::keysSelected, this, &OperatorsPanel::select);
  connect(&m_document.selection(), &Selection::changed, this, &OperatorsPanel::followSelection);
  rebuild();
}

void OperatorsPanel::addHead() {
  auto* head = new QVBoxLayout;
  head->setContentsMargins(space::k12, 0, space::k12, 0);
  head->setSpacing(space::k4);
  m_sentence = body({}, this);
  m_facts = note({}, this);
  m_cut = new Callout({}, Tone::Warn, this);
  head->addWidget(m_sentence);
  head->addWidget(m_facts);
  head->addWidget(m_cut);
  static_cast<QVBoxLayout*>(layout())->addLayout(head);
}

void OperatorsPanel::addFoot() {
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(space::k12, space::k2, space::k12, space::k6);
  m_kinds = heading({}, this);
  m_total = heading({}, this);
  m_bytes = note({}, this);
  m_bytes->setWordWrap(false);
  foot->addWidget(m_kinds);
  foot->addStretch(1);
  foot->addWidget(m_total);
  foot->addSpacing(space::k8);
  foot->addWidget(m_bytes);
  static_cast<QVBoxLayout*>(layout())->addLayout(foot);
}

void OperatorsPanel::rebuild() {
  const bool open = m_document.isOpen();
  m_sentence->setVisible(open && !m_document.opened().sentence.empty());
  m_facts->setVisible(open);
  m_cut->setVisible(open && !m_document.openNotes().empty());
  if (!open) {
    for (ToneLabel* l : {m_kinds, m_total, m_bytes}) l->setText({});
    m_kept.clear();
    m_table->set({}, tr("Open a model to count its operators."));
    return;
  }
  const ir::Model& m = m_document.source();
  m_sentence->setText(coreText(m_document.opened().sentence));
  QString facts = QStringLiteral("%1 · %2 B").arg(QString::fromStdString(m.origin.format), number(m.origin.bytes));
  if (const std::uint64_t constants = constantValues(m))
    facts += QStringLiteral(" · ") + tr("%1 constants").arg(number(constants));
  m_facts->setText(facts);
  m_facts->setToolTip(tip(tr("Format, bytes of the file, numbers stored in constants")));
  // "stopped at byte 40,112": what is counted is what could be read.
  if (!m_document.openNotes().empty()) m_cut->setText(coreText(m_document.openNotes().front().what));
  countKept();
}

void OperatorsPanel::countKept() {
  m_kept = m_document.kept();
  m_dropped = 0;
  for (const ir::NodeId n : m_document.source().graph().nodeIds())
    m_dropped += n.index() < m_kept.size() && !m_kept[n.index()];
  m_bars->setNumberWidth(m_dropped ? 0 : 42);
  m_table->set(operatorsTable(m_document.source(), m_document.opened().ops, m_kept),
               tr("This model has no operators."));
  m_table->setWidths({0, 92, 60}, 0);
  showSum();
  followSelection();
}

void OperatorsPanel::showSum() {
  const auto& ops = m_document.opened().ops;
  std::size_t total = 0;
  std::uint64_t bytes = 0;
  for (const auto& op : ops) total += op.count, bytes += op.bytes;
  m_kinds->setText(tr("%n ops", nullptr, int(ops.size())));
  m_total->setText(m_dropped ? QStringLiteral("%1 / %2").arg(number(total - m_dropped), number(total)) : number(total));
  m_bytes->setText(bytes ? roughBytes(bytes) : QString());
}

void OperatorsPanel::select(const std::vector<std::uint32_t>& rows) {
  if (!m_document.isOpen()) return;
  std::unordered_set<std::string> wanted;
  for (const auto r : rows) wanted.insert(m_document.opened().ops[r].op);
  std::vector<Item> items;
  const ir::Model& m = m_document.source();
  for (std::size_t g = 0; g < m.graphs.size(); ++g)
    for (const ir::NodeId n : m.graphs[g].nodeIds())
      if (wanted.contains(countedOp(m, m.graphs[g][n]))) items.push_back(Item::node(n, Side::source, ir::GraphId(g)));
  m_document.selection().set(std::move(items));
}

void OperatorsPanel::followSelection() {
  if (!m_document.isOpen()) return;
  const ir::Model& m = m_document.source();
  std::unordered_map<std::string, std::size_t> selected;
  for (const Item& i : m_document.selection().selected())
    if (i.side == Side::source && i.nodeId() && i.graph.index() < m.graphs.size() &&
        i.id < m.graph(i.graph).nodeCount())
      ++selected[countedOp(m, m.graph(i.graph)[i.nodeId()])];
  std::vector<std::uint32_t> rows;
  const auto& ops = m_document.opened().ops;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    const auto at = selected.find(ops[i].op);
    if (at != selected.end() && at->second == ops[i].count) rows.push_back(std::uint32_t(i));
  }
  m_table->selectKeys(rows);
}

} // namespace ara::ui
