#include "ui/panels/check/check_panel.h"

#include "convert/report.h"
#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace ara::ui {

CheckPanel::CheckPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::k12, 0, space::k8);
  column->setSpacing(space::k8);
  auto* head = new QVBoxLayout;
  head->setContentsMargins(space::k12, 0, space::k12, 0);
  m_counts = body({}, this);
  m_question = new Callout({}, Tone::Warn, this);
  head->addWidget(m_counts);
  head->addWidget(m_question);
  column->addLayout(head);
  m_table = new TableView(tr("Filter nodes"), this);
  column->addWidget(m_table, 1);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(space::k12, 0, space::k12, 0);
  m_cut = new QPushButton(tr("Make its result an input"), this);
  m_cut->setEnabled(false);
  foot->addWidget(m_cut);
  foot->addStretch(1);
  column->addLayout(foot);

  connect(&m_document, &Document::checkChanged, this, &CheckPanel::rebuild);
  connect(&m_document, &Document::openedChanged, this, &CheckPanel::rebuild);
  connect(m_table, &TableView::keysSelected, this, &CheckPanel::select);
  connect(m_cut, &QPushButton::clicked, this, [this] {
    const ir::NodeId n = m_document.selection().active().nodeId();
    if (!n || !m_document.isOpen() || m_document.source().graph()[n].resultCount == 0) return;
    const ir::Graph& g = m_document.source().graph();
    m_document.makeInput(m_document.source().tensorName(g, g.result(n)), false);
  });
  rebuild();
}

void CheckPanel::rebuild() {
  const auto c = m_document.isOpen() ? m_document.check() : nullptr;
  const auto error = m_document.checkError();
  m_question->setVisible(m_document.isOpen() && error.has_value());
  if (error) m_question->setText(coreText(*error));
  if (!c || error) {
    m_counts->setText(m_document.checking() ? tr("Checking…") : QString());
    m_counts->setVisible(!m_counts->text().isEmpty());
    m_table->set({}, m_document.isOpen() ? tr("The verdicts come when the question above is answered.") : tr("Open a model to check it."));
    return;
  }
  const convert::VerdictCounts n = convert::countVerdicts(c->verdicts);
  const QLocale l;
  m_counts->setText(n.refused == 0 ? tr("All %1 nodes convert: %2 become operators, %3 fuse, %4 fold away, %5 are not needed.")
                                         .arg(l.toString(qulonglong(c->verdicts.size())), l.toString(qulonglong(n.converts)), l.toString(qulonglong(n.fuses)),
                                              l.toString(qulonglong(n.folds)), l.toString(qulonglong(n.dropped)))
                                   : tr("%1 of %2 nodes are refused.").arg(l.toString(qulonglong(n.refused)), l.toString(qulonglong(c->verdicts.size()))));
  m_counts->show();
  m_table->set(verdictTable(m_document.source(), *c, [](const Message& m) { return coreText(m); }), tr("Nothing to check."));
  m_table->setWidths({74, 96, 110, 100}, 3);
}

void CheckPanel::select(const std::vector<std::uint32_t>& rows) {
  const auto c = m_document.check();
  if (!c) return;
  std::vector<Item> items;
  for (const auto r : rows)
    if (r < c->verdicts.size()) items.push_back(Item::node(c->verdicts[r].node));
  m_cut->setEnabled(items.size() == 1);
  m_document.selection().set(std::move(items));
}

} // namespace ara::ui
