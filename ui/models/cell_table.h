// A table of plain cells: built once from const data, shown by any view, sorted and filtered by a proxy, copied as TSV.
//
//   CellTable::Data data = operatorsTable(model, ops, kept);   // plain values: may be made in a job
//   filter.table().set(std::move(data));
//   filter.setWords("conv kernel");                            // rows that hold both words
#pragma once

#include "ui/theme/roles.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>
#include <vector>

namespace ara::ui {

inline constexpr int kCopyRole = kSortRole + 1; // what Ctrl+C takes

struct Cell {
  QString text;
  QVariant sort;            // what to sort by where the text is not it
  QString tip;              // the whole of a long text; empty: the text itself
  QString copy;             // for Ctrl+C; empty: the exact number, else the text
  std::optional<Kind> kind; // a tile before the text
  std::optional<Tone> tone;
  bool bold = false, struck = false;
  std::optional<double> bar, barAfter;
  std::optional<Kind> barKind;
};
Cell numberCell(std::uint64_t n);
Cell textCell(const QString& text, std::optional<Tone> tone = {});

// Order of names for people: "MatMul_9" before "MatMul_10", capitals beside small letters.
int naturalCompare(const QString& a, const QString& b);
// A tooltip that shows "<b>" in a name as it stands.
QString plainTip(const QString& text);

class CellTable : public QAbstractTableModel {
  Q_OBJECT
public:
  struct Column {
    QString title;
    bool numeric = false;
  };
  struct Row {
    std::vector<Cell> cells;
    std::uint32_t key = 0; // what the row stands for: index into the data it was made from
    int group = 0;         // for segments: which of them the row belongs to, as bits
  };
  struct Data {
    std::vector<Column> columns;
    std::vector<Row> rows;
  };

  using QAbstractTableModel::QAbstractTableModel;
  void set(Data data);
  const Row& row(int i) const { return m_data.rows[std::size_t(i)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  Data m_data;
};

// Sorts by kSortRole; keeps rows in which every word of the filter stands somewhere, and whose group has a wanted bit.
class CellFilter : public QSortFilterProxyModel {
  Q_OBJECT
public:
  explicit CellFilter(QObject* parent = nullptr);
  void setWords(const QString& text);
  void setGroup(int bits); // 0: every row
  bool hasWords() const { return !m_words.isEmpty(); }
  const CellTable::Row& row(const QModelIndex& proxy) const;
  CellTable& table() { return m_table; }

protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& a, const QModelIndex& b) const override;

private:
  CellTable m_table;
  QStringList m_words;
  int m_group = 0;
};

// Header and the given rows (all, when empty), tab-separated, as spreadsheets take it. Columns without a title (bars)
// are left out.
QString tsv(const QAbstractItemModel& model, const std::vector<int>& rows = {});

} // namespace ara::ui
