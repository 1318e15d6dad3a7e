#include "ui/panels/log/log_panel.h"

#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"

#include <QVBoxLayout>

namespace ara::ui {

LogPanel::LogPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  m_table = new TableView({}, this);
  m_table->sortBy(0, Qt::AscendingOrder);
  column->addWidget(m_table);
  connect(&m_document, &Document::logChanged, this, &LogPanel::rebuild);
  rebuild();
}

void LogPanel::rebuild() {
  std::vector<LogEntry> log;
  for (const LogLine& line : m_document.log()) log.push_back({line.at, line.stage, line.text});
  m_table->set(logTable(log), tr("Nothing was done yet."));
  m_table->setWidths({80, 110, 400}, 2);
  m_table->view().scrollToBottom(); // what was done last
}

} // namespace ara::ui
