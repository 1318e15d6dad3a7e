#include "ui/panels/problems/problems_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/panels/problems/severity_delegate.h"

#include <QVBoxLayout>

namespace ara::ui {

namespace {
constexpr int kAction = 3; // column of problemTable
}

ProblemsPanel::ProblemsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  m_table = new TableView({}, this);
  m_table->view().setItemDelegateForColumn(0, new SeverityDelegate(&m_table->view()));
  m_table->sortBy(0, Qt::AscendingOrder);
  column->addWidget(m_table);
  connect(&m_document, &Document::problemsChanged, this, &ProblemsPanel::rebuild);
  connect(m_table, &TableView::keyActivated, this, &ProblemsPanel::go);
  connect(&m_table->view(), &QTableView::clicked, this, [this](const QModelIndex& i) {
    if (i.column() == kAction) go(m_table->filter().row(i).key);
  });
  rebuild();
}

void ProblemsPanel::rebuild() {
  const auto action = [this](const Diagnostic& d) { return target(d) ? tr("Go there") : QString(); };
  m_table->set(problemTable(
                   m_document.problems(), [](const Error& e) { return coreText(e); }, action),
               tr("Nothing to report."));
  m_table->setWidths({96, 220, 400, 90}, 2);
}

Item ProblemsPanel::target(const Diagnostic& d) const {
  if (!m_document.isOpen() || d.what.subject.empty()) return {};
  const auto t = m_document.opened().names->find(d.what.subject);
  if (!t) return {};
  const ir::NodeId n = m_document.source().graph()[*t].producer;
  return n ? Item::node(n) : Item::tensor(*t);
}

void ProblemsPanel::go(std::uint32_t row) {
  if (row >= m_document.problems().size()) return;
  if (const Item item = target(m_document.problems()[row])) m_document.selection().set(item);
}

} // namespace ara::ui
