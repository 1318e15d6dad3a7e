// Table cells as the pictures draw them, from the roles in ui/theme/roles.h.
//
//   view->setItemDelegate(new CellDelegate(view));                  // tile, tone, bold, struck
//   view->setItemDelegateForColumn(kCount, new BarDelegate(view));  // bar, number to its right if there is text
//   dressTable(view);                                               // 22 px rows, no grid, middle elision
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace ara::ui {

class CellDelegate : public QStyledItemDelegate {
  Q_OBJECT
public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
  // Paints inside `where` what comes before the text and returns what is left for it.
  virtual QRect paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const;
};

class BarDelegate : public CellDelegate {
  Q_OBJECT
public:
  using CellDelegate::CellDelegate;
  // Width kept for the number; bars of all rows start at one place. 0: the bar has the cell to itself.
  void setNumberWidth(int pixels) { m_numberWidth = pixels; }
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
  QRect paintBefore(QPainter& painter, const QRect& where, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const override;

private:
  int m_numberWidth = 0;
};

void dressTable(QTableView* view);

} // namespace ara::ui
