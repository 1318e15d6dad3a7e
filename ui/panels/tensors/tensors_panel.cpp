#include "ui/panels/tensors/tensors_panel.h"

#include "analysis/summary_parts.h"
#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/panels/common/working_bar.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace ara::ui {
namespace {

constexpr int kBefore = 4, kBar = 6; // columns of comparisonTable

QString number(std::uint64_t n) { return QLocale().toString(qulonglong(n)); }

ToneLabel* plain(Tone tone, QFont::Weight weight, QWidget* parent) {
  auto* label = new ToneLabel({}, tone, parent);
  label->setFont(uiFont(type::kTable, weight));
  return label;
}

} // namespace

TensorsPanel::TensorsPanel(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  setSurface(this, kPanelRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k4);
  m_working = new WorkingBar(this);
  m_segments = new SegmentedControl(this);
  m_segments->setSegments({tr("All"), tr("Constants"), tr("Changed"), tr("Skipped")});
  m_table = new TableView({}, this);
  auto* filter = new FilterField(tr("Filter tensors"), this);
  filter->setMaximumWidth(scaled(260));
  m_table->setFilterField(filter);
  m_table->view().setAlternatingRowColors(true);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(space::k12, 0, space::k12, 0);
  head->addWidget(m_segments);
  head->addWidget(filter, 1);
  head->addStretch(1);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(space::k12, space::k2, space::k12, space::k6);
  foot->setSpacing(space::k24);
  foot->addWidget(m_count = plain(Tone::Text, QFont::DemiBold, this));
  foot->addWidget(m_constants = plain(Tone::Text, QFont::DemiBold, this));
  foot->addWidget(m_structure = plain(Tone::Text2, QFont::Normal, this));
  foot->addStretch(1);
  foot->addWidget(m_file = plain(Tone::Text, QFont::DemiBold, this));
  column->addWidget(m_working);
  column->addLayout(head);
  column->addWidget(m_table, 1);
  column->addLayout(foot);
  connect(m_segments, &SegmentedControl::currentChanged, this, [this](int i) {
    static constexpr int kGroups[] = {0, kConstants, kChanged, kSkipped};
    m_table->setGroup(kGroups[i]);
  });
  connect(&m_document, &Document::openedChanged, this, &TensorsPanel::rebuild);
  connect(&m_document, &Document::conversionChanged, this, &TensorsPanel::rebuild);
  connect(&m_document.selection(), &Selection::changed, this, &TensorsPanel::followSelection);
  connect(m_table, &TableView::keysSelected, this, &TensorsPanel::select);
  rebuild();
}

TensorsPanel::Made TensorsPanel::ofSource(const Opened& opened) {
  Made made;
  const std::vector<analysis::TensorSize> tensors = analysis::tensorSizes(opened.model);
  made.table = tensorsTable(opened.model, tensors);
  for (const auto& t : tensors) made.items.push_back(Item::tensor(t.tensor, Side::source, t.graph));
  made.before = analysis::sizeOf(opened.model, opened.model.origin.bytes);
  // Other files pack values in their own ways: what the constants take there is not what they take in memory.
  if (!analysis::isLite(opened.model)) made.before.file = made.before.structure = 0;
  count(made);
  return made;
}

TensorsPanel::Made TensorsPanel::ofResult(const Opened& opened, const convert::Conversion& c) {
  Made made;
  const bool quantized = !c.beforeQuantize.graphs.empty();
  const analysis::Comparison compared =
      quantized ? analysis::compare(c.beforeQuantize, c.bytesBefore, c.model, c.file.size(), quantize::changes(c.rows))
                : analysis::compare(opened.model, opened.model.origin.bytes, c.model, c.file.size());
  made.table = comparisonTable(compared, [](const Message& m) { return coreText(m); });
  for (const auto& r : compared.rows)
    made.items.push_back(r.tensor ? Item::tensor(r.tensor, Side::result, r.graph) : Item());
  made.before = compared.before;
  made.after = compared.after;
  made.compares = true;
  if (!quantized && !analysis::isLite(opened.model)) made.before.structure = 0; // as above
  count(made);
  return made;
}

void TensorsPanel::count(Made& made) {
  for (const CellTable::Row& r : made.table.rows) {
    made.constants += (r.group & kConstants) != 0;
    made.changed += (r.group & kChanged) != 0;
    made.skipped += (r.group & kSkipped) != 0;
  }
}

void TensorsPanel::rebuild() {
  const auto opened = m_document.isOpen() ? m_document.sharedOpened() : nullptr;
  auto c = opened ? m_document.conversion() : nullptr;
  if (c && c->file.empty()) c = nullptr;                         // refused: there is no result to compare with
  if (opened && opened == m_opened && c == m_conversion) return; // only out of date
  m_opened = opened;
  m_conversion = c;
  m_jobs.cancel();
  m_working->setWorking(opened != nullptr);
  if (!opened) {
    m_made = nullptr;
    m_table->set({}, tr("Open a model to see its tensors."));
    for (int i = 0; i < m_segments->count(); ++i) m_segments->setSegmentEnabled(i, false);
    showTotals();
    return;
  }
  using Ptr = std::shared_ptr<const Made>;
  m_jobs.start<Ptr>(
      tr("Comparing"),
      [opened, c](Task&) -> Result<Ptr> {
        return Ptr(std::make_shared<const Made>(c ? ofResult(*opened, *c) : ofSource(*opened)));
      },
      this,
      [this, opened, c](Result<Ptr> r, JobRunner::Notes) {
        if (opened != m_opened || c != m_conversion) return;
        m_working->setWorking(false);
        if (r) fill(*std::move(r));
      });
}

void TensorsPanel::fill(std::shared_ptr<const Made> made) {
  m_made = std::move(made);
  m_segments->setSegments(
      {tr("All %1").arg(number(m_made->items.size())), tr("Constants %1").arg(number(m_made->constants)),
       tr("Changed %1").arg(number(m_made->changed)), tr("Skipped %1").arg(number(m_made->skipped))});
  if (!m_made->compares && m_segments->currentIndex() > 1) m_segments->setCurrentIndex(0);
  for (int i = 0; i < m_segments->count(); ++i) m_segments->setSegmentEnabled(i, i < 2 || m_made->compares);
  m_table->set(m_made->table, tr("This model has no tensors."));
  QTableView& view = m_table->view();
  if (m_made->compares) {
    if (!view.itemDelegateForColumn(kBar)) view.setItemDelegateForColumn(kBar, new BarDelegate(&view));
    m_table->setWidths({56, 260, 110, 130, 84, 80, 90, 60, 76, 220}, 1);
  } else {
    m_table->setWidths({56, 300, 130, 100, 90, 200}, 1);
  }
  m_table->sortBy(kBefore, Qt::DescendingOrder);
  showTotals();
  followSelection();
}

void TensorsPanel::showTotals() {
  for (ToneLabel* l : {m_count, m_constants, m_structure, m_file}) l->setText({});
  if (!m_made) return;
  const analysis::SizeReport &b = m_made->before, &a = m_made->after;
  m_count->setText(tr("%1 tensors").arg(number(m_made->items.size())));
  if (m_made->compares) {
    m_constants->setText(tr("constants %1 → %2 B").arg(number(b.constants), number(a.constants)));
    if (b.structure)
      m_structure->setText(tr("structure, names, scales %1 → %2 B").arg(number(b.structure), number(a.structure)));
    m_file->setText(tr("File %1 → %2 B").arg(number(b.file), number(a.file)));
    return;
  }
  m_constants->setText(tr("constants %1 B").arg(number(b.constants)));
  if (!b.file) return;
  m_structure->setText(tr("structure, names, scales %1 B").arg(number(b.structure)));
  m_file->setText(tr("File %1 B").arg(number(b.file)));
}

void TensorsPanel::select(const std::vector<std::uint32_t>& rows) {
  std::vector<Item> items;
  for (const auto r : rows)
    if (m_made && r < m_made->items.size() && m_made->items[r]) items.push_back(m_made->items[r]);
  m_document.selection().set(std::move(items));
}

void TensorsPanel::followSelection() {
  if (!m_made) return;
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < m_made->items.size(); ++i)
    if (m_made->items[i] && m_document.selection().contains(m_made->items[i])) rows.push_back(std::uint32_t(i));
  m_table->selectKeys(rows);
}

} // namespace ara::ui
