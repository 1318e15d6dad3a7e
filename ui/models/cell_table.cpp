#include "ui/models/cell_table.h"

#include <QLocale>
#include <QTextDocument>

#include <algorithm>

namespace ara::ui {
namespace {

bool isDigit(QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); }

// The digits from `at` on, without leading zeros; moves `at` behind them.
QStringView digitsAt(const QString& s, qsizetype& at) {
  while (at < s.size() && s[at] == QLatin1Char('0')) ++at;
  const qsizetype begin = at;
  while (at < s.size() && isDigit(s[at])) ++at;
  return QStringView(s).mid(begin, at - begin);
}

int sign(double a, double b) { return a < b ? -1 : a > b ? 1 : 0; }

int compareCells(const Cell& a, const Cell& b) {
  const auto isText = [](const Cell& c) { return !c.sort.isValid() || c.sort.typeId() == QMetaType::QString; };
  const auto text = [](const Cell& c) { return c.sort.isValid() ? c.sort.toString() : c.text; };
  if (isText(a) || isText(b)) return naturalCompare(text(a), text(b));
  return sign(a.sort.toDouble(), b.sort.toDouble());
}

// Numbers without the separators of a language, so that a spreadsheet reads them as numbers.
QString copied(const Cell& c) {
  if (!c.copy.isEmpty()) return c.copy;
  return c.sort.typeId() == QMetaType::ULongLong ? c.sort.toString() : c.text;
}

} // namespace

int naturalCompare(const QString& a, const QString& b) {
  qsizetype i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      const QStringView x = digitsAt(a, i), y = digitsAt(b, j);
      if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
      if (const int order = x.compare(y)) return order;
      continue;
    }
    const QChar x = a[i++].toCaseFolded(), y = b[j++].toCaseFolded();
    if (x != y) return x < y ? -1 : 1;
  }
  const int rest = sign(double(a.size() - i), double(b.size() - j));
  return rest ? rest : a.compare(b); // "Mul" and "mul" keep one order
}

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

QString plainTip(const QString& text) {
  return Qt::mightBeRichText(text) ? QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()) : text;
}

void CellTable::set(Data data) {
  beginResetModel();
  m_data = std::move(data);
  endResetModel();
}

int CellTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_data.rows.size()); }
int CellTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_data.columns.size());
}

QVariant CellTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = m_data.rows[std::size_t(index.row())];
  if (std::size_t(index.column()) >= row.cells.size()) return {};
  const Cell& c = row.cells[std::size_t(index.column())];
  switch (role) {
  case Qt::DisplayRole: return c.text;
  case Qt::ToolTipRole: return plainTip(c.tip.isEmpty() ? c.text : c.tip);
  case Qt::AccessibleTextRole: return c.text;
  case Qt::TextAlignmentRole:
    return int((m_data.columns[std::size_t(index.column())].numeric ? Qt::AlignRight : Qt::AlignLeft) |
               Qt::AlignVCenter);
  case kCopyRole: return copied(c);
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
  return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
    return std::any_of(r.cells.begin(), r.cells.end(), [&](const Cell& c) {
      return c.text.contains(word, Qt::CaseInsensitive) || c.tip.contains(word, Qt::CaseInsensitive);
    });
  });
}

// Cells directly: sorting eight thousand rows asks this a hundred thousand times.
bool CellFilter::lessThan(const QModelIndex& a, const QModelIndex& b) const {
  const auto& x = m_table.row(a.row()).cells;
  const auto& y = m_table.row(b.row()).cells;
  const auto column = std::size_t(a.column());
  if (column >= x.size() || column >= y.size()) return x.size() < y.size();
  return compareCells(x[column], y[column]) < 0;
}

QString tsv(const QAbstractItemModel& model, const std::vector<int>& rows) {
  std::vector<int> columns; // a column without a title holds a picture
  QStringList line;
  const auto cell = [](QString text) {
    for (const QChar c : {QLatin1Char('\t'), QLatin1Char('\n'), QLatin1Char('\r')}) text.replace(c, QLatin1Char(' '));
    return text;
  };
  for (int c = 0; c < model.columnCount(); ++c) {
    const QString title = model.headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
    if (title.isEmpty()) continue;
    columns.push_back(c);
    line << cell(title);
  }
  QString out = line.join(QLatin1Char('\t')) + QLatin1Char('\n');
  const auto add = [&](int r) {
    line.clear();
    for (const int c : columns) line << cell(model.index(r, c).data(kCopyRole).toString());
    out += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
  };
  if (rows.empty())
    for (int r = 0; r < model.rowCount(); ++r) add(r);
  for (const int r : rows) add(r);
  return out;
}

} // namespace ara::ui
