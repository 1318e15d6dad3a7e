#include "ui/shell/compare_page.h"

#include "ui/canvas/graph_canvas.h"
#include "ui/document/core_text.h"
#include "ui/models/tables.h"
#include "ui/panels/common/table_view.h"
#include "ui/shell/model_tab.h"
#include "ui/shell/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {
namespace {

constexpr int kCanvas = 214, kFigures = 66;
constexpr int kBefore = 4, kBar = 6; // columns of comparisonTable

// A surface of its own with a line below or above.
class Band : public QWidget {
public:
  Band(QPalette::ColorRole role, bool lineAbove, QWidget* parent) : QWidget(parent), m_above(lineAbove) {
    setSurface(this, role);
  }

protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.fillRect(0, m_above ? 0 : height() - 1, width(), 1, tokens(this).line);
  }

private:
  bool m_above;
};

ToneLabel* plain(Tone tone, QFont::Weight weight, QWidget* parent) {
  auto* label = new ToneLabel({}, tone, parent);
  label->setFont(uiFont(type::kTable, weight));
  label->setWordWrap(false);
  return label;
}

QWidget* upright(QWidget* parent) {
  auto* line = new QWidget(parent);
  line->setFixedSize(1, scaled(42));
  line->setAutoFillBackground(true);
  line->setBackgroundRole(QPalette::Mid);
  return line;
}

} // namespace

ComparePage::ComparePage(Document& document, QWidget* parent) : QWidget(parent), m_document(document) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  auto* split = new QSplitter(Qt::Horizontal, this);
  split->setChildrenCollapsible(false);
  row->addWidget(split);

  auto* side = new QWidget(split);
  auto* sideColumn = new QVBoxLayout(side);
  sideColumn->setContentsMargins(0, 0, 0, 0);
  sideColumn->setSpacing(0);
  auto* tabRow = new ModelRow(side);
  auto* tabs = new QHBoxLayout(tabRow);
  tabs->setContentsMargins(0, 0, 0, 1);
  m_tab = new ModelTab(tabRow);
  tabs->addWidget(m_tab);
  tabs->addStretch(1);
  m_canvas = new GraphCanvas(document, Side::result, side);
  m_canvas->setMinimapVisible(false);
  sideColumn->addWidget(tabRow);
  sideColumn->addWidget(m_canvas, 1);

  auto* main = new QWidget(split);
  setSurface(main, QPalette::Base);
  auto* column = new QVBoxLayout(main);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(figures());
  m_table = new TableView({}, main);
  m_table->view().setAlternatingRowColors(true);
  column->addWidget(filterRow());
  column->addWidget(m_table, 1);
  column->addWidget(totals());
  split->addWidget(side);
  split->addWidget(main);
  split->setStretchFactor(1, 1);
  split->setSizes({scaled(kCanvas), scaled(900)});

  connect(&m_document, &Document::conversionChanged, this, &ComparePage::rebuild);
  connect(m_table, &TableView::keysSelected, this, &ComparePage::selectRows);
  connect(&m_document.selection(), &Selection::changed, this, &ComparePage::followSelection);
  rebuild();
}

QWidget* ComparePage::figures() {
  auto* band = new Band(kPanelRole, false, this);
  band->setFixedHeight(scaled(kFigures));
  auto* row = new QHBoxLayout(band);
  row->setContentsMargins(space::k16, 0, space::k16, 0);
  row->setSpacing(space::k24);
  m_before = new Figure(tr("Before"), {}, band);
  auto* arrow = new IconView(QStringLiteral("chevron-right"), Tone::Text3, band);
  m_after = new Figure(tr("After"), {}, band);
  m_after->setTone(Tone::Accent);
  m_smaller = new Figure(tr("Smaller by"), {}, band);
  m_weights = new Figure(tr("Weights as int8"), {}, band);
  m_worst = new Figure(tr("Worst signal to noise"), {}, band);
  row->addWidget(m_before, 0, Qt::AlignVCenter);
  row->addWidget(arrow, 0, Qt::AlignVCenter);
  row->addWidget(m_after, 0, Qt::AlignVCenter);
  row->addWidget(upright(band));
  row->addWidget(m_smaller, 0, Qt::AlignVCenter);
  row->addWidget(m_weights, 0, Qt::AlignVCenter);
  row->addWidget(m_worst, 0, Qt::AlignVCenter);
  row->addStretch(1);
  return band;
}

QWidget* ComparePage::filterRow() {
  auto* band = new QWidget(this);
  band->setFixedHeight(scaled(36));
  auto* row = new QHBoxLayout(band);
  row->setContentsMargins(space::k12, 0, space::k12, 0);
  m_segments = new SegmentedControl(band);
  m_segments->setSegments(
      {tr("All %1").arg(0), tr("Constants %1").arg(0), tr("Changed %1").arg(0), tr("Skipped %1").arg(0)});
  auto* filter = new FilterField(tr("Filter tensors"), band);
  filter->setMaximumWidth(scaled(190));
  auto* copy = new QPushButton(tr("Copy table"), band);
  copy->setProperty(kCompact, true);
  copy->setIcon(ui::icon(QStringLiteral("copy"), Ink::Text));
  connect(copy, &QPushButton::clicked, this, [this] { m_table->copy(true); });
  m_table->setFilterField(filter);
  connect(m_segments, &SegmentedControl::currentChanged, this, [this](int i) {
    static constexpr int kGroups[] = {0, kConstants, kChanged, kSkipped};
    m_table->setGroup(kGroups[i]);
  });
  row->addWidget(m_segments);
  row->addWidget(filter, 1);
  row->addStretch(1);
  row->addWidget(copy);
  return band;
}

QWidget* ComparePage::totals() {
  auto* band = new Band(QPalette::Base, true, this);
  band->setFixedHeight(scaled(29));
  auto* row = new QHBoxLayout(band);
  row->setContentsMargins(space::k16, 1, space::k16, 0);
  row->setSpacing(space::k24);
  m_count = plain(Tone::Text, QFont::DemiBold, band);
  m_constants = plain(Tone::Text, QFont::DemiBold, band);
  m_structure = plain(Tone::Text2, QFont::Normal, band);
  m_file = plain(Tone::Text, QFont::DemiBold, band);
  row->addWidget(m_count);
  row->addWidget(m_constants);
  row->addWidget(m_structure);
  row->addStretch(1);
  row->addWidget(m_file);
  return band;
}

void ComparePage::rebuild() {
  const auto c = m_document.conversion();
  if (!c || c->file.empty() || c == m_shown) return;
  m_shown = c;
  m_tab->setModel(QFileInfo(m_document.fileName()).completeBaseName() +
                      (m_document.quantized() ? QStringLiteral(" + int8") : QString()),
                  tr("result"));
  m_jobs.cancel();
  using Ptr = std::shared_ptr<Made>; // the table is handed on to the view
  m_jobs.start<Ptr>(
      tr("Comparing"),
      [c, source = m_document.sharedOpened()](Task&) -> Result<Ptr> {
        const bool quantized =
            !c->beforeQuantize.graphs.empty() && c->settings.quantize.scheme != convert::Scheme::none;
        const std::vector<analysis::Change> changes = quantize::changes(c->rows);
        auto made = std::make_shared<Made>();
        made->comparison = quantized
                               ? analysis::compare(c->beforeQuantize, c->bytesBefore, c->model, c->file.size(), changes)
                               : analysis::compare(source->model, source->model.origin.bytes, c->model, c->file.size());
        made->table = comparisonTable(made->comparison, [](const Message& m) { return coreText(m); });
        return made;
      },
      this,
      [this](Result<Ptr> r, JobRunner::Notes) {
        if (r) show(*std::move(r));
      });
}

void ComparePage::show(const std::shared_ptr<Made>& made) {
  m_table->set(std::move(made->table), tr("No tensor matches."));
  m_comparison = std::shared_ptr<const analysis::Comparison>(made, &made->comparison);
  m_table->view().setItemDelegateForColumn(kBar, new BarDelegate(&m_table->view()));
  m_table->setWidths({56, 220, 90, 104, 70, 56, 84, 46, 62, 162}, 1);
  m_table->sortBy(kBefore, Qt::DescendingOrder);
  fillFigures();
  fillTotals();
  followSelection();
}

// Tensors of the result; the canvas beside the table rings the node that makes or holds one.
void ComparePage::selectRows(const std::vector<std::uint32_t>& rows) {
  std::vector<Item> items;
  for (const std::uint32_t r : rows)
    if (const analysis::TensorRow& row = m_comparison->rows[r]; row.tensor)
      items.push_back(Item::tensor(row.tensor, Side::result, row.graph));
  m_document.selection().set(std::move(items));
}

void ComparePage::followSelection() {
  if (!m_comparison) return;
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < m_comparison->rows.size(); ++i) {
    const analysis::TensorRow& row = m_comparison->rows[i];
    if (row.tensor && m_document.selection().contains(Item::tensor(row.tensor, Side::result, row.graph)))
      rows.push_back(std::uint32_t(i));
  }
  m_table->selectKeys(rows);
}

void ComparePage::fillFigures() {
  const analysis::Comparison& c = *m_comparison;
  std::size_t changed = 0, weights = 0, constants = 0, skipped = 0;
  std::optional<double> worst;
  for (const analysis::TensorRow& r : c.rows) {
    constants += r.constant;
    // What became no tensor of the result did not change its type, nor did what the result made.
    const bool change =
        r.constant && r.before != r.after && r.before != ir::DataType::none && r.after != ir::DataType::none;
    changed += change;
    skipped += isSkipped(r);
    if (r.sqnr && (!worst || *r.sqnr < *worst)) worst = r.sqnr;
  }
  weights = changed + skipped;
  m_before->setValue(exactBytes(c.before.file));
  m_after->setValue(exactBytes(c.after.file));
  const double share = c.before.file ? 1 - double(c.after.file) / double(c.before.file) : 0;
  m_smaller->setValue(percentText(share));
  m_weights->setValue(tr("%1 of %2").arg(changed).arg(weights));
  m_worst->setValue(worst ? QStringLiteral("%1 dB").arg(*worst, 0, 'f', 1) : QStringLiteral("–"));
  m_segments->setSegments({tr("All %1").arg(number(c.rows.size())), tr("Constants %1").arg(number(constants)),
                           tr("Changed %1").arg(number(changed)), tr("Skipped %1").arg(number(skipped))});
}

void ComparePage::fillTotals() {
  const analysis::SizeReport &b = m_comparison->before, &a = m_comparison->after;
  m_count->setText(tr("%1 tensors").arg(number(m_comparison->rows.size())));
  m_constants->setText(QStringLiteral("%1 → %2 B").arg(number(b.constants), number(a.constants)));
  m_structure->setText(tr("structure, names, scales %1 → %2 B").arg(number(b.structure), number(a.structure)));
  m_file->setText(tr("File %1 → %2 B").arg(number(b.file), number(a.file)));
}

} // namespace ara::ui
