#include "ui/panels/log/log_panel.h"

#include "ui/panels/common/table_view.h"

#include <QDateTime>
#include <QVBoxLayout>

namespace ara::ui {

LogPanel::LogPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  m_table = new TableView({}, this);
  column->addWidget(m_table);
  connect(&m_document, &Document::logChanged, this, &LogPanel::rebuild);
  rebuild();
}

void LogPanel::rebuild() {
  CellTable::Data lines;
  lines.columns = {{tr("Time"), false}, {tr("Stage"), false}, {tr("Text"), false}};
  for (std::size_t i = 0; i < m_document.log().size(); ++i) {
    const LogLine& line = m_document.log()[i];
    Cell time = textCell(QDateTime::fromMSecsSinceEpoch(line.at).toString(QStringLiteral("HH:mm:ss")), Tone::Text3);
    time.sort = line.at;
    lines.rows.push_back({{std::move(time), textCell(line.stage), textCell(line.text)}, std::uint32_t(i), 0});
  }
  m_table->set(std::move(lines), tr("Nothing was done yet."));
  m_table->setWidths({80, 110, 400}, 2);
}

} // namespace ara::ui
