#include "ui/panels/tensors/tensors_panel.h"

#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace ara::ui {

TensorsPanel::TensorsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::k6, 0, 0);
  column->setSpacing(space::k4);
  m_table = new TableView(tr("Filter tensors"), this);
  m_segments = new SegmentedControl(this);
  m_segments->setSegments({tr("All"), tr("Constants"), tr("Changed"), tr("Skipped")});
  auto* head = new QHBoxLayout;
  head->setContentsMargins(space::k12, 0, space::k12, 0);
  head->addWidget(m_segments);
  head->addStretch(1);
  m_totals = note({}, this);
  m_totals->setWordWrap(false);
  head->addWidget(m_totals);
  column->addLayout(head);
  column->addWidget(m_table, 1);
  connect(m_segments, &SegmentedControl::currentChanged, this, [this](int i) {
    static constexpr int kGroups[] = {0, kConstants, kChanged, kSkipped};
    m_table->setGroup(kGroups[i]);
  });
  connect(&m_document, &Document::openedChanged, this, &TensorsPanel::rebuild);
  connect(&m_document, &Document::conversionChanged, this, &TensorsPanel::rebuild);
  connect(m_table, &TableView::keysSelected, this, &TensorsPanel::select);
  rebuild();
}

void TensorsPanel::rebuild() {
  m_jobs.cancel();
  const auto c = m_document.conversion();
  if (!m_document.isOpen() || !c || c->file.empty()) {
    m_comparison = nullptr;
    m_table->set(m_document.isOpen() ? tensorsTable(m_document.source()) : CellTable::Data{}, tr("Open a model to see its tensors."));
    m_table->setWidths({44, 300, 130, 100, 90, 160}, 1);
    m_totals->setText({});
    return;
  }
  using Ptr = std::shared_ptr<const analysis::Comparison>;
  m_jobs.start<Ptr>(
      tr("Comparing"),
      [c, opened = m_document.sharedOpened()](Task&) -> Result<Ptr> {
        const bool quantized = !c->beforeQuantize.graphs.empty();
        return Ptr(std::make_shared<const analysis::Comparison>(
            quantized ? analysis::compare(c->beforeQuantize, c->bytesBefore, c->model, c->file.size(), quantize::changes(c->rows))
                      : analysis::compare(opened->model, opened->model.origin.bytes, c->model, c->file.size())));
      },
      this, [this](Result<Ptr> r, JobRunner::Notes) {
        if (r) show(*std::move(r));
      });
}

void TensorsPanel::show(std::shared_ptr<const analysis::Comparison> comparison) {
  m_comparison = std::move(comparison);
  m_table->set(comparisonTable(*m_comparison, [](const Message& m) { return coreText(m); }), tr("No tensor matches."));
  m_table->view().setItemDelegateForColumn(6, new BarDelegate(&m_table->view()));
  m_table->setWidths({44, 260, 110, 120, 80, 80, 80, 56, 72, 200}, 1);
  m_table->sortBy(4, Qt::DescendingOrder);
  const QLocale l;
  const auto& b = m_comparison->before;
  const auto& a = m_comparison->after;
  m_totals->setText(tr("%1 tensors   constants %2 → %3 B   structure, names, scales %4 → %5 B   file %6 → %7 B")
                        .arg(l.toString(qulonglong(m_comparison->rows.size())), l.toString(qulonglong(b.constants)), l.toString(qulonglong(a.constants)),
                             l.toString(qulonglong(b.structure)), l.toString(qulonglong(a.structure)), l.toString(qulonglong(b.file)),
                             l.toString(qulonglong(a.file))));
}

void TensorsPanel::select(const std::vector<std::uint32_t>& rows) {
  std::vector<Item> items;
  for (const auto r : rows) {
    if (!m_comparison) items.push_back(Item::tensor(ir::TensorId(std::size_t(r))));
    else if (r < m_comparison->rows.size() && m_comparison->rows[r].tensor)
      items.push_back(Item::tensor(m_comparison->rows[r].tensor, Side::result, m_comparison->rows[r].graph));
  }
  m_document.selection().set(std::move(items));
}

} // namespace ara::ui
