// A filter field over a table with the manners all tables share: 22 px rows, sorting by header, Ctrl+C copies the
// selected rows as TSV with header, and one sentence when there is nothing to show.
#pragma once

#include "ui/models/cell_table.h"

#include <QTableView>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace ara::ui {

class FilterField;
class ToneLabel;

class TableView : public QWidget {
  Q_OBJECT
public:
  // No placeholder: no filter field.
  TableView(const QString& filterPlaceholder, QWidget* parent);

  // `empty` is said while there are no rows, `nothing` while the filter leaves none.
  void set(CellTable::Data table, const QString& empty);
  void setGroup(int bits) { m_filter.setGroup(bits); }
  void sortBy(int column, Qt::SortOrder order);
  void setWidths(const std::vector<int>& widths, int stretch); // per column, 0: as the content; `stretch` takes the rest
  QTableView& view() { return *m_view; }
  CellFilter& filter() { return m_filter; }
  std::vector<std::uint32_t> selectedKeys() const;
  void selectKeys(const std::vector<std::uint32_t>& keys);
  void copy(bool everything) const;

Q_SIGNALS:
  void keysSelected(const std::vector<std::uint32_t>& keys); // by the person
  void keyActivated(std::uint32_t key);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void refresh();
  CellFilter m_filter;
  FilterField* m_words = nullptr;
  QTableView* m_view;
  QStackedWidget* m_stack;
  ToneLabel* m_note;
  QString m_empty;
  bool m_quiet = false;
};

} // namespace ara::ui
