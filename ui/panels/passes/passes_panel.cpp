#include "ui/panels/passes/passes_panel.h"

#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/widgets/text.h"

#include <QLocale>
#include <QVBoxLayout>

namespace ara::ui {

PassesPanel::PassesPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::k6, 0, 0);
  column->setSpacing(space::k4);
  m_sum = note({}, this);
  m_sum->setContentsMargins(space::k12, 0, space::k12, 0);
  m_table = new TableView({}, this);
  m_table->sortBy(0, Qt::AscendingOrder);
  column->addWidget(m_sum);
  column->addWidget(m_table, 1);
  connect(&m_document, &Document::conversionChanged, this, &PassesPanel::rebuild);
  connect(&m_document, &Document::checkChanged, this, &PassesPanel::rebuild);
  connect(&m_document, &Document::openedChanged, this, &PassesPanel::rebuild);
  rebuild();
}

void PassesPanel::rebuild() {
  const auto made = m_document.conversion();
  const auto c = !m_document.isOpen() ? nullptr : made ? made : m_document.check();
  m_table->set(c ? passTable(c->journal) : CellTable::Data{}, tr("Runs when you convert."));
  m_table->setWidths({36, 220, 110, 110, 110, 90}, 1);
  m_sum->setVisible(c && !c->journal.passes.empty());
  if (!m_sum->isVisibleTo(this)) return;
  const QLocale l;
  const QString sum = tr("%1 → %2 operators")
                          .arg(l.toString(qulonglong(c->journal.passes.front().nodesBefore)),
                               l.toString(qulonglong(c->journal.passes.back().nodesAfter)));
  m_sum->setText(!made ? tr("%1. From the check; converting does the same and writes the file.").arg(sum)
                 : m_document.outOfDate() ? tr("%1. Out of date: the picks have changed since.").arg(sum)
                                          : tr("%1.").arg(sum));
}

} // namespace ara::ui
