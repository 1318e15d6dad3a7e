#include "ui/panels/common/table_view.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/field.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {

TableView::TableView(const QString& filterPlaceholder, QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k8);
  if (!filterPlaceholder.isEmpty()) {
    auto* field = new FilterField(filterPlaceholder, this);
    setFilterField(field);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(space::k12, 0, space::k12, 0);
    row->addWidget(field);
    column->addLayout(row);
  }
  m_stack = new QStackedWidget(this);
  m_view = new QTableView(m_stack);
  m_view->setModel(&m_filter);
  m_view->setItemDelegate(new CellDelegate(m_view));
  dressTable(m_view);
  m_view->setSortingEnabled(true);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_view->installEventFilter(this);
  m_view->viewport()->installEventFilter(this);
  m_view->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(m_view->horizontalHeader(), &QWidget::customContextMenuRequested, this, &TableView::columnMenu);
  m_view->setAccessibleName(filterPlaceholder);

  auto* nothing = new QWidget(m_stack);
  auto* words = new QVBoxLayout(nothing);
  words->setContentsMargins(space::k16, space::k24, space::k16, 0);
  m_note = note({}, nothing);
  m_note->setAlignment(Qt::AlignHCenter);
  m_clear = new LinkButton(tr("Clear"), nothing);
  words->addWidget(m_note);
  words->addWidget(m_clear, 0, Qt::AlignHCenter);
  words->addStretch(1);
  connect(m_clear, &QAbstractButton::clicked, this, &TableView::clearFilters);
  m_stack->addWidget(m_view);
  m_stack->addWidget(nothing);
  column->addWidget(m_stack, 1);
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    if (!m_quiet) Q_EMIT keysSelected(selectedKeys());
  });
  connect(m_view, &QTableView::activated, this,
          [this](const QModelIndex& i) { Q_EMIT keyActivated(m_filter.row(i).key); });
}

void TableView::setFilterField(FilterField* field) {
  m_words = field;
  connect(field, &QLineEdit::textChanged, this, &TableView::setWords);
}

void TableView::set(CellTable::Data table, const QString& empty) {
  const std::vector<std::uint32_t> selected = selectedKeys();
  m_quiet = true;
  m_empty = empty;
  if (table.columns.empty()) m_widthsFor = 0; // the header forgets them
  m_filter.table().set(std::move(table));
  m_quiet = false;
  selectKeys(selected);
  refresh();
}

void TableView::setWords(const QString& words) {
  m_quiet = true; // what the filter hides stays selected
  m_filter.setWords(words);
  m_quiet = false;
  refresh();
}

void TableView::setGroup(int bits) {
  m_quiet = true;
  m_filter.setGroup(bits);
  m_quiet = false;
  refresh();
}

// Words only: which segment is on is shown and changed elsewhere.
void TableView::clearFilters() {
  if (m_words) m_words->clear();
  setWords({});
}

void TableView::refresh() {
  const bool any = m_filter.rowCount() > 0, full = m_filter.table().rowCount() > 0;
  m_note->setText(full ? tr("No row matches.") : m_empty);
  m_clear->setVisible(full && m_filter.hasWords());
  m_stack->setCurrentIndex(any ? 0 : 1);
}

void TableView::sortBy(int column, Qt::SortOrder order) { m_view->sortByColumn(column, order); }

void TableView::setWidths(const std::vector<int>& widths, int stretch) {
  QHeaderView* header = m_view->horizontalHeader();
  if (header->count() == m_widthsFor) return; // a title may change, "Count" to "Kept"
  m_widthsFor = header->count();
  for (int i = 0; i < int(widths.size()) && i < header->count(); ++i) {
    header->setSectionResizeMode(i, i == stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (i != stretch && widths[std::size_t(i)] > 0) header->resizeSection(i, scaled(widths[std::size_t(i)]));
  }
}

void TableView::columnMenu(const QPoint& at) {
  QMenu menu(this);
  QHeaderView* header = m_view->horizontalHeader();
  int shown = header->count() - header->hiddenSectionCount();
  for (int i = 0; i < header->count(); ++i) {
    const QString title = m_filter.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
    QAction* column = menu.addAction(title.isEmpty() ? tr("Bar") : title);
    column->setCheckable(true);
    column->setChecked(!header->isSectionHidden(i));
    column->setEnabled(header->isSectionHidden(i) || shown > 1);
    connect(column, &QAction::toggled, header, [header, i](bool on) { header->setSectionHidden(i, !on); });
  }
  menu.addSeparator();
  menu.addAction(tr("Copy table"), this, [this] { copy(true); });
  menu.exec(header->mapToGlobal(at));
}

std::vector<std::uint32_t> TableView::selectedKeys() const {
  std::vector<std::uint32_t> keys;
  for (const QModelIndex& i : m_view->selectionModel()->selectedRows()) keys.push_back(m_filter.row(i).key);
  return keys;
}

void TableView::selectKeys(const std::vector<std::uint32_t>& keys) {
  std::vector<std::uint32_t> wanted = keys;
  std::sort(wanted.begin(), wanted.end());
  std::vector<std::uint32_t> now = selectedKeys();
  std::sort(now.begin(), now.end());
  if (now == wanted) return;
  m_quiet = true;
  // Neighbours in one range: merging thousands of single rows would be quadratic.
  QItemSelection rows;
  int first = -1, top = -1;
  const int count = m_filter.rowCount(), last = m_filter.columnCount() - 1;
  for (int r = 0; r <= count; ++r) {
    const bool in =
        r < count && std::binary_search(wanted.begin(), wanted.end(), m_filter.row(m_filter.index(r, 0)).key);
    if (in && first < 0) first = r;
    if (in && top < 0) top = r;
    if (in || first < 0) continue;
    rows.append(QItemSelectionRange(m_filter.index(first, 0), m_filter.index(r - 1, last)));
    first = -1;
  }
  m_view->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
  if (top >= 0) m_view->scrollTo(m_filter.index(top, 0));
  m_quiet = false;
}

void TableView::copy(bool everything) const {
  std::vector<int> rows;
  if (!everything)
    for (const QModelIndex& i : m_view->selectionModel()->selectedRows()) rows.push_back(i.row());
  std::sort(rows.begin(), rows.end());
  QApplication::clipboard()->setText(tsv(m_filter, rows));
}

bool TableView::isCut(const QModelIndex& index) const {
  if (!index.isValid()) return false;
  QStyleOptionViewItem option;
  option.font = m_view->font();
  option.fontMetrics = m_view->fontMetrics();
  return m_view->itemDelegate()->sizeHint(option, index).width() > m_view->visualRect(index).width();
}

bool TableView::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    copy(false);
    return true;
  }
  if (event->type() == QEvent::ToolTip && watched == m_view->viewport()) {
    const QModelIndex at = m_view->indexAt(static_cast<QHelpEvent*>(event)->pos());
    const bool more = at.isValid() && !m_filter.row(at).cells[std::size_t(at.column())].tip.isEmpty();
    if (!more && !isCut(at)) {
      QToolTip::hideText();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace ara::ui
