#include "ui/panels/operators/operators_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {

OperatorsPanel::OperatorsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::k12, 0, 0);
  column->setSpacing(space::k8);
  auto* head = new QVBoxLayout;
  head->setContentsMargins(space::k12, 0, space::k12, 0);
  head->setSpacing(space::k4);
  m_sentence = body({}, this);
  m_facts = note({}, this);
  head->addWidget(m_sentence);
  head->addWidget(m_facts);
  column->addLayout(head);
  m_table = new TableView(tr("Filter operators"), this);
  auto* bars = new BarDelegate(&m_table->view());
  bars->setNumberWidth(scaled(54));
  m_table->view().setItemDelegateForColumn(1, bars);
  m_table->view().horizontalHeader()->setProperty(kPlain, true);
  column->addWidget(m_table, 1);
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
  column->addLayout(foot);

  connect(&m_document, &Document::openedChanged, this, &OperatorsPanel::rebuild);
  connect(&m_document, &Document::settingsChanged, this, &OperatorsPanel::rebuild);
  connect(m_table, &TableView::keysSelected, this, &OperatorsPanel::select);
  rebuild();
  m_table->sortBy(1, Qt::DescendingOrder);
}

void OperatorsPanel::rebuild() {
  if (!m_document.isOpen()) {
    m_sentence->hide();
    m_facts->hide();
    for (ToneLabel* l : {m_kinds, m_total, m_bytes}) l->setText({});
    m_table->set({}, tr("Open a model to count its operators."));
    return;
  }
  const Opened& o = m_document.opened();
  const ir::Model& m = o.model;
  const QLocale locale;
  m_sentence->setText(coreText(o.sentence));
  m_sentence->setVisible(!o.sentence.empty());
  std::size_t constants = 0;
  for (const auto& t : o.ops)
    if (t.op == "Const") constants = t.count;
  QString facts = QStringLiteral("%1 · %2 B").arg(QString::fromStdString(m.origin.format), locale.toString(qulonglong(m.origin.bytes)));
  if (constants) facts += QStringLiteral(" · ") + tr("%1 constants").arg(locale.toString(qulonglong(constants)));
  m_facts->setText(facts);
  m_facts->show();
  m_table->set(operatorsTable(m, o.ops, m_document.kept()), tr("This model has no operators."));
  m_table->setWidths({0, 92, 64}, 0);
  std::size_t total = 0;
  std::uint64_t bytes = 0;
  for (const auto& op : o.ops) total += op.count, bytes += op.bytes;
  m_kinds->setText(tr("%n ops", nullptr, int(o.ops.size())));
  m_total->setText(locale.toString(qulonglong(total)));
  m_bytes->setText(bytes < 1000000 ? QStringLiteral("%1 kB").arg(double(bytes) / 1e3, 0, 'f', 0) : QStringLiteral("%1 MB").arg(double(bytes) / 1e6, 0, 'f', 2));
}

void OperatorsPanel::select(const std::vector<std::uint32_t>& rows) {
  if (!m_document.isOpen()) return;
  std::vector<std::string_view> wanted;
  for (const auto r : rows) wanted.push_back(m_document.opened().ops[r].op);
  std::vector<Item> items;
  const ir::Model& m = m_document.source();
  for (const ir::NodeId n : m.graph().nodeIds())
    if (std::find(wanted.begin(), wanted.end(), m.shortOpName(m.graph()[n])) != wanted.end()) items.push_back(Item::node(n));
  m_document.selection().set(std::move(items));
}

} // namespace ara::ui
