#include "ui/models/cell_table.h"

#include <QLocale>

namespace ara::ui {

Cell numberCell(std::uint64_t n) {
  Cell c;
  c.text = QLocale().toString(qulonglong(n));
  c.sort = qulonglong(n);
  return c;
}

Cell textCell(const QString& text, std::optional<Tone> tone) {
  Cell c;
  c.text = text;
  c.tone = tone;
  return c;
}

void CellTable::set(Data data) {
  beginResetModel();
  m_data = std::move(data);
  endResetModel();
}

int CellTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_data.rows.size()); }
int CellTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_data.columns.size()); }

QVariant CellTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = m_data.rows[std::size_t(index.row())];
  if (std::size_t(index.column()) >= row.cells.size()) return {};
  const Cell& c = row.cells[std::size_t(index.column())];
  switch (role) {
  case Qt::DisplayRole: return c.text;
  case Qt::ToolTipRole: return (c.tip.isEmpty() ? c.text : c.tip).toHtmlEscaped();
  case Qt::TextAlignmentRole:
    return int((m_data.columns[std::size_t(index.column())].numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  case kSortRole: return c.sort.isValid() ? c.sort : QVariant(c.text);
  case kKindRole: return c.kind ? QVariant(int(*c.kind)) : QVariant();
  case kToneRole: return c.tone ? QVariant(int(*c.tone)) : QVariant();
  case kBoldRole: return c.bold ? QVariant(true) : QVariant();
  case kStruckRole: return c.struck ? QVariant(true) : QVariant();
  case kBarRole: return c.bar ? QVariant(*c.bar) : QVariant();
  case kBarAfterRole: return c.barAfter ? QVariant(*c.barAfter) : QVariant();
  case kBarKindRole: return c.barKind ? QVariant(int(*c.barKind)) : QVariant();
  default: return {};
  }
}

QVariant CellTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || std::size_t(section) >= m_data.columns.size()) return {};
  const Column& c = m_data.columns[std::size_t(section)];
  if (role == Qt::DisplayRole) return c.title;
  if (role == Qt::TextAlignmentRole) return int((c.numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return {};
}

CellFilter::CellFilter(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(kSortRole);
  setSourceModel(&m_table);
}

void CellFilter::setWords(const QString& text) {
  m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

void CellFilter::setGroup(int bits) {
  m_group = bits;
  invalidateFilter();
}

const CellTable::Row& CellFilter::row(const QModelIndex& proxy) const { return m_table.row(mapToSource(proxy).row()); }

bool CellFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  const CellTable::Row& r = m_table.row(row);
  if (m_group && !(r.group & m_group)) return false;
  for (const QString& word : m_words) {
    bool found = false;
    for (const Cell& c : r.cells) found = found || c.text.contains(word, Qt::CaseInsensitive) || c.tip.contains(word, Qt::CaseInsensitive);
    if (!found) return false;
  }
  return true;
}

bool CellFilter::lessThan(const QModelIndex& a, const QModelIndex& b) const {
  const QVariant x = a.data(kSortRole), y = b.data(kSortRole);
  const bool textual = x.typeId() == QMetaType::QString || y.typeId() == QMetaType::QString;
  if (textual) return QString::localeAwareCompare(x.toString(), y.toString()) < 0;
  return x.toDouble() < y.toDouble();
}

QString tsv(const QAbstractItemModel& model, const std::vector<int>& rows) {
  QString out;
  const int columns = model.columnCount();
  const auto cell = [](QString text) { return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' ')); };
  for (int c = 0; c < columns; ++c)
    out += (c ? QStringLiteral("\t") : QString()) + cell(model.headerData(c, Qt::Horizontal, Qt::DisplayRole).toString());
  out += QLatin1Char('\n');
  const auto line = [&](int r) {
    for (int c = 0; c < columns; ++c) {
      const QModelIndex index = model.index(r, c);
      // Numbers without the separators of a language, so that a spreadsheet reads them as numbers.
      const QVariant sort = index.data(kSortRole);
      const bool number = sort.typeId() == QMetaType::ULongLong;
      out += (c ? QStringLiteral("\t") : QString()) + cell(number ? sort.toString() : index.data(Qt::DisplayRole).toString());
    }
    out += QLatin1Char('\n');
  };
  if (rows.empty())
    for (int r = 0; r < model.rowCount(); ++r) line(r);
  for (const int r : rows) line(r);
  return out;
}

} // namespace ara::ui
