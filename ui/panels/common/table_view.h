// A filter field over a table with the manners all tables share: 22 px rows, sorting by header, a menu on the header
// that hides columns, Ctrl+C copies the selected rows as TSV with header, tooltips only for what is cut, and one
// sentence when there is nothing to show.
//
//   auto* table = new TableView(tr("Filter nodes"), this);
//   table->set(verdictTable(...), tr("Nothing to check."));
//   table->setWidths({74, 96, 110, 100}, 3);
//   connect(table, &TableView::keysSelected, ...);    // only what the person did, never what selectKeys() did
#pragma once

#include "ui/models/cell_table.h"

#include <QTableView>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace ara::ui {

class FilterField;
class LinkButton;
class ToneLabel;

class TableView : public QWidget {
  Q_OBJECT
public:
  // No placeholder: no filter field.
  TableView(const QString& filterPlaceholder, QWidget* parent);

  // A filter field that stands elsewhere, beside other controls.
  void setFilterField(FilterField* field);
  // `empty` is said while there are no rows. Selected rows stay selected where their keys are still there.
  void set(CellTable::Data table, const QString& empty);
  void setGroup(int bits);
  void setWords(const QString& words); // as the filter field does
  void sortBy(int column, Qt::SortOrder order);
  // Per column, 0: as it is; `stretch` takes the rest. Kept as the person set them until the columns change.
  void setWidths(const std::vector<int>& widths, int stretch);
  QTableView& view() { return *m_view; }
  CellFilter& filter() { return m_filter; }
  std::vector<std::uint32_t> selectedKeys() const;
  void selectKeys(const std::vector<std::uint32_t>& keys);
  void copy(bool everything) const;

Q_SIGNALS:
  void keysSelected(const std::vector<std::uint32_t>& keys); // by the person
  void keyActivated(std::uint32_t key);                      // double click, Return

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void refresh();
  void clearFilters();
  void columnMenu(const QPoint& at);
  bool isCut(const QModelIndex& index) const;

  CellFilter m_filter;
  FilterField* m_words = nullptr;
  QTableView* m_view;
  QStackedWidget* m_stack;
  ToneLabel* m_note;
  LinkButton* m_clear;
  QString m_empty;
  int m_widthsFor = 0; // number of columns the widths were given for
  bool m_quiet = false;
};

} // namespace ara::ui
