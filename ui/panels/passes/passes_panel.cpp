#include "ui/panels/passes/passes_panel.h"

#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"

#include <QVBoxLayout>

namespace ara::ui {

PassesPanel::PassesPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  m_table = new TableView({}, this);
  column->addWidget(m_table);
  connect(&m_document, &Document::conversionChanged, this, &PassesPanel::rebuild);
  connect(&m_document, &Document::checkChanged, this, &PassesPanel::rebuild);
  rebuild();
}

void PassesPanel::rebuild() {
  const auto c = m_document.conversion() ? m_document.conversion() : m_document.check();
  m_table->set(c && m_document.isOpen() ? passTable(c->journal) : CellTable::Data{}, tr("Runs when you convert."));
  m_table->setWidths({36, 220, 110, 110, 110, 90}, 1);
}

} // namespace ara::ui
