#include "ui/panels/problems/problems_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"

#include <QVBoxLayout>

namespace ara::ui {

ProblemsPanel::ProblemsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  m_table = new TableView({}, this);
  column->addWidget(m_table);
  connect(&m_document, &Document::problemsChanged, this, &ProblemsPanel::rebuild);
  connect(m_table, &TableView::keysSelected, this, &ProblemsPanel::go);
  rebuild();
}

void ProblemsPanel::rebuild() {
  m_table->set(problemTable(m_document.problems(), [](const Error& e) { return coreText(e); }), tr("Nothing to report."));
  m_table->setWidths({90, 220, 400}, 2);
}

void ProblemsPanel::go(const std::vector<std::uint32_t>& rows) {
  if (!m_document.isOpen() || rows.size() != 1 || rows[0] >= m_document.problems().size()) return;
  const auto t = m_document.opened().names->find(m_document.problems()[rows[0]].what.subject);
  if (!t) return;
  const ir::NodeId n = m_document.source().graph()[*t].producer;
  m_document.selection().set(n ? Item::node(n) : Item::tensor(*t));
}

} // namespace ara::ui
