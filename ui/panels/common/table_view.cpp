#include "ui/panels/common/table_view.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/field.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ara::ui {

TableView::TableView(const QString& filterPlaceholder, QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::k8);
  if (!filterPlaceholder.isEmpty()) {
    m_words = new FilterField(filterPlaceholder, this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(space::k12, 0, space::k12, 0);
    row->addWidget(m_words);
    column->addLayout(row);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& text) {
      m_filter.setWords(text);
      refresh();
    });
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
  m_note = note({}, m_stack);
  m_note->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
  m_note->setContentsMargins(space::k16, space::k24, space::k16, 0);
  m_stack->addWidget(m_view);
  m_stack->addWidget(m_note);
  column->addWidget(m_stack, 1);
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    if (!m_quiet) Q_EMIT keysSelected(selectedKeys());
  });
  connect(m_view, &QTableView::activated, this, [this](const QModelIndex& i) { Q_EMIT keyActivated(m_filter.row(i).key); });
}

void TableView::set(CellTable::Data table, const QString& empty) {
  const std::vector<std::uint32_t> selected = selectedKeys();
  m_quiet = true;
  m_empty = empty;
  m_filter.table().set(std::move(table));
  m_quiet = false;
  selectKeys(selected);
  refresh();
}

void TableView::refresh() {
  const bool any = m_filter.rowCount() > 0;
  m_note->setText(m_filter.table().rowCount() > 0 ? tr("No row matches.") : m_empty);
  m_stack->setCurrentIndex(any ? 0 : 1);
}

void TableView::sortBy(int column, Qt::SortOrder order) { m_view->sortByColumn(column, order); }

void TableView::setWidths(const std::vector<int>& widths, int stretch) {
  QHeaderView* header = m_view->horizontalHeader();
  for (int i = 0; i < int(widths.size()) && i < header->count(); ++i) {
    if (i == stretch) header->setSectionResizeMode(i, QHeaderView::Stretch);
    else if (widths[std::size_t(i)] > 0) header->resizeSection(i, scaled(widths[std::size_t(i)]));
  }
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
  QItemSelection rows;
  for (int r = 0; r < m_filter.rowCount(); ++r) {
    const QModelIndex i = m_filter.index(r, 0);
    if (std::binary_search(wanted.begin(), wanted.end(), m_filter.row(i).key)) rows.select(i, i);
  }
  m_view->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  if (!rows.isEmpty()) m_view->scrollTo(rows.indexes().front());
  m_quiet = false;
}

void TableView::copy(bool everything) const {
  std::vector<int> rows;
  if (!everything)
    for (const QModelIndex& i : m_view->selectionModel()->selectedRows()) rows.push_back(i.row());
  std::sort(rows.begin(), rows.end());
  QApplication::clipboard()->setText(tsv(m_filter, rows));
}

bool TableView::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    copy(false);
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace ara::ui
